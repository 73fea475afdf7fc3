-- The whole house of the first version. Everything people say or do is a row that is added; a query says what counts.

create table organisation (
    id uuid primary key,
    name varchar not null,
    created_on date not null
);

create table department (
    id uuid primary key,
    organisation_id uuid not null,
    name varchar not null
);

create table team (
    id uuid primary key,
    organisation_id uuid not null,
    department_id uuid not null,
    name varchar not null
);

create table account (
    id uuid primary key,
    organisation_id uuid not null,
    email varchar not null unique,
    name varchar not null,
    created_on date not null
);

create table account_password (
    id uuid primary key,
    account_id uuid not null,
    password_hash varchar not null,
    set_at timestamptz not null
);

create table role_grant (
    id uuid primary key,
    account_id uuid not null,
    role varchar not null check (role in ('participant', 'facilitator', 'manager', 'administrator')),
    organisation_id uuid not null,
    department_id uuid,
    team_id uuid,
    granted_at timestamptz not null
);

create table role_end (
    grant_id uuid primary key,
    ended_at timestamptz not null
);

-- A sign-in counts until it is ended; the cookie only names it.
create table sign_in (
    id uuid primary key,
    account_id uuid not null,
    signed_in_at timestamptz not null
);

create table sign_out (
    sign_in_id uuid primary key,
    signed_out_at timestamptz not null
);

create table failed_sign_in (
    id uuid primary key,
    email varchar not null,
    failed_at timestamptz not null
);

-- Links and codes that work once.
create table used_link (
    id uuid primary key,
    used_at timestamptz not null
);

create table workshop (
    id uuid primary key,
    code varchar not null unique,
    organisation_id uuid not null,
    department_id uuid not null,
    team_id uuid not null,
    title varchar not null,
    case_id varchar not null,
    case_story varchar not null,
    programme_id varchar not null,
    programme_version smallint not null,
    framework_id varchar not null,
    framework_version smallint not null,
    survey_id varchar not null,
    survey_version smallint not null,
    language varchar not null check (language in ('nl', 'en')),
    planned_on date not null,
    expected smallint not null check (expected between 1 and 1000),
    smallest_group smallint not null check (smallest_group >= 5),
    made_by uuid not null,
    made_at timestamptz not null
);

create table workshop_value (
    workshop_id uuid not null,
    value_id varchar not null,
    place smallint not null,
    primary key (workshop_id, value_id)
);

create table workshop_perspective (
    workshop_id uuid not null,
    perspective_id varchar not null,
    place smallint not null,
    primary key (workshop_id, perspective_id)
);

-- Where a workshop stands is its latest move; `number` counts them, so that two people can't both move it.
create table move (
    workshop_id uuid not null,
    number integer not null,
    phase varchar not null check (phase in ('survey', 'live', 'ended')),
    step varchar not null,
    moved_by uuid not null,
    moved_at timestamptz not null,
    primary key (workshop_id, number)
);

create table round (
    id uuid primary key,
    workshop_id uuid not null,
    kind varchar not null check (kind in ('values', 'dots', 'ideas')),
    number smallint not null,
    opened_at timestamptz not null,
    unique (workshop_id, kind, number)
);

create table round_end (
    round_id uuid primary key,
    ended_by uuid not null,
    ended_at timestamptz not null
);

-- A date and no time, and ids without a moment in them: nobody can be found by when they answered.
create table participant (
    id uuid primary key,
    workshop_id uuid not null,
    perspective_id varchar not null,
    joined_on date not null
);

create sequence answer_seq;

-- What counts is the last answer of a participant to a question. No key and no index: writers never collide.
create table answer (
    round_id uuid not null,
    participant_id uuid not null,
    item varchar not null,
    dimension varchar not null,
    score smallint not null check (score between 0 and 99),
    seq bigint not null default nextval('answer_seq'),
    answered_on date not null
);

create view latest_answer as
select round_id, participant_id, item, dimension, score, seq
from (
    select *, row_number() over (partition by round_id, participant_id, item, dimension order by seq desc) as newest
    from answer
) as numbered
where newest = 1;

create table remark (
    round_id uuid not null,
    participant_id uuid not null,
    prompt varchar not null,
    body varchar not null,
    seq bigint not null default nextval('answer_seq'),
    said_on date not null
);

create view latest_remark as
select round_id, participant_id, prompt, body
from (
    select *, row_number() over (partition by round_id, participant_id, prompt order by seq desc) as newest
    from remark
) as numbered
where newest = 1;

-- "I am ready" for one step; the last word of a participant counts.
create table readiness (
    workshop_id uuid not null,
    participant_id uuid not null,
    step varchar not null,
    is_ready boolean not null,
    seq bigint not null default nextval('answer_seq')
);

create sequence note_seq;

create table note (
    id uuid primary key,
    workshop_id uuid not null,
    kind varchar not null,
    body varchar not null,
    about varchar not null,
    against varchar not null,
    tone varchar not null,
    horizon varchar not null,
    idea_type varchar not null,
    parent_id uuid,
    author_key varchar not null,
    seq bigint not null default nextval('note_seq'),
    said_on date not null
);

-- A note is taken away or put back; the last word counts.
create table note_removal (
    id uuid primary key,
    note_id uuid not null,
    workshop_id uuid not null,
    is_removed boolean not null,
    seq bigint not null default nextval('note_seq')
);

create view standing_note as
select note.*, coalesce(removal.is_removed, false) as is_removed
from note
left join (
    select note_id, is_removed,
           row_number() over (partition by note_id order by seq desc) as newest
    from note_removal
) as removal on removal.note_id = note.id and removal.newest = 1;

-- The shared values of a workshop: the latest choice counts, as a whole.
create table choice (
    id uuid primary key,
    workshop_id uuid not null,
    seq bigint not null default nextval('note_seq'),
    chosen_at timestamptz not null
);

create table choice_value (
    choice_id uuid not null,
    value_id varchar not null,
    place smallint not null,
    primary key (choice_id, value_id)
);

-- The additive summary of a round; read by the publishing code only.
create table tally (
    publication_id uuid not null,
    round_id uuid not null,
    perspective_id varchar not null,
    item varchar not null,
    dimension varchar not null,
    people integer not null,
    n integer not null,
    dont_know integer not null,
    count_1 integer not null,
    count_2 integer not null,
    count_3 integer not null,
    count_4 integer not null,
    count_5 integer not null,
    total double precision not null,
    rank_sum double precision not null
);

-- A publication of a round: either figures follow, or `hidden` says why there are none.
create table publication (
    id uuid primary key,
    round_id uuid not null,
    workshop_id uuid not null,
    organisation_id uuid not null,
    department_id uuid not null,
    team_id uuid not null,
    kind varchar not null,
    number smallint not null,
    version smallint not null,
    people integer not null,
    expected integer not null,
    smallest_group smallint not null,
    tie_term double precision not null,
    dont_know_share double precision not null,
    kendalls_w double precision,
    hidden varchar not null,
    last_seq bigint not null,
    framework_id varchar not null,
    framework_version smallint not null,
    published_at timestamptz not null,
    unique (round_id, version)
);

-- What may be seen. Where `band` is set there are no counts; where `hidden` is set there is no figure, but a reason.
create table figure (
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
    hidden varchar not null,
    primary key (publication_id, perspective_id, item, dimension)
);

create view latest_publication as
select *
from (
    select *, row_number() over (partition by round_id order by version desc) as newest
    from publication
) as numbered
where newest = 1;

create table agreement (
    id uuid primary key,
    workshop_id uuid not null,
    organisation_id uuid not null,
    department_id uuid not null,
    team_id uuid not null,
    title varchar not null,
    done_when varchar not null,
    value_id varchar not null,
    note_id uuid,
    owner_name varchar not null,
    due_on date not null,
    made_by uuid not null,
    made_at timestamptz not null
);

-- The history of an agreement; `number` counts, so that two people can't both change the same status.
create table agreement_status (
    agreement_id uuid not null,
    number integer not null,
    status varchar not null check (status in ('open', 'started', 'done', 'secured', 'dropped')),
    remark varchar not null,
    changed_by uuid not null,
    changed_at timestamptz not null,
    primary key (agreement_id, number)
);

create view standing_agreement as
select agreement.*, latest.status, latest.number as status_number, latest.changed_by as status_by
from agreement
join (
    select *, row_number() over (partition by agreement_id order by number desc) as newest
    from agreement_status
) as latest on latest.agreement_id = agreement.id and latest.newest = 1;

-- only postgresql
create index answer_of_participant on answer (round_id, participant_id);
create index remark_of_participant on remark (round_id, participant_id);
create index readiness_of_step on readiness (workshop_id, step);
create index note_of_workshop on note (workshop_id);
create index note_removal_of_workshop on note_removal (workshop_id);
create index participant_of_workshop on participant (workshop_id);
create index publication_of_team on publication (organisation_id, department_id, team_id);
create index agreement_of_team on agreement (organisation_id, department_id, team_id);
create index workshop_of_team on workshop (organisation_id, department_id, team_id);
create index sign_in_failed on failed_sign_in (email);
-- end
