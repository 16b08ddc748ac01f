-- Practice calls: no caller is behind one, and no figure counts it. Times are epoch milliseconds.
create table practice_run (
  id text not null primary key,            -- p-…
  leg text not null,                       -- how the PBX calls it
  login text not null,                     -- who practises
  operator text not null,                  -- at which telephone
  script text not null,
  language text not null,                  -- that the pretended caller speaks
  began_at bigint not null,
  answered_at bigint,
  ended_at bigint,
  ended text not null check (ended in ('', 'done', 'hung-up', 'unanswered', 'caller-waits', 'stopped', 'broken')),
  path text not null,                      -- JSON: scenes and the keys that were pressed in them
  record text                              -- JSON: what the learner wrote down, all of it made up
);
create index practice_run_of on practice_run (login, began_at);
create index practice_run_newest on practice_run (began_at);

-- By the score sheet: one line of the learner, one of each who scored it.
create table practice_score (
  run_id text not null references practice_run (id),
  login text not null,                     -- who scored
  own bigint not null,                     -- 1: the learner
  points text not null,                    -- JSON: criterion to points
  percent bigint not null,
  note text not null,
  scored_at bigint not null,
  primary key (run_id, login)
);

-- Who may take hard calls before all others, who said so, and until when.
create table hard_call_permission (
  id text not null primary key,            -- g-…
  login text not null,
  granted_at bigint not null,
  granted_by text not null,
  until_at bigint not null,
  runs text not null,                      -- the practice calls that it rests on, with blanks between
  withdrawn_at bigint,
  withdrawn_by text
);
create index hard_call_permission_of on hard_call_permission (login, until_at);
