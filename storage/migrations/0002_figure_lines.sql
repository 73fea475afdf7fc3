-- What a published value survey shows of every value, in one line: so a whole country can be read at a glance.
-- A mark stands for a mean, from "." for 1 to "~" for 5 in steps of a twentieth; "+" and "-" are the bands high and low;
-- "!" is hidden. Marks stand in the order of the items, which are by name.
create table figure_line (
    publication_id uuid primary key,
    items varchar not null,
    importance_marks varchar not null,
    current_marks varchar not null
);

create view figure_as_line as
select publication_id,
       string_agg(item, ' ' order by item) as items,
       string_agg(coalesce(importance_mark, '!'), '' order by item) as importance_marks,
       string_agg(coalesce(current_mark, '!'), '' order by item) as current_marks
from (
    select publication_id, item,
           max(case when dimension = 'importance' then mark end) as importance_mark,
           max(case when dimension = 'current' then mark end) as current_mark
    from (
        select figure.publication_id, item, dimension,
               case when figure.hidden <> '' then '!'
                    when band = 'high' then '+'
                    when band = 'low' then '-'
                    when coalesce(n, 0) = 0 then '!'
                    else chr(26 + floor(20 * total / n + 0.5)::integer)
               end as mark
        from figure
        join publication on publication.id = figure.publication_id
        where publication.kind = 'values' and figure.perspective_id = ''
    ) as marked
    group by publication_id, item
) as paired
group by publication_id;

insert into figure_line select * from figure_as_line;
