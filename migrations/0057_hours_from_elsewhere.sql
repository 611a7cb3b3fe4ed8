-- Opening hours say which kind of programme they are of, and what of them is on file.
alter table credit_opening_row
  add column kind text,
  add column proofs jsonb not null default '[]';
-- Work of a closed year is claimed with why it comes late; a claim says which version of a policy its table is from.
alter table claim
  add column late_reason text,
  add column award_by jsonb,
  add constraint claim_late_reason check (late_reason is null or length(late_reason) between 2 and 200);
