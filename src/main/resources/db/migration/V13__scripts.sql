-- What callers hear and where their keys lead, as a whole, each time somebody put it on the line.
-- The version with the highest number is the one that new calls begin with; none is ever changed.
-- A text is kept once, however many versions hold it.

create table script_text (
  digest text not null primary key,
  text text not null
);

-- shipped: the first import of the folder; folder: a later one; published: from the draft;
-- restored: an earlier version once more. tree is a digest of all paths and texts.
create table script_version (
  number bigint not null primary key,
  created_at bigint not null,
  author text not null,
  note text not null,
  kind text not null check (kind in ('shipped', 'folder', 'published', 'restored')),
  tree text not null
);

-- Who changed a file last, and when: carried over while it stays as it is.
create table script_file (
  version bigint not null,
  path text not null,
  digest text not null,
  changed_by text not null,
  changed_at bigint not null,
  primary key (version, path)
);

-- One draft a site. The revision only grows, so that a page from before a discarded draft is seen
-- to be old.
create table script_draft (
  site bigint not null primary key check (site = 1),
  revision bigint not null,
  changed_by text not null,
  changed_at bigint not null
);

-- The files in which the draft differs from what is on the line.
create table script_draft_file (
  path text not null primary key,
  digest text,          -- null: the file is taken out
  began_from text,      -- what was on the line when the change began, null: no such file
  changed_by text not null,
  changed_at bigint not null
);

-- The last content of the folder that somebody, or the start of the server, has dealt with.
create table script_folder (
  site bigint not null primary key check (site = 1),
  tree text not null,
  seen_at bigint not null
);

-- Owners have been told on that day that a text of theirs may no longer be played.
create table script_expiry_told (
  prompt text not null,
  day text not null,
  told_at bigint not null,
  primary key (prompt, day)
);
