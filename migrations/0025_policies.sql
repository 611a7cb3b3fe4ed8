-- What a jurisdiction asks in hours, as versioned data. A policy belongs to an organisation and is asked of everybody there
-- and below; its text is a draft until a version of it is adopted, and an adopted version never changes.

create table hour_policy (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  -- The shipped pack it began as, and its edition; null for one written here.
  pack_id text,
  pack_edition date,
  made_by uuid not null,
  made_at timestamptz not null,
  -- From this day nobody is asked it any more.
  ended_on date,
  ended_by uuid,
  ended_reason text,
  constraint hour_policy_pk primary key (tenant_id, id),
  constraint hour_policy_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint hour_policy_pack check ((pack_id is null) = (pack_edition is null)),
  constraint hour_policy_ended check ((ended_on is null) = (ended_by is null) and (ended_on is null) = (ended_reason is null))
);
create index hour_policy_by_organisation on hour_policy (tenant_id, organisation_id);
select qinglan_protect('hour_policy');

create table hour_policy_draft (
  tenant_id uuid not null,
  policy_id uuid not null,
  -- Grows with every change, so that two who write at once notice each other.
  revision integer not null,
  content jsonb not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  constraint hour_policy_draft_pk primary key (tenant_id, policy_id),
  constraint hour_policy_draft_policy_fk foreign key (tenant_id, policy_id) references hour_policy (tenant_id, id)
);
select qinglan_protect('hour_policy_draft');

create table hour_policy_version (
  tenant_id uuid not null,
  policy_id uuid not null,
  version integer not null,
  content jsonb not null,
  -- SHA-256 over the content: what a frozen year cites.
  hash bytea not null,
  effective_from date not null,
  reason text not null,
  drafted_by uuid not null,
  adopted_by uuid not null,
  adopted_at timestamptz not null,
  constraint hour_policy_version_pk primary key (tenant_id, policy_id, version),
  constraint hour_policy_version_policy_fk foreign key (tenant_id, policy_id) references hour_policy (tenant_id, id),
  constraint hour_policy_version_first check (version >= 1),
  constraint hour_policy_version_in_order unique (tenant_id, policy_id, effective_from)
);
select qinglan_protect_append('hour_policy_version');

-- Who is excused from what, for how long and on which evidence; asked by one person and granted by another.
create table hour_exemption (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- The rules it excuses from, each as policy and rule; null excuses from every rule.
  rule_ids text[],
  kind text not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  file_id uuid not null,
  state text not null,
  asked_by uuid not null,
  asked_for uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_for uuid,
  decider_person_id uuid,
  decided_at timestamptz,
  decision_reason text,
  constraint hour_exemption_pk primary key (tenant_id, id),
  constraint hour_exemption_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint hour_exemption_term check (to_on >= from_on),
  constraint hour_exemption_states check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  constraint hour_exemption_decided check ((state in ('granted', 'refused')) <= (decided_by is not null)),
  constraint hour_exemption_two_hands check (decided_by <> asked_by and decided_by <> asked_for and decided_for <> asked_by and decided_for <> asked_for),
  constraint hour_exemption_not_own check (decider_person_id <> person_id)
);
create index hour_exemption_by_person on hour_exemption (tenant_id, person_id);
create index hour_exemption_waiting on hour_exemption (tenant_id, asked_at) where state = 'asked';
select qinglan_protect('hour_exemption');
