"""The demo of a country, made small: what is in it, that its figures may be seen, and that both engines make the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.demo_nation import ROUNDS, fill_nation
from analytics.anonymity import figures as seen_figures
from analytics.sums import NUMBERS, RESPONSE, pools
from analytics.sums import sums as summed
from domain.problems import StoreNotEmpty
from domain.roles import Role
from domain.workshops import Phase
from reads.workshop import snapshot
from storage import accounts, sums, workshops
from storage.open import open_store
from storage.store import Store

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TEAMS = 40
COUNTED = ("n", "dont_know", "count_1", "count_2", "count_3", "count_4", "count_5", "total")


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def country(request: pytest.FixtureRequest) -> Iterator[Store]:
    address = "duckdb:" if request.param == "duckdb" else request.getfixturevalue("server").make("nation")
    store = open_store(address)
    fill_nation(store, TEAMS, now=NOW)
    yield store
    store.close()


def test_it_has_so_many_teams_with_three_rounds_each(country: Store) -> None:
    count = {
        table: country.rows(f"select count(*) from {table}")[0][0]
        for table in ("organisation", "department", "team", "workshop", "publication")
    }
    assert count == {
        "organisation": 2, "department": 10, "team": TEAMS, "workshop": TEAMS, "publication": TEAMS * ROUNDS,
    }  # fmt: skip


def test_it_fills_an_empty_store_only(country: Store) -> None:
    before = country.rows("select count(*) from team")
    with pytest.raises(StoreNotEmpty):
        fill_nation(country, TEAMS, now=NOW)
    assert country.rows("select count(*) from team") == before


def test_every_figure_is_what_may_be_seen_of_its_tally(country: Store) -> None:
    key = ["publication_id", "item", "dimension"]
    tallies = country.read(
        """select tally.* from tally join publication on publication.id = publication_id where hidden = ''
        order by publication_id, item, dimension"""
    )
    figures = country.read("select * from figure order by publication_id, item, dimension")
    allowed = seen_figures(tallies.assign(item=tallies["publication_id"] + tallies["item"]), smallest_group=5)
    assert figures[key].equals(tallies[key])
    for name in (*COUNTED, "band", "hidden"):
        assert figures[name].fillna(-1).tolist() == allowed[name].fillna(-1).tolist(), name
    assert set(figures["hidden"]) == {"", "too_few"}


def test_its_sums_are_those_that_the_rules_make(country: Store) -> None:
    for (organisation_id,) in country.rows("select id from organisation"):
        for number in range(1, ROUNDS + 1):
            (asked,) = country.rows(
                "select min(round_id::varchar) from measurement where organisation_id = $1::uuid and number = $2::smallint",
                organisation_id, number,
            )[0]  # fmt: skip
            cells = sums.cells(country, sums.parts(country, asked))
            entered = pools(cells, sums.pooled(country, organisation_id, number).iloc[:0])
            stored = sums.pooled(country, organisation_id, number)
            key = ["team_id", "item", "dimension", "level"]
            assert sorted(stored[key].itertuples(index=False)) == sorted(entered[key].itertuples(index=False))
            wanted = summed(cells, entered)
            for department_id, rows in wanted.groupby("department_id"):
                shown = sums.of_place(country, organisation_id, str(department_id), number)
                both = [side.sort_values(["item", "dimension"])[["item", "dimension", "teams", *NUMBERS, *RESPONSE]].astype(str)
                        for side in (shown.astype({"total": int}), rows.astype({"total": int}))]  # fmt: skip
                assert both[0].to_numpy().tolist() == both[1].to_numpy().tolist()
            places = country.rows(
                "select count(distinct coalesce(cast(department_id as varchar), '')) from sum_figure join sum_publication"
                " on id = sum_id where organisation_id = $1::uuid and number = $2::smallint", organisation_id, number,
            )  # fmt: skip
            assert places == [(wanted["department_id"].nunique(),)]
    assert country.rows("select count(*) from pooled where level = 'department'")[0][0] > 0
    assert sums.due(country) == [], "they are made of everything that is there"


def test_where_too_few_people_answered_there_is_a_reason_and_no_figure(country: Store) -> None:
    found = country.rows(
        """select hidden, people < 5, exists (select 1 from figure where publication_id = publication.id)
        from publication group by 1, 2, 3 order by 1"""
    )
    assert found == [("", False, True), ("too_few", True, False)]


def test_the_line_of_a_publication_says_what_its_figures_say(country: Store) -> None:
    lines = country.rows("select publication_id, items, importance_marks, current_marks from figure_line")
    means = {
        (row[0], row[1], row[2]): row[3]
        for row in country.rows("select publication_id, item, dimension, total / n from figure")
    }
    assert len(lines) == country.rows("select count(*) from publication where hidden = ''")[0][0]
    for publication_id, items, *sides in lines:
        for dimension, marks in zip(("importance", "current"), sides, strict=True):
            for item, mark in zip(items.split(" "), marks, strict=True):
                mean = means[publication_id, item, dimension]
                if mean is None:
                    assert mark in "!+-"
                else:
                    assert (ord(mark) - 26) / 20 == pytest.approx(mean, abs=0.0251)


def test_agreements_stand_at_every_status_with_their_history(country: Store) -> None:
    found = dict(country.rows("select status, count(*) from standing_agreement group by status"))
    assert set(found) == {"open", "started", "done", "secured", "dropped"}
    assert sum(found.values()) >= 2 * TEAMS
    gaps = country.rows(
        "select agreement_id from agreement_status group by agreement_id having max(number) <> count(*)"
    )
    assert gaps == []


def test_four_people_may_sign_in_for_one_for_all_for_keeping_it_and_for_reading_figures(
    country: Store,
) -> None:
    roles = {}
    for email in ("maud@land.example", "minne@land.example", "ada@land.example", "rosa@land.example"):
        account = accounts.by_email(country, email)
        assert account
        grants = accounts.grants(country, account.id)
        roles[email] = (len(grants), {grant.role for grant in grants})
    assert roles == {
        "maud@land.example": (1, {Role.MANAGER}),
        "minne@land.example": (2, {Role.MANAGER}),
        "ada@land.example": (1, {Role.ADMINISTRATOR}),
        "rosa@land.example": (2, {Role.RESEARCHER}),
    }


def test_its_workshops_have_ended_and_can_be_looked_at(country: Store) -> None:
    for (code,) in country.rows("select code from workshop"):
        seen = snapshot(country, workshops.by_code(country, code))
        assert (seen.phase, len(seen.rounds)) == (Phase.ENDED, ROUNDS + 2)
        assert 3 <= seen.joined == seen.expected


def test_both_engines_make_the_same_country(server, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = []
    for address in ("duckdb:", server.make("nation-again")):
        store = open_store(address)
        fill_nation(store, TEAMS, now=NOW)
        made.append(
            [
                sorted(store.rows(question), key=str)
                for question in (
                    "select * from team",
                    "select id, code, title, planned_on, expected from workshop",
                    "select publication_id, item, dimension, n, count_1, count_5, band, hidden from figure",
                    "select agreement_id, number, status from agreement_status",
                    "select * from sum_figure",
                    "select * from pooled",
                )
            ]
        )
        store.close()
    assert made[0] == made[1]
