"""The agreements that a visitor may follow, by what they ask: attention first."""

from __future__ import annotations

from datetime import date

import pandas as pd

from domain.agreements import FINISHED, Status
from domain.roles import Deed, Visitor
from storage import agreements, organisations
from storage.store import Store

URGENCIES = ("late", "waiting", "running", "finished")


def within(store: Store, who: Visitor, today: date) -> pd.DataFrame:
    """The agreements of every team within the visitor's roles.

    returns  one row per agreement with the columns of `storage.agreements.of_teams` and urgency: "late" (past its date
             and not done), "waiting" (done, to be confirmed by a second person), "running" or "finished"; in that order,
             soonest due first
    """
    teams = organisations.teams_within(store, who.grants_for(Deed.FOLLOW_AGREEMENTS))
    found = agreements.of_teams(store, [team.id for team in teams])
    found["urgency"] = [
        urgency(Status(status), due_on, today)
        for status, due_on in zip(found["status"], found["due_on"], strict=True)
    ]
    order = {name: place for place, name in enumerate(URGENCIES)}
    return found.sort_values("urgency", key=lambda names: names.map(order), kind="stable")


def urgency(status: Status, due_on: date, today: date) -> str:
    """What an agreement asks of whoever follows it."""
    if status in FINISHED:
        return "finished"
    if status is Status.DONE:
        return "waiting"
    return "late" if due_on < today else "running"
