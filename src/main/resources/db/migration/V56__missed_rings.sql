-- Rings in a row that an operator did not answer: past the site's limit the telephone gets a rest.
create table missed_rings (
  operator text not null primary key,
  misses bigint not null
);
