-- The ledger that stands up in an audit: what an entry says of its work and of who vouched for it, sums by classification,
-- daily roots over all chains, hours that are spent once for a purpose, and hours of elsewhere posted by the batch.

-- In which cycle of years a bureau reckons: the first year of one of them, and how many years each has.
alter table tenant add column cycle_start integer not null default 2021;
alter table tenant add column cycle_years integer not null default 5;
alter table tenant add constraint tenant_cycle check (cycle_start between 1990 and 2100 and cycle_years between 1 and 10);

alter table credit_record add column kind text;
-- What the hours rest on: [{ kind, title, sha256, fileId? }].
alter table credit_record add column evidence jsonb not null default '[]';
alter table credit_record add constraint credit_record_evidence check (jsonb_typeof(evidence) = 'array');

-- What hours are: each combination that was ever posted, once. `proof` are the kinds of evidence, sorted, with commas. An
-- empty text stands for none. The id is the first 31 bits of the SHA-256 of the five texts, joined by U+001F.
create table credit_class (
  tenant_id uuid not null,
  id integer not null,
  category text not null,
  level text not null,
  mode text not null,
  kind text not null,
  proof text not null,
  constraint credit_class_pk primary key (tenant_id, id),
  constraint credit_class_content unique (tenant_id, category, level, mode, kind, proof),
  constraint credit_class_id check (id >= 0)
);
select qinglan_protect_append('credit_class');

create function pg_temp.class_of(category text, level text, mode text) returns integer language sql as $$
  select (('x' || substr(encode(sha256(convert_to(
    concat(category, e'\x1f', level, e'\x1f', mode, e'\x1f', e'\x1f'), 'UTF8')), 'hex'), 1, 8))::bit(32) >> 1)::integer
$$;

insert into credit_class (tenant_id, id, category, level, mode, kind, proof)
select distinct tenant_id, pg_temp.class_of(category, level, mode), coalesce(category, ''), coalesce(level, ''), coalesce(mode, ''), '', ''
from credit_entry;

-- An entry says more than it did. `format` tells which text its hash was made of: entries of before keep theirs.
alter table credit_entry
  add column format smallint not null default 1,
  add column kind text,
  add column cycle integer,
  add column evidence jsonb not null default '[]',
  add column recorded_by uuid,
  add column approved_by uuid,
  add column class_id integer,
  add column year integer generated always as (extract(year from earned_on)::integer) stored;
update credit_entry e set class_id = pg_temp.class_of(e.category, e.level, e.mode),
  cycle = t.cycle_start + floor((e.year - t.cycle_start)::numeric / t.cycle_years)::integer * t.cycle_years
from tenant t where t.id = e.tenant_id;
alter table credit_entry alter column format set default 2, alter column cycle set not null, alter column class_id set not null;
alter table credit_entry add constraint credit_entry_format check (format in (1, 2));
alter table credit_entry add constraint credit_entry_evidence check (jsonb_typeof(evidence) = 'array');
alter table credit_entry add constraint credit_entry_class_fk foreign key (tenant_id, class_id) references credit_class (tenant_id, id);
-- Who recorded, who approved and who posted (that is, verified) are three.
alter table credit_entry add constraint three_people_vouch check (format = 1 or direction <> 'earned'
  or (recorded_by is not null and approved_by is not null
    and recorded_by <> approved_by and posted_by <> recorded_by and posted_by <> approved_by));
-- A sum over a crowd is read from this index alone.
alter table credit_entry drop constraint credit_entry_chain;
alter table credit_entry add constraint credit_entry_chain unique (tenant_id, person_id, seq) include (class_id, year, centihours);

-- Running sums of the ledger by what the hours are; worked out anew from the entries.
drop table credit_total;
create table credit_total (
  tenant_id uuid not null,
  person_id uuid not null,
  year integer not null,
  class_id integer not null,
  centihours integer not null,
  constraint credit_total_pk primary key (tenant_id, person_id, year, class_id) include (centihours),
  constraint credit_total_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint credit_total_class_fk foreign key (tenant_id, class_id) references credit_class (tenant_id, id)
);
insert into credit_total (tenant_id, person_id, year, class_id, centihours)
select tenant_id, person_id, year, class_id, sum(centihours) from credit_entry group by 1, 2, 3, 4;
create index credit_total_by_year on credit_total (tenant_id, year, person_id) include (class_id, centihours);
select qinglan_protect('credit_total');

-- Once a day: a root over the last entries of all chains, signed, and chained to the root before it.
create table credit_root (
  tenant_id uuid not null,
  seq integer not null,
  day date not null,
  made_at timestamptz not null,
  people integer not null,
  entries bigint not null,
  -- The root of the tree of hashes, and its 256 branches (so that one person's place is proved without all the others).
  tree bytea not null,
  branches bytea not null,
  previous_hash bytea not null,
  -- SHA-256 of the text that was signed.
  hash bytea not null,
  public_key text not null,
  signature text not null,
  constraint credit_root_pk primary key (tenant_id, seq),
  constraint credit_root_seq check (seq >= 1),
  constraint credit_root_hashes check (length(tree) = 32 and length(branches) = 8192 and length(previous_hash) = 32 and length(hash) = 32)
);
create index credit_root_by_day on credit_root (tenant_id, day);
select qinglan_protect_append('credit_root');

-- Which last entries are new in a root; the others are as in the roots before.
create table credit_root_head (
  tenant_id uuid not null,
  person_id uuid not null,
  seq integer not null,
  hash bytea not null,
  root_seq integer not null,
  branch smallint not null,
  constraint credit_root_head_pk primary key (tenant_id, person_id, seq),
  constraint credit_root_head_root_fk foreign key (tenant_id, root_seq) references credit_root (tenant_id, seq),
  constraint credit_root_head_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint credit_root_head_branch check (branch between 0 and 255),
  constraint credit_root_head_hash check (length(hash) = 32)
);
create index credit_root_head_by_root on credit_root_head (tenant_id, root_seq, person_id, seq);
create index credit_root_head_by_branch on credit_root_head (tenant_id, branch, person_id, seq);
select qinglan_protect_append('credit_root_head');

-- Hours that were used for a purpose, under the number of a case. What was used is used until it is released.
create table credit_spend (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  purpose text not null,
  case_no text not null,
  spent_by uuid not null,
  spent_at timestamptz not null,
  constraint credit_spend_pk primary key (tenant_id, id),
  constraint credit_spend_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint credit_spend_account_fk foreign key (tenant_id, spent_by) references account (tenant_id, id),
  constraint credit_spend_repeated unique (tenant_id, id, person_id, purpose)
);
create index credit_spend_by_person on credit_spend (tenant_id, person_id, id);
select qinglan_protect_append('credit_spend');

create table credit_release (
  tenant_id uuid not null,
  id uuid not null,
  spend_id uuid not null,
  reason text not null,
  released_by uuid not null,
  released_at timestamptz not null,
  constraint credit_release_pk primary key (tenant_id, id),
  constraint credit_release_once unique (tenant_id, spend_id),
  constraint credit_release_spend_fk foreign key (tenant_id, spend_id) references credit_spend (tenant_id, id),
  constraint credit_release_account_fk foreign key (tenant_id, released_by) references account (tenant_id, id)
);
select qinglan_protect_append('credit_release');

-- The entries of a case. An entry is used once for a purpose: whoever uses it again names the use that was released, and
-- each released use is followed once.
create table credit_spent_entry (
  tenant_id uuid not null,
  spend_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  purpose text not null,
  follows_id uuid,
  constraint credit_spent_entry_pk primary key (tenant_id, spend_id, entry_id),
  constraint credit_spent_entry_spend_fk foreign key (tenant_id, spend_id, person_id, purpose)
    references credit_spend (tenant_id, id, person_id, purpose),
  constraint credit_spent_entry_entry_fk foreign key (tenant_id, entry_id, person_id) references credit_entry (tenant_id, id, person_id),
  constraint credit_spent_entry_repeated unique (tenant_id, spend_id, entry_id, purpose),
  constraint entry_spent_once_for_a_purpose unique nulls not distinct (tenant_id, entry_id, purpose, follows_id),
  constraint spent_again_after_release_fk foreign key (tenant_id, follows_id) references credit_release (tenant_id, spend_id),
  constraint spent_again_for_the_same_fk foreign key (tenant_id, follows_id, entry_id, purpose)
    references credit_spent_entry (tenant_id, spend_id, entry_id, purpose)
);
select qinglan_protect_append('credit_spent_entry');

-- Hours earned elsewhere in this cycle, handed in by the batch with a signed list: recorded, approved and verified as one.
create table credit_opening (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  -- The signed list: [{ kind, title, sha256, fileId }].
  evidence jsonb not null,
  people integer not null,
  centihours bigint not null,
  state text not null,
  return_reason text,
  recorded_by uuid not null,
  recorded_for uuid not null,
  recorded_at timestamptz not null,
  approved_by uuid,
  approved_for uuid,
  approved_at timestamptz,
  verified_by uuid,
  verified_for uuid,
  verified_at timestamptz,
  constraint credit_opening_pk primary key (tenant_id, id),
  constraint credit_opening_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint credit_opening_recorder_fk foreign key (tenant_id, recorded_by) references account (tenant_id, id),
  constraint credit_opening_approver_fk foreign key (tenant_id, approved_by) references account (tenant_id, id),
  constraint credit_opening_verifier_fk foreign key (tenant_id, verified_by) references account (tenant_id, id),
  constraint credit_opening_state check (state in ('recorded', 'approved', 'verified', 'returned')),
  constraint opening_returned_says_why check ((state = 'returned') = (return_reason is not null)),
  constraint opening_rests_on_a_list check (jsonb_array_length(evidence) >= 1),
  constraint opening_steps check ((approved_by is null) = (approved_for is null) and (verified_by is null) = (verified_for is null)
    and (state <> 'approved' or approved_by is not null) and ((state = 'verified') = (verified_by is not null))
    and (verified_by is null or approved_by is not null)),
  constraint opening_by_three_people check (not (array[approved_by, approved_for] && array[recorded_by, recorded_for])
    and not (array[verified_by, verified_for] && array[recorded_by, recorded_for, approved_by, approved_for]))
);
create index credit_opening_by_state on credit_opening (tenant_id, state, id);
select qinglan_protect('credit_opening');

create table credit_opening_row (
  tenant_id uuid not null,
  opening_id uuid not null,
  no integer not null,
  -- The id that the entry will bear.
  id uuid not null,
  person_id uuid not null,
  category text,
  level text,
  mode text,
  centihours integer not null,
  earned_on date not null,
  constraint credit_opening_row_pk primary key (tenant_id, opening_id, no),
  constraint credit_opening_row_opening_fk foreign key (tenant_id, opening_id) references credit_opening (tenant_id, id),
  constraint credit_opening_row_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint credit_opening_row_id unique (tenant_id, id),
  constraint credit_opening_row_centihours check (centihours between 1 and 100000)
);
create index credit_opening_row_by_person on credit_opening_row (tenant_id, person_id);
select qinglan_protect_append('credit_opening_row');

alter table credit_entry drop constraint opening_cites_its_statement;
alter table credit_entry add constraint opening_cites_its_statement check (direction <> 'opening' or source_kind in ('statement', 'opening'));
alter table credit_entry add constraint opening_batch_by_three_people check (direction <> 'opening' or source_kind <> 'opening'
  or (recorded_by is not null and approved_by is not null
    and recorded_by <> approved_by and posted_by <> recorded_by and posted_by <> approved_by));

drop function pg_temp.class_of(text, text, text);
