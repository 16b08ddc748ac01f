-- Wrong numbers and PINs keyed in by callers who ask for their case. `what` is a keyed hash of a caller
-- or of a case number, whether there is such a case or not. Gone a day after the lock is over.
create table case_try (
  what text not null primary key,
  wrong bigint not null,
  last_at bigint not null,
  locked_until bigint not null
);
create index case_try_old on case_try (last_at);
