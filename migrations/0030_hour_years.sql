-- Closing a year of hours: a snapshot that recomputes to the same numbers, and what is posted later beside it.

-- Which years are closed, for the ledger itself: hours of such a year say why they come late.
create table credit_frozen_year (
  tenant_id uuid not null,
  year integer not null,
  edition integer not null,
  frozen_on date not null,
  constraint credit_frozen_year_pk primary key (tenant_id, year, edition),
  constraint credit_frozen_year_edition check (edition >= 1)
);
select qinglan_protect_append('credit_frozen_year');

-- Why hours of a closed year are handed in after all.
alter table credit_record add column late_reason text;
alter table credit_record add constraint credit_record_late_reason check (late_reason is null or length(late_reason) between 2 and 200);

-- What was posted for a year, the latest last.
create index credit_entry_by_year on credit_entry (tenant_id, year, posted_at, id);

-- An edition of a closed year. The first one stays when a second is made.
create table hour_year (
  tenant_id uuid not null,
  -- The id of the work that made it.
  id uuid not null,
  year integer not null,
  edition integer not null,
  -- The day whose roster and rules it shows.
  frozen_on date not null,
  frozen_at timestamptz not null,
  frozen_by uuid not null,
  frozen_for uuid not null,
  reason text,
  -- People in post, and all whose hours it holds: also those who left.
  people integer not null,
  persons integer not null,
  entries bigint not null,
  -- Verified hours of the year itself, of everybody.
  centihours bigint not null,
  -- What was on its way when it was closed: counted, not in it.
  on_the_way integer not null,
  on_the_way_centihours bigint not null,
  requirements jsonb not null,
  root_seq integer,
  root_hash bytea,
  -- SHA-256 over the rules and every person's line.
  hash bytea not null,
  constraint hour_year_pk primary key (tenant_id, year, edition),
  constraint hour_year_id unique (tenant_id, id),
  constraint hour_year_by_fk foreign key (tenant_id, frozen_by) references account (tenant_id, id),
  constraint hour_year_for_fk foreign key (tenant_id, frozen_for) references account (tenant_id, id),
  constraint hour_year_root_fk foreign key (tenant_id, root_seq) references credit_root (tenant_id, seq),
  constraint hour_year_edition check (edition >= 1),
  constraint hour_year_again_says_why check (edition = 1 or reason is not null),
  constraint hour_year_hashes check (length(hash) = 32 and (root_seq is null) = (root_hash is null))
);
select qinglan_protect_append('hour_year');

-- What was asked of the people below the same organisations: the policies word for word, as they were.
create table hour_year_rules (
  tenant_id uuid not null,
  year integer not null,
  edition integer not null,
  no integer not null,
  organisation_ids uuid[] not null,
  books jsonb not null,
  hash bytea not null,
  constraint hour_year_rules_pk primary key (tenant_id, year, edition, no),
  constraint hour_year_rules_year_fk foreign key (tenant_id, year, edition) references hour_year (tenant_id, year, edition)
    deferrable initially deferred,
  constraint hour_year_rules_hash check (length(hash) = 32)
);
select qinglan_protect_append('hour_year_rules');

-- One person as they were: where, what rules ask about them, what excused them, and how far their chain went.
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
  -- Hours by year and class, of the entries up to the head: three lists of one length.
  years integer[] not null,
  class_ids integer[] not null,
  centihours integer[] not null,
  -- The most that is missing of anything that has to be reached.
  missing integer not null,
  hash bytea not null,
  constraint hour_year_person_pk primary key (tenant_id, year, edition, person_id),
  constraint hour_year_person_year_fk foreign key (tenant_id, year, edition) references hour_year (tenant_id, year, edition)
    deferrable initially deferred,
  constraint hour_year_person_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint hour_year_person_rules_fk foreign key (tenant_id, year, edition, rules_no)
    references hour_year_rules (tenant_id, year, edition, no),
  constraint hour_year_person_head check (head_seq >= 0 and length(head_hash) = 32 and length(hash) = 32)
);
create index hour_year_person_by_place on hour_year_person (tenant_id, year, edition, organisation_id);
create index hour_year_person_by_person on hour_year_person (tenant_id, person_id);
select qinglan_protect_append('hour_year_person');

-- How one person stood against one requirement, in hundredths of its unit.
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
  missing integer not null,
  constraint hour_year_standing_pk primary key (tenant_id, year, edition, person_id, requirement_id),
  constraint hour_year_standing_person_fk foreign key (tenant_id, year, edition, person_id)
    references hour_year_person (tenant_id, year, edition, person_id),
  constraint hour_year_standing_state check (state in ('met', 'short', 'exempt', 'aim', 'limit')),
  constraint hour_year_standing_sums check (earned = counted + over and missing >= 0)
);
select qinglan_protect_append('hour_year_standing');

-- That an edition was recomputed, and what came out.
create table hour_year_check (
  tenant_id uuid not null,
  id uuid not null,
  year integer not null,
  edition integer not null,
  checked_by uuid,
  checked_at timestamptz not null,
  persons integer not null,
  -- The first difference; null where everything came out as it was.
  difference jsonb,
  constraint hour_year_check_pk primary key (tenant_id, id),
  constraint hour_year_check_year_fk foreign key (tenant_id, year, edition) references hour_year (tenant_id, year, edition),
  constraint hour_year_check_by_fk foreign key (tenant_id, checked_by) references account (tenant_id, id)
);
create index hour_year_check_by_year on hour_year_check (tenant_id, year, edition, checked_at);
select qinglan_protect_append('hour_year_check');
