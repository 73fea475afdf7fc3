"""What the demo is made of: organisations and people that do not exist, and workshops with all that was said.

Every `day` counts from the day on which the demo is filled: -30 is thirty days before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.agreements import Status
from domain.notes import Draft
from domain.roles import Role


@dataclass(frozen=True)
class DemoOrganisation:
    """An organisation; each of its workshops asks about the values `always_asked`, so that teams compare."""

    id: str
    name: str
    always_asked: tuple[str, ...]


@dataclass(frozen=True)
class DemoDepartment:
    id: str
    organisation: str
    name: str


@dataclass(frozen=True)
class DemoTeam:
    id: str
    department: str
    name: str


@dataclass(frozen=True)
class DemoPerson:
    """Someone with an account and one role; a visitor of the demo may step in as one who `is_offered`."""

    id: str
    organisation: str
    name: str
    email: str
    role: Role
    department: str | None
    is_offered: bool


@dataclass(frozen=True)
class Level:
    """Where people stand on average, 1 to 5."""

    importance: float
    current: float


@dataclass(frozen=True)
class View:
    """How much higher or lower one perspective puts one value than the others do."""

    perspective: str
    value: str
    importance: float
    current: float


@dataclass(frozen=True)
class DemoNote:
    """Something said in the room; `parent` is the id of another note."""

    id: str
    draft: Draft
    parent: str | None = None


@dataclass(frozen=True)
class DemoIdea:
    """An idea with the scores that people give it on average, 1 to 5."""

    note: DemoNote
    necessity: float
    importance: float
    objection: str = ""


@dataclass(frozen=True)
class DemoStatus:
    status: Status
    day: int
    by: str
    remark: str


@dataclass(frozen=True)
class DemoAgreement:
    """An agreement with its history; without a `due_day` it is due in the week of the demo."""

    id: str
    value: str
    idea: str | None
    title: str
    done_when: str
    owner: str
    due_day: int | None
    history: tuple[DemoStatus, ...]
    minority: str = ""


@dataclass(frozen=True)
class DemoAgain:
    """The second time that the values were asked; without a `closed` day that survey is still open."""

    opened: int
    closed: int | None
    answered: int


@dataclass(frozen=True)
class DemoWorkshop:
    """A workshop and how far it came.

    people     how many joined from each perspective; `answered` of them did the survey, `halfway` in part
    step       "" for a survey that is open, the step of this moment, or "ended"
    busy       how many are done with what is asked in the step of this moment
    raised     values that this team finds more important than others do
    guarded    values that it looks after better, `neglected` worse
    divided    values about which the team falls apart into two camps
    votes_again  whether the dots were divided once more after the talk
    """

    id: str
    team: str
    facilitator: str
    title: str
    case: str
    programme: str
    day: int
    expected: int
    people: Mapping[str, int]
    answered: int
    halfway: int
    step: str
    is_revealed: bool
    busy: int
    raised: tuple[str, ...]
    guarded: tuple[str, ...]
    neglected: tuple[str, ...]
    divided: tuple[str, ...]
    chosen: tuple[str, ...]
    notes: Mapping[str, tuple[DemoNote, ...]]
    ideas: tuple[DemoIdea, ...]
    agreements: tuple[DemoAgreement, ...]
    again: DemoAgain | None
    votes_again: bool = False


@dataclass(frozen=True)
class Demo:
    organisations: tuple[DemoOrganisation, ...]
    departments: tuple[DemoDepartment, ...]
    teams: tuple[DemoTeam, ...]
    people: tuple[DemoPerson, ...]
    levels: Mapping[str, Level]
    views: tuple[View, ...]
    workshops: tuple[DemoWorkshop, ...]

    def person(self, person_id: str) -> DemoPerson:
        return next(person for person in self.people if person.id == person_id)

    def organisation_of(self, team_id: str) -> DemoOrganisation:
        """The organisation that a team belongs to."""
        department_id = next(team.department for team in self.teams if team.id == team_id)
        organisation_id = next(one.organisation for one in self.departments if one.id == department_id)
        return next(one for one in self.organisations if one.id == organisation_id)
