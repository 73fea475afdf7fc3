"""Sum up: what a department and an organisation show together, made anew when a survey of one of their teams is published."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from analytics.sums import NOWHERE, pools
from analytics.sums import sums as summed
from storage import sums
from storage.figures import Publication
from storage.store import Store
from storage.sums import SumPublication


def sum_up(store: Store, published: Publication, now: datetime) -> None:
    """Publish the sums that this survey belongs to: those of the first, or the second ... survey of every team around it.

    Which one it is was counted when it was published.
    """
    while not _is_summed(store, published, now):
        continue  # another team was published at the same moment: its survey belongs in them too


def _is_summed(store: Store, published: Publication, now: datetime) -> bool:
    """Whether the sums were published; False when another process made this version first."""
    organisation_id, parts = published.organisation_id, sums.parts(store, published.round_id)
    number, version = parts.number, sums.latest_version(store, organisation_id, parts.number)
    cells, before = sums.cells(store, parts), sums.pooled(store, organisation_id, number)
    entered = pools(cells, before)
    placed = pd.concat([before, entered]) if len(entered) else before
    together = summed(cells, placed)
    name = f"{organisation_id}/sums/{number}/{version + 1}"
    made = SumPublication(str(uuid5(NAMESPACE_URL, name)), organisation_id, number, version + 1, now)
    shown = together.assign(department_id=together["department_id"].replace("", None))
    is_left_out = entered["level"] == NOWHERE
    return store.write(*sums.publish(made, entered[~is_left_out], entered[is_left_out], shown)) > 0
