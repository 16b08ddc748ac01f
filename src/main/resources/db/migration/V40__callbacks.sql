-- Who is to be called back, what was tried, and which way out works where. Times are epoch
-- milliseconds.

create table callback (
  id bigint not null primary key,
  receipt text not null unique,            -- digits that are read to the caller
  kind text not null check (kind in
    ('missed_call', 'queue', 'booked', 'danger', 'line_lost', 'self')),
  caller_key text not null,                -- of the number that is rung
  number text not null,                    -- E.164, emptied some time after the end
  language text not null,                  -- empty: unknown
  queue text not null,                     -- empty: the main menu
  priority bigint not null,                -- higher is sooner
  safe bigint not null,                    -- 1: our name is not said until a key confirms who it is
  from_call text not null,                 -- empty: asked for outside of a call
  asked_at bigint not null,                -- the place in line, never changed
  not_before bigint not null,
  until bigint not null,                   -- after it: expired
  state text not null check (state in
    ('waiting', 'dialling', 'connected', 'done', 'failed', 'texted', 'cancelled', 'expired')),
  why text not null,                       -- of the last change, in one word
  attempts bigint not null,
  next_try_at bigint not null,
  changed_at bigint not null
);
create unique index callback_one_live on callback (caller_key)
  where state in ('waiting', 'dialling', 'connected');
create index callback_caller on callback (caller_key);
create index callback_due on callback (state, next_try_at);
create index callback_ended on callback (changed_at) where number <> '';

create table callback_attempt (
  callback_id bigint not null references callback (id) on delete cascade,
  nth bigint not null,
  call_id text not null unique,            -- our leg, named before it exists
  way text not null,
  marked_at bigint not null,
  answered_at bigint,
  result text not null,                    -- empty while nobody knows
  ended_at bigint,
  primary key (callback_id, nth)
);
create index callback_attempt_open on callback_attempt (marked_at) where result = '';

-- What was learned of the ways out; older results weigh less.
create table call_way (
  network text not null,                   -- country code and first digits: 99290
  way text not null,
  tried bigint not null,                   -- in thousandths, for older ones fade
  answered bigint not null,
  blocked bigint not null,
  last_at bigint not null,
  primary key (network, way)
);
