"""The profile of a team leaves nothing out in silence: what is not shown stands there with the reason."""

from __future__ import annotations

import re

import pytest

from actions.publish import publish
from domain.workshops import RoundKind, Workshop
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, give, participants_of
from tests.pages.tabs import cookies_of, tab

SCORES = (5, 4, 5, 3, 4, 2, 4, 5, 1, 4)


def begins(key: str) -> str:
    """The text up to its first blank."""
    return re.split(r"[{]", the_content().texts[key]["nl"])[0]


def surveyed(store: Store, cast: Cast, unknown: int, values: int) -> Workshop:
    """Ten people scored all four values, and so many of them said “don't know” to the importance of the first values."""
    workshop = a_workshop(store, cast.duinstad)
    people = participants_of(store, workshop, len(SCORES))
    for shift, value in enumerate(workshop.values):
        importance = [SCORES[(place + 3 * shift) % len(SCORES)] for place in range(len(SCORES))]
        if shift < values:
            importance[:unknown] = [0] * unknown
        give(store, workshop, people, importance, item=value)
        give(store, workshop, people, SCORES, item=value, dimension="current")
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    return workshop


@pytest.mark.parametrize(
    ("unknown", "values", "says"),
    [(0, 0, "figure.w_"), (5, 2, "figure.dont_know"), (5, 3, "figure.unknown_w"), (6, 1, "figure.no_w")],
)
def test_how_far_people_agree_is_said_or_why_not(
    store: Store, cast: Cast, unknown: int, values: int, says: str
) -> None:
    workshop = surveyed(store, cast, unknown, values)
    shown = tab(cookies_of(cast.duinstad.manager)).open("team", team=workshop.team_id).text
    words = [begins(key) for key in the_content().texts if key.startswith("figure.w_")]
    assert any(begin in shown for begin in words) is (says in ("figure.w_", "figure.dont_know"))
    for key in ("figure.dont_know", "figure.no_w"):
        assert (begins(key) in shown) is (key == says)
    assert ("dat is meer dan 25%" in shown) is (says == "figure.unknown_w")
    assert begins("figure.no_top") in shown
    assert (begins("figure.left_out_too_few") in shown) is (unknown > 5)
