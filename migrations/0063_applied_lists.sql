-- Lists that were tried row by row and then applied exactly so, whatever they are about, so that each can be undone as a whole.
create table applied_list (
  tenant_id uuid not null,
  id uuid not null,
  -- What it is a list of.
  kind text not null,
  -- What it was applied to: the id of a selection, of a programme of a round; empty where it is to nothing in particular.
  about text not null,
  organisation_id uuid not null,
  name text not null,
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  change_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  -- What each row did, as the feature that applied it needs it in order to undo it.
  changes jsonb not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamptz not null,
  undone_by_name text,
  undone_at timestamptz,
  constraint applied_list_pk primary key (tenant_id, id),
  constraint applied_list_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint applied_list_maker_fk foreign key (tenant_id, created_by) references account (tenant_id, id),
  constraint applied_list_kind check (kind in ('round_scores', 'selection_candidates')),
  constraint applied_list_state check (
    state in ('applied', 'undone') and (state = 'undone') = (undone_at is not null)
    and (undone_at is null) = (undone_by_name is null)),
  constraint applied_list_rows check (row_count = create_count + change_count + keep_count + refuse_count)
);
create index applied_list_of on applied_list (tenant_id, kind, about, id);
select qinglan_protect('applied_list');

-- Candidates who came by a list that was taken back before the selection began.
alter table selection_log_entry drop constraint selection_log_entry_act;
alter table selection_log_entry add constraint selection_log_entry_act check (act in ('created', 'rules_changed',
  'candidates_added', 'candidates_removed', 'candidate_out', 'candidate_back', 'experts_set', 'assigned', 'conflict_declared',
  'started', 'scores_imported', 'step_closed', 'step_reopened', 'shown', 'withdrawn_from_show', 'settled', 'cancelled'));
