-- The people behind the telephones. Lists are joined by blanks; empty means all.
create table roster_person (
  operator text not null primary key,
  languages text not null,
  topics text not null,
  woman bigint not null,                   -- 1: may be given to who asks for a woman
  mobile text,                             -- E.164, rung while on call
  changed_at bigint not null,
  changed_by text not null
);

-- Work that is planned: every week on a day (1 is Monday), or on one date. Times by the site's clock.
create table roster_shift (
  id bigint not null primary key,
  operator text not null,
  duty text not null check (duty in ('desk', 'on-call')),
  weekday bigint,
  date text,                               -- 2026-12-31
  from_minute bigint not null,             -- after midnight
  minutes bigint not null,                 -- 0: off on that date
  planned_at bigint not null,
  planned_by text not null
);
create index roster_shift_operator on roster_shift (operator);
