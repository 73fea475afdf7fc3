"""A workshop, where it stands, and how it moves: survey, then live step by step, then ended.

A workshop's own facts can be corrected until it starts; where it stands is the latest of its moves.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from domain.content import CARD, Programme, Step
from domain.problems import BadInput, Empty, NotADate, TooFewValues, TooLong, WrongFields
from domain.roles import Place
from domain.texts import LANGUAGES

SMALLEST_GROUP = 5  # k: can only be raised
LONGEST_CODE = 12
CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # without look-alikes
MOST_PEOPLE = 1000
FEWEST_VALUES, MANY_VALUES = 3, 16  # many: long for a phone
LONGEST_TITLE, LONGEST_STORY, LONGEST_PART = 120, 2000, 300
STEP_MINUTES = range(1, 241)
SOONEST_AGAIN, LATEST_AGAIN = timedelta(days=91), timedelta(days=182)  # when it is time to measure again
LONGEST_NETWORK, LONGEST_PASSWORD = 32, 63  # of a Wi-Fi, by its standard


def typed_code(typed: str) -> str:
    """A code as it may be typed: with small letters, spaces or hyphens."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:LONGEST_CODE]


class Phase(StrEnum):
    SURVEY = "survey"
    LIVE = "live"
    ENDED = "ended"


class RoundKind(StrEnum):
    VALUES = "values"
    DOTS = "dots"
    IDEAS = "ideas"
    EXIT = "exit"


@dataclass(frozen=True)
class Round:
    """One time that everyone is asked the same; `number` counts the value surveys of a workshop."""

    id: str
    workshop_id: str
    kind: RoundKind
    number: int
    is_closed: bool = False
    is_published: bool = False
    is_frozen: bool = False

    @property
    def takes_answers(self) -> bool:
        return not self.is_closed and not self.is_frozen


@dataclass(frozen=True)
class Standing:
    """Where a workshop stands: the latest move. `number` counts the moves, `since` is when it was made."""

    phase: Phase = Phase.SURVEY
    step: str = ""
    number: int = 0
    since: datetime | None = None


@dataclass(frozen=True)
class Workshop:
    id: str
    code: str
    organisation_id: str
    department_id: str
    team_id: str
    title: str
    case_id: str
    case_story: str
    programme_id: str
    programme_version: int
    framework_id: str
    framework_version: int
    survey_id: str
    survey_version: int
    language: str
    planned_on: date
    expected: int
    smallest_group: int
    values: tuple[str, ...] = field(default=())
    perspectives: tuple[str, ...] = field(default=())
    is_rehearsal: bool = False
    card: tuple[tuple[str, str], ...] = field(default=())  # of a case of one's own: (part, words)
    correction: int = 0  # how often it was corrected

    @property
    def place(self) -> Place:
        return Place(self.organisation_id, self.department_id, self.team_id, self.id)


@dataclass(frozen=True)
class Wifi:
    """The Wi-Fi of the room, as people type it; without a password it is open."""

    network: str
    password: str

    def checked(self) -> Wifi:
        """Itself, or none at all when there is no name. raises TooLong for what no network can have."""
        network, password = self.network.strip(), self.password.strip()
        if len(network.encode()) > LONGEST_NETWORK or len(password) > LONGEST_PASSWORD:
            raise TooLong(
                limit=LONGEST_NETWORK if len(network.encode()) > LONGEST_NETWORK else LONGEST_PASSWORD
            )
        return Wifi(network, password if network else "")


@dataclass(frozen=True)
class Plan:
    """What a facilitator fills in to prepare a workshop.

    card      what is known of a case of one's own: (part of the card, words)
    minutes   of the steps: (step, minutes); a step that is not named takes what the programme says
    """

    team_id: str
    title: str
    case_id: str
    case_story: str
    programme_id: str
    language: str
    planned_on: date | None  # None: not a date
    expected: int
    smallest_group: int
    values: tuple[str, ...]
    perspectives: tuple[str, ...]
    card: tuple[tuple[str, str], ...] = ()
    minutes: tuple[tuple[str, int], ...] = ()

    def checked(self) -> Plan:
        """Itself. raises WrongFields with Empty, TooLong, NotADate or TooFewValues; BadInput for what no form sends."""
        wrong = {name: problem for name, problem in self._problems() if problem}
        if wrong:
            raise WrongFields(wrong)
        if (
            not 1 <= self.expected <= MOST_PEOPLE
            or self.smallest_group > MOST_PEOPLE
            or self.language not in LANGUAGES
        ):
            raise BadInput()
        parts, steps = [part for part, _ in self.card], [step for step, _ in self.minutes]
        if any(len(set(names)) < len(names) for names in (self.values, self.perspectives, parts, steps)):
            raise BadInput()
        if not set(parts) <= set(CARD) or any(minutes not in STEP_MINUTES for _, minutes in self.minutes):
            raise BadInput()
        return self

    @property
    def day(self) -> date:
        """The date that is planned. raises NotADate where none was given."""
        if self.planned_on is None:
            raise NotADate()
        return self.planned_on

    @property
    def group(self) -> int:
        """The smallest group that is shown; never below k."""
        return max(SMALLEST_GROUP, self.smallest_group)

    def _problems(self) -> Iterator[tuple[str, BadInput | None]]:
        """Each field with what is the matter with it, in the order of the form."""
        yield "case_story", _text_problem(self.case_story, LONGEST_STORY, may_be_empty=bool(self.case_id))
        for part, words in self.card:
            yield part, _text_problem(words, LONGEST_PART, may_be_empty=True)
        yield "title", _text_problem(self.title, LONGEST_TITLE)
        is_a_date = self.planned_on is not None and 2000 < self.planned_on.year < 2200
        yield "planned_on", None if is_a_date else NotADate()
        yield "values", TooFewValues(n=FEWEST_VALUES) if len(self.values) < FEWEST_VALUES else None
        yield "perspectives", None if self.perspectives else Empty()


def _text_problem(text: str, limit: int, *, may_be_empty: bool = False) -> BadInput | None:
    if not text.strip() and not may_be_empty:
        return Empty()
    return TooLong(limit=limit) if len(text) > limit else None


def first_rounds(workshop_id: str) -> list[Round]:
    """The rounds that a workshop has from the beginning, one of each kind; the same id gives the same rounds."""
    return [
        Round(str(uuid5(NAMESPACE_URL, f"{workshop_id}/{kind}/1")), workshop_id, kind, 1)
        for kind in RoundKind
    ]


def new_code() -> str:
    """A code of six letters and digits that can be read aloud: 7 x 10^8 of them."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


def still_busy(step: Step, is_first: bool, devices: int, present: int, ready: int) -> int:
    """How many people are not ready with this step yet.

    is_first  the first step: who joined on a device is counted, because nobody had an earlier step to be ready with
    present   people who said to be ready at least once in this workshop: who only filled in the survey is not here
    """
    return 0 if step.is_break else max(0, (devices if is_first else present) - ready)


def survey_minutes(values: int) -> int:
    """About how long the survey of so many values takes: some minutes for the promise, the top and the open questions."""
    return round(4 + values * 0.35)


def next_standing(standing: Standing, programme: Programme) -> tuple[Phase, str]:
    """Phase and step after `next`: the first step after the survey, the end after the last step."""
    if standing.phase is Phase.SURVEY:
        return Phase.LIVE, programme.steps[0].id
    following = programme.after(standing.step) if standing.phase is Phase.LIVE else None
    return (Phase.LIVE, following.id) if following else (Phase.ENDED, "")


def previous_standing(standing: Standing, programme: Programme) -> tuple[Phase, str]:
    """Phase and step after `back`: the survey before the first step, the last step before the end."""
    if standing.phase is Phase.ENDED:
        return Phase.LIVE, programme.steps[-1].id
    preceding = programme.before(standing.step) if standing.phase is Phase.LIVE else None
    return (Phase.LIVE, preceding.id) if preceding else (Phase.SURVEY, "")
