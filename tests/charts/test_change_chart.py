"""The chart of what changed: where signs and intervals stand, what is said beside them, and the answer in a sentence."""

from charts.change_chart import change_chart, is_rounded_apart, words
from charts.labels import HARD_SPACE
from charts.style import Look
from tests.charts.pictures import hovers, read


def drawn(figure) -> list[tuple[float, bool]]:
    """Where each sign of a value stands, and whether it is hollow."""
    marks = next(trace for trace in figure.data if trace.mode == "markers")
    ground = Look().palette.ground
    return [
        (x, fill == ground)
        for x, fill, said in zip(marks.x, marks.marker.color, marks.hovertext, strict=True)
        if said
    ]


def test_a_sign_stands_at_the_change_and_is_filled_only_when_it_is_clear(changes, labels, principles):
    figure = change_chart(changes, labels, Look(), principles)
    assert drawn(figure) == [(1.8, False), (-0.1, True), (-1.5, True)]
    assert hovers(figure)[0].replace(HARD_SPACE, " ") == "Privacy: 2,2 → 4,0 (+1,8), 20 mensen twee keer"


def test_an_interval_is_drawn_where_there_is_one(changes, labels, principles):
    figure = change_chart(changes, labels, Look(), principles)
    lines = next(trace for trace in figure.data if trace.mode == "lines")
    assert {0.9, 2.7, -1.2} <= set(lines.x) - {None}
    assert "marge" in read(figure)
    few = change_chart(changes.iloc[[2]], labels, Look(), principles)
    assert "marge" not in read(few)
    assert "9 en 13 mensen" in read(few)


def test_values_with_an_agreement_stand_apart_from_those_without(changes, labels, principles):
    said = read(change_chart(changes, labels, Look(), principles))
    assert said.index("Met een afspraak") < said.index("Privacy") < said.index("Zonder afspraak")
    assert "Zonder afspraak" not in read(
        change_chart(changes.assign(has_agreement=None), labels, Look(), principles)
    )


def test_what_can_not_be_shown_is_said_in_words(changes, labels, principles):
    said = read(change_chart(changes, labels, Look(), principles))
    assert "eerst 1,8, daarna hoog" in said
    assert "te weinig mensen gaven een score" in said


def test_the_answer_names_what_is_clearly_different_and_says_when_nothing_can_be_said(changes, labels):
    assert words(changes, labels) == {
        "key": "chart.change.says_one", "values": "Privacy (+1,8)", "clear": 1, "total": 5,
        "rest": " Bij 1 van de 5 geven wij geen marge: met minder dan 10 mensen kan elk verschil toeval zijn."
        " Bij 2 van de 5 kunnen wij geen verschil tonen; het beeld zegt waarom.",
    }  # fmt: skip
    both = words(changes.assign(verdict="clearly_different"), labels)
    assert (both["key"], both["clear"]) == ("chart.change.says", 3)
    unclear = words(changes.iloc[[1]], labels)
    assert (unclear["key"], unclear["total"], unclear["rest"]) == ("chart.change.says_unclear", 1, "")
    few = words(changes.iloc[[2]], labels)
    assert few == {
        "key": "chart.change.says_few", "value": "Veiligheid in de samenleving", "change": "−1,5", "before_n": 9, "after_n": 13,
    }  # fmt: skip
    assert words(changes.tail(2), labels)["key"] == "chart.change.says_none"


def test_what_is_called_the_largest_is_the_largest_of_the_picture_and_its_rows_are_counted(changes, labels):
    told = words(changes.iloc[[1, 2]], labels)
    assert (told["key"], told["value"], told["change"]) == (
        "chart.change.says_unclear", "Veiligheid in de samenleving", "−1,5",
    )  # fmt: skip
    assert told["total"] == 2
    assert "Bij 1 van de 2 geven wij geen marge" in str(told["rest"])


def test_a_change_that_is_not_what_the_written_numbers_give_is_found_but_not_of_people_who_answered_twice(
    changes,
):
    assert not is_rounded_apart(changes)
    assert is_rounded_apart(changes.assign(before=0.54, after=0.46, change=-0.08).iloc[[1]])
    assert not is_rounded_apart(changes.assign(before=0.54, after=0.46, change=-0.08).iloc[[0]])
