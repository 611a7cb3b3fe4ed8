-- A first sheet of quotas may come when places are held already. From then on nobody takes one without being asked for
-- their cells: an application that read its programme before the sheet was there finds this in the counter that it locks.
alter table place_counter add column has_quotas boolean not null default false;
