"""All published figures that a visitor may see, as one list to filter and take away; a filter chooses and never adds up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.intervals import LEAST_PEOPLE, mean_intervals
from analytics.measures import agreements, means, medians, score_counts
from domain.content import Framework
from domain.roles import Deed, Visitor
from reads.scope import EVERYWHERE, Within, scope
from storage import organisations, research
from storage.store import Store

KINDS = ("teams", "places")
ON_A_PAGE = 50
MOST_TEAMS = 500  # with more, an organisation or a value is chosen first


@dataclass(frozen=True)
class Asked:
    """What is filtered: a kind, a place, a survey of each team (0 is the newest), a question and a value ("" is all)."""

    kind: str = "teams"
    within: Within = EVERYWHERE
    number: int = research.NEWEST
    dimension: str = ""
    value: str = ""


def is_too_much(store: Store, who: Visitor, asked: Asked) -> bool:
    """Whether a place or a value has to be chosen first."""
    if asked.within.organisation_id or asked.value:
        return False
    return organisations.count_teams(store, scope(who, Deed.COMPARE)) > MOST_TEAMS


def count(store: Store, who: Visitor, framework: Framework, asked: Asked) -> int:
    """How many figures are asked for, within the visitor's roles."""
    counted = research.count_of_places if asked.kind == "places" else research.count_of_teams
    return counted(store, scope(who, Deed.COMPARE, asked.within), _filter(framework, asked))


def one_page(
    store: Store, who: Visitor, framework: Framework, asked: Asked, first: int
) -> tuple[int, pd.DataFrame]:
    """How many figures are asked for, and those of the page that begins at number `first`, or of the last page before it."""
    found = figures(store, who, framework, asked, first, ON_A_PAGE)
    if len(found):
        return int(found["total"].iloc[0]), found
    total = count(store, who, framework, asked) if first else 0
    last = max(0, total - 1) // ON_A_PAGE * ON_A_PAGE
    return total, figures(store, who, framework, asked, last, ON_A_PAGE) if total else found


def figures(
    store: Store, who: Visitor, framework: Framework, asked: Asked, first: int = 0, most: int | None = None
) -> pd.DataFrame:
    """What is asked for within the visitor's roles, from number `first` by place, survey and value; at most so many, or all.

    returns  rows as from `storage.research`, with total (how many there are in all), mean, median (1 to 5), share_high (0 to 1), agreement (-1 to 1), low, high (the
             interval of the mean; missing below ten people); all missing, and the counts too, where a band stands or nothing is shown
    """
    listed = research.of_places if asked.kind == "places" else research.of_teams
    return _measured(
        listed(store, scope(who, Deed.COMPARE, asked.within), _filter(framework, asked), first, most)
    )


def _filter(framework: Framework, asked: Asked) -> research.Filter:
    values = tuple(value.id for value in framework.values)
    return research.Filter(
        framework.id, asked.number, asked.dimension, asked.value, values, asked.within.department_id
    )


def _measured(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures with their measures, from their counts."""
    counts = score_counts(rows)
    shown = np.where(rows[["n"]].to_numpy(dtype=float, na_value=0) > 0, counts, np.nan)
    ends = mean_intervals(shown)
    ends[~(rows["n"].to_numpy(dtype=float, na_value=0) >= LEAST_PEOPLE)] = np.nan
    high = shown[:, 3:].sum(axis=1) / shown.sum(axis=1)
    return rows.assign(
        mean=means(shown), median=medians(shown), share_high=high, agreement=agreements(shown), low=ends[:, 0], high=ends[:, 1]
    )  # fmt: skip
