-- An appeal is judged by nobody who had a hand in what it is about: who returned hours by a delegate, who vouched for them before.
alter table credit_record add column returned_for uuid;
update credit_record set returned_for = returned_by where returned_by is not null;
alter table credit_record add constraint credit_record_returned_by_two check ((returned_by is null) = (returned_for is null));

alter table appeal add column hands uuid[] not null default '{}';
alter table appeal add constraint appeal_goes_to_no_hand_in_it
  check (decided_by is null or not (decided_by = any (hands) or decided_for = any (hands)));
