-- Rows found sooner. A round knows after which answer its own begin: the number of an answer is taken from the same sequence,
-- and nobody can answer a round that is not there yet, so every answer in it has a higher one, on either engine.
-- A round of before has 0: of it everything is looked through, as it was.

alter table round add column after_seq bigint default 0;
alter table exit_round add column after_seq bigint default 0;

drop view every_round;

create view every_round as
select id, workshop_id, kind, number, opened_at, after_seq from round
union all
select id, workshop_id, 'exit' as kind, number, opened_at, after_seq from exit_round;

-- Figures are written once, with the publication that has the key. A key of their own, four columns of tens of millions of
-- rows, is all in memory on DuckDB; on PostgreSQL it is the index by which they are found.
-- only duckdb
create table figure_without_key (
    publication_id uuid not null,
    perspective_id varchar not null,
    item varchar not null,
    dimension varchar not null,
    people integer not null,
    n integer,
    dont_know integer,
    count_1 integer,
    count_2 integer,
    count_3 integer,
    count_4 integer,
    count_5 integer,
    total double precision,
    rank_sum double precision,
    band varchar not null,
    hidden varchar not null
);

insert into figure_without_key select * from figure;
drop table figure;
alter table figure_without_key rename to figure;
-- end
