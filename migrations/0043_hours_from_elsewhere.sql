-- Whoever decides on a claim may say its level where its table fixes none.
alter table claim_step_entry drop constraint claim_step_entry_act;
alter table claim_step_entry add constraint claim_step_entry_act
  check (act in ('submitted', 'returned', 'taken_up', 'withdrawn', 'shared', 'lowered', 'levelled', 'reopened'));

-- A token that serves one purpose does nothing else.
alter table api_token add column purpose text;
alter table api_token add constraint api_token_purpose check (purpose in ('external_hours'));
alter table api_token add constraint api_token_serving_writes check (purpose is null or not read_only);
