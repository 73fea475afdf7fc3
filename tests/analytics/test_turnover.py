"""Who came and who went is known to the room: item by item, what they said is not left by subtracting two surveys.

Each property is tried on 30 random cases in each run; `EXAMPLES` in the environment plays more.
"""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.anonymity import EVERYONE, figures, held_back
from analytics.heard import Cell, Told
from analytics.subtraction import tells_of_few
from analytics.tallies import tally
from analytics.turnover import told_cells
from tests.attacker import Row, who_came_or_went

K = 5
VALUES = ("privacy", "vrijheid", "waardigheid")
COLUMNS = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
People = dict[str, tuple[int, ...]]  # "policy 1" -> a score for each value; 0 is "don't know", or not chosen
SIX: People = {
    f"policy {number}": (score, score, 1 + score % 3) for number, score in enumerate((1, 2, 3, 4, 5, 1))
}


def told(said: People, dimension: str = "importance", *, parts: bool = False) -> Told:
    rows = [
        (who, who.split()[0], item, dimension, score, number)
        for number, (who, scores) in enumerate(said.items())
        for item, score in zip(VALUES, scores, strict=True)
    ]
    answers = pd.DataFrame(rows, columns=COLUMNS).astype({"score": "int64", "seq": "int64"})
    seen = figures(tally(answers, VALUES, [dimension]).rows, K)
    return Told(answers, seen if parts else seen[seen["perspective_id"] == EVERYONE])


def changed(said: People, value: str, count: int) -> People:
    """The last so many people say something else about one value."""
    at = VALUES.index(value)
    those = list(said)[len(said) - count :]
    return said | {who: (*said[who][:at], said[who][at] % 5 + 1, *said[who][at + 1 :]) for who in those}


def without(said: People, who: str) -> People:
    return {name: scores for name, scores in said.items() if name != who}


def test_who_stays_away_is_not_left_where_nobody_else_changed_their_mind() -> None:
    """Five people differ, so the survey as a whole may be shown; about privacy only one of them does."""
    again = changed(without(SIX, "policy 0"), "vrijheid", 4)
    assert not tells_of_few([told(SIX), told(again)], K)
    assert told_cells([told(SIX), told(again)], K) == [
        ("privacy", "importance"),
        ("waardigheid", "importance"),
    ]


@pytest.mark.parametrize(("others", "tells"), [(0, True), (3, True), (4, False), (5, False)])
def test_who_went_needs_four_others_who_changed_their_mind(others: int, tells: bool) -> None:
    again = changed(without(SIX, "policy 0"), "privacy", others)
    assert (("privacy", "importance") in told_cells([told(SIX), told(again)], K)) == tells
    assert (("privacy", "importance") in told_cells([told(again), told(SIX)], K)) == tells, "or came"


@pytest.mark.parametrize(("came", "tells"), [(3, True), (4, False)])
def test_who_came_hides_who_went(came: int, tells: bool) -> None:
    new = {f"policy {number}": (number % 5 + 1,) * 3 for number in range(20, 20 + came)}
    assert bool(told_cells([told(SIX), told(without(SIX, "policy 0") | new)], K)) == tells


def test_who_only_does_not_know_hides_nobody() -> None:
    unsure = {f"policy {number}": (0, 0, 0) for number in range(20, 26)}
    assert told_cells([told(SIX), told(without(SIX, "policy 0") | unsure)], K)


def test_of_the_same_people_nobody_knows_who_changed() -> None:
    assert told_cells([told(SIX), told(changed(SIX, "privacy", 1))], K) == []


def test_somebody_whose_answers_were_erased_is_in_the_figure_still() -> None:
    shown = told(SIX).shown
    left = without(SIX, "policy 0")
    erased = Told(told(left).answers, shown)
    assert told_cells([erased, told(changed(left, "vrijheid", 5))], K) == [
        ("privacy", "importance"), ("waardigheid", "importance"),
    ]  # fmt: skip


def test_what_is_chosen_adds_up_so_it_is_held_back_together() -> None:
    """One dot each: two values tell of who stayed away, and the third would follow from them."""
    dots: People = {f"policy {n}": tuple(int(n % 3 == at) for at in range(3)) for n in range(12)}
    again = {who: scores[::-1] if number < 6 else scores for number, (who, scores) in enumerate(dots.items())}
    again.pop("policy 11")
    assert told_cells([told(dots, "dots"), told(again, "dots")], K) == [(value, "dots") for value in VALUES]
    assert told_cells([told(dots, "dots"), told(again | {"policy 11": (1, 0, 0)}, "dots")], K) == []


def test_a_band_is_a_number_too() -> None:
    """Five say the same now: whoever knows that nobody changed knows what the sixth said before."""
    first = {f"policy {number}": (1 if number else 2, number % 3 + 1, 1) for number in range(6)}
    assert ("privacy", "importance") in told_cells([told(first), told(without(first, "policy 0"))], K)


@pytest.mark.parametrize(("others", "tells"), [(3, True), (4, False)])
def test_a_pool_has_someone_else_in_it_at_least(others: int, tells: bool) -> None:
    few = {who: SIX[who] for who in list(SIX)[:4]}
    more = {f"data {number}": (1 + number % 5,) * 3 for number in range(others)}
    again = Told(told(few | more).answers, told(SIX).shown)  # whatever it shows
    assert bool(told_cells([Told(told(few).answers), again], K)) == tells


def numbers_about(rounds: list[Told], cell: Cell, held: set[tuple[int, Cell]]) -> list[Row]:
    """Whose answers each number is about that is shown of an item: each perspective, and the rest."""
    numbers: list[Row] = []
    for place, one in enumerate(rounds):
        shown = one.shown
        assert shown is not None
        if (place, cell) in held or not _has_counts(shown, cell):
            continue
        rows = one.answers[(one.answers["item"] == cell[0]) & (one.answers["score"] > 0)]
        sides = set(shown["perspective_id"][shown["item"] == cell[0]]) - {EVERYONE}
        by = [side if side in sides else EVERYONE for side in rows["perspective_id"]]
        marks = list(zip(rows["participant_id"], rows["score"].astype(int), by, strict=True))
        numbers += [frozenset((who, score) for who, score, own in marks if own == side) for side in set(by)]
    return numbers


def _has_counts(shown: pd.DataFrame, cell: Cell) -> bool:
    rows = shown[(shown["item"] == cell[0]) & (shown["perspective_id"] == EVERYONE)]
    return bool(rows["count_1"].notna().any())


names = st.sampled_from([*SIX, *(f"data {number}" for number in range(6))])
scores = st.tuples(*(st.integers(0, 3) for _ in VALUES))
surveys = st.lists(st.dictionaries(names, scores, min_size=6), min_size=2, max_size=3)


@given(surveys, st.data())
def test_what_is_let_through_tells_of_nobody_who_came_or_went(
    told_in_turn: list[People], data: st.DataObject
) -> None:
    before = told_in_turn[0]
    shown, held = [told(before, parts=True)], set[tuple[int, Cell]]()
    for said in told_in_turn[1:]:
        again = {
            who: before[who] if who in before and data.draw(st.integers(0, 2)) else given_now
            for who, given_now in said.items()
        }
        one = told(again)
        assert one.shown is not None
        cells = told_cells([*shown, one], K)
        left = Told(one.answers, held_back(one.shown, cells))
        if not tells_of_few([*shown, left], K):
            held |= {(len(shown), cell) for cell in cells}
            shown.append(left)
    for value in VALUES:
        assert not who_came_or_went(numbers_about(shown, (value, "importance"), held), K)
