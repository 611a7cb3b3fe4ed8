-- What trying the draft of a policy on the roster found: the last trial of each policy, to be leafed through and taken out.
create table hour_trial (
  tenant_id uuid not null,
  id uuid not null,
  policy_id uuid not null,
  -- Of the draft that was tried.
  revision integer not null,
  year integer not null,
  -- The figures of everybody: by requirement, by maximum, by school aim, by group.
  found jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  constraint hour_trial_pk primary key (tenant_id, id),
  constraint hour_trial_one_a_policy unique (tenant_id, policy_id),
  constraint hour_trial_policy_fk foreign key (tenant_id, policy_id) references hour_policy (tenant_id, id)
);
select qinglan_protect('hour_trial');

-- Whom the draft would change something for, as they were on the roster when it was tried.
create table hour_trial_person (
  tenant_id uuid not null,
  trial_id uuid not null,
  -- In the order of the list: who newly falls short first, the most missing before the others.
  place integer not null,
  person_id uuid not null,
  organisation_id uuid not null,
  stage text,
  subjects text[] not null,
  setting text,
  -- Null where only what counts is another amount.
  change text,
  missing_before integer not null,
  missing_after integer not null,
  counted_before integer not null,
  counted_after integer not null,
  constraint hour_trial_person_pk primary key (tenant_id, trial_id, place),
  constraint hour_trial_person_change check (change in ('newly_short', 'newly_met')),
  constraint hour_trial_person_trial_fk foreign key (tenant_id, trial_id) references hour_trial (tenant_id, id),
  constraint hour_trial_person_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index hour_trial_person_by_person on hour_trial_person (tenant_id, person_id);
select qinglan_protect('hour_trial_person');
