-- Wages that are owed: against whom, how much, what was done about it. Times are epoch milliseconds,
-- days are ISO dates, amounts are in the smallest coin of their currency.

-- Firms, sites and agents that callers named. `name_mac` is a keyed hash of the name as it sounds,
-- so that the same name is found without being readable.
create table party (
  id bigint not null primary key,
  kind text not null,
  name_sealed text not null,
  name_mac text not null,
  same_as bigint,                          -- another spelling of this one
  added_at bigint not null,
  added_by text not null,
  unique (kind, name_mac)
);

-- Two names of which somebody has said that they are not the same, the smaller id first.
create table party_apart (
  one bigint not null,
  other bigint not null,
  said_at bigint not null,
  said_by text not null,
  primary key (one, other)
);

create table claim (
  id bigint not null primary key,
  case_id text not null,
  firm bigint,
  site bigint,
  agent bigint,
  worked_from text,
  worked_until text,
  version bigint not null,
  created_at bigint not null,
  created_by text not null,
  changed_at bigint not null,
  changed_by text not null
);
create index claim_case on claim (case_id);

-- Sums, steps, evidence and people of a claim. A line is never changed: it is struck and stays.
create table claim_line (
  id bigint not null primary key,
  claim_id bigint not null,
  kind text not null,
  on_day text not null,
  amount bigint,
  currency text,
  words_sealed text not null,
  other_case text,                         -- a person with a case of their own
  added_at bigint not null,
  added_by text not null,
  struck_at bigint,
  struck_by text
);
create index claim_line_of on claim_line (claim_id, id);
create index claim_line_sum on claim_line (kind, on_day);
