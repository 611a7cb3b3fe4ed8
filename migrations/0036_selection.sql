-- Selection in steps (笔试 → 实践考核 → 综合): rules, candidates, experts without conflicts, marks, results and who is chosen.

create table selection (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  title text not null,
  -- What trainees are selected for.
  programme_id uuid,
  state text not null,
  -- Steps, ties and quota, as `core/engine.ts` reads them; they stand once the selection runs.
  rules jsonb not null,
  -- Draws the lots; made when it begins to run.
  seed text,
  -- Which step is open, from 0; as many as there are steps once all are closed.
  step integer not null default 0,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  cancel_reason text,
  settled_at timestamptz,
  constraint selection_pk primary key (tenant_id, id),
  constraint selection_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint selection_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint selection_creator_fk foreign key (tenant_id, created_by) references account (tenant_id, id),
  constraint selection_kind check (kind in ('trainees', 'title', 'honour')),
  constraint selection_state check (state in ('draft', 'running', 'ranked', 'shown', 'settled', 'cancelled')),
  constraint selection_of_programme check (kind <> 'trainees' or programme_id is not null),
  constraint selection_seed check (state in ('draft', 'cancelled') or seed is not null),
  constraint selection_cancelled_says_why check ((state = 'cancelled') = (cancel_reason is not null)),
  constraint selection_settled check ((state = 'settled') = (settled_at is not null))
);
create index selection_by_organisation on selection (tenant_id, organisation_id, id);
create index selection_by_programme on selection (tenant_id, programme_id) where programme_id is not null;
select qinglan_protect('selection');

create table selection_candidate (
  tenant_id uuid not null,
  selection_id uuid not null,
  person_id uuid not null,
  -- By which experts know them where they mark without names.
  number integer not null,
  school_id uuid not null,
  -- The parts of the quota matrix that they belong to, and their years of service, as of that day.
  stage text not null,
  kind text not null,
  years integer not null,
  -- Why they are out whatever their scores; a restriction shows no case.
  out text,
  out_reason text,
  constraint selection_candidate_pk primary key (tenant_id, selection_id, person_id),
  constraint selection_candidate_selection_fk foreign key (tenant_id, selection_id) references selection (tenant_id, id),
  constraint selection_candidate_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint selection_candidate_school_fk foreign key (tenant_id, school_id) references organisation (tenant_id, id),
  constraint selection_candidate_number unique (tenant_id, selection_id, number),
  constraint selection_candidate_out check (out in ('withdrawn', 'excluded')),
  constraint selection_candidate_out_says_why check ((out is null) = (out_reason is null))
);
create index selection_candidate_by_person on selection_candidate (tenant_id, person_id);
select qinglan_protect('selection_candidate');

create table selection_expert (
  tenant_id uuid not null,
  selection_id uuid not null,
  account_id uuid not null,
  person_id uuid,
  school_id uuid,
  name text not null,
  constraint selection_expert_pk primary key (tenant_id, selection_id, account_id),
  constraint selection_expert_selection_fk foreign key (tenant_id, selection_id) references selection (tenant_id, id),
  constraint selection_expert_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id)
);
create index selection_expert_by_account on selection_expert (tenant_id, account_id);
select qinglan_protect('selection_expert');

-- That an expert should not mark somebody, as they said themselves.
create table selection_conflict (
  tenant_id uuid not null,
  selection_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  reason text not null,
  declared_at timestamptz not null,
  constraint selection_conflict_pk primary key (tenant_id, selection_id, account_id, person_id),
  constraint selection_conflict_expert_fk foreign key (tenant_id, selection_id, account_id)
    references selection_expert (tenant_id, selection_id, account_id),
  constraint selection_conflict_candidate_fk foreign key (tenant_id, selection_id, person_id)
    references selection_candidate (tenant_id, selection_id, person_id)
);
select qinglan_protect('selection_conflict');

create table selection_assignment (
  tenant_id uuid not null,
  selection_id uuid not null,
  step text not null,
  person_id uuid not null,
  account_id uuid not null,
  -- Repeated from the expert, so that the database keeps people from marking themselves.
  expert_person_id uuid,
  constraint selection_assignment_pk primary key (tenant_id, selection_id, step, person_id, account_id),
  constraint selection_assignment_candidate_fk foreign key (tenant_id, selection_id, person_id)
    references selection_candidate (tenant_id, selection_id, person_id),
  constraint selection_assignment_expert_fk foreign key (tenant_id, selection_id, account_id)
    references selection_expert (tenant_id, selection_id, account_id),
  constraint selection_nobody_marks_themselves check (expert_person_id is distinct from person_id)
);
create index selection_assignment_by_expert on selection_assignment (tenant_id, account_id, selection_id);
select qinglan_protect('selection_assignment');

-- A mark for one criterion: of an expert, or entered by the office.
create table selection_mark (
  tenant_id uuid not null,
  selection_id uuid not null,
  step text not null,
  person_id uuid not null,
  criterion text not null,
  account_id uuid not null,
  centipoints integer not null,
  marked_at timestamptz not null,
  constraint selection_mark_pk primary key (tenant_id, selection_id, step, person_id, criterion, account_id),
  constraint selection_mark_candidate_fk foreign key (tenant_id, selection_id, person_id)
    references selection_candidate (tenant_id, selection_id, person_id),
  constraint selection_mark_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint selection_mark_points check (centipoints between 0 and 100000)
);
select qinglan_protect('selection_mark');

-- What became of a candidate when a step was closed, and, as step `final`, in the end.
create table selection_result (
  tenant_id uuid not null,
  selection_id uuid not null,
  step text not null,
  person_id uuid not null,
  centipoints integer,
  rank integer,
  rank_in_part integer,
  outcome text not null,
  cut_off integer,
  constraint selection_result_pk primary key (tenant_id, selection_id, step, person_id),
  constraint selection_result_candidate_fk foreign key (tenant_id, selection_id, person_id)
    references selection_candidate (tenant_id, selection_id, person_id),
  constraint selection_result_ranked_once unique (tenant_id, selection_id, step, rank),
  constraint selection_result_outcome check (outcome in ('passed', 'below', 'absent', 'withdrawn', 'excluded', 'selected',
    'reserve', 'no_part', 'struck'))
);
create index selection_result_by_person on selection_result (tenant_id, person_id);
select qinglan_protect('selection_result');

-- What became of a selection, step by step.
create table selection_log_entry (
  tenant_id uuid not null,
  selection_id uuid not null,
  no integer not null,
  act text not null,
  remark text,
  account_id uuid not null,
  account_name text not null,
  at timestamptz not null,
  constraint selection_log_entry_pk primary key (tenant_id, selection_id, no),
  constraint selection_log_entry_selection_fk foreign key (tenant_id, selection_id) references selection (tenant_id, id),
  constraint selection_log_entry_act check (act in ('created', 'rules_changed', 'candidates_added', 'candidate_out',
    'candidate_back', 'experts_set', 'assigned', 'conflict_declared', 'started', 'scores_imported', 'step_closed', 'step_reopened',
    'shown', 'withdrawn_from_show', 'settled', 'cancelled'))
);
select qinglan_protect_append('selection_log_entry');
