"""What holds for every chart, at every size, on both grounds and in both languages."""

from collections.abc import Callable
from html.parser import HTMLParser

import plotly.graph_objects as go
import pytest

from analytics.sides import over_teams
from charts import (
    beside_chart,
    change_chart,
    dots_chart,
    gap_chart,
    heatmap_chart,
    matrix_chart,
    places_chart,
    sides_chart,
    spread_chart,
    status_chart,
    tension_chart,
    votes_chart,
)
from charts import distribution_chart as distribution
from charts.labels import Labels
from charts.style import Look
from tests.charts.conftest import texts
from tests.charts.pictures import boxes, hovers, overlapping, read

SCALE = ["Helemaal niet belangrijk", "Niet belangrijk", "Neutraal", "Belangrijk", "Heel erg belangrijk"]
SMALLEST = {"phone": 16, "desktop": 15, "projector": 24}
CHARTS = [
    "gap",
    "gap_grouped",
    "gap_with_margins",
    "distribution",
    "dots",
    "matrix",
    "heatmap",
    "status",
    "spread",
    "beside",
    "votes",
    "tension",
    "places",
    "change",
    "sides",
]

Draw = Callable[[str, Labels, Look], go.Figure]


@pytest.fixture
def draw(
    gaps,
    gaps_with_margins,
    figures,
    dots,
    ideas,
    cells,
    counts,
    spread,
    beside,
    votes,
    tensions,
    places,
    changes,
    sides,
    principles,
) -> Draw:
    makers = {
        "gap": lambda labels, look: gap_chart.gap_chart(gaps, labels, look, principles),
        "gap_grouped": lambda labels, look: gap_chart.gap_chart(gaps, labels, look, principles, grouped=True),
        "gap_with_margins": lambda labels, look: gap_chart.gap_chart(
            gaps_with_margins, labels, look, principles
        ),
        "distribution": lambda labels, look: distribution.distribution_chart(figures, labels, look, SCALE),
        "dots": lambda labels, look: dots_chart.dots_chart(dots, labels, look),
        "matrix": lambda labels, look: matrix_chart.matrix_chart(ideas, labels, look),
        "heatmap": lambda labels, look: heatmap_chart.heatmap_chart(
            cells, labels, look, principles=principles
        ),
        "status": lambda labels, look: status_chart.status_chart(counts, labels, look),
        "spread": lambda labels, look: spread_chart.spread_chart(spread, labels, look, principles),
        "beside": lambda labels, look: beside_chart.beside_chart(beside, labels, look, principles),
        "votes": lambda labels, look: votes_chart.votes_chart(votes, labels, look, principles),
        "places": lambda labels, look: places_chart.places_chart(
            places, labels, look, principles, ("Openbare Ruimte en Handhaving", "Gemeente Duinstad")
        ),
        "tension": lambda labels, look: tension_chart.tension_chart(tensions, labels, look, principles),
        "change": lambda labels, look: change_chart.change_chart(changes, labels, look, principles),
        "sides": lambda labels, look: sides_chart.sides_chart(*sides, labels, look),
    }
    return lambda name, labels, look: makers[name](labels, look)


@pytest.mark.parametrize("name", CHARTS)
def test_no_word_is_clipped(draw, name, words_of, language, look):
    figure = draw(name, words_of(language), look)
    for box in boxes(figure, look):
        assert box.left >= -1, box
        assert box.right <= look.measures.width + 1, box
        assert box.top >= -1, box
        assert box.bottom <= figure.layout.height + 1, box


@pytest.mark.parametrize("name", CHARTS)
def test_no_word_covers_another(draw, name, words_of, language, look):
    assert overlapping(boxes(draw(name, words_of(language), look), look)) == []


@pytest.mark.parametrize("name", CHARTS)
def test_every_word_can_be_read_at_its_distance(draw, name, labels, look):
    assert min(box.size for box in boxes(draw(name, labels, look), look)) >= SMALLEST[look.size]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_lies_on_the_page_and_leaves_scrolling_to_it(draw, name, labels, look):
    layout = draw(name, labels, look).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.dragmode is False
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.width is None


@pytest.mark.parametrize("name", ["dots", "matrix"])
def test_what_people_wrote_is_shown_as_they_wrote_it(draw, name, labels, look):
    figure = draw(name, labels, look)
    assert ("<b>terug</b>" in read(figure)) == (name == "dots" or look.size == "desktop")
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append(tag)  # type: ignore[method-assign]
    for trace in figure.data:
        for text in [*(trace.text or ()), *hovers(figure)]:
            parser.feed(text)
    assert tags == []


def test_both_languages_have_the_same_keys_and_the_same_places_to_fill_in():
    dutch, english = texts("nl"), texts("en")
    assert dutch.keys() == english.keys()
    for key, text in dutch.items():
        assert _places(text) == _places(english[key]), key


def _places(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_every_sentence_can_be_filled_in(
    gaps, figures, dots, ideas, cells, counts, spread, beside, votes, tensions, places, changes, sides, labels
):
    said = [
        gap_chart.words(gaps, labels),
        gap_chart.words(gaps.assign(gap=1.0).head(2), labels),
        gap_chart.words(gaps.tail(1), labels),
        gap_chart.words(gaps.head(0), labels),
        *(gap_chart.words(gaps, labels, side) for side in ("importance", "current")),
        distribution.words(figures, labels),
        distribution.words(figures.iloc[[2]], labels),
        dots_chart.words(dots, labels),
        dots_chart.words(dots.head(2), labels),
        dots_chart.words(dots.assign(dots=3.0), labels),
        dots_chart.words(dots.assign(dots=0.0), labels),
        dots_chart.words(dots.tail(1), labels),
        matrix_chart.words(ideas, labels),
        matrix_chart.words(ideas.assign(quadrant="plan"), labels),
        matrix_chart.words(ideas.head(0), labels),
        heatmap_chart.words(cells, labels),
        heatmap_chart.words(cells.head(2), labels),
        heatmap_chart.words(cells.head(1), labels),
        heatmap_chart.words(cells.iloc[[0, 3]], labels),
        status_chart.words(counts, labels),
        status_chart.words(counts.head(0), labels),
        spread_chart.words(spread, labels),
        spread_chart.words(spread.head(1), labels),
        spread_chart.words(spread.head(0), labels),
        *(
            beside_chart.words({**beside.reset_index().iloc[0], "side": side}, labels)
            for side in ("importance", "current")
        ),
        beside_chart.words(None, labels),
        votes_chart.words(votes, labels),
        votes_chart.words(votes.iloc[[1]], labels),
        votes_chart.words(votes.head(0), labels),
        tension_chart.words(tensions, labels),
        tension_chart.words(tensions.head(1), labels),
        tension_chart.words(tensions.head(0), labels),
        *(
            places_chart.words(places.loc[values], labels, ("Handhaving", "Duinstad"))
            for values in (["privacy"], ["inclusie"], ["eindverantwoordelijkheid"], ["veiligheid"])
        ),
        places_chart.words(places.assign(verdict="whole"), labels, ("Handhaving", "Duinstad")),
        *(
            sides_chart.words(over_teams(some), labels)
            for some in (sides[0], sides[0].assign(difference=[-1.0, 1.0, 0, 0, 0, 0, 0.1]), sides[0].head(2))
        ),
        change_chart.words(changes, labels),
        change_chart.words(changes.assign(verdict="clearly_different"), labels),
        change_chart.words(changes.iloc[[1]], labels),
        change_chart.words(changes.iloc[[2]], labels),
        change_chart.words(changes.tail(1), labels),
    ]
    keys = {str(facts["key"]) for facts in said}
    assert keys == {key for key in labels.texts if ".says" in key}
    for facts in said:
        sentence = labels.texts[str(facts["key"])].format(**facts)
        assert sentence.endswith(".")
        assert "nan" not in sentence


@pytest.mark.parametrize(
    "name",
    ["gap", "dots", "heatmap", "status", "matrix", "distribution", "spread", "beside", "votes", "change"],
)
def test_an_empty_frame_gives_an_empty_chart(
    name,
    gaps,
    figures,
    dots,
    ideas,
    cells,
    counts,
    spread,
    beside,
    votes,
    tensions,
    changes,
    principles,
    labels,
    look,
):
    makers = {
        "gap": lambda: gap_chart.gap_chart(gaps.head(0), labels, look, principles),
        "distribution": lambda: distribution.distribution_chart(figures.head(0), labels, look, SCALE),
        "dots": lambda: dots_chart.dots_chart(dots.head(0), labels, look),
        "matrix": lambda: matrix_chart.matrix_chart(ideas.head(0), labels, look),
        "heatmap": lambda: heatmap_chart.heatmap_chart(cells.head(0), labels, look),
        "status": lambda: status_chart.status_chart(counts.head(0), labels, look),
        "spread": lambda: spread_chart.spread_chart(spread.head(0), labels, look),
        "beside": lambda: beside_chart.beside_chart(beside.head(0), labels, look, principles),
        "votes": lambda: votes_chart.votes_chart(votes.head(0), labels, look, principles),
        "tension": lambda: tension_chart.tension_chart(tensions.head(0), labels, look, principles),
        "change": lambda: change_chart.change_chart(changes.head(0), labels, look, principles),
    }
    assert hovers(makers[name]()) == ([] if name != "distribution" else SCALE)
