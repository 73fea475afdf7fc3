"""With and without an agreement over teams: the means, their interval, every team, and the sentence."""

import pandas as pd
import pytest

from analytics.sides import over_teams
from charts.sides_chart import sides_chart, words
from tests.charts.pictures import hovers, read


def test_both_sides_and_their_difference_are_told_with_the_number_of_teams(sides, labels, look):
    figure = sides_chart(*sides, labels, look)
    told = read(figure)
    for part in ("Met een afspraak", "Zonder afspraak", "Verschil", "+0,7", "+0,1", "+0,6"):
        assert part in told, part
    assert told.replace("\u00a0", " ").count("7 teams") == 3
    assert len(hovers(figure)) == 3


@pytest.mark.parametrize(
    ("differences", "key"),
    [
        ([0.6, 0.5, 0.7, 0.4, 0.8], "says"),
        ([0.6, -0.5, 0.7, -0.4, 0.1], "says_unclear"),
        ([0.6, 0.5], "says_few"),
    ],
)
def test_the_sentence_says_whether_the_difference_is_clear(labels, differences, key):
    teams = pd.DataFrame({"with_change": differences, "without_change": 0.0, "difference": differences})
    told = words(over_teams(teams), labels)
    assert told["key"] == f"chart.sides.{key}"
    assert told["teams"] == len(differences)
    assert ("low" in told) == (key != "says_few")
