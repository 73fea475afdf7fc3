"""Groups beside each other in words: where two are furthest apart, who says what there, and whether that is more than chance."""

from __future__ import annotations

import pandas as pd

from analytics.furthest import pairs_apart
from analytics.intervals import FEW, HIGHER, LEAST_PEOPLE
from charts.labels import Labels
from ui.texts import number, say


def furthest_line(cells: pd.DataFrame, measure: str, names: Labels, of: str = "") -> str:
    """The sentences over these groups; "" where no two of them show a figure of the same value.

    cells, of   as for `analytics.furthest.pairs_apart`
    """
    pairs = pairs_apart(cells, of)
    if pairs.empty:
        return ""
    first = pairs.to_dict("records")[0]
    facts = {end: _end(first, end, measure, names) for end in ("low", "high")}
    said = say("furthest.says", value=names.name(first["value"]), **facts)
    return f"{said} {_chance(pairs, names)}"


def _end(pair: dict[str, object], end: str, measure: str, names: Labels) -> str:
    """One of the two: who it is, with its figure and how many people that is about."""
    told, n = number(float(str(pair[f"measure_{end}"]))), int(float(str(pair[f"n_{end}"])))
    return say(f"furthest.{measure}", name=names.name(pair[f"team_{end}"]), figure=told, n=n)


def _chance(pairs: pd.DataFrame, names: Labels) -> str:
    """On which values two groups differ more than by chance, or why that is not said."""
    clear = pairs.loc[pairs["verdict"] == HIGHER, "value"].drop_duplicates()
    if len(clear):
        return say("furthest.clear", values=", ".join(map(names.name, clear)))
    return say("furthest.few" if (pairs["verdict"] == FEW).all() else "furthest.unclear", least=LEAST_PEOPLE)
