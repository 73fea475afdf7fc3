"""How agreements stand: counts per status, and what is late; the day of today is always an argument."""

from calendar import monthrange
from datetime import date, timedelta

import pandas as pd

STATUSES = ("open", "started", "done", "secured", "dropped")
UNFINISHED = ("open", "started")


def status_counts(agreements: pd.DataFrame, by: str) -> pd.DataFrame:
    """How many agreements have each status, per department, team or value.

    agreements   one row per agreement: status, and the column named in `by`
    by           'department_id', 'team_id' or 'value_id'
    returns      index `by`, in the order in which they first come up (never a league table);
                 open, started, done, secured, dropped, total. Agreements without a `by` are left out.
    raises       ValueError on an unknown status
    """
    unknown = set(agreements["status"]) - set(STATUSES)
    if unknown:
        raise ValueError(f"unknown status: {', '.join(sorted(map(str, unknown)))}")
    named = agreements.dropna(subset=[by])
    counts = pd.DataFrame(
        {status: (named["status"] == status).groupby(named[by], sort=False).sum() for status in STATUSES}
    ).astype(int)
    return counts.assign(total=counts.sum(axis=1))


def overdue(agreements: pd.DataFrame, today: date) -> pd.DataFrame:
    """The agreements that should have been done by now, the longest overdue first.

    agreements   one row per agreement: id, status, due_on
    returns      those rows that are open or started and were due before today, with days_late (1 or more).
                 Agreements without a date are left out.
    """
    due_on = pd.to_datetime(agreements["due_on"])
    days_late = (pd.Timestamp(today) - due_on).dt.days
    late = agreements.assign(days_late=days_late)[agreements["status"].isin(UNFINISHED) & (days_late > 0)]
    return late.astype({"days_late": int}).sort_values("days_late", ascending=False, kind="stable")


def due_bucket(due_on: date, today: date) -> str:
    """When something is due: 'overdue' (before today), 'this_week' (up to and including Sunday),
    'this_month' (after that, in this calendar month) or 'later'.
    """
    sunday = today + timedelta(days=6 - today.weekday())
    month_end = today.replace(day=monthrange(today.year, today.month)[1])
    if due_on < today:
        return "overdue"
    if due_on <= sunday:
        return "this_week"
    return "this_month" if due_on <= month_end else "later"
