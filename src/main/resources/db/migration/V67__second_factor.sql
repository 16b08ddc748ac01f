-- Sessions now say where they are open, so that a person can tell their own from a stranger's.
-- Who was logged in logs in once more.
drop table web_sessions;

create table web_sessions (
  token_hash text not null primary key,
  id text not null unique,
  login text not null,
  started_at bigint not null,
  seen_at bigint not null,
  address text not null,
  browser text not null
);
create index web_sessions_login on web_sessions (login);

create table known_browsers (
  token_hash text not null,
  login text not null,
  seen_at bigint not null,
  primary key (token_hash, login)
);

create table second_factors (
  login text not null primary key,
  secret text not null,
  begun_at bigint not null,
  proven_at bigint,
  last_step bigint not null
);

create table recovery_codes (
  login text not null,
  code_hash text not null,
  used_at bigint,
  primary key (login, code_hash)
);
