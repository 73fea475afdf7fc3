"""With and without an agreement over teams: each team counts once, and the interval is Student's."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.sides import over_teams, team_changes

COUNTS = [f"count_{score}" for score in range(1, 6)]


def figures(team: str, **means: tuple[list[int], list[int]]) -> list[tuple[object, ...]]:
    """Counts of importance and current practice per item."""
    return [(team, item, dimension, *counts) for item, both in means.items()
            for dimension, counts in zip(("importance", "current"), both, strict=True)]  # fmt: skip


def frame(*rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(
        [one for some in rows for one in some], columns=["team_id", "item", "dimension", *COUNTS]
    )


FIVES, THREES, TWOS = [0, 0, 0, 0, 6], [0, 0, 6, 0, 0], [0, 6, 0, 0, 0]


def test_a_change_is_that_of_the_means_and_of_the_gap_where_that_is_asked() -> None:
    before, after = frame(figures("t", privacy=(FIVES, TWOS))), frame(figures("t", privacy=(FIVES, THREES)))
    found = {
        measure: team_changes(before, after, measure)["change"].to_list()
        for measure in ("importance", "current", "gap")
    }
    assert found == {"importance": [0.0], "current": [1.0], "gap": [-1.0]}


def test_what_only_one_of_the_two_figures_shows_has_no_change() -> None:
    before = frame(
        figures("t", privacy=(FIVES, TWOS), vrijheid=(FIVES, TWOS)), figures("u", privacy=(FIVES, TWOS))
    )
    after = frame(figures("t", privacy=(FIVES, THREES)))
    assert team_changes(before, after, "current").index.to_list() == [("t", "privacy")]


@pytest.mark.parametrize("count", [5, 12])
def test_the_interval_is_that_of_a_paired_test(count: int) -> None:
    chance = np.random.default_rng(count)
    sides = pd.DataFrame(
        {"with_change": chance.normal(0.6, 0.3, count), "without_change": chance.normal(0.1, 0.3, count)}
    )
    found = over_teams(sides.assign(difference=sides["with_change"] - sides["without_change"])).loc[
        "difference"
    ]
    expected = stats.ttest_rel(sides["with_change"], sides["without_change"])
    told = expected.confidence_interval(0.95)
    assert (found["low"], found["high"]) == pytest.approx((told.low, told.high), abs=1e-3)
    assert found["mean"] == pytest.approx((sides["with_change"] - sides["without_change"]).mean())


@pytest.mark.parametrize("differences", [[0.5, 0.1, 0.4, 0.2], [0.3] * 6])
def test_few_teams_and_teams_that_are_all_alike_have_no_interval(differences: list[float]) -> None:
    sides = pd.DataFrame(dict.fromkeys(("with_change", "without_change", "difference"), differences))
    assert over_teams(sides)[["low", "high"]].isna().all(axis=None)
