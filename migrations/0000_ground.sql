-- The ground every feature stands on: the application's role, the fence between tenants, tenants themselves,
-- the audit trail and the jobs people can watch.

do $$
begin
  if not exists (select from pg_roles where rolname = 'qinglan_app') then
    create role qinglan_app nologin nobypassrls;
  end if;
end $$;

-- The owner must be able to become the application's role (`-c role=qinglan_app`) where it is no superuser.
do $$
begin
  if not pg_has_role(current_user, 'qinglan_app', 'member') then
    execute format('grant qinglan_app to %I', current_user);
  end if;
end $$;

grant usage on schema public to qinglan_app;

-- Pinyin order for names: the same on every machine, whatever its locale.
create collation if not exists pinyin (provider = icu, locale = 'zh-Hans-u-co-pinyin', deterministic = true);

-- The tenant of this transaction. `set local` reverts to an empty string on a pooled connection: both read as none.
create function qinglan_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.tenant', true), '')::uuid;

-- Puts a table behind the tenant fence: without a tenant it shows nothing and takes nothing.
create function qinglan_fence(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy tenant_only on %s using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid) '
    'with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', target);
end $$;

create function qinglan_protect(target regclass) returns void language plpgsql as $$
begin
  perform qinglan_fence(target);
  execute format('grant select, insert, update, delete on %s to qinglan_app', target);
end $$;

-- For `_entry` tables: what was written stays as it was written.
create function qinglan_protect_append(target regclass) returns void language plpgsql as $$
begin
  perform qinglan_fence(target);
  execute format('grant select, insert on %s to qinglan_app', target);
end $$;

revoke execute on function qinglan_fence(regclass), qinglan_protect(regclass), qinglan_protect_append(regclass) from public;

create table tenant (
  id uuid not null,
  slug text not null,
  name text not null,
  region_code text not null,
  time_zone text not null default 'Asia/Shanghai',
  year integer not null,
  created_at timestamptz not null,
  constraint tenant_pk primary key (id),
  constraint tenant_slug_unique unique (slug),
  constraint tenant_slug_shape check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  constraint tenant_region_shape check (region_code ~ '^[0-9]{6}$'),
  constraint tenant_year_range check (year between 2000 and 2100)
);
-- Whose deployment an address belongs to is public knowledge; only the fence on everything else is secret.
grant select, insert, update (name, year) on tenant to qinglan_app;
alter table tenant enable row level security;
create policy tenant_read on tenant for select using (true);
create policy tenant_founded on tenant for insert with check (id = qinglan_tenant());
create policy tenant_own on tenant for update
  using (id = qinglan_tenant()) with check (id = qinglan_tenant());

create table audit_entry (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid,
  account_name text not null,
  act text not null,
  object_kind text not null,
  object_id text not null,
  before jsonb,
  after jsonb,
  request_id text not null,
  from_address text not null,
  constraint audit_entry_pk primary key (tenant_id, id)
);
create index audit_entry_by_object on audit_entry (tenant_id, object_kind, object_id, id);
create index audit_entry_by_account on audit_entry (tenant_id, account_id, id);
select qinglan_protect_append('audit_entry');

create table job_run (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  title text not null,
  state text not null,
  done integer not null default 0,
  total integer,
  outcome jsonb,
  failure text,
  payload jsonb not null,
  attempt integer not null default 1,
  requested_by uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  constraint job_run_pk primary key (tenant_id, id),
  constraint job_run_state check (state in ('waiting', 'running', 'done', 'failed', 'cancelling', 'cancelled'))
);
create index job_run_recent on job_run (tenant_id, requested_by, id desc);
select qinglan_protect('job_run');
