-- What is asked of people in hours, and the ledger of what they have earned.

create table hour_requirement (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  from_year integer not null,
  to_year integer not null,
  -- Null asks about all hours together.
  category text,
  min_centihours integer,
  max_centihours integer,
  -- Asked of everybody on average, not of each.
  average boolean not null default false,
  population jsonb not null,
  unit text not null default 'hour',
  source text not null,
  added_by uuid,
  added_at timestamptz not null,
  constraint hour_requirement_pk primary key (tenant_id, id),
  constraint hour_requirement_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint hour_requirement_years check (to_year between from_year and from_year + 9),
  constraint hour_requirement_asks_something check (min_centihours is not null or max_centihours is not null),
  constraint hour_requirement_bounds check (min_centihours > 0 and max_centihours > 0 and min_centihours <= max_centihours),
  constraint hour_requirement_unit check (unit in ('hour', 'credit'))
);
create index hour_requirement_by_year on hour_requirement (tenant_id, to_year, from_year);
select qinglan_protect('hour_requirement');

create table credit_record (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Where the person was on the roster when the hours were recorded: whose principal approves them.
  organisation_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  source_title text not null,
  category text,
  level text,
  mode text,
  centihours integer not null,
  -- The first and the last day of the work.
  started_on date,
  earned_on date not null,
  -- Whether these hours bring a certificate once they are verified.
  certificate boolean not null default false,
  state text not null,
  -- Why it was returned, and by whom.
  return_reason text,
  returned_by uuid,
  returned_at timestamptz,
  -- The returned record that this one corrects.
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint credit_record_pk primary key (tenant_id, id),
  constraint credit_record_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint credit_record_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint credit_record_recorder_fk foreign key (tenant_id, recorded_by) references account (tenant_id, id),
  constraint credit_record_corrects_fk foreign key (tenant_id, corrects_id) references credit_record (tenant_id, id),
  constraint credit_record_corrected_once unique (tenant_id, corrects_id),
  -- What an approval repeats of it.
  constraint credit_record_repeated unique (tenant_id, id, person_id, recorded_by),
  constraint credit_record_state check (state in ('recorded', 'approved', 'verified', 'returned', 'reversed')),
  constraint credit_record_centihours check (centihours between 1 and 100000),
  constraint credit_record_dates check (started_on <= earned_on),
  constraint credit_record_returned_says_why check ((state = 'returned') = (return_reason is not null))
);
-- The same work is not counted twice for the same person.
create unique index credit_record_one_per_source on credit_record (tenant_id, person_id, source_kind, source_id)
  where state in ('recorded', 'approved', 'verified');
create index credit_record_queue on credit_record (tenant_id, state, id);
create index credit_record_by_organisation on credit_record (tenant_id, organisation_id, state, id);
create index credit_record_by_person on credit_record (tenant_id, person_id, id);
create index credit_record_by_source on credit_record (tenant_id, source_id);
select qinglan_protect('credit_record');

-- Recorder, approver and verifier are three different people, and nobody decides on their own hours: each step repeats
-- who took the steps before it, so that the database itself can compare them.
create table credit_approval (
  tenant_id uuid not null,
  record_id uuid not null,
  person_id uuid not null,
  recorded_by uuid not null,
  approved_by uuid not null,
  -- The person whom the approver's account belongs to, if any.
  approver_id uuid,
  approved_at timestamptz not null,
  constraint credit_approval_pk primary key (tenant_id, record_id),
  constraint credit_approval_record_fk foreign key (tenant_id, record_id, person_id, recorded_by)
    references credit_record (tenant_id, id, person_id, recorded_by),
  constraint credit_approval_approver_fk foreign key (tenant_id, approved_by) references account (tenant_id, id),
  constraint credit_approval_repeated unique (tenant_id, record_id, person_id, recorded_by, approved_by),
  constraint approver_is_not_recorder check (approved_by <> recorded_by),
  constraint approver_is_not_credited check (approver_id is null or approver_id <> person_id)
);
select qinglan_protect_append('credit_approval');

create table credit_verification (
  tenant_id uuid not null,
  record_id uuid not null,
  person_id uuid not null,
  recorded_by uuid not null,
  approved_by uuid not null,
  verified_by uuid not null,
  verifier_id uuid,
  verified_at timestamptz not null,
  constraint credit_verification_pk primary key (tenant_id, record_id),
  constraint credit_verification_approval_fk foreign key (tenant_id, record_id, person_id, recorded_by, approved_by)
    references credit_approval (tenant_id, record_id, person_id, recorded_by, approved_by),
  constraint credit_verification_verifier_fk foreign key (tenant_id, verified_by) references account (tenant_id, id),
  constraint credit_verification_of_person unique (tenant_id, record_id, person_id),
  constraint verifier_is_not_recorder check (verified_by <> recorded_by),
  constraint verifier_is_not_approver check (verified_by <> approved_by),
  constraint verifier_is_not_credited check (verifier_id is null or verifier_id <> person_id)
);
select qinglan_protect_append('credit_verification');

-- The ledger. A wrong entry is answered by a reversal, never updated. Each person's entries form a chain of hashes.
create table credit_entry (
  tenant_id uuid not null,
  -- An earned entry bears the id of its record, so that a repeated verification finds its own entry.
  id uuid not null,
  person_id uuid not null,
  seq integer not null,
  direction text not null,
  centihours integer not null,
  started_on date,
  earned_on date not null,
  category text,
  level text,
  mode text,
  source_kind text not null,
  source_id uuid not null,
  source_title text not null,
  record_id uuid,
  reverses_id uuid,
  reason text,
  posted_by uuid not null,
  posted_at timestamptz not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint credit_entry_pk primary key (tenant_id, id),
  constraint credit_entry_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint credit_entry_of_person unique (tenant_id, id, person_id),
  constraint credit_entry_verified_fk foreign key (tenant_id, record_id, person_id)
    references credit_verification (tenant_id, record_id, person_id),
  constraint credit_entry_reverses_fk foreign key (tenant_id, reverses_id, person_id)
    references credit_entry (tenant_id, id, person_id),
  constraint credit_entry_poster_fk foreign key (tenant_id, posted_by) references account (tenant_id, id),
  constraint credit_entry_chain unique (tenant_id, person_id, seq),
  constraint credit_entry_reversed_once unique (tenant_id, reverses_id),
  constraint credit_entry_direction check (direction in ('earned', 'reversed')),
  constraint reversed_is_negative check ((direction = 'reversed') = (centihours < 0) and centihours <> 0),
  constraint reversed_names_its_entry check ((direction = 'reversed') = (reverses_id is not null)),
  constraint reversed_says_why check ((direction = 'reversed') = (reason is not null)),
  constraint earned_was_verified check ((direction = 'earned') = (record_id is not null) and (record_id is null or record_id = id)),
  constraint credit_entry_seq check (seq >= 1),
  constraint credit_entry_hashes check (length(previous_hash) = 32 and length(hash) = 32)
);
create index credit_entry_by_source on credit_entry (tenant_id, source_id);
select qinglan_protect_append('credit_entry');

-- Running sums of the ledger, kept in the transaction that posts. An empty category stands for none.
create table credit_total (
  tenant_id uuid not null,
  person_id uuid not null,
  year integer not null,
  category text not null,
  centihours integer not null,
  constraint credit_total_pk primary key (tenant_id, person_id, year, category),
  constraint credit_total_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index credit_total_by_year on credit_total (tenant_id, year, person_id);
select qinglan_protect('credit_total');
