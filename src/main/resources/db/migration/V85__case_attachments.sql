-- Papers and pictures of cases. The bytes lie below the data folder, sealed with a key of their own,
-- which is sealed with the case's: a removed file's key is gone, whatever copies there are.
create table case_attachment (
  id text not null primary key,
  case_id text not null references case_file (id),
  name_sealed text not null,
  kind text not null,                      -- by its content: 'image/jpeg'
  size bigint not null,
  key_sealed text,                         -- null when it was removed
  added_at bigint not null,
  added_by text not null
);
create index case_attachment_of on case_attachment (case_id, added_at);
