"""The part of a visitor's scope that a page asks for: never more than the visitor's grants cover."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.roles import Deed, Grant, Visitor
from storage import organisations
from storage.store import Store

Scope = frozenset[Grant]


@dataclass(frozen=True)
class Within:
    """The organisation and the department that were chosen, by id; empty where nothing was."""

    organisation_id: str = ""
    department_id: str = ""


EVERYWHERE = Within()


def scope(who: Visitor, deed: Deed, within: Within = EVERYWHERE) -> Scope:
    """The grants for a deed, each made as small as what was chosen; those elsewhere are left out."""
    return frozenset(
        replace(grant, department_id=within.department_id or grant.department_id)
        for grant in who.grants_for(deed)
        if within.organisation_id in ("", grant.organisation_id)
        and (not within.department_id or grant.department_id in (None, within.department_id))
    )


def organisations_of(store: Store, who: Visitor, deed: Deed) -> dict[str, str]:
    """The organisations in which the visitor may do this, by id: names of their own, in order."""
    return unlike(organisations.organisations_within(store, scope(who, deed)))


def departments_of(store: Store, who: Visitor, deed: Deed, organisation_id: str) -> dict[str, str]:
    """The departments of an organisation with a team in which the visitor may do this."""
    return unlike(organisations.departments_within(store, scope(who, deed), organisation_id))


def unlike(named: list[tuple[str, str]]) -> dict[str, str]:
    """Names by id, with a number behind one that came before."""
    often: dict[str, int] = {}
    names = {}
    for one, name in named:
        often[name] = often.get(name, 0) + 1
        names[one] = name if often[name] == 1 else f"{name} {often[name]}"
    return names
