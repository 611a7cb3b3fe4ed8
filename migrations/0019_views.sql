-- How somebody looks at a list, kept under a name; and lists pasted from a spreadsheet, kept for a day.

create table saved_view (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  -- The address of the page, with `:id` where one names an object.
  list text not null,
  name text not null,
  -- The conditions, as they stand in the address.
  search text not null,
  -- The columns put away; null leaves them as they are.
  hidden_columns text[],
  -- Everybody who works in the subtree of this organisation may use it too.
  shared_with uuid,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  constraint saved_view_pk primary key (tenant_id, id),
  constraint saved_view_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint saved_view_shared_with_fk foreign key (tenant_id, shared_with) references organisation (tenant_id, id),
  constraint saved_view_name_unique unique (tenant_id, account_id, list, name),
  constraint saved_view_name_length check (char_length(name) between 1 and 40),
  constraint saved_view_search_length check (char_length(search) <= 2000)
);
create index saved_view_shared on saved_view (tenant_id, list, shared_with) where shared_with is not null;
select qinglan_protect('saved_view');

-- The view with which somebody finds a list when they come to it.
create table saved_view_default (
  tenant_id uuid not null,
  account_id uuid not null,
  list text not null,
  view_id uuid not null,
  constraint saved_view_default_pk primary key (tenant_id, account_id, list),
  constraint saved_view_default_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint saved_view_default_view_fk foreign key (tenant_id, view_id) references saved_view (tenant_id, id) on delete cascade
);
create index saved_view_default_by_view on saved_view_default (tenant_id, view_id);
select qinglan_protect('saved_view_default');

create table pasted_list (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  -- What the rows name: people, organisations, programmes …
  subject text not null,
  -- The keyed hash of what was pasted: a retry is known by it. The text itself is not kept.
  content_hash bytea not null,
  head text[],
  row_count integer not null,
  found_count integer not null,
  repeated_count integer not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  constraint pasted_list_pk primary key (tenant_id, id),
  constraint pasted_list_account_fk foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint pasted_list_counts check (row_count >= found_count + repeated_count and found_count >= 0 and repeated_count >= 0),
  constraint pasted_list_length check (row_count between 1 and 5000)
);
create index pasted_list_by_account on pasted_list (tenant_id, account_id, made_at);
create index pasted_list_expiry on pasted_list (tenant_id, expires_at);
select qinglan_protect('pasted_list');

-- What the rows were found to name.
create table pasted_item (
  tenant_id uuid not null,
  list_id uuid not null,
  object_id uuid not null,
  constraint pasted_item_pk primary key (tenant_id, list_id, object_id),
  constraint pasted_item_list_fk foreign key (tenant_id, list_id) references pasted_list (tenant_id, id) on delete cascade
);
select qinglan_protect('pasted_item');

-- The rows that name nothing, or more than one; identity and phone numbers are masked in them.
create table pasted_row (
  tenant_id uuid not null,
  list_id uuid not null,
  no integer not null,
  cells text[] not null,
  outcome text not null,
  reason text not null,
  candidates jsonb not null,
  constraint pasted_row_pk primary key (tenant_id, list_id, no),
  constraint pasted_row_list_fk foreign key (tenant_id, list_id) references pasted_list (tenant_id, id) on delete cascade,
  constraint pasted_row_outcome check (outcome in ('ask', 'missing'))
);
select qinglan_protect('pasted_row');
