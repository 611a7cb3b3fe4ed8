-- Who took part in what (参训数据库), whom the schools that sent them hear of, and who stands in reserve (储备库).

create table participation (
  tenant_id uuid not null,
  -- That of the enrolment it comes from, or its own where it was imported.
  id uuid not null,
  person_id uuid not null,
  -- The school that sent the person.
  organisation_id uuid not null,
  -- None for a training that was held elsewhere.
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
  -- A row of programmes that build on one another, as an imported list names it.
  series text,
  stage integer,
  centihours integer,
  state text not null,
  reason text,
  -- Sessions that were held, and attended.
  held integer,
  attended integer,
  score_tenths integer,
  grade text,
  source text not null,
  import_id uuid,
  changed_at timestamptz not null,
  constraint participation_pk primary key (tenant_id, id),
  constraint participation_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint participation_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint participation_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint participation_level check (level in ('nation', 'province', 'city', 'county', 'school')),
  constraint participation_state check (state in ('accepted', 'passed', 'failed', 'dismissed', 'withdrawn')),
  constraint participation_source check (source in ('enrolment', 'import')),
  constraint participation_import_names_list check ((source = 'import') = (import_id is not null)),
  constraint participation_dates check (starts_on is null or ends_on is null or starts_on <= ends_on),
  constraint participation_attended check (attended is null or (attended >= 0 and attended <= held)),
  constraint participation_stage check (stage is null or stage between 1 and 9)
);
create unique index participation_imported_once on participation (tenant_id, person_id, title_key, year) where source = 'import';
create index participation_by_person on participation (tenant_id, person_id);
create index participation_by_year on participation (tenant_id, year desc, id desc);
create index participation_by_class on participation (tenant_id, class_id, organisation_id) where class_id is not null;
create index participation_by_programme on participation (tenant_id, programme_id, person_id) where programme_id is not null;
select qinglan_protect('participation');

create table participation_import (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  -- SHA-256 of the file.
  sha256 text not null,
  state text not null,
  row_count integer not null,
  create_count integer not null,
  keep_count integer not null,
  refuse_count integer not null,
  created_by uuid not null,
  created_by_name text not null,
  applied_at timestamptz not null,
  undone_at timestamptz,
  constraint participation_import_pk primary key (tenant_id, id),
  constraint participation_import_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint participation_import_state check (state in ('applied', 'undone')),
  constraint participation_import_undone check ((state = 'undone') = (undone_at is not null)),
  constraint participation_import_adds_up check (row_count = create_count + keep_count + refuse_count)
);
create index participation_import_by_organisation on participation_import (tenant_id, organisation_id, id desc);
select qinglan_protect('participation_import');

-- What a school hears of those it sent, when a class closes.
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
  sent_at timestamptz not null,
  read_at timestamptz,
  read_by_name text,
  constraint bulletin_pk primary key (tenant_id, id),
  constraint bulletin_once unique (tenant_id, class_id, organisation_id),
  constraint bulletin_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint bulletin_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id),
  constraint bulletin_passed check (passed between 0 and members),
  constraint bulletin_read check ((read_at is null) = (read_by_name is null))
);
create index bulletin_by_organisation on bulletin (tenant_id, organisation_id, sent_at desc);
select qinglan_protect('bulletin');

-- Candidates held in reserve (后备人选), by subject and level of 骨干.
create table reserve_candidate (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  level text not null,
  -- None where the subject does not matter, as for heads of schools.
  subject text,
  reason text not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz not null,
  removed_by uuid,
  removed_by_name text,
  removed_at timestamptz,
  removed_reason text,
  constraint reserve_candidate_pk primary key (tenant_id, id),
  constraint reserve_candidate_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint reserve_candidate_level check (level in ('province', 'city', 'county', 'school')),
  constraint reserve_candidate_removed check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (removed_reason is null))
);
create unique index reserve_candidate_once on reserve_candidate (tenant_id, person_id, level, coalesce(subject, ''))
  where removed_at is null;
select qinglan_protect('reserve_candidate');

-- What people took part in so far.
insert into participation (tenant_id, id, person_id, organisation_id, programme_id, class_id, title, title_key, level, kind, category,
  provider_name, year, starts_on, ends_on, centihours, state, reason, source, changed_at)
select e.tenant_id, e.id, e.person_id, e.school_id, e.programme_id, m.class_id, p.title,
  upper(regexp_replace(normalize(p.title, NFKC), '[[:space:][:punct:]]', '', 'g')), p.level, p.kind, p.category, held.name, p.year,
  p.starts_on, p.ends_on, c.centihours,
  case when c.passed then 'passed' when not c.passed then 'failed' when e.state = 'dismissed' then 'dismissed' else 'accepted' end,
  case when e.state = 'dismissed' then e.reason end, 'enrolment', coalesce(e.decided_at, e.applied_at)
from enrolment e
join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id and p.state <> 'cancelled'
left join organisation held on held.tenant_id = p.tenant_id and held.id = p.provider_id
left join lateral (select class_id from class_member where class_member.tenant_id = e.tenant_id
  and class_member.enrolment_id = e.id limit 1) m on true
left join completion c on c.tenant_id = e.tenant_id and c.class_id = m.class_id and c.person_id = e.person_id
where e.state in ('admitted', 'dismissed');
