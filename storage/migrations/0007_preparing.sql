-- What a facilitator fills in beside the facts of a workshop; made with it, in the same transaction, and never changed.

-- The card of a case of one's own: what a case of the library has in its file.
create table workshop_card (
    workshop_id uuid not null,
    part varchar not null check (part in ('goal', 'technology', 'data', 'decides', 'touched')),
    words varchar not null,
    primary key (workshop_id, part)
);

-- The minutes of a step, where they are not those of the programme.
create table workshop_minutes (
    workshop_id uuid not null,
    step varchar not null,
    minutes smallint not null check (minutes between 1 and 240),
    primary key (workshop_id, step)
);

-- Who was invited with a link of their own: an address or a label, or nothing. Never the link, never the participant.
create table invitation (
    id uuid primary key,
    workshop_id uuid not null,
    name varchar not null,
    number smallint not null,
    invited_on date not null
);

-- Who is told to have answered in a round. Written by at least k at once and in the order of the list, so that no row,
-- no moment and no difference between two lists is about one person.
create table invitation_answered (
    round_id uuid not null,
    invitation_id uuid not null,
    primary key (round_id, invitation_id)
);

-- only postgresql
create index invitation_of_workshop on invitation (workshop_id);
-- end
