"""Published changes of people who answered two rounds; kept beside the figure of the later round."""

from __future__ import annotations

import pandas as pd

from storage.figures import all_rows
from storage.store import Statement, Store

PAIRED_COLUMNS = ("item", "dimension", "pairs", "change", "low", "high")


def add(publication_id: str, before_round_id: str, changes: pd.DataFrame) -> Statement:
    """What people changed since an earlier round, in the transaction of the publication that it belongs to."""
    return all_rows("paired_change", f"'{publication_id}'::uuid, '{before_round_id}'::uuid", PAIRED_COLUMNS, changes)  # fmt: skip


def between(store: Store, before_round_id: str, after_round_id: str) -> pd.DataFrame:
    """What people changed from one round to a later one, with the columns of PAIRED_COLUMNS; empty where nothing may be seen."""
    columns = ", ".join(f"paired_change.{name}" for name in PAIRED_COLUMNS)
    return store.read(
        f"""select {columns} from paired_change join publication on publication.id = paired_change.publication_id
        where before_round_id = $1::uuid and round_id = $2::uuid order by item, dimension""",
        before_round_id,
        after_round_id,
    )
