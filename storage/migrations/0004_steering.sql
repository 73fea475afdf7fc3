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

-- A step begins anew: what was said in it is taken away, and a vote that was not shown yet gets a new round.
-- `undoes` is the reset that is taken back.
create table step_reset (
    id uuid primary key,
    workshop_id uuid not null,
    step varchar not null,
    undoes uuid,
    round_id uuid,
    new_round_id uuid,
    reset_by uuid not null,
    reset_at timestamptz not null,
    seq bigint not null default nextval('note_seq')
);

-- A round that counts no more, or counts again; the last word counts.
create table round_withdrawal (
    id uuid primary key,
    round_id uuid not null,
    is_withdrawn boolean not null,
    seq bigint not null default nextval('note_seq')
);

create view withdrawn_round as
select round_id
from (
    select *, row_number() over (partition by round_id order by seq desc) as newest
    from round_withdrawal
) as numbered
where newest = 1 and is_withdrawn;

-- only postgresql
create index step_reset_of_workshop on step_reset (workshop_id);
create index round_withdrawal_of_round on round_withdrawal (round_id);
-- end

-- Notes of the same kind that belong together, under a heading of their own or, without one, under the first of them.
-- A note stands in the newest group that it was put in.
create table note_group (
    id uuid primary key,
    workshop_id uuid not null,
    heading varchar not null,
    seq bigint not null default nextval('note_seq')
);

create table note_group_note (
    group_id uuid not null,
    note_id uuid not null,
    primary key (group_id, note_id)
);

create table note_group_end (
    group_id uuid primary key,
    workshop_id uuid not null,
    seq bigint not null default nextval('note_seq')
);

-- only postgresql
create index note_group_of_workshop on note_group (workshop_id);
create index note_group_end_of_workshop on note_group_end (workshop_id);
-- end

-- The Wi-Fi of the room, for this workshop only; an empty name says that there is none to show.
create table wifi (
    id uuid primary key,
    workshop_id uuid not null,
    network varchar not null,
    password varchar not null,
    seq bigint not null default nextval('note_seq')
);

-- only postgresql
create index wifi_of_workshop on wifi (workshop_id);
-- end
