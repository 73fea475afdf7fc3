"""A workshop, where it stands, and how it moves: survey, then live step by step, then ended.

A workshop's own facts never change after it was made; where it stands is the latest of its moves.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from domain.content import CARD, Programme, Step
from domain.problems import BadInput, Empty, NotADate, TooFewValues, TooLong
from domain.roles import Place
from domain.texts import LANGUAGES

SMALLEST_GROUP = 5  # k: can only be raised
LONGEST_CODE = 12
CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # without look-alikes
MOST_PEOPLE = 1000
FEWEST_VALUES, MANY_VALUES = 3, 16  # many: long for a phone
LONGEST_TITLE, LONGEST_STORY, LONGEST_PART = 120, 2000, 300
STEP_MINUTES = range(1, 241)
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


@dataclass(frozen=True)
class Round:
    """One time that everyone is asked the same; `number` counts the value surveys of a workshop."""

    id: str
    workshop_id: str
    kind: RoundKind
    number: int
    is_closed: bool = False
    is_published: bool = False


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
    planned_on: date
    expected: int
    smallest_group: int
    values: tuple[str, ...]
    perspectives: tuple[str, ...]
    card: tuple[tuple[str, str], ...] = ()
    minutes: tuple[tuple[str, int], ...] = ()

    def checked(self) -> Plan:
        """Itself. raises Empty, TooFewValues, TooLong, NotADate or BadInput when something can't be right."""
        if not self.title.strip() or not self.perspectives or not (self.case_id or self.case_story.strip()):
            raise Empty()
        if len(self.values) < FEWEST_VALUES:
            raise TooFewValues(n=FEWEST_VALUES)
        for text, limit in self._texts():
            if len(text) > limit:
                raise TooLong(limit=limit)
        if not 2000 < self.planned_on.year < 2200:
            raise NotADate()
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
    def group(self) -> int:
        """The smallest group that is shown; never below k."""
        return max(SMALLEST_GROUP, self.smallest_group)

    def _texts(self) -> tuple[tuple[str, int], ...]:
        """What was typed, each with how long it may be."""
        parts = ((words, LONGEST_PART) for _, words in self.card)
        return (self.title, LONGEST_TITLE), (self.case_story, LONGEST_STORY), *parts


def first_rounds(workshop_id: str) -> list[Round]:
    """The rounds that a workshop has from the beginning, one of each kind; the same id gives the same rounds."""
    return [
        Round(str(uuid5(NAMESPACE_URL, f"{workshop_id}/{kind}/1")), workshop_id, kind, 1)
        for kind in RoundKind
    ]


def new_code() -> str:
    """A code of six letters and digits that can be read aloud: 7 x 10^8 of them."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


def still_busy(step: Step, is_first: bool, joined: int, present: int, ready: int) -> tuple[int, int]:
    """How many people are not ready with this step yet, and of how many.

    is_first  the first step: who joined is counted, because nobody had an earlier step to be ready with
    present   people who said to be ready at least once in this workshop: who only filled in the survey is not here
    """
    here = joined if is_first else present
    if step.is_break:
        return 0, here
    return max(0, here - ready), here


def survey_minutes(values: int) -> int:
    """About how long the survey of so many values takes."""
    return max(5, round(values * 0.35))


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
