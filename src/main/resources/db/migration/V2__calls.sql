-- What happened on calls. The events are the truth; a record is folded from them and can be made
-- again at any time. Times are epoch milliseconds.

-- The natural key makes telling the same event twice harmless: the ordinal is the server's own count,
-- or the place of the line in the PBX's file.
create table call_event (
  call_id text not null,
  at bigint not null,
  source text not null check (source in ('ivr', 'pbx', 'reconcile')),
  ordinal bigint not null,
  type text not null,
  body text not null,
  primary key (call_id, at, source, ordinal, type)
);

-- told counts the call's events, folded those that the record was made from: it is stale while they
-- differ.
create table call_record (
  call_id text not null primary key,
  started_at bigint not null,
  ended_at bigint,
  caller text,
  language text not null default '',
  operator text not null default '',
  ending text,
  body text not null default '',
  told bigint not null,
  folded bigint not null default 0
);

create index call_record_newest on call_record (started_at, call_id);
create index call_record_caller on call_record (caller, started_at);
create index call_record_stale on call_record (call_id) where folded < told;
create index call_record_open on call_record (started_at) where ended_at is null;

-- Which call a leg belongs to: the PBX's queue log names only the leg.
create table pbx_leg (
  unique_id text not null primary key,
  call_id text not null,
  channel_name text not null,
  seen_at bigint not null
);

-- How far each of the PBX's files has been read. The identity tells a file from the one that takes
-- its name when it is rotated.
create table pbx_file (
  name text not null primary key,
  identity text not null,
  position bigint not null,
  damaged bigint not null default 0
);
