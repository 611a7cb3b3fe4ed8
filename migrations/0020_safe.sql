-- Backups that are made by themselves: when, where to, how many are kept; each one that was asked for and what came of it.
-- They hold the whole deployment, so that only its first bureau has rows here.

create table backup_setting (
  tenant_id uuid not null,
  is_on boolean not null,
  -- Minutes after midnight, in the bureau's zone.
  at_minute integer not null,
  -- The program's own folder where none is named.
  folder text,
  keep_days integer not null,
  keep_weeks integer not null,
  keep_months integer not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint backup_setting_pk primary key (tenant_id),
  constraint backup_setting_minute check (at_minute between 0 and 1439),
  constraint backup_setting_days check (keep_days between 1 and 90),
  constraint backup_setting_weeks check (keep_weeks between 0 and 60),
  constraint backup_setting_months check (keep_months between 0 and 120)
);
select qinglan_protect('backup_setting');

-- One backup: its id is that of the work that makes it.
create table backup_run (
  tenant_id uuid not null,
  id uuid not null,
  origin text not null,
  -- The day whose backup it is, where it was made by itself: one a day.
  day date,
  name text,
  folder text,
  state text not null,
  size bigint,
  row_count bigint,
  file_count integer,
  took_ms integer,
  asked_at timestamptz not null,
  asked_by_name text not null,
  finished_at timestamptz,
  verified_at timestamptz,
  failure text,
  detail jsonb,
  constraint backup_run_pk primary key (tenant_id, id),
  constraint backup_run_day_unique unique (tenant_id, day),
  constraint backup_run_origin check (origin in ('schedule', 'hand', 'found')),
  constraint backup_run_state check (state in ('open', 'good', 'damaged', 'failed', 'cancelled', 'removed')),
  constraint backup_run_good_has_name check (state <> 'good' or name is not null)
);
create index backup_run_recent on backup_run (tenant_id, asked_at desc);
select qinglan_protect('backup_run');

-- The days on which the administrators were told that no good backup is young enough.
create table backup_warning_entry (
  tenant_id uuid not null,
  day date not null,
  at timestamptz not null,
  constraint backup_warning_entry_pk primary key (tenant_id, day)
);
select qinglan_protect_append('backup_warning_entry');

-- Heavy work waits for its turn: what runs and waits is counted whenever some of it begins.
create index job_run_open on job_run (tenant_id, created_at) where state in ('waiting', 'running', 'cancelling');
