-- Questions that go with a campaign, and what people answered. Times are epoch milliseconds.
create table poll (
  campaign_id bigint not null primary key,
  created_by text not null,
  created_at bigint not null
);

create table poll_text (
  campaign_id bigint not null references poll (campaign_id) on delete cascade,
  digit bigint not null,                   -- 0: the question; 1 to 9: an answer
  language text not null,
  text text not null,
  primary key (campaign_id, digit, language)
);

-- Each answer, the later beside the earlier. Who answered is forgotten after a time; the answer stays.
create table poll_answer (
  id bigint not null primary key,
  campaign_id bigint not null,
  caller_key text not null,                -- empty: forgotten
  digit bigint not null,
  way text not null check (way in ('sms', 'voice')),
  at bigint not null,
  place_id text not null,                  -- as the list of contacts had it then
  sex text not null,
  asked bigint not null,                   -- 1: was asked by text or by a call of ours
  later bigint not null                    -- 1: the same person gave another answer after it
);
create index poll_answer_of on poll_answer (caller_key, campaign_id);
create index poll_answer_sum on poll_answer (campaign_id, later);
create index poll_answer_at on poll_answer (at) where caller_key <> '';
