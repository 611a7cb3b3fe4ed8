-- Personal data: who looked at a number in full, what people asked to be corrected, what they agreed to, their own data as a
-- file, and how long things are kept.

-- A number that was shown in full: whose, to whom, for what. Never holds the number.
create table unmasking_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  field text not null,
  purpose text not null,
  reason text not null,
  -- Named when many were shown at once, by an export.
  export_id uuid,
  account_id uuid not null,
  account_name text not null,
  from_address text not null,
  at timestamptz not null,
  constraint unmasking_entry_pk primary key (tenant_id, id),
  constraint unmasking_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint unmasking_entry_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint unmasking_entry_field check (field in ('id_number', 'phone')),
  constraint unmasking_entry_has_reason check (length(btrim(reason)) >= 4)
);
create index unmasking_entry_by_person on unmasking_entry (tenant_id, person_id, id desc);
create index unmasking_entry_by_account on unmasking_entry (tenant_id, account_id, at);
create index unmasking_entry_by_export on unmasking_entry (tenant_id, export_id) where export_id is not null;
select qinglan_protect_append('unmasking_entry');

-- What somebody says the roster has wrong. Both values are sealed, whatever the field.
create table correction_request (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  field text not null,
  value_sealed bytea not null,
  before_sealed bytea,
  reason text not null,
  file_id uuid,
  state text not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decision text,
  constraint correction_request_pk primary key (tenant_id, id),
  constraint correction_request_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint correction_request_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  constraint correction_request_field check (field in ('name', 'gender', 'born_on', 'id_number', 'phone', 'title', 'stage',
    'started_on')),
  constraint correction_request_state check (state in ('asked', 'approved', 'refused', 'withdrawn')),
  constraint correction_request_decided check ((state in ('approved', 'refused')) = (decided_by is not null)),
  constraint correction_request_refused_why check (state <> 'refused' or decision is not null)
);
create unique index correction_request_one_open on correction_request (tenant_id, person_id, field) where state = 'asked';
create index correction_request_by_person on correction_request (tenant_id, person_id, id desc);
create index correction_request_by_state on correction_request (tenant_id, state, id);
select qinglan_protect('correction_request');

-- The bureau's own wording of what is held for which purpose; without a row the one that comes with the program holds.
create table privacy_text_entry (
  tenant_id uuid not null,
  version integer not null,
  zh text not null,
  en text not null,
  published_by uuid,
  published_by_name text not null,
  published_at timestamptz not null,
  constraint privacy_text_entry_pk primary key (tenant_id, version),
  constraint privacy_text_entry_version check (version >= 2)
);
select qinglan_protect_append('privacy_text_entry');

-- What a person agreed to, or withdrew, under which wording. The newest for a purpose holds.
create table consent_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  purpose text not null,
  given boolean not null,
  text_version integer not null,
  from_address text not null,
  at timestamptz not null,
  constraint consent_entry_pk primary key (tenant_id, id),
  constraint consent_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index consent_entry_by_person on consent_entry (tenant_id, person_id, purpose, id desc);
select qinglan_protect_append('consent_entry');

-- Everything held about somebody, packed for them. The archive is sealed, and emptied when it expires.
create table own_data_file (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  state text not null,
  size integer,
  content_sealed bytea,
  asked_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  constraint own_data_file_pk primary key (tenant_id, id),
  constraint own_data_file_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint own_data_file_state check (state in ('making', 'ready', 'expired')),
  constraint own_data_file_ready check ((state = 'ready') = (content_sealed is not null))
);
create index own_data_file_by_person on own_data_file (tenant_id, person_id, id desc);
select qinglan_protect('own_data_file');

-- How long a kind of record is kept, where the bureau chose otherwise than the program; and what was removed on which day.
create table retention_rule (
  tenant_id uuid not null,
  kind text not null,
  keep_days integer not null,
  reason text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint retention_rule_pk primary key (tenant_id, kind),
  constraint retention_rule_days check (keep_days between 1 and 36500)
);
select qinglan_protect('retention_rule');

create table retention_entry (
  tenant_id uuid not null,
  day date not null,
  kind text not null,
  before timestamptz not null,
  removed integer not null,
  at timestamptz not null,
  constraint retention_entry_pk primary key (tenant_id, day, kind)
);
select qinglan_protect_append('retention_entry');

-- The name beside its hash, so that the hash can be made anew with another key. Names of earlier releases have none until
-- their owner next signs in, or the roster tells what they are.
alter table sign_in_name add column name_sealed bytea;
