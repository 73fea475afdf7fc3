"""What changed between two rounds, checked against scipy; a change is never called a proof of its cause.

Each property is tried on 30 random cases in each run; `EXAMPLES` in the environment plays more.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.change import ALIKE, unpaired_change, value_changes, with_and_without, with_pairs
from tests.analytics.samples import figure, hidden_figure

BEFORE, AFTER = [1, 2, 2, 2, 3, 2, 3, 2, 2], [2, 3, 3, 2, 4, 3, 4, 4, 2]


def test_the_change_of_a_team_has_the_interval_of_welchs_test():
    rounds = [pd.DataFrame([figure("privacy", "current", scores)]) for scores in (BEFORE, AFTER)]
    found = unpaired_change(*rounds).loc[("privacy", "current")]
    t = stats.ttest_ind(AFTER, BEFORE, equal_var=False).confidence_interval(0.95)
    assert found["change"] == pytest.approx(np.mean(AFTER) - np.mean(BEFORE))
    assert (found["low"], found["high"]) == pytest.approx((t.low, t.high), abs=0.01)
    assert (found["before_n"], found["after_n"]) == (9, 9)


def changes(of_team: dict[str, tuple[list[float], list[float]]]) -> pd.DataFrame:
    """Per team the changes on values with and on values without an agreement."""
    rows = [
        {"team_id": team, "value": f"{has}{place}", "change": change, "has_agreement": has}
        for team, sides in of_team.items()
        for has, side in zip((True, False), sides, strict=True)
        for place, change in enumerate(side)
    ]
    return pd.DataFrame(rows, columns=["team_id", "value", "change", "has_agreement"])


sides = st.lists(st.integers(-40, 40).map(lambda tenth: tenth / 10), min_size=2, max_size=8)


@given(sides, sides)
def test_with_less_without_has_the_interval_of_scipys_welch_test(agreed, others):
    found = with_and_without(changes({"north": (agreed, others)})).loc["north"]
    assert found["difference"] == pytest.approx(np.mean(agreed) - np.mean(others))
    assert not found["is_proof_of_cause"]
    if min(len(set(agreed)), len(set(others))) == 1:
        assert found["high"] - found["low"] > 0 or found[["low", "high"]].isna().all()
        return
    t = stats.ttest_ind(agreed, others, equal_var=False).confidence_interval(0.95)
    assert found["high"] - found["low"] == pytest.approx(t.high - t.low, rel=0.03)


@given(sides, sides, st.integers(-20, 20))
def test_what_moved_all_values_alike_falls_out_of_the_difference(agreed, others, tenth):
    moved = [[change + tenth / 10 for change in side] for side in (agreed, others)]
    found = with_and_without(changes({"still": (agreed, others), "moved": (moved[0], moved[1])}))
    assert found.loc["moved", "difference"] == pytest.approx(found.loc["still", "difference"])


def test_teams_with_nothing_on_one_side_are_left_out_and_one_value_gives_no_interval():
    found = with_and_without(
        changes(
            {"none": ([], [0.5, 1.0]), "one": ([1.0], [0.5, 0.0]), "two": ([1.0, 0.4], [0.5, 0.0, np.nan])}
        )
    )
    assert found.index.tolist() == ["one", "two"]
    assert found["low"].isna().tolist() == [True, False]
    assert found["without_values"].tolist() == [2, 2]
    assert found.loc["one", "difference"] == pytest.approx(0.75)


def measured(**scores: tuple[list[int], list[int]]) -> pd.DataFrame:
    """The figure of one survey: of each value the scores for importance and for current practice."""
    return pd.DataFrame(
        [
            figure(item, dimension, given, "" if len(set(given)) > 1 else "high" if given[0] > 3 else "low")
            for item, sides in scores.items()
            for dimension, given in zip(("importance", "current"), sides, strict=True)
        ]
    )


HIGH, LOW, SAME = [5, 4, 5, 4, 5, 4, 5, 4, 5, 5], [1, 2, 2, 1, 2, 1, 1, 2, 2, 1], [4] * 10


def test_each_value_has_its_change_with_an_interval_that_holds_for_all_at_once():
    one = measured(privacy=(HIGH, LOW), vrijheid=(HIGH, HIGH))
    other = measured(privacy=(HIGH, HIGH), vrijheid=(HIGH, HIGH))
    found = value_changes(one, other, "current")
    assert found["verdict"].to_dict() == {"privacy": "clearly_different", "vrijheid": "not_told_apart"}
    assert found.loc["privacy", "change"] == pytest.approx(np.mean(HIGH) - np.mean(LOW))
    alone = value_changes(one.head(2), other.head(2), "current").loc["privacy"]
    assert found.loc["privacy", "low"] < alone["low"] < alone["change"]


def test_below_ten_people_there_is_a_change_but_no_interval_and_no_verdict():
    found = value_changes(measured(privacy=(HIGH, LOW[:9])), measured(privacy=(HIGH, HIGH)), "current")
    row = found.loc["privacy"]
    assert row["change"] > 2
    assert np.isnan(row["low"]) and np.isnan(row["high"])
    assert row["verdict"] is None


@given(
    *(
        st.lists(st.integers(1, 5), min_size=10, max_size=14).filter(lambda given: len(set(given)) > 1)
        for _ in range(4)
    )
)
def test_the_change_of_a_gap_is_that_of_both_its_sides_and_its_interval_holds_when_theirs_do(a, b, c, d):
    one, other = measured(privacy=(a, b)), measured(privacy=(c, d))
    gap = value_changes(one, other, "gap").loc["privacy"]
    sides = unpaired_change(one, other).loc["privacy"]
    assert gap["before"] == pytest.approx(np.mean(a) - np.mean(b))
    assert gap["change"] == pytest.approx(sides.loc["importance", "change"] - sides.loc["current", "change"])
    assert gap["low"] <= gap["change"] <= gap["high"]
    assert gap["high"] - gap["low"] == pytest.approx((sides["high"] - sides["low"]).sum())
    assert gap["before_n"] == min(len(a), len(b))


def test_a_value_with_a_band_or_too_few_answers_has_no_change_but_says_which():
    one, other = (
        measured(privacy=(HIGH, LOW), vrijheid=(SAME, LOW)),
        measured(privacy=(HIGH, SAME), vrijheid=(HIGH, LOW)),
    )
    hidden = pd.DataFrame([hidden_figure("inclusie", "current", 8)])
    seen = pd.DataFrame([figure("inclusie", "current", LOW)])
    found = value_changes(pd.concat([one, hidden]), pd.concat([other, seen]), "current")
    assert found.loc["privacy", ["before_band", "after_band"]].tolist() == [None, "high"]
    assert found["hidden"].to_dict() == {"privacy": "", "vrijheid": "", "inclusie": "too_few"}
    assert found["change"].isna().to_dict() == {"privacy": True, "vrijheid": False, "inclusie": True}
    assert value_changes(one, other, "gap").loc["vrijheid", "before_band"] == ALIKE


def test_pairs_take_the_place_of_the_change_of_two_figures_where_they_are_shown():
    scores = measured(privacy=(HIGH, LOW), vrijheid=(HIGH, LOW))
    changes = value_changes(scores, scores, "current")
    pairs = pd.DataFrame([{"item": "privacy", "pairs": 12, "change": 1.5, "low": 0.5, "high": 2.0}])
    found = with_pairs(changes, pairs)
    assert found.loc["privacy", ["change", "low", "pairs", "verdict"]].tolist() == [
        1.5,
        0.5,
        12,
        "clearly_different",
    ]
    assert found.loc["vrijheid", "change"] == 0
    assert np.isnan(found.loc["vrijheid", "pairs"])
    assert found.loc["vrijheid", "verdict"] == "not_told_apart"
    few = with_pairs(changes, pairs.assign(pairs=6, low=np.nan, high=np.nan))
    assert few.loc["privacy", "verdict"] is None
