-- What is kept of a person's conduct in training (诚信档案), the bans that follow from it, what lifts them; and restrictions that
-- show no case. Then the rules over history that a programme asks of whoever wants to join.

create table integrity_setting (
  tenant_id uuid not null,
  -- For how many months from the day of the fact.
  ban_months integer not null,
  -- Which programmes it bars from: by level, and by kind where any is named.
  levels text[] not null,
  kinds text[] not null,
  -- Which causes bar at all.
  causes text[] not null,
  -- Working days in which a fact may be appealed against.
  appeal_days integer not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint integrity_setting_pk primary key (tenant_id),
  constraint integrity_setting_months check (ban_months between 0 and 120),
  constraint integrity_setting_appeal_days check (appeal_days between 5 and 60),
  constraint integrity_setting_causes check (causes <@ array['not_attended', 'dismissed', 'not_completed', 'dropped_out']),
  constraint integrity_setting_levels check (levels <@ array['nation', 'province', 'city', 'county', 'school'])
);
select qinglan_protect('integrity_setting');

create table integrity_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Where the person was on the roster then.
  organisation_id uuid not null,
  programme_id uuid,
  programme_title text not null,
  programme_level text not null,
  programme_kind text not null,
  cause text not null,
  happened_on date not null,
  reason text,
  -- What it was learned from: an enrolment, the closing of a class, or an officer's word.
  source_kind text not null,
  source_id uuid not null,
  -- The ban that follows: its last day is the one before.
  barred_until date,
  barred_levels text[] not null,
  barred_kinds text[] not null,
  appeal_due_on date not null,
  recorded_by uuid,
  recorded_for uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  constraint integrity_entry_pk primary key (tenant_id, id),
  constraint integrity_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint integrity_entry_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint integrity_entry_once unique (tenant_id, source_kind, source_id, person_id, cause),
  constraint integrity_entry_cause check (cause in ('not_attended', 'dismissed', 'not_completed', 'dropped_out')),
  constraint integrity_entry_source check (source_kind in ('enrolment', 'class', 'hand')),
  constraint integrity_entry_barred check (barred_until is null or barred_until > happened_on)
);
create index integrity_entry_by_person on integrity_entry (tenant_id, person_id);
create index integrity_entry_by_day on integrity_entry (tenant_id, happened_on desc, id desc);
select qinglan_protect_append('integrity_entry');

-- What takes a fact back: it stands in the file, and counts no more.
create table integrity_reversal_entry (
  tenant_id uuid not null,
  fact_id uuid not null,
  reason text not null,
  -- The appeal that led to it; none where it was a mistake.
  request_id uuid,
  reversed_by uuid not null,
  reversed_for uuid not null,
  reversed_by_name text not null,
  reversed_at timestamptz not null,
  constraint integrity_reversal_entry_pk primary key (tenant_id, fact_id),
  constraint integrity_reversal_entry_fact_fk foreign key (tenant_id, fact_id) references integrity_entry (tenant_id, id),
  constraint integrity_reversal_entry_reason check (length(btrim(reason)) >= 2)
);
select qinglan_protect_append('integrity_reversal_entry');

-- What is asked about a fact: to be excused with evidence (the ban falls, the fact stands), or that it be taken back.
create table integrity_request (
  tenant_id uuid not null,
  id uuid not null,
  fact_id uuid not null,
  kind text not null,
  text text not null,
  file_id uuid,
  state text not null,
  -- Who recorded the fact: an appeal never goes to them.
  against_by uuid,
  against_for uuid,
  person_id uuid not null,
  organisation_id uuid not null,
  asked_by uuid not null,
  asked_for uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_for uuid,
  decider_id uuid,
  decider_for_id uuid,
  decided_by_name text,
  decided_at timestamptz,
  decision text,
  constraint integrity_request_pk primary key (tenant_id, id),
  constraint integrity_request_fact_fk foreign key (tenant_id, fact_id) references integrity_entry (tenant_id, id),
  constraint integrity_request_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  constraint integrity_request_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint integrity_request_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint integrity_request_kind check (kind in ('exemption', 'appeal')),
  constraint integrity_request_state check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  constraint integrity_request_evidence check (kind <> 'exemption' or file_id is not null),
  constraint integrity_request_decided check ((state in ('granted', 'refused')) = (decided_by is not null and decided_for is not null)),
  constraint integrity_request_decision_has_reason check (state not in ('granted', 'refused') or length(btrim(decision)) >= 2),
  -- Whoever asked does not decide, nor does anybody for them.
  constraint integrity_request_asker_does_not_decide check (decided_by is null or (decided_by not in (asked_by, asked_for)
    and decided_for not in (asked_by, asked_for))),
  -- Whoever recorded the fact does not decide on the appeal against it.
  constraint integrity_request_appeal_goes_to_somebody_else check (kind <> 'appeal' or decided_by is null
    or against_by is null or (decided_by not in (against_by, against_for) and decided_for not in (against_by, against_for))),
  constraint integrity_request_decider_is_not_person check (decider_id is null or decider_id <> person_id),
  constraint integrity_request_decider_stands_in_for_nobody_concerned check (decider_for_id is null or decider_for_id <> person_id)
);
create unique index integrity_request_one_open on integrity_request (tenant_id, fact_id, kind) where state = 'asked';
create unique index integrity_request_one_granted on integrity_request (tenant_id, fact_id, kind) where state = 'granted';
create index integrity_request_by_state on integrity_request (tenant_id, state, asked_at, id);
create index integrity_request_by_person on integrity_request (tenant_id, person_id);
select qinglan_protect('integrity_request');

-- That somebody may not join, for a time, without a word of why: the case stays where it is kept.
create table restriction (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  from_on date not null,
  -- From that day on free; none holds until it is lifted.
  until_on date,
  levels text[] not null,
  kinds text[] not null,
  -- What names the case to whoever keeps it, and says nothing to anybody else.
  reference text not null,
  -- Whom the person may ask.
  contact text not null,
  entered_by uuid not null,
  entered_for uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  lifted_by uuid,
  lifted_by_name text,
  lifted_at timestamptz,
  lifted_reason text,
  constraint restriction_pk primary key (tenant_id, id),
  constraint restriction_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint restriction_term check (until_on is null or until_on > from_on),
  constraint restriction_lifted check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null))
);
create index restriction_by_person on restriction (tenant_id, person_id) where lifted_at is null;
select qinglan_protect('restriction');

-- Every look at restrictions: who, at whose, and why.
create table restriction_look_entry (
  tenant_id uuid not null,
  id uuid not null,
  restriction_id uuid not null,
  person_id uuid not null,
  reason text not null,
  account_id uuid not null,
  account_name text not null,
  from_address text not null,
  at timestamptz not null,
  constraint restriction_look_entry_pk primary key (tenant_id, id, restriction_id),
  constraint restriction_look_entry_restriction_fk foreign key (tenant_id, restriction_id) references restriction (tenant_id, id),
  constraint restriction_look_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index restriction_look_entry_by_person on restriction_look_entry (tenant_id, person_id, at desc);
select qinglan_protect_append('restriction_look_entry');

-- How often somebody may take part in a cycle of years, by level and kind of programme.
create table eligibility_setting (
  tenant_id uuid not null,
  cycle_from integer not null,
  cycle_years integer not null,
  -- [{ level, kind or null, most }]
  limits jsonb not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint eligibility_setting_pk primary key (tenant_id),
  constraint eligibility_setting_cycle check (cycle_from between 2000 and 2100 and cycle_years between 1 and 10)
);
select qinglan_protect('eligibility_setting');

-- What a programme asks of people beside its audience.
create table eligibility_rule (
  tenant_id uuid not null,
  programme_id uuid not null,
  -- A row of programmes that build on one another, and the place of this one in it.
  series text,
  stage integer,
  rules jsonb not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  constraint eligibility_rule_pk primary key (tenant_id, programme_id),
  constraint eligibility_rule_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id) on delete cascade,
  constraint eligibility_rule_stage check (stage is null or (series is not null and stage between 1 and 9))
);
create index eligibility_rule_by_series on eligibility_rule (tenant_id, series) where series is not null;
select qinglan_protect('eligibility_rule');
