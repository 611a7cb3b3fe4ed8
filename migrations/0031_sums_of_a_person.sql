-- The running sums of a person lie in one row: three lists of one length, in the order of years and classes, each written as a
-- list of integers is written. As text they are read for a whole county as they lie there; lists would be spelt out number by
-- number at every reading, which took most of the time. A county is reckoned from as many rows as it has people.
create table credit_sum (
  tenant_id uuid not null,
  person_id uuid not null,
  years text not null,
  class_ids text not null,
  centihours text not null,
  constraint credit_sum_pk primary key (tenant_id, person_id),
  constraint credit_sum_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint credit_sum_lists check (cardinality(years::integer[]) = cardinality(class_ids::integer[])
    and cardinality(years::integer[]) = cardinality(centihours::integer[]))
);
insert into credit_sum (tenant_id, person_id, years, class_ids, centihours)
select tenant_id, person_id, array_agg(year order by year, class_id)::text, array_agg(class_id order by year, class_id)::text,
  array_agg(centihours order by year, class_id)::text
from credit_total group by tenant_id, person_id;
select qinglan_protect('credit_sum');

-- The same sums, a row for each: for whoever asks about one year or one class.
drop table credit_total;
create view credit_total with (security_invoker = true) as
select s.tenant_id, s.person_id, sums.year, sums.class_id, sums.centihours
from credit_sum s
cross join lateral unnest(s.years::integer[], s.class_ids::integer[], s.centihours::integer[]) as sums (year, class_id, centihours);
grant select on credit_total to qinglan_app;
