-- The chain of the audit trail. An entry is written with the change it tells of, and waits to be sealed: a row of its own
-- says so, which appears when that transaction commits, however late. A seal takes what waits, whole.

create table audit_unsealed (
  tenant_id uuid not null,
  entry_id uuid not null,
  constraint audit_unsealed_pk primary key (tenant_id, entry_id)
)
-- Always nearly empty, and every row of it lives for a moment.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
select qinglan_protect('audit_unsealed');
insert into audit_unsealed (tenant_id, entry_id) select tenant_id, id from audit_entry;

-- A seal covers the entries it names, in their order, and the seal before it: none of them can be altered, left out or put
-- in later without the hashes saying so.
create table audit_seal_entry (
  tenant_id uuid not null,
  seq integer not null,
  sealed_at timestamptz not null,
  from_id uuid not null,
  to_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  size integer not null,
  entry_ids uuid[] not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_seal_entry_pk primary key (tenant_id, seq),
  constraint audit_seal_entry_chain unique (tenant_id, previous_hash),
  constraint audit_seal_entry_seq check (seq >= 1),
  constraint audit_seal_entry_size check (size >= 1 and size = cardinality(entry_ids)),
  constraint audit_seal_entry_hashes check (length(previous_hash) = 32 and length(hash) = 32)
);
select qinglan_protect_append('audit_seal_entry');

-- Whole spans of entries that were too old to be kept, and taken away by the owner of the database. Their seals stay.
create table audit_purge_entry (
  tenant_id uuid not null,
  seq_to integer not null,
  purged_at timestamptz not null,
  older_than date not null,
  size integer not null,
  constraint audit_purge_entry_pk primary key (tenant_id, seq_to),
  constraint audit_purge_entry_seal_fk foreign key (tenant_id, seq_to) references audit_seal_entry (tenant_id, seq),
  -- The law asks for six months at least.
  constraint audit_purge_entry_age check (older_than <= (purged_at at time zone 'UTC')::date - 179)
);
select qinglan_protect_append('audit_purge_entry');

-- Searching by act and by time.
create index audit_entry_by_act on audit_entry (tenant_id, act, id);

-- Roles for a term, given and taken with a reason. What was withdrawn stays to be read.
alter table role_grant add column granted_at timestamptz;
alter table role_grant add column withdrawn_at timestamptz;
alter table role_grant add column withdrawn_by uuid;
alter table role_grant add column withdrawn_reason text;
alter table role_grant drop constraint role_grant_role;
alter table role_grant add constraint role_grant_role check (role in ('bureau_officer', 'town_officer', 'school_registrar', 'principal',
  'provider', 'class_lead', 'trainer', 'hours_officer', 'system_admin', 'security_admin', 'auditor'));
alter table role_grant add constraint role_grant_whose unique (tenant_id, id, account_id);
alter table role_grant add constraint role_grant_term check (to_on >= from_on);
alter table role_grant add constraint role_grant_withdrawn_says_why check ((withdrawn_at is null) = (withdrawn_reason is null));
alter table role_grant add constraint nobody_grants_to_themselves check (granted_by is null or granted_by <> account_id);
alter table role_grant add constraint role_grant_withdrawer_fk foreign key (tenant_id, withdrawn_by) references account (tenant_id, id);

-- How rights are handled in this region. Without a row, the defaults of the program hold.
create table access_setting (
  tenant_id uuid not null,
  administrators_split boolean not null default false,
  audit_days integer not null default 1095,
  changed_at timestamptz not null,
  changed_by uuid,
  constraint access_setting_pk primary key (tenant_id),
  -- The law asks for six months at least.
  constraint access_setting_audit_days check (audit_days between 180 and 36500)
);
select qinglan_protect('access_setting');

-- Nobody decides on themselves. Where one account justified and approved before this rule, the approval stands, and who justified
-- is told by the audit trail alone.
update programme set justified_by = null where approved_by = justified_by;
alter table programme add constraint approver_is_not_justifier check (approved_by is null or justified_by is null or approved_by <> justified_by);

-- The people whose accounts vouched for an application and decided on it: never the one who applies.
alter table enrolment add column voucher_id uuid;
alter table enrolment add column decider_id uuid;
alter table enrolment add constraint voucher_is_not_applicant check (voucher_id is null or voucher_id <> person_id);
alter table enrolment add constraint decider_is_not_applicant check (decider_id is null or decider_id <> person_id);
