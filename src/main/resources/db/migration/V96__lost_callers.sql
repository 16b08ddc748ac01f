-- Who was lost is asked with messages in every state, and only among calls that ended so.
drop index voice_message_caller;
create index voice_message_caller on voice_message (caller_key, begun_at);
create index call_record_lost on call_record (started_at)
  where ending in ('ABANDONED', 'HUNG_UP_IN_MENU', 'FAILED', 'UNKNOWN');
