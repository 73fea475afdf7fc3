-- Publications are numbered as they come, and their figures carry that number: DuckDB, which has no index of them, leaves
-- whole blocks of others unread by it. What was published before has 0, and is looked through as it was.

create sequence publication_seq;

alter table publication add column seq bigint default 0;
alter table figure add column seq bigint default 0;

drop view latest_publication;

create view latest_publication as
select *
from (
    select *, row_number() over (partition by round_id order by version desc) as newest
    from publication
) as numbered
where newest = 1;
