-- Who looked at what is kept of persons, and who changed it. Rows are only ever added; `hash` covers
-- the row and the hash of the row before it. Times are epoch milliseconds.
create table audit (
  seq bigint not null primary key,
  at bigint not null,
  who text not null,
  act text not null,
  kind text not null,
  id text not null,
  why text not null,
  came_from text not null,
  hash text not null
);
create index audit_who on audit (who, at);
create index audit_object on audit (kind, id, at);
