-- One role more: the researcher. A check can't be changed on DuckDB, so the table is made anew with what it held.
create table role_grant_with_researcher (
    id uuid primary key,
    account_id uuid not null,
    role varchar not null check (role in ('participant', 'facilitator', 'manager', 'administrator', 'researcher')),
    organisation_id uuid not null,
    department_id uuid,
    team_id uuid,
    granted_at timestamptz not null
);

insert into role_grant_with_researcher
select id, account_id, role, organisation_id, department_id, team_id, granted_at from role_grant;

drop table role_grant;

alter table role_grant_with_researcher rename to role_grant;
