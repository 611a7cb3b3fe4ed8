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
