-- Where the chain begins once its oldest rows have been let go: the last one that went, with its
-- hash. One row at most. Times are epoch milliseconds.
create table audit_start (
  site bigint not null primary key check (site = 1),
  seq bigint not null,
  hash text not null,
  at bigint not null -- when the older ones were let go
);
create index audit_act on audit (act, seq);
create index audit_at on audit (at);
