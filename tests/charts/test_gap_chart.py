"""The gap chart shows what the frame says."""

import pytest

from charts.gap_chart import gap_chart, is_rounded_apart, words
from charts.style import Look, principle_colour
from tests.charts.pictures import boxes, hovers, read


def signs(figure):
    """The signs of the chart by place: (x, symbol, is hollow, colour of its edge)."""
    marks = next(trace for trace in figure.data if trace.mode == "markers")
    ground = Look().palette.ground
    return [
        (x, symbol, fill == ground, edge)
        for x, symbol, fill, edge, said in zip(
            marks.x,
            marks.marker.symbol,
            marks.marker.color,
            marks.marker.line.color,
            marks.hovertext,
            strict=True,
        )
        if said
    ]


def test_now_is_hollow_and_importance_is_filled_in_the_sign_and_hue_of_the_foundation(
    gaps, labels, principles
):
    drawn = signs(gap_chart(gaps, labels, Look(), principles))
    hue = principle_colour("verantwoordelijkheid", Look())
    assert drawn[:2] == [(1.4, "diamond", True, hue), (4.9, "diamond", False, hue)]
    assert [place for place, *_ in drawn] == [1.4, 4.9, 3.0, 3.62, 4.3, 4.1]


def test_every_value_has_its_numbers_and_its_n_in_sight(gaps, labels, look, principles):
    said = read(gap_chart(gaps, labels, look, principles))
    for shown in ("1,4", "4,9", "3,6", "3,0", "4,3", "4,1"):
        assert shown in said
    for n in (7, 10, 11):
        assert str(n) in said
    assert "3,5" in said
    assert "\u22120,2" in said


def test_a_banded_value_is_said_in_words_and_has_no_sign(gaps, labels, look, principles):
    figure = gap_chart(gaps, labels, look, principles)
    assert "belang hoog, nu 1,7" in read(figure)
    assert not any("Privacy" in said for said in hovers(figure))


def test_values_stand_in_the_order_of_the_frame(gaps, labels, principles):
    tops = {
        box.text.strip("\u00a0"): box.top
        for box in boxes(gap_chart(gaps, labels, Look(), principles), Look())
    }
    assert tops["Privacy"] > tops["eindverantwoordelijkheid"]
    assert tops["Doelmatigheid"] == max(
        tops[name] for name in ("eindverantwoordelijkheid", "Privacy", "Doelmatigheid")
    )


def test_grouped_values_stand_under_their_foundation(gaps, labels, look, principles):
    tops = {
        box.text.strip("\u00a0").split(",")[0]: box.top
        for box in boxes(gap_chart(gaps, labels, look, principles, grouped=True), look)
    }
    order = ["Democratie", "Rechtsstaat", "Privacy", "Bestuurskracht", "Doelmatigheid"]
    assert [tops[name] for name in order] == sorted(tops[name] for name in order)


def test_a_value_without_a_principle_is_drawn_all_the_same(gaps, labels):
    assert {sign for _, sign, _, _ in signs(gap_chart(gaps, labels, Look(), {}))} == {"circle"}
    assert len(signs(gap_chart(gaps, labels, Look(), {}, grouped=True))) == 6


def test_height_follows_the_number_of_values(gaps, labels, look, principles):
    whole, part = (gap_chart(frame, labels, look, principles).layout.height for frame in (gaps, gaps.head(2)))
    assert whole > part


def test_the_sentence_names_the_largest_known_gap(gaps, labels):
    assert words(gaps, labels) == {
        "key": "chart.gap.says", "value": "Menselijke eindverantwoordelijkheid", "gap": "3,5",
        "importance": "4,9", "current": "1,4", "n": 7,
    }  # fmt: skip


def test_the_sentence_names_all_that_share_the_largest_gap(gaps, labels):
    gaps.loc[["veiligheid", "doelmatigheid"], "gap"] = 3.52
    assert words(gaps.drop(index="veiligheid"), labels) == {
        "key": "chart.gap.says_tied", "values": "Menselijke eindverantwoordelijkheid, Doelmatigheid", "gap": "3,5", "n": "7–11",
    }  # fmt: skip
    assert words(gaps.assign(gap=3.5, n=7), labels)["key"] == "chart.gap.says", "of many one is enough"


@pytest.mark.parametrize(
    ("measure", "values", "amount", "n"),
    [("importance", "Menselijke eindverantwoordelijkheid", "4,9", "7"), ("current", "Menselijke eindverantwoordelijkheid, Privacy", "1,4", "7–10")],
)  # fmt: skip
def test_the_sentence_is_about_what_was_asked_for(gaps, labels, measure, values, amount, n):
    gaps.loc["privacy", "current"] = 1.42
    assert words(gaps, labels, measure) == {
        "key": f"chart.gap.says_{measure}", "values": values, "amount": amount, "n": n,
    }  # fmt: skip
    assert words(gaps.head(0), labels, measure) == {"key": "chart.gap.says_none"}


def test_a_gap_that_is_not_what_the_written_means_give_is_found(gaps):
    assert not is_rounded_apart(gaps.drop(index="veiligheid"))
    assert is_rounded_apart(gaps.assign(importance=3.64, current=2.27, gap=1.37)), (
        "3.6 less 2.3 is written as 1.4"
    )


@pytest.mark.parametrize(("rows", "key"), [(slice(3, 4), "says_no_gap"), (slice(1, 2), "says_none")])
def test_the_sentence_is_honest_where_there_is_no_gap(gaps, labels, rows, key):
    assert words(gaps.iloc[rows], labels)["key"] == f"chart.gap.{key}"


def test_intervals_are_lines_above_and_below_the_signs_of_ten_people_or_more(
    gaps, gaps_with_margins, labels, principles
):
    def drawn(frame):
        figure = gap_chart(frame, labels, Look(), principles)
        return {
            round(float(x), 2)
            for trace in figure.data
            if trace.mode == "lines"
            for x in trace.x
            if x is not None
        }

    ends = {3.1, 4.2, 2.5, 3.5, 3.4, 4.7, 3.7, 4.8}
    assert ends <= drawn(gaps_with_margins) and not ends & drawn(gaps)
    assert "marge" in read(gap_chart(gaps_with_margins, labels, Look(), principles))
    assert "marge" not in read(gap_chart(gaps, labels, Look(), principles))


def test_on_a_phone_a_long_word_has_the_whole_width_beneath_the_number_of_people(gaps, labels, principles):
    phone, crowd = Look(size="phone"), gaps.assign(n=1000)
    found = [box for box in boxes(gap_chart(crowd, labels, phone, principles), phone) if box.text]
    places = {box.text.strip("\u00a0").split(",")[0]: box for box in reversed(found)}
    assert places["Menselijke"].top < places["eindverantwoordelijkheid"].top
    assert (
        places["Menselijke"].right
        < places["1.000\u00a0mensen"].left
        < places["eindverantwoordelijkheid"].right
    )
