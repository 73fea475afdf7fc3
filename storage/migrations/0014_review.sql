-- The day on which a group looks back on what it agreed. Another day is a row that is added; the latest counts.

create table review (
    id uuid primary key,
    workshop_id uuid not null,
    seq bigint not null default nextval('note_seq'),
    review_on date not null,
    planned_by uuid not null,
    planned_at timestamptz not null
);

-- only postgresql
create index review_of_workshop on review (workshop_id);
-- end
