"""What the measures of one figure say, checked against numpy and published examples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import measures
from analytics.measures import profile
from tests.analytics.samples import figure, hidden_figure

counts = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda row: sum(row) > 0)


def one(row: list[int], measure) -> float:
    return float(measure(np.array([row], dtype=float))[0])


def spelled_out(row: list[int]) -> np.ndarray:
    return np.repeat([1, 2, 3, 4, 5], row)


@given(counts)
def test_mean_median_and_spread_are_those_of_the_scores_themselves(row):
    scores = spelled_out(row)
    assert one(row, measures.means) == pytest.approx(np.mean(scores))
    assert one(row, measures.medians) == np.median(scores)
    assert one(row, measures.spreads) == pytest.approx(np.std(scores))


def test_agreement_is_that_of_the_published_example():
    # van der Eijk 2001, page 331: seven categories
    assert one([30, 40, 210, 130, 530, 50, 10], measures.agreements) == pytest.approx(0.6113333)


@pytest.mark.parametrize(
    ("row", "agreement"),
    [
        ([0, 0, 9, 0, 0], 1.0),  # of one mind
        ([6, 6, 6, 6, 6], 0.0),  # evenly spread
        ([7, 0, 0, 0, 7], -1.0),  # split in two
        ([0, 3, 3, 0, 0], 0.75),  # one layer of two neighbours: 1 - 1/4
        # Two layers. Two answers on 2 and 4: one triple has two peaks (2, 3, 4) and two triples have one
        # (1, 2, 4 and 2, 4, 5), so U = (3 * 2 - 4 * 1) / (3 * 3), times 3/4. Three answers on 4 alone: 1.
        ([0, 1, 0, 4, 0], (2 * 2 / 9 * 3 / 4 + 3 * 1) / 5),
    ],
)
def test_agreement_of_distributions_worked_by_hand(row, agreement):
    assert one(row, measures.agreements) == pytest.approx(agreement)


@given(counts, st.integers(2, 9))
def test_agreement_depends_on_shares_not_on_size_or_direction(row, times):
    agreement = one(row, measures.agreements)
    assert -1 - 1e-9 <= agreement <= 1 + 1e-9
    assert one([count * times for count in row], measures.agreements) == pytest.approx(agreement)
    assert one(row[::-1], measures.agreements) == pytest.approx(agreement)


@pytest.mark.parametrize(
    ("row", "flag"),
    [([1, 1, 4, 1, 1], True), ([1, 0, 6, 1, 0], False), ([2, 0, 0, 0, 6], True), ([1, 0, 0, 0, 6], False)],
)
def test_a_group_is_polarised_when_both_ends_hold_a_quarter(row, flag):
    assert bool(one(row, measures.polarised)) is flag


def test_profile_counts_dont_know_apart_from_the_scores(figures):
    row = profile(figures({("privacy", "importance"): [5, 4, 4, 1, 0, 0]})).iloc[0]
    assert row["n"] == 4
    assert row["dont_know_share"] == pytest.approx(2 / 6)
    assert row["mean"] == 3.5
    assert row["median"] == 4
    assert row["share_high"] == 0.75


def test_profile_keeps_the_band_and_gives_no_measures_for_it(figures):
    key = ("privacy", "importance")
    row = profile(figures({key: [5, 5, 5, 5, 5]}, {key: "high"})).iloc[0]
    assert row["band"] == "high"
    assert row["n"] == 5
    assert row[["mean", "median", "share_high", "spread", "agreement"]].isna().all()
    assert not row["polarised"]


def test_profile_gives_no_measures_and_no_band_for_a_hidden_figure():
    shown, hidden = profile(
        pd.DataFrame([figure("a", "importance", [4, 5]), hidden_figure("b", "importance", 9)])
    ).to_dict("records")
    assert shown["mean"] == 4.5
    assert hidden["band"] is None
    assert np.isnan([hidden["n"], hidden["mean"], hidden["dont_know_share"]]).all()
    assert not hidden["polarised"]


def test_profile_gives_no_measures_when_nobody_knew(figures):
    row = profile(figures({("privacy", "current"): [0, 0, 0, 0, 0]})).iloc[0]
    assert row["dont_know_share"] == 1
    assert row[["mean", "median", "spread", "agreement"]].isna().all()


def test_profile_leaves_out_what_has_no_scale_and_keeps_other_columns_and_order(figures):
    both = figures({("a", "dots"): [1, 2], ("b", "current"): [1, 2], ("a", "importance"): [4, 5]})
    result = profile(both.assign(team_id="north"))
    assert result["item"].tolist() == ["b", "a"]
    assert result["dimension"].tolist() == ["current", "importance"]
    assert set(result["team_id"]) == {"north"}
    assert not {"count_1", "total", "rank_sum", "dont_know"} & set(result.columns)


def test_profile_reads_nullable_columns(figures):
    row = profile(figures({("a", "current"): [1, 2, 4]}).convert_dtypes()).iloc[0]
    assert row["mean"] == pytest.approx(7 / 3)


def test_profile_of_nothing_is_empty(figures):
    assert profile(figures({("a", "dots"): [1]})).empty


@pytest.mark.parametrize(
    ("mean", "band", "ends"), [(4.2, "", (4.2, 4.2)), (np.nan, "low", (1, 3)), (np.nan, "high", (4, 5))]
)
def test_a_band_reaches_over_its_scores(mean, band, ends):
    assert tuple(measures.reach(pd.Series([mean]), pd.Series([band], dtype=object))[0]) == ends
