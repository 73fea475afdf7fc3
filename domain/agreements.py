"""An agreement: one owner, a date, "klaar als", the value it guards; and the statuses it may pass through.

None of the five may be missing. `done` is the owner's word, with evidence; `secured` is the confirmation of a second person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.problems import BadInput, Empty, NotADate, PastDate, TooLong, WrongFields
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
CORRECTABLE = (Status.OPEN, Status.STARTED)  # what someone said to be done must stay what it was
WORDS = ("title", "value_id", "owner_name", "due_on", "done_when")  # in the order of the form


@dataclass(frozen=True)
class AgreementDraft:
    title: str
    done_when: str
    owner_name: str
    due_on: date | None  # None: not a date
    value_id: str
    note_id: str | None = None

    def checked(self, *, not_before: date | None = None) -> AgreementDraft:
        """Itself. raises WrongFields with Empty, TooLong, NotADate, or PastDate for a day before `not_before`."""
        wrong = {name: problem for name in WORDS if (problem := self._problem_of(name, not_before))}
        if wrong:
            raise WrongFields(wrong)
        return self

    def _problem_of(self, name: str, not_before: date | None) -> BadInput | None:
        if name == "due_on":
            return _date_problem(self.due_on, not_before)
        text = str(getattr(self, name))
        if not text.strip():
            return Empty()
        return TooLong(limit=LONGEST_TEXT) if len(text) > LONGEST_TEXT else None


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
    correction: int = 0  # how often it was corrected

    @property
    def draft(self) -> AgreementDraft:
        """What it says now."""
        return AgreementDraft(
            self.title, self.done_when, self.owner_name, self.due_on, self.value_id, self.note_id
        )

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


def differences(before: AgreementDraft, after: AgreementDraft) -> tuple[str, ...]:
    """The parts that say something else now, in the order of the form."""
    return tuple(name for name in WORDS if getattr(before, name) != getattr(after, name))


def _date_problem(due_on: date | None, not_before: date | None) -> BadInput | None:
    if due_on is None or not 2000 < due_on.year < 2200:
        return NotADate()
    return PastDate() if not_before and due_on < not_before else None


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
