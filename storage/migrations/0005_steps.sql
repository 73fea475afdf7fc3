-- What the steps of a workshop keep beside notes and choices. Everything is a row that is added; the latest counts.

-- The values that the facilitator put on the agenda in place of those that the figures suggest; without values the
-- figures decide again.
create table agenda (
    id uuid primary key,
    workshop_id uuid not null,
    seq bigint not null default nextval('note_seq'),
    set_at timestamptz not null
);

create table agenda_value (
    agenda_id uuid not null,
    value_id varchar not null,
    place smallint not null,
    primary key (agenda_id, value_id)
);

-- only postgresql
create index agenda_of_workshop on agenda (workshop_id);
-- end
