"""What asks for attention first, from where the middle of the teams stands."""

from collections.abc import Collection

import pandas as pd
import pytest

from analytics.attention import First, first, most_apart


def spread(**values: tuple[float, int]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(values, orient="index", columns=["middle", "teams"])


@pytest.mark.parametrize(
    ("measure", "value", "middle"),
    [("gap", "privacy", 1.5), ("importance", "privacy", 1.5), ("current", "vrijheid", -0.2)],
)
def test_the_highest_comes_first_and_of_practice_the_lowest(measure: str, value: str, middle: float) -> None:
    asked = spread(privacy=(1.5, 9), vrijheid=(-0.2, 9), integriteit=(1.4, 9))
    assert first(asked, measure) == First((value,), middle, 9, 9)


def test_values_that_read_the_same_come_first_together() -> None:
    found = first(spread(privacy=(1.46, 9), vrijheid=(1.54, 8), inclusie=(0.2, 9)), "gap")
    assert found == First(("privacy", "vrijheid"), 1.5, 8, 9)


def test_one_team_that_was_asked_something_else_does_not_speak_for_all() -> None:
    found = first(spread(privacy=(1.0, 9), vrijheid=(3.0, 1)), "gap")
    assert found and found.values == ("privacy",)
    assert first(spread(privacy=(2.0, 1), vrijheid=(1.9, 2)), "gap") == First(("vrijheid",), 1.9, 2, 2)


def test_without_figures_there_is_nothing_to_say() -> None:
    assert first(spread(), "gap") is None


CELLS = pd.DataFrame(
    [
        ("t1", "privacy", 1.0, "not_apart"), ("t2", "privacy", 4.0, "not_apart"),
        ("t1", "welzijn", 2.0, "not_apart"), ("t2", "welzijn", 2.1, "not_apart"),
        ("t1", "vrijheid", 2.0, "higher"), ("t2", "vrijheid", 1.0, None),
        ("t1", "gelijkheid", None, None),
    ],
    columns=["team", "value", "measure", "verdict"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("most", "always", "values"),
    [
        (1, (), ("vrijheid",)),  # a team clearly differs
        (2, (), ("privacy", "vrijheid")),  # then the farthest apart, in the order of the frame
        (2, ["gelijkheid"], ("vrijheid", "gelijkheid")),  # asked for, though nothing of it is shown
        (2, ["gelijkheid", "welzijn"], ("welzijn", "gelijkheid")),
        (9, (), ("privacy", "welzijn", "vrijheid", "gelijkheid")),
        (2, ["no value of these"], ("privacy", "vrijheid")),
    ],
)
def test_the_values_on_which_teams_differ_most(
    most: int, always: Collection[str], values: tuple[str, ...]
) -> None:
    assert most_apart(CELLS, most, always) == values
