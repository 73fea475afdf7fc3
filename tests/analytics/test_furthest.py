"""Two groups furthest apart: who is lower and higher, never a group with itself or without a figure, and no more than chance allows."""

from __future__ import annotations

from math import nan

import pandas as pd
import pytest

from analytics.furthest import pairs_apart
from analytics.intervals import FEW, HIGHER, LEAST_PEOPLE, UNCLEAR, told_apart


def beside(*cells: tuple[str, str, float, int, float]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["team", "value", "measure", "n", "spread"])


def test_those_furthest_apart_come_first_and_each_pair_once() -> None:
    pairs = pairs_apart(
        beside(
            ("legal", "privacy", 4.0, 12, 0.8),
            ("resident", "privacy", 2.0, 11, 0.9),
            ("legal", "vrijheid", 3.0, 12, 0.8),
            ("resident", "vrijheid", 3.5, 11, 0.9),
            ("data", "vrijheid", 3.0, 10, 1.0),
        )
    )
    assert pairs[["value", "team_low", "team_high"]].apply(tuple, axis=1).tolist() == [
        ("privacy", "resident", "legal"), ("vrijheid", "legal", "resident"), ("vrijheid", "data", "resident"),
        ("vrijheid", "legal", "data"),
    ]  # fmt: skip
    assert pairs.loc[0, ["measure_low", "n_low", "measure_high", "n_high"]].tolist() == [2.0, 11, 4.0, 12]


def test_a_group_without_a_figure_and_a_group_alone_make_no_pair() -> None:
    cells = beside(
        ("legal", "privacy", 4.0, 12, 0.8),
        ("data", "privacy", nan, 12, nan),
        ("data", "welzijn", 3.0, 12, 0.5),
    )
    assert pairs_apart(cells).empty


def test_only_the_pairs_of_one_group_when_that_is_asked() -> None:
    cells = beside(
        ("ours", "privacy", 3.0, 12, 0.8),
        ("team 1", "privacy", 1.0, 12, 0.8),
        ("team 2", "privacy", 5.0, 12, 0.8),
    )
    assert len(pairs_apart(cells)) == 3
    assert {frozenset(pair) for pair in pairs_apart(cells, "ours")[["team_low", "team_high"]].to_numpy().tolist()} == {
        frozenset(("ours", "team 1")), frozenset(("ours", "team 2")),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("n", "measure", "verdict"),
    [(LEAST_PEOPLE, 4.5, HIGHER), (LEAST_PEOPLE, 2.2, UNCLEAR), (LEAST_PEOPLE - 1, 4.5, FEW)],
)
def test_a_distance_is_more_than_chance_as_two_groups_are_told_apart(
    n: int, measure: float, verdict: str
) -> None:
    cells = beside(("legal", "privacy", 2.0, 12, 0.9), ("data", "privacy", measure, n, 0.9))
    assert pairs_apart(cells)["verdict"].tolist() == [verdict]


def test_the_level_holds_for_all_pairs_at_once() -> None:
    groups = [("a", 2.0), ("b", 2.9), *((f"c{number}", 2.4) for number in range(20))]
    cells = beside(*((name, "privacy", measure, 20, 1.0) for name, measure in groups))
    alone = cells[cells["team"].isin(["a", "b"])]
    assert pairs_apart(alone)["verdict"].tolist() == [HIGHER]
    assert pairs_apart(cells)["verdict"].tolist()[0] == UNCLEAR
    high, low = (alone.iloc[[at]][["measure", "n", "spread"]].to_numpy(float) for at in (1, 0))
    assert told_apart(high, low, LEAST_PEOPLE) == [HIGHER]
