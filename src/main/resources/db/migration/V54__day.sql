-- The lists that drive the day. Times are epoch milliseconds.

-- Who has taken what upon them, until when; a row whose time is over is nobody's.
create table day_claim (
  list text not null,
  item text not null,
  claimed_by text not null,
  until bigint not null,
  primary key (list, item)
);

-- The number of who called last, sealed, for as long as that person may be lost to us.
create table lost_number (
  caller_key text not null primary key,
  number_sealed text not null,
  at bigint not null
);
create index lost_number_at on lost_number (at);
