-- Announcements that waiting callers heard, by the day of the site, the callers' language and prompt.
create table announcement_play (
  day bigint not null,                     -- days since 1970
  language text not null,
  prompt text not null,
  begun bigint not null,
  whole bigint not null,                   -- heard to the end
  heard bigint not null,                   -- milliseconds, all callers together
  primary key (day, language, prompt)
);

-- How the line's own numbers fared when the system rang them. Times are epoch milliseconds.
create table self_test (
  number text not null primary key,
  tried_at bigint not null,
  proven_at bigint,                        -- the last time all went well
  failing_since bigint,                    -- null: the last try went well
  failures bigint not null,                -- in a row
  reason text not null                     -- of the last failure
);

-- Calls that the system made to itself: nobody's records.
create table self_test_call (
  call_id text not null primary key,
  at bigint not null
);
