"""The agreements that a visitor may follow, by what they ask: attention first, a hundred at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from analytics.agreements import STATUSES
from domain.agreements import Status
from domain.roles import MAY, Deed, Grant, Place, Visitor
from reads.scope import EVERYWHERE, Scope, Within, scope
from storage import accounts, agreements
from storage.agreements import Listing
from storage.store import Store

URGENCIES = ("late", "waiting", "running", "finished")
ON_A_PAGE = 100
MOST_OWNERS = 200
MOST_TAKEN_AWAY = 50_000
MOST_PLACES = 30
By = Literal["organisation", "department", ""]
Version = tuple[int, datetime | None]
_KEPT = 64


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a part of one's scope, a status and an owner (empty = any)."""

    within: Within = EVERYWHERE
    status: str = ""
    owner: str = ""


ANY = Asked()


@dataclass(frozen=True)
class Page:
    """Some of the agreements that were asked for.

    rows   with the columns of `storage.agreements.page`, and urgency: "late" (past its date and not done), "waiting" (done,
           to be confirmed by a second person), "running" or "finished"; in that order, soonest due first
    asked  how many there are of what was asked
    alike  how many of those there are of each urgency
    """

    rows: pd.DataFrame
    asked: int
    alike: dict[str, int]


@dataclass(frozen=True)
class Counts:
    """All agreements within one's roles, in numbers.

    statuses  index place, by name (one place "" when nothing is told apart); open, started, done, secured, dropped, total
    urgency   how many there are of each urgency
    """

    statuses: pd.DataFrame
    urgency: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.urgency.values())


def page(store: Store, who: Visitor, today: date, asked: Asked = ANY, first: int = 0) -> Page:
    """At most a hundred agreements of what was asked, from number `first`; the last ones when that is beyond the end."""
    listing = Listing(scope(who, Deed.FOLLOW_AGREEMENTS, asked.within), today, asked.status, asked.owner)
    version = agreements.version(store)
    alike = _counts(store, listing, "", version).urgency
    number = sum(alike.values())
    first = min(first, max(number - 1, 0) // ON_A_PAGE * ON_A_PAGE)
    return Page(_page(store, listing, first, version), number, alike)


def all_of(store: Store, who: Visitor, today: date, asked: Asked = ANY) -> pd.DataFrame:
    """All agreements of what was asked, as the rows of a page; the first fifty thousand when there are more."""
    listing = Listing(scope(who, Deed.FOLLOW_AGREEMENTS, asked.within), today, asked.status, asked.owner)
    found = agreements.page(store, listing, 0, MOST_TAKEN_AWAY)
    return found.assign(urgency=_named(found["urgency"]))


def counts(store: Store, who: Visitor, today: date, within: Within = EVERYWHERE, by: By = "") -> Counts:
    """How many agreements of each status and urgency there are, per organisation, per department or in all."""
    listing = Listing(scope(who, Deed.FOLLOW_AGREEMENTS, within), today)
    return _counts(store, listing, by, agreements.version(store))


def may_confirm(store: Store, rows: Sequence[Any]) -> dict[str, list[str]]:
    """Of each row of a page that waits for a second person the names of who may confirm it; not who said that it is done."""
    waiting = [row for row in rows if row.status == Status.DONE]
    if not waiting:
        return {}
    known = accounts.with_role(
        store, MAY[Deed.CONFIRM_AGREEMENT], {str(row.organisation_id) for row in waiting}
    )
    return {row.id: _names(row, known) for row in waiting}


def _names(row: Any, known: Sequence[tuple[str, str, Grant]]) -> list[str]:
    place = Place(row.organisation_id, row.department_id, row.team_id)
    names = {
        account: name for account, name, grant in known if account != row.status_by and grant.covers(place)
    }
    return list(names.values())


def told_apart(who: Visitor, within: Within = EVERYWHERE) -> By:
    """What a chart tells apart: departments of one organisation, else organisations, nothing where there are too many."""
    if within.organisation_id:
        return "department"
    places = {grant.organisation_id for grant in scope(who, Deed.FOLLOW_AGREEMENTS)}
    return "organisation" if len(places) <= MOST_PLACES else ""


def owners(store: Store, who: Visitor, within: Within = EVERYWHERE) -> list[str]:
    """The owners to choose from, by name; none when there are too many to choose from."""
    covered = scope(who, Deed.FOLLOW_AGREEMENTS, within)
    return list(_owners(store, covered, agreements.version(store)))


# What is kept is kept for exactly this scope, until an agreement is made or changed anywhere.


@lru_cache(maxsize=_KEPT)
def _page(store: Store, listing: Listing, first: int, version: Version) -> pd.DataFrame:
    found = agreements.page(store, listing, first, ON_A_PAGE)
    return found.assign(urgency=_named(found["urgency"]))


@lru_cache(maxsize=_KEPT)
def _counts(store: Store, listing: Listing, by: By, version: Version) -> Counts:
    found = agreements.counts(store, listing, by)
    found = found.assign(urgency=_named(found["urgency"]))
    urgency = found.groupby("urgency")["agreements"].sum()
    statuses = found.pivot_table("agreements", "place", "status", aggfunc="sum", fill_value=0, sort=False)
    statuses = statuses.reindex(columns=list(STATUSES), fill_value=0).astype(int)
    return Counts(
        statuses.assign(total=statuses.sum(axis=1)), {name: int(urgency.get(name, 0)) for name in URGENCIES}
    )


@lru_cache(maxsize=_KEPT)
def _owners(store: Store, covered: Scope, version: Version) -> tuple[str, ...]:
    found = agreements.owners(store, covered, MOST_OWNERS + 1)
    return tuple(found) if len(found) <= MOST_OWNERS else ()


def forget() -> None:
    """Have everything read anew, for who measures."""
    for kept in (_page, _counts, _owners):
        kept.cache_clear()


def _named(urgencies: Iterable[int]) -> list[str]:
    return [URGENCIES[urgency] for urgency in urgencies]
