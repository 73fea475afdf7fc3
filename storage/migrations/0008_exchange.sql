-- Files of other organisations to compare with, and whose files are believed.

create table trusted_key (
    id uuid primary key,
    organisation_id uuid not null,
    fingerprint varchar not null,
    name varchar not null,
    added_by uuid not null,
    added_at timestamptz not null
);

create table trusted_key_end (
    key_id uuid primary key,
    ended_by uuid not null,
    ended_at timestamptz not null
);

create view standing_trusted_key as
select * from trusted_key
where not exists (select 1 from trusted_key_end where trusted_key_end.key_id = trusted_key.id);

-- The whole file as it was signed, so that it can be checked again; the newest of each maker counts.
create table benchmark (
    id uuid primary key,
    organisation_id uuid not null,
    fingerprint varchar not null,
    maker varchar not null,
    made_on date not null,
    file varchar not null,
    taken_by uuid not null,
    taken_at timestamptz not null
);

-- only postgresql
create index trusted_key_of_organisation on trusted_key (organisation_id);
create index benchmark_of_organisation on benchmark (organisation_id);
-- end
