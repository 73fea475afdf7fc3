"""The spread over teams: the percentiles that numpy gives, each team once, and nothing where nothing is shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.spread import PERCENTILES, team_spread


def test_the_percentiles_are_those_of_the_teams_that_show_a_mean() -> None:
    chance = np.random.default_rng(7)
    means = pd.DataFrame(chance.uniform(1, 5, (211, 4)), columns=list("abcd"))
    means = means.mask(chance.random(means.shape) < 0.3)
    spread = team_spread(means)
    for value in means:
        shown = means[value].dropna().to_numpy()
        expected = np.quantile(shown, list(PERCENTILES.values()))
        assert spread.loc[value, list(PERCENTILES)].to_numpy(dtype=float) == pytest.approx(expected)
        assert spread.loc[value, "teams"] == len(shown)


def test_one_team_is_all_percentiles_at_once() -> None:
    spread = team_spread(pd.DataFrame({"privacy": [4.0, np.nan]}))
    assert spread.loc["privacy"].tolist() == [4.0, 4.0, 4.0, 4.0, 4.0, 1]


def test_a_value_that_no_team_shows_is_left_out() -> None:
    spread = team_spread(pd.DataFrame({"privacy": [np.nan, np.nan], "vrijheid": [3.0, 4.0]}))
    assert spread.index.tolist() == ["vrijheid"]
    assert team_spread(pd.DataFrame()).empty
