-- Who is in no sum, for good: people of small teams who together all answered the same. Read by the publishing code only.
create table left_out (
    organisation_id uuid not null,
    number smallint not null,
    department_id uuid not null,
    team_id uuid not null,
    item varchar not null,
    dimension varchar not null,
    primary key (team_id, number, item, dimension)
);

-- Who had all that is known of them erased: the random id is kept, so that nothing can be added to it, and nothing else.
create table erasure (
    participant_id uuid primary key,
    workshop_id uuid not null,
    erased_on date not null
);

-- When the store was rewritten, so that what was erased is not on the disk any more: after how many erasures.
create table compaction (
    id uuid primary key,
    erasures integer not null
);

-- only postgresql
create index left_out_of_organisation on left_out (organisation_id, number);
create index erasure_of_workshop on erasure (workshop_id);
-- end
