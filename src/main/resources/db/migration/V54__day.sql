-- The lists that drive the day: who has taken what upon them, until when (epoch milliseconds). A row
-- whose time is over is nobody's.
create table day_claim (
  list text not null,
  item text not null,
  claimed_by text not null,
  until bigint not null,
  primary key (list, item)
);

-- Who has left a message is asked for each lost caller.
create index voice_message_caller on voice_message (caller_key);
