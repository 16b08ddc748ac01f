-- Sealed cases that a supervisor opened in an emergency, and until when. Times are epoch milliseconds.
create table case_glass (
  case_id text not null references case_file (id),
  login text not null,
  reason text not null,                    -- of a short list; never a text about the person
  broken_at bigint not null,
  open_until bigint not null,
  primary key (case_id, login, broken_at)
);
