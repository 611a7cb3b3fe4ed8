-- Who waits for a place of a full programme, and what became of it. An open offer holds a place of the programme's counter, so an accepted one never finds the programme full.
create table waiter (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  state text not null,
  -- The order of the list: the moment of joining, unless an officer has moved somebody with a reason.
  turn numeric not null,
  source_kind text not null,
  source_id uuid,
  joined_at timestamptz not null,
  offered_at timestamptz,
  offer_until timestamptz,
  ended_at timestamptz,
  -- What an accepted offer became.
  enrolment_id uuid,
  moved_at timestamptz,
  moved_by uuid,
  moved_reason text,
  constraint waiter_pk primary key (tenant_id, id),
  constraint waiter_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint waiter_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint waiter_school_fk foreign key (tenant_id, school_id) references organisation (tenant_id, id),
  constraint waiter_enrolment_fk foreign key (tenant_id, enrolment_id) references enrolment (tenant_id, id),
  constraint waiter_state check (state in ('waiting', 'offered', 'accepted', 'declined', 'expired', 'left')),
  constraint waiter_source check (source_kind in ('waiting', 'invitation', 'round')),
  constraint waiter_offer_has_end check (state <> 'offered' or (offered_at is not null and offer_until is not null)),
  constraint waiter_accepted_is_enrolled check (state <> 'accepted' or enrolment_id is not null),
  constraint waiter_moved_says_why check (moved_at is null or moved_reason is not null)
);
create unique index waiter_stands_once on waiter (tenant_id, programme_id, person_id) where state in ('waiting', 'offered');
create index waiter_in_turn on waiter (tenant_id, programme_id, turn, id) where state in ('waiting', 'offered');
create index waiter_offer_ends on waiter (tenant_id, offer_until) where state = 'offered';
create index waiter_by_person on waiter (tenant_id, person_id, joined_at desc);
create index waiter_by_programme on waiter (tenant_id, programme_id, state, joined_at, id);
select qinglan_protect('waiter');

-- For how long an offer stands, and how long before the first day the last one ends. None: what core/waiting.ts says.
create table waiting_rule (
  tenant_id uuid not null,
  programme_id uuid not null,
  term_hours integer not null,
  lead_hours integer not null,
  constraint waiting_rule_pk primary key (tenant_id, programme_id),
  constraint waiting_rule_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint waiting_rule_hours check (term_hours between 1 and 720 and lead_hours between 0 and 720)
);
select qinglan_protect('waiting_rule');

-- People whom somebody else brought into a programme at once: nominated by a school, assigned by a list, invited, or everybody it means.
create table intake (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  way text not null,
  person_ids uuid[] not null,
  placed integer not null,
  made_at timestamptz not null,
  made_by uuid,
  constraint intake_pk primary key (tenant_id, id),
  constraint intake_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint intake_way check (way in ('nomination', 'list', 'invitation', 'whole'))
);
create index intake_by_programme on intake (tenant_id, programme_id, made_at desc, id);
select qinglan_protect('intake');

-- One person in the place of another, who keeps what they did until then.
create table substitution (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  constraint substitution_pk primary key (tenant_id, id),
  constraint substitution_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint substitution_from_fk foreign key (tenant_id, from_id) references enrolment (tenant_id, id),
  constraint substitution_to_fk foreign key (tenant_id, to_id) references enrolment (tenant_id, id),
  constraint substitution_is_another check (from_id <> to_id)
);
create unique index substitution_once on substitution (tenant_id, from_id);
select qinglan_protect('substitution');

-- What of a programme a person chooses for themselves: k of n, each with places of its own.
create table elective_rule (
  tenant_id uuid not null,
  programme_id uuid not null,
  least integer not null,
  most integer not null,
  until timestamptz not null,
  constraint elective_rule_pk primary key (tenant_id, programme_id),
  constraint elective_rule_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint elective_rule_counts check (least between 0 and most and most between 1 and 100)
);
select qinglan_protect('elective_rule');

create table elective (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  position integer not null,
  title text not null,
  places_max integer,
  places_taken integer not null default 0,
  constraint elective_pk primary key (tenant_id, id),
  constraint elective_rule_fk foreign key (tenant_id, programme_id) references elective_rule (tenant_id, programme_id),
  constraint elective_never_oversold check (places_taken >= 0 and (places_max is null or places_taken <= places_max))
);
create index elective_by_programme on elective (tenant_id, programme_id, position);
select qinglan_protect('elective');

create table elective_choice (
  tenant_id uuid not null,
  elective_id uuid not null,
  person_id uuid not null,
  programme_id uuid not null,
  chosen_at timestamptz not null,
  constraint elective_choice_pk primary key (tenant_id, elective_id, person_id),
  constraint elective_choice_elective_fk foreign key (tenant_id, elective_id) references elective (tenant_id, id),
  constraint elective_choice_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index elective_choice_by_person on elective_choice (tenant_id, programme_id, person_id);
select qinglan_protect('elective_choice');
