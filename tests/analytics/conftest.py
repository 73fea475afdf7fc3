"""Frames of figures for the tests of this room."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import pytest
from hypothesis import settings

from tests.analytics.samples import figure

settings.register_profile("unhurried", deadline=None)  # a busy machine is no failed property
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
