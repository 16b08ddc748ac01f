create table users (
  login text not null primary key,
  display_name text not null,
  password_hash text not null,
  roles text not null,
  language text not null,
  extension text unique,
  created_at bigint not null,
  closed_at bigint
);

create table tokens (
  name text not null primary key,
  token_hash text not null unique,
  roles text not null,
  created_at bigint not null
);

create table web_sessions (
  token_hash text not null primary key,
  login text not null,
  started_at bigint not null,
  seen_at bigint not null
);

create table web_answers (
  who text not null,
  path text not null,
  request_key text not null,
  body_hash text not null,
  at bigint not null,
  status bigint,
  content_type text not null,
  answer text not null,
  primary key (who, path, request_key)
);
create index web_answers_at on web_answers (at);
