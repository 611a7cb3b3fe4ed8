-- Succession (递补): a place of a programme that is chosen by a round or a selection goes to the next in order whom that left without one.

-- How many places a programme had when the round over it was confirmed, so that places that were added later are known as such.
alter table matching_round_programme add column confirmed_places_max integer;
update matching_round_programme one set confirmed_places_max = programme.places_max
  from programme, matching_round round
  where programme.tenant_id = one.tenant_id and programme.id = one.programme_id
    and round.tenant_id = one.tenant_id and round.id = one.round_id and round.state = 'confirmed';

alter table selection add column settled_places_max integer;
update selection one set settled_places_max = programme.places_max
  from programme
  where programme.tenant_id = one.tenant_id and programme.id = one.programme_id and one.state = 'settled';

alter table waiter drop constraint waiter_source,
  add constraint waiter_source check (source_kind in ('waiting', 'invitation', 'round', 'selection'));
-- Whoever succeeds by a round or a selection was asked by it, and by none twice for one programme.
create index waiter_by_source on waiter (tenant_id, source_id) where source_kind in ('round', 'selection');

-- Which place of a round an offer is for. Who was offered it, until when and what they said is in `waiter`.
create table matching_succession_entry (
  tenant_id uuid not null,
  waiter_id uuid not null,
  -- The round in which the person waits.
  round_id uuid not null,
  programme_id uuid not null,
  -- The round that gave the place, and its kind.
  seat_round_id uuid not null,
  block_id text not null,
  -- The application of whoever left it; null for a place that was added.
  in_place_of uuid,
  offered_at timestamptz not null,
  constraint matching_succession_entry_pk primary key (tenant_id, waiter_id),
  constraint matching_succession_entry_waiter_fk foreign key (tenant_id, waiter_id) references waiter (tenant_id, id),
  constraint matching_succession_entry_programme_fk foreign key (tenant_id, round_id, programme_id)
    references matching_round_programme (tenant_id, round_id, programme_id),
  constraint matching_succession_entry_seat_fk foreign key (tenant_id, seat_round_id, programme_id)
    references matching_round_programme (tenant_id, round_id, programme_id),
  constraint matching_succession_entry_left_fk foreign key (tenant_id, in_place_of) references enrolment (tenant_id, id)
);
create index matching_succession_entry_by_programme on matching_succession_entry (tenant_id, programme_id);
create index matching_succession_entry_by_round on matching_succession_entry (tenant_id, round_id);
create index matching_succession_entry_by_seat on matching_succession_entry (tenant_id, seat_round_id);
create index matching_succession_entry_by_left on matching_succession_entry (tenant_id, in_place_of);
select qinglan_protect_append('matching_succession_entry');
