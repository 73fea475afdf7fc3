"""Group: the facilitator puts notes together that say the same, and takes them apart again."""

from __future__ import annotations

from domain.notes import CAN_BE_GROUPED, LONGEST_HEADING
from domain.problems import NotTogether, TooLong
from domain.roles import Deed, Visitor
from storage import note_groups, notes, workshops
from storage.store import Store


def group(
    store: Store, who: Visitor, workshop_id: str, group_id: str, note_ids: tuple[str, ...], heading: str
) -> None:
    """Put them together under the heading, or under the first when it is empty; the same id twice is one group.

    raises  NotAllowed, TooLong; NotTogether for fewer than two, or for notes that are not about the same
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if len(heading) > LONGEST_HEADING:
        raise TooLong(limit=LONGEST_HEADING)
    standing = notes.of_workshop(store, workshop_id, *CAN_BE_GROUPED)
    chosen = [one for one in standing if one.id in note_ids and not one.is_removed]
    if len(chosen) < 2 or len({one.subject for one in chosen}) > 1:
        raise NotTogether()
    store.write(*note_groups.add(group_id, workshop_id, heading.strip(), tuple(one.id for one in chosen)))
    store.ring(workshop_id)


def take_apart(store: Store, who: Visitor, workshop_id: str, group_id: str) -> None:
    """The notes stand by themselves again; nothing for a group that is not there. raises NotAllowed."""
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    store.write(note_groups.end(group_id, workshop_id))
    store.ring(workshop_id)
