-- First use, second factors, tokens, and sign-in through another provider.

-- When whoever sits there last showed the password or a code; and whether the code is still owed.
alter table session add column proved_at timestamptz;
alter table session add column awaits_code boolean not null default false;

-- How accounts are handled in this region. Without a row, the defaults of the program hold.
create table account_setting (
  tenant_id uuid not null,
  activation_days integer not null default 30,
  second_factor_roles text[] not null default '{}',
  constraint account_setting_pk primary key (tenant_id),
  constraint account_setting_activation_days check (activation_days between 1 and 365)
);
select qinglan_protect('account_setting');

-- A code that opens an account once, or sets a new password once; only its keyed hash is kept.
create table activation_code (
  tenant_id uuid not null,
  id uuid not null,
  code_hash bytea not null,
  purpose text not null,
  person_id uuid,
  account_id uuid,
  drops_second_factor boolean not null default false,
  made_by uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  constraint activation_code_pk primary key (tenant_id, id),
  constraint activation_code_hash_unique unique (tenant_id, code_hash),
  constraint activation_code_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint activation_code_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint activation_code_purpose check (purpose in ('first_use', 'new_password')),
  constraint activation_code_for check ((purpose = 'first_use' and person_id is not null) or (purpose = 'new_password' and account_id is not null)),
  constraint activation_code_ends_once check (used_at is null or withdrawn_at is null)
);
create index activation_code_by_person on activation_code (tenant_id, person_id, id desc);
create index activation_code_by_account on activation_code (tenant_id, account_id, id desc);
select qinglan_protect('activation_code');

-- Somebody who forgot the password asked their school for a new one.
create table password_request (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  asked_at timestamptz not null,
  from_address text not null,
  closed_at timestamptz,
  closed_by uuid,
  outcome text,
  constraint password_request_pk primary key (tenant_id, id),
  constraint password_request_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint password_request_outcome check (outcome in ('code_issued', 'refused')),
  constraint password_request_closed check ((closed_at is null) = (outcome is null))
);
create unique index password_request_open on password_request (tenant_id, account_id) where closed_at is null;
select qinglan_protect('password_request');

-- RFC 6238: the sealed secret, and the last time step that was accepted, so that no code is good twice.
create table second_factor (
  tenant_id uuid not null,
  account_id uuid not null,
  secret_sealed bytea not null,
  last_step bigint not null default 0,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  constraint second_factor_pk primary key (tenant_id, account_id),
  constraint second_factor_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id)
);
select qinglan_protect('second_factor');

create table recovery_code (
  tenant_id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_code_pk primary key (tenant_id, account_id, code_hash),
  constraint recovery_code_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id)
);
select qinglan_protect('recovery_code');

-- A key for programs: shown once, kept as a digest, with an end.
create table api_token (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  label text not null,
  token_hash bytea not null,
  read_only boolean not null,
  roles text[],
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  used_at timestamptz,
  used_from text,
  constraint api_token_pk primary key (tenant_id, id),
  constraint api_token_hash_unique unique (tenant_id, token_hash),
  constraint api_token_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id)
);
create index api_token_by_account on api_token (tenant_id, account_id, id desc);
select qinglan_protect('api_token');

-- Another place to sign in at (OpenID Connect), and whose account there is whose here.
create table identity_provider (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret_sealed bytea not null,
  staff_no_claim text,
  closed_at timestamptz,
  constraint identity_provider_pk primary key (tenant_id, id)
);
select qinglan_protect('identity_provider');

create table identity_link (
  tenant_id uuid not null,
  provider_id uuid not null,
  subject text not null,
  account_id uuid not null,
  linked_at timestamptz not null,
  constraint identity_link_pk primary key (tenant_id, provider_id, subject),
  constraint identity_link_one_per_account unique (tenant_id, provider_id, account_id),
  constraint identity_link_provider_fk foreign key (tenant_id, provider_id) references identity_provider (tenant_id, id),
  constraint identity_link_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id)
);
select qinglan_protect('identity_link');
