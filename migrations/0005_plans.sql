-- A plan document as it was handed in, what was read from it and what the officer made of that; and the year's plan itself.

create table plan (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  year integer not null,
  title text not null,
  issuer text,
  cycle text,
  state text not null,
  -- 0 while a draft; 1 when published, one more with each amendment.
  version integer not null default 0,
  -- Grows with every change: an edit that started from an older one is refused.
  revision integer not null default 1,
  budget_cents bigint,
  plan_document_id uuid,
  document_index integer,
  copied_from_id uuid,
  created_at timestamptz not null,
  published_at timestamptz,
  closed_at timestamptz,
  constraint plan_pk primary key (tenant_id, id),
  constraint plan_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint plan_copied_from_fk foreign key (tenant_id, copied_from_id) references plan (tenant_id, id),
  constraint plan_once_per_document unique (tenant_id, plan_document_id, document_index),
  constraint plan_state check (state in ('draft', 'published', 'closed')),
  constraint plan_year_range check (year between 2000 and 2100),
  constraint plan_budget_positive check (budget_cents >= 0),
  constraint plan_draft_has_no_version check ((state = 'draft') = (version = 0)),
  constraint plan_document_with_index check ((plan_document_id is null) = (document_index is null))
);
create index plan_by_year on plan (tenant_id, year desc, id desc);
create index plan_by_organisation on plan (tenant_id, organisation_id);
select qinglan_protect('plan');

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
  created_at timestamptz not null,
  created_by uuid,
  constraint plan_document_pk primary key (tenant_id, id),
  constraint plan_document_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint plan_document_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  constraint plan_document_state check (state in ('reading', 'refused', 'in_review', 'made', 'discarded')),
  constraint plan_document_refused_says_why check ((state = 'refused') = (refusal is not null)),
  constraint plan_document_read_is_whole check ((source is null) = (draft is null) and (source is null) = (extract is null))
);
create index plan_document_recent on plan_document (tenant_id, created_at desc, id desc);
select qinglan_protect('plan_document');

alter table plan add constraint plan_document_fk
  foreign key (tenant_id, plan_document_id) references plan_document (tenant_id, id);

create table plan_version (
  tenant_id uuid not null,
  plan_id uuid not null,
  version integer not null,
  snapshot jsonb not null,
  reason text not null,
  made_by uuid,
  made_by_name text not null,
  made_at timestamptz not null,
  constraint plan_version_pk primary key (tenant_id, plan_id, version),
  constraint plan_version_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id)
);
select qinglan_protect('plan_version');

create table plan_phase (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  name text not null,
  from_on date,
  to_on date,
  deliverables text[] not null default '{}',
  done_on date,
  constraint plan_phase_pk primary key (tenant_id, id),
  constraint plan_phase_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  constraint plan_phase_dates check (to_on >= from_on)
);
create index plan_phase_by_plan on plan_phase (tenant_id, plan_id, position);
select qinglan_protect('plan_phase');

create table plan_target (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  measure text not null,
  comparator text not null,
  -- Hundredths: 91.5 % is 9150, 14 programmes are 1400.
  value_hundredths bigint not null,
  upper_hundredths bigint,
  unit text not null,
  population text,
  baseline_hundredths bigint,
  figure_source text not null default 'entered',
  numerator bigint,
  denominator bigint,
  figured_on date,
  constraint plan_target_pk primary key (tenant_id, id),
  constraint plan_target_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  constraint plan_target_comparator check (comparator in ('>=', '<=', '=', 'range', '+pp', '+%')),
  constraint plan_target_range_has_upper check ((comparator = 'range') = (upper_hundredths is not null)),
  constraint plan_target_range_order check (upper_hundredths >= value_hundredths),
  constraint plan_target_source check (figure_source in ('entered', 'programmes')),
  constraint plan_target_figure check (numerator >= 0 and (denominator is null or denominator > 0))
);
create index plan_target_by_plan on plan_target (tenant_id, plan_id, position);
select qinglan_protect('plan_target');

create table plan_member (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  role text not null,
  who text not null,
  constraint plan_member_pk primary key (tenant_id, id),
  constraint plan_member_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  constraint plan_member_role check (role in ('head', 'deputy', 'member', 'office'))
);
create index plan_member_by_plan on plan_member (tenant_id, plan_id, position);
select qinglan_protect('plan_member');

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
  constraint plan_hour_rule_pk primary key (tenant_id, id),
  constraint plan_hour_rule_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  constraint plan_hour_rule_says_something check (min_centihours is not null or max_centihours is not null),
  constraint plan_hour_rule_order check (max_centihours >= min_centihours),
  constraint plan_hour_rule_period check (period in ('year', 'cycle'))
);
create index plan_hour_rule_by_plan on plan_hour_rule (tenant_id, plan_id, position);
select qinglan_protect('plan_hour_rule');

create table plan_quota (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null,
  group_name text not null,
  places integer not null,
  constraint plan_quota_pk primary key (tenant_id, id),
  constraint plan_quota_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  constraint plan_quota_places check (places > 0)
);
create index plan_quota_by_plan on plan_quota (tenant_id, plan_id, position);
select qinglan_protect('plan_quota');

create table plan_meeting (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  held_on date not null,
  minutes text not null,
  constraint plan_meeting_pk primary key (tenant_id, id),
  constraint plan_meeting_plan_fk foreign key (tenant_id, plan_id) references plan (tenant_id, id)
);
create index plan_meeting_by_plan on plan_meeting (tenant_id, plan_id, held_on);
select qinglan_protect('plan_meeting');
