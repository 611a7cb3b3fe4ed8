-- Hours that teachers claim for their own work (论文, 课题, 公开课, 外出培训 …), what is said against a decision, and hours that
-- come as a spreadsheet or from another system. All of them become records of hours, which three people then vouch for.

create table claim_setting (
  tenant_id uuid not null,
  -- Working days after a decision in which it may be appealed against.
  appeal_days integer not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint claim_setting_pk primary key (tenant_id),
  constraint claim_setting_appeal_days check (appeal_days between 5 and 60)
);
select qinglan_protect('claim_setting');

create table claim (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Where the person was on the roster when it was handed in: whose registrar takes it up.
  organisation_id uuid not null,
  state text not null,
  -- Which table of the policy it is reckoned by, and that table as it was then.
  award_id text,
  award jsonb,
  title text not null,
  -- The title without what people write differently, so that the same work is found again.
  title_key text not null,
  host text,
  started_on date,
  done_on date,
  answers jsonb not null,
  certificate_no text,
  certificate_key text,
  valid_until date,
  -- Whether it is a trip: it stays open until a sharing record is there.
  is_trip boolean not null,
  -- What the table gives, in hundredths of an hour.
  least_centihours integer,
  most_centihours integer,
  -- What the registrar proposed when it was taken up.
  centihours integer,
  return_reason text,
  entered_by uuid not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  -- The people whose word it was: whoever decided, and whom they stood in for.
  decider_id uuid,
  decider_for_id uuid,
  -- When the person was reminded of the sharing record.
  reminded_at timestamptz,
  constraint claim_pk primary key (tenant_id, id),
  constraint claim_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint claim_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint claim_entered_by_fk foreign key (tenant_id, entered_by) references account (tenant_id, id),
  constraint claim_decided_by_fk foreign key (tenant_id, decided_by) references account (tenant_id, id),
  constraint claim_state check (state in ('draft', 'submitted', 'returned', 'taken_up', 'withdrawn')),
  -- What was handed in says what it is, when it was, and what the table gives for it.
  constraint claim_whole check (state in ('draft', 'withdrawn') or (award is not null and done_on is not null
    and least_centihours is not null and most_centihours is not null and submitted_at is not null)),
  constraint claim_dates check (state not in ('submitted', 'taken_up') or started_on is null or started_on <= done_on),
  constraint claim_range check (least_centihours is null or (least_centihours >= 0 and least_centihours <= most_centihours)),
  constraint claim_hours check (centihours is null or (centihours > 0 and centihours <= most_centihours)),
  constraint claim_decided check (state not in ('returned', 'taken_up') or (decided_by is not null and decided_for is not null)),
  constraint claim_returned_why check (state <> 'returned' or return_reason is not null),
  constraint claim_taken_up_hours check (state <> 'taken_up' or centihours is not null),
  -- Nobody decides on their own claim, nor for somebody whose claim it is.
  constraint claim_decider_is_not_claimant check (decider_id is null or decider_id <> person_id),
  constraint claim_decider_stands_in_for_nobody_credited check (decider_for_id is null or decider_for_id <> person_id)
);
-- The same work is claimed once for a person.
create unique index claim_once on claim (tenant_id, person_id, title_key, done_on) where state in ('submitted', 'taken_up');
create index claim_by_person on claim (tenant_id, person_id, id desc);
create index claim_by_state on claim (tenant_id, state, submitted_at, id);
create index claim_by_certificate on claim (tenant_id, certificate_key) where certificate_key is not null;
create index claim_by_title on claim (tenant_id, title_key, person_id);
select qinglan_protect('claim');

-- What a claim rests on, by the kinds that its table asks for.
create table claim_file (
  tenant_id uuid not null,
  claim_id uuid not null,
  file_id uuid not null,
  kind text not null,
  name text not null,
  sha256 text not null,
  constraint claim_file_pk primary key (tenant_id, claim_id, file_id),
  constraint claim_file_claim_fk foreign key (tenant_id, claim_id) references claim (tenant_id, id),
  constraint claim_file_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
create index claim_file_by_content on claim_file (tenant_id, sha256);
select qinglan_protect('claim_file');

-- What became of a claim, step by step.
create table claim_step_entry (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  act text not null,
  -- A reason, or a word with it.
  remark text,
  centihours integer,
  account_id uuid not null,
  account_name text not null,
  at timestamptz not null,
  constraint claim_step_entry_pk primary key (tenant_id, id),
  constraint claim_step_entry_claim_fk foreign key (tenant_id, claim_id) references claim (tenant_id, id),
  constraint claim_step_entry_act check (act in ('submitted', 'returned', 'taken_up', 'withdrawn', 'shared', 'lowered', 'reopened'))
);
create index claim_step_entry_by_claim on claim_step_entry (tenant_id, claim_id, id);
select qinglan_protect_append('claim_step_entry');

-- What somebody passed on after a trip (汇报): when, how, to whom.
create table claim_sharing (
  tenant_id uuid not null,
  claim_id uuid not null,
  held_on date not null,
  form text not null,
  audience text not null,
  summary text not null,
  file_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint claim_sharing_pk primary key (tenant_id, claim_id),
  constraint claim_sharing_claim_fk foreign key (tenant_id, claim_id) references claim (tenant_id, id),
  constraint claim_sharing_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  constraint claim_sharing_form check (form in ('lecture', 'demonstration_lesson', 'group_talk', 'written'))
);
select qinglan_protect('claim_sharing');

-- What somebody says against a decision on their hours.
create table appeal (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  subject_title text not null,
  -- The decision: who took it, when, and why.
  against_by uuid not null,
  against_for uuid not null,
  against_reason text,
  against_at timestamptz not null,
  due_on date not null,
  text text not null,
  state text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_for uuid,
  decider_id uuid,
  decider_for_id uuid,
  decided_by_name text,
  decided_at timestamptz,
  decision text,
  constraint appeal_pk primary key (tenant_id, id),
  constraint appeal_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint appeal_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint appeal_against_fk foreign key (tenant_id, against_by) references account (tenant_id, id),
  constraint appeal_against_for_fk foreign key (tenant_id, against_for) references account (tenant_id, id),
  constraint appeal_decided_by_fk foreign key (tenant_id, decided_by) references account (tenant_id, id),
  constraint appeal_subject check (subject_kind in ('claim', 'record', 'entry')),
  constraint appeal_state check (state in ('asked', 'upheld', 'dismissed', 'withdrawn')),
  constraint appeal_decided check ((state in ('upheld', 'dismissed')) = (decided_by is not null and decided_for is not null)),
  constraint appeal_decision_has_reason check (state not in ('upheld', 'dismissed') or length(btrim(decision)) >= 2),
  -- Whoever decided before does not decide on the appeal, nor does anybody for them.
  constraint appeal_goes_to_somebody_else check (decided_by is null or (decided_by not in (against_by, against_for)
    and decided_for not in (against_by, against_for))),
  constraint appeal_decider_is_not_appellant check (decider_id is null or decider_id <> person_id),
  constraint appeal_decider_stands_in_for_nobody_concerned check (decider_for_id is null or decider_for_id <> person_id)
);
create unique index appeal_one_open on appeal (tenant_id, subject_kind, subject_id) where state = 'asked';
create index appeal_by_person on appeal (tenant_id, person_id, id desc);
create index appeal_by_state on appeal (tenant_id, state, id);
select qinglan_protect('appeal');

create table appeal_file (
  tenant_id uuid not null,
  appeal_id uuid not null,
  file_id uuid not null,
  name text not null,
  constraint appeal_file_pk primary key (tenant_id, appeal_id, file_id),
  constraint appeal_file_appeal_fk foreign key (tenant_id, appeal_id) references appeal (tenant_id, id),
  constraint appeal_file_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
select qinglan_protect('appeal_file');

-- Hours that another system hands over: what it calls each, so that handing over again does nothing twice.
create table external_hour (
  tenant_id uuid not null,
  system text not null,
  external_id text not null,
  record_id uuid not null,
  -- SHA-256 of what was handed over.
  digest text not null,
  received_by uuid not null,
  received_at timestamptz not null,
  constraint external_hour_pk primary key (tenant_id, system, external_id),
  constraint external_hour_record_fk foreign key (tenant_id, record_id) references credit_record (tenant_id, id),
  constraint external_hour_received_by_fk foreign key (tenant_id, received_by) references account (tenant_id, id)
);
select qinglan_protect_append('external_hour');

-- A spreadsheet of hours that was applied, and the records that its rows became.
create table hour_import (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  -- SHA-256 of the file.
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamptz not null,
  undone_at timestamptz,
  constraint hour_import_pk primary key (tenant_id, id),
  constraint hour_import_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint hour_import_state check (state in ('applied', 'undone')),
  constraint hour_import_undone check ((state = 'undone') = (undone_at is not null)),
  constraint hour_import_adds_up check (row_count = create_count + keep_count + refuse_count)
);
create index hour_import_by_organisation on hour_import (tenant_id, organisation_id, id desc);
select qinglan_protect('hour_import');

create table hour_import_row (
  tenant_id uuid not null,
  import_id uuid not null,
  -- The row of the sheet, counted from 1.
  no integer not null,
  record_id uuid not null,
  constraint hour_import_row_pk primary key (tenant_id, import_id, no),
  constraint hour_import_row_import_fk foreign key (tenant_id, import_id) references hour_import (tenant_id, id),
  constraint hour_import_row_record_fk foreign key (tenant_id, record_id) references credit_record (tenant_id, id)
);
select qinglan_protect_append('hour_import_row');
