-- What is needed to send somebody on: where letters go, in which language, and whom they serve
-- ('f', 'm', empty for everybody). Times are epoch milliseconds.
alter table organisation add column email text not null default '';
alter table organisation add column letters text not null default '';
alter table organisation add column sexes text not null default '';
