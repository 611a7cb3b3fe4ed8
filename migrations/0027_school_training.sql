-- School-based training (校本研修): teams, plans of a semester with the word of the principal and the town centre, sessions that
-- are held, what is left of them as evidence, and the hours that come of it.

create table school_training_setting (
  tenant_id uuid not null,
  -- Whether the town centre (or the bureau, where there is none) has a say after the principal.
  centre_approves boolean not null default true,
  changed_at timestamptz not null,
  changed_by uuid,
  constraint school_training_setting_pk primary key (tenant_id)
);
select qinglan_protect('school_training_setting');

create table research_team (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  name text not null,
  topic text,
  -- Who leads it: a backbone teacher as a rule.
  lead_id uuid not null,
  founded_on date not null,
  closed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint research_team_pk primary key (tenant_id, id),
  constraint research_team_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint research_team_lead_fk foreign key (tenant_id, lead_id) references person (tenant_id, id),
  constraint research_team_kind check (kind in ('subject', 'topic', 'grade')),
  constraint research_team_dates check (closed_on is null or closed_on >= founded_on),
  -- A team that works on a topic names it.
  constraint research_team_topic check (kind <> 'topic' or topic is not null)
);
create unique index research_team_named_once on research_team (tenant_id, organisation_id, name) where closed_on is null;
select qinglan_protect('research_team');

create table research_team_member (
  tenant_id uuid not null,
  team_id uuid not null,
  person_id uuid not null,
  joined_on date not null,
  constraint research_team_member_pk primary key (tenant_id, team_id, person_id),
  constraint research_team_member_team_fk foreign key (tenant_id, team_id) references research_team (tenant_id, id),
  constraint research_team_member_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index research_team_member_by_person on research_team_member (tenant_id, person_id);
select qinglan_protect('research_team_member');

create table school_plan (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  -- The school year by its first calendar year, and its half.
  year integer not null,
  term integer not null,
  title text not null,
  topic text,
  team_id uuid,
  state text not null,
  -- Where a change of an approved plan is on its way; null where none is.
  amendment text,
  amendment_reason text,
  -- What is being written; what is in force stands in the version.
  draft jsonb,
  -- Counts the savings of the draft, so that two who write do not overwrite each other unseen.
  revision integer not null default 0,
  -- The latest version that was submitted, and the one that is in force.
  version integer not null default 0,
  version_in_force integer,
  submitted_at timestamptz,
  approved_at timestamptz,
  closed_at timestamptz,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  constraint school_plan_pk primary key (tenant_id, id),
  constraint school_plan_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint school_plan_team_fk foreign key (tenant_id, team_id) references research_team (tenant_id, id),
  constraint school_plan_term check (term in (1, 2) and year between 2000 and 2100),
  constraint school_plan_state check (state in ('draft', 'submitted', 'school_approved', 'returned', 'approved', 'closed')),
  constraint school_plan_amendment check (amendment in ('draft', 'submitted', 'school_approved', 'returned')),
  -- Only an approved plan is amended, and an amendment says why.
  constraint school_plan_amended_when_approved check (amendment is null or state = 'approved'),
  constraint school_plan_amendment_says_why check ((amendment is null) = (amendment_reason is null)),
  -- A plan is in force once it was approved, and not before.
  constraint school_plan_in_force check ((state in ('approved', 'closed')) = (version_in_force is not null)),
  constraint school_plan_closed_at check ((state = 'closed') = (closed_at is not null)),
  -- What is being written is there while something is.
  constraint school_plan_draft check ((draft is not null) = (state in ('draft', 'submitted', 'school_approved', 'returned')
    or amendment is not null))
);
create index school_plan_by_organisation on school_plan (tenant_id, organisation_id, id);
create index school_plan_by_team on school_plan (tenant_id, team_id) where team_id is not null;
create index school_plan_waiting on school_plan (tenant_id, coalesce(amendment, state)) where coalesce(amendment, state) in ('submitted', 'school_approved');
select qinglan_protect('school_plan');

-- What was submitted, word for word, and who did.
create table school_plan_version_entry (
  tenant_id uuid not null,
  plan_id uuid not null,
  version integer not null,
  content jsonb not null,
  -- Why an approved plan is changed; null the first time.
  reason text,
  submitted_by uuid not null,
  submitted_for uuid not null,
  submitted_by_name text not null,
  submitted_at timestamptz not null,
  constraint school_plan_version_entry_pk primary key (tenant_id, plan_id, version),
  constraint school_plan_version_entry_plan_fk foreign key (tenant_id, plan_id) references school_plan (tenant_id, id),
  constraint school_plan_version_entry_submitter_fk foreign key (tenant_id, submitted_by) references account (tenant_id, id),
  constraint school_plan_version_entry_submitted_for_fk foreign key (tenant_id, submitted_for) references account (tenant_id, id),
  -- What a decision repeats of it.
  constraint school_plan_version_entry_repeated unique (tenant_id, plan_id, version, submitted_by, submitted_for)
);
select qinglan_protect_append('school_plan_version_entry');

-- The word of the principal and of the centre for one version. Repeats who submitted it, so that the database can tell them apart.
create table school_plan_decision_entry (
  tenant_id uuid not null,
  plan_id uuid not null,
  version integer not null,
  stage text not null,
  outcome text not null,
  reason text,
  submitted_by uuid not null,
  submitted_for uuid not null,
  decided_by uuid not null,
  decided_for uuid not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  constraint school_plan_decision_entry_pk primary key (tenant_id, plan_id, version, stage),
  constraint school_plan_decision_entry_version_fk foreign key (tenant_id, plan_id, version, submitted_by, submitted_for)
    references school_plan_version_entry (tenant_id, plan_id, version, submitted_by, submitted_for),
  constraint school_plan_decision_entry_decider_fk foreign key (tenant_id, decided_by) references account (tenant_id, id),
  constraint school_plan_decision_entry_decided_for_fk foreign key (tenant_id, decided_for) references account (tenant_id, id),
  -- One word a version for each: principal and centre are two people.
  constraint school_plan_decided_by_two unique (tenant_id, plan_id, version, decided_by),
  constraint school_plan_decided_for_two unique (tenant_id, plan_id, version, decided_for),
  constraint school_plan_decision_entry_stage check (stage in ('school', 'centre')),
  constraint school_plan_decision_entry_outcome check (outcome in ('approved', 'returned')),
  constraint school_plan_return_says_why check (outcome = 'approved' or reason is not null),
  constraint school_plan_decider_is_not_submitter check (
    decided_by <> submitted_by and decided_by <> submitted_for and decided_for <> submitted_by and decided_for <> submitted_for)
);
select qinglan_protect_append('school_plan_decision_entry');

create table school_plan_member (
  tenant_id uuid not null,
  plan_id uuid not null,
  person_id uuid not null,
  constraint school_plan_member_pk primary key (tenant_id, plan_id, person_id),
  constraint school_plan_member_plan_fk foreign key (tenant_id, plan_id) references school_plan (tenant_id, id),
  constraint school_plan_member_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index school_plan_member_by_person on school_plan_member (tenant_id, person_id);
select qinglan_protect('school_plan_member');

create table school_plan_session (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  title text not null,
  form text not null,
  -- 骨干引领, 同伴互助 or 自主反思: which tier of the school's way of training it belongs to.
  tier text,
  speaker text,
  planned_on date not null,
  planned_centihours integer not null,
  state text not null,
  -- What came of it.
  held_on date,
  minutes integer,
  centihours integer,
  summary text,
  cancel_reason text,
  recorded_by uuid,
  recorded_by_name text,
  recorded_at timestamptz,
  constraint school_plan_session_pk primary key (tenant_id, id),
  constraint school_plan_session_plan_fk foreign key (tenant_id, plan_id) references school_plan (tenant_id, id),
  constraint school_plan_session_form check (form in ('theory', 'lesson_study', 'case_clinic', 'salon', 'lecture')),
  constraint school_plan_session_tier check (tier in ('backbone', 'peers', 'reflection')),
  constraint school_plan_session_state check (state in ('planned', 'held', 'cancelled')),
  constraint school_plan_session_planned check (planned_centihours between 1 and 10000),
  constraint school_plan_session_held check ((state = 'held') = (held_on is not null) and (state = 'held') = (minutes is not null)
    and (state = 'held') = (centihours is not null)),
  constraint school_plan_session_minutes check (minutes between 1 and 1440),
  -- A session brings no more hours than were approved for it.
  constraint school_plan_session_within_plan check (centihours between 1 and planned_centihours),
  constraint school_plan_session_cancelled_says_why check ((state = 'cancelled') = (cancel_reason is not null))
);
create index school_plan_session_by_plan on school_plan_session (tenant_id, plan_id, position);
create index school_plan_session_by_day on school_plan_session (tenant_id, coalesce(held_on, planned_on));
select qinglan_protect('school_plan_session');

create table school_plan_attendance (
  tenant_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  mark text not null,
  reason text,
  constraint school_plan_attendance_pk primary key (tenant_id, session_id, person_id),
  constraint school_plan_attendance_session_fk foreign key (tenant_id, session_id) references school_plan_session (tenant_id, id),
  constraint school_plan_attendance_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint school_plan_attendance_mark check (mark in ('present', 'leave', 'absent')),
  constraint school_plan_leave_says_why check (mark <> 'leave' or reason is not null)
);
create index school_plan_attendance_by_person on school_plan_attendance (tenant_id, person_id);
select qinglan_protect('school_plan_attendance');

create table school_plan_reflection (
  tenant_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  text text not null,
  written_at timestamptz not null,
  constraint school_plan_reflection_pk primary key (tenant_id, session_id, person_id),
  constraint school_plan_reflection_session_fk foreign key (tenant_id, session_id) references school_plan_session (tenant_id, id),
  constraint school_plan_reflection_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index school_plan_reflection_by_person on school_plan_reflection (tenant_id, person_id);
select qinglan_protect('school_plan_reflection');

create table school_plan_evidence (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  session_id uuid,
  -- Whose it is, where a member handed it in.
  person_id uuid,
  -- 考勤, 学习, 资料 and 成果.
  kind text not null,
  outcome_kind text,
  title text not null,
  file_id uuid not null,
  sha256 text not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz not null,
  withdrawn_by_name text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  constraint school_plan_evidence_pk primary key (tenant_id, id),
  constraint school_plan_evidence_plan_fk foreign key (tenant_id, plan_id) references school_plan (tenant_id, id),
  constraint school_plan_evidence_session_fk foreign key (tenant_id, session_id) references school_plan_session (tenant_id, id),
  constraint school_plan_evidence_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint school_plan_evidence_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  constraint school_plan_evidence_kind check (kind in ('attendance', 'study', 'material', 'outcome')),
  constraint school_plan_evidence_outcome check ((kind = 'outcome') = (outcome_kind is not null)
    and (outcome_kind is null or outcome_kind in ('report', 'paper', 'case'))),
  -- A sign-in sheet is of one session.
  constraint school_plan_evidence_of_session check (kind <> 'attendance' or session_id is not null),
  constraint school_plan_evidence_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index school_plan_evidence_by_plan on school_plan_evidence (tenant_id, plan_id);
select qinglan_protect('school_plan_evidence');

create table school_plan_closure (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  closed_by uuid not null,
  closed_for uuid not null,
  closed_by_name text not null,
  closed_at timestamptz not null,
  reopened_by_name text,
  reopened_at timestamptz,
  reopened_reason text,
  constraint school_plan_closure_pk primary key (tenant_id, id),
  constraint school_plan_closure_plan_fk foreign key (tenant_id, plan_id) references school_plan (tenant_id, id),
  constraint school_plan_closure_closer_fk foreign key (tenant_id, closed_by) references account (tenant_id, id),
  constraint school_plan_closure_reopened check ((reopened_at is null) = (reopened_reason is null))
);
create unique index school_plan_closed_once on school_plan_closure (tenant_id, plan_id) where reopened_at is null;
select qinglan_protect('school_plan_closure');

create table school_plan_hours (
  tenant_id uuid not null,
  closure_id uuid not null,
  person_id uuid not null,
  -- What the sessions brought, and what of it counts: never more than was approved for each.
  attended_centihours integer not null,
  centihours integer not null,
  -- The record that carries them; null for who attended nothing, and until somebody else records those of the one who closed.
  record_id uuid,
  constraint school_plan_hours_pk primary key (tenant_id, closure_id, person_id),
  constraint school_plan_hours_closure_fk foreign key (tenant_id, closure_id) references school_plan_closure (tenant_id, id),
  constraint school_plan_hours_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint school_plan_hours_record_fk foreign key (tenant_id, record_id) references credit_record (tenant_id, id),
  constraint school_plan_hours_within_attended check (centihours between 0 and attended_centihours),
  constraint school_plan_hours_recorded_something check (record_id is null or centihours > 0)
);
create index school_plan_hours_by_person on school_plan_hours (tenant_id, person_id);
select qinglan_protect('school_plan_hours');
