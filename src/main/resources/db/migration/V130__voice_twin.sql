-- The voice twin of texts, and campaigns that go out as calls.

-- Calls that are owed for a ring of the twin's line: who answers hears the text.
create table twin_ring (
  callback_id bigint not null primary key references callback (id) on delete cascade
);

-- A human voice for the text of a campaign; the sound itself lies beside the made ones.
create table campaign_voice (
  campaign_id bigint not null,
  language text not null,
  sound text not null,                     -- its name below the language's folder
  kept_by text not null,
  kept_at bigint not null,
  length_ms bigint not null,
  primary key (campaign_id, language)
);

-- Campaigns that ring people.
create table call_campaign (
  campaign_id bigint not null primary key,
  way text not null check (way in ('calls', 'both')),
  tag text not null,                       -- both: of the contacts that are rung besides
  taken_until bigint not null,             -- messages up to this id have their rows below
  set_by text not null,
  set_at bigint not null,
  stopped_at bigint                        -- no more calls, whatever the texts do
);

-- One person of such a campaign.
create table campaign_call (
  id bigint not null primary key,
  campaign_id bigint not null,
  message_id bigint not null unique,       -- whose words are said
  number text not null,                    -- E.164
  language text not null,
  state text not null check (state in
    ('waiting', 'dialling', 'heard', 'unheard', 'unreached', 'closed', 'left-alone', 'stopped')),
  why text not null,                       -- of the last change, in one word
  asks bigint not null,                    -- 1: the call that asks whether to go on
  attempts bigint not null,
  next_at bigint not null,
  heard_ms bigint not null,                -- the most that was heard in one playing
  changed_at bigint not null
);
create index campaign_call_due on campaign_call (state, next_at);
create index campaign_call_of on campaign_call (campaign_id, state);
create index campaign_call_number on campaign_call (number);

create table campaign_call_attempt (
  campaign_call_id bigint not null references campaign_call (id) on delete cascade,
  nth bigint not null,
  call_id text not null unique,            -- our leg, named before it exists
  way text not null,
  marked_at bigint not null,
  answered_at bigint,
  result text not null,                    -- empty while nobody knows
  ended_at bigint,
  primary key (campaign_call_id, nth)
);
create index campaign_call_attempt_open on campaign_call_attempt (result, marked_at);

-- Who has listened to none of the last calls.
create table call_listener (
  number text not null primary key,        -- E.164
  unheard bigint not null,                 -- calls in a row
  asked_at bigint,
  alone_at bigint,                         -- rung by no campaign from here on, until START or an operator
  changed_at bigint not null
);
