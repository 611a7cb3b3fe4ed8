-- The board of a round asks for its latest reckoning at every look.
create index job_run_rehearsals on job_run (tenant_id, (payload->>'roundId'), created_at desc, id desc)
  where name = 'rounds.rehearse';
