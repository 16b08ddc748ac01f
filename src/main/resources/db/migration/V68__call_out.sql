-- Calls that operators make from what is written down. A call that was rung has a record, too.
create table call_out (
  call_id text primary key,
  record_id text not null, -- empty when made from the person's page
  operator text not null,
  at bigint not null,
  state text not null, -- desk, ringing, talking; over, no-desk, not-reached, refused, broken
  reason text not null -- why it was refused
);
create index call_out_record on call_out (record_id, at) where record_id <> '';
