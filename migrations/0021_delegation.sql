-- Standing in for somebody who is away: a holder of roles hands some of them to another account for a term, and what is
-- done with them names both.

-- `made_by` is the holder, or an administrator where the holder is away already; never whoever receives it.
create table delegation (
  tenant_id uuid not null,
  id uuid not null,
  principal_id uuid not null,
  delegate_id uuid not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  -- Who or what ended it before its term.
  ended_how text,
  ended_reason text,
  constraint delegation_pk primary key (tenant_id, id),
  constraint delegation_principal_fk foreign key (tenant_id, principal_id) references account (tenant_id, id),
  constraint delegation_delegate_fk foreign key (tenant_id, delegate_id) references account (tenant_id, id),
  constraint delegation_maker_fk foreign key (tenant_id, made_by) references account (tenant_id, id),
  constraint delegation_of_principal unique (tenant_id, id, principal_id),
  constraint delegation_to_delegate unique (tenant_id, id, delegate_id),
  constraint nobody_stands_in_for_themselves check (principal_id <> delegate_id),
  constraint nobody_delegates_to_themselves check (made_by <> delegate_id),
  constraint delegation_term check (to_on >= from_on and to_on - from_on <= 366),
  constraint delegation_says_why check (length(btrim(reason)) >= 2),
  constraint delegation_ended check ((ended_at is null) = (ended_how is null)),
  constraint delegation_ended_how check (ended_how in ('principal', 'delegate', 'administrator', 'grants_gone', 'account_closed'))
);
create index delegation_by_principal on delegation (tenant_id, principal_id, to_on);
create index delegation_by_delegate on delegation (tenant_id, delegate_id, to_on);
select qinglan_protect('delegation');

-- Which of the holder's own roles. What was received by delegation is no grant of one's own, and so never handed on; the
-- three administrators' roles never are.
alter table role_grant add constraint role_grant_delegated unique (tenant_id, id, account_id, role);
create table delegation_grant (
  tenant_id uuid not null,
  delegation_id uuid not null,
  grant_id uuid not null,
  principal_id uuid not null,
  role text not null,
  constraint delegation_grant_pk primary key (tenant_id, delegation_id, grant_id),
  constraint delegation_grant_delegation_fk foreign key (tenant_id, delegation_id, principal_id)
    references delegation (tenant_id, id, principal_id),
  constraint delegation_grant_own_fk foreign key (tenant_id, grant_id, principal_id, role)
    references role_grant (tenant_id, id, account_id, role),
  constraint administrators_are_not_delegated check (role not in ('system_admin', 'security_admin', 'auditor'))
);
create index delegation_grant_by_grant on delegation_grant (tenant_id, grant_id);
select qinglan_protect('delegation_grant');

-- Whom whoever sits at a session stands in for at the moment: only by a delegation to that very account.
alter table session add column delegation_id uuid;
alter table session add constraint session_delegation_fk foreign key (tenant_id, delegation_id, account_id)
  references delegation (tenant_id, id, delegate_id);

-- The longest term of a delegation.
alter table access_setting add column delegation_days integer not null default 90;
alter table access_setting add constraint access_setting_delegation_days check (delegation_days between 1 and 366);

-- What was said of the beginning and the end of a term, so that it is said once.
create table term_notice_entry (
  tenant_id uuid not null,
  object_id uuid not null,
  what text not null,
  -- The last day of the term that was spoken of: one that was renewed is spoken of again.
  to_on date not null,
  at timestamptz not null,
  constraint term_notice_entry_pk primary key (tenant_id, object_id, what, to_on),
  constraint term_notice_entry_what check (what in ('delegation_begins', 'delegation_ends', 'delegation_over',
    'grant_ends_14', 'grant_ends_3', 'grant_moved'))
);
select qinglan_protect_append('term_notice_entry');

-- The trail names whose authority an act rested on. The name that is written down holds both names.
alter table audit_entry add column on_behalf_of uuid;
create index audit_entry_by_principal on audit_entry (tenant_id, on_behalf_of, id) where on_behalf_of is not null;

-- Recorder, approver and verifier stay three different people when one stands in for another: each step repeats whose
-- authority the steps before it rested on, one's own where nobody was stood in for.
alter table credit_record add column recorded_for uuid;
update credit_record set recorded_for = recorded_by;
alter table credit_record alter column recorded_for set not null;
alter table credit_record add constraint credit_record_recorded_for_fk foreign key (tenant_id, recorded_for) references account (tenant_id, id);

alter table credit_approval add column recorded_for uuid;
alter table credit_approval add column approved_for uuid;
alter table credit_approval add column approver_for_id uuid;
update credit_approval set recorded_for = recorded_by, approved_for = approved_by;
alter table credit_approval alter column recorded_for set not null, alter column approved_for set not null;

alter table credit_verification add column recorded_for uuid;
alter table credit_verification add column approved_for uuid;
alter table credit_verification add column verified_for uuid;
alter table credit_verification add column verifier_for_id uuid;
update credit_verification set recorded_for = recorded_by, approved_for = approved_by, verified_for = verified_by;
alter table credit_verification alter column recorded_for set not null, alter column approved_for set not null,
  alter column verified_for set not null;

alter table credit_verification drop constraint credit_verification_approval_fk;
alter table credit_approval drop constraint credit_approval_record_fk;
alter table credit_record drop constraint credit_record_repeated;
alter table credit_record add constraint credit_record_repeated unique (tenant_id, id, person_id, recorded_by, recorded_for);
alter table credit_approval drop constraint credit_approval_repeated;
alter table credit_approval add constraint credit_approval_repeated
  unique (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for);
alter table credit_approval add constraint credit_approval_record_fk foreign key (tenant_id, record_id, person_id, recorded_by, recorded_for)
  references credit_record (tenant_id, id, person_id, recorded_by, recorded_for);
alter table credit_verification add constraint credit_verification_approval_fk
  foreign key (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for)
  references credit_approval (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for);

alter table credit_approval add constraint credit_approval_principal_fk foreign key (tenant_id, approved_for) references account (tenant_id, id);
alter table credit_approval add constraint approver_is_not_recorder_by_delegation
  check (approved_by <> recorded_for and approved_for <> recorded_by and approved_for <> recorded_for);
alter table credit_approval add constraint approver_stands_in_for_nobody_credited
  check (approver_for_id is null or approver_for_id <> person_id);
alter table credit_verification add constraint credit_verification_principal_fk foreign key (tenant_id, verified_for) references account (tenant_id, id);
alter table credit_verification add constraint verifier_is_not_them_by_delegation
  check (verified_by <> recorded_for and verified_for <> recorded_by and verified_for <> recorded_for
    and verified_by <> approved_for and verified_for <> approved_by and verified_for <> approved_for);
alter table credit_verification add constraint verifier_stands_in_for_nobody_credited
  check (verifier_for_id is null or verifier_for_id <> person_id);

-- Who handed a programme in and who approved it, through delegations as well.
alter table programme add column justified_for uuid;
alter table programme add column approved_for uuid;
update programme set justified_for = justified_by, approved_for = approved_by;
alter table programme add constraint approver_is_not_justifier_by_delegation
  check (not (array[approved_by, approved_for] && array[justified_by, justified_for]));

-- The people for whom somebody vouched for an application or decided on it: never the one who applies.
alter table enrolment add column voucher_for_id uuid;
alter table enrolment add column decider_for_id uuid;
alter table enrolment add constraint voucher_stands_in_for_no_applicant check (voucher_for_id is null or voucher_for_id <> person_id);
alter table enrolment add constraint decider_stands_in_for_no_applicant check (decider_for_id is null or decider_for_id <> person_id);

-- The same of corrections of the roster: nobody decides on what they asked for, nor whoever stands in for them.
alter table correction_request add column decider_id uuid;
alter table correction_request add column decider_for_id uuid;
alter table correction_request add constraint decider_did_not_ask
  check ((decider_id is null or decider_id <> person_id) and (decider_for_id is null or decider_for_id <> person_id));

-- Whose authority the closing of a class rested on.
alter table class_closure add column closed_for uuid;
alter table class_closure add constraint class_closure_principal_fk foreign key (tenant_id, closed_for) references account (tenant_id, id);
