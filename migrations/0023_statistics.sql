-- A list of 20,000 people goes in within one transaction, where no vacuum looks: the planner would take the roster for as
-- small as it was before, and walk through a whole school district for each row. What owns no table may not analyze one.
create function qinglan_count_roster() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze person, post, roster_row;
end $$;
revoke execute on function qinglan_count_roster() from public;
grant execute on function qinglan_count_roster() to qinglan_app;
