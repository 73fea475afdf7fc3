"""Sum up: what a department and an organisation show together, made anew when a survey of one of their teams is published."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from analytics.sums import DEPARTMENT, NOWHERE, pools
from analytics.sums import sums as summed
from storage import sums
from storage.figures import Publication
from storage.store import Store
from storage.sums import SumPublication


def sum_up(store: Store, published: Publication, now: datetime) -> None:
    """Publish the sums that this survey belongs to: those of the first, or the second ... survey of every team around it."""
    store.write(sums.count_measurement(published))
    number = sums.measurement_number(store, published.round_id)
    while not _is_summed(store, published.organisation_id, number, now):
        continue  # another team was published at the same moment: its survey belongs in them too


def _is_summed(store: Store, organisation_id: str, number: int, now: datetime) -> bool:
    """Whether the sums were published; False when another process made this version first."""
    version = sums.latest_version(store, organisation_id, number) + 1
    cells = sums.cells(store, organisation_id, number)
    before = sums.pooled(store, organisation_id, number)
    entered = pools(cells, before)
    together = summed(cells, pd.concat([before, entered]))
    made = SumPublication(
        str(uuid5(NAMESPACE_URL, f"{organisation_id}/sums/{number}/{version}")), organisation_id, number, version, now
    )  # fmt: skip
    shown = together.assign(
        department_id=together["department_id"].where(together["level"] == DEPARTMENT, None)
    )
    is_left_out = entered["level"] == NOWHERE
    return store.write(*sums.publish(made, entered[~is_left_out], entered[is_left_out], shown)) > 0
