"""Houses on the screen: wherever a page says how many people a number is about, those were published together, and at least five."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from domain.roles import Visitor
from storage.store import Store
from tests.analytics.test_everything_subtracted import DATA, FOUND, LEGAL, POLICY, asked, said
from tests.cast import Cast
from tests.houses import HousePlay
from tests.pages.tabs import cookies_of, tab

EVERYONE = POLICY | DATA
STORIES = (
    FOUND["two pools of the same people, of whom one changed"],
    FOUND["only one perspective answers again, and someone new"],
    asked(EVERYONE, {who: score % 5 + 1 for who, score in EVERYONE.items()}),
    asked(LEGAL | said("legal", 4, 2, 3, 3, 5, first=20)),
)
N = re.compile(
    r"(?<!\w)(?<!dan )(?<!minstens )(?<!vanaf )(?<!de )(\d+)(?: (?:en|van|tot) (\d+))? mensen(?! of meer)"
)  # not a smallest group, and not how many were expected
RESPONSE = re.compile(
    r"antwoordden (\d+) van de (\d+) verwachte|(\d+) van (\d+) \(\d+%\)|(\d+) van de (\d+) mensen antwoordden"
)
HARD_SPACES = ("\\302\\240", "\\\\u00a0", "\\u00a0", "\u00a0")  # as the messages of a page write them


@pytest.fixture(scope="module")
def play(store: Store, cast: Cast) -> HousePlay:
    """Four stories in Duinstad, seen by its manager."""
    made = HousePlay(store, cast.duinstad.facilitator, cast.duinstad.manager, cast.duinstad.organisation_id)
    made.departments["a"] = cast.duinstad.department_id
    for number, story in enumerate(STORIES):
        for what, team, department, survey, given in story:
            renamed = {f"{number} {who}": score for who, score in dict(given).items()}
            made.happen((what, f"{number} {team}", department, survey, renamed))
    made.look()
    return made


def pages_of(play: HousePlay) -> Iterator[tuple[str, Visitor, str, dict[str, str]]]:
    """Each page that shows figures, with whom it is for, the code and what is asked of it."""
    place = {"organisation": play.organisation_id}
    for measure in ("importance", "gap"):
        yield "comparison", play.manager, "", {**place, "measure": measure}
        yield "change", play.manager, "", {**place, "measure": measure}
    yield "value", play.manager, "", {**place, "value": "privacy"}
    for kind in ("teams", "places"):
        yield "research", play.manager, "", {**place, "kind": kind}
    for one in play.teams.values():
        yield "team", play.manager, "", {"team": one.house.team_id}
        yield "change", play.manager, "", {**place, "team": one.house.team_id, "measure": "importance"}
        yield "thread", play.manager, one.workshop.code, {"value": "privacy"}
        yield "result", play.lead, one.workshop.code, {}


def test_no_page_tells_a_number_about_people_who_were_not_published_together(play: HousePlay) -> None:
    sizes = {len(given) for given in play.kept.given} | {0}
    tabs = {who.email: tab(cookies_of(who)) for who in (play.manager, play.lead)}
    told, answered = 0, 0
    for page, who, code, query in pages_of(play):
        shown = tabs[who.email].open(page, code, **query)
        assert shown.problems == [], (page, query)
        for found in N.findall(_soft(shown.text)):
            counts = {int(count) for count in found if count}
            assert counts <= sizes, (page, query, found)
            told += 1
        for found in RESPONSE.findall(_soft(shown.text)):
            people, expected = (int(count) for count in found if count)
            assert (people, expected) in play.responses, (page, query, found)
            answered += 1
    assert told > 10, "the pages do say how many people"
    assert answered > 10, "and how many of those who were expected"


def _soft(text: str) -> str:
    for hard in HARD_SPACES:
        text = text.replace(hard, " ")
    return text
