-- Who writes to us: a thread for each person.
create table inbox_thread (
  id bigint not null primary key,
  caller_key text not null unique,
  number text not null,                    -- E.164: the person is answered there
  language text not null,                  -- tg, ru; empty while nobody can tell
  language_told bigint not null,           -- 1: the person has said it; no guess changes it
  state text not null check (state in ('waiting', 'claimed', 'done')),
  urgent bigint not null,                  -- 1: a cry for help that nobody has closed yet
  maybe_stop bigint not null,              -- 1: a stop word that did not decide
  claimed_by text not null,
  last_at bigint not null
);
create index inbox_thread_open on inbox_thread (state, urgent, last_at);

-- Who did what about a thread.
create table inbox_deed (
  id bigint not null primary key,
  thread_id bigint not null references inbox_thread (id) on delete cascade,
  at bigint not null,
  who text not null,
  what text not null,                      -- claim, answer, done, stop, start, record
  about text not null                      -- a message's or a record's id
);
create index inbox_deed_of on inbox_deed (thread_id, id);

-- What went out by itself today; in the store, so that a restart forgives nothing.
create table inbox_count (
  day bigint not null,                     -- days since 1970, by the site's clock
  what text not null,                      -- answer, start, money (millionths)
  who text not null,                       -- a caller key, a range of numbers, or all
  amount bigint not null,
  primary key (day, what, who)
);

-- Nobody is told twice that the texts end.
create table stop_confirmed (
  caller_key text not null primary key,
  at bigint not null
);
