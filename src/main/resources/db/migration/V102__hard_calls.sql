-- Calls that were hard for who took them, and the pause that was offered then. Times are epoch
-- milliseconds.
create table hard_call (
  contact text not null primary key,       -- the call's id, or w-… of who came without calling
  login text not null,                     -- who talked
  ended_at bigint not null,
  talked_ms bigint not null,
  why text not null,                       -- danger, screening, topic, said: with blanks between
  offered_at bigint,                       -- null: known too late for a pause
  answer text not null check (answer in ('', 'taken', 'declined', 'lapsed')),
  answered_at bigint,
  minutes bigint not null                  -- of the pause that was taken; 0: none
);
create index hard_call_of on hard_call (login, ended_at);
create index hard_call_newest on hard_call (ended_at);

-- What an operator said of a call with one key.
create table hard_said (
  contact text not null primary key,
  login text not null,
  at bigint not null
);
create index hard_said_newest on hard_said (at);

-- Somebody asks a supervisor for a talk.
create table debrief (
  id text not null primary key,            -- d-…
  login text not null,
  asked_at bigint not null,
  done_at bigint,
  done_by text
);
create index debrief_open on debrief (asked_at) where done_at is null;

-- What is looked for every second must not read whole tables.
create index screening_changed on screening (changed_at);
create index contact_record_changed on contact_record (changed_at);
