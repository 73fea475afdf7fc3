"""What a round gave: the published figure that stands, for everyone together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analytics.anonymity import ranks_may_be_seen
from analytics.measures import SCALED
from analytics.tallies import EVERYONE
from storage import figures
from storage.figures import Publication
from storage.store import Store


@dataclass(frozen=True)
class Outcome:
    """A publication with its figures, and with numbers over all values only where these may be seen.

    shown   one row per item and dimension that may be seen, columns as in `analytics.anonymity.figures`
    every   the same rows with those that may not be seen: without numbers, and with the reason in `hidden`
    """

    publication: Publication
    shown: pd.DataFrame
    every: pd.DataFrame

    @property
    def reasons(self) -> dict[str, str]:
        """Why a value may not be seen, in its importance or its current practice or both, by value."""
        hidden = self.every[(self.every["hidden"] != "") & self.every["dimension"].isin(SCALED)]
        return dict(zip(hidden["item"], hidden["hidden"], strict=True))


def outcome(store: Store, round_id: str) -> Outcome | None:
    """The outcome of a round, or None before it is published and when too few people answered."""
    publication = figures.latest_publication(store, round_id)
    if publication is None or publication.hidden:
        return None
    everyone = figures.figures(store, publication.id)
    if not ranks_may_be_seen(everyone):  # asked again here: it may have been published under an earlier rule
        publication = replace(publication, tie_term=0.0, dont_know_share=0.0, kendalls_w=None)
    everyone = everyone[everyone["perspective_id"] == EVERYONE]
    shown = everyone[everyone["hidden"] == ""]
    return Outcome(publication, shown.reset_index(drop=True), everyone.reset_index(drop=True))
