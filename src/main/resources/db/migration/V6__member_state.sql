-- What an operator asked the queues for: it outlives the server and the PBX, and is asked for again
-- after either was away.
create table member_state (
  operator text not null primary key,
  wanted text not null check (wanted in ('ready', 'paused', 'wrap-up')),
  reason text not null,
  wanted_at bigint not null,
  until_at bigint, -- when a wrap-up ends by itself
  done_at bigint,  -- when the PBX did it, null while it has not
  trouble text not null
);
