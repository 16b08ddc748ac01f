-- Asked every second: who pressed for help under the cover text.
create index call_event_help on call_event (at) where type = 'HelpWanted';
