-- A spreadsheet of hours that was tried, with what would have become of each row: given back to whoever handed it in.
create table hour_rehearsal (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  -- Of the list as it was handed in, and of the outcomes that were looked at.
  sha256 text not null,
  digest text not null,
  sheet text not null,
  -- The head and the rows, sealed: lists hold identity numbers.
  rows_sealed bytea not null,
  create_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  -- The import that was applied after it.
  import_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  constraint hour_rehearsal_pk primary key (tenant_id, id),
  constraint hour_rehearsal_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint hour_rehearsal_import_fk foreign key (tenant_id, import_id) references hour_import (tenant_id, id)
);
create index hour_rehearsal_by_organisation on hour_rehearsal (tenant_id, organisation_id, id desc);
-- One import, one list that was tried; the same list tried again with the same outcomes is the same trial.
create unique index hour_rehearsal_of_import on hour_rehearsal (tenant_id, import_id) where import_id is not null;
create unique index hour_rehearsal_once on hour_rehearsal (tenant_id, created_by, sha256, digest) where import_id is null;
select qinglan_protect('hour_rehearsal');
