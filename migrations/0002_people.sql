-- The roster: people of the region and the posts they hold.

create table person (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  staff_no text not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  gender text,
  born_on date,
  id_number_sealed bytea,
  id_number_hash bytea,
  phone_sealed bytea,
  phone_hash bytea,
  stage text,
  subjects text[] not null default '{}',
  title text,
  talent_level text,
  state text not null,
  started_on date,
  retires_on date,
  created_at timestamptz not null,
  constraint person_pk primary key (tenant_id, id),
  constraint person_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint person_staff_no_unique unique (tenant_id, staff_no),
  constraint person_id_number_unique unique (tenant_id, id_number_hash),
  constraint person_gender check (gender in ('male', 'female')),
  constraint person_sealed_with_hash check (
    (id_number_sealed is null) = (id_number_hash is null) and (phone_sealed is null) = (phone_hash is null))
);
create index person_by_organisation on person (tenant_id, organisation_id, pinyin, id);
create index person_by_pinyin on person (tenant_id, pinyin, id);
create index person_by_phone on person (tenant_id, phone_hash);
select qinglan_protect('person');

create table post (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  from_on date not null,
  to_on date,
  constraint post_pk primary key (tenant_id, id),
  constraint post_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint post_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint post_dates check (to_on is null or to_on >= from_on)
);
create index post_by_person on post (tenant_id, person_id);
create index post_by_kind on post (tenant_id, kind, organisation_id);
select qinglan_protect('post');

-- Finding people by what was typed. `like` on text is not leakproof, so that row-level security would keep the planner from
-- an index; this function names the tenant itself and only ever looks inside the one of its transaction.
create function person_find(scope uuid[], typed text, after_pinyin text, after_id uuid, most integer)
  returns table (id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select person.id
  from person
  where person.tenant_id = qinglan_tenant()
    and person.organisation_id in (
      select descendant_id from organisation_closure
      where organisation_closure.tenant_id = qinglan_tenant() and ancestor_id = any (scope))
    and (typed = '' or person.name like '%' || typed || '%' or person.pinyin like typed || '%'
      or person.initials like typed || '%' or person.staff_no = typed)
    and (person.pinyin, person.id) > (after_pinyin, after_id)
  order by person.pinyin, person.id
  limit most
$$;
revoke execute on function person_find(uuid[], text, text, uuid, integer) from public;
grant execute on function person_find(uuid[], text, text, uuid, integer) to qinglan_app;
