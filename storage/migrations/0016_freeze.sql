-- Answering stands still, or goes on again: the last word counts. Nothing is shown by it.
create table round_freeze (
    id uuid primary key,
    workshop_id uuid not null,
    round_id uuid not null,
    is_frozen boolean not null,
    frozen_by uuid not null,
    frozen_at timestamptz not null,
    seq bigint not null default nextval('note_seq')
);

create view frozen_round as
select round_id
from (
    select *, row_number() over (partition by round_id order by seq desc) as newest
    from round_freeze
) as numbered
where newest = 1 and is_frozen;

-- only postgresql
create index round_freeze_of_round on round_freeze (round_id);
create index round_freeze_of_workshop on round_freeze (workshop_id);
-- end
