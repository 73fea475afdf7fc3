"""Pair up: how the people changed who also answered earlier; made once, with the first figure of a later survey."""

from __future__ import annotations

import pandas as pd

from analytics.anonymity import TOO_FEW_CHANGED
from analytics.pairs import shown_pairs
from domain.workshops import RoundKind, Workshop
from storage import answers, erasures, figures, pairs
from storage.figures import Publication
from storage.store import Statement, Store


def pair_up(
    store: Store, workshop: Workshop, made: Publication, answered: pd.DataFrame, shown: pd.DataFrame
) -> list[Statement]:
    """What is to be kept with this publication: see rule 8 of `analytics.anonymity`.

    Nothing for a round that had a figure before, or when an earlier round had more than one, or has none because few people
    answered (they may be in a sum): then there is more to subtract than pairs are weighed against. Nothing after an erasure: who
    is gone is in the earlier figure, and in no pair.
    """
    if made.kind != RoundKind.VALUES or made.hidden or made.version > 1 or made.number == 1:
        return []
    if erasures.count(store, workshop.id):
        return []
    earlier = [
        one
        for one in figures.surveys_of_team(store, made.team_id)
        if one.workshop_id == made.workshop_id and one.number < made.number
    ]
    earlier = [one for one in earlier if one.hidden != TOO_FEW_CHANGED]
    if not earlier or any(one.version > 1 or one.hidden for one in earlier):
        return []
    found = shown_pairs(
        [*(answers.of_round(store, one.round_id, one.last_seq) for one in earlier), answered],
        [*(figures.figures(store, one.id) for one in earlier), shown],
        workshop.smallest_group,
    )
    return [
        pairs.add(made.id, one.round_id, found[found["before"] == number])
        for number, one in enumerate(earlier)
    ]
