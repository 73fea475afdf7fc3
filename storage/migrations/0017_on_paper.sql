-- Who takes part on paper: they have no screen on which to say that they are ready.
create table paper_participant (
    participant_id uuid primary key,
    workshop_id uuid not null
);

-- only postgresql
create index paper_participant_of_workshop on paper_participant (workshop_id);
-- end
