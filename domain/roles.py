"""Who may what: one table of deeds that every page, route and action asks; there is no other rule of access.

A role is given for a place: an organisation, one of its departments, or one of its teams. A participant is known by a
workshop, not by an account. Nobody has a role in a place of another organisation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.problems import NotAllowed, NotSignedIn


class Role(StrEnum):
    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    RESEARCHER = "researcher"


class Deed(StrEnum):
    """What can be done. `READ_OPEN` is for everyone, also for someone who is nobody here."""

    READ_OPEN = "read_open"
    ANSWER = "answer"
    TAKE_PART = "take_part"
    SEE_RESULT = "see_result"
    PREPARE = "prepare"
    LEAD = "lead"
    ENTER_PAPER = "enter_paper"
    FOLLOW_AGREEMENTS = "follow_agreements"
    CHANGE_AGREEMENT = "change_agreement"
    CONFIRM_AGREEMENT = "confirm_agreement"
    COMPARE = "compare"
    EXCHANGE = "exchange"
    ADMINISTER = "administer"


MAY: dict[Deed, frozenset[Role]] = {
    Deed.READ_OPEN: frozenset(Role),
    Deed.ANSWER: frozenset({Role.PARTICIPANT}),
    Deed.TAKE_PART: frozenset({Role.PARTICIPANT}),
    Deed.SEE_RESULT: frozenset({Role.PARTICIPANT, Role.FACILITATOR, Role.MANAGER}),
    Deed.PREPARE: frozenset({Role.FACILITATOR}),
    Deed.LEAD: frozenset({Role.FACILITATOR}),
    Deed.ENTER_PAPER: frozenset({Role.FACILITATOR}),
    Deed.FOLLOW_AGREEMENTS: frozenset({Role.FACILITATOR, Role.MANAGER}),
    Deed.CHANGE_AGREEMENT: frozenset({Role.FACILITATOR, Role.MANAGER}),
    Deed.CONFIRM_AGREEMENT: frozenset({Role.MANAGER}),
    Deed.COMPARE: frozenset({Role.FACILITATOR, Role.MANAGER, Role.RESEARCHER}),
    Deed.EXCHANGE: frozenset({Role.MANAGER}),
    Deed.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Place:
    """Where something is: always an organisation, perhaps a department and a team, perhaps one workshop."""

    organisation_id: str
    department_id: str | None = None
    team_id: str | None = None
    workshop_id: str | None = None


@dataclass(frozen=True)
class Grant:
    """A role for a place; `covers` says whether another place lies within it."""

    role: Role
    organisation_id: str
    department_id: str | None = None
    team_id: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is for a whole organisation."""
        return self.department_id is None and self.team_id is None

    def covers(self, place: Place) -> bool:
        return (
            self.organisation_id == place.organisation_id
            and self.department_id in (None, place.department_id)
            and self.team_id in (None, place.team_id)
        )


@dataclass(frozen=True)
class Visitor:
    """Who is behind this screen: an account with grants, a participant of workshops, both, or nobody."""

    account_id: str | None = None
    name: str = ""
    email: str = ""
    grants: tuple[Grant, ...] = ()
    participations: tuple[tuple[str, str], ...] = ()  # (workshop_id, participant_id)

    def may(self, deed: Deed, place: Place | None = None) -> bool:
        """Whether the deed is allowed at the place; without a place: anywhere at all."""
        if deed is Deed.READ_OPEN:
            return True
        roles = MAY[deed]
        if Role.PARTICIPANT in roles and self._takes_part_in(place):
            return True
        return any(grant.role in roles and (place is None or grant.covers(place)) for grant in self.grants)

    def must(self, deed: Deed, place: Place | None = None) -> None:
        """Nothing when allowed. raises NotSignedIn for nobody, NotAllowed for anyone else."""
        if not self.may(deed, place):
            raise NotAllowed() if self.account_id else NotSignedIn()

    def participant_in(self, workshop_id: str) -> str | None:
        """The participant's id in that workshop, or None."""
        return dict(self.participations).get(workshop_id)

    def grants_for(self, deed: Deed) -> tuple[Grant, ...]:
        """The grants that allow the deed: together they are the visitor's scope for it."""
        return tuple(grant for grant in self.grants if grant.role in MAY[deed])

    def _takes_part_in(self, place: Place | None) -> bool:
        if place is None:
            return bool(self.participations)
        return place.workshop_id is not None and self.participant_in(place.workshop_id) is not None


NOBODY = Visitor()
