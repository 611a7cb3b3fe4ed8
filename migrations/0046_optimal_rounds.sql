-- How a round decides, and the limits over all its programmes that only one of the two ways takes. `conflict` says which limits the last
-- attempt could not keep together; it is empty again after one that could.
alter table matching_round
  add column method text not null default 'deferred',
  add column limits jsonb not null default '[]',
  add column conflict jsonb,
  add constraint matching_round_method_known check (method in ('deferred', 'optimal')),
  add constraint matching_round_limits_of_method check (method = 'optimal' or state = 'draft' or limits = '[]');
