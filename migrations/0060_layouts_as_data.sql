-- Layouts that hours are handed in by are data: drafted by the bureau, tried, put in force from a day. A version never changes, and
-- an export says which one it was made by.

create table hour_layout (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  name_en text,
  -- The system that takes it in, or what it is for.
  target text not null,
  subject text not null,
  -- What it was shipped as; null for one that was made here.
  shipped text,
  source_cites text not null,
  source_sure text not null,
  made_by uuid,
  made_at timestamptz not null,
  ended_on date,
  ended_by uuid,
  ended_reason text,
  constraint hour_layout_pk primary key (tenant_id, id),
  constraint hour_layout_shipped_once unique (tenant_id, organisation_id, shipped),
  constraint hour_layout_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint hour_layout_made_by_fk foreign key (tenant_id, made_by) references account (tenant_id, id),
  constraint hour_layout_ended_by_fk foreign key (tenant_id, ended_by) references account (tenant_id, id),
  constraint hour_layout_subject check (subject in ('person', 'school')),
  constraint hour_layout_sure check (source_sure in ('stated', 'found', 'general')),
  constraint hour_layout_made_or_shipped check ((made_by is null) = (shipped is not null)),
  constraint hour_layout_ended_whole check (
    (ended_on is null) = (ended_by is null) and (ended_on is null) = (ended_reason is null))
);
select qinglan_protect('hour_layout');
revoke delete on hour_layout from qinglan_app;

create table hour_layout_draft (
  tenant_id uuid not null,
  layout_id uuid not null,
  revision integer not null,
  content jsonb not null,
  -- Null for what was shipped and nobody has touched yet.
  changed_by uuid,
  changed_at timestamptz not null,
  constraint hour_layout_draft_pk primary key (tenant_id, layout_id),
  constraint hour_layout_draft_layout_fk foreign key (tenant_id, layout_id) references hour_layout (tenant_id, id),
  constraint hour_layout_draft_by_fk foreign key (tenant_id, changed_by) references account (tenant_id, id),
  constraint hour_layout_draft_revision check (revision > 0)
);
select qinglan_protect('hour_layout_draft');

create table hour_layout_version (
  tenant_id uuid not null,
  layout_id uuid not null,
  version integer not null,
  content jsonb not null,
  effective_from date not null,
  reason text not null,
  drafted_by uuid,
  adopted_by uuid,
  adopted_at timestamptz not null,
  constraint hour_layout_version_pk primary key (tenant_id, layout_id, version),
  constraint hour_layout_version_layout_fk foreign key (tenant_id, layout_id) references hour_layout (tenant_id, id),
  constraint hour_layout_version_drafted_fk foreign key (tenant_id, drafted_by) references account (tenant_id, id),
  constraint hour_layout_version_adopted_fk foreign key (tenant_id, adopted_by) references account (tenant_id, id),
  constraint hour_layout_version_number check (version > 0),
  -- Only the first version of a layout that was shipped was adopted by nobody.
  constraint hour_layout_version_adopted check (adopted_by is not null or version = 1)
);
select qinglan_protect_append('hour_layout_version');

-- What a region begins with; called once for each bureau, and harmless when called again.
create function region_begins(bureau uuid, at timestamptz) returns void
language plpgsql set search_path = public, pg_temp as $$
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
end $$;
revoke execute on function region_begins(uuid, timestamptz) from public;
grant execute on function region_begins(uuid, timestamptz) to qinglan_app;

-- Bureaus that are there already; what they handed in was made by the first version.
alter table hour_layout_export add column layout_id uuid, add column version integer;
do $$
declare
  one record;
begin
  for one in select tenant_id, id, created_at from organisation where parent_id is null loop
    perform set_config('app.tenant', one.tenant_id::text, true);
    perform region_begins(one.id, one.created_at);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
update hour_layout_export e set layout_id = l.id, version = 1
  from hour_layout l where l.tenant_id = e.tenant_id and l.shipped = e.layout;
drop index hour_layout_export_last;
alter table hour_layout_export
  drop column layout, drop column edition,
  alter column layout_id set not null, alter column version set not null,
  add constraint hour_layout_export_version_fk foreign key (tenant_id, layout_id, version)
    references hour_layout_version (tenant_id, layout_id, version);
create index hour_layout_export_last on hour_layout_export (tenant_id, layout_id, organisation_id, year, exported_at desc);
create index hour_layout_export_newest on hour_layout_export (tenant_id, exported_at desc, id desc);

-- A digest of each cell, eight bytes in the order of the version's columns, so that a comparison can name the column.
alter table hour_layout_row add column cells bytea;
