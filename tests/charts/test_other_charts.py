"""Distribution, dots, matrix, heatmap and statuses show what their frames say."""

from math import dist
from typing import get_args

import pandas as pd
import pytest

from charts.distribution_chart import distribution_chart
from charts.distribution_chart import words as distribution_words
from charts.dots_chart import dots_chart
from charts.dots_chart import words as dots_words
from charts.heatmap_chart import fitting, heatmap_chart
from charts.heatmap_chart import words as heatmap_words
from charts.matrix_chart import _free_place, matrix_chart
from charts.matrix_chart import words as matrix_words
from charts.status_chart import status_chart
from charts.status_chart import words as status_words
from charts.style import Look, Size, principle_colour
from charts.tension_chart import tension_chart
from charts.tension_chart import words as tension_words
from charts.votes_chart import votes_chart
from charts.votes_chart import words as votes_words
from tests.charts.pictures import hovers, read

SCALE = ["Heel onbelangrijk", "Onbelangrijk", "Neutraal", "Belangrijk", "Heel belangrijk"]


def bars(figure, hatched: bool = False) -> list[tuple[float, float, str]]:
    """The bars of a figure: where each begins, how long it is, and what it says where the pointer rests."""
    return [
        bar
        for trace in figure.data
        if trace.type == "bar" and bool(trace.marker.pattern.shape) == hatched
        for bar in zip(trace.base, trace.x, trace.hovertext, strict=True)
    ]


def test_a_piece_of_bar_is_as_long_as_its_number_of_people(figures, labels, look):
    drawn = bars(distribution_chart(figures, labels, look, SCALE))
    privacy = [(start, length) for start, length, said in drawn if said.startswith("Privacy")]
    assert privacy == [(-4, 3), (-1, 1), (0, 1), (1, 4)]  # 3, 1, none in the middle, 1 and 4


def test_the_middle_answer_lies_on_both_sides_of_the_middle(figures, labels):
    drawn = bars(distribution_chart(figures, labels, Look(), SCALE))
    assert next((start, length) for start, length, said in drawn if "Veiligheid" in said and "een 3" in said) == (
        -0.5, 1,
    )  # fmt: skip


def test_dont_know_stands_apart_and_is_hatched_in_the_same_unit(figures, labels, look):
    figure = distribution_chart(figures, labels, look, SCALE)
    unknown = bars(figure, hatched=True)
    assert [length for _, length, _ in unknown] == [2, 14]
    furthest = max(start + length for start, length, said in bars(figure) if said)
    assert all(start > furthest for start, _, _ in unknown)


def test_a_banded_distribution_is_said_in_words(figures, labels, look):
    assert "Alle antwoorden: hoog" in read(distribution_chart(figures, labels, look, SCALE))


def test_rows_about_one_item_are_named_after_their_dimension(figures, labels, look):
    both = figures.head(2).assign(item="privacy", dimension=["importance", "current"])
    said = read(distribution_chart(both, labels, look, SCALE))
    assert "Zo goed geborgd nu" in said
    assert "Privacy" not in said


def test_the_sentence_of_a_distribution_names_the_most_divided_item(figures, labels):
    assert distribution_words(figures, labels) == {
        "key": "chart.distribution.says", "item": "Menselijke eindverantwoordelijkheid", "low": 21, "high": 38, "n": 60,
    }  # fmt: skip


def test_a_bar_of_dots_is_as_long_as_its_dots_and_says_them(dots, labels, look):
    figure = dots_chart(dots, labels, look)
    assert [length for _, length, _ in bars(figure)] == [12, 4, 0]
    said = read(figure)
    assert "12" in said
    assert "11 mensen" in said
    assert "ieder evenveel" in said


def test_the_sentence_of_a_vote_never_names_a_winner_beside_what_everyone_gave_the_same(dots, labels):
    assert dots_words(dots, labels) == {"key": "chart.dots.says_alike", "items": "Privacy", "n": 11}


def test_values_in_a_vote_have_the_hue_of_their_principle(dots, labels, principles):
    frame = dots.head(1).rename(index={"n1": "privacy"})
    figure = dots_chart(frame, labels, Look(), principles)
    assert figure.data[1].marker.color[0] == principle_colour("mensenrechten", Look())


@pytest.mark.parametrize(
    ("totals", "key"), [([12, 4], "says"), ([5, 5], "says_level"), ([0, 0], "says_none")]
)
def test_the_sentence_of_a_vote_names_who_comes_first(dots, labels, totals, key):
    said = dots_words(dots.head(2).assign(dots=totals), labels)
    assert said["key"] == f"chart.dots.{key}"
    if key == "says_level":
        assert "Bord bij elke camera" in str(said["items"])
        assert "Bewaartijd" in str(said["items"])


def test_two_votes_stand_beside_each_other_hollow_before_and_filled_after(votes, labels, principles):
    figure = votes_chart(votes, labels, Look(), principles)
    marks = next(trace for trace in figure.data if trace.mode == "markers")
    drawn = [x for x, said in zip(marks.x, marks.hovertext, strict=True) if said]
    assert drawn == [21, 26, 12, 12, 9, 0]
    assert "eerst 8, daarna ieder evenveel" in read(figure)
    assert "eerst 21 stippen (14 mensen), daarna 26 (13 mensen)" in hovers(figure)[0]


@pytest.mark.parametrize(("rows", "key"), [([0, 1, 2], "says"), ([1], "says_same"), ([3], "says_none")])
def test_the_sentence_of_two_votes_names_what_changed_most(votes, labels, rows, key):
    said = votes_words(votes.iloc[rows], labels)
    assert said["key"] == f"chart.votes.{key}"
    if key == "says":
        assert (said["item"], said["before"], said["after"]) == ("Doelmatigheid", 9, 0)


def test_a_tension_stands_where_it_was_weighed_and_has_no_sign_but_words_until_then(
    tensions, labels, principles
):
    figure = tension_chart(tensions, labels, Look(), principles)
    marks = next(trace for trace in figure.data if trace.mode == "markers")
    assert list(marks.x) == [2, -1, 0], "the last one was not weighed: no sign of it, also not in the middle"
    words = [text for trace in figure.data if trace.mode == "text" for text in trace.text]
    assert words.count(labels.say("tension.open")) == 1
    assert (
        hovers(figure)[0]
        == "Privacy en Veiligheid in de samenleving: Veiligheid in de samenleving telt veel zwaarder"
    )


def test_a_tension_weighed_in_words_is_not_called_unweighed(tensions, labels, principles):
    worded = tensions.assign(is_weighed=True)
    said = read(tension_chart(worded, labels, Look(), principles))
    assert labels.say("tension.worded") in said
    assert labels.say("tension.open") not in said
    assert tension_words(worded, labels)["weighed"] == 4


@pytest.mark.parametrize("size", get_args(Size))
def test_the_name_of_a_value_is_broken_nowhere_in_the_tension_map(tensions, labels, principles, size):
    figure = tension_chart(tensions, labels, Look(size=size), principles)
    words = " ".join(text for trace in figure.data if trace.mode == "text" for text in trace.text).split()
    asked = {
        word
        for side in ("about", "against")
        for value in tensions[side]
        for word in labels.name(value).split()
    }
    assert asked <= set(words)


def test_the_sentence_of_the_tension_map_names_the_value_that_clashes_most(tensions, labels):
    assert tension_words(tensions, labels) == {
        "key": "chart.tension.says", "item": "Privacy", "count": 3, "total": 4, "weighed": 3,
    }  # fmt: skip


def numbered(figure) -> list[tuple[float, float]]:
    marks = next(trace for trace in figure.data if trace.mode == "markers")
    return [(x, y) for x, y, said in zip(marks.x, marks.y, marks.hovertext, strict=True) if said]


def test_an_idea_stands_at_its_necessity_and_one_in_the_same_place_beside_it(ideas, labels, look):
    figure = matrix_chart(ideas, labels, look)
    first, second, third = numbered(figure)
    assert first[0] == pytest.approx(4.4)
    assert third[0] == pytest.approx(2.1)
    assert second != first
    assert third[1] > first[1]  # less important, so lower


def test_ideas_that_stand_alone_are_not_moved(ideas, labels, look):
    apart = ideas.head(3).assign(necessity=[1.0, 3.0, 5.0], importance=[5.0, 3.0, 1.0])
    assert [x for x, _ in numbered(matrix_chart(apart, labels, look))] == pytest.approx([1.0, 3.0, 5.0])


def test_no_sign_covers_another_however_many_there_are():
    taken: list[tuple[float, float]] = []
    for _ in range(30):
        taken.append(_free_place((100.0, 100.0), taken, 30.0))
    assert all(dist(a, b) >= 30 - 1e-9 for i, a in enumerate(taken) for b in taken[i + 1 :])
    assert max(dist(place, (100.0, 100.0)) for place in taken) < 130


def test_a_banded_idea_is_not_placed(ideas, labels, look):
    assert len(numbered(matrix_chart(ideas, labels, look))) == 3


def test_ideas_are_named_where_there_is_room_beside_them_also_a_banded_one(ideas, labels, look):
    figure = matrix_chart(ideas, labels, look)
    assert ("noodzaak hoog, belang 4,0, 10 mensen" in read(figure)) == (look.size == "desktop")


def test_the_four_quarters_have_their_names(ideas, labels, look):
    said = read(matrix_chart(ideas, labels, look))
    for name in ("Nu doen", "Plannen", "Klein houden", "Later", "Noodzaak", "Belang"):
        assert name in said


def test_the_sentence_of_a_matrix_counts_what_to_do_now(ideas, labels):
    said = matrix_words(ideas, labels)
    assert (said["count"], said["total"], said["necessity"], said["n"]) == (3, 4, "4,4", 11)
    assert matrix_words(ideas.assign(quadrant=None), labels)["key"] == "chart.matrix.says_other"


def test_every_cell_has_its_number_and_every_team_its_n(cells, labels, look):
    figure = heatmap_chart(cells, labels, look)
    said = read(figure)
    for shown in ("4,6", "2,0", "3,9", "1,0", "10 tot 11 mensen", "9 mensen"):
        assert shown in said
    assert "Privacy" in said


def test_a_hidden_cell_is_hatched_with_a_sign_and_its_reason_stands_below(cells, labels, look):
    figure = heatmap_chart(cells, labels, look)
    (hidden,) = bars(figure, hatched=True)
    assert "Minder dan 5 mensen" in hidden[2]
    assert "a Minder dan 5 mensen gaven hier antwoord." in " ".join(read(figure).split())


def test_a_banded_cell_says_its_band_and_has_no_number(cells, labels, look):
    assert "4-5" in read(heatmap_chart(cells, labels, look))


def test_a_fuller_shade_is_a_higher_number(cells, labels):
    figure = heatmap_chart(cells, labels, Look())
    trace = next(trace for trace in figure.data if trace.type == "bar")
    shade = {said: colour for said, colour in zip(trace.hovertext, trace.marker.color, strict=True) if said}
    low, high = (next(colour for said, colour in shade.items() if mean in said) for mean in ("1,0", "4,6"))
    assert low == Look().palette.heat[0]
    assert high != low


def test_values_that_do_not_fit_go_on_in_a_next_block(labels, look):
    many = pd.DataFrame(
        [("t1", f"value {number}", 3.0, 9, None, None) for number in range(32)],
        columns=["team", "value", "measure", "n", "band", "reason"],
    )
    figure = heatmap_chart(many, labels, look)
    assert figure.layout.xaxis.range[1] < 32
    assert len(hovers(figure)) == 32
    assert read(figure).count("Team Straat") > 1


@pytest.mark.parametrize(("size", "room"), [("phone", 0), ("desktop", 1000)])
def test_as_many_values_as_fit_stand_beside_each_other_and_a_page_of_teams_stays_in_reach(labels, size, room):
    look = Look(size=size)
    cells = pd.DataFrame(
        [(f"team {team}", f"value {place}", 3.0, 9, None, None) for team in range(25) for place in range(fitting(look, room))],
        columns=["team", "value", "measure", "n", "band", "reason"],
    )  # fmt: skip
    figure = heatmap_chart(cells, labels, look, room=room)
    assert read(figure).count("team 24") == 1  # one block
    assert figure.layout.height < 3000


def test_the_sentence_of_a_heatmap_names_where_teams_differ_and_what_is_hidden(cells, labels):
    assert heatmap_words(cells, labels) == {
        "key": "chart.heatmap.says", "value": "Privacy", "low": "2,0", "high": "4,6", "hidden": 1, "total": 6,
    }  # fmt: skip


def test_statuses_follow_each_other_from_open_to_secured_and_dropped_is_hatched(counts, labels, look):
    figure = status_chart(counts, labels, look)
    first = [(start, length) for start, length, said in bars(figure) if said.startswith("Team Straat")]
    assert first == [(0, 4), (4, 2), (6, 2), (8, 5)]
    dropped = [(start, length) for start, length, said in bars(figure, hatched=True) if said]
    assert dropped == [(13, 3)]


def test_beside_a_bar_of_statuses_stands_how_many_agreements_not_people(counts, labels):
    said = read(status_chart(counts, labels, Look()))
    assert "16 afspraken" in said
    assert "1 afspraak " in f"{said} "
    assert "mensen" not in said


def test_a_status_that_does_not_occur_has_no_piece(counts, labels):
    said = [
        said for _, _, said in bars(status_chart(counts, labels, Look())) if said.startswith("Informatie")
    ]
    assert said == ["Informatievoorziening en Automatisering: 1 Open"]


def test_the_sentence_of_statuses_keeps_done_and_secured_apart(counts, labels):
    said = status_words(counts, labels)
    assert (said["total"], said["done"], said["secured"], said["open"]) == (17, 2, 5, 5)


def test_a_cell_that_clearly_differs_has_an_arrow_and_the_arrows_are_explained(cells, labels, look):
    verdicts = ["higher", "not_told_apart", None, None, None, "lower"]
    figure = heatmap_chart(cells.assign(verdict=verdicts), labels, look)
    said = read(figure)
    assert (said.count("↑"), said.count("↓")) == (2, 2)
    assert "duidelijk hoger of lager dan alle teams gemiddeld" in " ".join(said.split())
    assert "↑" not in read(heatmap_chart(cells, labels, look))


def test_teams_stand_in_the_order_that_is_asked_with_how_many_answered(cells, labels, look):
    said = read(heatmap_chart(cells, labels, look, answered={"t2": (9, 12), "t1": (11, 11)}))
    assert "(9 van 12)" in said and "(11 van 11)" in said
    assert said.index("(9 van 12)") < said.index("(11 van 11)")


def test_a_value_that_was_not_asked_has_a_dash(cells, labels, look):
    assert "–" in read(heatmap_chart(cells.iloc[1:], labels, look))


@pytest.mark.parametrize(
    ("chosen", "across", "rows"),
    [
        (("t1", "privacy"), [(0, 1)], 1),
        (("t2", ""), [(0, 3)], 1),  # the whole row
        (("", "privacy"), [(0, 1)], 2),  # the whole column
        (("t1", "not asked here"), [], 0),
        (("", ""), [], 0),
    ],
)
def test_what_was_chosen_has_a_frame_that_needs_no_colour(cells, labels, look, chosen, across, rows):
    figure = heatmap_chart(cells, labels, look, chosen=chosen)
    ground, ink = (
        [one for one in figure.layout.shapes if one.line.color == colour]
        for colour in (look.palette.ground, look.palette.ink)
    )
    assert [(round(one.x0), round(one.x1)) for one in ink] == across
    assert [one.line.width > two.line.width for one, two in zip(ground, ink, strict=True)] == [True] * len(
        across
    )
    low, high = figure.layout.xaxis.range
    for one in ink:
        assert low < one.x0 and one.x1 < high  # a line over the edge of the picture is half a line
        inside = {y for trace in figure.data if trace.type == "bar" for y in trace.y if one.y0 < y < one.y1}
        assert len(inside) == rows


def test_a_picture_of_teams_without_a_choice_is_as_it_was(cells, labels, look):
    assert heatmap_chart(cells, labels, look).layout.shapes == ()
