-- How the work of a class is judged, what each member reached, and the closing that settles both.

create table assessment_scheme (
  tenant_id uuid not null,
  class_id uuid not null,
  kind text not null,
  pass_mark integer not null,
  attendance_min_percent integer not null,
  -- What passing is worth.
  centihours integer not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  constraint assessment_scheme_pk primary key (tenant_id, class_id),
  constraint assessment_scheme_class_fk foreign key (tenant_id, class_id) references training_class (tenant_id, id),
  constraint assessment_scheme_decider_fk foreign key (tenant_id, decided_by) references account (tenant_id, id),
  constraint assessment_scheme_kind check (kind in ('exam', 'work', 'observation', 'combined')),
  constraint assessment_scheme_mark check (pass_mark between 0 and 100),
  constraint assessment_scheme_attendance check (attendance_min_percent between 0 and 100),
  constraint assessment_scheme_hours check (centihours between 0 and 100000)
);
select qinglan_protect('assessment_scheme');

create table assessment_result (
  tenant_id uuid not null,
  class_id uuid not null,
  person_id uuid not null,
  -- Tenths of a point out of a hundred; or, where no points are given, a grade.
  score_tenths integer,
  grade text,
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint assessment_result_pk primary key (tenant_id, class_id, person_id),
  constraint assessment_result_scheme_fk foreign key (tenant_id, class_id) references assessment_scheme (tenant_id, class_id),
  constraint assessment_result_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint assessment_result_recorder_fk foreign key (tenant_id, recorded_by) references account (tenant_id, id),
  constraint assessment_result_score check (score_tenths between 0 and 1000),
  constraint assessment_result_grade check (grade in ('excellent', 'good', 'pass', 'fail')),
  constraint assessment_result_says_something check (score_tenths is not null or grade is not null)
);
select qinglan_protect('assessment_result');

create table class_closure (
  tenant_id uuid not null,
  class_id uuid not null,
  -- Chosen by whoever closes, so that a repeated request finds its own closing.
  id uuid not null,
  passed integer not null,
  failed integer not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  constraint class_closure_pk primary key (tenant_id, class_id),
  -- Nothing is closed without an assessment.
  constraint class_closure_assessed_fk foreign key (tenant_id, class_id) references assessment_scheme (tenant_id, class_id),
  constraint class_closure_closer_fk foreign key (tenant_id, closed_by) references account (tenant_id, id)
);
select qinglan_protect('class_closure');

create table completion (
  tenant_id uuid not null,
  class_id uuid not null,
  person_id uuid not null,
  passed boolean not null,
  reasons jsonb not null,
  centihours integer not null,
  -- The record of hours that it led to.
  record_id uuid,
  constraint completion_pk primary key (tenant_id, class_id, person_id),
  constraint completion_closure_fk foreign key (tenant_id, class_id) references class_closure (tenant_id, class_id),
  constraint completion_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint completion_record_fk foreign key (tenant_id, record_id) references credit_record (tenant_id, id),
  constraint completion_failed_earns_nothing check (passed or (centihours = 0 and record_id is null))
);
create index completion_by_person on completion (tenant_id, person_id);
select qinglan_protect('completion');
