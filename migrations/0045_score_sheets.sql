-- Score sheets of selections that can be undone; whoever a selection admitted says so; who objected is forgotten after its term.

-- A spreadsheet of scores that was applied to a step, with what each score was before, so that it can be undone.
create table selection_score_import (
  tenant_id uuid not null,
  selection_id uuid not null,
  id uuid not null,
  step text not null,
  name text not null,
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  change_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  -- Of each score that was kept: whose, of which criterion, what it was before (null: none) and what it became.
  changes jsonb not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamptz not null,
  undone_at timestamptz,
  constraint selection_score_import_pk primary key (tenant_id, selection_id, id),
  constraint selection_score_import_selection_fk foreign key (tenant_id, selection_id) references selection (tenant_id, id),
  constraint selection_score_import_maker_fk foreign key (tenant_id, created_by) references account (tenant_id, id),
  constraint selection_score_import_state check (state in ('applied', 'undone') and (state = 'undone') = (undone_at is not null)),
  constraint selection_score_import_rows check (row_count = create_count + change_count + keep_count + refuse_count)
);
select qinglan_protect('selection_score_import');

-- Whoever a selection in steps chose came in by it, and not by a round of two-way selection.
alter table enrolment drop constraint enrolment_source;
alter table enrolment add constraint enrolment_source check (
  source_kind in ('application', 'waiting', 'invitation', 'nomination', 'list', 'whole', 'round', 'selection', 'substitution'));
update enrolment e set source_kind = 'selection' where e.source_kind = 'round'
  and exists (select from selection s where s.tenant_id = e.tenant_id and s.id = e.source_id);

-- A stranger's name and contact go once their objection was decided long ago; that there was one stays.
alter table public_objection add column objector_erased_at timestamptz;
alter table public_objection drop constraint public_objection_signed;
alter table public_objection add constraint public_objection_signed check (
  (account_id is null and objector_erased_at is null) = (name_sealed is not null)
  and (name_sealed is null) = (contact_sealed is null));
alter table public_objection add constraint public_objection_erased_once_decided check (
  objector_erased_at is null or (account_id is null and state <> 'received'));
