-- Versions of the questions and the rule of screenings, as they were shipped.
create table screening_rules (
  version bigint not null primary key,
  body text not null,
  taken_at bigint not null,
  taken_by text not null
);

-- One screening. Answers are plain, for the rule and for sums; what the caller said is sealed. Times
-- are epoch milliseconds.
create table screening (
  id text not null primary key,            -- s-…
  contact text,                            -- a call's id, or w-… for who came without calling
  case_id text,
  caller_key text,                         -- null when withheld or unknown
  rules_version bigint not null references screening_rules (version),
  language text not null,                  -- of the questions: tg, ru, en
  version bigint not null,                 -- counts changes: whoever writes names the one they have seen
  ended text not null check (ended in ('', 'done', 'stopped', 'unsafe')),
  answers text not null,                   -- JSON: question to yes, no, unsure
  words_sealed text,                       -- JSON: question to the caller's words, and why a level was set
  level text not null,                     -- by the rule
  set_level text,                          -- by a person, above the rule's
  created_at bigint not null,
  created_by text not null,
  changed_at bigint not null,
  changed_by text not null,
  ended_at bigint,
  ended_by text
);
create index screening_contact on screening (contact, created_at);
create index screening_case on screening (case_id, created_at);
create index screening_caller on screening (caller_key, created_at);
