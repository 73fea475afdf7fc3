-- What is corrected afterwards, and the exit check. A correction is a row that is added: the latest counts, the others stay.

create table agreement_correction (
    agreement_id uuid not null,
    number integer not null,
    workshop_id uuid not null,
    title varchar not null,
    done_when varchar not null,
    value_id varchar not null,
    owner_name varchar not null,
    due_on date not null,
    corrected_by uuid not null,
    corrected_at timestamptz not null,
    primary key (agreement_id, number)
);

-- An agreement as it was corrected last; `correction` counts the corrections.
create view worded_agreement as
select agreement.id, agreement.workshop_id, agreement.organisation_id, agreement.department_id, agreement.team_id,
       coalesce(latest.title, agreement.title) as title, coalesce(latest.done_when, agreement.done_when) as done_when,
       coalesce(latest.value_id, agreement.value_id) as value_id, agreement.note_id,
       coalesce(latest.owner_name, agreement.owner_name) as owner_name,
       coalesce(latest.due_on, agreement.due_on) as due_on, agreement.made_by, agreement.made_at,
       coalesce(latest.number, 0) as correction
from agreement
left join (
    select *, row_number() over (partition by agreement_id order by number desc) as newest
    from agreement_correction
) as latest on latest.agreement_id = agreement.id and latest.newest = 1;

drop view standing_agreement;

create view standing_agreement as
select worded_agreement.*, latest.status, latest.number as status_number, latest.changed_by as status_by
from worded_agreement
join (
    select *, row_number() over (partition by agreement_id order by number desc) as newest
    from agreement_status
) as latest on latest.agreement_id = worded_agreement.id and latest.newest = 1;

-- A workshop can be corrected until it starts: the whole of what may change, each time.
create table workshop_correction (
    id uuid primary key,
    workshop_id uuid not null,
    number integer not null,
    title varchar not null,
    case_id varchar not null,
    case_story varchar not null,
    programme_id varchar not null,
    programme_version smallint not null,
    planned_on date not null,
    expected smallint not null check (expected between 1 and 1000),
    corrected_by uuid not null,
    corrected_at timestamptz not null,
    unique (workshop_id, number)
);

-- Its lists: values and perspectives with their place, the parts of a card with their words, steps with their minutes.
create table corrected_part (
    workshop_correction_id uuid not null,
    kind varchar not null check (kind in ('value', 'perspective', 'card', 'minutes')),
    name varchar not null,
    words varchar not null,
    number smallint not null,
    primary key (workshop_correction_id, kind, name)
);

create view standing_workshop as
select workshop.id, workshop.code, workshop.organisation_id, workshop.department_id, workshop.team_id,
       coalesce(latest.title, workshop.title) as title, coalesce(latest.case_id, workshop.case_id) as case_id,
       coalesce(latest.case_story, workshop.case_story) as case_story,
       coalesce(latest.programme_id, workshop.programme_id) as programme_id,
       coalesce(latest.programme_version, workshop.programme_version) as programme_version,
       workshop.framework_id, workshop.framework_version, workshop.survey_id, workshop.survey_version, workshop.language,
       coalesce(latest.planned_on, workshop.planned_on) as planned_on,
       coalesce(latest.expected, workshop.expected) as expected, workshop.smallest_group, workshop.made_by,
       workshop.made_at, coalesce(latest.number, 0) as correction, latest.id as correction_id
from workshop
left join (
    select *, row_number() over (partition by workshop_id order by number desc) as newest
    from workshop_correction
) as latest on latest.workshop_id = workshop.id and latest.newest = 1;

-- The exit check is a round of its own kind; the checks of the table of rounds are older than it.
create table exit_round (
    id uuid primary key,
    workshop_id uuid not null,
    number smallint not null,
    opened_at timestamptz not null,
    unique (workshop_id, number)
);

create view every_round as
select id, workshop_id, kind, number, opened_at from round
union all
select id, workshop_id, 'exit' as kind, number, opened_at from exit_round;

insert into exit_round select gen_random_uuid(), id, 1, made_at from workshop;

-- only postgresql
create index agreement_correction_of_workshop on agreement_correction (workshop_id);
-- end
