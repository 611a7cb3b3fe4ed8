-- 学时提醒: when somebody was last reminded of the hours that they will miss, so that nobody is reminded every day.

create table forecast_reminder (
  tenant_id uuid not null,
  person_id uuid not null,
  reminded_at timestamptz not null,
  reminded_by uuid not null,
  reminded_for uuid not null,
  -- What was missing then of the requirement that missed most, in hundredths of its unit.
  short integer not null,
  constraint forecast_reminder_pk primary key (tenant_id, person_id),
  constraint forecast_reminder_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint forecast_reminder_by_fk foreign key (tenant_id, reminded_by) references account (tenant_id, id),
  constraint forecast_reminder_for_fk foreign key (tenant_id, reminded_for) references account (tenant_id, id),
  constraint forecast_reminder_short check (short > 0)
);
select qinglan_protect('forecast_reminder');
