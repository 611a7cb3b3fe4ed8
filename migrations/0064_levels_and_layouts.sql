-- A training may be of somebody outside the province (省外): no level of one's own province, and not the country's.
alter table programme drop constraint programme_level;
alter table programme add constraint programme_level
  check (level in ('nation', 'province', 'city', 'county', 'school', 'outside'));
alter table participation drop constraint participation_level;
alter table participation add constraint participation_level
  check (level in ('nation', 'province', 'city', 'county', 'school', 'outside'));
alter table integrity_setting drop constraint integrity_setting_levels;
alter table integrity_setting add constraint integrity_setting_levels
  check (levels <@ array['nation', 'province', 'city', 'county', 'school', 'outside']);

-- Where a trip went, which its level does not say: the country trains in other provinces as well.
alter table claim
  add column place text,
  add constraint claim_place check (place is null or length(place) between 1 and 60);

-- What a stranger is told of a statement, and which of its stamped years are others by now. Of a number that was merged, what was
-- carried to the other stands.
drop function statement_answer(text[]);
create function statement_answer(asked text[])
  returns table (number text, code text, content text, content_hash bytea, withdrawn_at timestamptz, reason text, reversed integer,
    restated integer[], time_zone text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.number, s.code, s.content, s.content_hash, w.withdrawn_at, w.reason,
    (select count(*)::integer from credit_entry r
      join credit_entry e on e.tenant_id = r.tenant_id and e.id = r.reverses_id
      where r.tenant_id = s.tenant_id and r.person_id = s.person_id and r.seq > s.head_seq and e.seq <= s.head_seq
        and e.year between s.from_year and s.to_year
        and not exists (select from credit_entry c where c.tenant_id = r.tenant_id and c.source_id = e.source_id
          and c.source_kind = e.source_kind and c.direction = 'carried' and c.posted_at = r.posted_at)),
    array(select stamp.year from (
        select distinct on (t.year) t.year, t.head_seq from hour_year_stamp t
        where t.tenant_id = s.tenant_id and t.person_id = s.person_id and t.year between s.from_year and s.to_year
          and t.stamped_at <= s.issued_at
        order by t.year, t.stamped_at desc, t.no desc) stamp
      where exists (select from credit_entry e
        where e.tenant_id = s.tenant_id and e.person_id = s.person_id and e.year = stamp.year and e.seq > stamp.head_seq
          and not (holder.merged_into is not null and e.reverses_id is not null and exists (select from credit_entry c
            where c.tenant_id = e.tenant_id and c.person_id = holder.merged_into and c.carries_id = e.reverses_id))
        group by e.source_kind, e.source_id, e.class_id, e.earned_on having sum(e.centihours) <> 0)
      order by stamp.year),
    tenant.time_zone
  from hour_statement s
  join tenant on tenant.id = s.tenant_id
  join person holder on holder.tenant_id = s.tenant_id and holder.id = s.person_id
  left join hour_statement_withdrawal w on w.tenant_id = s.tenant_id and w.statement_id = s.id
  where s.number = any (asked)
$$;
revoke execute on function statement_answer(text[]) from public;
grant execute on function statement_answer(text[]) to qinglan_app;

-- A list with ID or phone numbers in full that was made in the background: sealed until whoever asked for it takes it, and let go
-- of after a day.
create table hour_layout_full_file (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  content_sealed bytea not null,
  made_by uuid not null,
  expires_at timestamptz not null,
  constraint hour_layout_full_file_pk primary key (tenant_id, id),
  constraint hour_layout_full_file_export_fk foreign key (tenant_id, id) references hour_layout_export (tenant_id, id),
  constraint hour_layout_full_file_maker_fk foreign key (tenant_id, made_by) references account (tenant_id, id)
);
select qinglan_protect('hour_layout_full_file');
