-- Lists of people on their way into the contacts. A job goes on from here after a restart.

create table contact_import (
  id bigint not null primary key,
  file_name text not null,                 -- as the person called it
  bytes bigint not null,
  state text not null check (state in ('waiting', 'running', 'finished', 'failed', 'given-up')),
  plan text not null,                      -- JSON: encoding, separator, columns, consent
  created_by text not null,
  created_at bigint not null,
  changed_at bigint not null,
  rows_done bigint not null,               -- of the file, each of them judged and, if good, kept
  added bigint not null,
  updated bigint not null,
  duplicates bigint not null,
  refused bigint not null,
  without_consent bigint not null,
  bad_bytes bigint not null,               -- of the file of refused rows, as far as rows_done
  trouble text not null
);
create index contact_import_state on contact_import (state, id);

-- What has changed since counts were made.
create index contact_changed on contact (changed_at);
