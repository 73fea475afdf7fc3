"""What a department or an organisation shows together: its published sums, by survey of each team."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from domain.roles import Deed, Visitor
from reads.scope import Within, scope
from storage import sums
from storage.store import Store


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


def together(store: Store, who: Visitor, within: Within, number: int = 0) -> Together | None:
    """The sum of a department, or of an organisation when no department is chosen; of the newest survey without a number.

    None when there is no sum, when no organisation is chosen, and outside the visitor's roles.
    """
    if not within.organisation_id or not scope(who, Deed.COMPARE, within):
        return None
    numbers = sums.numbers(store, within.organisation_id)
    if not numbers:
        return None
    number = number if number in numbers else numbers[-1]
    shown = sums.of_place(store, within.organisation_id, within.department_id, number)
    return Together(tuple(numbers), number, shown.assign(band="")) if len(shown) else None
