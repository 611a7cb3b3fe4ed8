-- Accounts, what they are signed in by, the roles they hold and the sessions they have open. A person is not an account.

create table account (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid,
  name text not null,
  password_hash text not null,
  failures integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint account_pk primary key (tenant_id, id),
  constraint account_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint account_one_per_person unique (tenant_id, person_id)
);
select qinglan_protect('account');

-- Staff number, phone number or user name, each as a keyed hash: the table tells nobody a phone number.
create table sign_in_name (
  tenant_id uuid not null,
  name_hash bytea not null,
  account_id uuid not null,
  kind text not null,
  constraint sign_in_name_pk primary key (tenant_id, name_hash),
  constraint sign_in_name_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint sign_in_name_kind check (kind in ('user_name', 'staff_no', 'phone'))
);
create index sign_in_name_by_account on sign_in_name (tenant_id, account_id);
select qinglan_protect('sign_in_name');

create table role_grant (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  organisation_id uuid not null,
  from_on date not null,
  to_on date,
  reason text not null,
  granted_by uuid,
  constraint role_grant_pk primary key (tenant_id, id),
  constraint role_grant_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint role_grant_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint role_grant_role check (role in ('bureau_officer', 'town_officer', 'school_registrar', 'principal', 'provider',
    'class_lead', 'trainer', 'hours_officer', 'system_admin', 'auditor'))
);
create index role_grant_by_account on role_grant (tenant_id, account_id);
create index role_grant_by_organisation on role_grant (tenant_id, organisation_id, role);
select qinglan_protect('role_grant');

create table session (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  from_address text not null,
  device text not null,
  constraint session_pk primary key (tenant_id, id),
  constraint session_token_unique unique (tenant_id, token_hash),
  constraint session_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id)
);
create index session_by_account on session (tenant_id, account_id);
select qinglan_protect('session');

-- Counts of the rate limiter: shared by every process, belonging to no tenant, holding only hashed keys.
create table rate_limit (
  key text not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limit_pk primary key (key)
);
grant select, insert, update, delete on rate_limit to qinglan_app;
