-- The lists that drive the day: who has taken what upon them, until when (epoch milliseconds). A row
-- whose time is over is nobody's.
create table day_claim (
  list text not null,
  item text not null,
  claimed_by text not null,
  until bigint not null,
  primary key (list, item)
);
