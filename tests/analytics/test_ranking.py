"""Agreement on an order, and the firmness of a top five, checked against scipy and against brute force."""

from itertools import combinations_with_replacement, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from analytics.measures import score_counts
from analytics.ranking import (
    Firmness,
    _can_reach,
    kendalls_w,
    level_around,
    mid_ranks,
    top_firmness,
    top_five,
    topmost,
    w_in_words,
)
from tests.analytics.samples import figure, hidden_figure

complete = arrays(np.int64, st.tuples(st.integers(3, 9), st.integers(3, 8)), elements=st.integers(1, 5))
with_gaps = arrays(np.int64, st.tuples(st.integers(2, 9), st.integers(2, 8)), elements=st.integers(0, 5))


def coefficient(scores: np.ndarray) -> float:
    ranks, ties = mid_ranks(pd.DataFrame(scores))
    return kendalls_w(ranks.sum(), len(scores), float(ties.sum()))


@given(complete)
def test_mid_ranks_of_complete_answers_are_those_of_scipy(scores):
    ranks, ties = mid_ranks(pd.DataFrame(scores))
    assert np.array_equal(ranks.to_numpy(), stats.rankdata(scores, axis=1))
    values = scores.shape[1]
    correction = [1 - term / (values**3 - values) for term in ties]
    assert correction == pytest.approx([stats.tiecorrect(row) for row in ranks.to_numpy()])


@given(complete)
def test_w_of_complete_answers_follows_from_friedmans_test(scores):
    people, values = scores.shape
    if all(len(set(row)) == 1 for row in scores):
        assert np.isnan(coefficient(scores))
        return
    friedman = stats.friedmanchisquare(*scores.T).statistic
    assert coefficient(scores) == pytest.approx(friedman / (people * (values - 1)), abs=1e-9)


def test_w_of_three_judges_worked_by_hand():
    # rank sums 3, 9, 6, 12 of 3 judges (all put them 1, 3, 2, 4): S = 45, W = 12 * 45 / (9 * 60) = 1
    assert kendalls_w([3, 9, 6, 12], 3, 0) == 1
    # one judge turns the order round: sums 6, 8, 7, 9: S = 5, W = 12 * 5 / 540
    assert kendalls_w([6, 8, 7, 9], 3, 0) == pytest.approx(1 / 9)


def test_w_is_nothing_for_one_person_or_one_value():
    assert np.isnan(kendalls_w([1, 2, 3], 1, 0))
    assert np.isnan(kendalls_w([5], 5, 0))


def test_dont_know_takes_the_middle_rank_and_the_others_stand_around_it():
    ranks, ties = mid_ranks(pd.DataFrame([[5, 0, 1, 3]], columns=list("abcd")))
    assert ranks.iloc[0].to_dict() == {"a": 3.5, "b": 2.5, "c": 1.5, "d": 2.5}
    assert ties.iloc[0] == (4**3 - 4) - (3**3 - 3)


def test_an_empty_answer_is_a_dont_know():
    filled, _ = mid_ranks(pd.DataFrame([[5, 0, 1]]))
    empty, _ = mid_ranks(pd.DataFrame([[5, np.nan, 1]]))
    assert filled.equals(empty)


@given(with_gaps)
def test_every_person_counts_the_same_and_w_stays_between_0_and_1(scores):
    ranks, ties = mid_ranks(pd.DataFrame(scores))
    values = scores.shape[1]
    middle = (values + 1) / 2
    assert ranks.sum(axis=1).to_numpy() == pytest.approx(np.full(len(scores), values * middle))
    squared = ((ranks - middle) ** 2).sum(axis=1)
    assert (values**3 - values - ties).to_numpy() == pytest.approx(12 * squared.to_numpy())
    w = coefficient(scores)
    assert np.isnan(w) or -1e-9 <= w <= 1 + 1e-9


def test_noise_gives_the_same_w_with_and_without_missing_answers():
    chance = np.random.default_rng(1)
    trials: dict[str, list[float]] = {"complete": [], "missing": []}
    for _ in range(400):
        scores = chance.integers(1, 6, size=(12, 10))
        trials["complete"].append(coefficient(scores))
        trials["missing"].append(coefficient(np.where(chance.random(scores.shape) < 0.15, 0, scores)))
    assert np.mean(trials["complete"]) == pytest.approx(1 / 12, abs=0.006)
    assert np.mean(trials["missing"]) == pytest.approx(1 / 12, abs=0.006)


@given(complete)
def test_rank_sums_and_tie_terms_add_up_over_teams(scores):
    teams = [mid_ranks(pd.DataFrame(part)) for part in (scores[:1], scores[1:])]
    sums = sum(ranks.sum() for ranks, _ in teams)
    ties = float(sum(terms.sum() for _, terms in teams))
    assert kendalls_w(sums, len(scores), ties) == pytest.approx(coefficient(scores), nan_ok=True)


@pytest.mark.parametrize(
    ("w", "word"),
    [
        (0.0, "very_weak"),
        (0.1, "very_weak"),
        (0.2, "weak"),
        (0.3, "weak"),
        (0.5, "moderate"),
        (0.6, "strong"),
        (0.7, "strong"),
        (0.8, "very_strong"),
        (0.9, "very_strong"),
        (1.0, "very_strong"),
        (float("nan"), None),
    ],
)
def test_the_word_is_the_one_whose_mark_is_nearest(w, word):
    assert w_in_words(w) == word


def test_there_is_no_word_outside_0_to_1():
    with pytest.raises(ValueError, match="between 0 and 1"):
        w_in_words(1.2)


def placed(points_by_value: dict[str, list[int]]) -> pd.DataFrame:
    """Figures of dimension top, from the places that people gave each value."""
    return pd.DataFrame([figure(value, "top", places) for value, places in points_by_value.items()])


def test_a_first_place_gives_five_points_and_a_fifth_place_one():
    ranking = top_five(placed({"a": [1, 5, 0], "b": [2, 1, 1], "c": [0, 0, 0], "d": [3, 3, 0]}))
    assert ranking["points"].to_dict() == {"b": 14, "a": 6, "d": 6}
    assert ranking["people"].to_dict() == {"b": 3, "a": 2, "d": 2}
    assert ranking["place"].to_dict() == {"b": 1, "a": 2, "d": 2}


def test_two_figures_for_one_value_are_refused_in_a_top():
    with pytest.raises(ValueError, match="more than one figure"):
        top_five(pd.concat([placed({"a": [1]}), placed({"a": [2]})]))


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=6), min_size=1, max_size=12))
def test_the_topmost_are_the_first_five_places_of_the_top(given_places):
    figures = placed({f"v{number}": places for number, places in enumerate(given_places)})
    ranked = top_five(figures)
    topmost_of = figures["item"][topmost(score_counts(figures))]
    assert set(topmost_of) == set(ranked.index[ranked["place"] <= 5])


def test_a_far_ahead_top_five_stays_whole():
    figures = placed({**{f"in{i}": [1] * 9 for i in range(5)}, "out": [5, 5, 0]})
    assert top_firmness(figures) == Firmness(5, 5)


def test_two_others_can_lift_a_value_by_ten_points_and_no_more():
    inside = {f"in{i}": [1] * 4 for i in range(4)}  # 20 points each
    assert top_firmness(placed({**inside, "fifth": [1, 1, 4], "out": [4]})) == Firmness(4, 5)  # 12 - 2 = 10
    assert top_firmness(placed({**inside, "fifth": [1, 1, 3], "out": [4]})) == Firmness(5, 5)  # 13 - 2 = 11


def test_a_level_sixth_place_makes_the_fifth_uncertain_without_anybody_coming():
    inside = {f"in{i}": [1] * 4 for i in range(4)}
    assert top_firmness(placed({**inside, "fifth": [1, 1], "sixth": [1, 1]}), others=0) == Firmness(4, 5)


def test_values_that_nobody_placed_can_still_come_in():
    inside = {f"in{i}": [1] * 4 for i in range(4)}
    assert top_firmness(placed({**inside, "fifth": [1, 1], "never": [0]})) == Firmness(4, 5)


def test_a_top_of_fewer_values_says_how_many_there_are():
    assert top_firmness(placed({"a": [1] * 9, "b": [2] * 9})) == Firmness(2, 2)


def test_a_value_with_the_low_band_was_placed_by_nobody():
    inside = {f"in{i}": [1] * 4 for i in range(4)}
    everyone = placed({**inside, "fifth": [1, 1]})
    never = pd.DataFrame([figure("never", "top", [0, 0, 0, 0], "low")])
    assert top_firmness(pd.concat([everyone, never])) == Firmness(4, 5)
    assert "never" not in top_five(pd.concat([everyone, never])).index


def test_hidden_points_leave_firmness_unsaid():
    hidden = pd.DataFrame([hidden_figure("c", "top", 4)])
    assert top_firmness(pd.concat([placed({"a": [1, 1], "b": [2, 3]}), hidden])) is None


def test_a_band_that_hides_points_leaves_firmness_unsaid():
    banded = pd.DataFrame([figure("a", "top", [1, 1], "high"), figure("b", "top", [2, 3])])
    assert top_firmness(banded) is None


def brute_force(shortfalls: tuple[int, ...], others: int) -> bool:
    """Try every way in which `others` people can give 5, 4, 3 ... points to these values."""
    gifts = list(permutations([5, 4, 3, 2, 1][: len(shortfalls)]))
    left = {shortfalls}
    for _ in range(others):
        left = {
            tuple(sorted(max(0, need - gift) for need, gift in zip(state, giving, strict=True)))
            for state in left
            for giving in gifts
        }
    return any(not any(state) for state in left)


@pytest.mark.parametrize(
    ("others", "values"), [(1, 2), (1, 3), (1, 4), (2, 2), (2, 3), (2, 4), (3, 2), (3, 3)]
)
def test_the_worst_case_is_exact(others, values):
    for shortfalls in combinations_with_replacement(range(5 * others + 2), values):
        rivals = np.array([100.0 - need for need in shortfalls])
        assert _can_reach(rivals, 100, others) == brute_force(shortfalls, others), shortfalls


@given(
    st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=6, max_size=9),
    st.permutations(range(6)),
    st.permutations(range(6)),
)
def test_no_two_newcomers_make_a_top_less_firm_than_it_says(places, first, second):
    before = placed({f"v{i}": given for i, given in enumerate(places)})
    firmness = top_firmness(before, others=2)
    after = placed(
        {
            f"v{i}": [*given, *(order.index(i) + 1 if i in order[:5] else 0 for order in (first, second))]
            for i, given in enumerate(places)
        }
    )
    old, new = top_five(before).head(5).index, top_five(after).head(5).index
    assert len(set(old) & set(new)) >= firmness.stay


@pytest.mark.parametrize(("points", "level"), [
    ([9, 7, 5, 5, 5], ["c", "d", "e"]),
    ([9, 7, 7, 5, 5], []),
    ([9, 7, 5], []),
    ([9, 7, 0, 0, 0], []),
])  # fmt: skip
def test_a_shared_place_is_told_where_it_decides_who_belongs(points, level):
    assert level_around(pd.Series(points, index=list("abcde")[: len(points)]), 3) == level
