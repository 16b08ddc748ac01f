-- Calls in danger are looked for every second: by the events that say that somebody was sent to a
-- queue, of the last day.
create index call_event_to_queue on call_event (at) where type in ('HandedToQueue', 'QueueEntered');
