-- Rosters that came in as a list: what was handed in, what each row would do and did, and how it is undone.

create table roster_import (
  tenant_id uuid not null,
  id uuid not null,
  -- Whose list it is: the highest organisation over which the one who handed it in may add people.
  organisation_id uuid not null,
  -- The subtrees that its rows may touch.
  scope uuid[] not null,
  name text not null,
  sheet text not null,
  -- The rows above the first person, as they were written. Sealed, as every cell is: lists hold identity numbers.
  head_sealed bytea not null,
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
  removed_count integer,
  restored_count integer,
  left_count integer,
  job_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  constraint roster_import_pk primary key (tenant_id, id),
  constraint roster_import_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint roster_import_state check (state in ('read', 'ready', 'applied', 'undone')),
  constraint roster_import_counts check (
    (state = 'read') = (create_count is null)
    and (create_count is null or row_count = create_count + change_count + keep_count + refuse_count)),
  constraint roster_import_times check (
    (state in ('applied', 'undone')) = (applied_at is not null) and (state = 'undone') = (undone_at is not null)),
  constraint roster_import_undone_counts check (
    state <> 'undone' or removed_count + restored_count + left_count = create_count + change_count)
);
create index roster_import_recent on roster_import (tenant_id, organisation_id, id desc);
select qinglan_protect('roster_import');

create table roster_row (
  tenant_id uuid not null,
  import_id uuid not null,
  id uuid not null,
  -- The row of the sheet, counted from 1.
  no integer not null,
  cells_sealed bytea not null,
  outcome text,
  reasons jsonb not null default '[]',
  name text not null default '',
  person_id uuid,
  -- What changes, as people read it: field, from, to. Identity and phone numbers stand here masked.
  changes jsonb not null default '[]',
  -- Columns of person, before and after; sealed numbers beside them, out of the json.
  before jsonb,
  after jsonb,
  id_number_sealed bytea,
  id_number_hash bytea,
  phone_sealed bytea,
  phone_hash bytea,
  before_phone_sealed bytea,
  before_phone_hash bytea,
  -- Posts that are added, and their ids.
  posts text[] not null default '{}',
  post_ids uuid[] not null default '{}',
  -- The person as the decision saw them, and as the import left them.
  seen_print text,
  left_print text,
  undone text,
  undone_reasons jsonb not null default '[]',
  constraint roster_row_pk primary key (tenant_id, import_id, no),
  constraint roster_row_id_unique unique (tenant_id, id),
  constraint roster_row_import_fk foreign key (tenant_id, import_id) references roster_import (tenant_id, id) on delete cascade,
  constraint roster_row_outcome check (outcome in ('create', 'change', 'keep', 'refuse')),
  constraint roster_row_refused_says_why check ((outcome = 'refuse') = (jsonb_array_length(reasons) > 0) or outcome is null),
  constraint roster_row_undone check (undone in ('removed', 'restored', 'left'))
);
create index roster_row_by_outcome on roster_row (tenant_id, import_id, outcome, no);
create index roster_row_by_person on roster_row (tenant_id, person_id) where person_id is not null;
select qinglan_protect('roster_row');

-- How a person stands, in short: differs as soon as anything changed but the keys that seal numbers.
create function person_print(one person) returns text
  language sql stable
  return md5((to_jsonb(one) - '{id_number_sealed,id_number_hash,phone_sealed,phone_hash}'::text[])::text);

-- Removes people whom an import added and nothing has happened to since: whatever refers to them keeps them.
-- Answers with those who went. One by one, because only the attempt knows every table that may refer to a person.
create function roster_remove(import uuid, first integer, last integer) returns setof uuid
  language plpgsql set search_path = public, pg_temp as $$
declare one record;
begin
  for one in
    select roster_row.person_id, roster_row.post_ids from roster_row
    join person on person.tenant_id = roster_row.tenant_id and person.id = roster_row.person_id
    where roster_row.tenant_id = qinglan_tenant() and roster_row.import_id = import
      and roster_row.no between first and last and roster_row.outcome = 'create'
      and person_print(person) = roster_row.left_print
  loop
    begin
      delete from post where tenant_id = qinglan_tenant() and person_id = one.person_id and id = any (one.post_ids);
      delete from person where tenant_id = qinglan_tenant() and id = one.person_id;
      return next one.person_id;
    exception when foreign_key_violation then null;
    end;
  end loop;
end $$;
revoke execute on function roster_remove(uuid, integer, integer), person_print(person) from public;
grant execute on function roster_remove(uuid, integer, integer), person_print(person) to qinglan_app;
