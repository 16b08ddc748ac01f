-- Texts go out by urgency, by several routes and only while they are of use. Times are epoch
-- milliseconds.

alter table message add column joining text not null default 'udh8';   -- udh8, udh16, payload
alter table message add column valid_until bigint not null default 0;  -- 0: as long as it takes
alter table message add column repeats bigint not null default 0;      -- 1: rather twice than never
alter table message add column resent bigint not null default 0;       -- times that a person sent it again
alter table segment add column refusal text not null default '';       -- name of the last refusal

-- Lanes: 0 alarms, -1 single texts, -2 broadcasts that have begun, else the campaign.
update segment set lane = -1 where lane = 0
  and message_id in (select id from message where campaign_id = 0);
update segment set lane = -2 where lane = 0
  and message_id in (select id from message where campaign_id <> 0);

drop index segment_waiting;
create index segment_waiting on segment (route, lane, not_before, message_id, part)
  where state = 'queued';
create index segment_unknown on segment (message_id) where state = 'unknown';
create index message_valid on message (valid_until) where state = 'queued' and valid_until > 0;
create index receipt_early_at on receipt_early (received_at);

-- What a route did in a minute, for its charts. Latencies in milliseconds; -1: nothing came.
create table route_minute (
  route text not null,
  minute bigint not null,
  accepted bigint not null,
  refused bigint not null,
  unknown bigint not null,
  receipts bigint not null,
  unmatched bigint not null,
  answer_p50 bigint not null,
  answer_p95 bigint not null,
  receipt_p50 bigint not null,
  receipt_p95 bigint not null,
  primary key (route, minute)
);
create index route_minute_old on route_minute (minute);

-- How often a route was refused, by the refusal's name.
create table route_refusal (
  route text not null,
  day bigint not null,
  name text not null,
  times bigint not null,
  last_at bigint not null,
  detail text not null,
  primary key (route, day, name)
);
