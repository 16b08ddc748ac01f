-- A short number for each thing that can be recorded: it stands on the printed sheet and is keyed in
-- on the telephone. Given once, the same in all languages, never given again.
create table sound_number (
  sound text not null primary key,
  number bigint not null unique
);

-- Every recording of a sound, the refused ones excepted. None is ever removed; its file lies under
-- <data>/takes/<language>/<sound>/.
create table take (
  id bigint not null primary key,
  language text not null,
  sound text not null,
  text_digest text not null,    -- of the words it was spoken for
  words text not null,
  made_by text not null,
  made_at bigint not null,
  how text not null check (how in ('browser', 'phone', 'upload')),
  file text not null,
  rate bigint not null,         -- samples a second
  length_millis bigint not null,
  begins_millis bigint not null, -- where somebody speaks
  ends_millis bigint not null,
  speech_decibels bigint not null, -- tenths of a decibel below full scale, as the next two
  peak_decibels bigint not null,
  noise_decibels bigint not null,
  clipped_samples bigint not null
);
create index take_sound on take (language, sound);

-- Which take callers hear for a text. No row: the shipped recording, or the stand-in.
create table chosen_take (
  language text not null,
  sound text not null,
  text_digest text not null,
  take bigint not null references take (id),
  chosen_by text not null,
  chosen_at bigint not null,
  primary key (language, sound, text_digest)
);

-- Who may record by telephone: a staff number to say who it is, and a PIN.
create table staff_pin (
  login text not null primary key,
  number bigint not null unique,
  pin_hash text,                -- null: taken away
  set_by text not null,
  set_at bigint not null,
  wrong_tries bigint not null,
  locked_until bigint           -- after three wrong tries, longer each time
);
