"""Showing a published figure: a sentence that says what is to be seen, the picture, and a table with the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.anonymity import TOO_FEW_CHANGED
from analytics.gaps import value_gaps, with_margins
from analytics.ranking import MOST_UNKNOWN, level_around, top_firmness, top_five, w_in_words
from analytics.voting import dot_totals, votes_compared
from charts.dots_chart import dots_chart
from charts.dots_chart import words as dots_words
from charts.gap_chart import gap_chart, has_margins, is_rounded_apart
from charts.gap_chart import words as gap_words
from charts.labels import Labels
from charts.sheet import Figure
from charts.style import Look, Size, config
from charts.votes_chart import votes_chart
from charts.votes_chart import words as votes_words
from domain.content import Framework
from domain.workshops import Workshop
from reads.outcome import Outcome
from storage.content import the_content
from ui import visit
from ui.texts import framework, in_words, number, plain, say
from ui.width import chart_size

_TOLD_UNKNOWN = 0.05  # from this share of "don't know" on it is said beside how far people agree


def look(size: Size | None = None) -> Look:
    """How charts are drawn in this visit: on its ground, and in the form that fits its screen.

    What is drawn for the projector is drawn for the screen at hand when it is read elsewhere.
    """
    if size == "projector" and not visit.is_at("projector"):
        size = None
    return Look(dark=st.context.theme.type == "dark", size=size or chart_size())


def labels(names: Mapping[str, str]) -> Labels:
    """The words of the charts in this language, with the names of items."""
    texts = {
        key: words[visit.language()] for key, words in the_content().texts.items() if key.startswith("chart.")
    }
    return Labels(texts, names)


def value_labels(values: Framework, more: Mapping[str, str] = MappingProxyType({})) -> Labels:
    """The words of the charts with the names of values, principles and foundations, and `more` names."""
    parts = (*values.values, *values.principles, *values.foundations)
    return labels({part.id: in_words(part.name) for part in parts} | dict(more))


def principles_of(values: Framework) -> dict[str, str]:
    """The principle of each value: what gives it its hue."""
    return {value.id: value.principle for value in values.values}


def show(
    figure: Figure,
    table: pd.DataFrame,
    says: str,
    key: str,
    beneath: str = "",
    *,
    alt: str = "",
    answered: DeltaGenerator | None = None,
) -> None:
    """The sentence, the picture with its alternative, and the table behind a click, with what stands `beneath` it.

    alt       what is to be seen, where the sentence does not say it
    answered  the place on top of the page for the sentence, where it is the answer to the question there
    """
    if answered:
        answered.markdown(f"**{plain(says)}**")
    else:
        st.markdown(plain(says))
    st.plotly_chart(figure, key=key, theme=None, config=config(visit.language()), alt=alt or says)
    with st.expander(say("figure.table")):
        show_table(table)
        if beneath:
            st.caption(beneath)


def show_to_pick(
    figure: Figure, table: pd.DataFrame, says: str, key: str, take: Callable[[Sequence[str]], None]
) -> None:
    """The same, and `take` gets what is clicked in the picture: the ids of what a bar stands for; the picture stays as it is."""
    st.markdown(plain(says))
    st.plotly_chart(figure, key=key, theme=None, config=config(visit.language()), alt=says,
                    on_select=lambda: take(_clicked(key)), selection_mode="points")  # fmt: skip
    with st.expander(say("figure.table")):
        show_table(table)


def _clicked(key: str) -> list[str]:
    """The ids of the bar that was clicked; none when it was let go."""
    points: list[dict[str, Any]] = visit.held(key)["selection"]["points"]
    return [str(one) for one in points[0].get("customdata") or ()] if points else []


def show_table(table: pd.DataFrame) -> None:
    """Rows and columns under their headings. What is wider than the screen scrolls in its frame, also with the keyboard."""
    with pd.option_context("display.max_colwidth", None):  # nothing is cut off
        drawn = table.rename_axis(index=None, columns=None).to_html(border=0, justify="unset")
    st.html(
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(say("figure.table"))}">{drawn}</div>'
    )


def show_values(
    workshop: Workshop,
    outcome: Outcome,
    key: str,
    size: Size | None = None,
    most: int | None = None,
    always: Collection[str] = (),
) -> None:
    """The result of a value survey: importance beside current practice, with the number of people and how they agree.

    most     only so many values, those with the largest gap, and without the words on the group as a whole
    always   values that are among them, however small their gap
    """
    people_line(outcome)
    show_gaps(outcome.shown, framework(workshop), key, size, most, always, _w_line(outcome))
    if most is None:
        _agreement_line(outcome)
        _top_line(workshop, outcome)
    _hidden_lines(outcome, framework(workshop))


def show_gaps(
    shown: pd.DataFrame,
    values: Framework,
    key: str,
    size: Size | None = None,
    most: int | None = None,
    always: Collection[str] = (),
    beneath: str = "",
    answered: Callable[[Iterable[str]], list[str]] | None = None,
    measure: str = "gap",
) -> None:
    """Importance beside current practice for each value; with intervals, but on the big screen.

    measure   what the sentence and the order are about: the largest gap first, the most important or the least well guarded
    answered  what the table says of these values about how many people answered; [] where nothing is known
    """
    gaps = value_gaps(shown)
    if measure != "gap":
        gaps = gaps.sort_values(measure, ascending=measure == "current", kind="stable")
    gaps = _first(gaps, most, always)
    if size is None and most is None:
        gaps = with_margins(gaps, shown)
    words = value_labels(values)
    picture = gap_chart(gaps, words, look(size), principles_of(values))
    table = gap_table(gaps, words)
    if cells := answered(gaps.index) if answered else []:
        table.insert(0, say("comparison.answered"), cells)
    show(picture, table, said(gap_words(gaps, words, measure)), key, beneath)
    if gaps[["importance_band", "current_band"]].notna().any(axis=None):
        st.caption(say("figure.bands"))
    _rounded_line(gaps)
    margins_line(gaps)


def show_dots(
    workshop: Workshop, outcome: Outcome, key: str, size: Size | None = None, most: int | None = None
) -> None:
    """The result of the dot vote."""
    people_line(outcome)
    totals = _first(dot_totals(outcome.shown), most)
    words = value_labels(framework(workshop))
    principles = principles_of(framework(workshop))
    table = pd.DataFrame(
        {say("figure.dots"): [_dots(dots) for dots in totals["dots"]]},
        index=[words.name(item) for item in totals.index],
    )
    show(dots_chart(totals, words, look(size), principles), table, said(dots_words(totals, words)), key)
    if totals["band"].notna().any():
        st.caption(say("figure.bands_dots"))


def show_votes(
    workshop: Workshop,
    votes: Sequence[Outcome],
    key: str,
    size: Size | None = None,
    most: int | None = None,
) -> None:
    """The result of the dot vote; of a vote that was held again the first and the last beside each other."""
    if len(votes) == 1:
        show_dots(workshop, votes[0], key, size, most)
        return
    compared = _first(votes_compared(votes[0].shown, votes[-1].shown), most)
    words = value_labels(framework(workshop))
    st.caption(say("figure.votes_apart", k=votes[-1].publication.smallest_group))
    show(
        votes_chart(compared, words, look(size), principles_of(framework(workshop))),
        _votes_table(compared, words),
        said(votes_words(compared, words)),
        key,
    )
    if (compared[["before_band", "after_band"]].notna()).any(axis=None):
        st.caption(say("figure.bands_dots"))


def _first(rows: pd.DataFrame, most: int | None, always: Collection[str] = ()) -> pd.DataFrame:
    """The first rows with those of `always` among them, in their order; and a line that says so where there are more."""
    if most is None or len(rows) <= most:
        return rows
    st.caption(say("figure.first", n=most, total=len(rows)))
    is_asked = rows.index.isin(list(always))
    others = rows.index[~is_asked][: max(0, most - is_asked.sum())]
    return rows[is_asked | rows.index.isin(others)]


def _votes_table(votes: pd.DataFrame, words: Labels) -> pd.DataFrame:
    columns = {
        say("figure.dots_before"): [_dots(dots) for dots in votes["before"]],
        say("figure.n_before"): [str(n) for n in votes["before_n"]],
        say("figure.dots_after"): [_dots(dots) for dots in votes["after"]],
        say("figure.n_after"): [str(n) for n in votes["after_n"]],
    }
    return pd.DataFrame(columns, index=[words.name(value) for value in votes.index])


def _hidden_lines(outcome: Outcome, values: Framework) -> None:
    """Which values are left out of the picture and why: one line for each reason."""
    names, seen = value_labels(values), value_gaps(outcome.shown).index
    left_out = {item: why for item, why in outcome.reasons.items() if item not in seen}
    for reason in dict.fromkeys(left_out.values()):
        told = [names.name(item) for item, why in left_out.items() if why == reason]
        k = outcome.publication.smallest_group
        st.caption(say(f"figure.left_out_{reason}", values=", ".join(told), k=k))


def people_line(outcome: Outcome) -> None:
    """How many people the figure is about, of how many expected."""
    facts = outcome.publication
    st.caption(say("figure.people", n=facts.people, expected=facts.expected))


def _agreement_line(outcome: Outcome) -> None:
    """How far the group agrees on the order of values, in words."""
    w, unknown = outcome.publication.kendalls_w, outcome.publication.dont_know_share
    if w is None:
        st.caption(say("figure.no_w", k=outcome.publication.smallest_group))
    elif unknown > MOST_UNKNOWN:
        share, most = (round(100 * part) for part in (unknown, MOST_UNKNOWN))
        st.caption(say("figure.unknown_w", share=share, most=most))
    else:
        st.markdown(say(f"figure.w_{w_in_words(w)}"))
        if unknown >= _TOLD_UNKNOWN:
            st.caption(say("figure.dont_know", share=round(100 * unknown)))


def _w_line(outcome: Outcome) -> str:
    """The coefficient behind these words, for who looks at the numbers."""
    w, unknown = outcome.publication.kendalls_w, outcome.publication.dont_know_share
    return "" if w is None or unknown > MOST_UNKNOWN else say("figure.w", w=number(w, 2))


def _top_line(workshop: Workshop, outcome: Outcome) -> None:
    """The group's own top five, and how firm it is: how many of them stay whoever else would have come."""
    firm = top_firmness(outcome.shown) if (outcome.shown["dimension"] == "top").any() else None
    if firm is None:
        is_held = TOO_FEW_CHANGED in outcome.every["hidden"][outcome.every["dimension"] == "top"].tolist()
        why = "figure.no_top_too_few_changed" if is_held else "figure.no_top"
        st.caption(say(why, k=outcome.publication.smallest_group))
    elif firm.size:
        words = value_labels(framework(workshop))
        ranked = top_five(outcome.shown)["points"]
        st.markdown(say("figure.top", values=", ".join(map(words.name, ranked.head(firm.size).index))))
        if level := level_around(ranked, firm.size):
            st.markdown(say("figure.top_level", values=", ".join(map(words.name, level))))
        st.markdown(say("figure.firm", n=firm.stay, stay=firm.stay, size=firm.size))


def margins_line(gaps: pd.DataFrame) -> None:
    """What the thin lines say, where there are any."""
    if has_margins(gaps):
        st.caption(say("figure.margins"))


def _rounded_line(gaps: pd.DataFrame) -> None:
    """Why a gap is not what the two numbers beside it give, where that can be seen."""
    if is_rounded_apart(gaps):
        st.caption(say("figure.rounded"))


def gap_table(gaps: pd.DataFrame, words: Labels) -> pd.DataFrame:
    columns = {
        say("figure.importance"): [_mean(row.importance, row.importance_band) for row in gaps.itertuples()],
        say("figure.current"): [_mean(row.current, row.current_band) for row in gaps.itertuples()],
        say("figure.gap"): [number(gap) if pd.notna(gap) else "–" for gap in gaps["gap"]],
        say("figure.n"): [number(n, 0) for n in gaps["n"]],
    }
    if has_margins(gaps):
        rows = gaps.to_dict("records")
        columns[say("figure.margin_importance")] = [_margin(row, "importance") for row in rows]
        columns[say("figure.margin_current")] = [_margin(row, "current") for row in rows]
    return pd.DataFrame(columns, index=[words.name(value) for value in gaps.index])


def _margin(row: Mapping[Any, Any], side: str) -> str:
    ends = {end: row[f"{side}_{end}"] for end in ("low", "high")}
    if pd.isna(ends["low"]):
        return "–"
    return say("change.from_to_number", **{end: number(one) for end, one in ends.items()})


def _mean(mean: float, band: object) -> str:
    return number(mean) if pd.notna(mean) else say(f"chart.band.{band}")


def _dots(dots: float) -> str:
    return str(int(dots)) if pd.notna(dots) else say("chart.dots.alike")


def said(words: Mapping[str, object]) -> str:
    """The sentence of a chart, from the key and the facts that the chart gives."""
    facts = dict(words)
    return say(str(facts.pop("key")), **facts)
