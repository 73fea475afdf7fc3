"""Accounts, their passwords and roles, and which sign-ins still count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.organisations import Account
from domain.roles import Grant, Role
from storage.store import Statement, Store


def add_account(account: Account, created_on: date) -> Statement:
    """An account, unless the address is taken: then it writes nothing, and what follows is not written either."""
    return Statement(
        "insert into account values ($1, $2, $3, $4, $5) on conflict do nothing",
        (account.id, account.organisation_id, account.email.lower(), account.name, created_on),
        guard=True,
    )


def set_password(password_id: str, account_id: str, password_hash: str, now: datetime) -> Statement:
    return Statement(
        "insert into account_password values ($1, $2, $3, $4) on conflict do nothing",
        (password_id, account_id, password_hash, now),
    )


def add_grant(grant_id: str, account_id: str, grant: Grant, now: datetime) -> Statement:
    """A role; writes nothing when the account has this very role already, so that ending it once ends it."""
    return Statement(
        """insert into role_grant select $1::uuid, $2::uuid, $3::varchar, $4::uuid, $5::uuid, $6::uuid, $7::timestamptz
        where not exists (
            select 1 from role_grant as had
            where had.account_id = $2::uuid and had.role = $3::varchar and had.organisation_id = $4::uuid
              and had.department_id is not distinct from $5::uuid and had.team_id is not distinct from $6::uuid
              and not exists (select 1 from role_end where grant_id = had.id)
        ) on conflict do nothing""",
        (
            grant_id,
            account_id,
            grant.role.value,
            grant.organisation_id,
            grant.department_id,
            grant.team_id,
            now,
        ),
        lock=account_id,
    )


def end_grant(grant_id: str, organisation_id: str, now: datetime) -> Statement:
    """The end of a role of this organisation; not of another one, and not of its last administrator."""
    return Statement(
        """insert into role_end select id, $3::timestamptz from role_grant as ending
        where id = $1::uuid and organisation_id = $2::uuid and (
            role <> 'administrator' or department_id is not null or exists (
                select 1 from role_grant as other
                where other.organisation_id = $2::uuid and other.role = 'administrator' and other.department_id is null
                  and other.account_id <> ending.account_id
                  and not exists (select 1 from role_end where grant_id = other.id)
            )
        ) on conflict do nothing""",
        (grant_id, organisation_id, now),
        lock=organisation_id,
    )


def is_last_administrator(store: Store, grant_id: str, organisation_id: str) -> bool:
    """Whether a role that stands is that of the only administrator of the whole organisation."""
    standing = store.rows(
        """select account_id, cast(id as varchar) = $2 from role_grant
        where organisation_id = $1::uuid and role = 'administrator' and department_id is null
          and not exists (select 1 from role_end where grant_id = role_grant.id)""",
        organisation_id,
        grant_id,
    )
    return any(row[1] for row in standing) and len({row[0] for row in standing}) == 1


def by_email(store: Store, email: str) -> Account | None:
    found = store.rows(
        "select id, organisation_id, email, name from account where email = $1", email.strip().lower()
    )
    return Account(*found[0]) if found else None


def by_id(store: Store, account_id: str) -> Account | None:
    found = store.rows("select id, organisation_id, email, name from account where id = $1::uuid", account_id)
    return Account(*found[0]) if found else None


def password_hash(store: Store, account_id: str) -> str | None:
    """The latest hash, or None for an account that only signs in by link."""
    found = store.rows(
        "select password_hash from account_password where account_id = $1::uuid order by set_at desc limit 1",
        account_id,
    )
    return found[0][0] if found else None


def grants(store: Store, account_id: str) -> tuple[Grant, ...]:
    """The roles that have not ended."""
    found = store.rows(
        """select role, organisation_id, department_id, team_id from role_grant
        where account_id = $1::uuid and not exists (select 1 from role_end where grant_id = role_grant.id)""",
        account_id,
    )
    return tuple(Grant(Role(row[0]), row[1], row[2], row[3]) for row in found)


def with_role(
    store: Store, roles: Iterable[Role], organisation_ids: Iterable[str]
) -> list[tuple[str, str, Grant]]:
    """Who has one of these roles in one of these organisations: account id, name and the role; in order of name."""
    found = store.rows(
        """select account.id, account.name, role, role_grant.organisation_id, department_id, team_id from role_grant
        join account on account.id = role_grant.account_id
        where role = any($1::varchar[]) and role_grant.organisation_id = any($2::uuid[])
          and not exists (select 1 from role_end where grant_id = role_grant.id)
        order by account.name, account.id""",
        sorted(role.value for role in roles),
        sorted(organisation_ids),
    )
    return [(row[0], row[1], Grant(Role(row[2]), row[3], row[4], row[5])) for row in found]


def people(store: Store, organisation_id: str) -> list[tuple[str, str, str, str, str | None, str | None]]:
    """Who has which role here: grant id, name, address, role, department and team (names or None)."""
    found = store.rows(
        """select role_grant.id, account.name, account.email, role, department.name, team.name
        from role_grant
        join account on account.id = role_grant.account_id
        left join department on department.id = role_grant.department_id
        left join team on team.id = role_grant.team_id
        where role_grant.organisation_id = $1::uuid
          and not exists (select 1 from role_end where grant_id = role_grant.id)
        order by account.name, role""",
        organisation_id,
    )
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in found]


def sign_in(sign_in_id: str, account_id: str, now: datetime) -> Statement:
    return Statement(
        "insert into sign_in values ($1, $2, $3) on conflict do nothing", (sign_in_id, account_id, now)
    )


def sign_out(sign_in_id: str, now: datetime) -> Statement:
    return Statement("insert into sign_out values ($1, $2) on conflict do nothing", (sign_in_id, now))


def signed_in(store: Store, sign_in_id: str, since: datetime) -> str | None:
    """The account of a sign-in that was made after `since` and not ended; else None."""
    found = store.rows(
        """select account_id from sign_in where id = $1::uuid and signed_in_at > $2
        and not exists (select 1 from sign_out where sign_in_id = sign_in.id)""",
        sign_in_id,
        since,
    )
    return str(found[0][0]) if found else None


def use_link(link_id: str, now: datetime) -> Statement:
    """Marks a link as used; writes nothing when it was used before, and then nothing after it is written."""
    return Statement(
        "insert into used_link values ($1, $2) on conflict do nothing",
        (link_id, now),
        guard=True,
        lock=link_id,
    )


def note_failure(failure_id: str, email: str, now: datetime) -> Statement:
    return Statement(
        "insert into failed_sign_in values ($1, $2, $3)", (failure_id, email.strip().lower(), now)
    )


def failures(store: Store, email: str, now: datetime, within: timedelta) -> int:
    """How often a password for this address was wrong in the past while."""
    found = store.rows(
        "select count(*) from failed_sign_in where email = $1 and failed_at > $2",
        email.strip().lower(),
        now - within,
    )
    return int(found[0][0])
