-- Most entries reverse nothing and most records correct nothing: what is unique among those that do lists these alone.
alter table credit_entry drop constraint credit_entry_reversed_once;
create unique index credit_entry_reversed_once on credit_entry (tenant_id, reverses_id) where reverses_id is not null;
alter table credit_record drop constraint credit_record_corrected_once;
create unique index credit_record_corrected_once on credit_record (tenant_id, corrects_id) where corrects_id is not null;
-- A queue is what waits. Verified hours, nearly all there are, are found in the order of their ids.
drop index credit_record_queue;
create index credit_record_queue on credit_record (tenant_id, state, id) where state in ('recorded', 'approved', 'returned');
