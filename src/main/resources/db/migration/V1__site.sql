create table site (
  name text not null primary key,
  value text not null
);
