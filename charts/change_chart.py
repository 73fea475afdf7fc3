"""What changed since the time before: per value a sign at the change and a line for its interval, around a line at nothing."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import starmap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.change_scale import head, reach
from charts.labels import HARD_SPACE, Labels, text_width
from charts.rows import place_row
from charts.sheet import Entry, Sheet
from charts.style import Look, foundation_of, foundation_sign, principle_colour
from domain import texts

CLEAR = "clearly_different"
SIDES = ((True, "change.with"), (False, "change.without"))
NUMBERS = ("before", "after", "change")
Row = Mapping[Any, Any]


def change_chart(
    changes: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str]
) -> go.Figure:
    """The values in the order of the frame; first those with an agreement, where that is known.

    changes      index value: before, after, change, low, high, before_n, after_n, pairs, verdict, before_band, after_band,
                 hidden (why, or ""), has_agreement (None where it is not known)
    principles   the principle of each value, for hue and sign
    """
    far, measures = reach(changes[["low", "high", "change"]].to_numpy().ravel()), look.measures
    widest = [labels.say("change.people", before="000", after="000"), labels.say("change.pairs", n="000")]
    beside = max(text_width(told, measures.small) for told in widest) + measures.text
    sheet = Sheet(look, -far, far, left=measures.name_width, beside=beside if measures.name_width else 0)
    signs, has_intervals = _signs(labels, look.palette.ink), bool(changes["low"].notna().any())
    bottom = head(sheet, signs, has_intervals, labels) if len(changes) else 0.0
    for heading, rows in _groups(changes):
        if heading:
            bottom = _heading(sheet, bottom, labels.say(heading))
        for value, row in rows.to_dict("index").items():
            bottom = _row(sheet, bottom, row, labels, str(value), principles.get(str(value), ""))
    return sheet.figure(bottom + measures.space / 2)


def words(changes: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """The answer to "has anything changed": what is clearly different, or why that can't be said."""
    known = changes.dropna(subset=["change"])
    if known.empty:
        return {"key": "chart.change.says_none"}
    clear, judged = known[known["verdict"] == CLEAR], known.dropna(subset=["verdict"])
    most = known.iloc[int(known["change"].abs().to_numpy().argmax())]
    told = {"value": labels.name(most.name), "change": labels.signed(most["change"])}
    people = {name: int(most[name]) for name in ("before_n", "after_n")}
    if judged.empty:
        return {"key": "chart.change.says_few", **told, **people}
    all_told: dict[str, str | int] = {
        "total": len(changes),
        "rest": _rest(len(changes), len(known), len(judged), labels),
    }
    if clear.empty:
        return {"key": "chart.change.says_unclear", **told, **people, **all_told}
    named = [f"{labels.name(value)} ({labels.signed(row['change'])})" for value, row in clear.iterrows()]
    key = "chart.change.says_one" if len(clear) == 1 else "chart.change.says"
    return {"key": key, "values": ", ".join(named), "clear": len(clear), **all_told}


def is_rounded_apart(changes: pd.DataFrame) -> bool:
    """Whether a change as it is written differs from the two numbers as they are written; not a change of pairs, which has
    its own line."""
    whole = changes[changes["pairs"].isna()]
    return any(starmap(texts.is_rounded_apart, whole[["after", "before", "change"]].itertuples(index=False)))


def _rest(total: int, known: int, judged: int, labels: Labels) -> str:
    """On how many of the values in the picture nothing can be said, and why; "" when there are none."""
    numbers = {"rest_few": known - judged, "rest_unseen": total - known}
    return "".join(f" {labels.say(f'change.{key}', n=n, total=total)}" for key, n in numbers.items() if n)


def _groups(changes: pd.DataFrame) -> Sequence[tuple[str, pd.DataFrame]]:
    """With and without an agreement under each other; one group where only one of them is there."""
    has = changes["has_agreement"]
    sides = [(key, changes[has == side]) for side, key in SIDES if (has == side).any()]
    return sides if len(sides) > 1 else [("", changes)]


def _signs(labels: Labels, ink: str) -> list[Entry]:
    return [
        Entry(labels.say("change.clear"), ink, "circle"),
        Entry(labels.say("change.unclear"), ink, "circle", hollow=True),
    ]


def _heading(sheet: Sheet, top: float, name: str) -> float:
    measures = sheet.look.measures
    sheet.write(sheet.low, top + measures.line, f"<b>{escape(name, quote=False)}</b>")
    return top + measures.line * 1.8


def _row(sheet: Sheet, top: float, row: Row, labels: Labels, value: str, principle: str) -> float:
    look, measures = sheet.look, sheet.look.measures
    place = place_row(
        sheet, top, labels.name(value), _people(row, labels), measures.line + measures.sign * 1.4
    )
    if pd.isna(row["change"]):
        sheet.write(sheet.low, place.middle, _why(row, labels), size=measures.small)
        return place.bottom
    middle = place.middle + measures.line / 2  # the numbers stand above it
    numbers = {name: labels.number(row[name]) for name in ("before", "after")}
    told = labels.say("change.numbers", **numbers, change=labels.signed(row["change"])).replace(
        " ", HARD_SPACE
    )
    hover = labels.say("change.hover", value=labels.name(value), told=told, people=_people(row, labels))
    tall = measures.sign * 0.9
    sheet.rule((0, middle - tall), (0, middle + tall), colour=look.palette.soft, width=2)
    if pd.notna(row["low"]):
        sheet.rule((row["low"], middle), (row["high"], middle), colour=look.palette.soft, width=2)
        for end in (row["low"], row["high"]):
            sheet.rule((end, middle - tall / 2), (end, middle + tall / 2), colour=look.palette.soft, width=2)
    colour = principle_colour(principle, look) if principle else look.palette.ink
    sign = foundation_sign(foundation_of(principle))
    sheet.mark(row["change"], middle, sign, colour, hollow=row["verdict"] != CLEAR, hover=hover)
    room = sheet.amount(text_width(told, measures.small) + measures.small / 2) / 2
    at = min(max(float(row["change"]), sheet.low + room), sheet.high - room)
    sheet.write(at, middle - measures.sign / 2 - measures.line * 0.6, told, align="centre", size=measures.small,
                bold=row["verdict"] == CLEAR)  # fmt: skip
    return place.bottom


def _people(row: Row, labels: Labels) -> str:
    """How many people, in both figures, or how many pairs of them."""
    if pd.notna(row["pairs"]):
        return labels.people(int(row["pairs"]), "change.pairs")
    if pd.isna(row["before_n"]) or pd.isna(row["after_n"]):
        return labels.band(None)
    told = labels.say("change.people", before=int(row["before_n"]), after=int(row["after_n"]))
    return told.replace(" ", HARD_SPACE)


def _why(row: Row, labels: Labels) -> str:
    """In words, where there is no change to show: too few people, or answers too much alike."""
    if row["hidden"]:
        return labels.say(f"change.{row['hidden']}")
    told = {
        side: labels.number(row[side])
        if pd.notna(row[side])
        else labels.band(row[f"{side}_band"], "change.band")
        for side in ("before", "after")
    }
    return labels.say("change.banded", **told)
