-- Whoever had a place and never came, said by whoever holds the class while it is open: the place is free again.
alter table enrolment drop constraint enrolment_state;
alter table enrolment add constraint enrolment_state
  check (state in ('applied', 'school_approved', 'returned', 'admitted', 'not_admitted', 'withdrawn', 'dismissed', 'no_show'));
alter table participation drop constraint participation_state;
alter table participation add constraint participation_state
  check (state in ('accepted', 'passed', 'failed', 'dismissed', 'withdrawn', 'no_show'));
