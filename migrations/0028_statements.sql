-- 学时证明: what somebody takes along, as it was issued, and the yearly stamp that an hours officer puts on a year.

create table hour_statement_counter (
  tenant_id uuid not null,
  year integer not null,
  last integer not null,
  constraint hour_statement_counter_pk primary key (tenant_id, year),
  constraint hour_statement_counter_positive check (last >= 0)
);
select qinglan_protect('hour_statement_counter');

create table hour_statement (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  -- Eight characters on the paper: only who holds it can look it up.
  code text not null,
  person_id uuid not null,
  organisation_id uuid not null,
  -- Calendar years, both inclusive.
  from_year integer not null,
  to_year integer not null,
  as_of date not null,
  -- The last entry of the person's chain then; 0 where there was none.
  head_seq integer not null,
  -- Everything that the paper says, as text, so that its hash holds byte for byte.
  content text not null,
  content_hash bytea not null,
  seal_file_id uuid,
  issued_by uuid not null,
  issued_at timestamptz not null,
  constraint hour_statement_pk primary key (tenant_id, id),
  constraint hour_statement_number_unique unique (tenant_id, number),
  constraint hour_statement_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint hour_statement_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint hour_statement_seal_fk foreign key (tenant_id, seal_file_id) references stored_file (tenant_id, id),
  constraint hour_statement_issuer_fk foreign key (tenant_id, issued_by) references account (tenant_id, id),
  constraint hour_statement_code_shape check (code ~ '^[2-9A-HJ-NP-Z]{8}$'),
  constraint hour_statement_years check (from_year <= to_year and from_year between 2000 and 2100),
  constraint hour_statement_head check (head_seq >= 0),
  constraint hour_statement_hash check (content_hash = sha256(convert_to(content, 'UTF8')))
);
create index hour_statement_by_number on hour_statement (number);
create index hour_statement_by_person on hour_statement (tenant_id, person_id, issued_at desc);
create index hour_statement_by_issue on hour_statement (tenant_id, issued_at desc, id desc);
select qinglan_protect_append('hour_statement');

create table hour_statement_withdrawal (
  tenant_id uuid not null,
  statement_id uuid not null,
  reason text not null,
  withdrawn_by uuid not null,
  withdrawn_at timestamptz not null,
  constraint hour_statement_withdrawal_pk primary key (tenant_id, statement_id),
  constraint hour_statement_withdrawal_of_fk foreign key (tenant_id, statement_id) references hour_statement (tenant_id, id),
  constraint hour_statement_withdrawal_by_fk foreign key (tenant_id, withdrawn_by) references account (tenant_id, id),
  constraint hour_statement_withdrawal_reason check (length(reason) between 2 and 200)
);
select qinglan_protect_append('hour_statement_withdrawal');

-- 年度验证. A year is stamped again where hours changed after it: the next number stands beside the first.
create table hour_year_stamp (
  tenant_id uuid not null,
  person_id uuid not null,
  year integer not null,
  no integer not null,
  -- Verified hours of the year, and how the person stood against what the year asks.
  centihours integer not null,
  verdict text not null,
  head_seq integer not null,
  stamped_by uuid not null,
  stamped_for uuid not null,
  stamper_id uuid,
  stamper_for_id uuid,
  stamped_at timestamptz not null,
  constraint hour_year_stamp_pk primary key (tenant_id, person_id, year, no),
  constraint hour_year_stamp_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint hour_year_stamp_by_fk foreign key (tenant_id, stamped_by) references account (tenant_id, id),
  constraint hour_year_stamp_for_fk foreign key (tenant_id, stamped_for) references account (tenant_id, id),
  constraint hour_year_stamp_no check (no >= 1 and head_seq >= 0 and year between 2000 and 2100),
  constraint hour_year_stamp_verdict check (verdict in ('met', 'short', 'none')),
  constraint stamper_is_not_the_person check (stamper_id is null or stamper_id <> person_id),
  constraint stamper_for_is_not_the_person check (stamper_for_id is null or stamper_for_id <> person_id)
);
create index hour_year_stamp_by_year on hour_year_stamp (tenant_id, year, person_id);
select qinglan_protect_append('hour_year_stamp');

-- What a stranger with a statement in hand may learn, whichever bureau issued it: what it says, whether it was withdrawn, and how
-- many of the entries it rests on were reversed since. Hours that were carried to another number of the same person still stand.
create function statement_answer(asked text[])
  returns table (number text, code text, content text, content_hash bytea, withdrawn_at timestamptz, reason text, reversed integer,
    time_zone text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.number, s.code, s.content, s.content_hash, w.withdrawn_at, w.reason,
    (select count(*)::integer from credit_entry r
      join credit_entry e on e.tenant_id = r.tenant_id and e.id = r.reverses_id
      where r.tenant_id = s.tenant_id and r.person_id = s.person_id and r.seq > s.head_seq and e.seq <= s.head_seq
        and e.year between s.from_year and s.to_year
        and not exists (select from credit_entry c where c.tenant_id = r.tenant_id and c.source_id = e.source_id
          and c.source_kind = e.source_kind and c.direction = 'carried' and c.posted_at = r.posted_at)),
    tenant.time_zone
  from hour_statement s
  join tenant on tenant.id = s.tenant_id
  left join hour_statement_withdrawal w on w.tenant_id = s.tenant_id and w.statement_id = s.id
  where s.number = any (asked)
$$;
revoke execute on function statement_answer(text[]) from public;
grant execute on function statement_answer(text[]) to qinglan_app;

-- Hours handed in to another system in a layout of its: which rows went out, each as a digest and never as the data.
create table hour_layout_export (
  tenant_id uuid not null,
  id uuid not null,
  layout text not null,
  edition text not null,
  year integer not null,
  organisation_id uuid not null,
  -- Rows in the file, and those of them that lacked something.
  rows integer not null,
  flawed integer not null,
  reason text,
  exported_by uuid not null,
  exported_at timestamptz not null,
  constraint hour_layout_export_pk primary key (tenant_id, id),
  constraint hour_layout_export_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint hour_layout_export_by_fk foreign key (tenant_id, exported_by) references account (tenant_id, id),
  constraint hour_layout_export_size check (rows >= 0 and flawed between 0 and rows)
);
create index hour_layout_export_last on hour_layout_export (tenant_id, layout, organisation_id, year, exported_at desc);
select qinglan_protect_append('hour_layout_export');

create table hour_layout_row (
  tenant_id uuid not null,
  export_id uuid not null,
  -- A person or a school.
  subject_id uuid not null,
  digest bytea not null,
  constraint hour_layout_row_pk primary key (tenant_id, export_id, subject_id),
  constraint hour_layout_row_export_fk foreign key (tenant_id, export_id) references hour_layout_export (tenant_id, id)
);
select qinglan_protect_append('hour_layout_row');

-- That somebody was reminded of missing hours.
create table hour_reminder (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  year integer not null,
  missing integer not null,
  reminded_by uuid not null,
  reminded_at timestamptz not null,
  constraint hour_reminder_pk primary key (tenant_id, id),
  constraint hour_reminder_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint hour_reminder_by_fk foreign key (tenant_id, reminded_by) references account (tenant_id, id),
  constraint hour_reminder_missing check (missing > 0)
);
create index hour_reminder_last on hour_reminder (tenant_id, person_id, reminded_at desc);
select qinglan_protect_append('hour_reminder');
