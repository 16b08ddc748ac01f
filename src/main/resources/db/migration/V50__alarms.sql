-- What staff must be told at once, and how far the telling is. Times are epoch milliseconds.

create table alarm (
  id bigint not null primary key,
  once text not null unique,               -- kind and what it is about: told once
  kind text not null,
  about text not null,                     -- a call, or one of our own numbers; never a caller's
  since bigint not null,                   -- when the trouble began
  raised_at bigint not null,
  over_at bigint,                          -- the trouble is gone
  seen_at bigint,                          -- somebody has taken it on
  seen_by text not null
);
create index alarm_red on alarm (raised_at) where over_at is null and seen_at is null;

-- One row for each person and occasion; the row is there before anything leaves.
create table alarm_telling (
  alarm_id bigint not null references alarm (id) on delete cascade,
  occasion text not null,                  -- raised, over
  way text not null,                       -- mail, sms
  target text not null,
  state text not null check (state in ('waiting', 'leaving', 'sent', 'given-up')),
  attempts bigint not null,
  next_at bigint not null,
  reason text not null,
  changed_at bigint not null,
  primary key (alarm_id, occasion, way, target)
);
create index alarm_telling_due on alarm_telling (way, next_at) where state = 'waiting';

-- Why a single message goes out, for the gate; empty: somebody asked for it.
alter table message add column purpose text not null default '';
