-- Public notice (公示): names that are shown to everybody for some working days, what is said against them, how it was answered,
-- and the decision. And the filing (备案) of an annual plan with the authority above.

create table publicity_setting (
  tenant_id uuid not null,
  -- How long a notice is shown unless whoever opens it says otherwise, and how names are written on the public page.
  working_days integer not null,
  names text not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint publicity_setting_pk primary key (tenant_id),
  constraint publicity_setting_days check (working_days between 1 and 30),
  constraint publicity_setting_names check (names in ('full', 'masked'))
);
select qinglan_protect('publicity_setting');

-- Where a day of the calendar is not what was announced: the bureau's own word.
create table working_day (
  tenant_id uuid not null,
  day date not null,
  works boolean not null,
  reason text not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint working_day_pk primary key (tenant_id, day)
);
select qinglan_protect('working_day');

create table public_notice (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  -- What the names are about, in the words of the feature that opened it, and where officers find it.
  subject_kind text not null,
  subject_id uuid not null,
  link text,
  title text not null,
  text text not null,
  -- What is said of each name besides the school.
  columns text[] not null,
  names text not null,
  working_days integer not null,
  opened_on date not null,
  ends_on date not null,
  state text not null,
  opened_by uuid not null,
  opened_for uuid not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  decided_by uuid,
  decided_for uuid,
  decided_by_name text,
  decided_at timestamptz,
  -- Why it was withdrawn.
  reason text,
  -- When something was built on its confirmation: from then on it stands.
  relied_at timestamptz,
  constraint public_notice_pk primary key (tenant_id, id),
  constraint public_notice_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint public_notice_opener_fk foreign key (tenant_id, opened_by) references account (tenant_id, id),
  constraint public_notice_opened_for_fk foreign key (tenant_id, opened_for) references account (tenant_id, id),
  -- What an objection repeats of it.
  constraint public_notice_repeated unique (tenant_id, id, opened_by, opened_for),
  constraint public_notice_state check (state in ('open', 'confirmed', 'withdrawn')),
  constraint public_notice_names check (names in ('full', 'masked')),
  constraint public_notice_days check (working_days between 1 and 60 and ends_on > opened_on),
  constraint public_notice_decided check ((state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by is null)
    and (decided_at is null) = (decided_for is null)),
  constraint public_notice_withdrawn_says_why check ((state = 'withdrawn') = (reason is not null)),
  constraint public_notice_relied_when_confirmed check (relied_at is null or state = 'confirmed')
);
create unique index public_notice_open_once on public_notice (tenant_id, subject_kind, subject_id) where state = 'open';
create index public_notice_by_subject on public_notice (tenant_id, subject_kind, subject_id, id);
create index public_notice_by_state on public_notice (tenant_id, state, ends_on, id);
select qinglan_protect('public_notice');

-- Whom a notice names, as they were called when it was opened.
create table public_notice_row (
  tenant_id uuid not null,
  notice_id uuid not null,
  position integer not null,
  person_id uuid not null,
  name text not null,
  school text not null,
  cells text[] not null,
  -- Why somebody was taken off the list after an objection.
  struck_reason text,
  struck_at timestamptz,
  constraint public_notice_row_pk primary key (tenant_id, notice_id, position),
  constraint public_notice_row_notice_fk foreign key (tenant_id, notice_id) references public_notice (tenant_id, id),
  constraint public_notice_row_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint public_notice_row_once unique (tenant_id, notice_id, person_id),
  constraint public_notice_row_struck check ((struck_reason is null) = (struck_at is null))
);
create index public_notice_row_by_person on public_notice_row (tenant_id, person_id);
select qinglan_protect('public_notice_row');

create table public_objection (
  tenant_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  -- Whoever opened the notice, repeated so that the database keeps them from answering what is said against how it came about.
  opened_by uuid not null,
  opened_for uuid not null,
  -- Against one name, or against how the list came about.
  about text not null,
  position integer,
  about_person_id uuid,
  text text not null,
  -- Who objects: an account, or a stranger with a name and a contact, which are kept sealed.
  account_id uuid,
  person_id uuid,
  name_sealed bytea,
  contact_sealed bytea,
  -- By which a stranger finds the answer.
  code_hash bytea,
  state text not null,
  received_at timestamptz not null,
  answer text,
  answered_by uuid,
  answered_for uuid,
  answered_by_name text,
  answered_at timestamptz,
  answerer_id uuid,
  answerer_for_id uuid,
  constraint public_objection_pk primary key (tenant_id, id),
  constraint public_objection_notice_fk foreign key (tenant_id, notice_id, opened_by, opened_for)
    references public_notice (tenant_id, id, opened_by, opened_for),
  constraint public_objection_row_fk foreign key (tenant_id, notice_id, position)
    references public_notice_row (tenant_id, notice_id, position),
  constraint public_objection_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint public_objection_answerer_fk foreign key (tenant_id, answered_by) references account (tenant_id, id),
  constraint public_objection_about check (about in ('row', 'procedure')
    and (about = 'row') = (position is not null) and (about = 'row') = (about_person_id is not null)),
  constraint public_objection_state check (state in ('received', 'upheld', 'dismissed', 'withdrawn')),
  -- A stranger says who they are; whoever is signed in is known.
  constraint public_objection_signed check ((account_id is null) = (name_sealed is not null)
    and (name_sealed is null) = (contact_sealed is null)),
  constraint public_objection_answered check ((state in ('upheld', 'dismissed')) = (answer is not null)
    and (answer is null) = (answered_by is null) and (answer is null) = (answered_for is null)
    and (answer is null) = (answered_at is null)),
  -- Nobody answers what they said themselves, what is said against them, or against how they made the list.
  constraint public_objection_answerer_is_not_objector check (answered_by is null
    or ((account_id is null or (account_id <> answered_by and account_id <> answered_for))
      and (person_id is null or (person_id is distinct from answerer_id and person_id is distinct from answerer_for_id)))),
  constraint public_objection_answerer_is_not_meant check (answered_by is null or about_person_id is null
    or (about_person_id is distinct from answerer_id and about_person_id is distinct from answerer_for_id)),
  constraint public_objection_answerer_did_not_make_it check (answered_by is null or about <> 'procedure'
    or (answered_by <> opened_by and answered_by <> opened_for and answered_for <> opened_by and answered_for <> opened_for))
);
create index public_objection_by_notice on public_objection (tenant_id, notice_id, id);
create index public_objection_waiting on public_objection (tenant_id, notice_id) where state = 'received';
create index public_objection_by_account on public_objection (tenant_id, account_id, id) where account_id is not null;
create index public_objection_by_person on public_objection (tenant_id, about_person_id) where about_person_id is not null;
create index public_objection_by_objector on public_objection (tenant_id, person_id) where person_id is not null;
select qinglan_protect('public_objection');

-- What became of a notice, step by step.
create table public_notice_step_entry (
  tenant_id uuid not null,
  notice_id uuid not null,
  -- Counts from 1: steps of one act bear the same time.
  step integer not null,
  act text not null,
  remark text,
  ends_on date,
  account_id uuid,
  account_name text not null,
  at timestamptz not null,
  constraint public_notice_step_entry_pk primary key (tenant_id, notice_id, step),
  constraint public_notice_step_entry_notice_fk foreign key (tenant_id, notice_id) references public_notice (tenant_id, id),
  constraint public_notice_step_entry_act check (act in ('opened', 'extended', 'calendar_moved', 'objection_received',
    'objection_withdrawn', 'objection_upheld', 'objection_dismissed', 'objection_reopened', 'row_struck', 'row_restored',
    'confirmed', 'withdrawn', 'reopened'))
);
select qinglan_protect_append('public_notice_step_entry');

-- The filing of an annual plan: under which number, when, with whom. The last one counts; earlier ones stay.
create table plan_filing (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number text not null,
  filed_on date not null,
  authority text not null,
  file_id uuid,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  -- Why it was taken back, where it was entered wrongly.
  void_reason text,
  voided_by_name text,
  voided_at timestamptz,
  constraint plan_filing_pk primary key (tenant_id, id),
  constraint plan_filing_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  constraint plan_filing_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  constraint plan_filing_recorder_fk foreign key (tenant_id, recorded_by) references account (tenant_id, id),
  constraint plan_filing_void check ((void_reason is null) = (voided_at is null))
);
create unique index plan_filing_once on plan_filing (tenant_id, plan_id) where voided_at is null;
select qinglan_protect('plan_filing');
