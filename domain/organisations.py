"""Where people work: an organisation has departments, a department has teams; an account belongs to one organisation."""

from __future__ import annotations

from dataclasses import dataclass

from domain.roles import Place


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    department_id: str
    department_name: str
    organisation_id: str
    organisation_name: str

    @property
    def place(self) -> Place:
        return Place(self.organisation_id, self.department_id, self.id)


@dataclass(frozen=True)
class Account:
    id: str
    organisation_id: str
    email: str
    name: str
