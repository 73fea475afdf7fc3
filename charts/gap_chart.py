"""How far practice lags behind importance: per value a hollow sign for now, a filled one for importance."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import starmap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import HARD_SPACE, Labels, text_width
from charts.rows import place_row
from charts.sheet import GAP, Align, Entry, Sheet
from charts.style import (
    FOUNDATIONS,
    Look,
    foundation_colour,
    foundation_of,
    foundation_sign,
    principle_colour,
)
from domain import texts
from domain.texts import rounded

Row = Mapping[Any, Any]
SCORES = (1, 2, 3, 4, 5)
MOST_NAMED = 3  # values that share the largest gap
SAYS = {"importance": "chart.gap.says_importance", "current": "chart.gap.says_current"}


def gap_chart(
    gaps: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str], grouped: bool = False
) -> go.Figure:
    """The values in the order of the frame, which is the largest gap first.

    gaps         index value: importance, current, gap, n, importance_band, current_band; where intervals are to be seen
                 importance_low, importance_high, current_low, current_high
    principles   the principle of each value, for hue and sign
    grouped      puts the values under their foundations, each still in the order of the frame
    """
    sheet = _sheet(gaps, labels, look)
    bottom = _head(sheet, gaps, labels, principles, grouped)
    rows = gaps.to_dict("index")
    for foundation, values in _groups(gaps, principles, grouped):
        if foundation:
            bottom = _heading(sheet, bottom, labels.name(foundation), foundation)
        for value in values:
            bottom = _row(sheet, bottom, value, rows[value], labels, principles.get(value, ""))
    return sheet.figure(bottom + look.measures.space / 2)


def words(gaps: pd.DataFrame, labels: Labels, measure: str = "gap") -> dict[str, str | int]:
    """What is to be seen: the key of a sentence, and what it is filled with; of the gap, of importance or of practice."""
    if measure != "gap":
        return _words_of_side(gaps.dropna(subset=[measure]), labels, measure)
    known = gaps.dropna(subset=["gap"])
    if known.empty:
        return {"key": "chart.gap.says_none"}
    first = known.iloc[known["gap"].to_numpy().argmax()]
    if first["gap"] <= 0:
        return {"key": "chart.gap.says_no_gap", "count": len(known)}
    tied = known[known["gap"].map(rounded) == rounded(first["gap"])]
    if 1 < len(tied) <= MOST_NAMED:
        return {
            "key": "chart.gap.says_tied",
            "values": ", ".join(labels.name(value) for value in tied.index),
            "gap": labels.number(first["gap"]),
            "n": _from_to(tied["n"], labels),
        }
    return {
        "key": "chart.gap.says",
        "value": labels.name(first.name),
        "gap": labels.number(first["gap"]),
        "importance": labels.number(first["importance"]),
        "current": labels.number(first["current"]),
        "n": int(first["n"]),
    }


def _words_of_side(known: pd.DataFrame, labels: Labels, measure: str) -> dict[str, str | int]:
    """The values that are most important, or guarded least well now."""
    if known.empty:
        return {"key": "chart.gap.says_none"}
    best = known[measure].min() if measure == "current" else known[measure].max()
    tied = known[known[measure].map(rounded) == rounded(best)].head(MOST_NAMED)
    return {
        "key": SAYS[measure],
        "values": ", ".join(labels.name(value) for value in tied.index),
        "amount": labels.number(best),
        "n": _from_to(tied["n"], labels),
    }


def _from_to(people: pd.Series, labels: Labels) -> str:
    """One number of people, or the lowest and the highest."""
    return "–".join(labels.number(n, 0) for n in sorted({int(people.min()), int(people.max())}))


def has_margins(gaps: pd.DataFrame) -> bool:
    """Whether there is an interval to be seen."""
    return "current_low" in gaps and bool(gaps[["current_low", "importance_low"]].notna().any(axis=None))


def is_rounded_apart(gaps: pd.DataFrame) -> bool:
    """Whether a gap as it is written differs from the two means as they are written: each is rounded by itself."""
    return any(
        starmap(texts.is_rounded_apart, gaps[["importance", "current", "gap"]].itertuples(index=False))
    )


def _sheet(gaps: pd.DataFrame, labels: Labels, look: Look) -> Sheet:
    measures = look.measures
    if not measures.name_width:
        return Sheet(look, 0.3, 5.7)
    columns = _columns(labels, look)
    return Sheet(look, 0.6, 5.4, left=measures.name_width, beside=sum(columns))


def _columns(labels: Labels, look: Look) -> tuple[float, float]:
    """How wide the columns for the gap and for n are."""
    measures = look.measures
    gap, people = (
        max(text_width(labels.say(key), measures.small), text_width("000", measures.text)) + measures.text
        for key in ("gap.gap", "n")
    )
    return gap, people


def _groups(
    gaps: pd.DataFrame, principles: Mapping[str, str], grouped: bool
) -> list[tuple[str | None, Sequence[str]]]:
    values = list(gaps.index)
    if not grouped:
        return [(None, values)]
    members: dict[str | None, list[str]] = {foundation: [] for foundation in (*FOUNDATIONS, None)}
    for value in values:
        members[foundation_of(principles.get(value, ""))].append(value)
    return [(foundation, found) for foundation, found in members.items() if found]


def _head(
    sheet: Sheet, gaps: pd.DataFrame, labels: Labels, principles: Mapping[str, str], grouped: bool
) -> float:
    """The key, and the scale with the names of the columns; gives the pixel where it ends."""
    look, measures = sheet.look, sheet.look.measures
    signs = [
        Entry(labels.say("gap.current"), look.palette.ink, "circle", hollow=True),
        Entry(labels.say("gap.importance"), look.palette.ink, "circle"),
    ]
    if has_margins(gaps):
        signs.append(Entry(labels.say("gap.interval"), look.palette.soft, "line-ew-open"))
    bottom = sheet.key(signs, 0)
    present = {foundation_of(principles.get(value, "")) for value in gaps.index}
    families = [
        Entry(labels.name(foundation), foundation_colour(foundation, look), foundation_sign(foundation))
        for foundation in FOUNDATIONS
        if foundation in present
    ]
    if families and not grouped:
        bottom = sheet.key(families, bottom)
    middle = bottom + measures.line
    for score in SCORES:
        sheet.write(score, middle, str(score), align="centre", size=measures.small, colour=look.palette.soft)
    if measures.name_width:
        for place, key in zip(_column_places(sheet, labels), ("gap.gap", "n"), strict=True):
            sheet.write(
                place, middle, labels.say(key), align="end", size=measures.small, colour=look.palette.soft
            )
    return middle + measures.line * 0.7


def _column_places(sheet: Sheet, labels: Labels) -> tuple[float, float]:
    """Where the columns for the gap and for n end, in the unit of the scale."""
    gap, _ = _columns(labels, sheet.look)
    return sheet.high + sheet.amount(gap), sheet.edge


def _heading(sheet: Sheet, top: float, name: str, foundation: str) -> float:
    measures = sheet.look.measures
    middle = top + measures.line
    colour = foundation_colour(foundation, sheet.look)
    align: Align = "end" if measures.name_width else "start"
    sheet.write(
        sheet.low,
        middle,
        f"<b>{escape(name, quote=False)}</b>{GAP if align == 'end' else ''}",
        align=align,
        colour=colour,
    )
    return middle + measures.line * 0.8


def _row(sheet: Sheet, top: float, value: str, gap: Row, labels: Labels, principle: str) -> float:
    measures = sheet.look.measures
    people = int(gap["n"])
    number = labels.number(people, 0) if measures.name_width else labels.people(people)
    place = place_row(sheet, top, _name(value, gap, labels, sheet.look), number, measures.sign * 1.5)
    if pd.isna(gap["gap"]):
        sheet.write(sheet.low, place.middle, _band_words(gap, labels), size=measures.small)
        return place.bottom
    reach = (place.bottom - top) / 2 if measures.name_width else measures.sign * 0.6
    for score in SCORES:
        sheet.rule((score, place.middle - reach), (score, place.middle + reach))
    if measures.name_width:
        end = _column_places(sheet, labels)[0]
        sheet.write(end, place.middle, labels.number(gap["gap"]), align="end", bold=True)
    _signs(sheet, place.middle, value, gap, labels, principle)
    return place.bottom


def _name(value: str, gap: Row, labels: Labels, look: Look) -> str:
    """The name of a row; with its gap where there is no column for that."""
    if look.measures.name_width or pd.isna(gap["gap"]):
        return labels.name(value)
    return f"{labels.name(value)}, {labels.say('gap.named', gap=labels.number(gap['gap'])).replace(' ', HARD_SPACE)}"


def _signs(sheet: Sheet, middle: float, value: str, gap: Row, labels: Labels, principle: str) -> None:
    look = sheet.look
    colour, sign = principle_colour(principle, look), foundation_sign(foundation_of(principle))
    now, wanted = gap["current"], gap["importance"]
    hover = labels.say(
        "gap.hover",
        value=labels.name(value),
        importance=labels.number(wanted),
        current=labels.number(now),
        gap=labels.number(gap["gap"]),
        n=int(gap["n"]),
    )
    apart = look.measures.sign * 0.74  # that of importance lies above the signs, that of practice below
    for side, at in (("importance", middle - apart), ("current", middle + apart)):
        if pd.notna(gap.get(f"{side}_low")):
            sheet.rule((gap[f"{side}_low"], at), (gap[f"{side}_high"], at), colour=look.palette.soft, width=2)
    sheet.rule((now, middle), (wanted, middle), colour=colour, width=look.measures.sign / 4)
    sheet.mark(now, middle, sign, colour, hollow=True, hover=hover)
    sheet.mark(wanted, middle, sign, colour, hover=hover)
    left, right = (now, wanted) if now <= wanted else (wanted, now)
    sheet.write(left, middle, labels.number(left) + GAP, align="end", size=look.measures.small)
    sheet.write(right, middle, GAP + labels.number(right), size=look.measures.small)


def _band_words(gap: Row, labels: Labels) -> str:
    """A value whose answers are too much alike to show a mean, in words."""
    said = {
        side: labels.band(gap[f"{side}_band"]) if pd.isna(gap[side]) else labels.number(gap[side])
        for side in ("importance", "current")
    }
    return labels.say("gap.banded", **said)
