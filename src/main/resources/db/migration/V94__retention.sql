-- The daily letting go. Times are epoch milliseconds.

-- One row at most: when the clock was last looked at, and since when it is doubted.
create table retention_clock (
  site bigint not null primary key check (site = 1),
  seen_at bigint not null,
  doubted_at bigint,                       -- null: the clock is believed
  believed_by text not null                -- who said last that the clock is right
);

-- What was let go of each class.
create table retention_done (
  class text not null primary key,
  at bigint not null,
  gone bigint not null,                    -- in the last round that let anything go
  gone_at bigint not null,
  trouble text not null                    -- empty when the last round went well
);

-- What stays of calls whose records are gone: how many.
create table call_count (
  day text not null,                       -- 2026-11-22, of the site
  language text not null,
  topic text not null,                     -- group of the first reason written down, else empty
  ending text not null,
  calls bigint not null,
  primary key (day, language, topic, ending)
);
