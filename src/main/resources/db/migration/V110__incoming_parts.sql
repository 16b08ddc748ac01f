-- Parts of longer texts that wait for the others. Octets stand here as they came, until they are
-- joined; what is not complete after some minutes is shown as it is.
create table incoming_part (
  id bigint not null primary key,
  route text not null,
  number text not null,                    -- as the SMSC writes it
  sent_to text not null,
  reference bigint not null,
  parts bigint not null,
  part bigint not null,
  coding bigint not null,
  octets text not null,                    -- hex, without the header
  received_at bigint not null,
  text_id bigint                           -- the text that was shown without the missing parts
);
create index incoming_part_of on incoming_part (number, reference, parts, received_at);

-- Whole texts are sealed by the inbox; what stood open before stays until its time is over.
alter table incoming_text add column text_sealed text;
alter table incoming_text add column caller_key text not null default '';
alter table incoming_text add column intent text not null default '';
alter table incoming_text add column partial bigint not null default 0;    -- 1: a part is missing
alter table incoming_text add column answered_with text not null default '';
create index incoming_text_of on incoming_text (caller_key, id) where caller_key <> '';

-- What came some minutes ago, by its print: an SMSC that missed our answer hands it over again.
create table incoming_seen (
  print text not null primary key,
  seen_at bigint not null
);
create index incoming_seen_old on incoming_seen (seen_at);
