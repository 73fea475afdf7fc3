"""What changed between two rounds, checked against scipy; a change is never called a proof of its cause.

Each property is tried on 100 random cases.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.change import ALIKE, paired_change, unpaired_change, with_and_without
from analytics.intervals import expanded_tail
from tests.analytics.samples import figure

BEFORE, AFTER = [1, 2, 2, 2, 3, 2, 3, 2, 2], [2, 3, 3, 2, 4, 3, 4, 4, 2]


def paired(before, after, item: str = "privacy") -> pd.DataFrame:
    return pd.DataFrame({"item": item, "dimension": "current", "before": before, "after": after})


def test_the_change_of_a_team_has_the_interval_of_welchs_test():
    rounds = [pd.DataFrame([figure("privacy", "current", scores)]) for scores in (BEFORE, AFTER)]
    found = unpaired_change(*rounds).loc[("privacy", "current")]
    t = stats.ttest_ind(AFTER, BEFORE, equal_var=False).confidence_interval(0.95)
    assert found["change"] == pytest.approx(np.mean(AFTER) - np.mean(BEFORE))
    assert (found["low"], found["high"]) == pytest.approx((t.low, t.high), abs=0.01)
    assert (found["before_n"], found["after_n"]) == (9, 9)


def test_the_paired_change_has_the_interval_of_scipys_bootstrap():
    chance = np.random.default_rng(8)
    before = chance.integers(1, 4, 40)
    after = before + chance.integers(-1, 3, 40).clip(min=1 - before)
    found = paired_change(paired(before, after), smallest_group=5).loc[("privacy", "current")]
    drawn = stats.bootstrap(
        (after - before,), np.mean, n_resamples=20_000, confidence_level=1 - 2 * expanded_tail(40, 0.95),
        method="percentile", rng=np.random.default_rng(3),
    ).confidence_interval  # fmt: skip
    assert found["change"] == pytest.approx(np.mean(after - before))
    assert (found["low"], found["high"]) == pytest.approx((drawn.low, drawn.high), abs=0.04)


def test_pairs_show_a_change_more_firmly_than_two_figures_do():
    pairs = paired_change(paired(BEFORE, AFTER), smallest_group=5).iloc[0]
    rounds = [pd.DataFrame([figure("privacy", "current", scores)]) for scores in (BEFORE, AFTER)]
    figures = unpaired_change(*rounds).iloc[0]
    assert pairs["change"] == pytest.approx(figures["change"])
    assert pairs["high"] - pairs["low"] < figures["high"] - figures["low"]


def test_who_did_not_know_once_is_no_pair():
    found = paired_change(paired([0, np.nan, 1, 2, 2, 3, 1], [3, 4, 0, 3, 3, 3, 5]), smallest_group=4).iloc[0]
    assert found["pairs"] == 4
    assert found["change"] == pytest.approx((1 + 1 + 0 + 4) / 4)


def test_too_few_pairs_and_pairs_that_all_changed_alike_stay_hidden():
    few, alike = paired([1, 2, 3, 2], [2, 4, 3, 2], "few"), paired([1, 2, 3, 2, 1], [2, 3, 4, 3, 2], "alike")
    found = paired_change(pd.concat([few, alike, paired([0], [3], "nobody")]), smallest_group=5)
    assert found.index.get_level_values("item").tolist() == ["few", "alike"]
    assert found["hidden"].tolist() == ["too_few", ALIKE]
    assert found[["change", "low", "high"]].isna().all(axis=None)
    assert found["pairs"].isna().tolist() == [True, False]


scores = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=12)


@given(st.lists(scores, min_size=1, max_size=4), st.integers(5, 8))
def test_nothing_is_ever_shown_about_fewer_pairs_than_the_smallest_group(values, smallest_group):
    frames = [paired(*zip(*given, strict=True), f"v{place}") for place, given in enumerate(values)]
    found = paired_change(pd.concat(frames), smallest_group)
    for (item, _), row in found.iterrows():
        pairs = [(one, two) for one, two in values[int(str(item)[1:])] if one > 0 and two > 0]
        steps = {two - one for one, two in pairs}
        assert row["hidden"] == (
            "too_few" if len(pairs) < smallest_group else ALIKE if len(steps) < 2 else ""
        )
        if row["hidden"] == "":
            assert min(steps) <= row["low"] <= row["change"] <= row["high"] <= max(steps)


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
