-- A workshop that is the rehearsal of another one: it counts nowhere, and it is the only kind whose rows are ever deleted.
create table rehearsal (
    workshop_id uuid primary key,
    of_workshop_id uuid not null,
    started_by uuid not null,
    started_at timestamptz not null
);

-- only postgresql
create index rehearsal_of_workshop on rehearsal (of_workshop_id);
-- end
