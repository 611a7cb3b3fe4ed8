-- Classes, their sessions and who was there.

create table training_class (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  -- 第几期: counts within the programme.
  no integer not null,
  title text not null,
  provider_id uuid not null,
  lead_account_id uuid,
  starts_on date not null,
  ends_on date not null,
  places integer,
  state text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  constraint training_class_pk primary key (tenant_id, id),
  constraint training_class_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint training_class_provider_fk foreign key (tenant_id, provider_id) references organisation (tenant_id, id),
  constraint training_class_lead_fk foreign key (tenant_id, lead_account_id) references account (tenant_id, id),
  constraint training_class_no_unique unique (tenant_id, programme_id, no),
  constraint training_class_state check (state in ('planned', 'running', 'closed')),
  constraint training_class_closed_at check ((state = 'closed') = (closed_at is not null)),
  constraint training_class_dates check (ends_on >= starts_on),
  constraint training_class_places check (places > 0)
);
create index training_class_by_provider on training_class (tenant_id, provider_id, starts_on);
create index training_class_by_start on training_class (tenant_id, starts_on, id);
select qinglan_protect('training_class');

create table class_member (
  tenant_id uuid not null,
  class_id uuid not null,
  person_id uuid not null,
  enrolment_id uuid not null,
  added_at timestamptz not null,
  constraint class_member_pk primary key (tenant_id, class_id, person_id),
  constraint class_member_class_fk foreign key (tenant_id, class_id) references training_class (tenant_id, id),
  constraint class_member_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint class_member_enrolment_fk foreign key (tenant_id, enrolment_id) references enrolment (tenant_id, id),
  -- Whoever was admitted once sits in one class.
  constraint class_member_one_class unique (tenant_id, enrolment_id)
);
create index class_member_by_person on class_member (tenant_id, person_id);
select qinglan_protect('class_member');

create table class_session (
  tenant_id uuid not null,
  id uuid not null,
  class_id uuid not null,
  title text not null,
  venue text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- Check-in opens so many minutes before the start; from so many after it one is late; it closes so many after it, or at the end.
  opens_before integer not null,
  late_after integer not null,
  closes_after integer,
  secret bytea not null,
  state text not null,
  reason text,
  constraint class_session_pk primary key (tenant_id, id),
  constraint class_session_class_fk foreign key (tenant_id, class_id) references training_class (tenant_id, id),
  constraint class_session_state check (state in ('planned', 'cancelled')),
  constraint class_session_says_why check (state = 'planned' or reason is not null),
  constraint class_session_times check (ends_at > starts_at),
  constraint class_session_check_in check (opens_before >= 0 and late_after >= 0 and (closes_after is null or closes_after >= late_after))
);
create index class_session_by_class on class_session (tenant_id, class_id, starts_at);
create index class_session_by_start on class_session (tenant_id, starts_at);
select qinglan_protect('class_session');

create table attendance (
  tenant_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  -- Chosen by whoever checks in, so that a repeated request finds its own earlier one.
  id uuid not null,
  state text not null,
  at timestamptz not null,
  way text not null,
  by uuid,
  reason text,
  -- The ticket that was spent: it serves one person, whoever it is passed on to.
  ticket uuid,
  evidence jsonb,
  constraint attendance_pk primary key (tenant_id, session_id, person_id),
  constraint attendance_session_fk foreign key (tenant_id, session_id) references class_session (tenant_id, id),
  constraint attendance_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint attendance_id_unique unique (tenant_id, id),
  constraint attendance_ticket_unique unique (tenant_id, ticket),
  constraint attendance_state check (state in ('present', 'late', 'absent', 'leave')),
  constraint attendance_way check (way in ('qr', 'code', 'hand')),
  constraint attendance_by_hand_says_why check (way <> 'hand' or reason is not null),
  constraint attendance_self_is_there check (way = 'hand' or state in ('present', 'late'))
);
create index attendance_by_person on attendance (tenant_id, person_id, at desc);
select qinglan_protect('attendance');
