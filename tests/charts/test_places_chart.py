"""A department beside its organisation: both numbers, both n, an arrow where they clearly differ, and nothing that is hidden."""

import pandas as pd

from charts.places_chart import places_chart
from charts.places_chart import words as places_words
from charts.style import Look
from tests.charts.pictures import hovers, read

NAMES = ("Handhaving", "Duinstad")


def test_a_row_has_both_numbers_with_their_n_and_an_arrow_only_where_they_clearly_differ(
    places, labels, look
):
    said = " ".join(read(places_chart(places, labels, look, {}, NAMES)).split())
    for shown in ("4,6", "3,1", "24 van 180 mensen", "Privacy ↑", "transparantie ↓"):
        assert shown in said
    assert (said.count("↑"), said.count("↓")) == (2, 2)


def test_what_the_department_does_not_show_is_said_and_has_no_number(places, labels):
    figure = places_chart(places.loc[["veiligheid"]], labels, Look(), {}, NAMES)
    assert "niet getoond" in read(figure)
    assert "3,9" not in read(figure)
    assert hovers(figure) == []


def test_the_sentence_names_the_value_that_clearly_differs_most(places, labels):
    said = places_words(places, labels, NAMES)
    assert (said["key"], said["value"], said["clear"], said["count"]) == (
        "chart.places.says",
        "transparantie",
        2,
        4,
    )
    assert (said["own"], said["other"], said["own_n"], said["other_n"]) == ("1,5", "3,5", 14, 1180)


def test_the_sentence_says_why_nothing_is_said(places, labels):
    def key(rows: pd.DataFrame) -> object:
        return places_words(rows, labels, NAMES)["key"]

    assert key(places.loc[["inclusie"]]) == "chart.places.says_alike"
    assert key(places.loc[["eindverantwoordelijkheid"]]) == "chart.places.says_few"
    assert key(places.loc[["veiligheid"]]) == "chart.places.says_none"


def test_a_place_that_is_the_whole_says_so_and_has_no_sign(places, labels, look):
    alone = places.loc[["privacy"]].assign(other=4.6, other_n=24, verdict="whole")
    figure = places_chart(alone, labels, look, {}, NAMES)
    assert "4,6: dit zijn alle mensen van het geheel" in read(figure)
    assert hovers(figure) == []
    assert places_words(alone, labels, NAMES)["key"] == "chart.places.says_whole"


def test_it_is_said_which_number_is_of_the_whole_with_the_place_and_what_it_is_compared_with(
    places, labels, look
):
    said = " ".join(read(places_chart(places, labels, look, {}, NAMES)).split())
    assert "Duinstad, met Handhaving erbij" in said
    assert "dan de rest: Duinstad zonder Handhaving" in said
