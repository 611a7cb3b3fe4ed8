-- The planner knows nothing of a table that was filled a moment ago, and autovacuum comes by only once a minute: whoever has
-- just written a great many rows asks for fresh statistics. The application owns no table; the owner lends it this one act.
create function qinglan_gather_statistics() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  target regclass;
begin
  for target in
    select oid from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) = current_user
    order by relname
  loop
    execute format('analyze %s', target);
  end loop;
end $$;
revoke execute on function qinglan_gather_statistics() from public;
grant execute on function qinglan_gather_statistics() to qinglan_app;
