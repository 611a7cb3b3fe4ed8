-- People of the reserve, facts of conduct, restrictions and days of the calendar come in as lists as well. How many rows an
-- undoing took back is told; of lists that were undone before nobody counted.
alter table applied_list drop constraint applied_list_kind;
alter table applied_list add constraint applied_list_kind check (kind in ('round_scores', 'selection_candidates',
  'reserve_candidates', 'integrity_facts', 'restrictions', 'working_days'));
alter table applied_list add column undone_count integer;
alter table applied_list add constraint applied_list_undone check (undone_count is null or state = 'undone');

-- What a fact of a signed list rests on: the document that says so.
alter table integrity_entry add column evidence text;
