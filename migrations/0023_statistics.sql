-- A list of 20,000 people goes in within one transaction, where no vacuum looks: the planner would take the roster for as
-- small as it was before, and walk through all of it for each row. What owns no table may not analyze one.
create function qinglan_count_roster() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze person (tenant_id, id, staff_no, id_number_hash, organisation_id), post (tenant_id, id, person_id),
    roster_row (tenant_id, import_id, no, person_id);
end $$;
revoke execute on function qinglan_count_roster() from public;
grant execute on function qinglan_count_roster() to qinglan_app;
