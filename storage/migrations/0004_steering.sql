-- What a facilitator does besides moving the workshop. Every row is added and stays; the latest one counts.

-- A limit belongs to the move at which it was announced: moving on ends it. Without an end it says that there is none.
create table time_limit (
    id uuid primary key,
    workshop_id uuid not null,
    move_number integer not null,
    ends_at timestamptz,
    announced_by uuid not null,
    announced_at timestamptz not null,
    seq bigint not null default nextval('note_seq')
);

-- only postgresql
create index time_limit_of_workshop on time_limit (workshop_id);
-- end
