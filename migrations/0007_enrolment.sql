-- Places and who holds them. A place is counted and held in one statement; the check below is what makes overselling impossible.

create table place_counter (
  tenant_id uuid not null,
  programme_id uuid not null,
  places_max integer not null,
  places_taken integer not null default 0,
  constraint place_counter_pk primary key (tenant_id, programme_id),
  constraint place_counter_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint place_counter_never_oversold check (places_taken between 0 and places_max)
)
-- The one row that everybody wants: room on its page keeps its new versions beside the old one.
with (fillfactor = 20);
select qinglan_protect('place_counter');

create table enrolment (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  person_id uuid not null,
  -- The school that the person was at when they applied: it is the one that vouches for them.
  school_id uuid not null,
  state text not null,
  holds_place boolean not null,
  reason text,
  applied_at timestamptz not null,
  vouched_at timestamptz,
  vouched_by uuid,
  decided_at timestamptz,
  decided_by uuid,
  withdrawn_at timestamptz,
  constraint enrolment_pk primary key (tenant_id, id),
  constraint enrolment_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint enrolment_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint enrolment_school_fk foreign key (tenant_id, school_id) references organisation (tenant_id, id),
  constraint enrolment_state check (state in ('applied', 'school_approved', 'returned', 'admitted', 'not_admitted', 'withdrawn', 'dismissed')),
  constraint enrolment_place_with_state check (
    case when state = 'admitted' then holds_place
         when state in ('applied', 'school_approved') then true
         else not holds_place end),
  constraint enrolment_says_why check (state not in ('returned', 'not_admitted', 'dismissed') or reason is not null)
);
-- Whoever was returned or withdrew may apply again; nobody stands twice.
create unique index enrolment_stands_once on enrolment (tenant_id, programme_id, person_id)
  where state not in ('returned', 'withdrawn');
create index enrolment_by_person on enrolment (tenant_id, person_id, applied_at desc);
create index enrolment_by_programme on enrolment (tenant_id, programme_id, state, applied_at, id);
create index enrolment_by_school on enrolment (tenant_id, school_id, state, applied_at, id);
select qinglan_protect('enrolment');
