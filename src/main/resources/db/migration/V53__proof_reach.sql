-- From where a number was tried last: out through the carrier and back, or from this machine alone.
alter table self_test add column reach text not null default 'inside';
