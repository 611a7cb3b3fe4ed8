-- The tree of organisations as a list that comes in and goes out: what was handed in, what each row would do and did, and how it
-- is taken back. Saved rules over people that targets, requirements and reports are counted over.

alter table organisation add column opened_on date;
alter table organisation add column address text;
alter table organisation add column phone text;
alter table organisation add constraint organisation_opened_before_closed
  check (opened_on is null or closed_on is null or opened_on <= closed_on);

-- A list that is taken back opens again what it closed. What a list did to an organisation names the list.
alter table organisation_change_entry drop constraint organisation_change_entry_kind;
alter table organisation_change_entry add constraint organisation_change_entry_kind
  check (kind in ('renamed', 'moved', 'merged', 'split', 'closed', 'reopened'));
alter table organisation_change_entry add column import_id uuid;

create table directory_import (
  tenant_id uuid not null,
  id uuid not null,
  -- Whose list it is: the highest organisation over which the one who handed it in may change the tree.
  organisation_id uuid not null,
  -- The subtrees that its rows may touch.
  scope uuid[] not null,
  name text not null,
  sheet text not null,
  -- The rows above the first organisation, as they were written.
  head jsonb not null,
  -- For each column its title and which field it is.
  columns jsonb not null,
  state text not null,
  -- How often the outcome of its rows was worked out anew; what is applied is one of these and no other.
  rehearsals integer not null default 0,
  row_count integer not null,
  create_count integer,
  change_count integer,
  keep_count integer,
  refuse_count integer,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  constraint directory_import_pk primary key (tenant_id, id),
  constraint directory_import_organisation_fk foreign key (tenant_id, organisation_id)
    references organisation (tenant_id, id),
  constraint directory_import_state check (state in ('read', 'ready', 'applied', 'undone')),
  constraint directory_import_counts check (
    (state = 'read') = (create_count is null)
    and (create_count is null or row_count = create_count + change_count + keep_count + refuse_count)),
  constraint directory_import_times check (
    (state in ('applied', 'undone')) = (applied_at is not null) and (state = 'undone') = (undone_at is not null))
);
create index directory_import_recent on directory_import (tenant_id, organisation_id, id desc);
select qinglan_protect('directory_import');

alter table organisation_change_entry add constraint organisation_change_entry_import_fk
  foreign key (tenant_id, import_id) references directory_import (tenant_id, id);

create table directory_row (
  tenant_id uuid not null,
  import_id uuid not null,
  -- The row of the sheet, counted from 1.
  no integer not null,
  cells jsonb not null,
  outcome text,
  reasons jsonb not null default '[]',
  name text not null default '',
  -- Whom it means, or whom it adds. No foreign key: what an undoing removed is still told.
  organisation_id uuid,
  -- What changes, as people read it: field, from, to.
  changes jsonb not null default '[]',
  -- What of the organisation is set, and what it was.
  before jsonb not null default '{}',
  after jsonb not null default '{}',
  undone text,
  constraint directory_row_pk primary key (tenant_id, import_id, no),
  constraint directory_row_import_fk foreign key (tenant_id, import_id) references directory_import (tenant_id, id),
  constraint directory_row_outcome check (outcome in ('create', 'change', 'keep', 'refuse')),
  constraint directory_row_refused_says_why check ((outcome = 'refuse') = (jsonb_array_length(reasons) > 0) or outcome is null),
  constraint directory_row_undone check (undone in ('removed', 'restored', 'closed'))
);
create index directory_row_by_organisation on directory_row (tenant_id, organisation_id) where organisation_id is not null;
select qinglan_protect('directory_row');

-- Which of these organisations something else refers to, and from which table: whatever is built on them keeps them. The tree
-- itself, its closure and its history are looked at by whoever asks.
create function organisation_uses(ids uuid[]) returns table (organisation_id uuid, used_by text)
  language plpgsql stable set search_path = public, pg_temp as $$
declare one record;
begin
  for one in
    select referring.relname as name, own.attname as own
    from pg_constraint key
    join pg_class referring on referring.oid = key.conrelid
    join pg_attribute own on own.attrelid = key.conrelid and own.attnum = any (key.conkey) and own.attname <> 'tenant_id'
    where key.contype = 'f' and key.confrelid = 'organisation'::regclass
      and referring.relname not in ('organisation', 'organisation_closure', 'organisation_change_entry')
    order by 1, 2
  loop
    return query execute format(
      'select distinct %1$I.%2$I, %1$L::text from %1$I where tenant_id = qinglan_tenant() and %2$I = any ($1)', one.name, one.own)
      using ids;
  end loop;
end $$;
revoke execute on function organisation_uses(uuid[]) from public;
grant execute on function organisation_uses(uuid[]) to qinglan_app;

-- Every number that a person has had: their own, and those that were merged into it, however often. What was issued to an old
-- number is theirs as well.
create function person_numbers(one uuid) returns setof uuid
  language sql stable rows 2 set search_path = public, pg_temp as $$
  with recursive mine(id) as (
    select one
    union
    select person.id from person join mine on person.merged_into = mine.id where person.tenant_id = qinglan_tenant()
  )
  select id from mine
$$;

-- The numbers under which somebody is known today: the one asked for, and those that it was merged into.
create function person_bearers(one uuid) returns setof uuid
  language sql stable rows 2 set search_path = public, pg_temp as $$
  with recursive line(id) as (
    select one
    union
    select person.merged_into from person join line on person.id = line.id
    where person.tenant_id = qinglan_tenant() and person.merged_into is not null
  )
  select id from line
$$;
revoke execute on function person_numbers(uuid), person_bearers(uuid) from public;
grant execute on function person_numbers(uuid), person_bearers(uuid) to qinglan_app;

-- Targets and hour rules that are about a saved population: which one, and which of its versions is meant.
alter table plan_target add column population_id uuid;
alter table plan_target add column population_version integer;
alter table plan_target drop constraint plan_target_source;
alter table plan_target add constraint plan_target_source check (figure_source in ('entered', 'programmes', 'trained'));
alter table plan_target add constraint plan_target_trained_of_whom check (figure_source <> 'trained' or population_id is not null);
alter table plan_target add constraint plan_target_population_fk foreign key (tenant_id, population_id, population_version)
  references population_version_entry (tenant_id, population_id, version);
alter table plan_target add constraint plan_target_population_version check ((population_id is null) = (population_version is null));
alter table plan_hour_rule add column population_id uuid;
alter table plan_hour_rule add column population_version integer;
alter table plan_hour_rule add constraint plan_hour_rule_population_fk foreign key (tenant_id, population_id, population_version)
  references population_version_entry (tenant_id, population_id, version);
alter table plan_hour_rule add constraint plan_hour_rule_population_version
  check ((population_id is null) = (population_version is null));

-- The newest use of an object counts; one that is over says that the object uses the population no longer.
alter table population_use_entry add column is_over boolean not null default false;
