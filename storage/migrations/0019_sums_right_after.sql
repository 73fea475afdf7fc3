-- How many publications a sum was made of: when there are more by now, it is due to be made anew. Sums that were made before say
-- nothing of it, so they are made anew once, with what they did not say yet.
alter table sum_publication add column publications integer;

drop view latest_sum_publication;

create view latest_sum_publication as
select *
from (
    select *, row_number() over (partition by organisation_id, number order by version desc) as newest
    from sum_publication
) as numbered
where newest = 1;
