"""One person beside the group: only values whose figure is shown, bands where the group has one, and where one stands apart."""

from __future__ import annotations

import pandas as pd

from analytics.beside import beside, farthest

GAPS = pd.DataFrame(
    [
        ("privacy", 4.4, 2.0, None, None, 8),
        ("vrijheid", float("nan"), 3.2, "high", None, 7),
        ("welzijn", 3.0, 3.0, None, None, 9),
    ],
    columns=["value", "importance", "current", "importance_band", "current_band", "n"],
).set_index("value")


def test_each_value_that_is_shown_has_both_sides_and_no_other_value_has_any() -> None:
    rows = beside(GAPS, {"privacy": {"importance": 2, "current": 2}, "hidden": {"importance": 5}})
    assert rows["value"].tolist() == ["privacy", "privacy", "vrijheid", "vrijheid", "welzijn", "welzijn"]
    assert rows.loc[0, ["own", "group", "n"]].tolist() == [2.0, 4.4, 8]


def test_a_band_of_the_group_stays_a_band() -> None:
    row = beside(GAPS, {"vrijheid": {"importance": 1}}).loc[2]
    assert (row["own"], row["band"]) == (1.0, "high")
    assert pd.isna(row["group"])


def test_who_did_not_know_or_did_not_answer_has_no_own_score() -> None:
    rows = beside(GAPS, {"privacy": {"importance": 0}})
    assert rows["own"].isna().all()
    assert farthest(rows) is None


def test_the_farthest_is_at_least_a_whole_point_away_and_never_from_a_band() -> None:
    far = farthest(beside(GAPS, {"privacy": {"importance": 2, "current": 2}, "vrijheid": {"importance": 1}}))
    assert far is not None
    assert (far["value"], far["side"]) == ("privacy", "importance")
    assert farthest(beside(GAPS, {"privacy": {"importance": 4}, "vrijheid": {"importance": 1}})) is None
