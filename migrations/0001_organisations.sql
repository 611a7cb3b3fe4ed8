-- The organisation tree of a region, and its closure: who stands above whom, at any depth.

create table organisation (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  kind text not null,
  name text not null,
  short_name text not null,
  pinyin text not null,
  initials text not null,
  -- JY/T 1001 办学类型 (bxlx): schools only.
  school_kind text,
  -- JY/T 1001 任课学段 (rkxd).
  stages text[] not null default '{}',
  setting text,
  created_at timestamptz not null,
  closed_on date,
  constraint organisation_pk primary key (tenant_id, id),
  constraint organisation_parent_fk foreign key (tenant_id, parent_id) references organisation (tenant_id, id),
  constraint organisation_kind check (kind in ('bureau', 'county_bureau', 'town_centre', 'school', 'provider')),
  constraint organisation_setting check (setting in ('urban', 'town', 'rural')),
  constraint organisation_bureau_is_root check ((kind = 'bureau') = (parent_id is null)),
  constraint organisation_school_has_kind check ((kind = 'school') = (school_kind is not null))
);
create unique index organisation_one_bureau on organisation (tenant_id) where kind = 'bureau';
create index organisation_by_parent on organisation (tenant_id, parent_id);
create index organisation_by_name on organisation (tenant_id, pinyin, id);
select qinglan_protect('organisation');

create table organisation_closure (
  tenant_id uuid not null,
  ancestor_id uuid not null,
  descendant_id uuid not null,
  depth integer not null,
  constraint organisation_closure_pk primary key (tenant_id, ancestor_id, descendant_id),
  constraint organisation_closure_ancestor_fk foreign key (tenant_id, ancestor_id) references organisation (tenant_id, id),
  constraint organisation_closure_descendant_fk foreign key (tenant_id, descendant_id) references organisation (tenant_id, id),
  constraint organisation_closure_depth check (depth >= 0)
);
create index organisation_closure_upward on organisation_closure (tenant_id, descendant_id, ancestor_id);
select qinglan_protect('organisation_closure');
