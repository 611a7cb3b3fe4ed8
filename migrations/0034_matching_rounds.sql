-- Two-way selection (双向选择): a round over several programmes, in which teachers rank programmes, providers score teachers, and a matching
-- that anybody can reckon again decides.

create table matching_round (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  state text not null,
  choices_max integer not null,
  opens_at timestamptz not null,
  ranking_closes_at timestamptz not null,
  -- Until when those who ranked may still change their order; the same as above where there is no adjustment.
  adjusting_closes_at timestamptz not null,
  scoring_closes_at timestamptz not null,
  -- The round whose unplaced people this one is for.
  follows_id uuid,
  -- Sealed until the round is confirmed, committed to from the start.
  seed_sealed bytea not null,
  salt_sealed bytea not null,
  commitment text not null,
  confirmed_run_id uuid,
  confirmed_at timestamptz,
  confirmed_by_name text,
  cancel_reason text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  constraint matching_round_pk primary key (tenant_id, id),
  constraint matching_round_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint matching_round_follows_fk foreign key (tenant_id, follows_id) references matching_round (tenant_id, id),
  constraint matching_round_state check (state in ('draft', 'published', 'confirmed', 'cancelled')),
  constraint matching_round_choices check (choices_max between 1 and 20),
  constraint matching_round_dates check (opens_at < ranking_closes_at and ranking_closes_at <= adjusting_closes_at and adjusting_closes_at < scoring_closes_at),
  constraint matching_round_confirmed check ((state = 'confirmed') = (confirmed_run_id is not null and confirmed_at is not null))
);
select qinglan_protect('matching_round');

create table matching_round_programme (
  tenant_id uuid not null,
  round_id uuid not null,
  programme_id uuid not null,
  position integer not null,
  blocks jsonb not null,
  criteria jsonb not null,
  is_blind boolean not null,
  constraint matching_round_programme_pk primary key (tenant_id, round_id, programme_id),
  constraint matching_round_programme_round_fk foreign key (tenant_id, round_id) references matching_round (tenant_id, id),
  constraint matching_round_programme_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id)
);
create index matching_round_programme_by_programme on matching_round_programme (tenant_id, programme_id);
select qinglan_protect('matching_round_programme');

create table matching_applicant (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  -- Stands for the person in everything that leaves the house, and draws their lot.
  code text not null,
  choices uuid[] not null,
  ranked_at timestamptz not null,
  constraint matching_applicant_pk primary key (tenant_id, round_id, person_id),
  constraint matching_applicant_code_unique unique (tenant_id, round_id, code),
  constraint matching_applicant_round_fk foreign key (tenant_id, round_id) references matching_round (tenant_id, id),
  constraint matching_applicant_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint matching_applicant_school_fk foreign key (tenant_id, school_id) references organisation (tenant_id, id)
);
create index matching_applicant_by_person on matching_applicant (tenant_id, person_id);
select qinglan_protect('matching_applicant');

create table matching_score (
  tenant_id uuid not null,
  round_id uuid not null,
  programme_id uuid not null,
  person_id uuid not null,
  marks jsonb not null,
  -- Hundredths, from 0 to 10000; null where the person is not suitable.
  score integer,
  unsuitable_reason text,
  scored_by uuid not null,
  scored_by_name text not null,
  scored_at timestamptz not null,
  constraint matching_score_pk primary key (tenant_id, round_id, programme_id, person_id),
  constraint matching_score_programme_fk foreign key (tenant_id, round_id, programme_id)
    references matching_round_programme (tenant_id, round_id, programme_id),
  constraint matching_score_applicant_fk foreign key (tenant_id, round_id, person_id)
    references matching_applicant (tenant_id, round_id, person_id) on delete cascade,
  constraint matching_score_range check (score between 0 and 10000),
  constraint matching_score_said check ((score is null) = (unsuitable_reason is not null))
);
select qinglan_protect('matching_score');

create table matching_pin (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  programme_id uuid,
  block_id text,
  reason text not null,
  pinned_by uuid not null,
  pinned_by_name text not null,
  pinned_at timestamptz not null,
  constraint matching_pin_pk primary key (tenant_id, round_id, person_id),
  constraint matching_pin_applicant_fk foreign key (tenant_id, round_id, person_id)
    references matching_applicant (tenant_id, round_id, person_id),
  constraint matching_pin_programme_fk foreign key (tenant_id, round_id, programme_id)
    references matching_round_programme (tenant_id, round_id, programme_id),
  constraint matching_pin_block check ((programme_id is null) = (block_id is null))
);
select qinglan_protect('matching_pin');

create table matching_run_entry (
  tenant_id uuid not null,
  round_id uuid not null,
  id uuid not null,
  -- What it was reckoned from and what came of it, word for word.
  selection jsonb not null,
  missing integer not null,
  placed integer not null,
  ran_by uuid not null,
  ran_by_name text not null,
  ran_at timestamptz not null,
  constraint matching_run_entry_pk primary key (tenant_id, id),
  constraint matching_run_entry_round_fk foreign key (tenant_id, round_id) references matching_round (tenant_id, id)
);
create index matching_run_entry_by_round on matching_run_entry (tenant_id, round_id, ran_at);
select qinglan_protect_append('matching_run_entry');

create table matching_result (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  programme_id uuid,
  block_id text,
  -- Which of the person's choices it is, 1 the dearest; null where they were placed by hand elsewhere, or nowhere.
  choice integer,
  pin_reason text,
  -- Why the place could not be written into the enrolments, where it could not.
  enrolment_refusal text,
  constraint matching_result_pk primary key (tenant_id, round_id, person_id),
  constraint matching_result_applicant_fk foreign key (tenant_id, round_id, person_id)
    references matching_applicant (tenant_id, round_id, person_id),
  constraint matching_result_programme_fk foreign key (tenant_id, round_id, programme_id)
    references matching_round_programme (tenant_id, round_id, programme_id)
);
create index matching_result_by_person on matching_result (tenant_id, person_id);
select qinglan_protect('matching_result');
