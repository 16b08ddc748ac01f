-- Versions of the contact record's form, as they were sent or shipped.
create table contact_form (
  version bigint not null primary key,
  body text not null,
  taken_at bigint not null,
  taken_by text not null
);

-- One conversation as the operator wrote it down. Choices are plain, for search and sums; what people
-- wrote by hand is sealed. Times are epoch milliseconds.
create table contact_record (
  id text not null primary key,            -- the call's id; w-… for who came without calling
  call_id text,
  channel text not null,                   -- 'call', or one of the form's channels
  caller_key text,                         -- null when withheld or unknown
  form_version bigint not null,
  version bigint not null,                 -- counts changes: whoever writes names the one they have seen
  state text not null check (state in ('draft', 'saved')),
  call_type text not null,                 -- empty: not chosen yet
  disposition text not null,
  next_action text not null,
  next_on text,                            -- 2026-11-23, a day of the site
  next_by text,                            -- whose it is
  next_done_at bigint,
  choices text not null,                   -- JSON: field to value
  texts_sealed text,                       -- JSON: field to text
  created_at bigint not null,
  created_by text not null,
  changed_at bigint not null,
  changed_by text not null,
  saved_at bigint,
  saved_by text
);
create index contact_record_newest on contact_record (created_at, id);
create index contact_record_caller on contact_record (caller_key, created_at);
create index contact_record_by on contact_record (created_by, created_at);
create index contact_record_next on contact_record (next_on, id)
  where next_on is not null and next_done_at is null;

-- Main reason first. The group is kept too, so that a search for it needs no form.
create table contact_reason (
  record_id text not null references contact_record (id),
  place bigint not null,
  reason text not null,
  reason_group text not null,
  primary key (record_id, place)
);
create index contact_reason_of on contact_reason (reason, record_id);
create index contact_reason_in on contact_reason (reason_group, record_id);

-- What could not go into the record: somebody else had changed it, or it is saved already. One line
-- for each open page; gone when its writer has decided.
create table contact_aside (
  record_id text not null,
  page text not null,
  body_sealed text not null,
  at bigint not null,
  written_by text not null,
  primary key (record_id, page)
);

-- Who has read a colleague's record. Looking again within minutes is one look.
create table contact_look (
  record_id text not null references contact_record (id),
  reader text not null,
  at bigint not null,
  primary key (record_id, reader, at)
);
