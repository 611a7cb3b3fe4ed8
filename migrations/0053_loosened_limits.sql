-- Limits of a published round that an officer loosened, with the reason that everybody reads; never tightened.
create table matching_loosening_entry (
  tenant_id uuid not null,
  round_id uuid not null,
  -- Chosen by whoever loosens.
  id uuid not null,
  -- Each limit with what it was before and after.
  changes jsonb not null,
  reason text not null,
  loosened_by uuid not null,
  loosened_by_name text not null,
  loosened_at timestamptz not null,
  constraint matching_loosening_entry_pk primary key (tenant_id, id),
  constraint matching_loosening_entry_round_fk foreign key (tenant_id, round_id) references matching_round (tenant_id, id),
  constraint matching_loosening_entry_says_why check (reason <> '')
);
create index matching_loosening_entry_by_round on matching_loosening_entry (tenant_id, round_id, loosened_at);
select qinglan_protect_append('matching_loosening_entry');
