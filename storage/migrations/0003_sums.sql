-- What departments and organisations show together: sums of what teams show, and of pools of people.

-- The first, second, third ... published value survey of a team, whichever workshop it belongs to.
create table measurement (
    round_id uuid primary key,
    organisation_id uuid not null,
    department_id uuid not null,
    team_id uuid not null,
    number smallint not null,
    unique (team_id, number)
);

create table sum_publication (
    id uuid primary key,
    organisation_id uuid not null,
    number smallint not null,
    version integer not null,
    published_at timestamptz not null,
    unique (organisation_id, number, version)
);

create view latest_sum_publication as
select *
from (
    select *, row_number() over (partition by organisation_id, number order by version desc) as newest
    from sum_publication
) as numbered
where newest = 1;

-- What may be seen. Without a department it is the sum of the whole organisation.
create table sum_figure (
    sum_id uuid not null,
    department_id uuid,
    item varchar not null,
    dimension varchar not null,
    teams integer not null,
    n integer not null,
    dont_know integer not null,
    count_1 integer not null,
    count_2 integer not null,
    count_3 integer not null,
    count_4 integer not null,
    count_5 integer not null,
    total double precision not null
);

-- Who entered a sum without being shown apart, once and for good; read by the publishing code only.
create table pooled (
    organisation_id uuid not null,
    number smallint not null,
    department_id uuid not null,
    team_id uuid not null,
    item varchar not null,
    dimension varchar not null,
    level varchar not null check (level in ('department', 'organisation')),
    n integer not null,
    dont_know integer not null,
    count_1 integer not null,
    count_2 integer not null,
    count_3 integer not null,
    count_4 integer not null,
    count_5 integer not null,
    total double precision not null,
    primary key (team_id, number, item, dimension)
);

-- only postgresql
create index measurement_of_organisation on measurement (organisation_id, number);
create index sum_figure_of_sum on sum_figure (sum_id);
create index pooled_of_organisation on pooled (organisation_id, number);
create index tally_of_publication on tally (publication_id);
-- end
