-- What people are told, and the files that were handed in or made.

create table notice (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid,
  account_id uuid,
  code text not null,
  params jsonb not null,
  link text,
  created_at timestamptz not null,
  read_at timestamptz,
  constraint notice_pk primary key (tenant_id, id),
  constraint notice_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint notice_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint notice_has_one_reader check ((person_id is null) <> (account_id is null))
);
create index notice_by_person on notice (tenant_id, person_id, id desc);
create index notice_by_account on notice (tenant_id, account_id, id desc);
create index notice_unread_by_person on notice (tenant_id, person_id) where read_at is null;
create index notice_unread_by_account on notice (tenant_id, account_id) where read_at is null;
select qinglan_protect('notice');

create table stored_file (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  sha256 text not null,
  name text not null,
  type text not null,
  size bigint not null,
  purpose text not null,
  stored_by uuid,
  stored_at timestamptz not null,
  constraint stored_file_pk primary key (tenant_id, id),
  constraint stored_file_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint stored_file_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$')
);
create index stored_file_by_content on stored_file (tenant_id, sha256);
select qinglan_protect('stored_file');
