"""Ready: a participant says to be done with this step; only the count is shown."""

from __future__ import annotations

from domain.problems import BadInput, NotSignedIn
from domain.roles import Deed, Visitor
from storage import participants, workshops
from storage.content import the_content
from storage.store import Store


def ready(store: Store, who: Visitor, workshop_id: str, step: str, is_ready: bool) -> None:
    """Say it, or take it back. raises NotAllowed, NotSignedIn; BadInput for a step that is not in the programme."""
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.TAKE_PART, workshop.place)
    if step not in [one.id for one in the_content().programmes[workshop.programme_id].steps]:
        raise BadInput()
    participant_id = who.participant_in(workshop_id)
    if participant_id is None:
        raise NotSignedIn()
    store.write(participants.say_ready(workshop_id, participant_id, step, is_ready))
    store.ring(workshop_id)
