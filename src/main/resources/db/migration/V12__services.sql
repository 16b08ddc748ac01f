-- What is remembered of a caller between calls. The key stands for the number and cannot be turned
-- back into it. Times are epoch milliseconds.
create table caller_memory (
  caller_key text not null primary key,
  language text not null,                  -- chosen by key, empty while none was
  first_call text not null,                -- the id of the first call
  first_seen bigint not null,
  last_seen bigint not null
);
create index caller_memory_last_seen on caller_memory (last_seen);

-- Lists that staff edit and callers hear item by item.
create table listing_item (
  id bigint not null primary key,
  list text not null check (list in ('vacancies', 'offices')),
  source_id text not null,                 -- organisation of the directory, empty when typed
  title_tg text not null,                  -- profession, or name of the office
  title_ru text not null,
  place_tg text not null,
  place_ru text not null,
  region text not null,                    -- place_id of a region, empty abroad
  country text not null,                   -- TJ, RU, KZ
  salary bigint not null,                  -- whole somoni or roubles a month, 0: by agreement
  currency text not null check (currency in ('TJS', 'RUB')),
  contact text not null,                   -- organisation and number, for texts and operators
  valid_until text not null,               -- the last day on which it is said, 2026-12-31
  example bigint not null check (example in (0, 1)),
  changed_at bigint not null,
  changed_by text not null
);
create index listing_item_list on listing_item (list, valid_until);
