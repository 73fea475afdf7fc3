"""Intervals are those of endless drawing, hold as often as they say, and tell figures apart only when that is clear.

Each property is tried on 30 random cases in each run; `EXAMPLES` in the environment plays more.
"""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.intervals import (
    CLEAR,
    UNCLEAR,
    difference_intervals,
    differences,
    expanded_tail,
    intervals,
    mean_intervals,
    t_quantile,
    verdicts,
)
from analytics.measures import SCORES, means
from tests.analytics.samples import figure, hidden_figure

varied = st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(lambda row: sum(n > 0 for n in row) >= 2)
few = st.lists(st.integers(1, 5), min_size=2, max_size=5).filter(lambda scores: len(set(scores)) > 1)


def counted(scores) -> np.ndarray:
    return np.array([[list(scores).count(score) for score in range(1, 6)]], dtype=float)


def ends(row: list[int], level: float = 0.95) -> tuple[float, float]:
    low, high = mean_intervals(np.array([row], dtype=float), level=level)[0]
    return float(low), float(high)


@given(few, st.sampled_from([0.6, 0.8, 0.9]))
def test_the_interval_of_a_small_group_is_that_of_every_possible_resample(scores, level):
    people = len(scores)
    sums = np.sort([sum(drawn) for drawn in product(scores, repeat=people)])
    cut = expanded_tail(people, level) * len(sums)
    low = next(total for place, total in enumerate(sums, 1) if place >= cut - 1e-7)
    high = next(total for place, total in enumerate(sums[::-1], 1) if place >= cut - 1e-7)
    assert ends(list(counted(scores)[0]), level) == pytest.approx((low / people, high / people))


def test_the_interval_is_that_of_scipys_bootstrap():
    scores = np.repeat(SCORES, [2, 4, 9, 16, 9])
    level = 1 - 2 * expanded_tail(40, 0.95)
    drawn = stats.bootstrap(
        (scores,), np.mean, n_resamples=20_000, confidence_level=level, method="percentile", rng=np.random.default_rng(3)
    ).confidence_interval  # fmt: skip
    assert ends([2, 4, 9, 16, 9]) == pytest.approx((drawn.low, drawn.high), abs=0.03)


def test_a_large_group_has_the_interval_of_students_t():
    row = [300, 500, 900, 1600, 900]
    scores = np.repeat(SCORES, row)
    t = stats.ttest_1samp(scores, 0).confidence_interval(0.95)
    assert ends(row) == pytest.approx((t.low, t.high), abs=0.002)


@given(varied)
def test_an_interval_holds_its_mean_and_stays_within_the_scores_that_were_given(row):
    low, high = ends(row)
    given_scores = [score for score, count in zip(SCORES, row, strict=True) if count]
    assert (
        given_scores[0] - 1e-9
        <= low
        <= means(np.array([row], dtype=float))[0]
        <= high
        <= given_scores[-1] + 1e-9
    )


@given(varied)
def test_an_interval_turns_round_with_the_scale(row):
    low, high = ends(row)
    assert ends(row[::-1]) == pytest.approx((6 - high, 6 - low))


@given(varied, st.integers(2, 6))
def test_more_people_of_the_same_kind_make_an_interval_no_wider(row, times):
    low, high = ends(row)
    more = ends([count * times for count in row])
    assert more[1] - more[0] <= high - low + 1e-9


@given(st.lists(varied, min_size=2, max_size=6))
def test_many_rows_at_once_give_what_each_gives_alone(rows):
    assert mean_intervals(np.array(rows, dtype=float)) == pytest.approx(np.array([ends(row) for row in rows]))


@pytest.mark.parametrize("people", [5, 9, 20])
def test_an_interval_holds_about_as_often_as_it_says(people):
    chance = np.random.default_rng(people)
    shares = [0.05, 0.1, 0.2, 0.4, 0.25]
    found = mean_intervals(chance.multinomial(people, shares, size=4000).astype(float))
    found = found[~np.isnan(found[:, 0])]
    truth = float(np.dot(shares, SCORES))
    assert 0.88 <= np.mean((found[:, 0] <= truth) & (truth <= found[:, 1])) <= 0.99


@pytest.mark.parametrize("freedom", [1, 1.3, 2, 4, 8, 30, 300, 5000])
@pytest.mark.parametrize("share", [0.6, 0.9, 0.975, 0.9992])
def test_students_t_is_that_of_scipy(share, freedom):
    assert t_quantile(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=0.005)


def test_the_tail_is_that_of_the_expanded_percentile_interval():
    # Hesterberg 2015: the normal share below -sqrt(n / (n - 1)) times the quantile of Student's t
    assert expanded_tail(9, 0.95) == pytest.approx(
        stats.norm.cdf(-np.sqrt(9 / 8) * stats.t.ppf(0.975, 8)), rel=1e-4
    )


def test_what_is_hidden_banded_or_all_alike_has_no_interval():
    rows = [
        figure("shown", "importance", [3, 4, 4, 5, 5]),
        figure("banded", "importance", [5, 5, 5, 5, 5], "high"),
        hidden_figure("hidden", "importance", 4),
        figure("alike", "importance", [4, 4, 4, 4, 4]),
        figure("shown", "dots", [1, 2]),
    ]
    found = intervals(pd.DataFrame(rows).assign(team_id="north"))
    assert found["item"].tolist() == ["shown", "banded", "hidden", "alike"]
    assert found["low"].notna().tolist() == [True, False, False, False]
    assert set(found["team_id"]) == {"north"}
    assert not {"count_1", "total", "dont_know"} & set(found.columns)


def test_nothing_gives_no_intervals():
    assert mean_intervals(np.empty((0, 5))).shape == (0, 2)


@given(varied, varied)
def test_a_difference_has_the_interval_of_scipys_welch_test(one, other):
    found = difference_intervals(*(np.array([row], dtype=float) for row in (one, other)))[0]
    scores = [np.repeat(SCORES, row) for row in (one, other)]
    t = stats.ttest_ind(*scores, equal_var=False).confidence_interval(0.95)
    assert found.tolist() == pytest.approx(np.clip([t.low, t.high], -4, 4).tolist(), abs=0.02)


@given(varied, varied)
def test_a_difference_turns_round_with_its_sides(one, other):
    rows = [np.array([row], dtype=float) for row in (one, other)]
    there, back = difference_intervals(*rows), difference_intervals(*rows[::-1])
    assert there[0].tolist() == pytest.approx([-back[0, 1], -back[0, 0]])
    assert verdicts(there, pd.Index([0])).tolist() == verdicts(back, pd.Index([0])).tolist()


def test_nine_people_who_all_moved_far_are_clearly_different_and_a_small_step_is_not():
    before = pd.DataFrame([figure("a", "current", [1, 2, 2, 2, 2, 2, 1, 2, 3])])
    far = pd.DataFrame([figure("a", "current", [4, 4, 4, 5, 4, 4, 3, 4, 4])])
    near = pd.DataFrame([figure("a", "current", [2, 2, 2, 3, 2, 2, 1, 2, 3])])
    assert differences(far, before)["verdict"].tolist() == [CLEAR]
    assert differences(near, before)["verdict"].tolist() == [UNCLEAR]
    assert differences(before, before)["verdict"].tolist() == [UNCLEAR]


@pytest.mark.parametrize("people", [5, 9, 14])
@pytest.mark.parametrize("shares", [[0.05, 0.1, 0.2, 0.4, 0.25], [0.1, 0.8, 0.1, 0.0, 0.0]])
def test_chance_alone_hardly_ever_makes_one_of_32_values_clearly_different(shares, people):
    chance = np.random.default_rng(people)
    rounds = chance.multinomial(people, shares, size=(2, 150, 32)).astype(float)
    called = [
        (verdicts(difference_intervals(one, other), pd.RangeIndex(32)) == CLEAR).any()
        for one, other in zip(*rounds, strict=True)
    ]
    assert np.mean(called) <= 0.08


def test_values_that_are_compared_at_once_share_the_doubt():
    rows = np.array([[1, 2, 3, 2, 1]] * 8, dtype=float)
    alone, together = difference_intervals(rows[:1], rows[:1])[0], difference_intervals(rows, rows)[0]
    assert together[1] - together[0] > 1.3 * (alone[1] - alone[0])


def test_a_figure_without_interval_gives_no_verdict_and_what_stands_alone_is_left_out():
    one = [
        figure("a", "current", [4, 5]),
        figure("b", "current", [5, 5], "high"),
        figure("c", "current", [1, 2]),
    ]
    other = [figure("b", "current", [3, 4]), figure("a", "current", [3, 4])]
    found = differences(pd.DataFrame(one), pd.DataFrame(other))
    assert found.index.tolist() == [("a", "current"), ("b", "current")]
    assert found["verdict"].tolist() == [UNCLEAR, None]
    assert differences(pd.DataFrame(other[:1]), pd.DataFrame(one[:1])).empty


def test_two_figures_for_one_value_are_refused_in_a_difference():
    one = pd.DataFrame([figure("a", "current", [4, 5])])
    with pytest.raises(ValueError, match="more than one figure"):
        differences(pd.concat([one, one]), one)
