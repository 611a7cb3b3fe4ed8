-- Needs surveys (需求调研): asked before a programme is published, answered on the phone, shown beside the programme.

create table survey_setting (
  tenant_id uuid not null,
  -- What becomes of a programme that is to be published without a survey.
  needs text not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint survey_setting_pk primary key (tenant_id),
  constraint survey_setting_needs check (needs in ('off', 'warn', 'block'))
);
select qinglan_protect('survey_setting');

create table survey (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  programme_id uuid,
  title text not null,
  lead text not null,
  anonymous boolean not null,
  -- Whom it asks, as a rule over people below its organisation.
  audience jsonb not null,
  population_id uuid,
  questions jsonb not null,
  closes_on date not null,
  state text not null,
  version integer not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  constraint survey_pk primary key (tenant_id, id),
  constraint survey_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint survey_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id) on delete cascade,
  constraint survey_state check (state in ('draft', 'open', 'closed')),
  constraint survey_opened check ((state = 'draft') = (opened_at is null)),
  constraint survey_closed check ((state = 'closed') = (closed_at is not null))
);
create index survey_by_programme on survey (tenant_id, programme_id) where programme_id is not null;
select qinglan_protect('survey');

-- Who is asked, and whether they answered: never when, and never what.
create table survey_invited (
  tenant_id uuid not null,
  survey_id uuid not null,
  person_id uuid not null,
  answered boolean not null default false,
  constraint survey_invited_pk primary key (tenant_id, survey_id, person_id),
  constraint survey_invited_survey_fk foreign key (tenant_id, survey_id) references survey (tenant_id, id) on delete cascade,
  constraint survey_invited_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index survey_invited_of_person on survey_invited (tenant_id, person_id) where not answered;
select qinglan_protect('survey_invited');

-- What was answered, added up in a few pieces. Of an anonymous survey this is all that is kept: no row is one person's, texts are
-- kept in the order of their letters, and the next answer writes the piece anew.
create table survey_tally (
  tenant_id uuid not null,
  survey_id uuid not null,
  piece integer not null,
  tally jsonb not null,
  constraint survey_tally_pk primary key (tenant_id, survey_id, piece),
  constraint survey_tally_survey_fk foreign key (tenant_id, survey_id) references survey (tenant_id, id) on delete cascade,
  constraint survey_tally_piece check (piece between 0 and 63)
);
select qinglan_protect('survey_tally');

-- Who said what, of a survey that is not anonymous.
create table survey_answer (
  tenant_id uuid not null,
  survey_id uuid not null,
  person_id uuid not null,
  answers jsonb not null,
  answered_at timestamptz not null,
  constraint survey_answer_pk primary key (tenant_id, survey_id, person_id),
  constraint survey_answer_survey_fk foreign key (tenant_id, survey_id) references survey (tenant_id, id) on delete cascade,
  constraint survey_answer_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
select qinglan_protect('survey_answer');
