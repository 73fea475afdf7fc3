"""Where agreements stand."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.agreements import due_bucket, overdue, status_counts

TODAY = date(2026, 11, 24)  # a Tuesday


def agreement(number: int, status: str, due_on: date | None, department: str | None = "west") -> dict:
    return {
        "id": f"a{number}",
        "team_id": "t",
        "department_id": department,
        "value_id": "privacy",
        "status": status,
        "owner_name": "Sam",
        "due_on": due_on,
    }


@pytest.fixture
def agreements():
    return pd.DataFrame(
        [
            agreement(1, "open", date(2026, 11, 23)),
            agreement(2, "started", date(2026, 9, 1), "east"),
            agreement(3, "open", TODAY),
            agreement(4, "done", date(2026, 1, 1)),
            agreement(5, "secured", date(2026, 1, 1), "east"),
            agreement(6, "dropped", date(2026, 1, 1), None),
            agreement(7, "open", None, "east"),
        ]
    )


def test_statuses_are_counted_per_department_in_the_order_given(agreements):
    counts = status_counts(agreements, "department_id")
    assert list(counts.index) == ["west", "east"]
    assert counts.loc["west"].to_dict() == {
        "open": 2,
        "started": 0,
        "done": 1,
        "secured": 0,
        "dropped": 0,
        "total": 3,
    }
    assert counts.loc["east", ["open", "started", "secured", "total"]].tolist() == [1, 1, 1, 3]


def test_an_unknown_status_is_refused(agreements):
    with pytest.raises(ValueError, match="unknown status: paused"):
        status_counts(agreements.assign(status="paused"), "team_id")


def test_only_unfinished_agreements_are_overdue_and_the_longest_comes_first(agreements):
    late = overdue(agreements, TODAY)
    assert late["id"].tolist() == ["a2", "a1"]
    assert late["days_late"].tolist() == [84, 1]


def test_overdue_reads_timestamps_too(agreements):
    dated = agreements.assign(due_on=pd.to_datetime(agreements["due_on"]))
    assert overdue(dated, TODAY)["id"].tolist() == ["a2", "a1"]


def test_nothing_is_overdue_in_an_empty_list(agreements):
    assert overdue(agreements.head(0), TODAY).empty
    assert status_counts(agreements.head(0), "team_id").empty


@pytest.mark.parametrize(
    ("due_on", "bucket"),
    [
        (date(2026, 11, 23), "overdue"),
        (TODAY, "this_week"),
        (date(2026, 11, 29), "this_week"),
        (date(2026, 11, 30), "this_month"),
        (date(2026, 12, 1), "later"),
        (date(2027, 11, 24), "later"),
    ],
)
def test_a_date_falls_in_the_first_bucket_that_holds_it(due_on, bucket):
    assert due_bucket(due_on, TODAY) == bucket


def test_a_week_that_crosses_the_month_is_still_this_week():
    assert due_bucket(date(2026, 12, 1), date(2026, 11, 30)) == "this_week"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400), st.integers(0, 60))
def test_buckets_follow_each_other_in_time(today, days, more):
    order = ["overdue", "this_week", "this_month", "later"]
    due_on = today + timedelta(days=days)
    afterwards = due_bucket(due_on + timedelta(days=more), today)
    assert order.index(due_bucket(due_on, today)) <= order.index(afterwards)
    assert (due_bucket(due_on, today) == "overdue") == (due_on < today)
