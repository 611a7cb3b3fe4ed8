-- Whom a round places is shown publicly before anybody is admitted: the decision follows the notice.
alter table matching_round
  -- Since when everybody may know the seed; from then on no score changes.
  add column seed_told_at timestamptz,
  -- The reckoning that is shown, or was shown last.
  add column shown_run_id uuid;
update matching_round set seed_told_at = confirmed_at where state = 'confirmed';
alter table matching_round drop constraint matching_round_state,
  add constraint matching_round_state check (state in ('draft', 'published', 'shown', 'confirmed', 'cancelled')),
  add constraint matching_round_shown check (state <> 'shown' or shown_run_id is not null),
  add constraint matching_round_told check (state not in ('shown', 'confirmed') or seed_told_at is not null);
-- Why somebody who was shown was not admitted in the end; the place is free then.
alter table matching_result add column struck_reason text,
  add constraint matching_result_struck check (struck_reason is null or (struck_reason <> '' and programme_id is null));
