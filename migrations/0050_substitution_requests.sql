-- A school asks that one of its people take the place of another who was admitted; whoever holds the programme decides.
create table substitution_request (
  tenant_id uuid not null,
  -- Chosen by whoever asks.
  id uuid not null,
  enrolment_id uuid not null,
  -- Who is to come.
  person_id uuid not null,
  reason text not null,
  state text not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  -- Whose authority it rests on, where it was asked by delegation.
  asked_for uuid not null,
  decided_at timestamptz,
  -- None: it ended because the place that it was about was given up.
  decided_by uuid,
  decision_reason text,
  constraint substitution_request_pk primary key (tenant_id, id),
  constraint substitution_request_enrolment_fk foreign key (tenant_id, enrolment_id) references enrolment (tenant_id, id),
  constraint substitution_request_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint substitution_request_state check (state in ('asked', 'agreed', 'declined', 'withdrawn')),
  constraint substitution_request_decided check ((state = 'asked') = (decided_at is null)),
  constraint substitution_request_declined_says_why check (state <> 'declined' or decision_reason is not null)
);
-- One open request for a place; whoever asks again asks once.
create unique index substitution_request_open_once on substitution_request (tenant_id, enrolment_id) where state = 'asked';
create index substitution_request_by_enrolment on substitution_request (tenant_id, enrolment_id);
create index substitution_request_by_time on substitution_request (tenant_id, asked_at desc, id);
select qinglan_protect('substitution_request');
