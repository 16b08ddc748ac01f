-- People who may be written to, and what was written to them. Times are epoch milliseconds.

create table contact (
  id bigint not null primary key,
  number text not null unique,             -- E.164
  name text not null,
  language text not null,
  country text not null,                   -- of the number: TJ, RU, KZ
  place text not null,
  consent_at bigint,                       -- null: nobody wrote down that this person agreed
  consent_way text not null,
  created_at bigint not null,
  changed_at bigint not null
);

create table contact_tag (
  contact_id bigint not null references contact (id) on delete cascade,
  tag text not null,
  primary key (contact_id, tag)
);
create index contact_tag_tag on contact_tag (tag, contact_id);

create table opt_out (
  number text not null primary key,        -- E.164
  since bigint not null,
  way text not null                        -- sms, api
);

create table campaign (
  id bigint not null primary key,
  name text not null,
  state text not null check (state in ('draft', 'ready', 'running', 'paused', 'stopped', 'finished')),
  audience text not null,                  -- JSON: languages, countries, places, tags
  created_by text not null,
  created_at bigint not null,
  started_at bigint,
  finished_at bigint,
  frozen_from bigint not null,             -- contacts up to this id are rows already
  frozen_until bigint not null,            -- the last contact id when it was started
  asked bigint not null,                   -- rows made; the sum of all message states
  opted_out bigint not null,               -- left out at freezing, with the reason
  without_consent bigint not null,
  without_route bigint not null,
  without_text bigint not null
);

create table campaign_text (
  campaign_id bigint not null references campaign (id) on delete cascade,
  language text not null,
  text text not null,
  primary key (campaign_id, language)
);

create table message (
  id bigint not null primary key,
  campaign_id bigint not null,             -- 0: a single message
  number text not null,
  language text not null,
  text text not null,
  parts bigint not null,
  route text not null,
  state text not null,
  reason text not null,
  created_at bigint not null,
  changed_at bigint not null
);
create unique index message_once on message (campaign_id, number) where campaign_id <> 0;
create index message_state on message (campaign_id, state);
create index message_number on message (number);

create table segment (
  message_id bigint not null references message (id) on delete cascade,
  part bigint not null,
  lane bigint not null,                    -- the campaign it goes with; 0: goes at once
  route text not null,
  state text not null,
  attempts bigint not null,
  not_before bigint not null,
  smsc_id text not null,                   -- in its normal form, empty while unknown
  sent_at bigint,                          -- marked just before it left
  answered_at bigint,
  receipt text not null,                   -- the last receipt's status as it came
  receipt_error text not null,
  receipt_at bigint,
  primary key (message_id, part)
);
create index segment_waiting on segment (route, lane, message_id, part) where state = 'queued';
create index segment_sending on segment (message_id) where state = 'sending';
create index segment_smsc on segment (smsc_id) where smsc_id <> '';

-- Receipts whose segment is not known yet: the answer to its submit may still be on its way.
create table receipt_early (
  id bigint not null primary key,
  route text not null,
  smsc_id text not null,
  number text not null,
  status text not null,
  error text not null,
  received_at bigint not null
);
create index receipt_early_number on receipt_early (number);

create table incoming_text (
  id bigint not null primary key,
  route text not null,
  number text not null,
  sent_to text not null,
  text text not null,
  received_at bigint not null
);
