"""Every measure says what it gives, and where it comes from."""

from __future__ import annotations

import inspect
from types import FunctionType

import pytest

from analytics import (
    alike,
    change,
    furthest,
    gaps,
    intervals,
    measures,
    pairs,
    ranking,
    shrinkage,
    sides,
    spread,
    voting,
)

MEASURES = (
    furthest.pairs_apart,
    alike.top_overlap, alike.order_alike, change.unpaired_change, change.with_and_without, change.value_changes,
    gaps.value_gaps, gaps.agenda, gaps.with_margins, gaps.quadrants, intervals.intervals, intervals.mean_intervals,
    intervals.differences, intervals.difference_intervals, intervals.told_apart, intervals.welch_margins,
    intervals.t_quantile, measures.profile, pairs.shown_pairs, ranking.mid_ranks, ranking.kendalls_w, ranking.top_five,
    ranking.topmost, ranking.top_firmness, shrinkage.shrunk_means, shrinkage.weights, shrinkage.apart, sides.team_changes, sides.over_teams,
    spread.team_spread, voting.priorities,
)  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_a_measure_says_what_it_gives_and_its_source(measure: FunctionType) -> None:
    told = inspect.getdoc(measure) or ""
    assert "returns " in told and "source " in told
