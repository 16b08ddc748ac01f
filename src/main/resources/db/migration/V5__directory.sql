-- Places as the sources print them, from the country down to the jamoat.
create table place (
  place_id text not null primary key,
  level text not null check (level in ('country', 'region', 'city', 'district', 'area', 'jamoat')),
  parent_id text references place (place_id),
  name_en text not null,
  name_tg text not null,
  name_ru text not null
);

-- Organisations that a caller may be sent to. Telephone numbers are empty until somebody has called
-- and confirmed them.
create table organisation (
  organisation_id text not null primary key,
  name_en text not null,
  name_tg text not null,
  name_ru text not null,
  type text not null,
  role text not null,
  country text not null,
  place_id text references place (place_id),
  services text not null,
  languages text not null,
  phone text not null,
  working_hours text not null,
  status text not null,
  last_confirmed text not null,
  notes text not null
);
