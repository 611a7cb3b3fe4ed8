-- By which way a person came into a programme, and what sent them: an application of their own, or something else that names its own row.
alter table enrolment add column source_kind text not null default 'application';
alter table enrolment add column source_id uuid;
alter table enrolment add constraint enrolment_source check (
  source_kind in ('application', 'waiting', 'invitation', 'nomination', 'list', 'whole', 'round', 'substitution'));
