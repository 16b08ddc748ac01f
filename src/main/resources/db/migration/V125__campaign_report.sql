-- What a campaign came to, counted some time ago: counting 674,000 messages takes seconds, looking
-- at the result must not. Nobody is in it. Times are epoch milliseconds.
create table campaign_report (
  campaign_id bigint not null primary key,
  counted_at bigint not null,
  settled bigint not null,                 -- 1: nothing of it changes any more
  body text not null                       -- JSON
);
create index opt_out_since on opt_out (since);
