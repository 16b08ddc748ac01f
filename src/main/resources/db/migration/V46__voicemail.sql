-- Voice messages as tasks. The sound lies sealed as <data>/messages/<id>.sealed; its own key stands
-- here, sealed by the site's, so that a line without its key is a sound that nobody can hear again.
-- Times are epoch milliseconds.
create table voice_message (
  id text not null primary key,
  call_id text not null,
  -- 'recording' from before the tone until it is known what came of it
  state text not null
    check (state in ('recording', 'nothing', 'new', 'taken', 'answered', 'closed')),
  receipt text unique,
  kind text not null,
  urgent bigint not null,
  wordless bigint not null,     -- whether silence is a message too
  language text not null,       -- empty when unknown
  caller_key text,              -- null when withheld
  number_sealed text,           -- forgotten some time after the answer
  begun_at bigint not null,
  left_at bigint,
  due_at bigint,
  length_millis bigint not null,
  taken_by text,
  taken_at bigint,
  done_by text,
  done_at bigint,
  note text not null,
  sound text not null check (sound in ('none', 'plain', 'sealed', 'lost', 'erased')),
  sound_key text
);
create index voice_message_due on voice_message (due_at, id) where state in ('new', 'taken');
create index voice_message_recording on voice_message (begun_at) where state = 'recording';
create index voice_message_plain on voice_message (id) where sound = 'plain';
create index voice_message_call on voice_message (call_id);

-- Who listened. Hearing the same message again within minutes is one listening.
create table voice_message_listen (
  message_id text not null references voice_message (id),
  listener text not null,
  at bigint not null,
  last_at bigint not null,
  primary key (message_id, listener, at)
);

-- Messages that only the PBX saw are found by their events.
create index call_event_message on call_event (at) where type = 'MessageLeft';

-- What callers paid and who had no keys, for sums; records made before are folded again.
alter table call_record add column paid_millis bigint not null default 0;
alter table call_record add column without_keys bigint not null default 0;
update call_record set folded = 1 where folded > 1;
