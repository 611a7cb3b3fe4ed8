-- Written by `npm run generate` from a freshly migrated database: for review, not to be run.

-- functions

CREATE OR REPLACE FUNCTION public.certificate_answer(asked text[])
 RETURNS TABLE(number text, code text, state text, state_reason text, state_since timestamp with time zone, superseded_by text, time_zone text, title text, holder_name text, school_name text, programme_title text, centihours integer, started_on date, ended_on date, issued_on date, issuer text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.number, c.code, c.state, c.state_reason, c.state_since, successor.number, tenant.time_zone,
    c.title, c.holder_name, c.school_name, c.programme_title, c.centihours,
    c.started_on, c.ended_on, c.issued_on, c.issuer
  from certificate c
  join tenant on tenant.id = c.tenant_id
  left join certificate successor on successor.tenant_id = c.tenant_id and successor.id = c.superseded_by
  where c.number = any (asked)
$function$;
CREATE OR REPLACE FUNCTION public.organisation_is_called(one organisation, word text, letters boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (letters AND (length(word) < 3)) THEN (starts_with((one).pinyin, word) OR starts_with((one).initials, word)) WHEN letters THEN ((strpos((one).pinyin, word) > 0) OR starts_with((one).initials, word)) ELSE ((strpos((one).name, word) > 0) OR COALESCE((strpos((one).short_name, word) > 0), false)) END;
CREATE OR REPLACE FUNCTION public.organisation_uses(ids uuid[])
 RETURNS TABLE(organisation_id uuid, used_by text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.person_asked(scope uuid[], part uuid, words jsonb, filters jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  asked text;
  terms text;
  places uuid[];
  schools uuid[];
  word record;
begin
  places := array(select distinct descendant_id from organisation_closure
    where tenant_id = qinglan_tenant() and ancestor_id = any (scope)
      and (part is null or descendant_id in (select descendant_id from organisation_closure
        where tenant_id = qinglan_tenant() and ancestor_id = part)));
  asked := format('person.tenant_id = %L::uuid and person.merged_into is null and person.organisation_id = any (%L::uuid[])',
    qinglan_tenant(), places);
  for word in select * from jsonb_to_recordset(words) as one(terms text, place text, letters boolean) loop
    schools := array(select organisation.id from organisation
      where word.place is not null and organisation.tenant_id = qinglan_tenant() and organisation.id = any (places)
        and organisation_is_called(organisation, word.place, word.letters));
    if cardinality(schools) = 0 then
      terms := concat_ws(' & ', terms, '(' || word.terms || ')');
    else
      asked := asked || format(' and (person.found_by @@ %L::tsquery or person.organisation_id = any (%L::uuid[]))',
        word.terms, schools);
    end if;
  end loop;
  asked := asked || coalesce(' and person.found_by @@ ' || quote_literal(terms) || '::tsquery', '');
  -- Of a filter that is not asked for nothing comes out: quote_literal of null is null.
  return asked
    || coalesce(' and person.stage = ' || quote_literal(filters ->> 'stage'), '')
    || coalesce(' and person.state = ' || quote_literal(filters ->> 'state'), '')
    || coalesce(' and ' || quote_literal(filters ->> 'subject') || ' = any (person.subjects)', '');
end $function$;
CREATE OR REPLACE FUNCTION public.person_bearer(one uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select person.id from person where person.tenant_id = qinglan_tenant() and person.merged_into is null
    and person.id in (select person_bearers(one))
$function$;
CREATE OR REPLACE FUNCTION public.person_bearers(one uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 2
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive line(id) as (
    select one
    union
    select person.merged_into from person join line on person.id = line.id
    where person.tenant_id = qinglan_tenant() and person.merged_into is not null
  )
  select id from line
$function$;
CREATE OR REPLACE FUNCTION public.person_find(scope uuid[], part uuid, words jsonb, filters jsonb, after_key text, after_id uuid, most integer, counted integer)
 RETURNS TABLE(id uuid, size integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  asked text := person_asked(scope, part, words, filters);
  after text := format('(sort_key, id) > (%L collate "C", %L::uuid)', after_key, after_id);
  whole integer;
begin
  if jsonb_array_length(words) > 0 then
    -- Whoever is found is gathered first and sorted then: a walk in the order of names would meet a rare one late.
    return query execute format(
      'with found as materialized (select person.sort_key, person.id from person where %s)
       select id, (select least(count(*), %s)::int from found) from found where %s order by sort_key, id limit %s',
      asked, counted, after, most);
  else
    execute format('select count(*)::int from (select from person where %s limit %s) as found', asked, counted) into whole;
    return query execute format('select id, %s from person where %s and %s order by sort_key, id limit %s',
      whole, asked, after, most);
  end if;
end $function$;
CREATE OR REPLACE FUNCTION public.person_numbers(one uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 2
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive mine(id) as (
    select one
    union
    select person.id from person join mine on person.merged_into = mine.id where person.tenant_id = qinglan_tenant()
  )
  select id from mine
$function$;
CREATE OR REPLACE FUNCTION public.person_print(one person)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN md5(((to_jsonb(one) - '{id_number_sealed,id_number_hash,phone_sealed,phone_hash,spelling,readings,sort_key,found_by}'::text[]))::text);
CREATE OR REPLACE FUNCTION public.qinglan_count_roster()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  analyze person (tenant_id, id, staff_no, id_number_hash, organisation_id), post (tenant_id, id, person_id),
    roster_row (tenant_id, import_id, no, person_id);
end $function$;
CREATE OR REPLACE FUNCTION public.qinglan_fence(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy tenant_only on %s using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid) '
    'with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', target);
end $function$;
CREATE OR REPLACE FUNCTION public.qinglan_gather_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  target regclass;
begin
  for target in
    select oid from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) = current_user
    order by relname
  loop
    execute format('analyze %s', target);
  end loop;
end $function$;
CREATE OR REPLACE FUNCTION public.qinglan_protect(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform qinglan_fence(target);
  execute format('grant select, insert, update, delete on %s to qinglan_app', target);
end $function$;
CREATE OR REPLACE FUNCTION public.qinglan_protect_append(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform qinglan_fence(target);
  execute format('grant select, insert on %s to qinglan_app', target);
end $function$;
CREATE OR REPLACE FUNCTION public.qinglan_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid;
CREATE OR REPLACE FUNCTION public.region_begins(bureau uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  one record;
begin
  -- The id follows from whose the layout is and which, so that a region begins the same wherever it does.
  for one in select overlay(overlay(md5(bureau::text || shipped.shipped) placing '8' from 13) placing '8' from 17)::uuid as id,
    shipped.* from (values
    ('personal', 'person', '个人学时及结论', 'Hours and verdict of each person', '绩效考核、职务评聘、岗位设置、评先表彰',
      '通行做法，不是某一地的文件', '{"file": "xlsx", "sheet": "上报数据", "above": [], "columns": [
      {"title": "姓名", "field": "name", "kind": "text", "width": 12, "required": true, "longest": 40},
      {"title": "工号", "field": "staffNo", "kind": "text", "width": 16, "required": true},
      {"title": "单位", "field": "school", "kind": "text", "width": 28, "required": true},
      {"title": "学段", "field": "stage", "kind": "text", "width": 10},
      {"title": "任教学科", "field": "subject", "kind": "text", "width": 16},
      {"title": "职称", "field": "title", "kind": "text", "width": 12},
      {"title": "年度", "field": "year", "kind": "number", "width": 12, "required": true},
      {"title": "年度学时", "field": "hours", "kind": "number", "width": 12, "required": true, "most": 2000},
      {"title": "年度要求", "field": "needed", "kind": "number", "width": 12},
      {"title": "计入学时", "field": "counted", "kind": "number", "width": 12, "most": 2000},
      {"title": "年度结论", "field": "verdict", "kind": "text", "width": 10, "required": true},
      {"title": "周期计入", "field": "cycleCounted", "kind": "number", "width": 12},
      {"title": "周期结论", "field": "cycleVerdict", "kind": "text", "width": 10},
      {"title": "年度验证", "field": "stamp", "kind": "text", "width": 12}]}'::jsonb),
    ('unit', 'school', '单位学时情况', 'Hours of each school', '单位年终考核',
      '通行做法，不是某一地的文件', '{"file": "xlsx", "sheet": "上报数据", "above": [], "columns": [
      {"title": "单位名称", "field": "school", "kind": "text", "width": 28, "required": true, "longest": 60},
      {"title": "所属片区", "field": "town", "kind": "text", "width": 20},
      {"title": "年度", "field": "year", "kind": "number", "width": 12, "required": true},
      {"title": "在职教师", "field": "people", "kind": "number", "width": 12, "required": true},
      {"title": "学时合计", "field": "hours", "kind": "number", "width": 12, "required": true},
      {"title": "应达标人数", "field": "due", "kind": "number", "width": 12, "required": true},
      {"title": "达标人数", "field": "met", "kind": "number", "width": 12, "required": true},
      {"title": "达标率%", "field": "share", "kind": "number", "width": 12}]}'::jsonb),
    ('province', 'person', '省级平台学时上报（含完整身份证号）', 'For a provincial platform, with full ID numbers', '省级教师管理平台',
      '通行做法，不是某一省的文件；上报前请与本省下发的表头核对', '{"file": "xlsx", "sheet": "上报数据", "above": [], "columns": [
      {"title": "身份证件号", "field": "idNumber", "kind": "text", "width": 22, "required": true, "longest": 18},
      {"title": "姓名", "field": "name", "kind": "text", "width": 12, "required": true, "longest": 30},
      {"title": "所在单位", "field": "school", "kind": "text", "width": 28, "required": true, "longest": 60},
      {"title": "学年度", "field": "year", "kind": "number", "width": 12, "required": true},
      {"title": "学时", "field": "hours", "kind": "number", "width": 12, "required": true, "most": 2000},
      {"title": "考核结论代码", "field": "verdict", "kind": "text", "width": 12, "required": true,
        "codes": [{"value": "合格", "code": "1"}, {"value": "不合格", "code": "2"}, {"value": "无要求", "code": "9"}]}]}'::jsonb)
    ) as shipped (shipped, subject, name, name_en, target, cites, content)
    where not exists (select from hour_layout known where known.tenant_id = qinglan_tenant()
      and known.organisation_id = bureau and known.shipped = shipped.shipped)
  loop
    insert into hour_layout (tenant_id, id, organisation_id, name, name_en, target, subject, shipped, source_cites, source_sure, made_at)
      values (qinglan_tenant(), one.id, bureau, one.name, one.name_en, one.target, one.subject, one.shipped, one.cites, 'general', at);
    insert into hour_layout_draft (tenant_id, layout_id, revision, content, changed_at)
      values (qinglan_tenant(), one.id, 1, one.content, at);
    insert into hour_layout_version (tenant_id, layout_id, version, content, effective_from, reason, adopted_at)
      values (qinglan_tenant(), one.id, 1, one.content, date '2000-01-01', '随系统提供', at);
  end loop;
end $function$;
CREATE OR REPLACE FUNCTION public.roster_remove(import uuid, first integer, last integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.statement_answer(asked text[])
 RETURNS TABLE(number text, code text, content text, content_hash bytea, withdrawn_at timestamp with time zone, reason text, reversed integer, restated integer[], time_zone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.number, s.code, s.content, s.content_hash, w.withdrawn_at, w.reason,
    (select count(*)::integer from credit_entry r
      join credit_entry e on e.tenant_id = r.tenant_id and e.id = r.reverses_id
      where r.tenant_id = s.tenant_id and r.person_id = s.person_id and r.seq > s.head_seq and e.seq <= s.head_seq
        and e.year between s.from_year and s.to_year
        and not exists (select from credit_entry c where c.tenant_id = r.tenant_id and c.source_id = e.source_id
          and c.source_kind = e.source_kind and c.direction = 'carried' and c.posted_at = r.posted_at)),
    array(select stamp.year from (
        select distinct on (t.year) t.year, t.head_seq from hour_year_stamp t
        where t.tenant_id = s.tenant_id and t.person_id = s.person_id and t.year between s.from_year and s.to_year
          and t.stamped_at <= s.issued_at
        order by t.year, t.stamped_at desc, t.no desc) stamp
      where exists (select from credit_entry e
        where e.tenant_id = s.tenant_id and e.person_id = s.person_id and e.year = stamp.year and e.seq > stamp.head_seq
          and not (holder.merged_into is not null and e.reverses_id is not null and exists (select from credit_entry c
            where c.tenant_id = e.tenant_id and c.person_id = holder.merged_into and c.carries_id = e.reverses_id))
        group by e.source_kind, e.source_id, e.class_id, e.earned_on having sum(e.centihours) <> 0)
      order by stamp.year),
    tenant.time_zone
  from hour_statement s
  join tenant on tenant.id = s.tenant_id
  join person holder on holder.tenant_id = s.tenant_id and holder.id = s.person_id
  left join hour_statement_withdrawal w on w.tenant_id = s.tenant_id and w.statement_id = s.id
  where s.number = any (asked)
$function$;

-- tables

create table access_setting (
  tenant_id uuid not null,
  administrators_split boolean not null default false,
  audit_days integer not null default 1095,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  delegation_days integer not null default 90
);
alter table access_setting enable row level security;
create table account (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid,
  name text not null,
  password_hash text not null,
  failures integer not null default 0,
  locked_until timestamp with time zone,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null
);
alter table account enable row level security;
create table account_setting (
  tenant_id uuid not null,
  activation_days integer not null default 30,
  second_factor_roles text[] not null default '{}'::text[]
);
alter table account_setting enable row level security;
create table activation_code (
  tenant_id uuid not null,
  id uuid not null,
  code_hash bytea not null,
  purpose text not null,
  person_id uuid,
  account_id uuid,
  drops_second_factor boolean not null default false,
  made_by uuid,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  withdrawn_at timestamp with time zone
);
alter table activation_code enable row level security;
create table api_token (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  label text not null,
  token_hash bytea not null,
  read_only boolean not null,
  roles text[],
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  used_at timestamp with time zone,
  used_from text,
  purpose text
);
alter table api_token enable row level security;
create table appeal (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  subject_title text not null,
  against_by uuid not null,
  against_for uuid not null,
  against_reason text,
  against_at timestamp with time zone not null,
  due_on date not null,
  text text not null,
  state text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_for uuid,
  decider_id uuid,
  decider_for_id uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision text,
  hands uuid[] not null default '{}'::uuid[]
);
alter table appeal enable row level security;
create table appeal_file (
  tenant_id uuid not null,
  appeal_id uuid not null,
  file_id uuid not null,
  name text not null
);
alter table appeal_file enable row level security;
create table applied_list (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  about text not null,
  organisation_id uuid not null,
  name text not null,
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  change_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  changes jsonb not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamp with time zone not null,
  undone_by_name text,
  undone_at timestamp with time zone,
  undone_count integer
);
alter table applied_list enable row level security;
create table assessment_result (
  tenant_id uuid not null,
  class_id uuid not null,
  person_id uuid not null,
  score_tenths integer,
  grade text,
  note text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null
);
alter table assessment_result enable row level security;
create table assessment_scheme (
  tenant_id uuid not null,
  class_id uuid not null,
  kind text not null,
  pass_mark integer not null,
  attendance_min_percent integer not null,
  centihours integer not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null
);
alter table assessment_scheme enable row level security;
create table attendance (
  tenant_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  state text not null,
  at timestamp with time zone not null,
  way text not null,
  by uuid,
  reason text,
  ticket uuid,
  evidence jsonb
);
alter table attendance enable row level security;
create table audit_entry (
  tenant_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  account_id uuid,
  account_name text not null,
  act text not null,
  object_kind text not null,
  object_id text not null,
  before jsonb,
  after jsonb,
  request_id text not null,
  from_address text not null,
  on_behalf_of uuid
);
alter table audit_entry enable row level security;
create table audit_purge_entry (
  tenant_id uuid not null,
  seq_to integer not null,
  purged_at timestamp with time zone not null,
  older_than date not null,
  size integer not null
);
alter table audit_purge_entry enable row level security;
create table audit_seal_entry (
  tenant_id uuid not null,
  seq integer not null,
  sealed_at timestamp with time zone not null,
  from_id uuid not null,
  to_id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  size integer not null,
  entry_ids uuid[] not null,
  previous_hash bytea not null,
  hash bytea not null
);
alter table audit_seal_entry enable row level security;
create table audit_unsealed (
  tenant_id uuid not null,
  entry_id uuid not null
);
alter table audit_unsealed enable row level security;
create table backup_run (
  tenant_id uuid not null,
  id uuid not null,
  origin text not null,
  day date,
  name text,
  folder text,
  state text not null,
  size bigint,
  row_count bigint,
  file_count integer,
  took_ms integer,
  asked_at timestamp with time zone not null,
  asked_by_name text not null,
  finished_at timestamp with time zone,
  verified_at timestamp with time zone,
  failure text,
  detail jsonb
);
alter table backup_run enable row level security;
create table backup_setting (
  tenant_id uuid not null,
  is_on boolean not null,
  at_minute integer not null,
  folder text,
  keep_days integer not null,
  keep_weeks integer not null,
  keep_months integer not null,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by_name text not null
);
alter table backup_setting enable row level security;
create table backup_warning_entry (
  tenant_id uuid not null,
  day date not null,
  at timestamp with time zone not null
);
alter table backup_warning_entry enable row level security;
create table bulletin (
  tenant_id uuid not null,
  id uuid not null,
  class_id uuid not null,
  organisation_id uuid not null,
  programme_id uuid not null,
  programme_title text not null,
  class_title text not null,
  members integer not null,
  passed integer not null,
  held integer not null,
  attended integer not null,
  sent_at timestamp with time zone not null,
  read_at timestamp with time zone,
  read_by_name text
);
alter table bulletin enable row level security;
create table bureau_key (
  tenant_id uuid not null,
  id uuid not null,
  bureau text not null,
  public_key text not null,
  fingerprint text not null,
  registered_by uuid not null,
  registered_for uuid not null,
  registered_by_name text not null,
  registered_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_for uuid,
  confirmed_by_name text,
  confirmed_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_by_name text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text
);
alter table bureau_key enable row level security;
create table calendar_feed (
  tenant_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  made_at timestamp with time zone not null
);
alter table calendar_feed enable row level security;
create table certificate (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  code text not null,
  person_id uuid not null,
  credit_entry_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  holder_name text not null,
  organisation_id uuid not null,
  school_name text not null,
  programme_title text not null,
  level text,
  centihours integer not null,
  started_on date,
  ended_on date not null,
  issued_on date not null,
  title text not null,
  issuer text not null,
  signatory text not null,
  seal_file_id uuid,
  issued_by uuid not null,
  state text not null,
  state_reason text,
  state_since timestamp with time zone not null,
  superseded_by uuid
);
alter table certificate enable row level security;
create table certificate_counter (
  tenant_id uuid not null,
  year integer not null,
  last integer not null
);
alter table certificate_counter enable row level security;
create table certificate_rule (
  tenant_id uuid not null,
  pattern text not null,
  title text not null,
  issuer text not null,
  signatory text not null,
  seal_file_id uuid,
  changed_by uuid not null,
  changed_at timestamp with time zone not null
);
alter table certificate_rule enable row level security;
create table claim (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  state text not null,
  award_id text,
  award jsonb,
  title text not null,
  title_key text not null,
  host text,
  started_on date,
  done_on date,
  answers jsonb not null,
  certificate_no text,
  certificate_key text,
  valid_until date,
  is_trip boolean not null,
  least_centihours integer,
  most_centihours integer,
  centihours integer,
  return_reason text,
  entered_by uuid not null,
  created_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  decider_id uuid,
  decider_for_id uuid,
  reminded_at timestamp with time zone,
  late_reason text,
  award_by jsonb,
  place text
);
alter table claim enable row level security;
create table claim_file (
  tenant_id uuid not null,
  claim_id uuid not null,
  file_id uuid not null,
  kind text not null,
  name text not null,
  sha256 text not null
);
alter table claim_file enable row level security;
create table claim_setting (
  tenant_id uuid not null,
  appeal_days integer not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table claim_setting enable row level security;
create table claim_sharing (
  tenant_id uuid not null,
  claim_id uuid not null,
  held_on date not null,
  form text not null,
  audience text not null,
  summary text not null,
  file_id uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null
);
alter table claim_sharing enable row level security;
create table claim_step_entry (
  tenant_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  act text not null,
  remark text,
  centihours integer,
  account_id uuid not null,
  account_name text not null,
  at timestamp with time zone not null
);
alter table claim_step_entry enable row level security;
create table class_closure (
  tenant_id uuid not null,
  class_id uuid not null,
  id uuid not null,
  passed integer not null,
  failed integer not null,
  closed_by uuid not null,
  closed_at timestamp with time zone not null,
  closed_for uuid
);
alter table class_closure enable row level security;
create table class_member (
  tenant_id uuid not null,
  class_id uuid not null,
  person_id uuid not null,
  enrolment_id uuid not null,
  added_at timestamp with time zone not null
);
alter table class_member enable row level security;
create table class_session (
  tenant_id uuid not null,
  id uuid not null,
  class_id uuid not null,
  title text not null,
  venue text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  opens_before integer not null,
  late_after integer not null,
  closes_after integer,
  secret bytea not null,
  state text not null,
  reason text
);
alter table class_session enable row level security;
create table completion (
  tenant_id uuid not null,
  class_id uuid not null,
  person_id uuid not null,
  passed boolean not null,
  reasons jsonb not null,
  centihours integer not null,
  record_id uuid
);
alter table completion enable row level security;
create table consent_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  purpose text not null,
  given boolean not null,
  text_version integer not null,
  from_address text not null,
  at timestamp with time zone not null
);
alter table consent_entry enable row level security;
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
  asked_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_by_name text,
  decision text,
  decider_id uuid,
  decider_for_id uuid
);
alter table correction_request enable row level security;
create table credit_approval (
  tenant_id uuid not null,
  record_id uuid not null,
  person_id uuid not null,
  recorded_by uuid not null,
  approved_by uuid not null,
  approver_id uuid,
  approved_at timestamp with time zone not null,
  recorded_for uuid not null,
  approved_for uuid not null,
  approver_for_id uuid
);
alter table credit_approval enable row level security;
create table credit_class (
  tenant_id uuid not null,
  id integer not null,
  category text not null,
  level text not null,
  mode text not null,
  kind text not null,
  proof text not null
);
alter table credit_class enable row level security;
create table credit_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  seq integer not null,
  direction text not null,
  centihours integer not null,
  started_on date,
  earned_on date not null,
  category text,
  level text,
  mode text,
  source_kind text not null,
  source_id uuid not null,
  source_title text not null,
  record_id uuid,
  reverses_id uuid,
  reason text,
  posted_by uuid not null,
  posted_at timestamp with time zone not null,
  previous_hash bytea not null,
  hash bytea not null,
  format smallint not null default 2,
  kind text,
  cycle integer not null,
  evidence jsonb not null default '[]'::jsonb,
  recorded_by uuid,
  approved_by uuid,
  class_id integer not null,
  year integer default (EXTRACT(year FROM earned_on))::integer,
  posted_alone_by uuid default 
CASE
    WHEN (record_id IS NULL) THEN posted_by
    ELSE NULL::uuid
END,
  carries_id uuid,
  opening_id uuid default 
CASE
    WHEN ((direction = 'opening'::text) AND (source_kind = 'opening'::text)) THEN source_id
    ELSE NULL::uuid
END
);
alter table credit_entry enable row level security;
create table credit_frozen_year (
  tenant_id uuid not null,
  year integer not null,
  edition integer not null,
  frozen_on date not null
);
alter table credit_frozen_year enable row level security;
create table credit_opening (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  evidence jsonb not null,
  people integer not null,
  centihours bigint not null,
  state text not null,
  return_reason text,
  recorded_by uuid not null,
  recorded_for uuid not null,
  recorded_at timestamp with time zone not null,
  approved_by uuid,
  approved_for uuid,
  approved_at timestamp with time zone,
  verified_by uuid,
  verified_for uuid,
  verified_at timestamp with time zone,
  late_reason text,
  statement_id uuid
);
alter table credit_opening enable row level security;
create table credit_opening_part (
  tenant_id uuid not null,
  opening_id uuid not null,
  person_id uuid not null,
  part text not null
);
alter table credit_opening_part enable row level security;
create table credit_opening_row (
  tenant_id uuid not null,
  opening_id uuid not null,
  no integer not null,
  id uuid not null,
  person_id uuid not null,
  category text,
  level text,
  mode text,
  centihours integer not null,
  earned_on date not null,
  kind text,
  proofs jsonb not null default '[]'::jsonb,
  evidence jsonb not null default '[]'::jsonb,
  started_on date,
  spent jsonb not null default '[]'::jsonb,
  part text default 'credited'::text
);
alter table credit_opening_row enable row level security;
create table credit_record (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  source_title text not null,
  category text,
  level text,
  mode text,
  centihours integer not null,
  started_on date,
  earned_on date not null,
  certificate boolean not null default false,
  state text not null,
  return_reason text,
  returned_by uuid,
  returned_at timestamp with time zone,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  recorded_for uuid not null,
  kind text,
  evidence jsonb not null default '[]'::jsonb,
  late_reason text,
  returned_for uuid
);
alter table credit_record enable row level security;
create table credit_release (
  tenant_id uuid not null,
  id uuid not null,
  spend_id uuid not null,
  reason text not null,
  released_by uuid not null,
  released_at timestamp with time zone not null
);
alter table credit_release enable row level security;
create table credit_root (
  tenant_id uuid not null,
  seq integer not null,
  day date not null,
  made_at timestamp with time zone not null,
  people integer not null,
  entries bigint not null,
  tree bytea not null,
  branches bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  public_key text not null,
  signature text not null
);
alter table credit_root enable row level security;
create table credit_root_head (
  tenant_id uuid not null,
  person_id uuid not null,
  seq integer not null,
  hash bytea not null,
  root_seq integer not null,
  branch smallint not null
);
alter table credit_root_head enable row level security;
create table credit_spend (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  purpose text not null,
  case_no text not null,
  spent_by uuid not null,
  spent_at timestamp with time zone not null
);
alter table credit_spend enable row level security;
create table credit_spent_entry (
  tenant_id uuid not null,
  spend_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  purpose text not null,
  follows_id uuid
);
alter table credit_spent_entry enable row level security;
create table credit_sum (
  tenant_id uuid not null,
  person_id uuid not null,
  years text not null,
  class_ids text not null,
  centihours text not null
);
alter table credit_sum enable row level security;
create table credit_verification (
  tenant_id uuid not null,
  record_id uuid not null,
  person_id uuid not null,
  recorded_by uuid not null,
  approved_by uuid not null,
  verified_by uuid not null,
  verifier_id uuid,
  verified_at timestamp with time zone not null,
  recorded_for uuid not null,
  approved_for uuid not null,
  verified_for uuid not null,
  verifier_for_id uuid,
  verified_for_another uuid default NULLIF(verified_for, verified_by)
);
alter table credit_verification enable row level security;
create table delegation (
  tenant_id uuid not null,
  id uuid not null,
  principal_id uuid not null,
  delegate_id uuid not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_how text,
  ended_reason text
);
alter table delegation enable row level security;
create table delegation_grant (
  tenant_id uuid not null,
  delegation_id uuid not null,
  grant_id uuid not null,
  principal_id uuid not null,
  role text not null
);
alter table delegation_grant enable row level security;
create table directory_import (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  scope uuid[] not null,
  name text not null,
  sheet text not null,
  head jsonb not null,
  columns jsonb not null,
  state text not null,
  rehearsals integer not null default 0,
  row_count integer not null,
  create_count integer,
  change_count integer,
  keep_count integer,
  refuse_count integer,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone
);
alter table directory_import enable row level security;
create table directory_row (
  tenant_id uuid not null,
  import_id uuid not null,
  no integer not null,
  cells jsonb not null,
  outcome text,
  reasons jsonb not null default '[]'::jsonb,
  name text not null default ''::text,
  organisation_id uuid,
  changes jsonb not null default '[]'::jsonb,
  before jsonb not null default '{}'::jsonb,
  after jsonb not null default '{}'::jsonb,
  undone text
);
alter table directory_row enable row level security;
create table elective (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  position integer not null,
  title text not null,
  places_max integer,
  places_taken integer not null default 0
);
alter table elective enable row level security;
create table elective_choice (
  tenant_id uuid not null,
  elective_id uuid not null,
  person_id uuid not null,
  programme_id uuid not null,
  chosen_at timestamp with time zone not null
);
alter table elective_choice enable row level security;
create table elective_rule (
  tenant_id uuid not null,
  programme_id uuid not null,
  least integer not null,
  most integer not null,
  until timestamp with time zone not null
);
alter table elective_rule enable row level security;
create table eligibility_rule (
  tenant_id uuid not null,
  programme_id uuid not null,
  series text,
  stage integer,
  rules jsonb not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null
);
alter table eligibility_rule enable row level security;
create table eligibility_setting (
  tenant_id uuid not null,
  cycle_from integer not null,
  cycle_years integer not null,
  limits jsonb not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table eligibility_setting enable row level security;
create table enrolment (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  state text not null,
  holds_place boolean not null,
  reason text,
  applied_at timestamp with time zone not null,
  vouched_at timestamp with time zone,
  vouched_by uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  withdrawn_at timestamp with time zone,
  voucher_id uuid,
  decider_id uuid,
  voucher_for_id uuid,
  decider_for_id uuid,
  source_kind text not null default 'application'::text,
  source_id uuid
);
alter table enrolment enable row level security;
create table external_hour (
  tenant_id uuid not null,
  system text not null,
  external_id text not null,
  record_id uuid not null,
  digest text not null,
  received_by uuid not null,
  received_at timestamp with time zone not null
);
alter table external_hour enable row level security;
create table hour_exemption (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  rule_ids text[],
  kind text not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  file_id uuid not null,
  state text not null,
  asked_by uuid not null,
  asked_for uuid not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_for uuid,
  decider_person_id uuid,
  decided_at timestamp with time zone,
  decision_reason text
);
alter table hour_exemption enable row level security;
create table hour_import (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamp with time zone not null,
  undone_at timestamp with time zone
);
alter table hour_import enable row level security;
create table hour_import_row (
  tenant_id uuid not null,
  import_id uuid not null,
  no integer not null,
  record_id uuid not null
);
alter table hour_import_row enable row level security;
create table hour_layout (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  name_en text,
  target text not null,
  subject text not null,
  shipped text,
  source_cites text not null,
  source_sure text not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  ended_on date,
  ended_by uuid,
  ended_reason text
);
alter table hour_layout enable row level security;
create table hour_layout_draft (
  tenant_id uuid not null,
  layout_id uuid not null,
  revision integer not null,
  content jsonb not null,
  changed_by uuid,
  changed_at timestamp with time zone not null
);
alter table hour_layout_draft enable row level security;
create table hour_layout_export (
  tenant_id uuid not null,
  id uuid not null,
  year integer not null,
  organisation_id uuid not null,
  rows integer not null,
  flawed integer not null,
  reason text,
  exported_by uuid not null,
  exported_at timestamp with time zone not null,
  layout_id uuid not null,
  version integer not null
);
alter table hour_layout_export enable row level security;
create table hour_layout_full_file (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  content_sealed bytea not null,
  made_by uuid not null,
  expires_at timestamp with time zone not null
);
alter table hour_layout_full_file enable row level security;
create table hour_layout_row (
  tenant_id uuid not null,
  export_id uuid not null,
  subject_id uuid not null,
  digest bytea not null,
  cells bytea
);
alter table hour_layout_row enable row level security;
create table hour_layout_version (
  tenant_id uuid not null,
  layout_id uuid not null,
  version integer not null,
  content jsonb not null,
  effective_from date not null,
  reason text not null,
  drafted_by uuid,
  adopted_by uuid,
  adopted_at timestamp with time zone not null
);
alter table hour_layout_version enable row level security;
create table hour_policy (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  pack_id text,
  pack_edition date,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_on date,
  ended_by uuid,
  ended_reason text
);
alter table hour_policy enable row level security;
create table hour_policy_draft (
  tenant_id uuid not null,
  policy_id uuid not null,
  revision integer not null,
  content jsonb not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null
);
alter table hour_policy_draft enable row level security;
create table hour_policy_version (
  tenant_id uuid not null,
  policy_id uuid not null,
  version integer not null,
  content jsonb not null,
  hash bytea not null,
  effective_from date not null,
  reason text not null,
  drafted_by uuid not null,
  adopted_by uuid not null,
  adopted_at timestamp with time zone not null
);
alter table hour_policy_version enable row level security;
create table hour_rehearsal (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  sha256 text not null,
  digest text not null,
  sheet text not null,
  rows_sealed bytea not null,
  create_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  import_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamp with time zone not null
);
alter table hour_rehearsal enable row level security;
create table hour_reminder (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  year integer not null,
  missing integer not null,
  reminded_by uuid not null,
  reminded_at timestamp with time zone not null
);
alter table hour_reminder enable row level security;
create table hour_requirement (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  from_year integer not null,
  to_year integer not null,
  category text,
  min_centihours integer,
  max_centihours integer,
  average boolean not null default false,
  population jsonb not null,
  unit text not null default 'hour'::text,
  source text not null,
  added_by uuid,
  added_at timestamp with time zone not null
);
alter table hour_requirement enable row level security;
create table hour_statement (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  code text not null,
  person_id uuid not null,
  organisation_id uuid not null,
  from_year integer not null,
  to_year integer not null,
  as_of date not null,
  head_seq integer not null,
  content text not null,
  content_hash bytea not null,
  seal_file_id uuid,
  issued_by uuid not null,
  issued_at timestamp with time zone not null
);
alter table hour_statement enable row level security;
create table hour_statement_counter (
  tenant_id uuid not null,
  year integer not null,
  last integer not null
);
alter table hour_statement_counter enable row level security;
create table hour_statement_withdrawal (
  tenant_id uuid not null,
  statement_id uuid not null,
  reason text not null,
  withdrawn_by uuid not null,
  withdrawn_at timestamp with time zone not null
);
alter table hour_statement_withdrawal enable row level security;
create table hour_trial (
  tenant_id uuid not null,
  id uuid not null,
  policy_id uuid not null,
  revision integer not null,
  year integer not null,
  found jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null
);
alter table hour_trial enable row level security;
create table hour_trial_person (
  tenant_id uuid not null,
  trial_id uuid not null,
  place integer not null,
  person_id uuid not null,
  organisation_id uuid not null,
  stage text,
  subjects text[] not null,
  setting text,
  change text,
  missing_before integer not null,
  missing_after integer not null,
  counted_before integer not null,
  counted_after integer not null
);
alter table hour_trial_person enable row level security;
create table hour_year (
  tenant_id uuid not null,
  id uuid not null,
  year integer not null,
  edition integer not null,
  frozen_on date not null,
  frozen_at timestamp with time zone not null,
  frozen_by uuid not null,
  frozen_for uuid not null,
  reason text,
  people integer not null,
  persons integer not null,
  entries bigint not null,
  centihours bigint not null,
  on_the_way integer not null,
  on_the_way_centihours bigint not null,
  requirements jsonb not null,
  root_seq integer,
  root_hash bytea,
  hash bytea not null
);
alter table hour_year enable row level security;
create table hour_year_check (
  tenant_id uuid not null,
  id uuid not null,
  year integer not null,
  edition integer not null,
  checked_by uuid,
  checked_at timestamp with time zone not null,
  persons integer not null,
  difference jsonb
);
alter table hour_year_check enable row level security;
create table hour_year_person (
  tenant_id uuid not null,
  year integer not null,
  edition integer not null,
  person_id uuid not null,
  organisation_id uuid not null,
  organisation_name text not null,
  name text not null,
  staff_no text not null,
  in_post boolean not null,
  rules_no integer,
  facts jsonb not null,
  exemptions jsonb not null,
  head_seq integer not null,
  head_hash bytea not null,
  years integer[] not null,
  class_ids integer[] not null,
  centihours integer[] not null,
  missing integer not null,
  hash bytea not null
);
alter table hour_year_person enable row level security;
create table hour_year_rules (
  tenant_id uuid not null,
  year integer not null,
  edition integer not null,
  no integer not null,
  organisation_ids uuid[] not null,
  books jsonb not null,
  hash bytea not null
);
alter table hour_year_rules enable row level security;
create table hour_year_stamp (
  tenant_id uuid not null,
  person_id uuid not null,
  year integer not null,
  no integer not null,
  centihours integer not null,
  verdict text not null,
  head_seq integer not null,
  stamped_by uuid not null,
  stamped_for uuid not null,
  stamper_id uuid,
  stamper_for_id uuid,
  stamped_at timestamp with time zone not null
);
alter table hour_year_stamp enable row level security;
create table hour_year_standing (
  tenant_id uuid not null,
  year integer not null,
  edition integer not null,
  person_id uuid not null,
  requirement_id text not null,
  organisation_id uuid not null,
  state text not null,
  needed integer not null,
  earned integer not null,
  counted integer not null,
  over integer not null,
  carried integer not null,
  missing integer not null
);
alter table hour_year_standing enable row level security;
create table hours_statement_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  number text not null,
  to_bureau text not null,
  payload text not null,
  signature text not null,
  public_key text not null,
  issued_by uuid not null,
  issued_by_name text not null,
  issued_at timestamp with time zone not null
);
alter table hours_statement_entry enable row level security;
create table identity_link (
  tenant_id uuid not null,
  provider_id uuid not null,
  subject text not null,
  account_id uuid not null,
  linked_at timestamp with time zone not null
);
alter table identity_link enable row level security;
create table identity_provider (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret_sealed bytea not null,
  staff_no_claim text,
  closed_at timestamp with time zone
);
alter table identity_provider enable row level security;
create table intake (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  way text not null,
  person_ids uuid[] not null,
  placed integer not null,
  made_at timestamp with time zone not null,
  made_by uuid
);
alter table intake enable row level security;
create table integrity_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  programme_id uuid,
  programme_title text not null,
  programme_level text not null,
  programme_kind text not null,
  cause text not null,
  happened_on date not null,
  reason text,
  source_kind text not null,
  source_id uuid not null,
  barred_until date,
  barred_levels text[] not null,
  barred_kinds text[] not null,
  appeal_due_on date not null,
  recorded_by uuid,
  recorded_for uuid,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  evidence text
);
alter table integrity_entry enable row level security;
create table integrity_request (
  tenant_id uuid not null,
  id uuid not null,
  fact_id uuid not null,
  kind text not null,
  text text not null,
  file_id uuid,
  state text not null,
  against_by uuid,
  against_for uuid,
  person_id uuid not null,
  organisation_id uuid not null,
  asked_by uuid not null,
  asked_for uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_for uuid,
  decider_id uuid,
  decider_for_id uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision text
);
alter table integrity_request enable row level security;
create table integrity_reversal_entry (
  tenant_id uuid not null,
  fact_id uuid not null,
  reason text not null,
  request_id uuid,
  reversed_by uuid not null,
  reversed_for uuid not null,
  reversed_by_name text not null,
  reversed_at timestamp with time zone not null
);
alter table integrity_reversal_entry enable row level security;
create table integrity_setting (
  tenant_id uuid not null,
  ban_months integer not null,
  levels text[] not null,
  kinds text[] not null,
  causes text[] not null,
  appeal_days integer not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table integrity_setting enable row level security;
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
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);
alter table job_run enable row level security;
create table mail_address (
  tenant_id uuid not null,
  account_id uuid not null,
  address_sealed bytea not null,
  wanted text not null,
  language text not null,
  confirmed_at timestamp with time zone not null
);
alter table mail_address enable row level security;
create table mail_confirmation (
  tenant_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  address_sealed bytea not null,
  language text not null,
  tries integer not null default 0,
  asked integer not null default 1,
  counted_from timestamp with time zone not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);
alter table mail_confirmation enable row level security;
create table mail_letter (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  notice_id uuid,
  confirmation_id uuid,
  state text not null,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  sent_at timestamp with time zone,
  failure text
);
alter table mail_letter enable row level security;
create table matching_applicant (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  code text not null,
  choices uuid[] not null,
  ranked_at timestamp with time zone not null
);
alter table matching_applicant enable row level security;
create table matching_loosening_entry (
  tenant_id uuid not null,
  round_id uuid not null,
  id uuid not null,
  changes jsonb not null,
  reason text not null,
  loosened_by uuid not null,
  loosened_by_name text not null,
  loosened_at timestamp with time zone not null
);
alter table matching_loosening_entry enable row level security;
create table matching_pin (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  programme_id uuid,
  block_id text,
  reason text not null,
  pinned_by uuid not null,
  pinned_by_name text not null,
  pinned_at timestamp with time zone not null
);
alter table matching_pin enable row level security;
create table matching_result (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  programme_id uuid,
  block_id text,
  choice integer,
  pin_reason text,
  enrolment_refusal text,
  struck_reason text
);
alter table matching_result enable row level security;
create table matching_round (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  state text not null,
  choices_max integer not null,
  opens_at timestamp with time zone not null,
  ranking_closes_at timestamp with time zone not null,
  adjusting_closes_at timestamp with time zone not null,
  scoring_closes_at timestamp with time zone not null,
  follows_id uuid,
  seed_sealed bytea not null,
  salt_sealed bytea not null,
  commitment text not null,
  confirmed_run_id uuid,
  confirmed_at timestamp with time zone,
  confirmed_by_name text,
  cancel_reason text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  published_at timestamp with time zone,
  method text not null default 'deferred'::text,
  limits jsonb not null default '[]'::jsonb,
  conflict jsonb,
  seed_told_at timestamp with time zone,
  shown_run_id uuid
);
alter table matching_round enable row level security;
create table matching_round_programme (
  tenant_id uuid not null,
  round_id uuid not null,
  programme_id uuid not null,
  position integer not null,
  blocks jsonb not null,
  criteria jsonb not null,
  is_blind boolean not null,
  confirmed_places_max integer
);
alter table matching_round_programme enable row level security;
create table matching_run_entry (
  tenant_id uuid not null,
  round_id uuid not null,
  id uuid not null,
  selection jsonb not null,
  missing integer not null,
  placed integer not null,
  ran_by uuid not null,
  ran_by_name text not null,
  ran_at timestamp with time zone not null
);
alter table matching_run_entry enable row level security;
create table matching_score (
  tenant_id uuid not null,
  round_id uuid not null,
  programme_id uuid not null,
  person_id uuid not null,
  marks jsonb not null,
  score integer,
  unsuitable_reason text,
  scored_by uuid not null,
  scored_by_name text not null,
  scored_at timestamp with time zone not null
);
alter table matching_score enable row level security;
create table matching_succession_entry (
  tenant_id uuid not null,
  waiter_id uuid not null,
  round_id uuid not null,
  programme_id uuid not null,
  seat_round_id uuid not null,
  block_id text not null,
  in_place_of uuid,
  offered_at timestamp with time zone not null
);
alter table matching_succession_entry enable row level security;
create table notice (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid,
  account_id uuid,
  code text not null,
  params jsonb not null,
  link text,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone
);
alter table notice enable row level security;
create table notice_text (
  tenant_id uuid not null,
  code text not null,
  zh text,
  en text,
  version integer not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table notice_text enable row level security;
create table opening_statement_entry (
  tenant_id uuid not null,
  statement_id uuid not null,
  person_id uuid not null,
  number text not null,
  from_bureau text not null,
  payload text not null,
  signature text not null,
  public_key text not null,
  accepted_by uuid not null,
  accepted_by_name text not null,
  accepted_at timestamp with time zone not null,
  key_id uuid,
  key_confirmed_by uuid
);
alter table opening_statement_entry enable row level security;
create table organisation (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  kind text not null,
  name text not null,
  short_name text not null,
  pinyin text not null,
  initials text not null,
  school_kind text,
  stages text[] not null default '{}'::text[],
  setting text,
  created_at timestamp with time zone not null,
  closed_on date,
  code text,
  merged_into uuid,
  opened_on date,
  address text,
  phone text
);
alter table organisation enable row level security;
create table organisation_change_entry (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  dated_on date not null,
  reason text not null,
  old_name text,
  new_name text,
  old_pinyin text,
  old_initials text,
  from_id uuid,
  to_id uuid,
  people integer not null default 0,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  import_id uuid
);
alter table organisation_change_entry enable row level security;
create table organisation_closure (
  tenant_id uuid not null,
  ancestor_id uuid not null,
  descendant_id uuid not null,
  depth integer not null
);
alter table organisation_closure enable row level security;
create table own_data_file (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  state text not null,
  size integer,
  content_sealed bytea,
  asked_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  expires_at timestamp with time zone
);
alter table own_data_file enable row level security;
create table participation (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  programme_id uuid,
  class_id uuid,
  title text not null,
  title_key text not null,
  level text not null,
  kind text not null,
  category text,
  provider_name text,
  year integer not null,
  starts_on date,
  ends_on date,
  series text,
  stage integer,
  centihours integer,
  state text not null,
  reason text,
  held integer,
  attended integer,
  score_tenths integer,
  grade text,
  source text not null,
  import_id uuid,
  changed_at timestamp with time zone not null
);
alter table participation enable row level security;
create table participation_import (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamp with time zone not null,
  undone_at timestamp with time zone
);
alter table participation_import enable row level security;
create table password_request (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  asked_at timestamp with time zone not null,
  from_address text not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  outcome text
);
alter table password_request enable row level security;
create table pasted_item (
  tenant_id uuid not null,
  list_id uuid not null,
  object_id uuid not null
);
alter table pasted_item enable row level security;
create table pasted_list (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  subject text not null,
  content_hash bytea not null,
  head text[],
  row_count integer not null,
  found_count integer not null,
  repeated_count integer not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
alter table pasted_list enable row level security;
create table pasted_row (
  tenant_id uuid not null,
  list_id uuid not null,
  no integer not null,
  cells text[] not null,
  outcome text not null,
  reason text not null,
  candidates jsonb not null
);
alter table pasted_row enable row level security;
create table person (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  staff_no text not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  gender text,
  born_on date,
  id_number_sealed bytea,
  id_number_hash bytea,
  phone_sealed bytea,
  phone_hash bytea,
  stage text,
  subjects text[] not null default '{}'::text[],
  title text,
  talent_level text,
  state text not null,
  started_on date,
  retires_on date,
  created_at timestamp with time zone not null,
  national_no text,
  staff_kind text,
  political_status text,
  education text,
  degree text,
  mandarin text,
  joined_on date,
  merged_into uuid,
  spelling text,
  readings text[] not null default '{}'::text[],
  sort_key text not null default ((COALESCE(spelling, pinyin) || '  '::text) || name),
  found_by tsvector not null default array_to_tsvector(array_remove(((readings || subjects) || ARRAY[pinyin, initials, ('#'::text || lower(staff_no)), ('#'::text || lower("left"(staff_no, 4))), ('#'::text || lower("left"(staff_no, 6))), lower(name), lower(substr(name, 2)), lower(substr(name, 3)), lower(substr(name, 4)), substr(name, 1, 1), substr(name, 2, 1), substr(name, 3, 1)]), ''::text))
);
alter table person enable row level security;
create table person_change_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  dated_on date not null,
  before text,
  after text,
  from_id uuid,
  to_id uuid,
  reason text,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table person_change_entry enable row level security;
create table person_merge (
  tenant_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  reason text not null,
  moved jsonb not null,
  merged_by uuid not null,
  merged_by_name text not null,
  merged_at timestamp with time zone not null,
  undone_by_name text,
  undone_at timestamp with time zone,
  undone_reason text
);
alter table person_merge enable row level security;
create table place_counter (
  tenant_id uuid not null,
  programme_id uuid not null,
  places_max integer not null,
  places_taken integer not null default 0,
  has_quotas boolean not null default false
);
alter table place_counter enable row level security;
create table plan (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  year integer not null,
  title text not null,
  issuer text,
  cycle text,
  state text not null,
  version integer not null default 0,
  revision integer not null default 1,
  budget_cents bigint,
  plan_document_id uuid,
  document_index integer,
  copied_from_id uuid,
  created_at timestamp with time zone not null,
  published_at timestamp with time zone,
  closed_at timestamp with time zone
);
alter table plan enable row level security;
create table plan_document (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  file_id uuid not null,
  name text not null,
  format text,
  state text not null,
  refusal text,
  job_id uuid,
  source jsonb,
  extract jsonb,
  draft jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid
);
alter table plan_document enable row level security;
create table plan_filing (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number text not null,
  filed_on date not null,
  authority text not null,
  file_id uuid,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  void_reason text,
  voided_by_name text,
  voided_at timestamp with time zone
);
alter table plan_filing enable row level security;
create table plan_hour_rule (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  scope text not null,
  category text,
  min_centihours integer,
  max_centihours integer,
  period text,
  average boolean not null,
  population_id uuid,
  population_version integer
);
alter table plan_hour_rule enable row level security;
create table plan_meeting (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  held_on date not null,
  minutes text not null
);
alter table plan_meeting enable row level security;
create table plan_member (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  role text not null,
  who text not null
);
alter table plan_member enable row level security;
create table plan_phase (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  name text not null,
  from_on date,
  to_on date,
  deliverables text[] not null default '{}'::text[],
  done_on date
);
alter table plan_phase enable row level security;
create table plan_quota (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  group_name text not null,
  places integer not null
);
alter table plan_quota enable row level security;
create table plan_target (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  measure text not null,
  comparator text not null,
  value_hundredths bigint not null,
  upper_hundredths bigint,
  unit text not null,
  population text,
  baseline_hundredths bigint,
  figure_source text not null default 'entered'::text,
  numerator bigint,
  denominator bigint,
  figured_on date,
  population_id uuid,
  population_version integer
);
alter table plan_target enable row level security;
create table plan_version (
  tenant_id uuid not null,
  plan_id uuid not null,
  version integer not null,
  snapshot jsonb not null,
  reason text not null,
  made_by uuid,
  made_by_name text not null,
  made_at timestamp with time zone not null
);
alter table plan_version enable row level security;
create table population (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  note text,
  version integer not null,
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null
);
alter table population enable row level security;
create table population_use_entry (
  tenant_id uuid not null,
  id uuid not null,
  population_id uuid not null,
  version integer not null,
  object_kind text not null,
  object_id uuid not null,
  object_title text not null,
  used_at timestamp with time zone not null,
  is_over boolean not null default false
);
alter table population_use_entry enable row level security;
create table population_version_entry (
  tenant_id uuid not null,
  population_id uuid not null,
  version integer not null,
  rule jsonb not null,
  reason text,
  made_by_name text not null,
  made_at timestamp with time zone not null
);
alter table population_version_entry enable row level security;
create table post (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  from_on date not null,
  to_on date
);
alter table post enable row level security;
create table privacy_text_entry (
  tenant_id uuid not null,
  version integer not null,
  zh text not null,
  en text not null,
  published_by uuid,
  published_by_name text not null,
  published_at timestamp with time zone not null
);
alter table privacy_text_entry enable row level security;
create table programme (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid,
  organisation_id uuid not null,
  provider_id uuid,
  year integer not null,
  no integer,
  title text not null,
  plan_title text,
  level text not null,
  kind text not null,
  category text,
  headcount integer,
  approximate boolean not null default false,
  whole_roster boolean not null default false,
  audience jsonb not null,
  modes text[] not null default '{}'::text[],
  months integer[] not null default '{}'::integer[],
  year_round boolean not null default false,
  place text,
  centihours integer not null default 0,
  certificate boolean not null default true,
  chief_expert text,
  admission text not null default 'first_come'::text,
  places_max integer,
  enrol_opens_at timestamp with time zone,
  enrol_closes_at timestamp with time zone,
  starts_on date,
  ends_on date,
  state text not null,
  justification text,
  scheme text,
  scheme_file_id uuid,
  justified_by uuid,
  justified_at timestamp with time zone,
  approved_by uuid,
  approved_at timestamp with time zone,
  published_at timestamp with time zone,
  closed_on date,
  cancelled_reason text,
  returned_reason text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  justified_for uuid,
  approved_for uuid,
  has_quotas boolean not null default false
);
alter table programme enable row level security;
create table public_notice (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  link text,
  title text not null,
  text text not null,
  columns text[] not null,
  names text not null,
  working_days integer not null,
  opened_on date not null,
  ends_on date not null,
  state text not null,
  opened_by uuid not null,
  opened_for uuid not null,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  decided_by uuid,
  decided_for uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  relied_at timestamp with time zone
);
alter table public_notice enable row level security;
create table public_notice_row (
  tenant_id uuid not null,
  notice_id uuid not null,
  position integer not null,
  person_id uuid not null,
  name text not null,
  school text not null,
  cells text[] not null,
  struck_reason text,
  struck_at timestamp with time zone
);
alter table public_notice_row enable row level security;
create table public_notice_step_entry (
  tenant_id uuid not null,
  notice_id uuid not null,
  step integer not null,
  act text not null,
  remark text,
  ends_on date,
  account_id uuid,
  account_name text not null,
  at timestamp with time zone not null
);
alter table public_notice_step_entry enable row level security;
create table public_objection (
  tenant_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  opened_by uuid not null,
  opened_for uuid not null,
  about text not null,
  position integer,
  about_person_id uuid,
  text text not null,
  account_id uuid,
  person_id uuid,
  name_sealed bytea,
  contact_sealed bytea,
  code_hash bytea,
  state text not null,
  received_at timestamp with time zone not null,
  answer text,
  answered_by uuid,
  answered_for uuid,
  answered_by_name text,
  answered_at timestamp with time zone,
  answerer_id uuid,
  answerer_for_id uuid,
  objector_erased_at timestamp with time zone
);
alter table public_objection enable row level security;
create table publicity_setting (
  tenant_id uuid not null,
  working_days integer not null,
  names text not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table publicity_setting enable row level security;
create table quota_cell (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  parent_id uuid,
  position integer not null,
  kind text not null,
  dimension text,
  wanted text[] not null,
  places_max integer,
  approximate boolean not null,
  everybody boolean not null,
  places_taken integer not null default 0,
  open_taken integer not null default 0,
  places_reserved integer not null default 0,
  share integer
);
alter table quota_cell enable row level security;
create table quota_hold (
  tenant_id uuid not null,
  cell_id uuid not null,
  person_id uuid not null,
  programme_id uuid not null,
  is_open boolean not null,
  held_at timestamp with time zone not null
);
alter table quota_hold enable row level security;
create table quota_move (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  from_id uuid not null,
  to_id uuid,
  places integer not null,
  reason text not null,
  moved_at timestamp with time zone not null,
  moved_by uuid,
  undone_at timestamp with time zone,
  undone_by uuid
);
alter table quota_move enable row level security;
create table quota_sheet (
  tenant_id uuid not null,
  programme_id uuid not null,
  version integer not null,
  release_on date,
  released_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  changed_by uuid
);
alter table quota_sheet enable row level security;
create table rate_limit (
  key text not null,
  points integer not null default 0,
  expire bigint
);
create table recovery_code (
  tenant_id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone
);
alter table recovery_code enable row level security;
create table research_team (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  name text not null,
  topic text,
  lead_id uuid not null,
  founded_on date not null,
  closed_on date,
  created_by uuid not null,
  created_at timestamp with time zone not null
);
alter table research_team enable row level security;
create table research_team_member (
  tenant_id uuid not null,
  team_id uuid not null,
  person_id uuid not null,
  joined_on date not null
);
alter table research_team_member enable row level security;
create table reserve_candidate (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  level text not null,
  subject text,
  reason text not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  removed_by uuid,
  removed_by_name text,
  removed_at timestamp with time zone,
  removed_reason text
);
alter table reserve_candidate enable row level security;
create table restriction (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  from_on date not null,
  until_on date,
  levels text[] not null,
  kinds text[] not null,
  reference text not null,
  contact text not null,
  entered_by uuid not null,
  entered_for uuid not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  lifted_by uuid,
  lifted_by_name text,
  lifted_at timestamp with time zone,
  lifted_reason text
);
alter table restriction enable row level security;
create table restriction_look_entry (
  tenant_id uuid not null,
  id uuid not null,
  restriction_id uuid not null,
  person_id uuid not null,
  reason text not null,
  account_id uuid not null,
  account_name text not null,
  from_address text not null,
  at timestamp with time zone not null
);
alter table restriction_look_entry enable row level security;
create table retention_entry (
  tenant_id uuid not null,
  day date not null,
  kind text not null,
  before timestamp with time zone not null,
  removed integer not null,
  at timestamp with time zone not null
);
alter table retention_entry enable row level security;
create table retention_rule (
  tenant_id uuid not null,
  kind text not null,
  keep_days integer not null,
  reason text not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table retention_rule enable row level security;
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
  granted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_reason text
);
alter table role_grant enable row level security;
create table roster_import (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  scope uuid[] not null,
  name text not null,
  sheet text not null,
  head_sealed bytea not null,
  columns jsonb not null,
  state text not null,
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
  created_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone
);
alter table roster_import enable row level security;
create table roster_row (
  tenant_id uuid not null,
  import_id uuid not null,
  id uuid not null,
  no integer not null,
  cells_sealed bytea not null,
  outcome text,
  reasons jsonb not null default '[]'::jsonb,
  name text not null default ''::text,
  person_id uuid,
  changes jsonb not null default '[]'::jsonb,
  before jsonb,
  after jsonb,
  id_number_sealed bytea,
  id_number_hash bytea,
  phone_sealed bytea,
  phone_hash bytea,
  before_phone_sealed bytea,
  before_phone_hash bytea,
  posts text[] not null default '{}'::text[],
  post_ids uuid[] not null default '{}'::uuid[],
  seen_print text,
  left_print text,
  undone text,
  undone_reasons jsonb not null default '[]'::jsonb
);
alter table roster_row enable row level security;
create table saved_view (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  list text not null,
  name text not null,
  search text not null,
  hidden_columns text[],
  shared_with uuid,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
alter table saved_view enable row level security;
create table saved_view_default (
  tenant_id uuid not null,
  account_id uuid not null,
  list text not null,
  view_id uuid not null
);
alter table saved_view_default enable row level security;
create table school_plan (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  year integer not null,
  term integer not null,
  title text not null,
  topic text,
  team_id uuid,
  state text not null,
  amendment text,
  amendment_reason text,
  draft jsonb,
  revision integer not null default 0,
  version integer not null default 0,
  version_in_force integer,
  submitted_at timestamp with time zone,
  approved_at timestamp with time zone,
  closed_at timestamp with time zone,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamp with time zone not null
);
alter table school_plan enable row level security;
create table school_plan_attendance (
  tenant_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  mark text not null,
  reason text
);
alter table school_plan_attendance enable row level security;
create table school_plan_closure (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  closed_by uuid not null,
  closed_for uuid not null,
  closed_by_name text not null,
  closed_at timestamp with time zone not null,
  reopened_by_name text,
  reopened_at timestamp with time zone,
  reopened_reason text
);
alter table school_plan_closure enable row level security;
create table school_plan_decision_entry (
  tenant_id uuid not null,
  plan_id uuid not null,
  version integer not null,
  stage text not null,
  outcome text not null,
  reason text,
  submitted_by uuid not null,
  submitted_for uuid not null,
  decided_by uuid not null,
  decided_for uuid not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null
);
alter table school_plan_decision_entry enable row level security;
create table school_plan_evidence (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  session_id uuid,
  person_id uuid,
  kind text not null,
  outcome_kind text,
  title text not null,
  file_id uuid not null,
  sha256 text not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  withdrawn_by_name text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text
);
alter table school_plan_evidence enable row level security;
create table school_plan_hours (
  tenant_id uuid not null,
  closure_id uuid not null,
  person_id uuid not null,
  attended_centihours integer not null,
  centihours integer not null,
  record_id uuid
);
alter table school_plan_hours enable row level security;
create table school_plan_member (
  tenant_id uuid not null,
  plan_id uuid not null,
  person_id uuid not null
);
alter table school_plan_member enable row level security;
create table school_plan_reflection (
  tenant_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  text text not null,
  written_at timestamp with time zone not null
);
alter table school_plan_reflection enable row level security;
create table school_plan_session (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  title text not null,
  form text not null,
  tier text,
  speaker text,
  planned_on date not null,
  planned_centihours integer not null,
  state text not null,
  held_on date,
  minutes integer,
  centihours integer,
  summary text,
  cancel_reason text,
  recorded_by uuid,
  recorded_by_name text,
  recorded_at timestamp with time zone
);
alter table school_plan_session enable row level security;
create table school_plan_version_entry (
  tenant_id uuid not null,
  plan_id uuid not null,
  version integer not null,
  content jsonb not null,
  reason text,
  submitted_by uuid not null,
  submitted_for uuid not null,
  submitted_by_name text not null,
  submitted_at timestamp with time zone not null
);
alter table school_plan_version_entry enable row level security;
create table school_training_setting (
  tenant_id uuid not null,
  centre_approves boolean not null default true,
  changed_at timestamp with time zone not null,
  changed_by uuid
);
alter table school_training_setting enable row level security;
create table second_factor (
  tenant_id uuid not null,
  account_id uuid not null,
  secret_sealed bytea not null,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone
);
alter table second_factor enable row level security;
create table selection (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  title text not null,
  programme_id uuid,
  state text not null,
  rules jsonb not null,
  seed text,
  step integer not null default 0,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  cancel_reason text,
  settled_at timestamp with time zone,
  settled_places_max integer
);
alter table selection enable row level security;
create table selection_assignment (
  tenant_id uuid not null,
  selection_id uuid not null,
  step text not null,
  person_id uuid not null,
  account_id uuid not null,
  expert_person_id uuid
);
alter table selection_assignment enable row level security;
create table selection_candidate (
  tenant_id uuid not null,
  selection_id uuid not null,
  person_id uuid not null,
  number integer not null,
  school_id uuid not null,
  stage text not null,
  kind text not null,
  years integer not null,
  out text,
  out_reason text
);
alter table selection_candidate enable row level security;
create table selection_conflict (
  tenant_id uuid not null,
  selection_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  reason text not null,
  declared_at timestamp with time zone not null
);
alter table selection_conflict enable row level security;
create table selection_expert (
  tenant_id uuid not null,
  selection_id uuid not null,
  account_id uuid not null,
  person_id uuid,
  school_id uuid,
  name text not null
);
alter table selection_expert enable row level security;
create table selection_log_entry (
  tenant_id uuid not null,
  selection_id uuid not null,
  no integer not null,
  act text not null,
  remark text,
  account_id uuid not null,
  account_name text not null,
  at timestamp with time zone not null
);
alter table selection_log_entry enable row level security;
create table selection_mark (
  tenant_id uuid not null,
  selection_id uuid not null,
  step text not null,
  person_id uuid not null,
  criterion text not null,
  account_id uuid not null,
  centipoints integer not null,
  marked_at timestamp with time zone not null
);
alter table selection_mark enable row level security;
create table selection_result (
  tenant_id uuid not null,
  selection_id uuid not null,
  step text not null,
  person_id uuid not null,
  centipoints integer,
  rank integer,
  rank_in_part integer,
  outcome text not null,
  cut_off integer
);
alter table selection_result enable row level security;
create table selection_score_import (
  tenant_id uuid not null,
  selection_id uuid not null,
  id uuid not null,
  step text not null,
  name text not null,
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  change_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  changes jsonb not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamp with time zone not null,
  undone_at timestamp with time zone
);
alter table selection_score_import enable row level security;
create table session (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  from_address text not null,
  device text not null,
  proved_at timestamp with time zone,
  awaits_code boolean not null default false,
  delegation_id uuid
);
alter table session enable row level security;
create table sign_in_name (
  tenant_id uuid not null,
  name_hash bytea not null,
  account_id uuid not null,
  kind text not null,
  name_sealed bytea
);
alter table sign_in_name enable row level security;
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
  stored_at timestamp with time zone not null
);
alter table stored_file enable row level security;
create table substitution (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  reason text not null,
  made_at timestamp with time zone not null,
  made_by uuid
);
alter table substitution enable row level security;
create table substitution_request (
  tenant_id uuid not null,
  id uuid not null,
  enrolment_id uuid not null,
  person_id uuid not null,
  reason text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  asked_by uuid not null,
  asked_for uuid not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decision_reason text
);
alter table substitution_request enable row level security;
create table survey (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  programme_id uuid,
  title text not null,
  lead text not null,
  anonymous boolean not null,
  audience jsonb not null,
  population_id uuid,
  questions jsonb not null,
  closes_on date not null,
  state text not null,
  version integer not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone
);
alter table survey enable row level security;
create table survey_answer (
  tenant_id uuid not null,
  survey_id uuid not null,
  person_id uuid not null,
  answers jsonb not null,
  answered_at timestamp with time zone not null
);
alter table survey_answer enable row level security;
create table survey_invited (
  tenant_id uuid not null,
  survey_id uuid not null,
  person_id uuid not null,
  answered boolean not null default false
);
alter table survey_invited enable row level security;
create table survey_setting (
  tenant_id uuid not null,
  needs text not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table survey_setting enable row level security;
create table survey_tally (
  tenant_id uuid not null,
  survey_id uuid not null,
  piece integer not null,
  tally jsonb not null
);
alter table survey_tally enable row level security;
create table tenant (
  id uuid not null,
  slug text not null,
  name text not null,
  region_code text not null,
  time_zone text not null default 'Asia/Shanghai'::text,
  year integer not null,
  created_at timestamp with time zone not null,
  cycle_start integer not null default 2021,
  cycle_years integer not null default 5
);
alter table tenant enable row level security;
create table term_notice_entry (
  tenant_id uuid not null,
  object_id uuid not null,
  what text not null,
  to_on date not null,
  at timestamp with time zone not null
);
alter table term_notice_entry enable row level security;
create table training_class (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  no integer not null,
  title text not null,
  provider_id uuid not null,
  lead_account_id uuid,
  starts_on date not null,
  ends_on date not null,
  places integer,
  state text not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone
);
alter table training_class enable row level security;
create table transfer (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  dated_on date not null,
  reason text not null,
  asked_side text not null,
  state text not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  answer text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone
);
alter table transfer enable row level security;
create table unmasking_entry (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  field text not null,
  purpose text not null,
  reason text not null,
  export_id uuid,
  account_id uuid not null,
  account_name text not null,
  from_address text not null,
  at timestamp with time zone not null
);
alter table unmasking_entry enable row level security;
create table waiter (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  state text not null,
  turn numeric not null,
  source_kind text not null,
  source_id uuid,
  joined_at timestamp with time zone not null,
  offered_at timestamp with time zone,
  offer_until timestamp with time zone,
  ended_at timestamp with time zone,
  enrolment_id uuid,
  moved_at timestamp with time zone,
  moved_by uuid,
  moved_reason text
);
alter table waiter enable row level security;
create table waiting_rule (
  tenant_id uuid not null,
  programme_id uuid not null,
  term_hours integer not null,
  lead_hours integer not null
);
alter table waiting_rule enable row level security;
create table working_day (
  tenant_id uuid not null,
  day date not null,
  works boolean not null,
  reason text not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null
);
alter table working_day enable row level security;

-- constraints

alter table access_setting add constraint access_setting_audit_days CHECK (((audit_days >= 180) AND (audit_days <= 36500)));
alter table access_setting add constraint access_setting_delegation_days CHECK (((delegation_days >= 1) AND (delegation_days <= 366)));
alter table access_setting add constraint access_setting_pk PRIMARY KEY (tenant_id);
alter table account add constraint account_one_per_person UNIQUE (tenant_id, person_id);
alter table account add constraint account_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table account add constraint account_pk PRIMARY KEY (tenant_id, id);
alter table account_setting add constraint account_setting_activation_days CHECK (((activation_days >= 1) AND (activation_days <= 365)));
alter table account_setting add constraint account_setting_pk PRIMARY KEY (tenant_id);
alter table activation_code add constraint activation_code_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table activation_code add constraint activation_code_ends_once CHECK (((used_at IS NULL) OR (withdrawn_at IS NULL)));
alter table activation_code add constraint activation_code_for CHECK ((((purpose = 'first_use'::text) AND (person_id IS NOT NULL)) OR ((purpose = 'new_password'::text) AND (account_id IS NOT NULL))));
alter table activation_code add constraint activation_code_hash_unique UNIQUE (tenant_id, code_hash);
alter table activation_code add constraint activation_code_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table activation_code add constraint activation_code_pk PRIMARY KEY (tenant_id, id);
alter table activation_code add constraint activation_code_purpose CHECK ((purpose = ANY (ARRAY['first_use'::text, 'new_password'::text])));
alter table api_token add constraint api_token_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table api_token add constraint api_token_hash_unique UNIQUE (tenant_id, token_hash);
alter table api_token add constraint api_token_pk PRIMARY KEY (tenant_id, id);
alter table api_token add constraint api_token_purpose CHECK ((purpose = 'external_hours'::text));
alter table api_token add constraint api_token_serving_writes CHECK (((purpose IS NULL) OR (NOT read_only)));
alter table appeal add constraint appeal_against_fk FOREIGN KEY (tenant_id, against_by) REFERENCES account(tenant_id, id);
alter table appeal add constraint appeal_against_for_fk FOREIGN KEY (tenant_id, against_for) REFERENCES account(tenant_id, id);
alter table appeal add constraint appeal_decided CHECK (((state = ANY (ARRAY['upheld'::text, 'dismissed'::text])) = ((decided_by IS NOT NULL) AND (decided_for IS NOT NULL))));
alter table appeal add constraint appeal_decided_by_fk FOREIGN KEY (tenant_id, decided_by) REFERENCES account(tenant_id, id);
alter table appeal add constraint appeal_decider_is_not_appellant CHECK (((decider_id IS NULL) OR (decider_id <> person_id)));
alter table appeal add constraint appeal_decider_stands_in_for_nobody_concerned CHECK (((decider_for_id IS NULL) OR (decider_for_id <> person_id)));
alter table appeal add constraint appeal_decision_has_reason CHECK (((state <> ALL (ARRAY['upheld'::text, 'dismissed'::text])) OR (length(btrim(decision)) >= 2)));
alter table appeal add constraint appeal_goes_to_no_hand_in_it CHECK (((decided_by IS NULL) OR (NOT ((decided_by = ANY (hands)) OR (decided_for = ANY (hands))))));
alter table appeal add constraint appeal_goes_to_somebody_else CHECK (((decided_by IS NULL) OR (((decided_by <> against_by) AND (decided_by <> against_for)) AND ((decided_for <> against_by) AND (decided_for <> against_for)))));
alter table appeal add constraint appeal_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table appeal add constraint appeal_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table appeal add constraint appeal_pk PRIMARY KEY (tenant_id, id);
alter table appeal add constraint appeal_state CHECK ((state = ANY (ARRAY['asked'::text, 'upheld'::text, 'dismissed'::text, 'withdrawn'::text])));
alter table appeal add constraint appeal_subject CHECK ((subject_kind = ANY (ARRAY['claim'::text, 'record'::text, 'entry'::text])));
alter table appeal_file add constraint appeal_file_appeal_fk FOREIGN KEY (tenant_id, appeal_id) REFERENCES appeal(tenant_id, id);
alter table appeal_file add constraint appeal_file_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table appeal_file add constraint appeal_file_pk PRIMARY KEY (tenant_id, appeal_id, file_id);
alter table applied_list add constraint applied_list_kind CHECK ((kind = ANY (ARRAY['round_scores'::text, 'selection_candidates'::text, 'reserve_candidates'::text, 'integrity_facts'::text, 'restrictions'::text, 'working_days'::text])));
alter table applied_list add constraint applied_list_maker_fk FOREIGN KEY (tenant_id, created_by) REFERENCES account(tenant_id, id);
alter table applied_list add constraint applied_list_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table applied_list add constraint applied_list_pk PRIMARY KEY (tenant_id, id);
alter table applied_list add constraint applied_list_rows CHECK ((row_count = (((create_count + change_count) + keep_count) + refuse_count)));
alter table applied_list add constraint applied_list_state CHECK (((state = ANY (ARRAY['applied'::text, 'undone'::text])) AND ((state = 'undone'::text) = (undone_at IS NOT NULL)) AND ((undone_at IS NULL) = (undone_by_name IS NULL))));
alter table applied_list add constraint applied_list_undone CHECK (((undone_count IS NULL) OR (state = 'undone'::text)));
alter table assessment_result add constraint assessment_result_grade CHECK ((grade = ANY (ARRAY['excellent'::text, 'good'::text, 'pass'::text, 'fail'::text])));
alter table assessment_result add constraint assessment_result_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table assessment_result add constraint assessment_result_pk PRIMARY KEY (tenant_id, class_id, person_id);
alter table assessment_result add constraint assessment_result_recorder_fk FOREIGN KEY (tenant_id, recorded_by) REFERENCES account(tenant_id, id);
alter table assessment_result add constraint assessment_result_says_something CHECK (((score_tenths IS NOT NULL) OR (grade IS NOT NULL)));
alter table assessment_result add constraint assessment_result_scheme_fk FOREIGN KEY (tenant_id, class_id) REFERENCES assessment_scheme(tenant_id, class_id);
alter table assessment_result add constraint assessment_result_score CHECK (((score_tenths >= 0) AND (score_tenths <= 1000)));
alter table assessment_scheme add constraint assessment_scheme_attendance CHECK (((attendance_min_percent >= 0) AND (attendance_min_percent <= 100)));
alter table assessment_scheme add constraint assessment_scheme_class_fk FOREIGN KEY (tenant_id, class_id) REFERENCES training_class(tenant_id, id);
alter table assessment_scheme add constraint assessment_scheme_decider_fk FOREIGN KEY (tenant_id, decided_by) REFERENCES account(tenant_id, id);
alter table assessment_scheme add constraint assessment_scheme_hours CHECK (((centihours >= 0) AND (centihours <= 100000)));
alter table assessment_scheme add constraint assessment_scheme_kind CHECK ((kind = ANY (ARRAY['exam'::text, 'work'::text, 'observation'::text, 'combined'::text])));
alter table assessment_scheme add constraint assessment_scheme_mark CHECK (((pass_mark >= 0) AND (pass_mark <= 100)));
alter table assessment_scheme add constraint assessment_scheme_pk PRIMARY KEY (tenant_id, class_id);
alter table attendance add constraint attendance_by_hand_says_why CHECK (((way <> 'hand'::text) OR (reason IS NOT NULL)));
alter table attendance add constraint attendance_id_unique UNIQUE (tenant_id, id);
alter table attendance add constraint attendance_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table attendance add constraint attendance_pk PRIMARY KEY (tenant_id, session_id, person_id);
alter table attendance add constraint attendance_self_is_there CHECK (((way = 'hand'::text) OR (state = ANY (ARRAY['present'::text, 'late'::text]))));
alter table attendance add constraint attendance_session_fk FOREIGN KEY (tenant_id, session_id) REFERENCES class_session(tenant_id, id);
alter table attendance add constraint attendance_state CHECK ((state = ANY (ARRAY['present'::text, 'late'::text, 'absent'::text, 'leave'::text])));
alter table attendance add constraint attendance_ticket_unique UNIQUE (tenant_id, ticket);
alter table attendance add constraint attendance_way CHECK ((way = ANY (ARRAY['qr'::text, 'code'::text, 'hand'::text])));
alter table audit_entry add constraint audit_entry_pk PRIMARY KEY (tenant_id, id);
alter table audit_purge_entry add constraint audit_purge_entry_age CHECK ((older_than <= (((purged_at AT TIME ZONE 'UTC'::text))::date - 179)));
alter table audit_purge_entry add constraint audit_purge_entry_pk PRIMARY KEY (tenant_id, seq_to);
alter table audit_purge_entry add constraint audit_purge_entry_seal_fk FOREIGN KEY (tenant_id, seq_to) REFERENCES audit_seal_entry(tenant_id, seq);
alter table audit_seal_entry add constraint audit_seal_entry_chain UNIQUE (tenant_id, previous_hash);
alter table audit_seal_entry add constraint audit_seal_entry_hashes CHECK (((length(previous_hash) = 32) AND (length(hash) = 32)));
alter table audit_seal_entry add constraint audit_seal_entry_pk PRIMARY KEY (tenant_id, seq);
alter table audit_seal_entry add constraint audit_seal_entry_seq CHECK ((seq >= 1));
alter table audit_seal_entry add constraint audit_seal_entry_size CHECK (((size >= 1) AND (size = cardinality(entry_ids))));
alter table audit_unsealed add constraint audit_unsealed_pk PRIMARY KEY (tenant_id, entry_id);
alter table backup_run add constraint backup_run_day_unique UNIQUE (tenant_id, day);
alter table backup_run add constraint backup_run_good_has_name CHECK (((state <> 'good'::text) OR (name IS NOT NULL)));
alter table backup_run add constraint backup_run_origin CHECK ((origin = ANY (ARRAY['schedule'::text, 'hand'::text, 'found'::text])));
alter table backup_run add constraint backup_run_pk PRIMARY KEY (tenant_id, id);
alter table backup_run add constraint backup_run_state CHECK ((state = ANY (ARRAY['open'::text, 'good'::text, 'damaged'::text, 'failed'::text, 'cancelled'::text, 'removed'::text])));
alter table backup_setting add constraint backup_setting_days CHECK (((keep_days >= 1) AND (keep_days <= 90)));
alter table backup_setting add constraint backup_setting_minute CHECK (((at_minute >= 0) AND (at_minute <= 1439)));
alter table backup_setting add constraint backup_setting_months CHECK (((keep_months >= 0) AND (keep_months <= 120)));
alter table backup_setting add constraint backup_setting_pk PRIMARY KEY (tenant_id);
alter table backup_setting add constraint backup_setting_weeks CHECK (((keep_weeks >= 0) AND (keep_weeks <= 60)));
alter table backup_warning_entry add constraint backup_warning_entry_pk PRIMARY KEY (tenant_id, day);
alter table bulletin add constraint bulletin_once UNIQUE (tenant_id, class_id, organisation_id);
alter table bulletin add constraint bulletin_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table bulletin add constraint bulletin_passed CHECK (((passed >= 0) AND (passed <= members)));
alter table bulletin add constraint bulletin_pk PRIMARY KEY (tenant_id, id);
alter table bulletin add constraint bulletin_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table bulletin add constraint bulletin_read CHECK (((read_at IS NULL) = (read_by_name IS NULL)));
alter table bureau_key add constraint bureau_key_by_two_people CHECK ((NOT (ARRAY[confirmed_by, confirmed_for] && ARRAY[registered_by, registered_for])));
alter table bureau_key add constraint bureau_key_confirmer_fk FOREIGN KEY (tenant_id, confirmed_by) REFERENCES account(tenant_id, id);
alter table bureau_key add constraint bureau_key_confirmer_for_fk FOREIGN KEY (tenant_id, confirmed_for) REFERENCES account(tenant_id, id);
alter table bureau_key add constraint bureau_key_of_confirmer UNIQUE (tenant_id, id, public_key, confirmed_by);
alter table bureau_key add constraint bureau_key_pk PRIMARY KEY (tenant_id, id);
alter table bureau_key add constraint bureau_key_registrar_fk FOREIGN KEY (tenant_id, registered_by) REFERENCES account(tenant_id, id);
alter table bureau_key add constraint bureau_key_registrar_for_fk FOREIGN KEY (tenant_id, registered_for) REFERENCES account(tenant_id, id);
alter table bureau_key add constraint bureau_key_steps CHECK ((((confirmed_by IS NULL) = (confirmed_for IS NULL)) AND ((confirmed_by IS NULL) = (confirmed_by_name IS NULL)) AND ((confirmed_by IS NULL) = (confirmed_at IS NULL)) AND ((withdrawn_by IS NULL) = (withdrawn_by_name IS NULL)) AND ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)) AND ((withdrawn_by IS NULL) = (withdrawn_reason IS NULL))));
alter table bureau_key add constraint bureau_key_withdrawer_fk FOREIGN KEY (tenant_id, withdrawn_by) REFERENCES account(tenant_id, id);
alter table calendar_feed add constraint calendar_feed_id UNIQUE (tenant_id, id);
alter table calendar_feed add constraint calendar_feed_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table calendar_feed add constraint calendar_feed_pk PRIMARY KEY (tenant_id, person_id);
alter table certificate add constraint certificate_code_shape CHECK ((code ~ '^[2-9A-HJ-NP-Z]{8}$'::text));
alter table certificate add constraint certificate_ended_says_why CHECK (((state = 'genuine'::text) = (state_reason IS NULL)));
alter table certificate add constraint certificate_entry_fk FOREIGN KEY (tenant_id, credit_entry_id, person_id) REFERENCES credit_entry(tenant_id, id, person_id);
alter table certificate add constraint certificate_issuer_fk FOREIGN KEY (tenant_id, issued_by) REFERENCES account(tenant_id, id);
alter table certificate add constraint certificate_number_unique UNIQUE (tenant_id, number);
alter table certificate add constraint certificate_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table certificate add constraint certificate_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table certificate add constraint certificate_pk PRIMARY KEY (tenant_id, id);
alter table certificate add constraint certificate_seal_fk FOREIGN KEY (tenant_id, seal_file_id) REFERENCES stored_file(tenant_id, id);
alter table certificate add constraint certificate_state CHECK ((state = ANY (ARRAY['genuine'::text, 'superseded'::text, 'revoked'::text])));
alter table certificate add constraint certificate_successor_fk FOREIGN KEY (tenant_id, superseded_by) REFERENCES certificate(tenant_id, id) DEFERRABLE INITIALLY DEFERRED;
alter table certificate add constraint certificate_superseded_names_successor CHECK (((state = 'superseded'::text) = (superseded_by IS NOT NULL)));
alter table certificate_counter add constraint certificate_counter_pk PRIMARY KEY (tenant_id, year);
alter table certificate_counter add constraint certificate_counter_positive CHECK ((last >= 0));
alter table certificate_rule add constraint certificate_rule_changer_fk FOREIGN KEY (tenant_id, changed_by) REFERENCES account(tenant_id, id);
alter table certificate_rule add constraint certificate_rule_pk PRIMARY KEY (tenant_id);
alter table certificate_rule add constraint certificate_rule_seal_fk FOREIGN KEY (tenant_id, seal_file_id) REFERENCES stored_file(tenant_id, id);
alter table claim add constraint claim_dates CHECK (((state <> ALL (ARRAY['submitted'::text, 'taken_up'::text])) OR (started_on IS NULL) OR (started_on <= done_on)));
alter table claim add constraint claim_decided CHECK (((state <> ALL (ARRAY['returned'::text, 'taken_up'::text])) OR ((decided_by IS NOT NULL) AND (decided_for IS NOT NULL))));
alter table claim add constraint claim_decided_by_fk FOREIGN KEY (tenant_id, decided_by) REFERENCES account(tenant_id, id);
alter table claim add constraint claim_decider_is_not_claimant CHECK (((decider_id IS NULL) OR (decider_id <> person_id)));
alter table claim add constraint claim_decider_stands_in_for_nobody_credited CHECK (((decider_for_id IS NULL) OR (decider_for_id <> person_id)));
alter table claim add constraint claim_entered_by_fk FOREIGN KEY (tenant_id, entered_by) REFERENCES account(tenant_id, id);
alter table claim add constraint claim_hours CHECK (((centihours IS NULL) OR ((centihours > 0) AND (centihours <= most_centihours))));
alter table claim add constraint claim_late_reason CHECK (((late_reason IS NULL) OR ((length(late_reason) >= 2) AND (length(late_reason) <= 200))));
alter table claim add constraint claim_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table claim add constraint claim_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table claim add constraint claim_pk PRIMARY KEY (tenant_id, id);
alter table claim add constraint claim_place CHECK (((place IS NULL) OR ((length(place) >= 1) AND (length(place) <= 60))));
alter table claim add constraint claim_range CHECK (((least_centihours IS NULL) OR ((least_centihours >= 0) AND (least_centihours <= most_centihours))));
alter table claim add constraint claim_returned_why CHECK (((state <> 'returned'::text) OR (return_reason IS NOT NULL)));
alter table claim add constraint claim_state CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'taken_up'::text, 'withdrawn'::text])));
alter table claim add constraint claim_taken_up_hours CHECK (((state <> 'taken_up'::text) OR (centihours IS NOT NULL)));
alter table claim add constraint claim_whole CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR ((award IS NOT NULL) AND (done_on IS NOT NULL) AND (least_centihours IS NOT NULL) AND (most_centihours IS NOT NULL) AND (submitted_at IS NOT NULL))));
alter table claim_file add constraint claim_file_claim_fk FOREIGN KEY (tenant_id, claim_id) REFERENCES claim(tenant_id, id);
alter table claim_file add constraint claim_file_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table claim_file add constraint claim_file_pk PRIMARY KEY (tenant_id, claim_id, file_id);
alter table claim_setting add constraint claim_setting_appeal_days CHECK (((appeal_days >= 5) AND (appeal_days <= 60)));
alter table claim_setting add constraint claim_setting_pk PRIMARY KEY (tenant_id);
alter table claim_sharing add constraint claim_sharing_claim_fk FOREIGN KEY (tenant_id, claim_id) REFERENCES claim(tenant_id, id);
alter table claim_sharing add constraint claim_sharing_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table claim_sharing add constraint claim_sharing_form CHECK ((form = ANY (ARRAY['lecture'::text, 'demonstration_lesson'::text, 'group_talk'::text, 'written'::text])));
alter table claim_sharing add constraint claim_sharing_pk PRIMARY KEY (tenant_id, claim_id);
alter table claim_step_entry add constraint claim_step_entry_act CHECK ((act = ANY (ARRAY['submitted'::text, 'returned'::text, 'taken_up'::text, 'withdrawn'::text, 'shared'::text, 'lowered'::text, 'levelled'::text, 'reopened'::text])));
alter table claim_step_entry add constraint claim_step_entry_claim_fk FOREIGN KEY (tenant_id, claim_id) REFERENCES claim(tenant_id, id);
alter table claim_step_entry add constraint claim_step_entry_pk PRIMARY KEY (tenant_id, id);
alter table class_closure add constraint class_closure_assessed_fk FOREIGN KEY (tenant_id, class_id) REFERENCES assessment_scheme(tenant_id, class_id);
alter table class_closure add constraint class_closure_closer_fk FOREIGN KEY (tenant_id, closed_by) REFERENCES account(tenant_id, id);
alter table class_closure add constraint class_closure_pk PRIMARY KEY (tenant_id, class_id);
alter table class_closure add constraint class_closure_principal_fk FOREIGN KEY (tenant_id, closed_for) REFERENCES account(tenant_id, id);
alter table class_member add constraint class_member_class_fk FOREIGN KEY (tenant_id, class_id) REFERENCES training_class(tenant_id, id);
alter table class_member add constraint class_member_enrolment_fk FOREIGN KEY (tenant_id, enrolment_id) REFERENCES enrolment(tenant_id, id);
alter table class_member add constraint class_member_one_class UNIQUE (tenant_id, enrolment_id);
alter table class_member add constraint class_member_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table class_member add constraint class_member_pk PRIMARY KEY (tenant_id, class_id, person_id);
alter table class_session add constraint class_session_check_in CHECK (((opens_before >= 0) AND (late_after >= 0) AND ((closes_after IS NULL) OR (closes_after >= late_after))));
alter table class_session add constraint class_session_class_fk FOREIGN KEY (tenant_id, class_id) REFERENCES training_class(tenant_id, id);
alter table class_session add constraint class_session_pk PRIMARY KEY (tenant_id, id);
alter table class_session add constraint class_session_says_why CHECK (((state = 'planned'::text) OR (reason IS NOT NULL)));
alter table class_session add constraint class_session_state CHECK ((state = ANY (ARRAY['planned'::text, 'cancelled'::text])));
alter table class_session add constraint class_session_times CHECK ((ends_at > starts_at));
alter table completion add constraint completion_closure_fk FOREIGN KEY (tenant_id, class_id) REFERENCES class_closure(tenant_id, class_id);
alter table completion add constraint completion_failed_earns_nothing CHECK ((passed OR ((centihours = 0) AND (record_id IS NULL))));
alter table completion add constraint completion_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table completion add constraint completion_pk PRIMARY KEY (tenant_id, class_id, person_id);
alter table completion add constraint completion_record_fk FOREIGN KEY (tenant_id, record_id) REFERENCES credit_record(tenant_id, id);
alter table consent_entry add constraint consent_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table consent_entry add constraint consent_entry_pk PRIMARY KEY (tenant_id, id);
alter table correction_request add constraint correction_request_decided CHECK (((state = ANY (ARRAY['approved'::text, 'refused'::text])) = (decided_by IS NOT NULL)));
alter table correction_request add constraint correction_request_field CHECK ((field = ANY (ARRAY['name'::text, 'gender'::text, 'born_on'::text, 'id_number'::text, 'phone'::text, 'title'::text, 'stage'::text, 'started_on'::text])));
alter table correction_request add constraint correction_request_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table correction_request add constraint correction_request_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table correction_request add constraint correction_request_pk PRIMARY KEY (tenant_id, id);
alter table correction_request add constraint correction_request_refused_why CHECK (((state <> 'refused'::text) OR (decision IS NOT NULL)));
alter table correction_request add constraint correction_request_state CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])));
alter table correction_request add constraint decider_did_not_ask CHECK ((((decider_id IS NULL) OR (decider_id <> person_id)) AND ((decider_for_id IS NULL) OR (decider_for_id <> person_id))));
alter table credit_approval add constraint approver_is_not_credited CHECK (((approver_id IS NULL) OR (approver_id <> person_id)));
alter table credit_approval add constraint approver_is_not_recorder CHECK ((approved_by <> recorded_by));
alter table credit_approval add constraint approver_is_not_recorder_by_delegation CHECK (((approved_by <> recorded_for) AND (approved_for <> recorded_by) AND (approved_for <> recorded_for)));
alter table credit_approval add constraint approver_stands_in_for_nobody_credited CHECK (((approver_for_id IS NULL) OR (approver_for_id <> person_id)));
alter table credit_approval add constraint credit_approval_approver_fk FOREIGN KEY (tenant_id, approved_by) REFERENCES account(tenant_id, id);
alter table credit_approval add constraint credit_approval_pk PRIMARY KEY (tenant_id, record_id);
alter table credit_approval add constraint credit_approval_principal_fk FOREIGN KEY (tenant_id, approved_for) REFERENCES account(tenant_id, id);
alter table credit_approval add constraint credit_approval_record_fk FOREIGN KEY (tenant_id, record_id, person_id, recorded_by, recorded_for) REFERENCES credit_record(tenant_id, id, person_id, recorded_by, recorded_for) ON UPDATE CASCADE;
alter table credit_approval add constraint credit_approval_repeated UNIQUE (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for);
alter table credit_class add constraint credit_class_content UNIQUE (tenant_id, category, level, mode, kind, proof);
alter table credit_class add constraint credit_class_id CHECK ((id >= 0));
alter table credit_class add constraint credit_class_pk PRIMARY KEY (tenant_id, id);
alter table credit_entry add constraint carried_names_its_original CHECK (((direction = 'carried'::text) = (carries_id IS NOT NULL))) NOT VALID;
alter table credit_entry add constraint credit_entry_carries_fk FOREIGN KEY (tenant_id, carries_id) REFERENCES credit_entry(tenant_id, id);
alter table credit_entry add constraint credit_entry_chain UNIQUE (tenant_id, person_id, seq) INCLUDE (class_id, year, centihours);
alter table credit_entry add constraint credit_entry_class_fk FOREIGN KEY (tenant_id, class_id) REFERENCES credit_class(tenant_id, id);
alter table credit_entry add constraint credit_entry_direction CHECK ((direction = ANY (ARRAY['earned'::text, 'reversed'::text, 'opening'::text, 'carried'::text])));
alter table credit_entry add constraint credit_entry_evidence CHECK ((jsonb_typeof(evidence) = 'array'::text));
alter table credit_entry add constraint credit_entry_format CHECK ((format = ANY (ARRAY[1, 2, 3])));
alter table credit_entry add constraint credit_entry_hashes CHECK (((length(previous_hash) = 32) AND (length(hash) = 32)));
alter table credit_entry add constraint credit_entry_of_person UNIQUE (tenant_id, id, person_id);
alter table credit_entry add constraint credit_entry_opening_fk FOREIGN KEY (tenant_id, opening_id, recorded_by, approved_by, posted_by) REFERENCES credit_opening(tenant_id, id, recorded_by, approved_by, verified_by);
alter table credit_entry add constraint credit_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table credit_entry add constraint credit_entry_pk PRIMARY KEY (tenant_id, id);
alter table credit_entry add constraint credit_entry_poster_fk FOREIGN KEY (tenant_id, posted_alone_by) REFERENCES account(tenant_id, id);
alter table credit_entry add constraint credit_entry_reverses_fk FOREIGN KEY (tenant_id, reverses_id, person_id) REFERENCES credit_entry(tenant_id, id, person_id);
alter table credit_entry add constraint credit_entry_seq CHECK ((seq >= 1));
alter table credit_entry add constraint credit_entry_verified_fk FOREIGN KEY (tenant_id, record_id, person_id, posted_by) REFERENCES credit_verification(tenant_id, record_id, person_id, verified_by);
alter table credit_entry add constraint earned_was_verified CHECK ((((direction = 'earned'::text) = (record_id IS NOT NULL)) AND ((record_id IS NULL) OR (record_id = id))));
alter table credit_entry add constraint opening_by_three_people CHECK (((direction <> 'opening'::text) OR ((recorded_by IS NOT NULL) AND (approved_by IS NOT NULL) AND (recorded_by <> approved_by) AND (posted_by <> recorded_by) AND (posted_by <> approved_by)))) NOT VALID;
alter table credit_entry add constraint opening_cites_its_list CHECK (((direction <> 'opening'::text) OR (source_kind = 'opening'::text))) NOT VALID;
alter table credit_entry add constraint reversed_is_negative CHECK ((((direction = 'reversed'::text) = (centihours < 0)) AND (centihours <> 0)));
alter table credit_entry add constraint reversed_names_its_entry CHECK (((direction = 'reversed'::text) = (reverses_id IS NOT NULL)));
alter table credit_entry add constraint reversed_says_why CHECK (((direction = ANY (ARRAY['reversed'::text, 'carried'::text])) = (reason IS NOT NULL)));
alter table credit_entry add constraint three_people_vouch CHECK (((format = 1) OR (direction <> 'earned'::text) OR ((recorded_by IS NOT NULL) AND (approved_by IS NOT NULL) AND (recorded_by <> approved_by) AND (posted_by <> recorded_by) AND (posted_by <> approved_by))));
alter table credit_frozen_year add constraint credit_frozen_year_edition CHECK ((edition >= 1));
alter table credit_frozen_year add constraint credit_frozen_year_pk PRIMARY KEY (tenant_id, year, edition);
alter table credit_opening add constraint credit_opening_approver_fk FOREIGN KEY (tenant_id, approved_by) REFERENCES account(tenant_id, id);
alter table credit_opening add constraint credit_opening_of_hands UNIQUE (tenant_id, id, recorded_by, approved_by, verified_by);
alter table credit_opening add constraint credit_opening_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table credit_opening add constraint credit_opening_pk PRIMARY KEY (tenant_id, id);
alter table credit_opening add constraint credit_opening_recorder_fk FOREIGN KEY (tenant_id, recorded_by) REFERENCES account(tenant_id, id);
alter table credit_opening add constraint credit_opening_state CHECK ((state = ANY (ARRAY['recorded'::text, 'approved'::text, 'verified'::text, 'returned'::text])));
alter table credit_opening add constraint credit_opening_statement_fk FOREIGN KEY (tenant_id, statement_id) REFERENCES opening_statement_entry(tenant_id, statement_id);
alter table credit_opening add constraint credit_opening_verifier_fk FOREIGN KEY (tenant_id, verified_by) REFERENCES account(tenant_id, id);
alter table credit_opening add constraint opening_by_three_people CHECK (((NOT (ARRAY[approved_by, approved_for] && ARRAY[recorded_by, recorded_for])) AND (NOT (ARRAY[verified_by, verified_for] && ARRAY[recorded_by, recorded_for, approved_by, approved_for]))));
alter table credit_opening add constraint opening_rests_on_a_list CHECK ((jsonb_array_length(evidence) >= 1));
alter table credit_opening add constraint opening_returned_says_why CHECK (((state = 'returned'::text) = (return_reason IS NOT NULL)));
alter table credit_opening add constraint opening_steps CHECK ((((approved_by IS NULL) = (approved_for IS NULL)) AND ((verified_by IS NULL) = (verified_for IS NULL)) AND ((state <> 'approved'::text) OR (approved_by IS NOT NULL)) AND ((state = 'verified'::text) = (verified_by IS NOT NULL)) AND ((verified_by IS NULL) OR (approved_by IS NOT NULL))));
alter table credit_opening_part add constraint credit_opening_part_kind CHECK ((part = ANY (ARRAY['credited'::text, 'decides'::text])));
alter table credit_opening_part add constraint credit_opening_part_opening_fk FOREIGN KEY (tenant_id, opening_id) REFERENCES credit_opening(tenant_id, id);
alter table credit_opening_part add constraint credit_opening_part_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table credit_opening_part add constraint credit_opening_part_pk PRIMARY KEY (tenant_id, opening_id, person_id);
alter table credit_opening_part add constraint credit_opening_part_whole UNIQUE (tenant_id, opening_id, person_id, part);
alter table credit_opening_row add constraint credit_opening_row_centihours CHECK (((centihours >= 1) AND (centihours <= 1000000)));
alter table credit_opening_row add constraint credit_opening_row_id UNIQUE (tenant_id, id);
alter table credit_opening_row add constraint credit_opening_row_opening_fk FOREIGN KEY (tenant_id, opening_id) REFERENCES credit_opening(tenant_id, id);
alter table credit_opening_row add constraint credit_opening_row_part_fk FOREIGN KEY (tenant_id, opening_id, person_id, part) REFERENCES credit_opening_part(tenant_id, opening_id, person_id, part);
alter table credit_opening_row add constraint credit_opening_row_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table credit_opening_row add constraint credit_opening_row_pk PRIMARY KEY (tenant_id, opening_id, no);
alter table credit_record add constraint credit_record_centihours CHECK (((centihours >= 1) AND (centihours <= 100000)));
alter table credit_record add constraint credit_record_corrects_fk FOREIGN KEY (tenant_id, corrects_id) REFERENCES credit_record(tenant_id, id);
alter table credit_record add constraint credit_record_dates CHECK ((started_on <= earned_on));
alter table credit_record add constraint credit_record_evidence CHECK ((jsonb_typeof(evidence) = 'array'::text));
alter table credit_record add constraint credit_record_late_reason CHECK (((late_reason IS NULL) OR ((length(late_reason) >= 2) AND (length(late_reason) <= 200))));
alter table credit_record add constraint credit_record_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table credit_record add constraint credit_record_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table credit_record add constraint credit_record_pk PRIMARY KEY (tenant_id, id);
alter table credit_record add constraint credit_record_recorded_for_fk FOREIGN KEY (tenant_id, recorded_for) REFERENCES account(tenant_id, id);
alter table credit_record add constraint credit_record_recorder_fk FOREIGN KEY (tenant_id, recorded_by) REFERENCES account(tenant_id, id);
alter table credit_record add constraint credit_record_repeated UNIQUE (tenant_id, id, person_id, recorded_by, recorded_for);
alter table credit_record add constraint credit_record_returned_by_two CHECK (((returned_by IS NULL) = (returned_for IS NULL)));
alter table credit_record add constraint credit_record_returned_says_why CHECK (((state = 'returned'::text) = (return_reason IS NOT NULL)));
alter table credit_record add constraint credit_record_state CHECK ((state = ANY (ARRAY['recorded'::text, 'approved'::text, 'verified'::text, 'returned'::text, 'reversed'::text])));
alter table credit_release add constraint credit_release_account_fk FOREIGN KEY (tenant_id, released_by) REFERENCES account(tenant_id, id);
alter table credit_release add constraint credit_release_once UNIQUE (tenant_id, spend_id);
alter table credit_release add constraint credit_release_pk PRIMARY KEY (tenant_id, id);
alter table credit_release add constraint credit_release_spend_fk FOREIGN KEY (tenant_id, spend_id) REFERENCES credit_spend(tenant_id, id);
alter table credit_root add constraint credit_root_hashes CHECK (((length(tree) = 32) AND (length(branches) = 8192) AND (length(previous_hash) = 32) AND (length(hash) = 32)));
alter table credit_root add constraint credit_root_pk PRIMARY KEY (tenant_id, seq);
alter table credit_root add constraint credit_root_seq CHECK ((seq >= 1));
alter table credit_root_head add constraint credit_root_head_branch CHECK (((branch >= 0) AND (branch <= 255)));
alter table credit_root_head add constraint credit_root_head_hash CHECK ((length(hash) = 32));
alter table credit_root_head add constraint credit_root_head_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table credit_root_head add constraint credit_root_head_pk PRIMARY KEY (tenant_id, person_id, seq);
alter table credit_root_head add constraint credit_root_head_root_fk FOREIGN KEY (tenant_id, root_seq) REFERENCES credit_root(tenant_id, seq);
alter table credit_spend add constraint credit_spend_account_fk FOREIGN KEY (tenant_id, spent_by) REFERENCES account(tenant_id, id);
alter table credit_spend add constraint credit_spend_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table credit_spend add constraint credit_spend_pk PRIMARY KEY (tenant_id, id);
alter table credit_spend add constraint credit_spend_repeated UNIQUE (tenant_id, id, person_id, purpose);
alter table credit_spent_entry add constraint credit_spent_entry_entry_fk FOREIGN KEY (tenant_id, entry_id, person_id) REFERENCES credit_entry(tenant_id, id, person_id);
alter table credit_spent_entry add constraint credit_spent_entry_pk PRIMARY KEY (tenant_id, spend_id, entry_id);
alter table credit_spent_entry add constraint credit_spent_entry_repeated UNIQUE (tenant_id, spend_id, entry_id, purpose);
alter table credit_spent_entry add constraint credit_spent_entry_spend_fk FOREIGN KEY (tenant_id, spend_id, person_id, purpose) REFERENCES credit_spend(tenant_id, id, person_id, purpose);
alter table credit_spent_entry add constraint entry_spent_once_for_a_purpose UNIQUE NULLS NOT DISTINCT (tenant_id, entry_id, purpose, follows_id);
alter table credit_spent_entry add constraint spent_again_after_release_fk FOREIGN KEY (tenant_id, follows_id) REFERENCES credit_release(tenant_id, spend_id);
alter table credit_spent_entry add constraint spent_again_for_the_same_fk FOREIGN KEY (tenant_id, follows_id, entry_id, purpose) REFERENCES credit_spent_entry(tenant_id, spend_id, entry_id, purpose);
alter table credit_sum add constraint credit_sum_lists CHECK (((cardinality((years)::integer[]) = cardinality((class_ids)::integer[])) AND (cardinality((years)::integer[]) = cardinality((centihours)::integer[]))));
alter table credit_sum add constraint credit_sum_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table credit_sum add constraint credit_sum_pk PRIMARY KEY (tenant_id, person_id);
alter table credit_verification add constraint credit_verification_approval_fk FOREIGN KEY (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for) REFERENCES credit_approval(tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for);
alter table credit_verification add constraint credit_verification_of_poster UNIQUE (tenant_id, record_id, person_id, verified_by);
alter table credit_verification add constraint credit_verification_pk PRIMARY KEY (tenant_id, record_id);
alter table credit_verification add constraint credit_verification_principal_fk FOREIGN KEY (tenant_id, verified_for_another) REFERENCES account(tenant_id, id);
alter table credit_verification add constraint credit_verification_verifier_fk FOREIGN KEY (tenant_id, verified_by) REFERENCES account(tenant_id, id);
alter table credit_verification add constraint verifier_is_not_approver CHECK ((verified_by <> approved_by));
alter table credit_verification add constraint verifier_is_not_credited CHECK (((verifier_id IS NULL) OR (verifier_id <> person_id)));
alter table credit_verification add constraint verifier_is_not_recorder CHECK ((verified_by <> recorded_by));
alter table credit_verification add constraint verifier_is_not_them_by_delegation CHECK (((verified_by <> recorded_for) AND (verified_for <> recorded_by) AND (verified_for <> recorded_for) AND (verified_by <> approved_for) AND (verified_for <> approved_by) AND (verified_for <> approved_for)));
alter table credit_verification add constraint verifier_stands_in_for_nobody_credited CHECK (((verifier_for_id IS NULL) OR (verifier_for_id <> person_id)));
alter table delegation add constraint delegation_delegate_fk FOREIGN KEY (tenant_id, delegate_id) REFERENCES account(tenant_id, id);
alter table delegation add constraint delegation_ended CHECK (((ended_at IS NULL) = (ended_how IS NULL)));
alter table delegation add constraint delegation_ended_how CHECK ((ended_how = ANY (ARRAY['principal'::text, 'delegate'::text, 'administrator'::text, 'grants_gone'::text, 'account_closed'::text])));
alter table delegation add constraint delegation_maker_fk FOREIGN KEY (tenant_id, made_by) REFERENCES account(tenant_id, id);
alter table delegation add constraint delegation_of_principal UNIQUE (tenant_id, id, principal_id);
alter table delegation add constraint delegation_pk PRIMARY KEY (tenant_id, id);
alter table delegation add constraint delegation_principal_fk FOREIGN KEY (tenant_id, principal_id) REFERENCES account(tenant_id, id);
alter table delegation add constraint delegation_says_why CHECK ((length(btrim(reason)) >= 2));
alter table delegation add constraint delegation_term CHECK (((to_on >= from_on) AND ((to_on - from_on) <= 366)));
alter table delegation add constraint delegation_to_delegate UNIQUE (tenant_id, id, delegate_id);
alter table delegation add constraint nobody_delegates_to_themselves CHECK ((made_by <> delegate_id));
alter table delegation add constraint nobody_stands_in_for_themselves CHECK ((principal_id <> delegate_id));
alter table delegation_grant add constraint administrators_are_not_delegated CHECK ((role <> ALL (ARRAY['system_admin'::text, 'security_admin'::text, 'auditor'::text])));
alter table delegation_grant add constraint delegation_grant_delegation_fk FOREIGN KEY (tenant_id, delegation_id, principal_id) REFERENCES delegation(tenant_id, id, principal_id);
alter table delegation_grant add constraint delegation_grant_own_fk FOREIGN KEY (tenant_id, grant_id, principal_id, role) REFERENCES role_grant(tenant_id, id, account_id, role);
alter table delegation_grant add constraint delegation_grant_pk PRIMARY KEY (tenant_id, delegation_id, grant_id);
alter table directory_import add constraint directory_import_counts CHECK ((((state = 'read'::text) = (create_count IS NULL)) AND ((create_count IS NULL) OR (row_count = (((create_count + change_count) + keep_count) + refuse_count)))));
alter table directory_import add constraint directory_import_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table directory_import add constraint directory_import_pk PRIMARY KEY (tenant_id, id);
alter table directory_import add constraint directory_import_state CHECK ((state = ANY (ARRAY['read'::text, 'ready'::text, 'applied'::text, 'undone'::text])));
alter table directory_import add constraint directory_import_times CHECK ((((state = ANY (ARRAY['applied'::text, 'undone'::text])) = (applied_at IS NOT NULL)) AND ((state = 'undone'::text) = (undone_at IS NOT NULL))));
alter table directory_row add constraint directory_row_import_fk FOREIGN KEY (tenant_id, import_id) REFERENCES directory_import(tenant_id, id);
alter table directory_row add constraint directory_row_outcome CHECK ((outcome = ANY (ARRAY['create'::text, 'change'::text, 'keep'::text, 'refuse'::text])));
alter table directory_row add constraint directory_row_pk PRIMARY KEY (tenant_id, import_id, no);
alter table directory_row add constraint directory_row_refused_says_why CHECK ((((outcome = 'refuse'::text) = (jsonb_array_length(reasons) > 0)) OR (outcome IS NULL)));
alter table directory_row add constraint directory_row_undone CHECK ((undone = ANY (ARRAY['removed'::text, 'restored'::text, 'closed'::text])));
alter table elective add constraint elective_never_oversold CHECK (((places_taken >= 0) AND ((places_max IS NULL) OR (places_taken <= places_max))));
alter table elective add constraint elective_pk PRIMARY KEY (tenant_id, id);
alter table elective add constraint elective_rule_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES elective_rule(tenant_id, programme_id);
alter table elective_choice add constraint elective_choice_elective_fk FOREIGN KEY (tenant_id, elective_id) REFERENCES elective(tenant_id, id);
alter table elective_choice add constraint elective_choice_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table elective_choice add constraint elective_choice_pk PRIMARY KEY (tenant_id, elective_id, person_id);
alter table elective_rule add constraint elective_rule_counts CHECK (((("least" >= 0) AND ("least" <= most)) AND ((most >= 1) AND (most <= 100))));
alter table elective_rule add constraint elective_rule_pk PRIMARY KEY (tenant_id, programme_id);
alter table elective_rule add constraint elective_rule_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table eligibility_rule add constraint eligibility_rule_pk PRIMARY KEY (tenant_id, programme_id);
alter table eligibility_rule add constraint eligibility_rule_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id) ON DELETE CASCADE;
alter table eligibility_rule add constraint eligibility_rule_stage CHECK (((stage IS NULL) OR ((series IS NOT NULL) AND ((stage >= 1) AND (stage <= 9)))));
alter table eligibility_setting add constraint eligibility_setting_cycle CHECK ((((cycle_from >= 2000) AND (cycle_from <= 2100)) AND ((cycle_years >= 1) AND (cycle_years <= 10))));
alter table eligibility_setting add constraint eligibility_setting_pk PRIMARY KEY (tenant_id);
alter table enrolment add constraint decider_is_not_applicant CHECK (((decider_id IS NULL) OR (decider_id <> person_id)));
alter table enrolment add constraint decider_stands_in_for_no_applicant CHECK (((decider_for_id IS NULL) OR (decider_for_id <> person_id)));
alter table enrolment add constraint enrolment_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table enrolment add constraint enrolment_pk PRIMARY KEY (tenant_id, id);
alter table enrolment add constraint enrolment_place_with_state CHECK (
CASE
    WHEN (state = 'admitted'::text) THEN holds_place
    WHEN (state = ANY (ARRAY['applied'::text, 'school_approved'::text])) THEN true
    ELSE (NOT holds_place)
END);
alter table enrolment add constraint enrolment_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table enrolment add constraint enrolment_says_why CHECK (((state <> ALL (ARRAY['returned'::text, 'not_admitted'::text, 'dismissed'::text])) OR (reason IS NOT NULL)));
alter table enrolment add constraint enrolment_school_fk FOREIGN KEY (tenant_id, school_id) REFERENCES organisation(tenant_id, id);
alter table enrolment add constraint enrolment_source CHECK ((source_kind = ANY (ARRAY['application'::text, 'waiting'::text, 'invitation'::text, 'nomination'::text, 'list'::text, 'whole'::text, 'round'::text, 'selection'::text, 'substitution'::text])));
alter table enrolment add constraint enrolment_state CHECK ((state = ANY (ARRAY['applied'::text, 'school_approved'::text, 'returned'::text, 'admitted'::text, 'not_admitted'::text, 'withdrawn'::text, 'dismissed'::text, 'no_show'::text])));
alter table enrolment add constraint voucher_is_not_applicant CHECK (((voucher_id IS NULL) OR (voucher_id <> person_id)));
alter table enrolment add constraint voucher_stands_in_for_no_applicant CHECK (((voucher_for_id IS NULL) OR (voucher_for_id <> person_id)));
alter table external_hour add constraint external_hour_pk PRIMARY KEY (tenant_id, system, external_id);
alter table external_hour add constraint external_hour_received_by_fk FOREIGN KEY (tenant_id, received_by) REFERENCES account(tenant_id, id);
alter table external_hour add constraint external_hour_record_fk FOREIGN KEY (tenant_id, record_id) REFERENCES credit_record(tenant_id, id);
alter table hour_exemption add constraint hour_exemption_decided CHECK (((state = ANY (ARRAY['granted'::text, 'refused'::text])) <= (decided_by IS NOT NULL)));
alter table hour_exemption add constraint hour_exemption_not_own CHECK ((decider_person_id <> person_id));
alter table hour_exemption add constraint hour_exemption_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table hour_exemption add constraint hour_exemption_pk PRIMARY KEY (tenant_id, id);
alter table hour_exemption add constraint hour_exemption_states CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text])));
alter table hour_exemption add constraint hour_exemption_term CHECK ((to_on >= from_on));
alter table hour_exemption add constraint hour_exemption_two_hands CHECK (((decided_by <> asked_by) AND (decided_by <> asked_for) AND (decided_for <> asked_by) AND (decided_for <> asked_for)));
alter table hour_import add constraint hour_import_adds_up CHECK ((row_count = ((create_count + keep_count) + refuse_count)));
alter table hour_import add constraint hour_import_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table hour_import add constraint hour_import_pk PRIMARY KEY (tenant_id, id);
alter table hour_import add constraint hour_import_state CHECK ((state = ANY (ARRAY['applied'::text, 'undone'::text])));
alter table hour_import add constraint hour_import_undone CHECK (((state = 'undone'::text) = (undone_at IS NOT NULL)));
alter table hour_import_row add constraint hour_import_row_import_fk FOREIGN KEY (tenant_id, import_id) REFERENCES hour_import(tenant_id, id);
alter table hour_import_row add constraint hour_import_row_pk PRIMARY KEY (tenant_id, import_id, no);
alter table hour_import_row add constraint hour_import_row_record_fk FOREIGN KEY (tenant_id, record_id) REFERENCES credit_record(tenant_id, id);
alter table hour_layout add constraint hour_layout_ended_by_fk FOREIGN KEY (tenant_id, ended_by) REFERENCES account(tenant_id, id);
alter table hour_layout add constraint hour_layout_ended_whole CHECK ((((ended_on IS NULL) = (ended_by IS NULL)) AND ((ended_on IS NULL) = (ended_reason IS NULL))));
alter table hour_layout add constraint hour_layout_made_by_fk FOREIGN KEY (tenant_id, made_by) REFERENCES account(tenant_id, id);
alter table hour_layout add constraint hour_layout_made_or_shipped CHECK (((made_by IS NULL) = (shipped IS NOT NULL)));
alter table hour_layout add constraint hour_layout_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table hour_layout add constraint hour_layout_pk PRIMARY KEY (tenant_id, id);
alter table hour_layout add constraint hour_layout_shipped_once UNIQUE (tenant_id, organisation_id, shipped);
alter table hour_layout add constraint hour_layout_subject CHECK ((subject = ANY (ARRAY['person'::text, 'school'::text])));
alter table hour_layout add constraint hour_layout_sure CHECK ((source_sure = ANY (ARRAY['stated'::text, 'found'::text, 'general'::text])));
alter table hour_layout_draft add constraint hour_layout_draft_by_fk FOREIGN KEY (tenant_id, changed_by) REFERENCES account(tenant_id, id);
alter table hour_layout_draft add constraint hour_layout_draft_layout_fk FOREIGN KEY (tenant_id, layout_id) REFERENCES hour_layout(tenant_id, id);
alter table hour_layout_draft add constraint hour_layout_draft_pk PRIMARY KEY (tenant_id, layout_id);
alter table hour_layout_draft add constraint hour_layout_draft_revision CHECK ((revision > 0));
alter table hour_layout_export add constraint hour_layout_export_by_fk FOREIGN KEY (tenant_id, exported_by) REFERENCES account(tenant_id, id);
alter table hour_layout_export add constraint hour_layout_export_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table hour_layout_export add constraint hour_layout_export_pk PRIMARY KEY (tenant_id, id);
alter table hour_layout_export add constraint hour_layout_export_size CHECK (((rows >= 0) AND ((flawed >= 0) AND (flawed <= rows))));
alter table hour_layout_export add constraint hour_layout_export_version_fk FOREIGN KEY (tenant_id, layout_id, version) REFERENCES hour_layout_version(tenant_id, layout_id, version);
alter table hour_layout_full_file add constraint hour_layout_full_file_export_fk FOREIGN KEY (tenant_id, id) REFERENCES hour_layout_export(tenant_id, id);
alter table hour_layout_full_file add constraint hour_layout_full_file_maker_fk FOREIGN KEY (tenant_id, made_by) REFERENCES account(tenant_id, id);
alter table hour_layout_full_file add constraint hour_layout_full_file_pk PRIMARY KEY (tenant_id, id);
alter table hour_layout_row add constraint hour_layout_row_export_fk FOREIGN KEY (tenant_id, export_id) REFERENCES hour_layout_export(tenant_id, id);
alter table hour_layout_row add constraint hour_layout_row_pk PRIMARY KEY (tenant_id, export_id, subject_id);
alter table hour_layout_version add constraint hour_layout_version_adopted CHECK (((adopted_by IS NOT NULL) OR (version = 1)));
alter table hour_layout_version add constraint hour_layout_version_adopted_fk FOREIGN KEY (tenant_id, adopted_by) REFERENCES account(tenant_id, id);
alter table hour_layout_version add constraint hour_layout_version_drafted_fk FOREIGN KEY (tenant_id, drafted_by) REFERENCES account(tenant_id, id);
alter table hour_layout_version add constraint hour_layout_version_layout_fk FOREIGN KEY (tenant_id, layout_id) REFERENCES hour_layout(tenant_id, id);
alter table hour_layout_version add constraint hour_layout_version_number CHECK ((version > 0));
alter table hour_layout_version add constraint hour_layout_version_pk PRIMARY KEY (tenant_id, layout_id, version);
alter table hour_policy add constraint hour_policy_ended CHECK ((((ended_on IS NULL) = (ended_by IS NULL)) AND ((ended_on IS NULL) = (ended_reason IS NULL))));
alter table hour_policy add constraint hour_policy_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table hour_policy add constraint hour_policy_pack CHECK (((pack_id IS NULL) = (pack_edition IS NULL)));
alter table hour_policy add constraint hour_policy_pk PRIMARY KEY (tenant_id, id);
alter table hour_policy_draft add constraint hour_policy_draft_pk PRIMARY KEY (tenant_id, policy_id);
alter table hour_policy_draft add constraint hour_policy_draft_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES hour_policy(tenant_id, id);
alter table hour_policy_version add constraint hour_policy_version_first CHECK ((version >= 1));
alter table hour_policy_version add constraint hour_policy_version_in_order UNIQUE (tenant_id, policy_id, effective_from);
alter table hour_policy_version add constraint hour_policy_version_pk PRIMARY KEY (tenant_id, policy_id, version);
alter table hour_policy_version add constraint hour_policy_version_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES hour_policy(tenant_id, id);
alter table hour_rehearsal add constraint hour_rehearsal_import_fk FOREIGN KEY (tenant_id, import_id) REFERENCES hour_import(tenant_id, id);
alter table hour_rehearsal add constraint hour_rehearsal_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table hour_rehearsal add constraint hour_rehearsal_pk PRIMARY KEY (tenant_id, id);
alter table hour_reminder add constraint hour_reminder_by_fk FOREIGN KEY (tenant_id, reminded_by) REFERENCES account(tenant_id, id);
alter table hour_reminder add constraint hour_reminder_missing CHECK ((missing > 0));
alter table hour_reminder add constraint hour_reminder_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table hour_reminder add constraint hour_reminder_pk PRIMARY KEY (tenant_id, id);
alter table hour_requirement add constraint hour_requirement_asks_something CHECK (((min_centihours IS NOT NULL) OR (max_centihours IS NOT NULL)));
alter table hour_requirement add constraint hour_requirement_bounds CHECK (((min_centihours > 0) AND (max_centihours > 0) AND (min_centihours <= max_centihours)));
alter table hour_requirement add constraint hour_requirement_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table hour_requirement add constraint hour_requirement_pk PRIMARY KEY (tenant_id, id);
alter table hour_requirement add constraint hour_requirement_unit CHECK ((unit = ANY (ARRAY['hour'::text, 'credit'::text])));
alter table hour_requirement add constraint hour_requirement_years CHECK (((to_year >= from_year) AND (to_year <= (from_year + 9))));
alter table hour_statement add constraint hour_statement_code_shape CHECK ((code ~ '^[2-9A-HJ-NP-Z]{8}$'::text));
alter table hour_statement add constraint hour_statement_hash CHECK ((content_hash = sha256(convert_to(content, 'UTF8'::name))));
alter table hour_statement add constraint hour_statement_head CHECK ((head_seq >= 0));
alter table hour_statement add constraint hour_statement_issuer_fk FOREIGN KEY (tenant_id, issued_by) REFERENCES account(tenant_id, id);
alter table hour_statement add constraint hour_statement_number_unique UNIQUE (tenant_id, number);
alter table hour_statement add constraint hour_statement_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table hour_statement add constraint hour_statement_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table hour_statement add constraint hour_statement_pk PRIMARY KEY (tenant_id, id);
alter table hour_statement add constraint hour_statement_seal_fk FOREIGN KEY (tenant_id, seal_file_id) REFERENCES stored_file(tenant_id, id);
alter table hour_statement add constraint hour_statement_years CHECK (((from_year <= to_year) AND ((from_year >= 2000) AND (from_year <= 2100))));
alter table hour_statement_counter add constraint hour_statement_counter_pk PRIMARY KEY (tenant_id, year);
alter table hour_statement_counter add constraint hour_statement_counter_positive CHECK ((last >= 0));
alter table hour_statement_withdrawal add constraint hour_statement_withdrawal_by_fk FOREIGN KEY (tenant_id, withdrawn_by) REFERENCES account(tenant_id, id);
alter table hour_statement_withdrawal add constraint hour_statement_withdrawal_of_fk FOREIGN KEY (tenant_id, statement_id) REFERENCES hour_statement(tenant_id, id);
alter table hour_statement_withdrawal add constraint hour_statement_withdrawal_pk PRIMARY KEY (tenant_id, statement_id);
alter table hour_statement_withdrawal add constraint hour_statement_withdrawal_reason CHECK (((length(reason) >= 2) AND (length(reason) <= 200)));
alter table hour_trial add constraint hour_trial_one_a_policy UNIQUE (tenant_id, policy_id);
alter table hour_trial add constraint hour_trial_pk PRIMARY KEY (tenant_id, id);
alter table hour_trial add constraint hour_trial_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES hour_policy(tenant_id, id);
alter table hour_trial_person add constraint hour_trial_person_change CHECK ((change = ANY (ARRAY['newly_short'::text, 'newly_met'::text])));
alter table hour_trial_person add constraint hour_trial_person_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table hour_trial_person add constraint hour_trial_person_pk PRIMARY KEY (tenant_id, trial_id, place);
alter table hour_trial_person add constraint hour_trial_person_trial_fk FOREIGN KEY (tenant_id, trial_id) REFERENCES hour_trial(tenant_id, id);
alter table hour_year add constraint hour_year_again_says_why CHECK (((edition = 1) OR (reason IS NOT NULL)));
alter table hour_year add constraint hour_year_by_fk FOREIGN KEY (tenant_id, frozen_by) REFERENCES account(tenant_id, id);
alter table hour_year add constraint hour_year_edition CHECK ((edition >= 1));
alter table hour_year add constraint hour_year_for_fk FOREIGN KEY (tenant_id, frozen_for) REFERENCES account(tenant_id, id);
alter table hour_year add constraint hour_year_hashes CHECK (((length(hash) = 32) AND ((root_seq IS NULL) = (root_hash IS NULL))));
alter table hour_year add constraint hour_year_id UNIQUE (tenant_id, id);
alter table hour_year add constraint hour_year_pk PRIMARY KEY (tenant_id, year, edition);
alter table hour_year add constraint hour_year_root_fk FOREIGN KEY (tenant_id, root_seq) REFERENCES credit_root(tenant_id, seq);
alter table hour_year_check add constraint hour_year_check_by_fk FOREIGN KEY (tenant_id, checked_by) REFERENCES account(tenant_id, id);
alter table hour_year_check add constraint hour_year_check_pk PRIMARY KEY (tenant_id, id);
alter table hour_year_check add constraint hour_year_check_year_fk FOREIGN KEY (tenant_id, year, edition) REFERENCES hour_year(tenant_id, year, edition);
alter table hour_year_person add constraint hour_year_person_head CHECK (((head_seq >= 0) AND (length(head_hash) = 32) AND (length(hash) = 32)));
alter table hour_year_person add constraint hour_year_person_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table hour_year_person add constraint hour_year_person_pk PRIMARY KEY (tenant_id, year, edition, person_id);
alter table hour_year_person add constraint hour_year_person_rules_fk FOREIGN KEY (tenant_id, year, edition, rules_no) REFERENCES hour_year_rules(tenant_id, year, edition, no);
alter table hour_year_person add constraint hour_year_person_year_fk FOREIGN KEY (tenant_id, year, edition) REFERENCES hour_year(tenant_id, year, edition) DEFERRABLE INITIALLY DEFERRED;
alter table hour_year_rules add constraint hour_year_rules_hash CHECK ((length(hash) = 32));
alter table hour_year_rules add constraint hour_year_rules_pk PRIMARY KEY (tenant_id, year, edition, no);
alter table hour_year_rules add constraint hour_year_rules_year_fk FOREIGN KEY (tenant_id, year, edition) REFERENCES hour_year(tenant_id, year, edition) DEFERRABLE INITIALLY DEFERRED;
alter table hour_year_stamp add constraint hour_year_stamp_by_fk FOREIGN KEY (tenant_id, stamped_by) REFERENCES account(tenant_id, id);
alter table hour_year_stamp add constraint hour_year_stamp_for_fk FOREIGN KEY (tenant_id, stamped_for) REFERENCES account(tenant_id, id);
alter table hour_year_stamp add constraint hour_year_stamp_no CHECK (((no >= 1) AND (head_seq >= 0) AND ((year >= 2000) AND (year <= 2100))));
alter table hour_year_stamp add constraint hour_year_stamp_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table hour_year_stamp add constraint hour_year_stamp_pk PRIMARY KEY (tenant_id, person_id, year, no);
alter table hour_year_stamp add constraint hour_year_stamp_verdict CHECK ((verdict = ANY (ARRAY['met'::text, 'short'::text, 'none'::text])));
alter table hour_year_stamp add constraint stamper_for_is_not_the_person CHECK (((stamper_for_id IS NULL) OR (stamper_for_id <> person_id)));
alter table hour_year_stamp add constraint stamper_is_not_the_person CHECK (((stamper_id IS NULL) OR (stamper_id <> person_id)));
alter table hour_year_standing add constraint hour_year_standing_person_fk FOREIGN KEY (tenant_id, year, edition, person_id) REFERENCES hour_year_person(tenant_id, year, edition, person_id);
alter table hour_year_standing add constraint hour_year_standing_pk PRIMARY KEY (tenant_id, year, edition, person_id, requirement_id);
alter table hour_year_standing add constraint hour_year_standing_state CHECK ((state = ANY (ARRAY['met'::text, 'short'::text, 'exempt'::text, 'aim'::text, 'limit'::text])));
alter table hour_year_standing add constraint hour_year_standing_sums CHECK (((earned = (counted + over)) AND (missing >= 0)));
alter table hours_statement_entry add constraint hours_statement_entry_number_unique UNIQUE (tenant_id, number);
alter table hours_statement_entry add constraint hours_statement_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table hours_statement_entry add constraint hours_statement_entry_pk PRIMARY KEY (tenant_id, id);
alter table identity_link add constraint identity_link_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table identity_link add constraint identity_link_one_per_account UNIQUE (tenant_id, provider_id, account_id);
alter table identity_link add constraint identity_link_pk PRIMARY KEY (tenant_id, provider_id, subject);
alter table identity_link add constraint identity_link_provider_fk FOREIGN KEY (tenant_id, provider_id) REFERENCES identity_provider(tenant_id, id);
alter table identity_provider add constraint identity_provider_pk PRIMARY KEY (tenant_id, id);
alter table intake add constraint intake_pk PRIMARY KEY (tenant_id, id);
alter table intake add constraint intake_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table intake add constraint intake_way CHECK ((way = ANY (ARRAY['nomination'::text, 'list'::text, 'invitation'::text, 'whole'::text])));
alter table integrity_entry add constraint integrity_entry_barred CHECK (((barred_until IS NULL) OR (barred_until > happened_on)));
alter table integrity_entry add constraint integrity_entry_cause CHECK ((cause = ANY (ARRAY['not_attended'::text, 'dismissed'::text, 'not_completed'::text, 'dropped_out'::text])));
alter table integrity_entry add constraint integrity_entry_once UNIQUE (tenant_id, source_kind, source_id, person_id, cause);
alter table integrity_entry add constraint integrity_entry_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table integrity_entry add constraint integrity_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table integrity_entry add constraint integrity_entry_pk PRIMARY KEY (tenant_id, id);
alter table integrity_entry add constraint integrity_entry_source CHECK ((source_kind = ANY (ARRAY['enrolment'::text, 'class'::text, 'hand'::text])));
alter table integrity_request add constraint integrity_request_appeal_goes_to_somebody_else CHECK (((kind <> 'appeal'::text) OR (decided_by IS NULL) OR (against_by IS NULL) OR (((decided_by <> against_by) AND (decided_by <> against_for)) AND ((decided_for <> against_by) AND (decided_for <> against_for)))));
alter table integrity_request add constraint integrity_request_asker_does_not_decide CHECK (((decided_by IS NULL) OR (((decided_by <> asked_by) AND (decided_by <> asked_for)) AND ((decided_for <> asked_by) AND (decided_for <> asked_for)))));
alter table integrity_request add constraint integrity_request_decided CHECK (((state = ANY (ARRAY['granted'::text, 'refused'::text])) = ((decided_by IS NOT NULL) AND (decided_for IS NOT NULL))));
alter table integrity_request add constraint integrity_request_decider_is_not_person CHECK (((decider_id IS NULL) OR (decider_id <> person_id)));
alter table integrity_request add constraint integrity_request_decider_stands_in_for_nobody_concerned CHECK (((decider_for_id IS NULL) OR (decider_for_id <> person_id)));
alter table integrity_request add constraint integrity_request_decision_has_reason CHECK (((state <> ALL (ARRAY['granted'::text, 'refused'::text])) OR (length(btrim(decision)) >= 2)));
alter table integrity_request add constraint integrity_request_evidence CHECK (((kind <> 'exemption'::text) OR (file_id IS NOT NULL)));
alter table integrity_request add constraint integrity_request_fact_fk FOREIGN KEY (tenant_id, fact_id) REFERENCES integrity_entry(tenant_id, id);
alter table integrity_request add constraint integrity_request_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table integrity_request add constraint integrity_request_kind CHECK ((kind = ANY (ARRAY['exemption'::text, 'appeal'::text])));
alter table integrity_request add constraint integrity_request_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table integrity_request add constraint integrity_request_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table integrity_request add constraint integrity_request_pk PRIMARY KEY (tenant_id, id);
alter table integrity_request add constraint integrity_request_state CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text])));
alter table integrity_reversal_entry add constraint integrity_reversal_entry_fact_fk FOREIGN KEY (tenant_id, fact_id) REFERENCES integrity_entry(tenant_id, id);
alter table integrity_reversal_entry add constraint integrity_reversal_entry_pk PRIMARY KEY (tenant_id, fact_id);
alter table integrity_reversal_entry add constraint integrity_reversal_entry_reason CHECK ((length(btrim(reason)) >= 2));
alter table integrity_setting add constraint integrity_setting_appeal_days CHECK (((appeal_days >= 5) AND (appeal_days <= 60)));
alter table integrity_setting add constraint integrity_setting_causes CHECK ((causes <@ ARRAY['not_attended'::text, 'dismissed'::text, 'not_completed'::text, 'dropped_out'::text]));
alter table integrity_setting add constraint integrity_setting_levels CHECK ((levels <@ ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text, 'school'::text, 'outside'::text]));
alter table integrity_setting add constraint integrity_setting_months CHECK (((ban_months >= 0) AND (ban_months <= 120)));
alter table integrity_setting add constraint integrity_setting_pk PRIMARY KEY (tenant_id);
alter table job_run add constraint job_run_pk PRIMARY KEY (tenant_id, id);
alter table job_run add constraint job_run_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelling'::text, 'cancelled'::text])));
alter table mail_address add constraint mail_address_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table mail_address add constraint mail_address_language CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])));
alter table mail_address add constraint mail_address_pk PRIMARY KEY (tenant_id, account_id);
alter table mail_address add constraint mail_address_wanted CHECK ((wanted = ANY (ARRAY['all'::text, 'needed'::text, 'none'::text])));
alter table mail_confirmation add constraint mail_confirmation_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table mail_confirmation add constraint mail_confirmation_language CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])));
alter table mail_confirmation add constraint mail_confirmation_pk PRIMARY KEY (tenant_id, account_id);
alter table mail_letter add constraint mail_letter_about_one CHECK (((notice_id IS NULL) <> (confirmation_id IS NULL)));
alter table mail_letter add constraint mail_letter_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table mail_letter add constraint mail_letter_notice_fk FOREIGN KEY (tenant_id, notice_id) REFERENCES notice(tenant_id, id);
alter table mail_letter add constraint mail_letter_once UNIQUE (tenant_id, notice_id, account_id);
alter table mail_letter add constraint mail_letter_pk PRIMARY KEY (tenant_id, id);
alter table mail_letter add constraint mail_letter_sent CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL)));
alter table mail_letter add constraint mail_letter_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text])));
alter table matching_applicant add constraint matching_applicant_code_unique UNIQUE (tenant_id, round_id, code);
alter table matching_applicant add constraint matching_applicant_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table matching_applicant add constraint matching_applicant_pk PRIMARY KEY (tenant_id, round_id, person_id);
alter table matching_applicant add constraint matching_applicant_round_fk FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round(tenant_id, id);
alter table matching_applicant add constraint matching_applicant_school_fk FOREIGN KEY (tenant_id, school_id) REFERENCES organisation(tenant_id, id);
alter table matching_loosening_entry add constraint matching_loosening_entry_pk PRIMARY KEY (tenant_id, id);
alter table matching_loosening_entry add constraint matching_loosening_entry_round_fk FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round(tenant_id, id);
alter table matching_loosening_entry add constraint matching_loosening_entry_says_why CHECK ((reason <> ''::text));
alter table matching_pin add constraint matching_pin_applicant_fk FOREIGN KEY (tenant_id, round_id, person_id) REFERENCES matching_applicant(tenant_id, round_id, person_id) ON UPDATE CASCADE;
alter table matching_pin add constraint matching_pin_block CHECK (((programme_id IS NULL) = (block_id IS NULL)));
alter table matching_pin add constraint matching_pin_pk PRIMARY KEY (tenant_id, round_id, person_id);
alter table matching_pin add constraint matching_pin_programme_fk FOREIGN KEY (tenant_id, round_id, programme_id) REFERENCES matching_round_programme(tenant_id, round_id, programme_id);
alter table matching_result add constraint matching_result_applicant_fk FOREIGN KEY (tenant_id, round_id, person_id) REFERENCES matching_applicant(tenant_id, round_id, person_id) ON UPDATE CASCADE;
alter table matching_result add constraint matching_result_pk PRIMARY KEY (tenant_id, round_id, person_id);
alter table matching_result add constraint matching_result_programme_fk FOREIGN KEY (tenant_id, round_id, programme_id) REFERENCES matching_round_programme(tenant_id, round_id, programme_id);
alter table matching_result add constraint matching_result_struck CHECK (((struck_reason IS NULL) OR ((struck_reason <> ''::text) AND (programme_id IS NULL))));
alter table matching_round add constraint matching_round_choices CHECK (((choices_max >= 1) AND (choices_max <= 20)));
alter table matching_round add constraint matching_round_confirmed CHECK (((state = 'confirmed'::text) = ((confirmed_run_id IS NOT NULL) AND (confirmed_at IS NOT NULL))));
alter table matching_round add constraint matching_round_dates CHECK (((opens_at < ranking_closes_at) AND (ranking_closes_at <= adjusting_closes_at) AND (adjusting_closes_at < scoring_closes_at)));
alter table matching_round add constraint matching_round_follows_fk FOREIGN KEY (tenant_id, follows_id) REFERENCES matching_round(tenant_id, id);
alter table matching_round add constraint matching_round_limits_of_method CHECK (((method = 'optimal'::text) OR (state = 'draft'::text) OR (limits = '[]'::jsonb)));
alter table matching_round add constraint matching_round_method_known CHECK ((method = ANY (ARRAY['deferred'::text, 'optimal'::text])));
alter table matching_round add constraint matching_round_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table matching_round add constraint matching_round_pk PRIMARY KEY (tenant_id, id);
alter table matching_round add constraint matching_round_shown CHECK (((state <> 'shown'::text) OR (shown_run_id IS NOT NULL)));
alter table matching_round add constraint matching_round_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'shown'::text, 'confirmed'::text, 'cancelled'::text])));
alter table matching_round add constraint matching_round_told CHECK (((state <> ALL (ARRAY['shown'::text, 'confirmed'::text])) OR (seed_told_at IS NOT NULL)));
alter table matching_round_programme add constraint matching_round_programme_pk PRIMARY KEY (tenant_id, round_id, programme_id);
alter table matching_round_programme add constraint matching_round_programme_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table matching_round_programme add constraint matching_round_programme_round_fk FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round(tenant_id, id);
alter table matching_run_entry add constraint matching_run_entry_pk PRIMARY KEY (tenant_id, id);
alter table matching_run_entry add constraint matching_run_entry_round_fk FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round(tenant_id, id);
alter table matching_score add constraint matching_score_applicant_fk FOREIGN KEY (tenant_id, round_id, person_id) REFERENCES matching_applicant(tenant_id, round_id, person_id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table matching_score add constraint matching_score_pk PRIMARY KEY (tenant_id, round_id, programme_id, person_id);
alter table matching_score add constraint matching_score_programme_fk FOREIGN KEY (tenant_id, round_id, programme_id) REFERENCES matching_round_programme(tenant_id, round_id, programme_id);
alter table matching_score add constraint matching_score_range CHECK (((score >= 0) AND (score <= 10000)));
alter table matching_score add constraint matching_score_said CHECK (((score IS NULL) = (unsuitable_reason IS NOT NULL)));
alter table matching_succession_entry add constraint matching_succession_entry_left_fk FOREIGN KEY (tenant_id, in_place_of) REFERENCES enrolment(tenant_id, id);
alter table matching_succession_entry add constraint matching_succession_entry_pk PRIMARY KEY (tenant_id, waiter_id);
alter table matching_succession_entry add constraint matching_succession_entry_programme_fk FOREIGN KEY (tenant_id, round_id, programme_id) REFERENCES matching_round_programme(tenant_id, round_id, programme_id);
alter table matching_succession_entry add constraint matching_succession_entry_seat_fk FOREIGN KEY (tenant_id, seat_round_id, programme_id) REFERENCES matching_round_programme(tenant_id, round_id, programme_id);
alter table matching_succession_entry add constraint matching_succession_entry_waiter_fk FOREIGN KEY (tenant_id, waiter_id) REFERENCES waiter(tenant_id, id);
alter table notice add constraint notice_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table notice add constraint notice_has_one_reader CHECK (((person_id IS NULL) <> (account_id IS NULL)));
alter table notice add constraint notice_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table notice add constraint notice_pk PRIMARY KEY (tenant_id, id);
alter table notice_text add constraint notice_text_by_fk FOREIGN KEY (tenant_id, changed_by) REFERENCES account(tenant_id, id);
alter table notice_text add constraint notice_text_length CHECK ((((length(zh) >= 1) AND (length(zh) <= 500)) AND ((length(en) >= 1) AND (length(en) <= 500))));
alter table notice_text add constraint notice_text_pk PRIMARY KEY (tenant_id, code);
alter table notice_text add constraint notice_text_version CHECK ((version >= 1));
alter table opening_statement_entry add constraint opening_statement_entry_key_fk FOREIGN KEY (tenant_id, key_id, public_key, key_confirmed_by) REFERENCES bureau_key(tenant_id, id, public_key, confirmed_by);
alter table opening_statement_entry add constraint opening_statement_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table opening_statement_entry add constraint opening_statement_entry_pk PRIMARY KEY (tenant_id, statement_id);
alter table opening_statement_entry add constraint statement_under_a_confirmed_key CHECK (((key_id IS NOT NULL) AND (key_confirmed_by IS NOT NULL))) NOT VALID;
alter table organisation add constraint organisation_bureau_is_root CHECK (((kind = 'bureau'::text) = (parent_id IS NULL)));
alter table organisation add constraint organisation_code_unique UNIQUE (tenant_id, code);
alter table organisation add constraint organisation_kind CHECK ((kind = ANY (ARRAY['bureau'::text, 'county_bureau'::text, 'town_centre'::text, 'school'::text, 'provider'::text])));
alter table organisation add constraint organisation_merged_into_fk FOREIGN KEY (tenant_id, merged_into) REFERENCES organisation(tenant_id, id);
alter table organisation add constraint organisation_merged_is_closed CHECK (((merged_into IS NULL) OR (closed_on IS NOT NULL)));
alter table organisation add constraint organisation_opened_before_closed CHECK (((opened_on IS NULL) OR (closed_on IS NULL) OR (opened_on <= closed_on)));
alter table organisation add constraint organisation_parent_fk FOREIGN KEY (tenant_id, parent_id) REFERENCES organisation(tenant_id, id);
alter table organisation add constraint organisation_pk PRIMARY KEY (tenant_id, id);
alter table organisation add constraint organisation_school_has_kind CHECK (((kind = 'school'::text) = (school_kind IS NOT NULL)));
alter table organisation add constraint organisation_setting CHECK ((setting = ANY (ARRAY['urban'::text, 'town'::text, 'rural'::text])));
alter table organisation_change_entry add constraint organisation_change_entry_from_fk FOREIGN KEY (tenant_id, from_id) REFERENCES organisation(tenant_id, id);
alter table organisation_change_entry add constraint organisation_change_entry_goes_somewhere CHECK (((kind = ANY (ARRAY['moved'::text, 'merged'::text, 'split'::text])) = (to_id IS NOT NULL)));
alter table organisation_change_entry add constraint organisation_change_entry_import_fk FOREIGN KEY (tenant_id, import_id) REFERENCES directory_import(tenant_id, id);
alter table organisation_change_entry add constraint organisation_change_entry_kind CHECK ((kind = ANY (ARRAY['renamed'::text, 'moved'::text, 'merged'::text, 'split'::text, 'closed'::text, 'reopened'::text])));
alter table organisation_change_entry add constraint organisation_change_entry_names CHECK (((kind = 'renamed'::text) = ((old_name IS NOT NULL) AND (new_name IS NOT NULL))));
alter table organisation_change_entry add constraint organisation_change_entry_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table organisation_change_entry add constraint organisation_change_entry_pk PRIMARY KEY (tenant_id, id);
alter table organisation_change_entry add constraint organisation_change_entry_to_fk FOREIGN KEY (tenant_id, to_id) REFERENCES organisation(tenant_id, id);
alter table organisation_closure add constraint organisation_closure_ancestor_fk FOREIGN KEY (tenant_id, ancestor_id) REFERENCES organisation(tenant_id, id);
alter table organisation_closure add constraint organisation_closure_depth CHECK ((depth >= 0));
alter table organisation_closure add constraint organisation_closure_descendant_fk FOREIGN KEY (tenant_id, descendant_id) REFERENCES organisation(tenant_id, id);
alter table organisation_closure add constraint organisation_closure_pk PRIMARY KEY (tenant_id, ancestor_id, descendant_id);
alter table own_data_file add constraint own_data_file_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table own_data_file add constraint own_data_file_pk PRIMARY KEY (tenant_id, id);
alter table own_data_file add constraint own_data_file_ready CHECK (((state = 'ready'::text) = (content_sealed IS NOT NULL)));
alter table own_data_file add constraint own_data_file_state CHECK ((state = ANY (ARRAY['making'::text, 'ready'::text, 'expired'::text])));
alter table participation add constraint participation_attended CHECK (((attended IS NULL) OR ((attended >= 0) AND (attended <= held))));
alter table participation add constraint participation_dates CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (starts_on <= ends_on)));
alter table participation add constraint participation_import_names_list CHECK (((source = 'import'::text) = (import_id IS NOT NULL)));
alter table participation add constraint participation_level CHECK ((level = ANY (ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text, 'school'::text, 'outside'::text])));
alter table participation add constraint participation_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table participation add constraint participation_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table participation add constraint participation_pk PRIMARY KEY (tenant_id, id);
alter table participation add constraint participation_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table participation add constraint participation_source CHECK ((source = ANY (ARRAY['enrolment'::text, 'import'::text])));
alter table participation add constraint participation_stage CHECK (((stage IS NULL) OR ((stage >= 1) AND (stage <= 9))));
alter table participation add constraint participation_state CHECK ((state = ANY (ARRAY['accepted'::text, 'passed'::text, 'failed'::text, 'dismissed'::text, 'withdrawn'::text, 'no_show'::text])));
alter table participation_import add constraint participation_import_adds_up CHECK ((row_count = ((create_count + keep_count) + refuse_count)));
alter table participation_import add constraint participation_import_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table participation_import add constraint participation_import_pk PRIMARY KEY (tenant_id, id);
alter table participation_import add constraint participation_import_state CHECK ((state = ANY (ARRAY['applied'::text, 'undone'::text])));
alter table participation_import add constraint participation_import_undone CHECK (((state = 'undone'::text) = (undone_at IS NOT NULL)));
alter table password_request add constraint password_request_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table password_request add constraint password_request_closed CHECK (((closed_at IS NULL) = (outcome IS NULL)));
alter table password_request add constraint password_request_outcome CHECK ((outcome = ANY (ARRAY['code_issued'::text, 'refused'::text])));
alter table password_request add constraint password_request_pk PRIMARY KEY (tenant_id, id);
alter table pasted_item add constraint pasted_item_list_fk FOREIGN KEY (tenant_id, list_id) REFERENCES pasted_list(tenant_id, id) ON DELETE CASCADE;
alter table pasted_item add constraint pasted_item_pk PRIMARY KEY (tenant_id, list_id, object_id);
alter table pasted_list add constraint pasted_list_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table pasted_list add constraint pasted_list_counts CHECK (((row_count >= (found_count + repeated_count)) AND (found_count >= 0) AND (repeated_count >= 0)));
alter table pasted_list add constraint pasted_list_length CHECK (((row_count >= 1) AND (row_count <= 5000)));
alter table pasted_list add constraint pasted_list_pk PRIMARY KEY (tenant_id, id);
alter table pasted_row add constraint pasted_row_list_fk FOREIGN KEY (tenant_id, list_id) REFERENCES pasted_list(tenant_id, id) ON DELETE CASCADE;
alter table pasted_row add constraint pasted_row_outcome CHECK ((outcome = ANY (ARRAY['ask'::text, 'missing'::text])));
alter table pasted_row add constraint pasted_row_pk PRIMARY KEY (tenant_id, list_id, no);
alter table person add constraint person_gender CHECK ((gender = ANY (ARRAY['male'::text, 'female'::text])));
alter table person add constraint person_id_number_unique UNIQUE (tenant_id, id_number_hash);
alter table person add constraint person_merged_into_fk FOREIGN KEY (tenant_id, merged_into) REFERENCES person(tenant_id, id);
alter table person add constraint person_merged_state CHECK (((merged_into IS NOT NULL) = (state = '09'::text)));
alter table person add constraint person_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table person add constraint person_pk PRIMARY KEY (tenant_id, id);
alter table person add constraint person_sealed_with_hash CHECK ((((id_number_sealed IS NULL) = (id_number_hash IS NULL)) AND ((phone_sealed IS NULL) = (phone_hash IS NULL))));
alter table person add constraint person_staff_no_unique UNIQUE (tenant_id, staff_no);
alter table person_change_entry add constraint person_change_entry_from_fk FOREIGN KEY (tenant_id, from_id) REFERENCES organisation(tenant_id, id);
alter table person_change_entry add constraint person_change_entry_kind CHECK ((kind = ANY (ARRAY['state'::text, 'school'::text, 'name'::text, 'staff_no'::text, 'stage'::text, 'title'::text, 'talent'::text, 'merged'::text, 'unmerged'::text, 'arrived'::text])));
alter table person_change_entry add constraint person_change_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table person_change_entry add constraint person_change_entry_pk PRIMARY KEY (tenant_id, id);
alter table person_change_entry add constraint person_change_entry_school CHECK (((kind = 'school'::text) = (to_id IS NOT NULL)));
alter table person_change_entry add constraint person_change_entry_to_fk FOREIGN KEY (tenant_id, to_id) REFERENCES organisation(tenant_id, id);
alter table person_merge add constraint person_merge_gone_fk FOREIGN KEY (tenant_id, gone_id) REFERENCES person(tenant_id, id);
alter table person_merge add constraint person_merge_kept_fk FOREIGN KEY (tenant_id, kept_id) REFERENCES person(tenant_id, id);
alter table person_merge add constraint person_merge_pk PRIMARY KEY (tenant_id, id);
alter table person_merge add constraint person_merge_two CHECK ((kept_id <> gone_id));
alter table person_merge add constraint person_merge_undone_says_why CHECK (((undone_at IS NULL) = (undone_reason IS NULL)));
alter table place_counter add constraint place_counter_never_oversold CHECK (((places_taken >= 0) AND (places_taken <= places_max)));
alter table place_counter add constraint place_counter_pk PRIMARY KEY (tenant_id, programme_id);
alter table place_counter add constraint place_counter_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table plan add constraint plan_budget_positive CHECK ((budget_cents >= 0));
alter table plan add constraint plan_copied_from_fk FOREIGN KEY (tenant_id, copied_from_id) REFERENCES plan(tenant_id, id);
alter table plan add constraint plan_document_fk FOREIGN KEY (tenant_id, plan_document_id) REFERENCES plan_document(tenant_id, id);
alter table plan add constraint plan_document_with_index CHECK (((plan_document_id IS NULL) = (document_index IS NULL)));
alter table plan add constraint plan_draft_has_no_version CHECK (((state = 'draft'::text) = (version = 0)));
alter table plan add constraint plan_once_per_document UNIQUE (tenant_id, plan_document_id, document_index);
alter table plan add constraint plan_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table plan add constraint plan_pk PRIMARY KEY (tenant_id, id);
alter table plan add constraint plan_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'closed'::text])));
alter table plan add constraint plan_year_range CHECK (((year >= 2000) AND (year <= 2100)));
alter table plan_document add constraint plan_document_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table plan_document add constraint plan_document_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table plan_document add constraint plan_document_pk PRIMARY KEY (tenant_id, id);
alter table plan_document add constraint plan_document_read_is_whole CHECK ((((source IS NULL) = (draft IS NULL)) AND ((source IS NULL) = ("extract" IS NULL))));
alter table plan_document add constraint plan_document_refused_says_why CHECK (((state = 'refused'::text) = (refusal IS NOT NULL)));
alter table plan_document add constraint plan_document_state CHECK ((state = ANY (ARRAY['reading'::text, 'refused'::text, 'in_review'::text, 'made'::text, 'discarded'::text])));
alter table plan_filing add constraint plan_filing_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table plan_filing add constraint plan_filing_pk PRIMARY KEY (tenant_id, id);
alter table plan_filing add constraint plan_filing_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table plan_filing add constraint plan_filing_recorder_fk FOREIGN KEY (tenant_id, recorded_by) REFERENCES account(tenant_id, id);
alter table plan_filing add constraint plan_filing_void CHECK (((void_reason IS NULL) = (voided_at IS NULL)));
alter table plan_hour_rule add constraint plan_hour_rule_order CHECK ((max_centihours >= min_centihours));
alter table plan_hour_rule add constraint plan_hour_rule_period CHECK ((period = ANY (ARRAY['year'::text, 'cycle'::text])));
alter table plan_hour_rule add constraint plan_hour_rule_pk PRIMARY KEY (tenant_id, id);
alter table plan_hour_rule add constraint plan_hour_rule_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table plan_hour_rule add constraint plan_hour_rule_population_fk FOREIGN KEY (tenant_id, population_id, population_version) REFERENCES population_version_entry(tenant_id, population_id, version);
alter table plan_hour_rule add constraint plan_hour_rule_population_version CHECK (((population_id IS NULL) = (population_version IS NULL)));
alter table plan_hour_rule add constraint plan_hour_rule_says_something CHECK (((min_centihours IS NOT NULL) OR (max_centihours IS NOT NULL)));
alter table plan_meeting add constraint plan_meeting_pk PRIMARY KEY (tenant_id, id);
alter table plan_meeting add constraint plan_meeting_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table plan_member add constraint plan_member_pk PRIMARY KEY (tenant_id, id);
alter table plan_member add constraint plan_member_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table plan_member add constraint plan_member_role CHECK ((role = ANY (ARRAY['head'::text, 'deputy'::text, 'member'::text, 'office'::text])));
alter table plan_phase add constraint plan_phase_dates CHECK ((to_on >= from_on));
alter table plan_phase add constraint plan_phase_pk PRIMARY KEY (tenant_id, id);
alter table plan_phase add constraint plan_phase_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table plan_quota add constraint plan_quota_pk PRIMARY KEY (tenant_id, id);
alter table plan_quota add constraint plan_quota_places CHECK ((places > 0));
alter table plan_quota add constraint plan_quota_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table plan_target add constraint plan_target_comparator CHECK ((comparator = ANY (ARRAY['>='::text, '<='::text, '='::text, 'range'::text, '+pp'::text, '+%'::text])));
alter table plan_target add constraint plan_target_figure CHECK (((numerator >= 0) AND ((denominator IS NULL) OR (denominator > 0))));
alter table plan_target add constraint plan_target_pk PRIMARY KEY (tenant_id, id);
alter table plan_target add constraint plan_target_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table plan_target add constraint plan_target_population_fk FOREIGN KEY (tenant_id, population_id, population_version) REFERENCES population_version_entry(tenant_id, population_id, version);
alter table plan_target add constraint plan_target_population_version CHECK (((population_id IS NULL) = (population_version IS NULL)));
alter table plan_target add constraint plan_target_range_has_upper CHECK (((comparator = 'range'::text) = (upper_hundredths IS NOT NULL)));
alter table plan_target add constraint plan_target_range_order CHECK ((upper_hundredths >= value_hundredths));
alter table plan_target add constraint plan_target_source CHECK ((figure_source = ANY (ARRAY['entered'::text, 'programmes'::text, 'trained'::text])));
alter table plan_target add constraint plan_target_trained_of_whom CHECK (((figure_source <> 'trained'::text) OR (population_id IS NOT NULL)));
alter table plan_version add constraint plan_version_pk PRIMARY KEY (tenant_id, plan_id, version);
alter table plan_version add constraint plan_version_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table population add constraint population_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table population add constraint population_pk PRIMARY KEY (tenant_id, id);
alter table population add constraint population_version_positive CHECK ((version >= 1));
alter table population_use_entry add constraint population_use_entry_kind CHECK ((object_kind = ANY (ARRAY['programme'::text, 'target'::text, 'requirement'::text, 'report'::text])));
alter table population_use_entry add constraint population_use_entry_pk PRIMARY KEY (tenant_id, id);
alter table population_use_entry add constraint population_use_entry_version_fk FOREIGN KEY (tenant_id, population_id, version) REFERENCES population_version_entry(tenant_id, population_id, version);
alter table population_version_entry add constraint population_version_entry_pk PRIMARY KEY (tenant_id, population_id, version);
alter table population_version_entry add constraint population_version_entry_population_fk FOREIGN KEY (tenant_id, population_id) REFERENCES population(tenant_id, id);
alter table post add constraint post_dates CHECK (((to_on IS NULL) OR (to_on >= from_on)));
alter table post add constraint post_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table post add constraint post_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table post add constraint post_pk PRIMARY KEY (tenant_id, id);
alter table privacy_text_entry add constraint privacy_text_entry_pk PRIMARY KEY (tenant_id, version);
alter table privacy_text_entry add constraint privacy_text_entry_version CHECK ((version >= 2));
alter table programme add constraint approver_is_not_justifier CHECK (((approved_by IS NULL) OR (justified_by IS NULL) OR (approved_by <> justified_by)));
alter table programme add constraint approver_is_not_justifier_by_delegation CHECK ((NOT (ARRAY[approved_by, approved_for] && ARRAY[justified_by, justified_for])));
alter table programme add constraint programme_admission CHECK ((admission = ANY (ARRAY['first_come'::text, 'selection'::text])));
alter table programme add constraint programme_approved_first CHECK (((state = ANY (ARRAY['draft'::text, 'justified'::text, 'cancelled'::text])) OR (approved_at IS NOT NULL)));
alter table programme add constraint programme_cancelled_says_why CHECK (((state = 'cancelled'::text) = (cancelled_reason IS NOT NULL)));
alter table programme add constraint programme_dates CHECK ((ends_on >= starts_on));
alter table programme add constraint programme_headcount CHECK ((headcount > 0));
alter table programme add constraint programme_hours CHECK (((centihours >= 0) AND (centihours <= 100000)));
alter table programme add constraint programme_justified_first CHECK (((state = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR ((justification IS NOT NULL) AND ((scheme IS NOT NULL) OR (scheme_file_id IS NOT NULL)))));
alter table programme add constraint programme_kind CHECK ((kind = ANY (ARRAY['induction'::text, 'young'::text, 'backbone'::text, 'trainers'::text, 'head_qualification'::text, 'head_improvement'::text, 'advanced'::text, 'topic'::text])));
alter table programme add constraint programme_level CHECK ((level = ANY (ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text, 'school'::text, 'outside'::text])));
alter table programme add constraint programme_months CHECK ((months <@ ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
alter table programme add constraint programme_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table programme add constraint programme_pk PRIMARY KEY (tenant_id, id);
alter table programme add constraint programme_places CHECK ((places_max > 0));
alter table programme add constraint programme_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id);
alter table programme add constraint programme_provider_fk FOREIGN KEY (tenant_id, provider_id) REFERENCES organisation(tenant_id, id);
alter table programme add constraint programme_scheme_fk FOREIGN KEY (tenant_id, scheme_file_id) REFERENCES stored_file(tenant_id, id);
alter table programme add constraint programme_state CHECK ((state = ANY (ARRAY['draft'::text, 'justified'::text, 'approved'::text, 'published'::text, 'enrolling'::text, 'running'::text, 'closed'::text, 'archived'::text, 'cancelled'::text])));
alter table programme add constraint programme_window CHECK ((enrol_closes_at > enrol_opens_at));
alter table public_notice add constraint public_notice_days CHECK ((((working_days >= 1) AND (working_days <= 60)) AND (ends_on > opened_on)));
alter table public_notice add constraint public_notice_decided CHECK ((((state = 'open'::text) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL)) AND ((decided_at IS NULL) = (decided_for IS NULL))));
alter table public_notice add constraint public_notice_names CHECK ((names = ANY (ARRAY['full'::text, 'masked'::text])));
alter table public_notice add constraint public_notice_opened_for_fk FOREIGN KEY (tenant_id, opened_for) REFERENCES account(tenant_id, id);
alter table public_notice add constraint public_notice_opener_fk FOREIGN KEY (tenant_id, opened_by) REFERENCES account(tenant_id, id);
alter table public_notice add constraint public_notice_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table public_notice add constraint public_notice_pk PRIMARY KEY (tenant_id, id);
alter table public_notice add constraint public_notice_relied_when_confirmed CHECK (((relied_at IS NULL) OR (state = 'confirmed'::text)));
alter table public_notice add constraint public_notice_repeated UNIQUE (tenant_id, id, opened_by, opened_for);
alter table public_notice add constraint public_notice_state CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'withdrawn'::text])));
alter table public_notice add constraint public_notice_withdrawn_says_why CHECK (((state = 'withdrawn'::text) = (reason IS NOT NULL)));
alter table public_notice_row add constraint public_notice_row_notice_fk FOREIGN KEY (tenant_id, notice_id) REFERENCES public_notice(tenant_id, id);
alter table public_notice_row add constraint public_notice_row_once UNIQUE (tenant_id, notice_id, person_id);
alter table public_notice_row add constraint public_notice_row_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table public_notice_row add constraint public_notice_row_pk PRIMARY KEY (tenant_id, notice_id, "position");
alter table public_notice_row add constraint public_notice_row_struck CHECK (((struck_reason IS NULL) = (struck_at IS NULL)));
alter table public_notice_step_entry add constraint public_notice_step_entry_act CHECK ((act = ANY (ARRAY['opened'::text, 'extended'::text, 'calendar_moved'::text, 'objection_received'::text, 'objection_withdrawn'::text, 'objection_upheld'::text, 'objection_dismissed'::text, 'objection_reopened'::text, 'row_struck'::text, 'row_restored'::text, 'confirmed'::text, 'withdrawn'::text, 'reopened'::text])));
alter table public_notice_step_entry add constraint public_notice_step_entry_notice_fk FOREIGN KEY (tenant_id, notice_id) REFERENCES public_notice(tenant_id, id);
alter table public_notice_step_entry add constraint public_notice_step_entry_pk PRIMARY KEY (tenant_id, notice_id, step);
alter table public_objection add constraint public_objection_about CHECK (((about = ANY (ARRAY['row'::text, 'procedure'::text])) AND ((about = 'row'::text) = ("position" IS NOT NULL)) AND ((about = 'row'::text) = (about_person_id IS NOT NULL))));
alter table public_objection add constraint public_objection_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table public_objection add constraint public_objection_answered CHECK ((((state = ANY (ARRAY['upheld'::text, 'dismissed'::text])) = (answer IS NOT NULL)) AND ((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_for IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL))));
alter table public_objection add constraint public_objection_answerer_did_not_make_it CHECK (((answered_by IS NULL) OR (about <> 'procedure'::text) OR ((answered_by <> opened_by) AND (answered_by <> opened_for) AND (answered_for <> opened_by) AND (answered_for <> opened_for))));
alter table public_objection add constraint public_objection_answerer_fk FOREIGN KEY (tenant_id, answered_by) REFERENCES account(tenant_id, id);
alter table public_objection add constraint public_objection_answerer_is_not_meant CHECK (((answered_by IS NULL) OR (about_person_id IS NULL) OR ((about_person_id IS DISTINCT FROM answerer_id) AND (about_person_id IS DISTINCT FROM answerer_for_id))));
alter table public_objection add constraint public_objection_answerer_is_not_objector CHECK (((answered_by IS NULL) OR (((account_id IS NULL) OR ((account_id <> answered_by) AND (account_id <> answered_for))) AND ((person_id IS NULL) OR ((person_id IS DISTINCT FROM answerer_id) AND (person_id IS DISTINCT FROM answerer_for_id))))));
alter table public_objection add constraint public_objection_erased_once_decided CHECK (((objector_erased_at IS NULL) OR ((account_id IS NULL) AND (state <> 'received'::text))));
alter table public_objection add constraint public_objection_notice_fk FOREIGN KEY (tenant_id, notice_id, opened_by, opened_for) REFERENCES public_notice(tenant_id, id, opened_by, opened_for);
alter table public_objection add constraint public_objection_pk PRIMARY KEY (tenant_id, id);
alter table public_objection add constraint public_objection_row_fk FOREIGN KEY (tenant_id, notice_id, "position") REFERENCES public_notice_row(tenant_id, notice_id, "position");
alter table public_objection add constraint public_objection_signed CHECK (((((account_id IS NULL) AND (objector_erased_at IS NULL)) = (name_sealed IS NOT NULL)) AND ((name_sealed IS NULL) = (contact_sealed IS NULL))));
alter table public_objection add constraint public_objection_state CHECK ((state = ANY (ARRAY['received'::text, 'upheld'::text, 'dismissed'::text, 'withdrawn'::text])));
alter table publicity_setting add constraint publicity_setting_days CHECK (((working_days >= 1) AND (working_days <= 30)));
alter table publicity_setting add constraint publicity_setting_names CHECK ((names = ANY (ARRAY['full'::text, 'masked'::text])));
alter table publicity_setting add constraint publicity_setting_pk PRIMARY KEY (tenant_id);
alter table quota_cell add constraint quota_cell_dimension CHECK ((((parent_id IS NULL) = (dimension IS NULL)) AND ((dimension IS NULL) OR (dimension = ANY (ARRAY['organisation'::text, 'stage'::text, 'subject'::text, 'setting'::text, 'talent_level'::text])))));
alter table quota_cell add constraint quota_cell_everybody CHECK ((everybody = (places_max IS NULL)));
alter table quota_cell add constraint quota_cell_kind CHECK ((kind = ANY (ARRAY['reserve'::text, 'cap'::text])));
alter table quota_cell add constraint quota_cell_never_oversold CHECK (((places_taken >= 0) AND ((places_max IS NULL) OR (places_taken <= places_max))));
alter table quota_cell add constraint quota_cell_parent_fk FOREIGN KEY (tenant_id, parent_id) REFERENCES quota_cell(tenant_id, id) DEFERRABLE INITIALLY DEFERRED;
alter table quota_cell add constraint quota_cell_pk PRIMARY KEY (tenant_id, id);
alter table quota_cell add constraint quota_cell_reserves_kept CHECK ((((open_taken >= 0) AND (open_taken <= places_taken)) AND ((places_max IS NULL) OR (open_taken <= (places_max - places_reserved)))));
alter table quota_cell add constraint quota_cell_share CHECK (((share IS NULL) OR (((share >= 1) AND (share <= 100)) AND (places_max IS NOT NULL))));
alter table quota_cell add constraint quota_cell_sheet_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES quota_sheet(tenant_id, programme_id);
alter table quota_hold add constraint quota_hold_cell_fk FOREIGN KEY (tenant_id, cell_id) REFERENCES quota_cell(tenant_id, id) ON DELETE CASCADE;
alter table quota_hold add constraint quota_hold_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table quota_hold add constraint quota_hold_pk PRIMARY KEY (tenant_id, cell_id, person_id);
alter table quota_move add constraint quota_move_pk PRIMARY KEY (tenant_id, id);
alter table quota_move add constraint quota_move_places CHECK ((places > 0));
alter table quota_move add constraint quota_move_sheet_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES quota_sheet(tenant_id, programme_id);
alter table quota_sheet add constraint quota_sheet_pk PRIMARY KEY (tenant_id, programme_id);
alter table quota_sheet add constraint quota_sheet_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table rate_limit add constraint rate_limit_pk PRIMARY KEY (key);
alter table recovery_code add constraint recovery_code_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table recovery_code add constraint recovery_code_pk PRIMARY KEY (tenant_id, account_id, code_hash);
alter table research_team add constraint research_team_dates CHECK (((closed_on IS NULL) OR (closed_on >= founded_on)));
alter table research_team add constraint research_team_kind CHECK ((kind = ANY (ARRAY['subject'::text, 'topic'::text, 'grade'::text])));
alter table research_team add constraint research_team_lead_fk FOREIGN KEY (tenant_id, lead_id) REFERENCES person(tenant_id, id);
alter table research_team add constraint research_team_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table research_team add constraint research_team_pk PRIMARY KEY (tenant_id, id);
alter table research_team add constraint research_team_topic CHECK (((kind <> 'topic'::text) OR (topic IS NOT NULL)));
alter table research_team_member add constraint research_team_member_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table research_team_member add constraint research_team_member_pk PRIMARY KEY (tenant_id, team_id, person_id);
alter table research_team_member add constraint research_team_member_team_fk FOREIGN KEY (tenant_id, team_id) REFERENCES research_team(tenant_id, id);
alter table reserve_candidate add constraint reserve_candidate_level CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'school'::text])));
alter table reserve_candidate add constraint reserve_candidate_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table reserve_candidate add constraint reserve_candidate_pk PRIMARY KEY (tenant_id, id);
alter table reserve_candidate add constraint reserve_candidate_removed CHECK ((((removed_at IS NULL) = (removed_by IS NULL)) AND ((removed_at IS NULL) = (removed_reason IS NULL))));
alter table restriction add constraint restriction_lifted CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lifted_at IS NULL) = (lifted_reason IS NULL))));
alter table restriction add constraint restriction_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table restriction add constraint restriction_pk PRIMARY KEY (tenant_id, id);
alter table restriction add constraint restriction_term CHECK (((until_on IS NULL) OR (until_on > from_on)));
alter table restriction_look_entry add constraint restriction_look_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table restriction_look_entry add constraint restriction_look_entry_pk PRIMARY KEY (tenant_id, id, restriction_id);
alter table restriction_look_entry add constraint restriction_look_entry_restriction_fk FOREIGN KEY (tenant_id, restriction_id) REFERENCES restriction(tenant_id, id);
alter table retention_entry add constraint retention_entry_pk PRIMARY KEY (tenant_id, day, kind);
alter table retention_rule add constraint retention_rule_days CHECK (((keep_days >= 1) AND (keep_days <= 36500)));
alter table retention_rule add constraint retention_rule_pk PRIMARY KEY (tenant_id, kind);
alter table role_grant add constraint nobody_grants_to_themselves CHECK (((granted_by IS NULL) OR (granted_by <> account_id)));
alter table role_grant add constraint role_grant_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table role_grant add constraint role_grant_delegated UNIQUE (tenant_id, id, account_id, role);
alter table role_grant add constraint role_grant_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table role_grant add constraint role_grant_pk PRIMARY KEY (tenant_id, id);
alter table role_grant add constraint role_grant_role CHECK ((role = ANY (ARRAY['bureau_officer'::text, 'town_officer'::text, 'school_registrar'::text, 'principal'::text, 'provider'::text, 'class_lead'::text, 'trainer'::text, 'hours_officer'::text, 'system_admin'::text, 'security_admin'::text, 'auditor'::text])));
alter table role_grant add constraint role_grant_term CHECK ((to_on >= from_on));
alter table role_grant add constraint role_grant_whose UNIQUE (tenant_id, id, account_id);
alter table role_grant add constraint role_grant_withdrawer_fk FOREIGN KEY (tenant_id, withdrawn_by) REFERENCES account(tenant_id, id);
alter table role_grant add constraint role_grant_withdrawn_says_why CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));
alter table roster_import add constraint roster_import_counts CHECK ((((state = 'read'::text) = (create_count IS NULL)) AND ((create_count IS NULL) OR (row_count = (((create_count + change_count) + keep_count) + refuse_count)))));
alter table roster_import add constraint roster_import_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table roster_import add constraint roster_import_pk PRIMARY KEY (tenant_id, id);
alter table roster_import add constraint roster_import_state CHECK ((state = ANY (ARRAY['read'::text, 'ready'::text, 'applied'::text, 'undone'::text])));
alter table roster_import add constraint roster_import_times CHECK ((((state = ANY (ARRAY['applied'::text, 'undone'::text])) = (applied_at IS NOT NULL)) AND ((state = 'undone'::text) = (undone_at IS NOT NULL))));
alter table roster_import add constraint roster_import_undone_counts CHECK (((state <> 'undone'::text) OR (((removed_count + restored_count) + left_count) = (create_count + change_count))));
alter table roster_row add constraint roster_row_id_unique UNIQUE (tenant_id, id);
alter table roster_row add constraint roster_row_import_fk FOREIGN KEY (tenant_id, import_id) REFERENCES roster_import(tenant_id, id) ON DELETE CASCADE;
alter table roster_row add constraint roster_row_outcome CHECK ((outcome = ANY (ARRAY['create'::text, 'change'::text, 'keep'::text, 'refuse'::text])));
alter table roster_row add constraint roster_row_pk PRIMARY KEY (tenant_id, import_id, no);
alter table roster_row add constraint roster_row_refused_says_why CHECK ((((outcome = 'refuse'::text) = (jsonb_array_length(reasons) > 0)) OR (outcome IS NULL)));
alter table roster_row add constraint roster_row_undone CHECK ((undone = ANY (ARRAY['removed'::text, 'restored'::text, 'left'::text])));
alter table saved_view add constraint saved_view_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table saved_view add constraint saved_view_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 40)));
alter table saved_view add constraint saved_view_name_unique UNIQUE (tenant_id, account_id, list, name);
alter table saved_view add constraint saved_view_pk PRIMARY KEY (tenant_id, id);
alter table saved_view add constraint saved_view_search_length CHECK ((char_length(search) <= 2000));
alter table saved_view add constraint saved_view_shared_with_fk FOREIGN KEY (tenant_id, shared_with) REFERENCES organisation(tenant_id, id);
alter table saved_view_default add constraint saved_view_default_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table saved_view_default add constraint saved_view_default_pk PRIMARY KEY (tenant_id, account_id, list);
alter table saved_view_default add constraint saved_view_default_view_fk FOREIGN KEY (tenant_id, view_id) REFERENCES saved_view(tenant_id, id) ON DELETE CASCADE;
alter table school_plan add constraint school_plan_amended_when_approved CHECK (((amendment IS NULL) OR (state = 'approved'::text)));
alter table school_plan add constraint school_plan_amendment CHECK ((amendment = ANY (ARRAY['draft'::text, 'submitted'::text, 'school_approved'::text, 'returned'::text])));
alter table school_plan add constraint school_plan_amendment_says_why CHECK (((amendment IS NULL) = (amendment_reason IS NULL)));
alter table school_plan add constraint school_plan_closed_at CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));
alter table school_plan add constraint school_plan_draft CHECK (((draft IS NOT NULL) = ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'school_approved'::text, 'returned'::text])) OR (amendment IS NOT NULL))));
alter table school_plan add constraint school_plan_in_force CHECK (((state = ANY (ARRAY['approved'::text, 'closed'::text])) = (version_in_force IS NOT NULL)));
alter table school_plan add constraint school_plan_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table school_plan add constraint school_plan_pk PRIMARY KEY (tenant_id, id);
alter table school_plan add constraint school_plan_state CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'school_approved'::text, 'returned'::text, 'approved'::text, 'closed'::text])));
alter table school_plan add constraint school_plan_team_fk FOREIGN KEY (tenant_id, team_id) REFERENCES research_team(tenant_id, id);
alter table school_plan add constraint school_plan_term CHECK (((term = ANY (ARRAY[1, 2])) AND ((year >= 2000) AND (year <= 2100))));
alter table school_plan_attendance add constraint school_plan_attendance_mark CHECK ((mark = ANY (ARRAY['present'::text, 'leave'::text, 'absent'::text])));
alter table school_plan_attendance add constraint school_plan_attendance_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table school_plan_attendance add constraint school_plan_attendance_pk PRIMARY KEY (tenant_id, session_id, person_id);
alter table school_plan_attendance add constraint school_plan_attendance_session_fk FOREIGN KEY (tenant_id, session_id) REFERENCES school_plan_session(tenant_id, id);
alter table school_plan_attendance add constraint school_plan_leave_says_why CHECK (((mark <> 'leave'::text) OR (reason IS NOT NULL)));
alter table school_plan_closure add constraint school_plan_closure_closer_fk FOREIGN KEY (tenant_id, closed_by) REFERENCES account(tenant_id, id);
alter table school_plan_closure add constraint school_plan_closure_pk PRIMARY KEY (tenant_id, id);
alter table school_plan_closure add constraint school_plan_closure_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES school_plan(tenant_id, id);
alter table school_plan_closure add constraint school_plan_closure_reopened CHECK (((reopened_at IS NULL) = (reopened_reason IS NULL)));
alter table school_plan_decision_entry add constraint school_plan_decided_by_two UNIQUE (tenant_id, plan_id, version, decided_by);
alter table school_plan_decision_entry add constraint school_plan_decided_for_two UNIQUE (tenant_id, plan_id, version, decided_for);
alter table school_plan_decision_entry add constraint school_plan_decider_is_not_submitter CHECK (((decided_by <> submitted_by) AND (decided_by <> submitted_for) AND (decided_for <> submitted_by) AND (decided_for <> submitted_for)));
alter table school_plan_decision_entry add constraint school_plan_decision_entry_decided_for_fk FOREIGN KEY (tenant_id, decided_for) REFERENCES account(tenant_id, id);
alter table school_plan_decision_entry add constraint school_plan_decision_entry_decider_fk FOREIGN KEY (tenant_id, decided_by) REFERENCES account(tenant_id, id);
alter table school_plan_decision_entry add constraint school_plan_decision_entry_outcome CHECK ((outcome = ANY (ARRAY['approved'::text, 'returned'::text])));
alter table school_plan_decision_entry add constraint school_plan_decision_entry_pk PRIMARY KEY (tenant_id, plan_id, version, stage);
alter table school_plan_decision_entry add constraint school_plan_decision_entry_stage CHECK ((stage = ANY (ARRAY['school'::text, 'centre'::text])));
alter table school_plan_decision_entry add constraint school_plan_decision_entry_version_fk FOREIGN KEY (tenant_id, plan_id, version, submitted_by, submitted_for) REFERENCES school_plan_version_entry(tenant_id, plan_id, version, submitted_by, submitted_for);
alter table school_plan_decision_entry add constraint school_plan_return_says_why CHECK (((outcome = 'approved'::text) OR (reason IS NOT NULL)));
alter table school_plan_evidence add constraint school_plan_evidence_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file(tenant_id, id);
alter table school_plan_evidence add constraint school_plan_evidence_kind CHECK ((kind = ANY (ARRAY['attendance'::text, 'study'::text, 'material'::text, 'outcome'::text, 'assessment'::text])));
alter table school_plan_evidence add constraint school_plan_evidence_of_session CHECK (((kind <> 'attendance'::text) OR (session_id IS NOT NULL)));
alter table school_plan_evidence add constraint school_plan_evidence_outcome CHECK ((((kind = 'outcome'::text) = (outcome_kind IS NOT NULL)) AND ((outcome_kind IS NULL) OR (outcome_kind = ANY (ARRAY['report'::text, 'paper'::text, 'case'::text])))));
alter table school_plan_evidence add constraint school_plan_evidence_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table school_plan_evidence add constraint school_plan_evidence_pk PRIMARY KEY (tenant_id, id);
alter table school_plan_evidence add constraint school_plan_evidence_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES school_plan(tenant_id, id);
alter table school_plan_evidence add constraint school_plan_evidence_session_fk FOREIGN KEY (tenant_id, session_id) REFERENCES school_plan_session(tenant_id, id);
alter table school_plan_evidence add constraint school_plan_evidence_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));
alter table school_plan_hours add constraint school_plan_hours_closure_fk FOREIGN KEY (tenant_id, closure_id) REFERENCES school_plan_closure(tenant_id, id);
alter table school_plan_hours add constraint school_plan_hours_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table school_plan_hours add constraint school_plan_hours_pk PRIMARY KEY (tenant_id, closure_id, person_id);
alter table school_plan_hours add constraint school_plan_hours_record_fk FOREIGN KEY (tenant_id, record_id) REFERENCES credit_record(tenant_id, id);
alter table school_plan_hours add constraint school_plan_hours_recorded_something CHECK (((record_id IS NULL) OR (centihours > 0)));
alter table school_plan_hours add constraint school_plan_hours_within_attended CHECK (((centihours >= 0) AND (centihours <= attended_centihours)));
alter table school_plan_member add constraint school_plan_member_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table school_plan_member add constraint school_plan_member_pk PRIMARY KEY (tenant_id, plan_id, person_id);
alter table school_plan_member add constraint school_plan_member_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES school_plan(tenant_id, id);
alter table school_plan_reflection add constraint school_plan_reflection_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table school_plan_reflection add constraint school_plan_reflection_pk PRIMARY KEY (tenant_id, session_id, person_id);
alter table school_plan_reflection add constraint school_plan_reflection_session_fk FOREIGN KEY (tenant_id, session_id) REFERENCES school_plan_session(tenant_id, id);
alter table school_plan_session add constraint school_plan_session_cancelled_says_why CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL)));
alter table school_plan_session add constraint school_plan_session_form CHECK ((form = ANY (ARRAY['theory'::text, 'lesson_study'::text, 'case_clinic'::text, 'salon'::text, 'lecture'::text])));
alter table school_plan_session add constraint school_plan_session_held CHECK ((((state = 'held'::text) = (held_on IS NOT NULL)) AND ((state = 'held'::text) = (minutes IS NOT NULL)) AND ((state = 'held'::text) = (centihours IS NOT NULL))));
alter table school_plan_session add constraint school_plan_session_minutes CHECK (((minutes >= 1) AND (minutes <= 1440)));
alter table school_plan_session add constraint school_plan_session_pk PRIMARY KEY (tenant_id, id);
alter table school_plan_session add constraint school_plan_session_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES school_plan(tenant_id, id);
alter table school_plan_session add constraint school_plan_session_planned CHECK (((planned_centihours >= 1) AND (planned_centihours <= 10000)));
alter table school_plan_session add constraint school_plan_session_state CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])));
alter table school_plan_session add constraint school_plan_session_tier CHECK ((tier = ANY (ARRAY['backbone'::text, 'peers'::text, 'reflection'::text])));
alter table school_plan_session add constraint school_plan_session_within_plan CHECK (((centihours >= 1) AND (centihours <= planned_centihours)));
alter table school_plan_version_entry add constraint school_plan_version_entry_pk PRIMARY KEY (tenant_id, plan_id, version);
alter table school_plan_version_entry add constraint school_plan_version_entry_plan_fk FOREIGN KEY (tenant_id, plan_id) REFERENCES school_plan(tenant_id, id);
alter table school_plan_version_entry add constraint school_plan_version_entry_repeated UNIQUE (tenant_id, plan_id, version, submitted_by, submitted_for);
alter table school_plan_version_entry add constraint school_plan_version_entry_submitted_for_fk FOREIGN KEY (tenant_id, submitted_for) REFERENCES account(tenant_id, id);
alter table school_plan_version_entry add constraint school_plan_version_entry_submitter_fk FOREIGN KEY (tenant_id, submitted_by) REFERENCES account(tenant_id, id);
alter table school_training_setting add constraint school_training_setting_pk PRIMARY KEY (tenant_id);
alter table second_factor add constraint second_factor_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table second_factor add constraint second_factor_pk PRIMARY KEY (tenant_id, account_id);
alter table selection add constraint selection_cancelled_says_why CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL)));
alter table selection add constraint selection_creator_fk FOREIGN KEY (tenant_id, created_by) REFERENCES account(tenant_id, id);
alter table selection add constraint selection_kind CHECK ((kind = ANY (ARRAY['trainees'::text, 'title'::text, 'honour'::text])));
alter table selection add constraint selection_of_programme CHECK (((kind <> 'trainees'::text) OR (programme_id IS NOT NULL)));
alter table selection add constraint selection_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table selection add constraint selection_pk PRIMARY KEY (tenant_id, id);
alter table selection add constraint selection_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table selection add constraint selection_seed CHECK (((state = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR (seed IS NOT NULL)));
alter table selection add constraint selection_settled CHECK (((state = 'settled'::text) = (settled_at IS NOT NULL)));
alter table selection add constraint selection_state CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'ranked'::text, 'shown'::text, 'settled'::text, 'cancelled'::text])));
alter table selection_assignment add constraint selection_assignment_candidate_fk FOREIGN KEY (tenant_id, selection_id, person_id) REFERENCES selection_candidate(tenant_id, selection_id, person_id);
alter table selection_assignment add constraint selection_assignment_expert_fk FOREIGN KEY (tenant_id, selection_id, account_id) REFERENCES selection_expert(tenant_id, selection_id, account_id);
alter table selection_assignment add constraint selection_assignment_pk PRIMARY KEY (tenant_id, selection_id, step, person_id, account_id);
alter table selection_assignment add constraint selection_nobody_marks_themselves CHECK ((expert_person_id IS DISTINCT FROM person_id));
alter table selection_candidate add constraint selection_candidate_number UNIQUE (tenant_id, selection_id, number);
alter table selection_candidate add constraint selection_candidate_out CHECK (("out" = ANY (ARRAY['withdrawn'::text, 'excluded'::text])));
alter table selection_candidate add constraint selection_candidate_out_says_why CHECK ((("out" IS NULL) = (out_reason IS NULL)));
alter table selection_candidate add constraint selection_candidate_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table selection_candidate add constraint selection_candidate_pk PRIMARY KEY (tenant_id, selection_id, person_id);
alter table selection_candidate add constraint selection_candidate_school_fk FOREIGN KEY (tenant_id, school_id) REFERENCES organisation(tenant_id, id);
alter table selection_candidate add constraint selection_candidate_selection_fk FOREIGN KEY (tenant_id, selection_id) REFERENCES selection(tenant_id, id);
alter table selection_conflict add constraint selection_conflict_candidate_fk FOREIGN KEY (tenant_id, selection_id, person_id) REFERENCES selection_candidate(tenant_id, selection_id, person_id);
alter table selection_conflict add constraint selection_conflict_expert_fk FOREIGN KEY (tenant_id, selection_id, account_id) REFERENCES selection_expert(tenant_id, selection_id, account_id);
alter table selection_conflict add constraint selection_conflict_pk PRIMARY KEY (tenant_id, selection_id, account_id, person_id);
alter table selection_expert add constraint selection_expert_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table selection_expert add constraint selection_expert_pk PRIMARY KEY (tenant_id, selection_id, account_id);
alter table selection_expert add constraint selection_expert_selection_fk FOREIGN KEY (tenant_id, selection_id) REFERENCES selection(tenant_id, id);
alter table selection_log_entry add constraint selection_log_entry_act CHECK ((act = ANY (ARRAY['created'::text, 'rules_changed'::text, 'candidates_added'::text, 'candidates_removed'::text, 'candidate_out'::text, 'candidate_back'::text, 'experts_set'::text, 'assigned'::text, 'conflict_declared'::text, 'started'::text, 'scores_imported'::text, 'step_closed'::text, 'step_reopened'::text, 'shown'::text, 'withdrawn_from_show'::text, 'settled'::text, 'cancelled'::text])));
alter table selection_log_entry add constraint selection_log_entry_pk PRIMARY KEY (tenant_id, selection_id, no);
alter table selection_log_entry add constraint selection_log_entry_selection_fk FOREIGN KEY (tenant_id, selection_id) REFERENCES selection(tenant_id, id);
alter table selection_mark add constraint selection_mark_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table selection_mark add constraint selection_mark_candidate_fk FOREIGN KEY (tenant_id, selection_id, person_id) REFERENCES selection_candidate(tenant_id, selection_id, person_id);
alter table selection_mark add constraint selection_mark_pk PRIMARY KEY (tenant_id, selection_id, step, person_id, criterion, account_id);
alter table selection_mark add constraint selection_mark_points CHECK (((centipoints >= 0) AND (centipoints <= 100000)));
alter table selection_result add constraint selection_result_candidate_fk FOREIGN KEY (tenant_id, selection_id, person_id) REFERENCES selection_candidate(tenant_id, selection_id, person_id);
alter table selection_result add constraint selection_result_outcome CHECK ((outcome = ANY (ARRAY['passed'::text, 'below'::text, 'absent'::text, 'withdrawn'::text, 'excluded'::text, 'selected'::text, 'reserve'::text, 'no_part'::text, 'struck'::text])));
alter table selection_result add constraint selection_result_pk PRIMARY KEY (tenant_id, selection_id, step, person_id);
alter table selection_result add constraint selection_result_ranked_once UNIQUE (tenant_id, selection_id, step, rank);
alter table selection_score_import add constraint selection_score_import_maker_fk FOREIGN KEY (tenant_id, created_by) REFERENCES account(tenant_id, id);
alter table selection_score_import add constraint selection_score_import_pk PRIMARY KEY (tenant_id, selection_id, id);
alter table selection_score_import add constraint selection_score_import_rows CHECK ((row_count = (((create_count + change_count) + keep_count) + refuse_count)));
alter table selection_score_import add constraint selection_score_import_selection_fk FOREIGN KEY (tenant_id, selection_id) REFERENCES selection(tenant_id, id);
alter table selection_score_import add constraint selection_score_import_state CHECK (((state = ANY (ARRAY['applied'::text, 'undone'::text])) AND ((state = 'undone'::text) = (undone_at IS NOT NULL))));
alter table session add constraint session_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table session add constraint session_delegation_fk FOREIGN KEY (tenant_id, delegation_id, account_id) REFERENCES delegation(tenant_id, id, delegate_id);
alter table session add constraint session_pk PRIMARY KEY (tenant_id, id);
alter table session add constraint session_token_unique UNIQUE (tenant_id, token_hash);
alter table sign_in_name add constraint sign_in_name_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table sign_in_name add constraint sign_in_name_kind CHECK ((kind = ANY (ARRAY['user_name'::text, 'staff_no'::text, 'phone'::text])));
alter table sign_in_name add constraint sign_in_name_pk PRIMARY KEY (tenant_id, name_hash);
alter table stored_file add constraint stored_file_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table stored_file add constraint stored_file_pk PRIMARY KEY (tenant_id, id);
alter table stored_file add constraint stored_file_sha256_shape CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));
alter table substitution add constraint substitution_from_fk FOREIGN KEY (tenant_id, from_id) REFERENCES enrolment(tenant_id, id);
alter table substitution add constraint substitution_is_another CHECK ((from_id <> to_id));
alter table substitution add constraint substitution_pk PRIMARY KEY (tenant_id, id);
alter table substitution add constraint substitution_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table substitution add constraint substitution_to_fk FOREIGN KEY (tenant_id, to_id) REFERENCES enrolment(tenant_id, id);
alter table substitution_request add constraint substitution_request_decided CHECK (((state = 'asked'::text) = (decided_at IS NULL)));
alter table substitution_request add constraint substitution_request_declined_says_why CHECK (((state <> 'declined'::text) OR (decision_reason IS NOT NULL)));
alter table substitution_request add constraint substitution_request_enrolment_fk FOREIGN KEY (tenant_id, enrolment_id) REFERENCES enrolment(tenant_id, id);
alter table substitution_request add constraint substitution_request_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table substitution_request add constraint substitution_request_pk PRIMARY KEY (tenant_id, id);
alter table substitution_request add constraint substitution_request_state CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'declined'::text, 'withdrawn'::text])));
alter table survey add constraint survey_closed CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));
alter table survey add constraint survey_opened CHECK (((state = 'draft'::text) = (opened_at IS NULL)));
alter table survey add constraint survey_organisation_fk FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, id);
alter table survey add constraint survey_pk PRIMARY KEY (tenant_id, id);
alter table survey add constraint survey_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id) ON DELETE CASCADE;
alter table survey add constraint survey_state CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text])));
alter table survey_answer add constraint survey_answer_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table survey_answer add constraint survey_answer_pk PRIMARY KEY (tenant_id, survey_id, person_id);
alter table survey_answer add constraint survey_answer_survey_fk FOREIGN KEY (tenant_id, survey_id) REFERENCES survey(tenant_id, id) ON DELETE CASCADE;
alter table survey_invited add constraint survey_invited_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table survey_invited add constraint survey_invited_pk PRIMARY KEY (tenant_id, survey_id, person_id);
alter table survey_invited add constraint survey_invited_survey_fk FOREIGN KEY (tenant_id, survey_id) REFERENCES survey(tenant_id, id) ON DELETE CASCADE;
alter table survey_setting add constraint survey_setting_needs CHECK ((needs = ANY (ARRAY['off'::text, 'warn'::text, 'block'::text])));
alter table survey_setting add constraint survey_setting_pk PRIMARY KEY (tenant_id);
alter table survey_tally add constraint survey_tally_piece CHECK (((piece >= 0) AND (piece <= 63)));
alter table survey_tally add constraint survey_tally_pk PRIMARY KEY (tenant_id, survey_id, piece);
alter table survey_tally add constraint survey_tally_survey_fk FOREIGN KEY (tenant_id, survey_id) REFERENCES survey(tenant_id, id) ON DELETE CASCADE;
alter table tenant add constraint tenant_cycle CHECK ((((cycle_start >= 1990) AND (cycle_start <= 2100)) AND ((cycle_years >= 1) AND (cycle_years <= 10))));
alter table tenant add constraint tenant_pk PRIMARY KEY (id);
alter table tenant add constraint tenant_region_shape CHECK ((region_code ~ '^[0-9]{6}$'::text));
alter table tenant add constraint tenant_slug_shape CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'::text));
alter table tenant add constraint tenant_slug_unique UNIQUE (slug);
alter table tenant add constraint tenant_year_range CHECK (((year >= 2000) AND (year <= 2100)));
alter table term_notice_entry add constraint term_notice_entry_pk PRIMARY KEY (tenant_id, object_id, what, to_on);
alter table term_notice_entry add constraint term_notice_entry_what CHECK ((what = ANY (ARRAY['delegation_begins'::text, 'delegation_ends'::text, 'delegation_over'::text, 'grant_ends_14'::text, 'grant_ends_3'::text, 'grant_moved'::text])));
alter table training_class add constraint training_class_closed_at CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));
alter table training_class add constraint training_class_dates CHECK ((ends_on >= starts_on));
alter table training_class add constraint training_class_lead_fk FOREIGN KEY (tenant_id, lead_account_id) REFERENCES account(tenant_id, id);
alter table training_class add constraint training_class_no_unique UNIQUE (tenant_id, programme_id, no);
alter table training_class add constraint training_class_pk PRIMARY KEY (tenant_id, id);
alter table training_class add constraint training_class_places CHECK ((places > 0));
alter table training_class add constraint training_class_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table training_class add constraint training_class_provider_fk FOREIGN KEY (tenant_id, provider_id) REFERENCES organisation(tenant_id, id);
alter table training_class add constraint training_class_state CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'closed'::text])));
alter table transfer add constraint transfer_decided CHECK (((state = 'asked'::text) = (decided_at IS NULL)));
alter table transfer add constraint transfer_from_fk FOREIGN KEY (tenant_id, from_id) REFERENCES organisation(tenant_id, id);
alter table transfer add constraint transfer_goes_somewhere CHECK ((from_id <> to_id));
alter table transfer add constraint transfer_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table transfer add constraint transfer_pk PRIMARY KEY (tenant_id, id);
alter table transfer add constraint transfer_refused_says_why CHECK (((state <> 'refused'::text) OR (answer IS NOT NULL)));
alter table transfer add constraint transfer_side CHECK ((asked_side = ANY (ARRAY['from'::text, 'to'::text, 'both'::text])));
alter table transfer add constraint transfer_state CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text])));
alter table transfer add constraint transfer_to_fk FOREIGN KEY (tenant_id, to_id) REFERENCES organisation(tenant_id, id);
alter table unmasking_entry add constraint unmasking_entry_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table unmasking_entry add constraint unmasking_entry_field CHECK ((field = ANY (ARRAY['id_number'::text, 'phone'::text])));
alter table unmasking_entry add constraint unmasking_entry_has_reason CHECK ((length(btrim(reason)) >= 4));
alter table unmasking_entry add constraint unmasking_entry_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table unmasking_entry add constraint unmasking_entry_pk PRIMARY KEY (tenant_id, id);
alter table waiter add constraint waiter_accepted_is_enrolled CHECK (((state <> 'accepted'::text) OR (enrolment_id IS NOT NULL)));
alter table waiter add constraint waiter_enrolment_fk FOREIGN KEY (tenant_id, enrolment_id) REFERENCES enrolment(tenant_id, id);
alter table waiter add constraint waiter_moved_says_why CHECK (((moved_at IS NULL) OR (moved_reason IS NOT NULL)));
alter table waiter add constraint waiter_offer_has_end CHECK (((state <> 'offered'::text) OR ((offered_at IS NOT NULL) AND (offer_until IS NOT NULL))));
alter table waiter add constraint waiter_person_fk FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id);
alter table waiter add constraint waiter_pk PRIMARY KEY (tenant_id, id);
alter table waiter add constraint waiter_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table waiter add constraint waiter_school_fk FOREIGN KEY (tenant_id, school_id) REFERENCES organisation(tenant_id, id);
alter table waiter add constraint waiter_source CHECK ((source_kind = ANY (ARRAY['waiting'::text, 'invitation'::text, 'round'::text, 'selection'::text])));
alter table waiter add constraint waiter_state CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'left'::text])));
alter table waiting_rule add constraint waiting_rule_hours CHECK ((((term_hours >= 1) AND (term_hours <= 720)) AND ((lead_hours >= 0) AND (lead_hours <= 720))));
alter table waiting_rule add constraint waiting_rule_pk PRIMARY KEY (tenant_id, programme_id);
alter table waiting_rule add constraint waiting_rule_programme_fk FOREIGN KEY (tenant_id, programme_id) REFERENCES programme(tenant_id, id);
alter table working_day add constraint working_day_pk PRIMARY KEY (tenant_id, day);

-- indexes

CREATE INDEX activation_code_by_account ON public.activation_code USING btree (tenant_id, account_id, id DESC);
CREATE INDEX activation_code_by_person ON public.activation_code USING btree (tenant_id, person_id, id DESC);
CREATE INDEX api_token_by_account ON public.api_token USING btree (tenant_id, account_id, id DESC);
CREATE INDEX appeal_by_person ON public.appeal USING btree (tenant_id, person_id, id DESC);
CREATE INDEX appeal_by_state ON public.appeal USING btree (tenant_id, state, id);
CREATE UNIQUE INDEX appeal_one_open ON public.appeal USING btree (tenant_id, subject_kind, subject_id) WHERE (state = 'asked'::text);
CREATE INDEX applied_list_of ON public.applied_list USING btree (tenant_id, kind, about, id);
CREATE INDEX attendance_by_person ON public.attendance USING btree (tenant_id, person_id, at DESC);
CREATE INDEX audit_entry_by_account ON public.audit_entry USING btree (tenant_id, account_id, id);
CREATE INDEX audit_entry_by_act ON public.audit_entry USING btree (tenant_id, act, id);
CREATE INDEX audit_entry_by_object ON public.audit_entry USING btree (tenant_id, object_kind, object_id, id);
CREATE INDEX audit_entry_by_principal ON public.audit_entry USING btree (tenant_id, on_behalf_of, id) WHERE (on_behalf_of IS NOT NULL);
CREATE INDEX backup_run_recent ON public.backup_run USING btree (tenant_id, asked_at DESC);
CREATE INDEX bulletin_by_organisation ON public.bulletin USING btree (tenant_id, organisation_id, sent_at DESC);
CREATE UNIQUE INDEX bureau_key_once ON public.bureau_key USING btree (tenant_id, public_key, bureau) WHERE (withdrawn_at IS NULL);
CREATE INDEX certificate_by_issue ON public.certificate USING btree (tenant_id, issued_on DESC, id DESC);
CREATE INDEX certificate_by_number ON public.certificate USING btree (number);
CREATE INDEX certificate_by_organisation ON public.certificate USING btree (tenant_id, organisation_id, issued_on DESC);
CREATE INDEX certificate_by_person ON public.certificate USING btree (tenant_id, person_id, issued_on DESC);
CREATE INDEX certificate_by_source ON public.certificate USING btree (tenant_id, source_id);
CREATE UNIQUE INDEX certificate_one_genuine ON public.certificate USING btree (tenant_id, credit_entry_id) WHERE (state = 'genuine'::text);
CREATE INDEX claim_by_certificate ON public.claim USING btree (tenant_id, certificate_key) WHERE (certificate_key IS NOT NULL);
CREATE INDEX claim_by_person ON public.claim USING btree (tenant_id, person_id, id DESC);
CREATE INDEX claim_by_state ON public.claim USING btree (tenant_id, state, submitted_at, id);
CREATE INDEX claim_by_title ON public.claim USING btree (tenant_id, title_key, person_id);
CREATE UNIQUE INDEX claim_once ON public.claim USING btree (tenant_id, person_id, title_key, done_on) WHERE (state = ANY (ARRAY['submitted'::text, 'taken_up'::text]));
CREATE INDEX claim_file_by_content ON public.claim_file USING btree (tenant_id, sha256);
CREATE INDEX claim_step_entry_by_claim ON public.claim_step_entry USING btree (tenant_id, claim_id, id);
CREATE INDEX class_member_by_person ON public.class_member USING btree (tenant_id, person_id);
CREATE INDEX class_session_by_class ON public.class_session USING btree (tenant_id, class_id, starts_at);
CREATE INDEX class_session_by_start ON public.class_session USING btree (tenant_id, starts_at);
CREATE INDEX completion_by_person ON public.completion USING btree (tenant_id, person_id);
CREATE INDEX consent_entry_by_person ON public.consent_entry USING btree (tenant_id, person_id, purpose, id DESC);
CREATE INDEX correction_request_by_person ON public.correction_request USING btree (tenant_id, person_id, id DESC);
CREATE INDEX correction_request_by_state ON public.correction_request USING btree (tenant_id, state, id);
CREATE UNIQUE INDEX correction_request_one_open ON public.correction_request USING btree (tenant_id, person_id, field) WHERE (state = 'asked'::text);
CREATE INDEX credit_entry_by_source ON public.credit_entry USING btree (tenant_id, source_id);
CREATE INDEX credit_entry_by_year ON public.credit_entry USING btree (tenant_id, year, posted_at, id);
CREATE UNIQUE INDEX credit_entry_carried_once ON public.credit_entry USING btree (tenant_id, carries_id) WHERE (carries_id IS NOT NULL);
CREATE UNIQUE INDEX credit_entry_reversed_once ON public.credit_entry USING btree (tenant_id, reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX credit_opening_by_state ON public.credit_opening USING btree (tenant_id, state, id);
CREATE UNIQUE INDEX credit_opening_once_for_a_statement ON public.credit_opening USING btree (tenant_id, statement_id) WHERE ((statement_id IS NOT NULL) AND (state <> 'returned'::text));
CREATE INDEX credit_opening_row_by_person ON public.credit_opening_row USING btree (tenant_id, person_id);
CREATE INDEX credit_record_by_organisation ON public.credit_record USING btree (tenant_id, organisation_id, state, id);
CREATE INDEX credit_record_by_person ON public.credit_record USING btree (tenant_id, person_id, id);
CREATE INDEX credit_record_by_source ON public.credit_record USING btree (tenant_id, source_id);
CREATE UNIQUE INDEX credit_record_corrected_once ON public.credit_record USING btree (tenant_id, corrects_id) WHERE (corrects_id IS NOT NULL);
CREATE INDEX credit_record_on_the_way ON public.credit_record USING btree (tenant_id, person_id) WHERE (state = ANY (ARRAY['recorded'::text, 'approved'::text]));
CREATE UNIQUE INDEX credit_record_one_per_source ON public.credit_record USING btree (tenant_id, person_id, source_kind, source_id) WHERE (state = ANY (ARRAY['recorded'::text, 'approved'::text, 'verified'::text]));
CREATE INDEX credit_record_queue ON public.credit_record USING btree (tenant_id, state, id) WHERE (state = ANY (ARRAY['recorded'::text, 'approved'::text, 'returned'::text]));
CREATE INDEX credit_root_by_day ON public.credit_root USING btree (tenant_id, day);
CREATE INDEX credit_root_head_by_branch ON public.credit_root_head USING btree (tenant_id, branch, person_id, seq);
CREATE INDEX credit_root_head_by_root ON public.credit_root_head USING btree (tenant_id, root_seq, person_id, seq);
CREATE INDEX credit_spend_by_person ON public.credit_spend USING btree (tenant_id, person_id, id);
CREATE INDEX credit_spent_entry_by_person ON public.credit_spent_entry USING btree (tenant_id, person_id);
CREATE INDEX delegation_by_delegate ON public.delegation USING btree (tenant_id, delegate_id, to_on);
CREATE INDEX delegation_by_principal ON public.delegation USING btree (tenant_id, principal_id, to_on);
CREATE INDEX delegation_grant_by_grant ON public.delegation_grant USING btree (tenant_id, grant_id);
CREATE INDEX directory_import_recent ON public.directory_import USING btree (tenant_id, organisation_id, id DESC);
CREATE INDEX directory_row_by_organisation ON public.directory_row USING btree (tenant_id, organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX elective_by_programme ON public.elective USING btree (tenant_id, programme_id, "position");
CREATE INDEX elective_choice_by_person ON public.elective_choice USING btree (tenant_id, programme_id, person_id);
CREATE INDEX eligibility_rule_by_series ON public.eligibility_rule USING btree (tenant_id, series) WHERE (series IS NOT NULL);
CREATE INDEX enrolment_by_person ON public.enrolment USING btree (tenant_id, person_id, applied_at DESC);
CREATE INDEX enrolment_by_programme ON public.enrolment USING btree (tenant_id, programme_id, state, applied_at, id);
CREATE INDEX enrolment_by_school ON public.enrolment USING btree (tenant_id, school_id, state, applied_at, id);
CREATE INDEX enrolment_placed ON public.enrolment USING btree (tenant_id, person_id) WHERE (state = 'admitted'::text);
CREATE UNIQUE INDEX enrolment_stands_once ON public.enrolment USING btree (tenant_id, programme_id, person_id) WHERE (state <> ALL (ARRAY['returned'::text, 'withdrawn'::text]));
CREATE INDEX hour_exemption_by_person ON public.hour_exemption USING btree (tenant_id, person_id);
CREATE INDEX hour_exemption_waiting ON public.hour_exemption USING btree (tenant_id, asked_at) WHERE (state = 'asked'::text);
CREATE INDEX hour_import_by_organisation ON public.hour_import USING btree (tenant_id, organisation_id, id DESC);
CREATE INDEX hour_layout_export_last ON public.hour_layout_export USING btree (tenant_id, layout_id, organisation_id, year, exported_at DESC);
CREATE INDEX hour_layout_export_newest ON public.hour_layout_export USING btree (tenant_id, exported_at DESC, id DESC);
CREATE INDEX hour_policy_by_organisation ON public.hour_policy USING btree (tenant_id, organisation_id);
CREATE INDEX hour_rehearsal_by_organisation ON public.hour_rehearsal USING btree (tenant_id, organisation_id, id DESC);
CREATE UNIQUE INDEX hour_rehearsal_of_import ON public.hour_rehearsal USING btree (tenant_id, import_id) WHERE (import_id IS NOT NULL);
CREATE UNIQUE INDEX hour_rehearsal_once ON public.hour_rehearsal USING btree (tenant_id, created_by, sha256, digest) WHERE (import_id IS NULL);
CREATE INDEX hour_reminder_last ON public.hour_reminder USING btree (tenant_id, person_id, reminded_at DESC);
CREATE INDEX hour_requirement_by_year ON public.hour_requirement USING btree (tenant_id, to_year, from_year);
CREATE INDEX hour_statement_by_issue ON public.hour_statement USING btree (tenant_id, issued_at DESC, id DESC);
CREATE INDEX hour_statement_by_number ON public.hour_statement USING btree (number);
CREATE INDEX hour_statement_by_person ON public.hour_statement USING btree (tenant_id, person_id, issued_at DESC);
CREATE INDEX hour_trial_person_by_person ON public.hour_trial_person USING btree (tenant_id, person_id);
CREATE INDEX hour_year_check_by_year ON public.hour_year_check USING btree (tenant_id, year, edition, checked_at);
CREATE INDEX hour_year_person_by_person ON public.hour_year_person USING btree (tenant_id, person_id);
CREATE INDEX hour_year_person_by_place ON public.hour_year_person USING btree (tenant_id, year, edition, organisation_id);
CREATE INDEX hour_year_stamp_by_year ON public.hour_year_stamp USING btree (tenant_id, year, person_id);
CREATE INDEX hours_statement_entry_by_person ON public.hours_statement_entry USING btree (tenant_id, person_id, issued_at);
CREATE INDEX intake_by_programme ON public.intake USING btree (tenant_id, programme_id, made_at DESC, id);
CREATE INDEX integrity_entry_by_day ON public.integrity_entry USING btree (tenant_id, happened_on DESC, id DESC);
CREATE INDEX integrity_entry_by_person ON public.integrity_entry USING btree (tenant_id, person_id);
CREATE INDEX integrity_request_by_person ON public.integrity_request USING btree (tenant_id, person_id);
CREATE INDEX integrity_request_by_state ON public.integrity_request USING btree (tenant_id, state, asked_at, id);
CREATE UNIQUE INDEX integrity_request_one_granted ON public.integrity_request USING btree (tenant_id, fact_id, kind) WHERE (state = 'granted'::text);
CREATE UNIQUE INDEX integrity_request_one_open ON public.integrity_request USING btree (tenant_id, fact_id, kind) WHERE (state = 'asked'::text);
CREATE INDEX job_run_open ON public.job_run USING btree (tenant_id, created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text, 'cancelling'::text]));
CREATE INDEX job_run_recent ON public.job_run USING btree (tenant_id, requested_by, id DESC);
CREATE INDEX job_run_rehearsals ON public.job_run USING btree (tenant_id, ((payload ->> 'roundId'::text)), created_at DESC, id DESC) WHERE (name = 'rounds.rehearse'::text);
CREATE INDEX mail_letter_due ON public.mail_letter USING btree (tenant_id, due_at) WHERE (state = 'waiting'::text);
CREATE INDEX mail_letter_newest ON public.mail_letter USING btree (tenant_id, id DESC);
CREATE INDEX mail_letter_sending ON public.mail_letter USING btree (tenant_id, tried_at) WHERE (state = 'sending'::text);
CREATE INDEX matching_applicant_by_person ON public.matching_applicant USING btree (tenant_id, person_id);
CREATE INDEX matching_loosening_entry_by_round ON public.matching_loosening_entry USING btree (tenant_id, round_id, loosened_at);
CREATE INDEX matching_result_by_person ON public.matching_result USING btree (tenant_id, person_id);
CREATE INDEX matching_round_programme_by_programme ON public.matching_round_programme USING btree (tenant_id, programme_id);
CREATE INDEX matching_run_entry_by_round ON public.matching_run_entry USING btree (tenant_id, round_id, ran_at);
CREATE INDEX matching_succession_entry_by_left ON public.matching_succession_entry USING btree (tenant_id, in_place_of);
CREATE INDEX matching_succession_entry_by_programme ON public.matching_succession_entry USING btree (tenant_id, programme_id);
CREATE INDEX matching_succession_entry_by_round ON public.matching_succession_entry USING btree (tenant_id, round_id);
CREATE INDEX matching_succession_entry_by_seat ON public.matching_succession_entry USING btree (tenant_id, seat_round_id);
CREATE INDEX notice_by_account ON public.notice USING btree (tenant_id, account_id, id DESC) WHERE (account_id IS NOT NULL);
CREATE INDEX notice_by_person ON public.notice USING btree (tenant_id, person_id, id DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX notice_unread_by_account ON public.notice USING btree (tenant_id, account_id) WHERE ((read_at IS NULL) AND (account_id IS NOT NULL));
CREATE INDEX notice_unread_by_person ON public.notice USING btree (tenant_id, person_id) WHERE ((read_at IS NULL) AND (person_id IS NOT NULL));
CREATE INDEX opening_statement_entry_by_person ON public.opening_statement_entry USING btree (tenant_id, person_id);
CREATE INDEX organisation_by_name ON public.organisation USING btree (tenant_id, pinyin, id);
CREATE INDEX organisation_by_parent ON public.organisation USING btree (tenant_id, parent_id);
CREATE UNIQUE INDEX organisation_one_bureau ON public.organisation USING btree (tenant_id) WHERE (kind = 'bureau'::text);
CREATE INDEX organisation_change_entry_by_organisation ON public.organisation_change_entry USING btree (tenant_id, organisation_id, dated_on);
CREATE INDEX organisation_change_entry_by_target ON public.organisation_change_entry USING btree (tenant_id, to_id);
CREATE INDEX organisation_closure_upward ON public.organisation_closure USING btree (tenant_id, descendant_id, ancestor_id);
CREATE INDEX own_data_file_by_person ON public.own_data_file USING btree (tenant_id, person_id, id DESC);
CREATE INDEX participation_by_class ON public.participation USING btree (tenant_id, class_id, organisation_id) WHERE (class_id IS NOT NULL);
CREATE INDEX participation_by_person ON public.participation USING btree (tenant_id, person_id);
CREATE INDEX participation_by_programme ON public.participation USING btree (tenant_id, programme_id, person_id) WHERE (programme_id IS NOT NULL);
CREATE INDEX participation_by_year ON public.participation USING btree (tenant_id, year DESC, id DESC);
CREATE UNIQUE INDEX participation_imported_once ON public.participation USING btree (tenant_id, person_id, title_key, year) WHERE (source = 'import'::text);
CREATE INDEX participation_import_by_organisation ON public.participation_import USING btree (tenant_id, organisation_id, id DESC);
CREATE UNIQUE INDEX password_request_open ON public.password_request USING btree (tenant_id, account_id) WHERE (closed_at IS NULL);
CREATE INDEX pasted_list_by_account ON public.pasted_list USING btree (tenant_id, account_id, made_at);
CREATE INDEX pasted_list_expiry ON public.pasted_list USING btree (tenant_id, expires_at);
CREATE INDEX person_by_name ON public.person USING btree (tenant_id, name);
CREATE INDEX person_by_organisation ON public.person USING btree (tenant_id, organisation_id, sort_key, id) INCLUDE (merged_into, found_by);
CREATE INDEX person_by_phone ON public.person USING btree (tenant_id, phone_hash);
CREATE INDEX person_by_sort_key ON public.person USING btree (tenant_id, sort_key, id);
CREATE INDEX person_found_by ON public.person USING gin (found_by);
CREATE INDEX person_merged ON public.person USING btree (tenant_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX person_unspelled ON public.person USING btree (tenant_id, id) WHERE (spelling IS NULL);
CREATE INDEX person_change_entry_by_person ON public.person_change_entry USING btree (tenant_id, person_id, dated_on);
CREATE INDEX person_merge_recent ON public.person_merge USING btree (tenant_id, merged_at DESC);
CREATE UNIQUE INDEX person_merge_stands_once ON public.person_merge USING btree (tenant_id, gone_id) WHERE (undone_at IS NULL);
CREATE INDEX plan_by_organisation ON public.plan USING btree (tenant_id, organisation_id);
CREATE INDEX plan_by_year ON public.plan USING btree (tenant_id, year DESC, id DESC);
CREATE INDEX plan_document_recent ON public.plan_document USING btree (tenant_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX plan_filing_once ON public.plan_filing USING btree (tenant_id, plan_id) WHERE (voided_at IS NULL);
CREATE INDEX plan_hour_rule_by_plan ON public.plan_hour_rule USING btree (tenant_id, plan_id, "position");
CREATE INDEX plan_meeting_by_plan ON public.plan_meeting USING btree (tenant_id, plan_id, held_on);
CREATE INDEX plan_member_by_plan ON public.plan_member USING btree (tenant_id, plan_id, "position");
CREATE INDEX plan_phase_by_plan ON public.plan_phase USING btree (tenant_id, plan_id, "position");
CREATE INDEX plan_quota_by_plan ON public.plan_quota USING btree (tenant_id, plan_id, "position");
CREATE INDEX plan_target_by_plan ON public.plan_target USING btree (tenant_id, plan_id, "position");
CREATE UNIQUE INDEX population_name_unique ON public.population USING btree (tenant_id, organisation_id, name) WHERE (closed_at IS NULL);
CREATE INDEX population_use_entry_by_object ON public.population_use_entry USING btree (tenant_id, object_id, used_at DESC);
CREATE INDEX population_use_entry_by_population ON public.population_use_entry USING btree (tenant_id, population_id, used_at DESC);
CREATE INDEX post_by_kind ON public.post USING btree (tenant_id, kind, organisation_id);
CREATE INDEX post_by_person ON public.post USING btree (tenant_id, person_id);
CREATE INDEX programme_by_organisation ON public.programme USING btree (tenant_id, organisation_id);
CREATE INDEX programme_by_plan ON public.programme USING btree (tenant_id, plan_id, no);
CREATE INDEX programme_by_provider ON public.programme USING btree (tenant_id, provider_id);
CREATE INDEX programme_by_year ON public.programme USING btree (tenant_id, year, state);
CREATE INDEX public_notice_by_state ON public.public_notice USING btree (tenant_id, state, ends_on, id);
CREATE INDEX public_notice_by_subject ON public.public_notice USING btree (tenant_id, subject_kind, subject_id, id);
CREATE UNIQUE INDEX public_notice_open_once ON public.public_notice USING btree (tenant_id, subject_kind, subject_id) WHERE (state = 'open'::text);
CREATE INDEX public_notice_row_by_person ON public.public_notice_row USING btree (tenant_id, person_id);
CREATE INDEX public_objection_by_account ON public.public_objection USING btree (tenant_id, account_id, id) WHERE (account_id IS NOT NULL);
CREATE INDEX public_objection_by_notice ON public.public_objection USING btree (tenant_id, notice_id, id);
CREATE INDEX public_objection_by_objector ON public.public_objection USING btree (tenant_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX public_objection_by_person ON public.public_objection USING btree (tenant_id, about_person_id) WHERE (about_person_id IS NOT NULL);
CREATE INDEX public_objection_waiting ON public.public_objection USING btree (tenant_id, notice_id) WHERE (state = 'received'::text);
CREATE INDEX quota_cell_by_organisation ON public.quota_cell USING btree (tenant_id, (wanted[1])) WHERE (dimension = 'organisation'::text);
CREATE INDEX quota_cell_by_programme ON public.quota_cell USING btree (tenant_id, programme_id, "position");
CREATE INDEX quota_hold_by_person ON public.quota_hold USING btree (tenant_id, programme_id, person_id);
CREATE INDEX quota_move_by_programme ON public.quota_move USING btree (tenant_id, programme_id, moved_at DESC, id);
CREATE UNIQUE INDEX research_team_named_once ON public.research_team USING btree (tenant_id, organisation_id, name) WHERE (closed_on IS NULL);
CREATE INDEX research_team_member_by_person ON public.research_team_member USING btree (tenant_id, person_id);
CREATE UNIQUE INDEX reserve_candidate_once ON public.reserve_candidate USING btree (tenant_id, person_id, level, COALESCE(subject, ''::text)) WHERE (removed_at IS NULL);
CREATE INDEX restriction_by_person ON public.restriction USING btree (tenant_id, person_id) WHERE (lifted_at IS NULL);
CREATE INDEX restriction_look_entry_by_person ON public.restriction_look_entry USING btree (tenant_id, person_id, at DESC);
CREATE INDEX role_grant_by_account ON public.role_grant USING btree (tenant_id, account_id);
CREATE INDEX role_grant_by_organisation ON public.role_grant USING btree (tenant_id, organisation_id, role);
CREATE INDEX roster_import_recent ON public.roster_import USING btree (tenant_id, organisation_id, id DESC);
CREATE INDEX roster_row_by_outcome ON public.roster_row USING btree (tenant_id, import_id, outcome, no);
CREATE INDEX roster_row_by_person ON public.roster_row USING btree (tenant_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX saved_view_shared ON public.saved_view USING btree (tenant_id, list, shared_with) WHERE (shared_with IS NOT NULL);
CREATE INDEX saved_view_default_by_view ON public.saved_view_default USING btree (tenant_id, view_id);
CREATE INDEX school_plan_by_organisation ON public.school_plan USING btree (tenant_id, organisation_id, id);
CREATE INDEX school_plan_by_team ON public.school_plan USING btree (tenant_id, team_id) WHERE (team_id IS NOT NULL);
CREATE INDEX school_plan_waiting ON public.school_plan USING btree (tenant_id, COALESCE(amendment, state)) WHERE (COALESCE(amendment, state) = ANY (ARRAY['submitted'::text, 'school_approved'::text]));
CREATE INDEX school_plan_attendance_by_person ON public.school_plan_attendance USING btree (tenant_id, person_id);
CREATE UNIQUE INDEX school_plan_closed_once ON public.school_plan_closure USING btree (tenant_id, plan_id) WHERE (reopened_at IS NULL);
CREATE INDEX school_plan_evidence_by_plan ON public.school_plan_evidence USING btree (tenant_id, plan_id);
CREATE INDEX school_plan_hours_by_person ON public.school_plan_hours USING btree (tenant_id, person_id);
CREATE INDEX school_plan_member_by_person ON public.school_plan_member USING btree (tenant_id, person_id);
CREATE INDEX school_plan_reflection_by_person ON public.school_plan_reflection USING btree (tenant_id, person_id);
CREATE INDEX school_plan_session_by_day ON public.school_plan_session USING btree (tenant_id, COALESCE(held_on, planned_on));
CREATE INDEX school_plan_session_by_plan ON public.school_plan_session USING btree (tenant_id, plan_id, "position");
CREATE INDEX selection_by_organisation ON public.selection USING btree (tenant_id, organisation_id, id);
CREATE INDEX selection_by_programme ON public.selection USING btree (tenant_id, programme_id) WHERE (programme_id IS NOT NULL);
CREATE INDEX selection_assignment_by_expert ON public.selection_assignment USING btree (tenant_id, account_id, selection_id);
CREATE INDEX selection_candidate_by_person ON public.selection_candidate USING btree (tenant_id, person_id);
CREATE INDEX selection_expert_by_account ON public.selection_expert USING btree (tenant_id, account_id);
CREATE INDEX selection_result_by_person ON public.selection_result USING btree (tenant_id, person_id);
CREATE INDEX session_by_account ON public.session USING btree (tenant_id, account_id);
CREATE INDEX sign_in_name_by_account ON public.sign_in_name USING btree (tenant_id, account_id);
CREATE INDEX stored_file_by_content ON public.stored_file USING btree (tenant_id, sha256);
CREATE UNIQUE INDEX substitution_once ON public.substitution USING btree (tenant_id, from_id);
CREATE INDEX substitution_request_by_enrolment ON public.substitution_request USING btree (tenant_id, enrolment_id);
CREATE INDEX substitution_request_by_time ON public.substitution_request USING btree (tenant_id, asked_at DESC, id);
CREATE UNIQUE INDEX substitution_request_open_once ON public.substitution_request USING btree (tenant_id, enrolment_id) WHERE (state = 'asked'::text);
CREATE INDEX survey_by_programme ON public.survey USING btree (tenant_id, programme_id) WHERE (programme_id IS NOT NULL);
CREATE INDEX survey_invited_of_person ON public.survey_invited USING btree (tenant_id, person_id) WHERE (NOT answered);
CREATE INDEX training_class_by_provider ON public.training_class USING btree (tenant_id, provider_id, starts_on);
CREATE INDEX training_class_by_start ON public.training_class USING btree (tenant_id, starts_on, id);
CREATE INDEX transfer_by_from ON public.transfer USING btree (tenant_id, from_id, id DESC);
CREATE INDEX transfer_by_to ON public.transfer USING btree (tenant_id, to_id, id DESC);
CREATE UNIQUE INDEX transfer_one_under_way ON public.transfer USING btree (tenant_id, person_id) WHERE (state = 'asked'::text);
CREATE INDEX unmasking_entry_by_account ON public.unmasking_entry USING btree (tenant_id, account_id, at);
CREATE INDEX unmasking_entry_by_export ON public.unmasking_entry USING btree (tenant_id, export_id) WHERE (export_id IS NOT NULL);
CREATE INDEX unmasking_entry_by_person ON public.unmasking_entry USING btree (tenant_id, person_id, id DESC);
CREATE INDEX waiter_by_person ON public.waiter USING btree (tenant_id, person_id, joined_at DESC);
CREATE INDEX waiter_by_programme ON public.waiter USING btree (tenant_id, programme_id, state, joined_at, id);
CREATE INDEX waiter_by_source ON public.waiter USING btree (tenant_id, source_id) WHERE (source_kind = ANY (ARRAY['round'::text, 'selection'::text]));
CREATE INDEX waiter_in_turn ON public.waiter USING btree (tenant_id, programme_id, turn, id) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));
CREATE INDEX waiter_offer_ends ON public.waiter USING btree (tenant_id, offer_until) WHERE (state = 'offered'::text);
CREATE UNIQUE INDEX waiter_stands_once ON public.waiter USING btree (tenant_id, programme_id, person_id) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));

-- policies

create policy tenant_only on access_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on account for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on account_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on activation_code for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on api_token for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on appeal for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on appeal_file for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on applied_list for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on assessment_result for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on assessment_scheme for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on attendance for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on audit_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on audit_purge_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on audit_seal_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on audit_unsealed for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on backup_run for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on backup_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on backup_warning_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on bulletin for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on bureau_key for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on calendar_feed for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on certificate for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on certificate_counter for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on certificate_rule for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on claim for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on claim_file for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on claim_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on claim_sharing for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on claim_step_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on class_closure for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on class_member for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on class_session for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on completion for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on consent_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on correction_request for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_approval for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_class for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_frozen_year for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_opening for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_opening_part for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_opening_row for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_record for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_release for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_root for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_root_head for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_spend for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_spent_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_sum for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on credit_verification for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on delegation for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on delegation_grant for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on directory_import for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on directory_row for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on elective for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on elective_choice for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on elective_rule for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on eligibility_rule for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on eligibility_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on enrolment for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on external_hour for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_exemption for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_import for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_import_row for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_layout for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_layout_draft for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_layout_export for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_layout_full_file for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_layout_row for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_layout_version for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_policy for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_policy_draft for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_policy_version for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_rehearsal for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_reminder for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_requirement for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_statement for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_statement_counter for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_statement_withdrawal for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_trial for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_trial_person for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_year for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_year_check for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_year_person for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_year_rules for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_year_stamp for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hour_year_standing for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on hours_statement_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on identity_link for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on identity_provider for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on intake for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on integrity_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on integrity_request for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on integrity_reversal_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on integrity_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on job_run for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on mail_address for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on mail_confirmation for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on mail_letter for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_applicant for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_loosening_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_pin for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_result for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_round for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_round_programme for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_run_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_score for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on matching_succession_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on notice for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on notice_text for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on opening_statement_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on organisation for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on organisation_change_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on organisation_closure for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on own_data_file for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on participation for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on participation_import for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on password_request for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on pasted_item for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on pasted_list for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on pasted_row for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on person for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on person_change_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on person_merge for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on place_counter for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_document for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_filing for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_hour_rule for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_meeting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_member for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_phase for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_quota for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_target for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on plan_version for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on population for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on population_use_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on population_version_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on post for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on privacy_text_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on programme for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on public_notice for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on public_notice_row for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on public_notice_step_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on public_objection for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on publicity_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on quota_cell for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on quota_hold for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on quota_move for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on quota_sheet for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on recovery_code for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on research_team for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on research_team_member for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on reserve_candidate for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on restriction for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on restriction_look_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on retention_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on retention_rule for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on role_grant for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on roster_import for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on roster_row for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on saved_view for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on saved_view_default for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_attendance for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_closure for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_decision_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_evidence for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_hours for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_member for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_reflection for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_session for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_plan_version_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on school_training_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on second_factor for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_assignment for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_candidate for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_conflict for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_expert for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_log_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_mark for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_result for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on selection_score_import for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on session for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on sign_in_name for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on stored_file for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on substitution for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on substitution_request for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on survey for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on survey_answer for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on survey_invited for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on survey_setting for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on survey_tally for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_founded on tenant for insert with check ((id = qinglan_tenant()));
create policy tenant_own on tenant for update using ((id = qinglan_tenant())) with check ((id = qinglan_tenant()));
create policy tenant_read on tenant for select using (true);
create policy tenant_only on term_notice_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on training_class for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on transfer for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on unmasking_entry for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on waiter for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on waiting_rule for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
create policy tenant_only on working_day for all using ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));

-- grants

grant delete, insert, select, update on access_setting to qinglan_app;
grant delete, insert, select, update on account to qinglan_app;
grant delete, insert, select, update on account_setting to qinglan_app;
grant delete, insert, select, update on activation_code to qinglan_app;
grant delete, insert, select, update on api_token to qinglan_app;
grant delete, insert, select, update on appeal to qinglan_app;
grant delete, insert, select, update on appeal_file to qinglan_app;
grant delete, insert, select, update on applied_list to qinglan_app;
grant delete, insert, select, update on assessment_result to qinglan_app;
grant delete, insert, select, update on assessment_scheme to qinglan_app;
grant delete, insert, select, update on attendance to qinglan_app;
grant insert, select on audit_entry to qinglan_app;
grant insert, select on audit_purge_entry to qinglan_app;
grant insert, select on audit_seal_entry to qinglan_app;
grant delete, insert, select, update on audit_unsealed to qinglan_app;
grant delete, insert, select, update on backup_run to qinglan_app;
grant delete, insert, select, update on backup_setting to qinglan_app;
grant insert, select on backup_warning_entry to qinglan_app;
grant delete, insert, select, update on bulletin to qinglan_app;
grant delete, insert, select, update on bureau_key to qinglan_app;
grant delete, insert, select, update on calendar_feed to qinglan_app;
grant insert, select on certificate to qinglan_app;
grant delete, insert, select, update on certificate_counter to qinglan_app;
grant delete, insert, select, update on certificate_rule to qinglan_app;
grant delete, insert, select, update on claim to qinglan_app;
grant delete, insert, select, update on claim_file to qinglan_app;
grant delete, insert, select, update on claim_setting to qinglan_app;
grant delete, insert, select, update on claim_sharing to qinglan_app;
grant insert, select on claim_step_entry to qinglan_app;
grant delete, insert, select, update on class_closure to qinglan_app;
grant delete, insert, select, update on class_member to qinglan_app;
grant delete, insert, select, update on class_session to qinglan_app;
grant delete, insert, select, update on completion to qinglan_app;
grant insert, select on consent_entry to qinglan_app;
grant delete, insert, select, update on correction_request to qinglan_app;
grant insert, select on credit_approval to qinglan_app;
grant insert, select on credit_class to qinglan_app;
grant insert, select on credit_entry to qinglan_app;
grant insert, select on credit_frozen_year to qinglan_app;
grant delete, insert, select, update on credit_opening to qinglan_app;
grant insert, select on credit_opening_part to qinglan_app;
grant insert, select on credit_opening_row to qinglan_app;
grant delete, insert, select, update on credit_record to qinglan_app;
grant insert, select on credit_release to qinglan_app;
grant insert, select on credit_root to qinglan_app;
grant insert, select on credit_root_head to qinglan_app;
grant insert, select on credit_spend to qinglan_app;
grant insert, select on credit_spent_entry to qinglan_app;
grant delete, insert, select, update on credit_sum to qinglan_app;
grant select on credit_total to qinglan_app;
grant insert, select on credit_verification to qinglan_app;
grant delete, insert, select, update on delegation to qinglan_app;
grant delete, insert, select, update on delegation_grant to qinglan_app;
grant delete, insert, select, update on directory_import to qinglan_app;
grant delete, insert, select, update on directory_row to qinglan_app;
grant delete, insert, select, update on elective to qinglan_app;
grant delete, insert, select, update on elective_choice to qinglan_app;
grant delete, insert, select, update on elective_rule to qinglan_app;
grant delete, insert, select, update on eligibility_rule to qinglan_app;
grant delete, insert, select, update on eligibility_setting to qinglan_app;
grant delete, insert, select, update on enrolment to qinglan_app;
grant insert, select on external_hour to qinglan_app;
grant delete, insert, select, update on hour_exemption to qinglan_app;
grant delete, insert, select, update on hour_import to qinglan_app;
grant insert, select on hour_import_row to qinglan_app;
grant insert, select, update on hour_layout to qinglan_app;
grant delete, insert, select, update on hour_layout_draft to qinglan_app;
grant insert, select on hour_layout_export to qinglan_app;
grant delete, insert, select, update on hour_layout_full_file to qinglan_app;
grant insert, select on hour_layout_row to qinglan_app;
grant insert, select on hour_layout_version to qinglan_app;
grant delete, insert, select, update on hour_policy to qinglan_app;
grant delete, insert, select, update on hour_policy_draft to qinglan_app;
grant insert, select on hour_policy_version to qinglan_app;
grant delete, insert, select, update on hour_rehearsal to qinglan_app;
grant insert, select on hour_reminder to qinglan_app;
grant delete, insert, select, update on hour_requirement to qinglan_app;
grant insert, select on hour_statement to qinglan_app;
grant delete, insert, select, update on hour_statement_counter to qinglan_app;
grant insert, select on hour_statement_withdrawal to qinglan_app;
grant delete, insert, select, update on hour_trial to qinglan_app;
grant delete, insert, select, update on hour_trial_person to qinglan_app;
grant insert, select on hour_year to qinglan_app;
grant insert, select on hour_year_check to qinglan_app;
grant insert, select on hour_year_person to qinglan_app;
grant insert, select on hour_year_rules to qinglan_app;
grant insert, select on hour_year_stamp to qinglan_app;
grant insert, select on hour_year_standing to qinglan_app;
grant insert, select on hours_statement_entry to qinglan_app;
grant delete, insert, select, update on identity_link to qinglan_app;
grant delete, insert, select, update on identity_provider to qinglan_app;
grant delete, insert, select, update on intake to qinglan_app;
grant insert, select on integrity_entry to qinglan_app;
grant delete, insert, select, update on integrity_request to qinglan_app;
grant insert, select on integrity_reversal_entry to qinglan_app;
grant delete, insert, select, update on integrity_setting to qinglan_app;
grant delete, insert, select, update on job_run to qinglan_app;
grant delete, insert, select, update on mail_address to qinglan_app;
grant delete, insert, select, update on mail_confirmation to qinglan_app;
grant delete, insert, select, update on mail_letter to qinglan_app;
grant delete, insert, select, update on matching_applicant to qinglan_app;
grant insert, select on matching_loosening_entry to qinglan_app;
grant delete, insert, select, update on matching_pin to qinglan_app;
grant delete, insert, select, update on matching_result to qinglan_app;
grant delete, insert, select, update on matching_round to qinglan_app;
grant delete, insert, select, update on matching_round_programme to qinglan_app;
grant insert, select on matching_run_entry to qinglan_app;
grant delete, insert, select, update on matching_score to qinglan_app;
grant insert, select on matching_succession_entry to qinglan_app;
grant delete, insert, select, update on notice to qinglan_app;
grant delete, insert, select, update on notice_text to qinglan_app;
grant insert, select on opening_statement_entry to qinglan_app;
grant delete, insert, select, update on organisation to qinglan_app;
grant insert, select on organisation_change_entry to qinglan_app;
grant delete, insert, select, update on organisation_closure to qinglan_app;
grant delete, insert, select, update on own_data_file to qinglan_app;
grant delete, insert, select, update on participation to qinglan_app;
grant delete, insert, select, update on participation_import to qinglan_app;
grant delete, insert, select, update on password_request to qinglan_app;
grant delete, insert, select, update on pasted_item to qinglan_app;
grant delete, insert, select, update on pasted_list to qinglan_app;
grant delete, insert, select, update on pasted_row to qinglan_app;
grant delete, insert, select, update on person to qinglan_app;
grant insert, select on person_change_entry to qinglan_app;
grant delete, insert, select, update on person_merge to qinglan_app;
grant delete, insert, select, update on place_counter to qinglan_app;
grant delete, insert, select, update on plan to qinglan_app;
grant delete, insert, select, update on plan_document to qinglan_app;
grant delete, insert, select, update on plan_filing to qinglan_app;
grant delete, insert, select, update on plan_hour_rule to qinglan_app;
grant delete, insert, select, update on plan_meeting to qinglan_app;
grant delete, insert, select, update on plan_member to qinglan_app;
grant delete, insert, select, update on plan_phase to qinglan_app;
grant delete, insert, select, update on plan_quota to qinglan_app;
grant delete, insert, select, update on plan_target to qinglan_app;
grant delete, insert, select, update on plan_version to qinglan_app;
grant delete, insert, select, update on population to qinglan_app;
grant insert, select on population_use_entry to qinglan_app;
grant insert, select on population_version_entry to qinglan_app;
grant delete, insert, select, update on post to qinglan_app;
grant insert, select on privacy_text_entry to qinglan_app;
grant delete, insert, select, update on programme to qinglan_app;
grant delete, insert, select, update on public_notice to qinglan_app;
grant delete, insert, select, update on public_notice_row to qinglan_app;
grant insert, select on public_notice_step_entry to qinglan_app;
grant delete, insert, select, update on public_objection to qinglan_app;
grant delete, insert, select, update on publicity_setting to qinglan_app;
grant delete, insert, select, update on quota_cell to qinglan_app;
grant delete, insert, select, update on quota_hold to qinglan_app;
grant delete, insert, select, update on quota_move to qinglan_app;
grant delete, insert, select, update on quota_sheet to qinglan_app;
grant delete, insert, select, update on rate_limit to qinglan_app;
grant delete, insert, select, update on recovery_code to qinglan_app;
grant delete, insert, select, update on research_team to qinglan_app;
grant delete, insert, select, update on research_team_member to qinglan_app;
grant delete, insert, select, update on reserve_candidate to qinglan_app;
grant delete, insert, select, update on restriction to qinglan_app;
grant insert, select on restriction_look_entry to qinglan_app;
grant insert, select on retention_entry to qinglan_app;
grant delete, insert, select, update on retention_rule to qinglan_app;
grant delete, insert, select, update on role_grant to qinglan_app;
grant delete, insert, select, update on roster_import to qinglan_app;
grant delete, insert, select, update on roster_row to qinglan_app;
grant delete, insert, select, update on saved_view to qinglan_app;
grant delete, insert, select, update on saved_view_default to qinglan_app;
grant delete, insert, select, update on school_plan to qinglan_app;
grant delete, insert, select, update on school_plan_attendance to qinglan_app;
grant delete, insert, select, update on school_plan_closure to qinglan_app;
grant insert, select on school_plan_decision_entry to qinglan_app;
grant delete, insert, select, update on school_plan_evidence to qinglan_app;
grant delete, insert, select, update on school_plan_hours to qinglan_app;
grant delete, insert, select, update on school_plan_member to qinglan_app;
grant delete, insert, select, update on school_plan_reflection to qinglan_app;
grant delete, insert, select, update on school_plan_session to qinglan_app;
grant insert, select on school_plan_version_entry to qinglan_app;
grant delete, insert, select, update on school_training_setting to qinglan_app;
grant delete, insert, select, update on second_factor to qinglan_app;
grant delete, insert, select, update on selection to qinglan_app;
grant delete, insert, select, update on selection_assignment to qinglan_app;
grant delete, insert, select, update on selection_candidate to qinglan_app;
grant delete, insert, select, update on selection_conflict to qinglan_app;
grant delete, insert, select, update on selection_expert to qinglan_app;
grant insert, select on selection_log_entry to qinglan_app;
grant delete, insert, select, update on selection_mark to qinglan_app;
grant delete, insert, select, update on selection_result to qinglan_app;
grant delete, insert, select, update on selection_score_import to qinglan_app;
grant delete, insert, select, update on session to qinglan_app;
grant delete, insert, select, update on sign_in_name to qinglan_app;
grant delete, insert, select, update on stored_file to qinglan_app;
grant delete, insert, select, update on substitution to qinglan_app;
grant delete, insert, select, update on substitution_request to qinglan_app;
grant delete, insert, select, update on survey to qinglan_app;
grant delete, insert, select, update on survey_answer to qinglan_app;
grant delete, insert, select, update on survey_invited to qinglan_app;
grant delete, insert, select, update on survey_setting to qinglan_app;
grant delete, insert, select, update on survey_tally to qinglan_app;
grant insert, select on tenant to qinglan_app;
grant insert, select on term_notice_entry to qinglan_app;
grant delete, insert, select, update on training_class to qinglan_app;
grant delete, insert, select, update on transfer to qinglan_app;
grant insert, select on unmasking_entry to qinglan_app;
grant delete, insert, select, update on waiter to qinglan_app;
grant delete, insert, select, update on waiting_rule to qinglan_app;
grant delete, insert, select, update on working_day to qinglan_app;
