-- Licensed recruitment agencies, as the last list that somebody brought in has them. Days are ISO
-- dates, times epoch milliseconds.
create table agency_list (
  id bigint not null primary key,          -- always 1: the newest list replaces the one before
  as_of text not null,
  source text not null,
  agencies bigint not null,
  taken_at bigint not null,
  taken_by text not null
);

create table agency (
  id bigint not null primary key,
  name text not null,
  fold text not null,
  licence text not null,
  valid_until text,
  note text not null
);
create index agency_fold on agency (fold);
