"""The order of the tension map."""

import pandas as pd
from pandas.testing import assert_frame_equal

from analytics.tensions import tension_map


def tensions(*pairs: tuple[str, str, float]) -> pd.DataFrame:
    names = [f"t{place}" for place in range(1, len(pairs) + 1)]
    return pd.DataFrame(pairs, columns=["about", "against", "lean"], index=names)


def test_tensions_of_the_value_that_clashes_most_come_first_and_else_as_they_were_named():
    drawn = tension_map(tensions(("a", "b", 0.0), ("c", "privacy", 1.0), ("privacy", "d", float("nan"))))
    assert list(drawn.index) == ["t2", "t3", "t1"]
    assert drawn["busiest"].to_dict() == {"t2": "privacy", "t3": "privacy", "t1": "a"}
    assert drawn["clashes"].tolist() == [2, 2, 1]


def test_what_was_said_is_not_changed():
    said = tensions(("a", "b", -2.0), ("b", "c", 2.0))
    before = said.copy()
    assert_frame_equal(tension_map(said)[["about", "against", "lean"]], before)
    assert_frame_equal(said, before)


def test_no_tensions_give_no_map():
    assert tension_map(tensions()).empty
