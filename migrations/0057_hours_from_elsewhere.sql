-- Opening hours say which kind of programme they are of, and what of them is on file.
alter table credit_opening_row
  add column kind text,
  add column proofs jsonb not null default '[]';
