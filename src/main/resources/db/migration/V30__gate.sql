-- What the gate for everything outgoing remembers. People stand here by caller key, never by number.

create table safety_card (
  caller_key text not null primary key,
  calls text not null check (calls in ('no', 'in_hours', 'yes')),
  texts text not null check (texts in ('no', 'neutral', 'yes')),
  hours_from text,                         -- 08:00, where the person is
  hours_until text,
  shared bigint not null,                  -- 1: others use the telephone
  asked_at bigint not null,
  asked_by text not null
);

create table whereabouts (
  caller_key text not null primary key,
  zone text not null,                      -- Asia/Yekaterinburg
  since bigint not null
);

create table gate_count (
  day bigint not null,                     -- days since 1970, by the site's clock
  who text not null,                       -- a caller key, or all
  what text not null,                      -- call, text, money (millionths)
  amount bigint not null,
  primary key (day, who, what)
);

create table gate_refusal (
  day bigint not null,
  who text not null,
  kind text not null,
  purpose text not null,
  reason text not null,
  times bigint not null,
  last_at bigint not null,
  primary key (day, who, kind, purpose, reason)
);
create index gate_refusal_last on gate_refusal (last_at);
