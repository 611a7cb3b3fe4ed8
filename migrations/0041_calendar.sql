-- The address under which a person's calendar reads the sessions of their classes. It is signed and not kept: a row says that it
-- is good, and another row in its place makes the old address useless.
create table calendar_feed (
  tenant_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  made_at timestamptz not null,
  constraint calendar_feed_pk primary key (tenant_id, person_id),
  constraint calendar_feed_id unique (tenant_id, id),
  constraint calendar_feed_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
select qinglan_protect('calendar_feed');
