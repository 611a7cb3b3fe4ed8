-- What becomes of schools and people over the years: changes of the tree, posts and states with dates, transfers, statements
-- of hours for another bureau, duplicates that were merged, and saved rules over people.

alter table organisation add column code text;
alter table organisation add column merged_into uuid;
alter table organisation add constraint organisation_code_unique unique (tenant_id, code);
alter table organisation add constraint organisation_merged_into_fk
  foreign key (tenant_id, merged_into) references organisation (tenant_id, id);
alter table organisation add constraint organisation_merged_is_closed check (merged_into is null or closed_on is not null);

create table organisation_change_entry (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  dated_on date not null,
  reason text not null,
  -- A renaming keeps the old name, so that it is still found and still shown where the past is shown.
  old_name text,
  new_name text,
  old_pinyin text,
  old_initials text,
  -- Of a move: from one parent to another. Of a merger or a split: to the organisation that took the people in.
  from_id uuid,
  to_id uuid,
  -- How many people it moved.
  people integer not null default 0,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint organisation_change_entry_pk primary key (tenant_id, id),
  constraint organisation_change_entry_organisation_fk foreign key (tenant_id, organisation_id)
    references organisation (tenant_id, id),
  constraint organisation_change_entry_from_fk foreign key (tenant_id, from_id) references organisation (tenant_id, id),
  constraint organisation_change_entry_to_fk foreign key (tenant_id, to_id) references organisation (tenant_id, id),
  constraint organisation_change_entry_kind check (kind in ('renamed', 'moved', 'merged', 'split', 'closed')),
  constraint organisation_change_entry_names check ((kind = 'renamed') = (old_name is not null and new_name is not null)),
  constraint organisation_change_entry_goes_somewhere check ((kind in ('moved', 'merged', 'split')) = (to_id is not null))
);
create index organisation_change_entry_by_organisation on organisation_change_entry (tenant_id, organisation_id, dated_on);
create index organisation_change_entry_by_target on organisation_change_entry (tenant_id, to_id);
select qinglan_protect_append('organisation_change_entry');

-- What JY/T 1002 knows of a teacher and training needs; codes of JY/T 1001, GB/T 4762, GB/T 4658.
alter table person add column national_no text;
alter table person add column staff_kind text;
alter table person add column political_status text;
alter table person add column education text;
alter table person add column degree text;
alter table person add column mandarin text;
-- The first day at the present school; `started_on` is the first day as a teacher.
alter table person add column joined_on date;
alter table person add column merged_into uuid;
alter table person add constraint person_merged_into_fk foreign key (tenant_id, merged_into) references person (tenant_id, id);
alter table person add constraint person_merged_state check ((merged_into is not null) = (state = '09'));
create index person_merged on person (tenant_id, merged_into) where merged_into is not null;
create index person_by_name on person (tenant_id, name);

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
  changed_at timestamptz not null,
  constraint person_change_entry_pk primary key (tenant_id, id),
  constraint person_change_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint person_change_entry_from_fk foreign key (tenant_id, from_id) references organisation (tenant_id, id),
  constraint person_change_entry_to_fk foreign key (tenant_id, to_id) references organisation (tenant_id, id),
  constraint person_change_entry_kind check (kind in ('state', 'school', 'name', 'staff_no', 'stage', 'title', 'talent',
    'merged', 'unmerged', 'arrived')),
  constraint person_change_entry_school check ((kind = 'school') = (to_id is not null))
);
create index person_change_entry_by_person on person_change_entry (tenant_id, person_id, dated_on);
select qinglan_protect_append('person_change_entry');

-- Somebody on their way from one school to another: asked by one side, answered by the other.
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
  asked_at timestamptz not null,
  answer text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  constraint transfer_pk primary key (tenant_id, id),
  constraint transfer_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint transfer_from_fk foreign key (tenant_id, from_id) references organisation (tenant_id, id),
  constraint transfer_to_fk foreign key (tenant_id, to_id) references organisation (tenant_id, id),
  constraint transfer_side check (asked_side in ('from', 'to', 'both')),
  constraint transfer_state check (state in ('asked', 'accepted', 'refused', 'withdrawn')),
  constraint transfer_goes_somewhere check (from_id <> to_id),
  constraint transfer_decided check ((state = 'asked') = (decided_at is null)),
  constraint transfer_refused_says_why check (state <> 'refused' or answer is not null)
);
create unique index transfer_one_under_way on transfer (tenant_id, person_id) where state = 'asked';
create index transfer_by_from on transfer (tenant_id, from_id, id desc);
create index transfer_by_to on transfer (tenant_id, to_id, id desc);
select qinglan_protect('transfer');

-- What a person takes along to another bureau: hours by year and category, signed. The exact text that was signed is kept.
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
  issued_at timestamptz not null,
  constraint hours_statement_entry_pk primary key (tenant_id, id),
  constraint hours_statement_entry_number_unique unique (tenant_id, number),
  constraint hours_statement_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index hours_statement_entry_by_person on hours_statement_entry (tenant_id, person_id, issued_at);
select qinglan_protect_append('hours_statement_entry');

-- A statement of another bureau that was taken over here, once.
create table opening_statement_entry (
  tenant_id uuid not null,
  -- The id that the other bureau gave its statement: it opens one ledger, once.
  statement_id uuid not null,
  person_id uuid not null,
  number text not null,
  from_bureau text not null,
  payload text not null,
  signature text not null,
  public_key text not null,
  accepted_by uuid not null,
  accepted_by_name text not null,
  accepted_at timestamptz not null,
  constraint opening_statement_entry_pk primary key (tenant_id, statement_id),
  constraint opening_statement_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index opening_statement_entry_by_person on opening_statement_entry (tenant_id, person_id);
select qinglan_protect_append('opening_statement_entry');

-- Hours that another bureau vouches for open a ledger: they cite its statement and have no record of ours.
alter table credit_entry drop constraint credit_entry_direction;
alter table credit_entry add constraint credit_entry_direction check (direction in ('earned', 'reversed', 'opening', 'carried'));
alter table credit_entry add constraint opening_cites_its_statement check (direction <> 'opening' or source_kind = 'statement');
-- Hours of one person under two numbers are reversed under the one and carried over to the other, with the reason.
alter table credit_entry drop constraint reversed_says_why;
alter table credit_entry add constraint reversed_says_why check ((direction in ('reversed', 'carried')) = (reason is not null));

-- Two numbers of one person, made one; what moved is written down, so that it can move back.
create table person_merge (
  tenant_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  reason text not null,
  moved jsonb not null,
  merged_by uuid not null,
  merged_by_name text not null,
  merged_at timestamptz not null,
  undone_by_name text,
  undone_at timestamptz,
  undone_reason text,
  constraint person_merge_pk primary key (tenant_id, id),
  constraint person_merge_kept_fk foreign key (tenant_id, kept_id) references person (tenant_id, id),
  constraint person_merge_gone_fk foreign key (tenant_id, gone_id) references person (tenant_id, id),
  constraint person_merge_two check (kept_id <> gone_id),
  constraint person_merge_undone_says_why check ((undone_at is null) = (undone_reason is null))
);
create unique index person_merge_stands_once on person_merge (tenant_id, gone_id) where undone_at is null;
create index person_merge_recent on person_merge (tenant_id, merged_at desc);
select qinglan_protect('person_merge');

-- A rule over people that has a name. Each change of the rule is a new version: a use names the version that it meant.
create table population (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  note text,
  version integer not null,
  closed_at timestamptz,
  created_at timestamptz not null,
  constraint population_pk primary key (tenant_id, id),
  constraint population_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint population_version_positive check (version >= 1)
);
create unique index population_name_unique on population (tenant_id, organisation_id, name) where closed_at is null;
select qinglan_protect('population');

create table population_version_entry (
  tenant_id uuid not null,
  population_id uuid not null,
  version integer not null,
  rule jsonb not null,
  reason text,
  made_by_name text not null,
  made_at timestamptz not null,
  constraint population_version_entry_pk primary key (tenant_id, population_id, version),
  constraint population_version_entry_population_fk foreign key (tenant_id, population_id) references population (tenant_id, id)
);
select qinglan_protect_append('population_version_entry');

-- Where a saved rule is used: an audience, a target, a requirement, a report. The newest use of an object counts.
create table population_use_entry (
  tenant_id uuid not null,
  id uuid not null,
  population_id uuid not null,
  version integer not null,
  object_kind text not null,
  object_id uuid not null,
  object_title text not null,
  used_at timestamptz not null,
  constraint population_use_entry_pk primary key (tenant_id, id),
  constraint population_use_entry_version_fk foreign key (tenant_id, population_id, version)
    references population_version_entry (tenant_id, population_id, version),
  constraint population_use_entry_kind check (object_kind in ('programme', 'target', 'requirement', 'report'))
);
create index population_use_entry_by_population on population_use_entry (tenant_id, population_id, used_at desc);
create index population_use_entry_by_object on population_use_entry (tenant_id, object_id, used_at desc);
select qinglan_protect_append('population_use_entry');

-- As before, without those whose number was merged into another.
create or replace function person_find(scope uuid[], typed text, after_pinyin text, after_id uuid, most integer)
  returns table (id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select person.id
  from person
  where person.tenant_id = qinglan_tenant()
    and person.merged_into is null
    and person.organisation_id in (
      select descendant_id from organisation_closure
      where organisation_closure.tenant_id = qinglan_tenant() and ancestor_id = any (scope))
    and (typed = '' or person.name like '%' || typed || '%' or person.pinyin like typed || '%'
      or person.initials like typed || '%' or person.staff_no = typed)
    and (person.pinyin, person.id) > (after_pinyin, after_id)
  order by person.pinyin, person.id
  limit most
$$;
