"""Gaps between importance and practice, and the agenda made from them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.gaps import agenda, quadrants, value_gaps, with_margins
from analytics.intervals import intervals
from tests.analytics.conftest import Figures
from tests.analytics.samples import figure, hidden_figure

ALIKE, SPLIT = [3, 4, 4, 4, 5], [5, 5, 5, 1, 1]


@pytest.fixture
def of_four(figures):
    """Privacy has a large gap, vrijheid much disagreement, welzijn both, samenwerking neither."""
    return figures(
        {
            ("samenwerking", "importance"): ALIKE,
            ("samenwerking", "current"): [4, 4, 4, 3, 5],
            ("vrijheid", "importance"): SPLIT,
            ("vrijheid", "current"): [3, 3, 3, 3, 4],
            ("privacy", "importance"): ALIKE,
            ("privacy", "current"): [2, 2, 2, 1, 3],
            ("welzijn", "importance"): SPLIT,
            ("welzijn", "current"): [1, 1, 2, 1, 2],
        }
    )


def test_the_largest_gap_comes_first(of_four):
    gaps = value_gaps(of_four)
    assert list(gaps.index) == ["privacy", "welzijn", "vrijheid", "samenwerking"]
    assert gaps.loc["privacy", ["importance", "current", "gap"]].tolist() == [4.0, 2.0, 2.0]
    assert gaps.loc["welzijn", "disagreement"] == pytest.approx(1.9596, abs=1e-4)


def test_n_is_the_smaller_of_the_two(figures):
    gaps = value_gaps(figures({("a", "importance"): [4, 5, 0, 0], ("a", "current"): [1, 2, 3, 0]}))
    assert gaps.loc["a", "n"] == 2


def test_values_without_both_dimensions_are_left_out(figures):
    gaps = value_gaps(
        figures(
            {
                ("a", "importance"): [4, 5],
                ("a", "current"): [1, 2],
                ("b", "importance"): [4, 5],
                ("c", "importance"): [4, 5],
                ("c", "current"): [0, 0],
            }
        )
    )
    assert list(gaps.index) == ["a"]


def test_a_banded_value_keeps_its_band_and_stands_where_it_at_least_belongs(figures):
    scores = {
        ("known", "importance"): [4, 5],
        ("known", "current"): [2, 3],  # gap 2
        ("small", "importance"): [4, 5],
        ("small", "current"): [4, 3],  # gap 1
        ("banded", "importance"): [5, 5],
        ("banded", "current"): [2, 1],  # high less 1.5: at least 2.5
    }
    gaps = value_gaps(figures(scores, {("banded", "importance"): "high"}))
    assert list(gaps.index) == ["banded", "known", "small"]
    assert gaps.loc["banded", "importance_band"] == "high"
    assert pd.isna(gaps.loc["banded", "gap"])
    assert gaps.loc["banded", "least_gap"] == 2.5


def test_a_value_that_is_hidden_in_one_dimension_is_left_out():
    rows = [
        figure("a", "importance", [4, 5]),
        hidden_figure("a", "current", 2),
        figure("b", "importance", [4, 5]),
        figure("b", "current", [1, 2]),
    ]
    assert list(value_gaps(pd.DataFrame(rows)).index) == ["b"]


def test_two_figures_for_one_value_are_refused(of_four):
    with pytest.raises(ValueError, match="more than one figure"):
        value_gaps(pd.concat([of_four, of_four.assign(perspective_id="legal")]))


def test_groups_are_compared_within_themselves(of_four):
    teams = pd.concat([of_four.assign(team_id="a"), of_four.assign(team_id="b")])
    gaps = value_gaps(teams, groups=["team_id"])
    assert gaps.index.names == ["team_id", "value"]
    assert gaps.loc["b"].equals(value_gaps(of_four))


def test_the_agenda_names_gap_disagreement_and_both(of_four):
    topics = agenda(value_gaps(of_four), count=3)
    assert topics["reason"].to_dict() == {"welzijn": "both", "vrijheid": "disagreement", "privacy": "gap"}
    # by hand: welzijn (1 + 2.0/4) * (1 + 1.9596/2) - 1
    assert topics.loc["welzijn", "weight"] == pytest.approx((1 + 2.0 / 4) * (1 + 1.9596 / 2) - 1, abs=1e-4)
    assert topics.index[0] == "welzijn"


def test_everybody_agreeing_that_it_matters_and_is_not_guarded_is_a_topic(figures):
    keys = ("a", "importance"), ("a", "current")
    gaps = value_gaps(figures({keys[0]: [5] * 5, keys[1]: [1] * 5}, {keys[0]: "high", keys[1]: "low"}))
    assert agenda(gaps)["reason"].tolist() == ["gap"]


def test_a_value_with_neither_is_no_topic(figures):
    keys = ("a", "importance"), ("a", "current")
    gaps = value_gaps(figures({keys[0]: [5] * 5, keys[1]: [5] * 5}, {keys[0]: "high", keys[1]: "high"}))
    assert agenda(gaps).empty


def test_a_hidden_value_is_never_a_topic():
    rows = [
        figure("a", "importance", [5, 5, 4]),
        hidden_figure("a", "current", 3),
        figure("b", "importance", [4, 5, 4]),
        figure("b", "current", [4, 4, 3]),
    ]
    assert list(agenda(value_gaps(pd.DataFrame(rows))).index) == ["b"]


def test_the_widest_gap_and_the_widest_disagreement_weigh_three():
    gaps = pd.DataFrame({"least_gap": [4.0, -1.0], "disagreement": [2.0, 0.5]}, index=["both", "one"])
    weighed = agenda(gaps)
    assert weighed.loc["both", "weight"] == pytest.approx(3.0)
    assert weighed.loc["one", "weight"] == pytest.approx(0.25)  # a gap below 0 takes nothing away


scores = st.lists(st.integers(1, 5), min_size=5, max_size=9)


@given(st.lists(st.tuples(scores, scores), min_size=1, max_size=6), st.integers(1, 4))
def test_no_value_off_the_agenda_has_both_more_gap_and_more_disagreement(pairs, count):
    rows = [
        figure(f"v{place}", dimension, given)
        for place, pair in enumerate(pairs)
        for dimension, given in zip(("importance", "current"), pair, strict=True)
    ]
    gaps = value_gaps(pd.DataFrame(rows))
    topics = agenda(gaps, count)
    off = gaps.drop(topics.index)
    for _, topic in topics.iterrows():
        wider = off["gap"].clip(lower=0) > max(topic["gap"], 0)
        assert not (wider & (off["disagreement"] > topic["disagreement"])).any()


@pytest.mark.parametrize(
    ("importance", "current", "quadrant"),
    [
        ([5, 4], [1, 2], "strengthen"),
        ([5, 4], [4, 5], "keep"),
        ([1, 2], [1, 2], "follow"),
        ([1, 2], [4, 5], "ease"),
        ([3, 3], [3, 3], "follow"),
        ([5, 4], [3, 3], "strengthen"),
    ],
)
def test_the_middle_of_the_scale_is_not_above_it(figures, importance, current, quadrant):
    gaps = value_gaps(figures({("a", "importance"): importance, ("a", "current"): current}))
    assert quadrants(gaps).loc["a", "quadrant"] == quadrant


def test_the_median_crosshair_compares_the_values_with_each_other(figures):
    gaps = value_gaps(
        figures(
            {
                ("a", "importance"): [5, 5],
                ("a", "current"): [5, 4],
                ("b", "importance"): [4, 5],
                ("b", "current"): [4, 4],
                ("c", "importance"): [4, 4],
                ("c", "current"): [4, 3],
            }
        )
    )
    placed = quadrants(gaps, crosshair="median")
    assert placed["quadrant"].to_dict() == {"a": "keep", "b": "follow", "c": "follow"}
    assert set(placed["importance_cross"]) == {4.5}
    assert set(placed["crosshair"]) == {"median"}
    assert set(quadrants(gaps)["crosshair"]) == {"middle"}
    assert set(quadrants(gaps)["quadrant"]) == {"keep"}


def test_a_band_gets_a_quadrant_only_where_it_leaves_no_doubt(figures):
    keys = ("a", "importance"), ("a", "current")
    bands = {keys[0]: "high", keys[1]: "low"}
    gaps = value_gaps(figures({keys[0]: [5, 5], keys[1]: [1, 1]}, bands))
    assert quadrants(gaps).loc["a", "quadrant"] == "strengthen"
    others = {("b", "importance"): [4, 5], ("b", "current"): [1, 2]}
    mixed = value_gaps(figures({keys[0]: [5, 5], keys[1]: [1, 1], **others}, bands))
    assert quadrants(mixed, crosshair="median").loc["a", "quadrant"] is None  # 4.5 lies within "high"


def test_margins_are_the_intervals_of_both_means_from_ten_people_on(figures: Figures) -> None:
    ten, nine = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 1, 2, 3, 4]
    shown = figures({("privacy", "importance"): ten, ("privacy", "current"): nine,
                     ("autonomy", "importance"): ten, ("autonomy", "current"): ten[::-1]})  # fmt: skip
    found = with_margins(value_gaps(shown), shown)
    expected = intervals(shown).set_index(["item", "dimension"])
    assert found.loc["privacy", ["current_low", "current_high"]].isna().all()
    for end in ("low", "high"):
        assert found.loc["privacy", f"importance_{end}"] == expected.loc[("privacy", "importance"), end]
        assert found.loc["autonomy", f"current_{end}"] == expected.loc[("autonomy", "current"), end]
