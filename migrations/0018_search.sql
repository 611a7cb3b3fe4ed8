-- Search: how people are spelled, sorted and found.

-- `spelling` and `readings` are written by the application with the name; where it has not come to a row yet, what the row
-- was spelled by before stands in.
alter table person
  add column spelling text collate "C",
  add column readings text[] not null default '{}',
  add column sort_key text collate "C" not null generated always as (coalesce(spelling, pinyin) || '  ' || name) stored,
  -- Whatever a person is found by, each term from its beginning: the name, its endings and its characters, the spellings,
  -- the staff number (after #) and the codes of the subjects. Beginnings that many share are terms as well, so that the
  -- planner knows of them.
  add column found_by tsvector not null generated always as (array_to_tsvector(array_remove(
    readings || subjects || array[pinyin, initials, '#' || lower(staff_no), '#' || lower(left(staff_no, 4)),
      '#' || lower(left(staff_no, 6)), lower(name), lower(substr(name, 2)),
      lower(substr(name, 3)), lower(substr(name, 4)), substr(name, 1, 1), substr(name, 2, 1), substr(name, 3, 1)], ''))) stored;
drop index person_by_organisation;
drop index person_by_pinyin;
-- A part of the region is searched without leaving this index, the whole of it by the terms.
create index person_by_organisation on person (tenant_id, organisation_id, sort_key, id) include (merged_into, found_by);
create index person_by_sort_key on person (tenant_id, sort_key, id);
create index person_found_by on person using gin (found_by);
create index person_unspelled on person (tenant_id, id) where spelling is null;

-- What a row says of a person, as an import compares it: not how the name is spelled, which may be told better any day.
create or replace function person_print(one person) returns text
  language sql stable
  return md5((to_jsonb(one)
    - '{id_number_sealed,id_number_hash,phone_sealed,phone_hash,spelling,readings,sort_key,found_by}'::text[])::text);

-- The condition of a search for people, with every value in it quoted. Each word is a person's by one of its terms, or by
-- the school whose name it is part of.
create function person_asked(scope uuid[], part uuid, words jsonb, filters jsonb) returns text
  language plpgsql stable set search_path = public, pg_temp as $$
declare
  asked text;
  terms text;
  places uuid[];
  schools uuid[];
  word record;
begin
  places := array(select distinct descendant_id from organisation_closure
    where tenant_id = qinglan_tenant() and ancestor_id = any (scope)
      and (part is null or descendant_id in (select descendant_id from organisation_closure
        where tenant_id = qinglan_tenant() and ancestor_id = part)));
  asked := format('person.tenant_id = %L::uuid and person.merged_into is null and person.organisation_id = any (%L::uuid[])',
    qinglan_tenant(), places);
  for word in select * from jsonb_to_recordset(words) as one(terms text, place text, letters boolean) loop
    schools := array(select organisation.id from organisation
      where word.place is not null and organisation.tenant_id = qinglan_tenant() and organisation.id = any (places)
        and organisation_is_called(organisation, word.place, word.letters));
    if cardinality(schools) = 0 then
      terms := concat_ws(' & ', terms, '(' || word.terms || ')');
    else
      asked := asked || format(' and (person.found_by @@ %L::tsquery or person.organisation_id = any (%L::uuid[]))',
        word.terms, schools);
    end if;
  end loop;
  asked := asked || coalesce(' and person.found_by @@ ' || quote_literal(terms) || '::tsquery', '');
  -- Of a filter that is not asked for nothing comes out: quote_literal of null is null.
  return asked
    || coalesce(' and person.stage = ' || quote_literal(filters ->> 'stage'), '')
    || coalesce(' and person.state = ' || quote_literal(filters ->> 'state'), '')
    || coalesce(' and ' || quote_literal(filters ->> 'subject') || ' = any (person.subjects)', '');
end $$;

-- Whether a word is part of an organisation's name, or of its pinyin or initials.
create function organisation_is_called(one organisation, word text, letters boolean) returns boolean
  language sql stable
  return case when letters and length(word) < 3 then starts_with(one.pinyin, word) or starts_with(one.initials, word)
    when letters then strpos(one.pinyin, word) > 0 or starts_with(one.initials, word)
    else strpos(one.name, word) > 0 or coalesce(strpos(one.short_name, word) > 0, false) end;

drop function person_find(uuid[], text, text, uuid, integer);

-- Finding people by what was typed, and how many they are in all; nobody counts further than `counted`. Text search is not
-- leakproof, so that row-level security would keep the planner from its index; this function names the tenant itself and
-- only ever looks inside the one of its transaction.
create function person_find(
  scope uuid[], part uuid, words jsonb, filters jsonb, after_key text, after_id uuid, most integer, counted integer)
  returns table (id uuid, size integer) rows 50
  language plpgsql stable security definer set search_path = public, pg_temp set jit = off as $$
declare
  asked text := person_asked(scope, part, words, filters);
  after text := format('(sort_key, id) > (%L collate "C", %L::uuid)', after_key, after_id);
  whole integer;
begin
  if jsonb_array_length(words) > 0 then
    -- Whoever is found is gathered first and sorted then: a walk in the order of names would meet a rare one late.
    return query execute format(
      'with found as materialized (select person.sort_key, person.id from person where %s)
       select id, (select least(count(*), %s)::int from found) from found where %s order by sort_key, id limit %s',
      asked, counted, after, most);
  else
    execute format('select count(*)::int from (select from person where %s limit %s) as found', asked, counted) into whole;
    return query execute format('select id, %s from person where %s and %s order by sort_key, id limit %s',
      whole, asked, after, most);
  end if;
end $$;

revoke execute on function person_asked(uuid[], uuid, jsonb, jsonb), organisation_is_called(organisation, text, boolean),
  person_find(uuid[], uuid, jsonb, jsonb, text, uuid, integer, integer) from public;
grant execute on function organisation_is_called(organisation, text, boolean),
  person_find(uuid[], uuid, jsonb, jsonb, text, uuid, integer, integer) to qinglan_app;
