-- A case: what is done for one person until it is known how it ended. What people wrote by hand is
-- sealed with the case's own key; without that key it is noise. Times are epoch milliseconds, days are
-- `2026-11-23` in the site's zone.
create table case_file (
  id text not null primary key,            -- seven random digits
  key_sealed text not null,                -- the case's own key, sealed with the site's
  once text not null unique,               -- names the form it was opened with: sent twice is one case
  caller_key text,                         -- null for who came without a telephone
  record_id text not null,                 -- the contact record it was opened from; empty when none
  topic text not null,                     -- a reason of the contact form, second level
  owner text not null,
  sealed bigint not null,                  -- 1: only those who are assigned see it
  status text not null,
  status_at bigint not null,
  moves_at bigint,                         -- when it moves on by itself
  outcome text not null,                   -- empty until it is closed
  about_sealed text not null,              -- JSON: name and place of the person
  version bigint not null,                 -- counts changes: whoever changes names the one they have seen
  pin_salt text not null,
  pin_hash text not null,
  opened_at bigint not null,
  opened_by text not null,
  changed_at bigint not null,
  changed_by text not null,
  closed_at bigint,
  merged_into text references case_file (id)
);
create index case_file_newest on case_file (opened_at, id);
create index case_file_caller on case_file (caller_key, opened_at);
create index case_file_record on case_file (record_id);
create index case_file_moves on case_file (moves_at) where moves_at is not null;
create index case_file_merged on case_file (merged_into) where merged_into is not null;

-- Who works on it; the owner is among them.
create table case_person (
  case_id text not null references case_file (id),
  login text not null,
  primary key (case_id, login)
);
create index case_person_login on case_person (login, case_id);

-- What is known, piece by piece.
create table case_section (
  id text not null primary key,
  case_id text not null references case_file (id),
  kind text not null,                      -- of forms/cases.yaml
  event_on text,                           -- the day it happened
  text_sealed text not null,
  version bigint not null,
  written_at bigint not null,
  written_by text not null,
  changed_at bigint not null,
  changed_by text not null
);
create index case_section_of on case_section (case_id, written_at);

-- Earlier versions of a section, and what could not go into it because somebody else was faster.
create table case_section_text (
  section_id text not null references case_section (id),
  place bigint not null,
  beside bigint not null,                  -- 1: waits for its writer's decision
  text_sealed text not null,
  at bigint not null,
  written_by text not null,
  primary key (section_id, place)
);

create table case_task (
  id text not null primary key,
  case_id text not null references case_file (id),
  what_sealed text not null,
  due_on text not null,
  owner text not null,
  made_at bigint not null,
  made_by text not null,
  done_at bigint,
  done_by text
);
create index case_task_of on case_task (case_id, due_on);
create index case_task_due on case_task (due_on, case_id) where done_at is null;

-- All that happened to it, told by this room and by others. Never words of a person.
create table case_event (
  case_id text not null references case_file (id),
  place bigint not null,
  at bigint not null,
  kind text not null,
  who text not null,
  facts text not null,                     -- JSON: small words that a page can show
  primary key (case_id, place)
);
