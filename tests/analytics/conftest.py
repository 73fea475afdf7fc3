"""Frames of figures for the tests of this room."""

import os
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from tests.analytics.samples import figure

EXAMPLES = int(os.environ.get("EXAMPLES", "30"))  # of each property; more when the rules themselves change
settings.register_profile(
    "unhurried", deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck)
)
settings.load_profile("unhurried")

Figures = Callable[..., pd.DataFrame]


@pytest.fixture
def figures() -> Figures:
    """Makes figures from {(item, dimension): scores}, and bands from {(item, dimension): band}."""

    def make(
        scores: Mapping[tuple[str, str], Sequence[int]], bands: Mapping[tuple[str, str], str] | None = None
    ) -> pd.DataFrame:
        banded = bands or {}
        return pd.DataFrame([figure(*key, given, banded.get(key, "")) for key, given in scores.items()])

    return make
