-- A workshop that is the rehearsal of another one: it counts nowhere, and it is the only kind whose rows are ever deleted.
create table rehearsal (
    workshop_id uuid primary key,
    of_workshop_id uuid not null,
    started_by uuid not null,
    started_at timestamptz not null
);

-- Fewer people than the smallest group raise their hands, and the facilitator counts: said in the room, not in confidence.
-- The latest count of a kind counts, as a whole.
create table show_of_hands (
    id uuid primary key,
    workshop_id uuid not null,
    kind varchar not null check (kind in ('dots', 'ideas')),
    seq bigint not null default nextval('note_seq'),
    counted_at timestamptz not null
);

create table raised_hands (
    show_of_hands_id uuid not null,
    item varchar not null,
    hands smallint not null check (hands between 0 and 1000),
    primary key (show_of_hands_id, item)
);

-- only postgresql
create index show_of_hands_of_workshop on show_of_hands (workshop_id);
create index rehearsal_of_workshop on rehearsal (of_workshop_id);
-- end
