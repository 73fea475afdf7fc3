"""Every page as every kind of visitor: the page's row and the table of roles decide, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pytest

from actions.administer import end_role
from domain.roles import MAY, NOBODY, Deed, Grant, Role, Visitor
from domain.workshops import Workshop
from storage import accounts
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, a_participant, a_workshop, person
from tests.pages.tabs import AGREED, SAID, WORRIED, Tab, Told, cookies_of, tab, told
from ui.navigation import PAGES, Entry

TURNED_AWAY = the_content().texts["problem.title"]["nl"]
ABOUT_A_WORKSHOP = {
    "correct",
    "survey",
    "room",
    "control",
    "projector",
    "paper",
    "script",
    "result",
    "thread",
}
VISITORS = (
    "nobody", "participant", "facilitator", "manager", "administrator", "researcher", "participant of another workshop",
    "participant elsewhere", "facilitator elsewhere", "manager elsewhere", "administrator elsewhere", "researcher elsewhere",
)  # fmt: skip


class Seen(NamedTuple):
    """What stood on a page."""

    headings: list[str]
    problems: list[str]
    text: str


@dataclass(frozen=True)
class Someone:
    """A visitor with one role, and whether that role is for this workshop."""

    role: Role | None
    is_of_this_workshop: bool
    tab: Tab
    code: str
    looked: dict[str, Seen] = field(default_factory=dict)

    def see(self, page: str) -> Seen:
        """The page with the code of the workshop in the address; looked at once."""
        if page not in self.looked:
            shown = self.tab.open(page, self.code, p="5")  # of the survey the screen with worry and hope
            self.looked[page] = Seen(shown.headings, shown.problems, shown.text)
        return self.looked[page]


@pytest.fixture(scope="module")
def held(store: Store, cast: Cast) -> Told:
    """The workshop that everyone tries to see."""
    return told(store, cast.duinstad, "ended")


@pytest.fixture(scope="module", params=VISITORS)
def someone(request: pytest.FixtureRequest, store: Store, cast: Cast, held: Told) -> Someone:
    name: str = request.param
    role = None if name == "nobody" else Role(name.split()[0])
    opened = tab(cookies_of(_who(store, cast, held, name)))
    return Someone(role, role is not None and name == role, opened, held.workshop.code)


def _who(store: Store, cast: Cast, held: Told, name: str) -> Visitor:
    if name == "nobody":
        return NOBODY
    if name == "participant":
        return held.people[0]
    if name == "participant of another workshop":
        return a_participant(store, a_workshop(store, cast.duinstad, title="Iets anders"))
    house = cast.elsewhere if name.endswith("elsewhere") else cast.duinstad
    if name == "participant elsewhere":
        return a_participant(store, a_workshop(store, house, title="Iets anders"))
    found: Visitor = getattr(house, name.split()[0])
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_opens_for_whom_it_is_meant_and_for_nobody_else(page: Entry, someone: Someone) -> None:
    shown = someone.see(page.name)
    assert shown.problems == []
    assert (TURNED_AWAY in shown.headings) is not _may_open(page, someone), shown.headings
    assert shown.headings


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whoever_has_no_part_in_a_workshop_sees_nothing_of_it(
    page: Entry, someone: Someone, held: Told
) -> None:
    may_see = someone.is_of_this_workshop and someone.role in MAY[Deed.SEE_RESULT]
    shown = someone.see(page.name)
    assert may_see or [secret for secret in _secrets(held.workshop) if secret in shown.text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nobody_reads_the_worry_of_another_person(page: Entry, someone: Someone) -> None:
    is_the_author = someone.role is Role.PARTICIPANT and someone.is_of_this_workshop
    assert (WORRIED in someone.see(page.name).text) is (is_the_author and page.name == "survey")


@pytest.mark.parametrize(
    ("page", "code"),
    [
        *((page, "XXXXXX") for page in sorted(ABOUT_A_WORKSHOP)),
        *(("control", code) for code in ("", "'; --", "<script>")),
    ],
)
def test_a_code_that_does_not_exist_looks_like_a_workshop_that_is_not_yours(
    cast: Cast, store: Store, page: str, code: str
) -> None:
    shown = tab(cookies_of(cast.duinstad.facilitator)).open(page, code)
    assert shown.problems == []
    assert TURNED_AWAY in shown.headings


def test_a_role_that_ended_counts_no_more_at_the_next_run(store: Store, cast: Cast, held: Told) -> None:
    house = cast.duinstad
    brief = person(store, Grant(Role.FACILITATOR, house.organisation_id), "bob@duinstad.example")
    opened = tab(cookies_of(brief))
    assert TURNED_AWAY not in opened.open("control", held.workshop.code).headings
    (grant_id,) = [row[0] for row in accounts.people(store, house.organisation_id) if row[2] == brief.email]
    end_role(store, house.administrator, house.organisation_id, grant_id, now=NOW)
    assert TURNED_AWAY in opened.open("control", held.workshop.code).headings


def test_whoever_is_turned_away_is_offered_the_way_in_and_the_way_back(store: Store, held: Told) -> None:
    shown = tab({}).open("control", held.workshop.code)
    ways = " ".join(part.body for part in shown.test.get("html"))
    assert f'href="/sign-in?back=/control%3Fm%3D{held.workshop.code}"' in ways
    assert f'href="/m/{held.workshop.code}"' in ways


def _may_open(page: Entry, someone: Someone) -> bool:
    """What the table of roles and the row of the page say."""
    if page.deed is Deed.READ_OPEN:
        return True
    is_at_home = someone.is_of_this_workshop or page.name not in ABOUT_A_WORKSHOP
    return someone.role in MAY[page.deed] and is_at_home


def _secrets(workshop: Workshop) -> tuple[str, ...]:
    return "Camera\\'s op het plein", "Camera's op het plein", workshop.id, SAID, AGREED, "Joris"
