-- While a telephone rings, what we owe its caller is looked up by the caller's key.
create index voice_message_caller on voice_message (caller_key) where state in ('new', 'taken');
