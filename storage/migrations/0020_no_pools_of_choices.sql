-- Nobody is in a sum by a pool with a top five any more, since places add up over the values (decision 29). Sums in which somebody was
-- are made anew; what waited for it, and says of few people what they chose, is gone.
update sum_publication set publications = null
where exists (
    select 1 from pooled
    where pooled.organisation_id = sum_publication.organisation_id and pooled.number = sum_publication.number
        and pooled.dimension in ('top', 'dots')
);

delete from pooled where dimension in ('top', 'dots');
delete from left_out where dimension in ('top', 'dots');
delete from tally where dimension in ('top', 'dots');
