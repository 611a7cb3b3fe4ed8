-- 学时预警: what people may expect, for a whole region at once.

-- Hours on their way, by person.
create index credit_record_on_the_way on credit_record (tenant_id, person_id) where state in ('recorded', 'approved');

-- Who has a place, by person.
create index enrolment_placed on enrolment (tenant_id, person_id) where state = 'admitted';
