"""How alike groups are, checked against scipy and by hand.

Each property is tried on 30 random cases in each run; `EXAMPLES` in the environment plays more.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from analytics.alike import order_alike, order_in_words, top_overlap
from analytics.ranking import topmost

means = arrays(
    float, st.tuples(st.integers(2, 5), st.integers(2, 8)), elements=st.sampled_from([1.5, 2.0, 3.25, 4.0])
)


VALUES = "abcdefghxyzvw"


def top(places: dict[str, int]) -> np.ndarray:
    """Which of the values are in the top of a group of two people who both gave these values these places."""
    counts = np.zeros((len(VALUES), 5))
    for value, place in places.items():
        counts[VALUES.index(value), place - 1] = 2
    return topmost(counts)


def straight(order: str) -> np.ndarray:
    return top({value: place for place, value in enumerate(order, 1)})


def test_the_order_does_not_matter_for_the_overlap():
    assert top_overlap(straight("abcde"), straight("edcba")) == 1


def test_three_of_five_in_common_is_three_fifths():
    assert top_overlap(straight("abcde"), straight("xabyc")) == pytest.approx(0.6)
    assert top_overlap(straight("abcde"), straight("vwxyz")) == 0


def test_values_level_with_the_fifth_place_belong_to_the_top():
    six = top({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 5})
    assert top_overlap(six, straight("abcdf")) == pytest.approx(5 / 6)


def test_an_empty_top_has_no_overlap_to_speak_of():
    assert np.isnan(top_overlap(straight("abcde"), top({})))


@given(st.permutations("abcdefgh"), st.permutations("abcdefgh"))
def test_overlap_is_the_same_both_ways_and_counts_what_is_in_both(one, other):
    tops = straight("".join(one[:5])), straight("".join(other[:5]))
    common = len(set(one[:5]) & set(other[:5]))
    assert top_overlap(*tops) == top_overlap(*tops[::-1]) == pytest.approx(common / 5)


@given(means)
def test_the_order_is_compared_as_in_scipys_tau_b(rows):
    expected = [stats.kendalltau(row, rows[0]).statistic for row in rows]
    assert order_alike(rows, rows[0]) == pytest.approx(np.array(expected), nan_ok=True)


@given(means, st.data())
def test_values_that_one_side_does_not_show_are_left_out(rows, data):
    shown = np.where(data.draw(arrays(bool, rows.shape)), np.nan, rows)
    other = shown[-1]
    for row, found in zip(shown, order_alike(shown, other), strict=True):
        known = ~np.isnan(row) & ~np.isnan(other)
        tau = stats.kendalltau(row[known], other[known]).statistic if known.sum() > 1 else np.nan
        assert found == pytest.approx(tau, nan_ok=True)


def test_level_means_are_level():
    assert order_alike(np.array([[1 / 3 * 9, 3.0000000000004, 4.5]]), np.array([2.0, 2.0, 4.0])) == 1


def test_every_tau_has_a_word_and_no_tau_has_none():
    said = {tau: order_in_words(tau) for tau in (-1.0, 0.19, 0.2, 0.5, 0.79, 0.8, 1.0)}
    assert list(said.values()) == ["not", "not", "a_little", "fairly", "fairly", "almost", "almost"]
    assert order_in_words(float("nan")) is None
