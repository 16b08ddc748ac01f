-- At every look it is counted how many persons the same login has looked at in the last minutes.
drop index audit_who;
create index audit_who on audit (who, at, act, kind, id);
