-- By which cases are found: keyed hashes of folded words and of their beginnings. Without the site's
-- secret nobody can tell a word from its number.
create table case_word (
  word bigint not null,
  case_id text not null references case_file (id),
  source text not null,                    -- 'about', or the id of a section or a task
  primary key (word, case_id, source)
);
create index case_word_source on case_word (case_id, source);
