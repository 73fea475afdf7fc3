"""Sums from the bottom up, and an attacker who keeps every sum and every figure that was ever shown, and subtracts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.anonymity import TOO_FEW, figures, publishable
from analytics.sums import DEPARTMENT, NOWHERE, NUMBERS, ORGANISATION, RESPONSE, pools, sums
from analytics.tallies import COUNTS, tally

K = 5
ABSENT = 3  # of each team, who were expected too
NOBODY = pd.DataFrame(columns=["team_id", "department_id", "item", "dimension", "level", *NUMBERS])


def cells(teams: dict[str, Sequence[int]], k: int = K) -> pd.DataFrame:
    """What the publishing code knows of these teams, "department team" -> one score for each person (0 = don't know)."""
    return pd.concat([_team(name, tuple(scores), k) for name, scores in teams.items()], ignore_index=True)


@cache
def _team(name: str, scores: tuple[int, ...], k: int) -> pd.DataFrame:
    answers = pd.DataFrame(
        [(f"{name} {number}", "", "privacy", "importance", score, number) for number, score in enumerate(scores)],
        columns=["participant_id", "perspective_id", "item", "dimension", "score", "seq"],
    ).assign(perspective_id="policy")  # fmt: skip
    rows = tally(answers, ["privacy"], ["importance"]).rows
    shown = figures(rows, k)
    rows = rows[rows["perspective_id"] == ""].reset_index(drop=True)
    seen = shown[shown["perspective_id"] == ""].reset_index(drop=True)
    is_shown = publishable(len(scores), k)
    return rows.assign(
        team_id=name,
        department_id=name.split(" ")[0],
        smallest_group=k,
        answered=len(scores),
        expected=len(scores) + ABSENT,
        hidden=seen["hidden"] if is_shown else TOO_FEW,
        band=seen["band"] if is_shown else "",
    )


def together(
    teams: dict[str, Sequence[int]], placed: pd.DataFrame = NOBODY
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sums by level and department, and everyone who is in them by a pool."""
    known = cells(teams)
    everyone = pd.concat([placed, pools(known, placed)]) if len(placed) else pools(known, placed)
    return sums(known, everyone).set_index(["level", "department_id"]), everyone


def test_teams_that_are_shown_add_up() -> None:
    shown, _ = together({"a 1": [1, 2, 3, 4, 5], "a 2": [5, 5, 5, 5, 1, 0], "b 3": [2, 2, 3, 3, 3]})
    department = shown.loc[(DEPARTMENT, "a")]
    assert department[["teams", "n", "dont_know", "count_5", "total"]].tolist() == [2, 10, 1, 5, 36]
    assert shown.loc[(ORGANISATION, ""), ["teams", "n"]].tolist() == [3, 15]


def test_two_small_teams_of_one_department_enter_its_sum_together() -> None:
    shown, pooled = together({"a 1": [1, 2, 3], "a 2": [4, 5]})
    assert shown.loc[(DEPARTMENT, "a"), ["teams", "n", "total"]].tolist() == [0, 5, 15]
    assert set(pooled["level"]) == {DEPARTMENT}


def test_a_sum_says_how_many_answered_in_the_teams_that_show_themselves_and_of_no_other() -> None:
    """Who said "don't know" answered; people in a pool, a team that waits and a team with a band are in no response."""
    shown, _ = together(
        {"a 1": [1, 2, 3, 4, 5], "a 2": [5, 5, 5, 5, 1, 0], "a 3": [1, 2], "a 4": [3, 4, 5], "a 5": [2] * 7, "b 6": [1, 2]}
    )  # fmt: skip
    department = shown.loc[(DEPARTMENT, "a")]
    assert department[["teams", "n", *RESPONSE]].tolist() == [2, 15, 11, 17]
    assert shown.loc[(ORGANISATION, ""), RESPONSE].tolist() == [11, 17]


def test_a_sum_of_pools_alone_has_no_response() -> None:
    shown, _ = together({"a 1": [1, 2, 3], "a 2": [4, 5]})
    assert shown[["teams", *RESPONSE]].to_numpy().tolist() == [[0, 0, 0]] * 2


def test_one_small_team_is_in_no_sum() -> None:
    shown, pooled = together({"a 1": [1, 2, 3, 4, 5], "a 2": [4, 5, 1, 1]})
    assert shown["n"].tolist() == [5, 5]
    assert pooled.empty


def test_small_teams_of_two_departments_are_passed_up_to_the_organisation() -> None:
    shown, pooled = together({"a 1": [1, 2, 3], "b 2": [4, 5]})
    assert shown.index.tolist() == [(ORGANISATION, "")]
    assert shown.loc[(ORGANISATION, ""), "n"] == 5
    assert set(pooled["level"]) == {ORGANISATION}


def test_people_who_all_answered_the_same_are_in_no_sum_for_good() -> None:
    """Else who joins them in a pool later, or in the organisation, would be what is left."""
    start = {"a 1": [4, 4, 4], "a 2": [4, 4, 4]}
    shown, left_out = together({**start, "b 3": [1, 2, 5]})
    assert shown.empty and set(left_out["level"]) == {NOWHERE}
    later, _ = together({**start, "b 3": [1, 2, 5], "a 4": [1, 2, 2], "a 5": [3, 3]}, left_out)
    assert later.loc[(DEPARTMENT, "a"), "n"] == later.loc[(ORGANISATION, ""), "n"] == 5
    assert set(later.index) == {(DEPARTMENT, "a"), (ORGANISATION, "")}


def test_when_a_pool_is_made_depends_on_how_many_people_there_are_only() -> None:
    """Whoever knows the rules learns nothing from where or when a pool appears."""
    moments = {
        tuple(pools(cells({"a 1": scores, "a 2": (4, 5), "b 3": (1, 2)}), NOBODY)["team_id"])
        for scores in [(4, 4, 4), (5, 5, 5), (1, 2, 3), (4, 5, 4), (1, 1, 1)]
    }
    assert moments == {("a 1", "a 2")}


def test_a_team_with_a_band_is_left_out() -> None:
    shown, _ = together({"a 1": [1, 2, 3, 4, 5], "a 2": [5, 5, 5, 5, 5]})
    assert shown["n"].tolist() == [5, 5]


def test_a_larger_smallest_group_of_one_team_holds_for_its_pool() -> None:
    known = cells({"a 1": [1, 2, 3]}), cells({"a 2": [4, 5, 5]}, k=8)
    assert pools(pd.concat(known), NOBODY).empty


def test_who_is_in_a_pool_stays_in_it_when_the_team_is_shown_later() -> None:
    first, pooled = together({"a 1": [1, 2, 3], "a 2": [4, 5, 5]})
    later, _ = together({"a 1": [1, 2, 3, 1, 2, 3, 1, 2], "a 2": [4, 5, 5]}, pooled)
    assert first.loc[(DEPARTMENT, "a"), "n"] == later.loc[(DEPARTMENT, "a"), "n"] == 6


def test_who_waits_enters_when_there_are_enough_of_them() -> None:
    start = {"a 1": [1, 2, 3], "a 2": [4, 5, 5]}
    first, pooled = together(start)
    waits, pooled = together({**start, "a 3": [1, 1, 2]}, pooled)
    enters, _ = together({**start, "a 3": [1, 1, 2], "a 4": [3, 3]}, pooled)
    counts = [one.loc[(DEPARTMENT, "a"), "n"] for one in (first, waits, enters)]
    assert counts == [6, 6, 11]


# --- An attacker who keeps everything -------------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, tuple[int, ...]]]:
    """A house of up to three departments; at each moment one more team is published, or one again with k more people."""
    score = st.integers(0, 5)
    scores = st.lists(score, min_size=1, max_size=8).map(tuple)
    names = draw(
        st.lists(st.sampled_from([f"{d} {n}" for d in "abc" for n in range(4)]), min_size=2, max_size=9)
    )
    told: list[dict[str, tuple[int, ...]]] = []
    standing: dict[str, tuple[int, ...]] = {}
    for name in names:
        more = st.lists(score, min_size=K, max_size=K + 3).map(tuple)
        standing = {**standing, name: standing[name] + draw(more) if name in standing else draw(scores)}
        told.append(standing)
    return told


@given(histories())
def test_whatever_is_subtracted_only_whole_pools_are_left(history: list[dict[str, tuple[int, ...]]]) -> None:
    """30 houses. Every sum, without the parts that are shown, is made of pools that entered at one moment. Nobody is in
    two of them, and each is at least k people of two teams or more who did not all answer the same: so whatever is added
    to or subtracted from whatever was ever shown, it is about whole pools, or about what is shown."""
    placed, entered_by_now = NOBODY, 0
    for moment in history:
        known = cells(moment)
        entered = pools(known, placed)
        for _, pool in _each_pool(entered[entered["level"] != NOWHERE]):
            numbers = pool[["n", *COUNTS]].sum()
            assert numbers["n"] >= K
            assert pool["team_id"].nunique() >= 2
            assert (numbers[list(COUNTS)] > 0).sum() >= 2
        placed = pd.concat([placed, entered]) if len(placed) else entered
        entered_by_now += len(entered)
        assert placed["team_id"].nunique() == entered_by_now
        _is_made_of(sums(known, placed), known, placed)


def _each_pool(entered: pd.DataFrame) -> Iterator[tuple[object, pd.DataFrame]]:
    where = entered["department_id"].where(entered["level"] == DEPARTMENT, "")
    yield from entered.groupby(where)


def _is_made_of(shown: pd.DataFrame, known: pd.DataFrame, placed: pd.DataFrame) -> None:
    """Each sum is that of the shown teams in it, and of the pools that entered it or a sum below it."""
    is_part = (known["hidden"] == "") & (known["band"] == "") & ~known["team_id"].isin(set(placed["team_id"]))
    for row in shown.itertuples():
        parts = pd.concat(
            [known[is_part], placed[(placed["level"] == row.level) | (row.level == ORGANISATION)]]
        )
        if row.level == DEPARTMENT:
            parts = parts[parts["department_id"] == row.department_id]
        assert [getattr(row, name) for name in NUMBERS] == parts[NUMBERS].sum().tolist()
        told = parts[parts["level"].isna()] if "level" in parts else parts
        assert [row.teams, row.answered, row.expected] == [len(told), *told[RESPONSE].sum().tolist()]
