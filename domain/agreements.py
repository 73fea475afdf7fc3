"""An agreement: one owner, a date, "klaar als", the value it guards; and the statuses it may pass through.

`done` is the owner's word, with evidence; `secured` is the confirmation of a second person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.problems import Empty, NotADate, TooLong
from domain.roles import Place

LONGEST_TEXT = 300


class Status(StrEnum):
    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    SECURED = "secured"
    DROPPED = "dropped"


NEXT: dict[Status, tuple[Status, ...]] = {
    Status.OPEN: (Status.STARTED, Status.DONE, Status.DROPPED),
    Status.STARTED: (Status.DONE, Status.OPEN, Status.DROPPED),
    Status.DONE: (Status.SECURED, Status.STARTED),
    Status.SECURED: (Status.STARTED,),
    Status.DROPPED: (Status.OPEN,),
}
FINISHED = (Status.SECURED, Status.DROPPED)


@dataclass(frozen=True)
class AgreementDraft:
    title: str
    done_when: str
    owner_name: str
    due_on: date
    value_id: str
    note_id: str | None = None

    def checked(self) -> AgreementDraft:
        """Itself. raises Empty, TooLong or NotADate."""
        if not all(text.strip() for text in (self.title, self.owner_name, self.value_id)):
            raise Empty()
        if max(len(self.title), len(self.done_when), len(self.owner_name)) > LONGEST_TEXT:
            raise TooLong(limit=LONGEST_TEXT)
        if not 2000 < self.due_on.year < 2200:
            raise NotADate()
        return self


@dataclass(frozen=True)
class Agreement:
    id: str
    workshop_id: str
    organisation_id: str
    department_id: str
    team_id: str
    title: str
    done_when: str
    value_id: str
    note_id: str | None
    owner_name: str
    due_on: date
    status: Status
    status_number: int
    status_by: str | None

    @property
    def place(self) -> Place:
        return Place(self.organisation_id, self.department_id, self.team_id, self.workshop_id)
