-- By which way a person came into a programme, and what sent them: an application of their own, or something else that names its own row.
alter table enrolment add column source_kind text not null default 'application';
alter table enrolment add column source_id uuid;
alter table enrolment add constraint enrolment_source check (
  source_kind in ('application', 'waiting', 'invitation', 'nomination', 'list', 'whole', 'round', 'substitution'));

-- Whether a programme has quotas: the quick way in asks nothing more of one that has none.
alter table programme add column has_quotas boolean not null default false;

-- How the places of a programme are shared out. Until `release_on` unused reserved places wait for those they are for.
create table quota_sheet (
  tenant_id uuid not null,
  programme_id uuid not null,
  version integer not null,
  release_on date,
  released_at timestamptz,
  changed_at timestamptz not null,
  changed_by uuid,
  constraint quota_sheet_pk primary key (tenant_id, programme_id),
  constraint quota_sheet_programme_fk foreign key (tenant_id, programme_id) references programme (tenant_id, id)
);
select qinglan_protect('quota_sheet');

-- The tree of quotas of a programme: its root is the programme, each cell below narrows the one above by one condition.
create table quota_cell (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  parent_id uuid,
  position integer not null,
  -- A reserve keeps places for those it means; a cap only says how many of them there may be at most.
  kind text not null,
  dimension text,
  wanted text[] not null,
  places_max integer,
  approximate boolean not null,
  everybody boolean not null,
  -- People on whose path the cell lies, and those of them who stand in none of its reserves.
  places_taken integer not null default 0,
  open_taken integer not null default 0,
  -- What its reserves keep.
  places_reserved integer not null default 0,
  constraint quota_cell_pk primary key (tenant_id, id),
  constraint quota_cell_sheet_fk foreign key (tenant_id, programme_id) references quota_sheet (tenant_id, programme_id),
  constraint quota_cell_parent_fk foreign key (tenant_id, parent_id) references quota_cell (tenant_id, id) deferrable initially deferred,
  constraint quota_cell_kind check (kind in ('reserve', 'cap')),
  constraint quota_cell_dimension check ((parent_id is null) = (dimension is null)
    and (dimension is null or dimension in ('organisation', 'stage', 'subject', 'setting', 'talent_level'))),
  constraint quota_cell_everybody check (everybody = (places_max is null)),
  constraint quota_cell_never_oversold check (places_taken >= 0 and (places_max is null or places_taken <= places_max)),
  constraint quota_cell_reserves_kept check (open_taken between 0 and places_taken
    and (places_max is null or open_taken <= places_max - places_reserved))
);
create index quota_cell_by_programme on quota_cell (tenant_id, programme_id, position);
create index quota_cell_by_organisation on quota_cell (tenant_id, (wanted[1])) where dimension = 'organisation';
select qinglan_protect('quota_cell');

-- Who holds which cells: released exactly as they were taken, whatever the roster says by then.
create table quota_hold (
  tenant_id uuid not null,
  cell_id uuid not null,
  person_id uuid not null,
  programme_id uuid not null,
  is_open boolean not null,
  held_at timestamptz not null,
  constraint quota_hold_pk primary key (tenant_id, cell_id, person_id),
  constraint quota_hold_cell_fk foreign key (tenant_id, cell_id) references quota_cell (tenant_id, id) on delete cascade,
  constraint quota_hold_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index quota_hold_by_person on quota_hold (tenant_id, programme_id, person_id);
select qinglan_protect('quota_hold');

-- Places that went from one cell to another: by hand, or because their deadline had come.
create table quota_move (
  tenant_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  from_id uuid not null,
  -- None: to whoever the parent means.
  to_id uuid,
  places integer not null,
  reason text not null,
  moved_at timestamptz not null,
  moved_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  constraint quota_move_pk primary key (tenant_id, id),
  constraint quota_move_sheet_fk foreign key (tenant_id, programme_id) references quota_sheet (tenant_id, programme_id),
  constraint quota_move_places check (places > 0)
);
create index quota_move_by_programme on quota_move (tenant_id, programme_id, moved_at desc, id);
select qinglan_protect('quota_move');
