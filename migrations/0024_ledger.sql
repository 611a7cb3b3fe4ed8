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
alter table credit_entry add constraint credit_entry_recorder_fk foreign key (tenant_id, recorded_by) references account (tenant_id, id);
alter table credit_entry add constraint credit_entry_approver_fk foreign key (tenant_id, approved_by) references account (tenant_id, id);
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

drop function pg_temp.class_of(text, text, text);
