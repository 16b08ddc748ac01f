-- Sending somebody on to an organisation. What is told of the person is sealed; of a partner's link
-- only the hash is kept. Times are epoch milliseconds.
create table referral (
  id text not null primary key,
  case_id text not null,
  number bigint not null,
  partner_id text not null references organisation (organisation_id),
  service text not null,
  state text not null,
  urgent bigint not null,
  words_sealed text not null,
  offered_by text not null,
  offered_at bigint not null,
  first_contact_at bigint not null,
  due_at bigint,
  late_at bigint,
  follow_up_at bigint,
  sent_at bigint,
  started_at bigint,
  outcome text not null,
  code text not null,
  link_number bigint not null,
  link_hash text,
  link_until bigint,
  reader_hash text,
  unique (case_id, number)
);
create index referral_link on referral (link_hash);
create index referral_state on referral (state, due_at);
create index referral_follow_up on referral (follow_up_at);

-- What the person said yes to, in the words that were read out. Withdrawn rows stay.
create table referral_consent (
  referral_id text not null references referral (id),
  number bigint not null,
  how text not null,
  language text not null,
  fields text not null,
  sentence text not null,
  call_id text not null,
  given_by text not null,
  second_by text not null,
  reason_sealed text,
  given_at bigint not null,
  withdrawn_at bigint,
  withdrawn_by text not null,
  alarmed_at bigint,
  primary key (referral_id, number)
);

-- Every move, by whom and when.
create table referral_step (
  referral_id text not null references referral (id),
  seq bigint not null,
  step text not null,
  who text not null,
  at bigint not null,
  reason text not null,
  note_sealed text,
  primary key (referral_id, seq)
);

-- Letters and texts to partners: written down before they leave, settled after.
create table referral_letter (
  referral_id text not null references referral (id),
  seq bigint not null,
  kind text not null,
  way text not null,
  link_number bigint not null,
  state text not null,
  attempts bigint not null,
  next_at bigint not null,
  trouble text not null,
  changed_at bigint not null,
  primary key (referral_id, seq)
);
create index referral_letter_due on referral_letter (state, next_at);
