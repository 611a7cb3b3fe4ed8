-- Whoever takes part in a round and turns out to have another number takes part under that one: what they were scored, what
-- was decided by hand and what the round brought them goes along.
alter table matching_score drop constraint matching_score_applicant_fk,
  add constraint matching_score_applicant_fk foreign key (tenant_id, round_id, person_id)
    references matching_applicant (tenant_id, round_id, person_id) on update cascade on delete cascade;
alter table matching_pin drop constraint matching_pin_applicant_fk,
  add constraint matching_pin_applicant_fk foreign key (tenant_id, round_id, person_id)
    references matching_applicant (tenant_id, round_id, person_id) on update cascade;
alter table matching_result drop constraint matching_result_applicant_fk,
  add constraint matching_result_applicant_fk foreign key (tenant_id, round_id, person_id)
    references matching_applicant (tenant_id, round_id, person_id) on update cascade;
