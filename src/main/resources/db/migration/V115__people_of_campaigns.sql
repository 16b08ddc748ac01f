-- What campaigns choose people by, and who has listened to one. Days are counted from 1970-01-01.

alter table contact add column sex text not null default '';        -- f, m; empty: not known
alter table contact add column birth_year bigint;                    -- null: not known
alter table contact add column place_id text not null default '';    -- of the list of places, as far down as it is known
alter table contact add column consent_proof text not null default '';-- where the proof lies: "sheet 12, Vahdat"
alter table contact add column last_contact_at bigint;               -- the last call or text from this person
create index contact_place on contact (place_id);

-- Days that a text may be reckoned from: the end of a patent, a flight.
create table contact_date (
  contact_id bigint not null references contact (id) on delete cascade,
  kind text not null,                      -- patent, registration, passport, departure, return
  day bigint not null,
  primary key (contact_id, kind)
);
create index contact_date_day on contact_date (kind, day);

-- Who heard a campaign's voice twin, by ringing or by being rung.
create table campaign_heard (
  id bigint not null primary key,
  campaign_id bigint not null,
  number text not null,                    -- E.164
  way text not null check (way in ('rang', 'missed-call', 'was-rung')),
  language text not null,
  at bigint not null,
  heard_ms bigint not null                 -- of the text; 0: hung up before it
);
create index campaign_heard_campaign on campaign_heard (campaign_id, number);
create index campaign_heard_number on campaign_heard (number);
