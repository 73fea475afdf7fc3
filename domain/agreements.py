"""An agreement: one owner, a date, "klaar als", the value it guards; and the statuses it may pass through.

`done` is the owner's word, with evidence; `secured` is the confirmation of a second person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.problems import Empty, NotADate, TooLong
from domain.roles import Place

LONGEST_TEXT = 300
FAR_AWAY = timedelta(days=365)
FEWEST_WORDS = 3  # that say when something is done


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


@dataclass(frozen=True)
class CoachWords:
    """The words by which the coach knows a verb, an owner that is no person, and two owners in one field."""

    verbs: frozenset[str]
    groups: frozenset[str]
    joiners: frozenset[str]


def advice(
    title: str,
    owner_name: str,
    due_on: date | None,
    done_when: str,
    value_id: str,
    words: CoachWords,
    *,
    today: date,
) -> tuple[str, ...]:
    """What would make an agreement stronger, by rules; it explains and never blocks.

    returns  one word for each part that can be better, in the order of the form: "verb", "value"; "owner" (none),
             "one_owner" (two in one field) or "group_owner" (no person); "date" (none), "past" or "far" (more than a year);
             "done_when" (nothing) or "done_when_short" (too few words to check it by). Empty when all is clear.
    """
    return tuple(found for found in (
        "" if _words(title) & words.verbs else "verb",
        "" if value_id else "value",
        _owner_advice(owner_name, words),
        _date_advice(due_on, today),
        _done_when_advice(done_when),
    ) if found)  # fmt: skip


def _owner_advice(owner_name: str, words: CoachWords) -> str:
    named = _words(owner_name)
    if not named:
        return "owner"
    if any(joiner in owner_name for joiner in words.joiners if not joiner.isalpha()) or named & words.joiners:
        return "one_owner"
    return "group_owner" if named & words.groups else ""


def _date_advice(due_on: date | None, today: date) -> str:
    if due_on is None:
        return "date"
    if due_on < today:
        return "past"
    return "far" if due_on - today > FAR_AWAY else ""


def _done_when_advice(done_when: str) -> str:
    if not done_when.strip():
        return "done_when"
    return "done_when_short" if len(done_when.split()) < FEWEST_WORDS else ""


def _words(text: str) -> set[str]:
    """The words of a text, in small letters and without the signs around them."""
    return {word.strip(".,;:!?()'\"").lower() for word in text.split()} - {""}
