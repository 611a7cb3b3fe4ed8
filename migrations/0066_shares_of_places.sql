-- A part of a programme's places may be written as a share of them: the number that was reckoned from it stays beside it.
alter table quota_cell add column share integer;
alter table quota_cell add constraint quota_cell_share
  check (share is null or (share between 1 and 100 and places_max is not null));
