-- Hours of other bureaus are vouched for by three people, like any other, and under a key that two people registered; hours that
-- are carried name the entry that they stand for; and what people have under a number that was merged goes along.

-- Keys of other bureaus: registered by one person, confirmed by another who was told the fingerprint some other way.
create table bureau_key (
  tenant_id uuid not null,
  id uuid not null,
  -- What the bureau calls itself in what it signs.
  bureau text not null,
  public_key text not null,
  fingerprint text not null,
  registered_by uuid not null,
  registered_for uuid not null,
  registered_by_name text not null,
  registered_at timestamptz not null,
  confirmed_by uuid,
  confirmed_for uuid,
  confirmed_by_name text,
  confirmed_at timestamptz,
  withdrawn_by uuid,
  withdrawn_by_name text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  constraint bureau_key_pk primary key (tenant_id, id),
  constraint bureau_key_of_confirmer unique (tenant_id, id, public_key, confirmed_by),
  constraint bureau_key_registrar_fk foreign key (tenant_id, registered_by) references account (tenant_id, id),
  constraint bureau_key_registrar_for_fk foreign key (tenant_id, registered_for) references account (tenant_id, id),
  constraint bureau_key_confirmer_fk foreign key (tenant_id, confirmed_by) references account (tenant_id, id),
  constraint bureau_key_confirmer_for_fk foreign key (tenant_id, confirmed_for) references account (tenant_id, id),
  constraint bureau_key_withdrawer_fk foreign key (tenant_id, withdrawn_by) references account (tenant_id, id),
  constraint bureau_key_steps check ((confirmed_by is null) = (confirmed_for is null)
    and (confirmed_by is null) = (confirmed_by_name is null) and (confirmed_by is null) = (confirmed_at is null)
    and (withdrawn_by is null) = (withdrawn_by_name is null) and (withdrawn_by is null) = (withdrawn_at is null)
    and (withdrawn_by is null) = (withdrawn_reason is null)),
  constraint bureau_key_by_two_people check (not (array[confirmed_by, confirmed_for] && array[registered_by, registered_for]))
);
create unique index bureau_key_once on bureau_key (tenant_id, public_key, bureau) where withdrawn_at is null;
select qinglan_protect('bureau_key');

-- A statement that is handed in repeats its key, and who confirmed that. Those that were taken over before have none.
alter table opening_statement_entry add column key_id uuid, add column key_confirmed_by uuid;
alter table opening_statement_entry
  add constraint opening_statement_entry_key_fk foreign key (tenant_id, key_id, public_key, key_confirmed_by)
    references bureau_key (tenant_id, id, public_key, confirmed_by),
  add constraint statement_under_a_confirmed_key check (key_id is not null and key_confirmed_by is not null) not valid;

-- Its hours wait as an opening list of one person; one that was returned can be handed in again.
alter table credit_opening add column statement_id uuid;
alter table credit_opening
  add constraint credit_opening_statement_fk foreign key (tenant_id, statement_id)
    references opening_statement_entry (tenant_id, statement_id),
  add constraint credit_opening_of_hands unique (tenant_id, id, recorded_by, approved_by, verified_by);
create unique index credit_opening_once_for_a_statement on credit_opening (tenant_id, statement_id)
  where statement_id is not null and state <> 'returned';

-- What the hours of a row are, as far as whoever vouches for them elsewhere says it, and what they were used for there.
alter table credit_opening_row add column if not exists kind text;
alter table credit_opening_row add column if not exists evidence jsonb not null default '[]';
alter table credit_opening_row add column started_on date, add column spent jsonb not null default '[]';
alter table credit_opening_row drop constraint credit_opening_row_centihours;
alter table credit_opening_row add constraint credit_opening_row_centihours check (centihours between 1 and 1000000);

-- Who has a part in a list: whoever is credited by it, or whoever records or decides on it, under each of their numbers. A number
-- stands there once, so that nobody is both.
create table credit_opening_part (
  tenant_id uuid not null,
  opening_id uuid not null,
  person_id uuid not null,
  part text not null,
  constraint credit_opening_part_pk primary key (tenant_id, opening_id, person_id),
  constraint credit_opening_part_kind check (part in ('credited', 'decides')),
  constraint credit_opening_part_whole unique (tenant_id, opening_id, person_id, part),
  constraint credit_opening_part_opening_fk foreign key (tenant_id, opening_id) references credit_opening (tenant_id, id),
  constraint credit_opening_part_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
select qinglan_protect_append('credit_opening_part');
insert into credit_opening_part (tenant_id, opening_id, person_id, part)
select distinct tenant_id, opening_id, person_id, 'credited' from credit_opening_row;
alter table credit_opening_row add column part text generated always as ('credited') stored;
alter table credit_opening_row
  add constraint credit_opening_row_part_fk foreign key (tenant_id, opening_id, person_id, part)
    references credit_opening_part (tenant_id, opening_id, person_id, part);

-- An opening entry names its list with the three who vouched for it; a carried one the entry that it stands for, which is carried
-- once. Those of before stay as they are.
alter table credit_entry
  add column carries_id uuid,
  add column opening_id uuid generated always as (case when direction = 'opening' and source_kind = 'opening' then source_id end) stored;
alter table credit_entry drop constraint opening_batch_by_three_people, drop constraint opening_cites_its_statement,
  drop constraint credit_entry_format;
alter table credit_entry
  add constraint credit_entry_format check (format in (1, 2, 3)),
  add constraint credit_entry_opening_fk foreign key (tenant_id, opening_id, recorded_by, approved_by, posted_by)
    references credit_opening (tenant_id, id, recorded_by, approved_by, verified_by),
  add constraint credit_entry_carries_fk foreign key (tenant_id, carries_id) references credit_entry (tenant_id, id),
  add constraint opening_by_three_people check (direction <> 'opening'
    or (recorded_by is not null and approved_by is not null
      and recorded_by <> approved_by and posted_by <> recorded_by and posted_by <> approved_by)) not valid,
  add constraint opening_cites_its_list check (direction <> 'opening' or source_kind = 'opening') not valid,
  add constraint carried_names_its_original check ((direction = 'carried') = (carries_id is not null)) not valid;
create unique index credit_entry_carried_once on credit_entry (tenant_id, carries_id) where carries_id is not null;

-- The number that somebody has now, whatever number of theirs is asked for.
create function person_bearer(one uuid) returns uuid language sql stable set search_path = public, pg_temp as $$
  select person.id from person where person.tenant_id = qinglan_tenant() and person.merged_into is null
    and person.id in (select person_bearers(one))
$$;
revoke execute on function person_bearer(uuid) from public;
grant execute on function person_bearer(uuid) to qinglan_app;

-- Returned hours follow whoever turns out to have another number, with who approved them.
alter table credit_approval drop constraint credit_approval_record_fk;
alter table credit_approval add constraint credit_approval_record_fk
  foreign key (tenant_id, record_id, person_id, recorded_by, recorded_for)
  references credit_record (tenant_id, id, person_id, recorded_by, recorded_for) on update cascade;

-- What stayed behind when two numbers became one goes along now, and back again where the merging is taken back.
do $$
declare
  one record;
  excused uuid[];
  returned uuid[];
begin
  for one in select tenant_id, id, kept_id, gone_id from person_merge where undone_at is null order by merged_at, id loop
    with moving as (update hour_exemption set person_id = one.kept_id
      where tenant_id = one.tenant_id and person_id = one.gone_id and decider_person_id is distinct from one.kept_id returning id)
    select coalesce(array_agg(id), '{}') into excused from moving;
    with moving as (update credit_record r set person_id = one.kept_id
      where r.tenant_id = one.tenant_id and r.person_id = one.gone_id and r.state = 'returned'
        and not exists (select from credit_record later where later.tenant_id = r.tenant_id and later.corrects_id = r.id)
        and not exists (select from credit_approval a where a.tenant_id = r.tenant_id and a.record_id = r.id
          and one.kept_id in (a.approver_id, a.approver_for_id))
      returning r.id)
    select coalesce(array_agg(id), '{}') into returned from moving;
    update person_merge set moved = jsonb_set(moved, '{rows}', moved -> 'rows'
        || jsonb_build_object('hour_exemption', to_jsonb(excused), 'credit_record', to_jsonb(returned)))
      where tenant_id = one.tenant_id and id = one.id;
  end loop;
end $$;
