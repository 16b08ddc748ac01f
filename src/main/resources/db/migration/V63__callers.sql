-- What is known of callers, by the key that stands for their number. Times are epoch milliseconds.

-- The number itself, sealed, and only as long as it may be needed.
create table caller_number (
  caller_key text not null primary key,
  number_sealed text not null,
  seen_at bigint not null,
  kept_until bigint not null
);
create index caller_number_old on caller_number (kept_until);

-- Who looked at a whole number, and why. Written before the number is shown.
create table caller_unmasking (
  caller_key text not null,
  at bigint not null,
  looked_by text not null,
  reason text not null,
  primary key (caller_key, at, looked_by)
);

-- The last answers about the person: JSON, field to value.
create table caller_profile (
  caller_key text not null primary key,
  answers text not null,
  changed_at bigint not null,
  changed_by text not null
);

-- Every flag ends by itself.
create table caller_flag (
  id text not null primary key,
  caller_key text not null,
  flag text not null,
  slower bigint not null,                  -- 1: waits longer than others
  set_at bigint not null,
  set_by text not null,
  expires_at bigint not null,
  lifted_at bigint,
  lifted_by text
);
create index caller_flag_of on caller_flag (caller_key, expires_at);
