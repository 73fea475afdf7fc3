"""Random houses played in the real app: whatever is shown, and taken away, and subtracted, is about at least five people.

By default a few houses on each engine; `HOUSES=100` in the environment plays so many (docs/anonymity.md says what was played).
What is shown now must be what the attacker saw being published, to the decimal: a table can't hold a number of its own.
"""

from __future__ import annotations

import os

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from domain.texts import rounded
from storage.store import Store
from tests.analytics.test_everything_subtracted import FOUND
from tests.cast import NOW, Cast
from tests.histories import Event, histories, values_in
from tests.houses import HousePlay, a_house, benchmark_of
from tests.kept import nobody_is_told_of
from ui import visit
from web.live import _composed

K = 5
HOUSES = {
    engine: int(os.environ.get("HOUSES", few)) for engine, few in (("duckdb", "1"), ("postgresql", "2"))
}
PEOPLE = ("n", "n eerst", "n daarna", "n twee keer")
RESPONSES = {"Mensen die antwoordden": "Verwacht", "Antwoorden in het geheel": "Verwacht in het geheel"}
COUNTS = [f"Aantal met score {score}" for score in range(1, 6)]
FIGURES = {"Cijfer": "n", "Belang": "n", "Eerst": "n eerst", "Daarna": "n daarna"}


@pytest.fixture(autouse=True)
def _in_dutch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "store", lambda: store)
    monkeypatch.setattr(visit, "now", lambda: NOW)
    monkeypatch.setattr("web.live.the_store", lambda: store)
    visit.speak("nl")


def played(store: Store, cast: Cast, history: list[Event]) -> HousePlay:
    play = a_house(store, cast)
    play.values = values_in(history)
    for event in history:
        play.happen(event)
        play.look()
    return play


def nothing_else_is_taken_away(play: HousePlay) -> None:
    """Every number of a table is one that was published, with its n and its response; a benchmark file has the same counts."""
    scores = play.kept.given
    known = {(len(given), rounded(sum(given) / len(given), 2)) for given in scores}
    counts = {tuple(given.count(score) for score in range(1, 6)) for given in scores}
    for name, rows in play.tables():
        for column in (one for one in PEOPLE if one in rows):
            counted = rows[column].dropna()
            assert (counted >= K).all(), (name, column, counted.tolist())
        for figure, people in FIGURES.items():
            if {figure, people} <= set(rows):
                shown = rows[rows[figure].notna()]
                told = set(zip(shown[people].astype(int), shown[figure].round(2), strict=True))
                assert told <= known, (name, told - known)
        if set(COUNTS) <= set(rows):
            assert set(rows[COUNTS].dropna().astype(int).itertuples(index=False, name=None)) <= counts, name
        for people, expected in RESPONSES.items():
            if {people, expected} <= set(rows):
                both = rows[[people, expected]].dropna().astype(int)
                assert set(both.itertuples(index=False, name=None)) <= play.responses, (name, both)
    told = benchmark_of(play)
    assert {numbers[2:7] for numbers in told} <= counts
    assert {numbers[8:] for numbers in told if len(numbers) > 7} <= play.responses


def the_stream_has_only_counts(play: HousePlay) -> None:
    for one in play.teams.values():
        assert one.workshop.values[0] not in _composed(one.workshop)


def test_nothing_that_is_shown_in_the_app_tells_of_fewer_than_k_people(
    store: Store, cast: Cast, engine: str
) -> None:
    @settings(
        max_examples=HOUSES[engine],
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(histories())
    def in_every_house(history: list[Event]) -> None:
        play = played(store, cast, history)
        nobody_is_told_of(play.kept, K)
        nothing_else_is_taken_away(play)
        the_stream_has_only_counts(play)

    in_every_house()


def test_what_was_found_once_is_not_found_in_the_app(store: Store, cast: Cast, engine: str) -> None:
    """All at once in one organisation, each with teams of its own."""
    play = a_house(store, cast)
    for number, history in enumerate(FOUND.values()):
        play.values = values_in(history)
        for what, team, *rest in history:
            play.happen((what, f"{number} {team}", *[_renamed(one, f"{number} ") for one in rest]))
    play.look()
    assert any(one.endswith("2.1") for one in play.stages.values())
    nobody_is_told_of(play.kept, K)
    nothing_else_is_taken_away(play)


def _renamed(one: object, prefix: str) -> object:
    return {f"{prefix}{who}": score for who, score in one.items()} if isinstance(one, dict) else one


def test_a_table_with_a_number_of_its_own_is_found(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check itself: a table that tells what four people said, or a mean or a response that nobody published, is not let through."""
    play = played(
        store, cast, [("survey", "team", "a", 1, {f"team policy {n}": n % 5 + 1 for n in range(6)})]
    )
    nothing_else_is_taken_away(play)
    theirs = {"Mensen die antwoordden": [7], "Verwacht": [8]}
    ours = {name: [1] for name in COUNTS}
    for own in ({"n": [4], "Cijfer": [3.0]}, {"n": [6], "Cijfer": [4.99]}, theirs, ours):
        monkeypatch.setattr(HousePlay, "tables", lambda _, own=own: [("own", pd.DataFrame(own))])
        with pytest.raises(AssertionError):
            nothing_else_is_taken_away(play)
