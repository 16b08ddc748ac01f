-- Erasing what is known of a person: one asks, another confirms, and it is done in steps that go on
-- after a crash. What names the person is sealed and goes with the last step; what stays says only
-- that it was done. Times are epoch milliseconds.
create table erasure (
  id text not null primary key,
  state text not null check (state in ('asked', 'withdrawn', 'erasing', 'cleaning', 'done')),
  reason text not null,                    -- a word of a short list
  asked_at bigint not null,
  asked_by text not null,
  settled_at bigint,                       -- confirmed or withdrawn
  settled_by text not null,
  done_at bigint,
  subject_sealed text,                     -- keys, numbers and cases; null when it is over
  work_sealed text,                        -- files that must go; null before the rows are gone
  counts text not null                     -- JSON: how many of each kind
);
create index erasure_newest on erasure (asked_at, id);

-- Which lines of the file beside the store this store has followed already.
create table erasure_mark (
  mark text not null primary key,
  at bigint not null
);

-- A case that must stay, because somebody has to prove something by it.
create table case_hold (
  case_id text not null references case_file (id),
  since bigint not null,
  set_by text not null,
  reason_sealed text not null,
  lifted_at bigint,
  lifted_by text not null,
  primary key (case_id, since)
);

-- Erased people are not written to again, whatever list they come back with.
create table do_not_send (
  caller_key text not null primary key,
  since bigint not null
);

-- Whoever has come back by their own word after a stop; an erasure takes the line out again.
create table opt_in (
  number text not null primary key         -- E.164
);

-- What stays of an erased case: one row that is nobody's.
create table case_figure (
  id bigint not null primary key,
  opened text not null,                    -- month: 2026-11
  closed text not null,                    -- the same, empty when it was open
  topic text not null,
  outcome text not null,
  sealed bigint not null,
  level text not null,                     -- of its last screening
  referred bigint not null,                -- referrals, and how many of them began
  served bigint not null
);
