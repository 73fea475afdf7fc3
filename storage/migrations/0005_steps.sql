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

-- What a weighing of a tension has beside the words of its note: which way it leans, and on which condition.
create table weighing (
    note_id uuid primary key,
    lean smallint not null check (lean between -2 and 2),
    condition_body varchar not null
);

-- Whether a minority view goes with its agreement wherever that is shown: the choice of who wrote it.
create table minority_view (
    note_id uuid primary key,
    travels boolean not null
);

-- only postgresql
create index agenda_of_workshop on agenda (workshop_id);
create index note_of_parent on note (parent_id);
-- end
