"""The workshops that someone may lead or follow, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from domain.roles import Deed, Visitor
from domain.workshops import Workshop
from reads.workshop import Snapshot, snapshot
from storage import agreements, organisations, workshops
from storage.store import Store

_MOST = 50


@dataclass(frozen=True)
class Overview:
    workshop: Workshop
    team: str
    seen: Snapshot
    agreements: int


def overview(store: Store, who: Visitor) -> list[Overview]:
    """The fifty latest workshops within the visitor's roles, latest planned first."""
    found = workshops.within(store, who.grants_for(Deed.SEE_RESULT))[:_MOST]
    return [
        Overview(
            workshop,
            organisations.team(store, workshop.team_id).name,
            snapshot(store, workshop),
            len(agreements.of_workshop(store, workshop.id)),
        )
        for workshop in found
    ]
