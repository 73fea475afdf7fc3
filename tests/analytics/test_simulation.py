"""Made-up people: after a talk every one of them votes differently than before, with as many dots."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.simulation import one_dot_moved

ITEMS = ("privacy", "vrijheid", "waardigheid")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=5, max_size=5), min_size=1, max_size=9))
def test_after_a_talk_everyone_moves_one_dot_and_keeps_the_rest(places: list[list[int]]) -> None:
    counts = [[dots.count(place) for place in range(len(ITEMS))] for dots in places]
    before = pd.DataFrame(
        [
            (person, item, "dots", put)
            for person, row in enumerate(counts)
            for item, put in zip(ITEMS, row, strict=True)
            if put
        ],
        columns=["person", "item", "dimension", "score"],
    )
    after = one_dot_moved(before, ITEMS)
    assert (after["score"] > 0).all()
    for person, row in enumerate(counts):
        own = after[after["person"] == person].set_index("item")["score"]
        moved = [int(own.get(item, 0)) - put for item, put in zip(ITEMS, row, strict=True)]
        assert sorted(moved) == [-1, 0, 1]
