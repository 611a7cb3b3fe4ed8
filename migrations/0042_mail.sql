-- What notices say in a bureau's own words, and notices by e-mail.

-- Null in a language means the sentence of the feature that sends.
create table notice_text (
  tenant_id uuid not null,
  code text not null,
  zh text,
  en text,
  -- Whoever changes it names the version they saw.
  version integer not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  constraint notice_text_pk primary key (tenant_id, code),
  constraint notice_text_by_fk foreign key (tenant_id, changed_by) references account (tenant_id, id),
  constraint notice_text_version check (version >= 1),
  constraint notice_text_length check (length(zh) between 1 and 500 and length(en) between 1 and 500)
);
select qinglan_protect('notice_text');

-- Where the notices of an account go by e-mail. A row stands only for an address that its owner has confirmed.
create table mail_address (
  tenant_id uuid not null,
  account_id uuid not null,
  address_sealed bytea not null,
  wanted text not null,
  language text not null,
  confirmed_at timestamptz not null,
  constraint mail_address_pk primary key (tenant_id, account_id),
  constraint mail_address_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint mail_address_wanted check (wanted in ('all', 'needed', 'none')),
  constraint mail_address_language check (language in ('zh', 'en'))
);
select qinglan_protect('mail_address');

-- An address that waits to be confirmed. The code is a signature of the id: it is kept nowhere.
create table mail_confirmation (
  tenant_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  address_sealed bytea not null,
  language text not null,
  tries integer not null default 0,
  -- How many codes were asked for since `counted_from`.
  asked integer not null default 1,
  counted_from timestamptz not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint mail_confirmation_pk primary key (tenant_id, account_id),
  constraint mail_confirmation_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint mail_confirmation_language check (language in ('zh', 'en'))
);
select qinglan_protect('mail_confirmation');

-- One letter to one account about one notice, or with a code that confirms its address.
create table mail_letter (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  notice_id uuid,
  confirmation_id uuid,
  -- `sending` is written before the letter leaves: one that was cut off there is never sent again by itself.
  state text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  created_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  failure text,
  constraint mail_letter_pk primary key (tenant_id, id),
  constraint mail_letter_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint mail_letter_notice_fk foreign key (tenant_id, notice_id) references notice (tenant_id, id),
  constraint mail_letter_once unique (tenant_id, notice_id, account_id),
  constraint mail_letter_about_one check ((notice_id is null) <> (confirmation_id is null)),
  constraint mail_letter_state check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  constraint mail_letter_sent check ((state = 'sent') = (sent_at is not null))
);
create index mail_letter_due on mail_letter (tenant_id, due_at) where state = 'waiting';
create index mail_letter_sending on mail_letter (tenant_id, tried_at) where state = 'sending';
create index mail_letter_newest on mail_letter (tenant_id, id desc);
select qinglan_protect('mail_letter');
