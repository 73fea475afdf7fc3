"""Many teams at once: where all of them stand, page by page, and never for anyone whose roles do not cover them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
import pytest

from actions.demo_nation import fill_nation
from domain.content import Framework
from domain.roles import NOBODY, Deed, Visitor
from reads import agreements
from reads.agreements import Asked
from reads.comparison import TEAMS_ON_A_PAGE, by_team, count, overview
from reads.scope import Within, departments_of, organisations_of
from reads.workshops import overview as workshops_of
from storage import accounts
from storage.content import the_content
from storage.open import open_store
from storage.store import Store

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
TEAMS = 80
FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))


class Country(NamedTuple):
    store: Store
    local: Visitor
    ministry: Visitor


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def country(request: pytest.FixtureRequest) -> Iterator[Country]:
    address = "duckdb:" if request.param == "duckdb" else request.getfixturevalue("server").make("country")
    store = open_store(address)
    fill_nation(store, TEAMS, now=NOW)
    yield Country(store, _visitor(store, "maud@land.example"), _visitor(store, "minne@land.example"))
    store.close()


def _visitor(store: Store, email: str) -> Visitor:
    account = accounts.by_email(store, email)
    assert account
    return Visitor(account.id, account.name, email, accounts.grants(store, account.id))


def _first(country: Country) -> Within:
    """The organisation of the local manager."""
    return Within(country.local.grants[0].organisation_id)


@pytest.mark.parametrize("measure", ["gap", "importance", "current"])
def test_the_spread_is_that_of_the_published_means_of_teams(country: Country, measure: str) -> None:
    seen = overview(country.store, country.ministry, measure, FRAMEWORK)
    pages = [
        by_team(country.store, country.ministry, measure, FRAMEWORK, first=first)
        for first in range(0, TEAMS, TEAMS_ON_A_PAGE)
    ]
    hidden = [team for page in pages for team in page.hidden]
    assert seen.shown + len(hidden) == TEAMS == count(country.store, country.ministry)
    assert seen.too_few == {5: len(hidden)} and not seen.not_shown
    answered = [one for page in pages for one in page.answered.values()]
    assert seen.answered == tuple(sum(side) for side in zip(*answered, strict=True))
    for value in ("privacy", "doelmatigheid"):
        means = [
            mean
            for page in pages
            for mean in page.cells[page.cells["value"] == value]["measure"].dropna().tolist()
        ]
        assert seen.spread.loc[value, "teams"] == len(means)
        quarters = np.quantile(means, [0.25, 0.5, 0.75])
        assert seen.spread.loc[value, ["lower", "middle", "upper"]].tolist() == pytest.approx(
            quarters, abs=0.06
        )


def test_a_manager_of_one_organisation_gets_the_teams_of_that_one_only(country: Country) -> None:
    store, local = country.store, country.local
    mine = by_team(store, local, "gap", FRAMEWORK)
    chosen = by_team(store, country.ministry, "gap", FRAMEWORK, _first(country))
    assert count(store, local) == count(store, country.ministry, _first(country)) == 27
    assert mine.cells.equals(chosen.cells) and mine.hidden == chosen.hidden
    one, all_of_them = (overview(store, who, "gap", FRAMEWORK) for who in (local, country.ministry))
    assert one.shown + sum(one.too_few.values()) == 27 < all_of_them.shown


def test_what_is_kept_for_one_is_never_given_to_another(country: Country) -> None:
    store = country.store
    whole = overview(store, country.ministry, "gap", FRAMEWORK)
    elsewhere = next(grant for grant in country.ministry.grants if grant not in country.local.grants)
    other = replace(country.ministry, grants=(elsewhere,))
    for _ in range(2):
        assert overview(store, NOBODY, "gap", FRAMEWORK).shown == 0
        assert overview(store, other, "gap", FRAMEWORK).shown < whole.shown
        assert overview(store, other, "gap", FRAMEWORK, _first(country)).shown == 0
        page = agreements.page(store, other, TODAY)
        assert set(page.rows["organisation_id"]) == {elsewhere.organisation_id}
        assert agreements.page(store, other, TODAY, Asked(_first(country))).asked == 0
        assert agreements.counts(store, NOBODY, TODAY).total == 0
        assert agreements.owners(store, NOBODY) == []


def test_every_team_stands_on_one_page(country: Country) -> None:
    pages = [
        by_team(country.store, country.ministry, "importance", FRAMEWORK, first=first)
        for first in range(0, TEAMS, TEAMS_ON_A_PAGE)
    ]
    sizes = [page.cells["team"].nunique() + len(page.hidden) for page in pages]
    assert sizes == [30, 30, 20]
    assert len(by_team(country.store, country.ministry, "gap", FRAMEWORK, first=TEAMS).cells) == 0


def test_one_chooses_from_organisations_and_departments_of_ones_own(country: Country) -> None:
    store, deed, first = country.store, Deed.COMPARE, _first(country).organisation_id
    assert list(organisations_of(store, country.local, deed)) == [first]
    assert len(organisations_of(store, country.ministry, deed)) == 3
    assert len(departments_of(store, country.local, deed, first)) == 5
    other = next(one for one in organisations_of(store, country.ministry, deed) if one != first)
    assert departments_of(store, country.local, deed, other) == {}
    department = next(iter(departments_of(store, country.local, deed, first)))
    assert 0 < count(store, country.local, Within(first, department)) < count(store, country.local)
    assert count(store, country.local, Within(other, department)) == 0


def test_agreements_come_a_hundred_at_a_time_with_the_urgent_ones_first(country: Country) -> None:
    store, ministry = country.store, country.ministry
    numbers = agreements.counts(store, ministry, TODAY)
    pages = [agreements.page(store, ministry, TODAY, first=first) for first in (0, 100, 200)]
    listed = [urgency for page in pages for urgency in page.rows["urgency"]]
    assert [len(page.rows) for page in pages] == [100, 100, numbers.total - 200]
    assert {page.asked for page in pages} == {numbers.total}
    assert sorted(listed, key=agreements.URGENCIES.index) == listed
    assert {urgency: listed.count(urgency) for urgency in agreements.URGENCIES} == numbers.urgency
    assert pages[0].alike == numbers.urgency
    assert agreements.page(store, ministry, TODAY, first=900).rows.equals(pages[-1].rows)


def test_agreements_are_counted_and_chosen_by_status_place_and_owner(country: Country) -> None:
    store, ministry, first = country.store, country.ministry, _first(country)
    in_all = agreements.counts(store, ministry, TODAY, by="").statuses
    per_place = agreements.counts(store, ministry, TODAY, by="organisation").statuses
    assert per_place.sum().tolist() == in_all.sum().tolist() and len(per_place) == 3
    per_department = agreements.counts(store, ministry, TODAY, first, "department").statuses
    assert len(per_department) == 5
    done = agreements.page(store, ministry, TODAY, Asked(first, "done"))
    assert done.asked == per_department["done"].sum()
    owner = agreements.owners(store, ministry)[0]
    assert set(agreements.page(store, ministry, TODAY, Asked(owner=owner)).rows["owner_name"]) == {owner}
    assert agreements.told_apart(ministry) == "organisation"
    assert agreements.told_apart(ministry, first) == "department"


def test_the_front_page_has_the_fifty_latest_workshops(country: Country) -> None:
    found = workshops_of(country.store, country.ministry)
    days = [one.seen.planned_on for one in found]
    assert len(found) == 50
    assert days == sorted(days, reverse=True)
    assert all(one.seen.joined == one.seen.expected for one in found)
    assert {one.seen.place.organisation_id for one in workshops_of(country.store, country.local)} == {
        country.local.grants[0].organisation_id
    }
