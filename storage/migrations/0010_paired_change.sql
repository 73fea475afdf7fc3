-- How the same people changed between two rounds, where that may be seen: made once, with the figure of the later round.
-- What may not be seen has no row.

create table paired_change (
    publication_id uuid not null,
    before_round_id uuid not null,
    item varchar not null,
    dimension varchar not null,
    pairs integer not null,
    change double precision not null,
    low double precision,
    high double precision,
    primary key (publication_id, before_round_id, item, dimension)
);

-- only postgresql
create index paired_change_of_round on paired_change (before_round_id);
-- end
