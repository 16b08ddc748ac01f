-- A campaign is checked, planned and paid for before it runs. Times are epoch milliseconds, days are
-- counted from 1970-01-01, money is in millionths.

create table campaign_now (
  id bigint not null primary key,
  name text not null,
  state text not null check (state in ('draft', 'submitted', 'scheduled', 'ready', 'running',
    'paused', 'stopping', 'stopped', 'finished')),
  audience text not null,                  -- JSON: who is meant
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
  without_text bigint not null,
  ready_text text not null default '',     -- the ready text that it began with: sms-02
  legal_needed bigint not null default 0,  -- 1: a lawyer has to see it
  start_at bigint,                         -- null: when somebody presses start
  repeats text not null default 'once' check (repeats in ('once', 'weekly', 'monthly', 'date')),
  repeat_until bigint,                     -- null: until somebody stops it
  date_kind text not null default '',      -- which of a contact's dates: patent
  days_before bigint not null default 0,
  valid_hours bigint not null default 0,   -- after its hour; 0: as long as the site's broadcasts
  valid_until bigint,                      -- of this run
  budget bigint not null default 0,        -- 0: none
  spent bigint not null default 0,         -- of what was handed to carriers; counted with a budget
  series_id bigint not null default 0,     -- the repeated campaign that this is a run of
  date_day bigint not null default 0,      -- the day that this run is about
  next_at bigint,                          -- when its hour comes next
  reason text not null default ''          -- why it paused or ended by itself: budget, late, checks
);
insert into campaign_now (id, name, state, audience, created_by, created_at, started_at,
    finished_at, frozen_from, frozen_until, asked, opted_out, without_consent, without_route,
    without_text)
  select id, name, state, audience, created_by, created_at, started_at, finished_at, frozen_from,
    frozen_until, asked, opted_out, without_consent, without_route, without_text from campaign;

create table campaign_text_now (
  campaign_id bigint not null references campaign_now (id) on delete cascade,
  language text not null,
  text text not null,
  primary key (campaign_id, language)
);
insert into campaign_text_now (campaign_id, language, text)
  select campaign_id, language, text from campaign_text;

drop table campaign_text;
drop table campaign;
alter table campaign_now rename to campaign;
alter table campaign_text_now rename to campaign_text;
create index campaign_state on campaign (state, next_at);
create unique index campaign_day on campaign (series_id, date_day)
  where series_id <> 0 and date_day <> 0;

-- Who did what with a campaign, and when. Checks count from the last writing on.
create table campaign_step (
  campaign_id bigint not null references campaign (id) on delete cascade,
  nr bigint not null,
  kind text not null,
  by_login text not null,                  -- hamroh: the server itself
  at bigint not null,
  note text not null,
  primary key (campaign_id, nr)
);
insert into campaign_step (campaign_id, nr, kind, by_login, at, note)
  select id, 1, 'written', created_by, created_at, '' from campaign;
