"""The workshops that someone may lead or follow, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from domain.roles import Deed, Visitor
from domain.workshops import Phase
from reads.scope import scope
from storage import answers
from storage.overview import Seen, latest
from storage.store import Store

MOST = 50


@dataclass(frozen=True)
class Overview:
    """A workshop where it stands; `answered` counts people in its value survey, and only while that is the phase."""

    seen: Seen
    answered: int


def overview(store: Store, who: Visitor) -> list[Overview]:
    """The fifty latest workshops within the visitor's roles, latest planned first."""
    listed = latest(store, scope(who, Deed.SEE_RESULT), MOST)
    asked = [one.survey_round_id for one in listed if one.phase is Phase.SURVEY]
    answered = answers.answered_each(store, asked) if asked else {}
    return [Overview(one, answered.get(one.survey_round_id, 0)) for one in listed]
