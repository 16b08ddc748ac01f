-- The operator's panic key: a locked session answers nothing until the password was given again.
alter table web_sessions add column locked_at bigint;
