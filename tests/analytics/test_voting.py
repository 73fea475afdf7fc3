"""Dots and priorities."""

import pandas as pd
import pytest

from analytics.voting import dot_totals, priorities, together, votes_compared


def dots(totals: dict[str, float], band: dict[str, str] | None = None) -> pd.DataFrame:
    bands = band or {}
    return pd.DataFrame(
        [
            {
                "item": item,
                "dimension": "dots",
                "people": 9,
                "n": 9,
                "total": total,
                "band": bands.get(item, ""),
            }
            for item, total in totals.items()
        ]
    )


def test_most_dots_come_first_and_level_items_share_a_place():
    totals = dot_totals(dots({"b": 6, "a": 6, "c": 12, "d": 0}))
    assert list(totals.index) == ["c", "a", "b", "d"]
    assert totals["place"].tolist() == [1, 2, 2, 4]
    assert totals["share"].tolist() == [0.5, 0.25, 0.25, 0]


def test_no_dots_at_all_give_no_shares():
    assert dot_totals(dots({"a": 0, "b": 0}))["share"].isna().all()


def test_what_everyone_gave_the_same_comes_first_and_then_nothing_has_a_place():
    """Five people gave two dots each to a and to b: 20 of the 25; what is shown must not say that c got the most."""
    nan = float("nan")
    totals = dot_totals(dots({"c": 1, "a": nan, "b": nan, "d": 3}, {"a": "high", "b": "high"}))
    assert list(totals.index) == ["a", "b", "d", "c"]
    assert totals.loc["a", "band"] == "high"
    assert totals["place"].isna().all()


def test_what_nobody_gave_a_dot_has_none():
    totals = dot_totals(dots({"a": float("nan"), "b": 3}, {"a": "low"}))
    assert totals["dots"].to_dict() == {"b": 3, "a": 0}
    assert totals["band"].isna().all() and totals["place"].tolist() == [1, 2]


def test_a_hidden_item_is_left_out_of_the_vote():
    assert list(dot_totals(dots({"a": float("nan"), "b": 3})).index) == ["b"]


def test_two_votes_stand_beside_each_other_each_with_its_own_people():
    after = dots({"a": 3, "b": 9, "d": 1}).assign(n=7)
    both = votes_compared(dots({"a": 6, "b": 2, "c": 1}), after)
    assert both[["before", "after", "before_n", "after_n"]].to_dict("index") == {
        "b": {"before": 2, "after": 9, "before_n": 9, "after_n": 7},
        "a": {"before": 6, "after": 3, "before_n": 9, "after_n": 7},
    }


def test_a_value_with_a_band_in_one_of_two_votes_has_no_dots_there():
    both = votes_compared(dots({"a": 6}), dots({"a": float("nan")}, {"a": "high"}))
    assert both.loc["a", "after_band"] == "high"
    assert pd.isna(both.loc["a", "after"])


def test_two_figures_for_one_item_are_refused_in_a_vote():
    with pytest.raises(ValueError, match="more than one figure"):
        dot_totals(pd.concat([dots({"a": 1}), dots({"a": 2})]))


def test_ideas_stand_in_the_order_of_their_sum_and_then_of_necessity(figures):
    ideas = priorities(
        figures(
            {
                ("pressing", "necessity"): [5, 5],
                ("pressing", "importance"): [3, 3],
                ("weighty", "necessity"): [3, 3],
                ("weighty", "importance"): [5, 5],
                ("best", "necessity"): [5, 5],
                ("best", "importance"): [5, 4],
                ("worst", "necessity"): [1, 2],
                ("worst", "importance"): [2, 2],
            }
        )
    )
    assert list(ideas.index) == ["best", "pressing", "weighty", "worst"]
    assert ideas["total"].tolist() == [9.5, 8, 8, 3.5]
    assert ideas["quadrant"].tolist() == ["do_now", "keep_small", "plan", "later"]


def test_the_middle_of_the_scale_is_neither_pressing_nor_weighty(figures):
    ideas = priorities(figures({("a", "necessity"): [3, 3], ("a", "importance"): [2, 4]}))
    assert ideas.loc["a", "quadrant"] == "later"


def test_an_idea_without_both_is_left_out_and_n_is_the_smaller(figures):
    ideas = priorities(
        figures(
            {
                ("a", "necessity"): [3, 4, 0],
                ("a", "importance"): [2, 4, 5],
                ("b", "necessity"): [3, 4],
                ("c", "necessity"): [3, 4],
                ("c", "importance"): [0, 0],
            }
        )
    )
    assert ideas["n"].to_dict() == {"a": 2}


def test_a_banded_idea_stands_where_it_at_least_belongs(figures):
    key = ("banded", "necessity")
    ideas = priorities(
        figures(
            {
                key: [5, 5],
                ("banded", "importance"): [5, 4],  # at least 4 + 4.5
                ("a", "necessity"): [4, 4],
                ("a", "importance"): [4, 5],  # 8.5, level; 4 is level too, so by name
                ("b", "necessity"): [4, 4],
                ("b", "importance"): [4, 4],
            },
            {key: "high"},
        )
    )
    assert list(ideas.index) == ["a", "banded", "b"]
    assert pd.isna(ideas.loc["banded", "total"])
    assert ideas.loc["banded", "necessity_band"] == "high"
    assert ideas.loc["banded", "quadrant"] == "do_now"


def test_two_figures_for_one_idea_are_refused(figures):
    one = figures({("a", "necessity"): [3, 4], ("a", "importance"): [3, 4]})
    with pytest.raises(ValueError, match="more than one figure"):
        priorities(pd.concat([one, one]))


@pytest.mark.parametrize(
    ("spreads", "word"),
    [((0.0, 0.59), "alike"), ((0.2, 0.6), "apart"), ((0.99, 0.0), "apart"), ((1.0, 0.0), "divided"),
     ((float("nan"), 1.4), "divided"), ((float("nan"), float("nan")), None)],
)  # fmt: skip
def test_the_wider_of_two_spreads_says_how_far_people_agree(spreads, word):
    assert together(*spreads) == word
