-- Certificates: how a bureau numbers and signs them, and each one that was issued.

create table certificate_rule (
  tenant_id uuid not null,
  pattern text not null,
  title text not null,
  issuer text not null,
  signatory text not null,
  seal_file_id uuid,
  changed_by uuid not null,
  changed_at timestamptz not null,
  constraint certificate_rule_pk primary key (tenant_id),
  constraint certificate_rule_seal_fk foreign key (tenant_id, seal_file_id) references stored_file (tenant_id, id),
  constraint certificate_rule_changer_fk foreign key (tenant_id, changed_by) references account (tenant_id, id)
);
select qinglan_protect('certificate_rule');

-- The last number given in a year. Taken in the transaction that issues, so that no number is skipped.
create table certificate_counter (
  tenant_id uuid not null,
  year integer not null,
  last integer not null,
  constraint certificate_counter_pk primary key (tenant_id, year),
  constraint certificate_counter_positive check (last >= 0)
);
select qinglan_protect('certificate_counter');

create table certificate (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  code text not null,
  person_id uuid not null,
  credit_entry_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  -- What it says, as it was on the day it was issued; never changed afterwards.
  holder_name text not null,
  organisation_id uuid not null,
  school_name text not null,
  programme_title text not null,
  level text,
  centihours integer not null,
  started_on date,
  ended_on date not null,
  issued_on date not null,
  title text not null,
  issuer text not null,
  signatory text not null,
  seal_file_id uuid,
  issued_by uuid not null,
  -- What became of it since.
  state text not null,
  state_reason text,
  state_since timestamptz not null,
  superseded_by uuid,
  constraint certificate_pk primary key (tenant_id, id),
  constraint certificate_number_unique unique (tenant_id, number),
  constraint certificate_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint certificate_entry_fk foreign key (tenant_id, credit_entry_id, person_id)
    references credit_entry (tenant_id, id, person_id),
  constraint certificate_organisation_fk foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint certificate_seal_fk foreign key (tenant_id, seal_file_id) references stored_file (tenant_id, id),
  constraint certificate_issuer_fk foreign key (tenant_id, issued_by) references account (tenant_id, id),
  constraint certificate_successor_fk foreign key (tenant_id, superseded_by) references certificate (tenant_id, id)
    -- The old one gives up its place before the new one takes it.
    deferrable initially deferred,
  constraint certificate_code_shape check (code ~ '^[2-9A-HJ-NP-Z]{8}$'),
  constraint certificate_state check (state in ('genuine', 'superseded', 'revoked')),
  constraint certificate_ended_says_why check ((state = 'genuine') = (state_reason is null)),
  constraint certificate_superseded_names_successor check ((state = 'superseded') = (superseded_by is not null))
);
create unique index certificate_one_genuine on certificate (tenant_id, credit_entry_id) where state = 'genuine';
create index certificate_by_person on certificate (tenant_id, person_id, issued_on desc);
create index certificate_by_issue on certificate (tenant_id, issued_on desc, id desc);
create index certificate_by_organisation on certificate (tenant_id, organisation_id, issued_on desc);
create index certificate_by_number on certificate (number);
create index certificate_by_source on certificate (tenant_id, source_id);
select qinglan_fence('certificate');
grant select, insert on certificate to qinglan_app;
-- What a certificate says is never changed; only what became of it.
grant update (state, state_reason, state_since, superseded_by) on certificate to qinglan_app;

-- What a stranger with the paper in hand may learn, whichever bureau issued it. The code is compared by whoever asks,
-- in constant time; nothing else is said of the holder. Many numbers at once: a crowd that asks costs few statements.
create function certificate_answer(asked text[])
  returns table (
    number text, code text, state text, state_reason text, state_since timestamptz, superseded_by text, time_zone text,
    title text, holder_name text, school_name text, programme_title text, centihours integer,
    started_on date, ended_on date, issued_on date, issuer text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.number, c.code, c.state, c.state_reason, c.state_since, successor.number, tenant.time_zone,
    c.title, c.holder_name, c.school_name, c.programme_title, c.centihours,
    c.started_on, c.ended_on, c.issued_on, c.issuer
  from certificate c
  join tenant on tenant.id = c.tenant_id
  left join certificate successor on successor.tenant_id = c.tenant_id and successor.id = c.superseded_by
  where c.number = any (asked)
$$;
revoke execute on function certificate_answer(text[]) from public;
grant execute on function certificate_answer(text[]) to qinglan_app;
