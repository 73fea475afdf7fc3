"""What a department or an organisation shows together: its published sums, by survey of each team."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.gaps import value_gaps
from analytics.intervals import LEAST_PEOPLE, told_apart
from analytics.measures import COUNTS, profile
from domain.content import Framework
from domain.roles import Deed, Visitor
from reads.scope import Within, scope
from storage import sums
from storage.store import Store

_CELL = ["item", "dimension"]
_COUNTED = ["n", "dont_know", *COUNTS]


@dataclass(frozen=True)
class Together:
    """The sums of a place.

    numbers  of which surveys of its teams there are sums: the first, the second ...
    number   of which these are
    shown    one row per item and dimension: teams (that show themselves), n, dont_know, count_1 .. count_5, total, band ("")
    """

    numbers: tuple[int, ...]
    number: int
    shown: pd.DataFrame

    @property
    def people(self) -> tuple[int, int]:
        """The fewest and the most people behind a sum."""
        return int(self.shown["n"].min()), int(self.shown["n"].max())

    @property
    def teams(self) -> int:
        """How many teams are in it at most, of those that show themselves."""
        return int(self.shown["teams"].max())


@dataclass(frozen=True)
class Beside:
    """The sums of a place beside those of the larger one that it lies in.

    organisations  how many are in the larger one; 0 when that is the organisation itself
    rows           index value, all that the larger one shows in the order of the framework: own, other (means 1 to 5, or gaps
                   -4 to 4; missing where nothing may be shown), own_n, other_n, verdict of the place and everyone around it, as
                   from `analytics.intervals.told_apart`
    """

    organisations: int
    rows: pd.DataFrame


def beside(
    store: Store, who: Visitor, within: Within, measure: str, framework: Framework, number: int
) -> Beside | None:
    """A department beside its organisation; an organisation beside all that the visitor may compare as a whole.

    None without a larger place that shows a sum, and outside the visitor's roles.
    """
    if not numbers_of(store, who, within):
        return None
    own = sums.of_place(store, within.organisation_id, within.department_id, number)
    if within.department_id:
        other, organisations = sums.of_place(store, within.organisation_id, "", number), 0
    else:
        wholes = {grant.organisation_id for grant in who.grants_for(Deed.COMPARE) if grant.is_whole}
        other = sums.of_organisations(store, sorted(wholes), number)
        organisations = int(other["organisations"].max()) if len(other) else 0
        if organisations < 2 or within.organisation_id not in wholes:
            return None
    return Beside(organisations, _rows(own, other, measure, framework)) if len(other) else None


def _rows(own: pd.DataFrame, other: pd.DataFrame, measure: str, framework: Framework) -> pd.DataFrame:
    """Both sides of each value, and whether the place and the people around it can be told apart."""
    around = other.set_index(_CELL)[_COUNTED].sub(own.set_index(_CELL)[_COUNTED], fill_value=0)
    sides = {"own": own, "other": other, "around": around.loc[around["n"] > 0].reset_index()}
    measured = _measured(sides, measure)
    values = [value.id for value in framework.values if value.id in measured["other"].index]
    mine, theirs, rest = (side.reindex(values) for side in measured.values())
    return pd.DataFrame(
        {"own": mine["measure"], "other": theirs["measure"], "own_n": mine["n"], "other_n": theirs["n"],
         "verdict": told_apart(mine, rest, LEAST_PEOPLE)}
    )  # fmt: skip


def _measured(sides: dict[str, pd.DataFrame], measure: str) -> dict[str, pd.DataFrame]:
    """Of each side, worked out together: index value; measure, n, spread."""
    shown = pd.concat([side[[*_CELL, *_COUNTED]].assign(side=name, band="") for name, side in sides.items()])
    if measure == "gap":
        gaps = value_gaps(shown, ["side"]).reset_index()
        asked = gaps.rename(columns={"gap": "measure", "widest_spread": "spread"})
    else:
        asked = profile(shown[shown["dimension"] == measure]).rename(
            columns={"item": "value", "mean": "measure"}
        )
    asked = asked.set_index(["value"])[["side", "measure", "n", "spread"]]
    return {name: asked[asked["side"] == name] for name in sides}


def numbers_of(store: Store, who: Visitor, within: Within) -> tuple[int, ...]:
    """Of which surveys the organisation of this place has sums; none outside the visitor's roles."""
    if not within.organisation_id or not scope(who, Deed.COMPARE, within):
        return ()
    return tuple(sums.numbers(store, within.organisation_id))


def together(store: Store, who: Visitor, within: Within, number: int = 0) -> Together | None:
    """The sum of a department, or of an organisation when no department is chosen; without a number the newest that there is.

    None when there is no sum, when no organisation is chosen, and outside the visitor's roles.
    """
    numbers = numbers_of(store, who, within)
    for one in (number,) if number in numbers else reversed(numbers):
        shown = sums.of_place(store, within.organisation_id, within.department_id, one)
        if len(shown):
            return Together(numbers, one, shown.assign(band=""))
    return None
