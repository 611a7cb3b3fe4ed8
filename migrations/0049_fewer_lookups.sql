-- Ten thousand postings of a class look each of their references up one by one. Three of the lookups say what another says
-- already, and two indexes of notices list what nobody asks for.

-- Whoever verified posts: an entry with a record names the verification and its verifier together, so that only an entry
-- without one needs its poster looked up.
alter table credit_entry drop constraint credit_entry_verified_fk, drop constraint credit_entry_poster_fk;
alter table credit_verification drop constraint credit_verification_of_person;
alter table credit_verification add constraint credit_verification_of_poster unique (tenant_id, record_id, person_id, verified_by);
alter table credit_entry
  add column posted_alone_by uuid generated always as (case when record_id is null then posted_by end) stored;
alter table credit_entry
  add constraint credit_entry_verified_fk foreign key (tenant_id, record_id, person_id, posted_by)
    references credit_verification (tenant_id, record_id, person_id, verified_by),
  add constraint credit_entry_poster_fk foreign key (tenant_id, posted_alone_by) references account (tenant_id, id);

-- Most verify for themselves: whom somebody verifies for is looked up where it is somebody else.
alter table credit_verification drop constraint credit_verification_principal_fk;
alter table credit_verification
  add column verified_for_another uuid generated always as (nullif(verified_for, verified_by)) stored;
alter table credit_verification
  add constraint credit_verification_principal_fk foreign key (tenant_id, verified_for_another) references account (tenant_id, id);

-- A notice has one reader: the indexes of accounts need not list the notices of people, nor those of people the others.
drop index notice_by_account, notice_unread_by_account, notice_by_person, notice_unread_by_person;
create index notice_by_account on notice (tenant_id, account_id, id desc) where account_id is not null;
create index notice_by_person on notice (tenant_id, person_id, id desc) where person_id is not null;
create index notice_unread_by_account on notice (tenant_id, account_id) where read_at is null and account_id is not null;
create index notice_unread_by_person on notice (tenant_id, person_id) where read_at is null and person_id is not null;
