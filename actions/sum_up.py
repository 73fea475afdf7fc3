"""Sum up: what a department and an organisation show together, made anew after a survey of one of their teams was published."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from analytics.sums import NOWHERE, pools
from analytics.sums import sums as summed
from storage import sums
from storage.store import Store
from storage.sums import SumPublication


def sum_up(store: Store, round_id: str, now: datetime) -> None:
    """Publish the sums that this survey belongs to: those of the first, or the second ... survey of every team around it.

    Which one it is was counted when it was published. Nothing when they are made of everything that is there: teams that are
    published at the same moment are summed at once.
    """
    while not _is_summed(store, round_id, now):
        continue  # another team was published at the same moment: its survey belongs in them too


def sum_up_what_is_due(store: Store, now: datetime) -> None:
    """Publish the sums that an earlier process had no time for."""
    for round_id in sums.due(store):
        sum_up(store, round_id, now)


def _is_summed(store: Store, round_id: str, now: datetime) -> bool:
    """Whether the sums are of everything that is there; False when another process made this version first."""
    (version, publications), parts = sums.latest(store, round_id), sums.parts(store, round_id)
    if parts.publications == publications:
        return True
    organisation_id, number = parts.organisation_id, parts.number
    cells, before = sums.cells(store, parts), sums.pooled(store, organisation_id, number)
    entered = pools(cells, before)
    placed = pd.concat([before, entered]) if len(entered) else before
    together = summed(cells, placed)
    name = f"{organisation_id}/sums/{number}/{version + 1}"
    made = SumPublication(
        str(uuid5(NAMESPACE_URL, name)), organisation_id, number, version + 1, parts.publications, now
    )
    shown = together.assign(department_id=together["department_id"].replace("", None))
    is_left_out = entered["level"] == NOWHERE
    return store.write(*sums.publish(made, entered[~is_left_out], entered[is_left_out], shown)) > 0
