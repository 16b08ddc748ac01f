-- What people wrote by hand is looked for by its age, to be erased.
create index contact_record_texts on contact_record (changed_at)
  where texts_sealed is not null;
create index contact_aside_old on contact_aside (at);
