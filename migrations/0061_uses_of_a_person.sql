-- Hours that are posted anew are asked for the uses of their person.
create index credit_spent_entry_by_person on credit_spent_entry (tenant_id, person_id);
