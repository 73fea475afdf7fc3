"""A browser tab without a browser: the pages of the app as a visitor gets them; and workshops at every moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from actions.agree import agree
from actions.answer import answer
from actions.choose import choose
from actions.measure_again import measure_again
from actions.move import forward
from actions.note import note
from actions.publish import publish
from actions.ready import ready
from actions.recognise import account_cookie, participant_cookie
from actions.sign_in import link, with_link
from domain.agreements import AgreementDraft
from domain.answers import Mark, Remark
from domain.notes import Draft, NoteKind
from domain.roles import Visitor
from domain.workshops import Phase, RoundKind, Workshop
from storage import notes, workshops
from storage.open import the_store
from storage.settings import now
from storage.store import Store
from tests.cast import NOW, TODAY, House, a_workshop, give, new_id, participants_of, round_of
from ui import visit

SHELL = str(Path(__file__).parent.parent.parent / "ui/shell.py")
SAID = "Wie kijkt er mee op het plein"
AGREED = "Een bord bij het plein"
WORRIED = "Dat niemand het weet"
OBJECTED, TRAVELS, STAYS = "Te duur voor deze buurt", "Wij willen geen bord", "Alleen voor de zaal"

MOMENTS = ("survey", "explore", "effects", "values", "survey revealed", "dots revealed", "break", "tensions", "actions",
           "agree", "ideas revealed", "ended", "asked again")  # fmt: skip


@contextmanager
def fresh_store() -> Iterator[Store]:
    """The store of this process, empty; another one for whoever comes after."""
    _let_go()
    yield the_store()
    _let_go()


def _let_go() -> None:
    if the_store.cache_info().currsize:
        the_store().close()
    the_store.cache_clear()


@dataclass
class Tab:
    """What one visitor sees of a page. The visit's cookies are the place where a test says who is there."""

    test: AppTest
    cookies: dict[str, str]

    def open(self, page: str, code: str = "", language: str = "nl", **more: str) -> Tab:
        visit.cookies = lambda: self.cookies
        self.test.context = {"url": f"http://127.0.0.1:8501/{page}"}
        self.test.switch_page(f"../pages/{page}.py")
        self.test.query_params = {"lang": language, **({"m": code} if code else {}), **more}
        self.test.run()
        return self

    @property
    def text(self) -> str:
        """Everything on the screen, also what stands inside a component or behind a click."""
        return "\n".join(
            str(part.proto)
            for part in self.test._tree
            if getattr(part, "proto", None) is not None and not _is_style(part)
        )

    @property
    def headings(self) -> list[str]:
        lines = [line for part in self.test.markdown for line in part.value.splitlines()]
        return [line.lstrip("# ") for line in lines if line.startswith("#")]

    @property
    def problems(self) -> list[str]:
        return [str(part.value) for part in (*self.test.exception, *self.test.error)]


def _is_style(part: object) -> bool:
    return "<style>" in str(getattr(part, "body", ""))


def tab(cookies: dict[str, str]) -> Tab:
    """A tab that was opened with these cookies."""
    visit.cookies = dict  # the first run only learns which pages there are
    opened = AppTest.from_file(SHELL, default_timeout=20)
    opened._bidi_component_manager = _components()
    opened.run()
    return Tab(opened, cookies)


@cache
def _components() -> BidiComponentManager:
    """The components of the installed packages; looking for them takes longer than all pages together."""
    return BidiComponentManager()


def cookies_of(who: Visitor) -> dict[str, str]:
    """What the browser of this visitor holds."""
    store = the_store()
    held = {
        f"participant-{workshops.by_id(store, workshop_id).code}": participant_cookie(
            workshop_id, participant_id
        )
        for workshop_id, participant_id in who.participations
    }
    if who.account_id:
        held["account"] = account_cookie(with_link(store, link(who.email), now=now()))
    return held


@dataclass(frozen=True)
class Told:
    """A workshop that went up to a moment, and six people who took part."""

    workshop: Workshop
    people: list[Visitor]


def told(store: Store, house: House, moment: str) -> Told:
    """A workshop at this moment, with everything in it that people said and did until then."""
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 4) + participants_of(store, workshop, 2, "resident")
    reached = MOMENTS[: MOMENTS.index(moment) + 1]
    for one in reached:
        _happens(store, house, Told(workshop, people), one)
    return Told(workshop, people)


def _happens(store: Store, house: House, so_far: Told, moment: str) -> None:
    workshop, people, lead = so_far.workshop, so_far.people, house.facilitator
    steps = ("explore", "effects", "values", "break", "tensions", "actions", "agree", "ended")
    if moment in steps:
        forward(store, lead, workshop.id, workshops.standing(store, workshop.id), now=NOW)
    match moment:
        case "survey":
            for value in ("privacy", "veiligheid"):
                give(store, workshop, people, (5, 4, 5, 3, 4, 5), item=value)
                give(store, workshop, people, (2, 1, 2, 3, 2, 1), item=value, dimension="current")
            worry = [Remark("worry", WORRIED)]
            answer(
                store,
                people[0],
                round_of(store, workshop).id,
                [Mark("privacy", "top", 1)],
                worry,
                today=TODAY,
            )
        case "explore":
            _say(store, workshop, people[0], Draft(NoteKind.QUESTION, SAID))
            ready(store, people[0], workshop.id, "explore", True)
        case "effects":
            effect = Draft(NoteKind.EFFECT, SAID, about="resident", tone="bad", horizon="now")
            _say(store, workshop, people[0], effect)
        case "survey revealed":
            publish(store, lead, workshop.id, RoundKind.VALUES, now=NOW)
            give(store, workshop, people, (3, 5, 2, 1, 0, 4), dimension="dots", kind=RoundKind.DOTS)
        case "dots revealed":
            publish(store, lead, workshop.id, RoundKind.DOTS, now=NOW)
            choose(store, lead, workshop.id, new_id(), ("privacy", "veiligheid"), with_fewer=True, now=NOW)
        case "tensions":
            tension = _say(
                store,
                workshop,
                people[1],
                Draft(NoteKind.TENSION, SAID, about="privacy", against="veiligheid"),
            )
            weighed = Draft(NoteKind.WEIGHING, SAID, parent_id=tension, lean=1, condition="de raad het weet")
            _say(store, workshop, lead, weighed)
        case "actions":
            _say(store, workshop, people[2], Draft(NoteKind.IDEA, SAID, about="privacy", idea_type="process"))
        case "agree":
            idea = notes.of_workshop(store, workshop.id, NoteKind.IDEA)[0]
            for dimension in ("necessity", "importance"):
                give(
                    store,
                    workshop,
                    people,
                    (5, 4, 3, 5, 4, 2),
                    item=idea.id,
                    dimension=dimension,
                    kind=RoundKind.IDEAS,
                )
            for item in ("worthwhile", "heard"):
                give(
                    store, workshop, people, (5, 4, 3, 5, 4, 0), item=item, dimension="exit", kind=RoundKind.EXIT
                )  # fmt: skip
            _say(store, workshop, people[4], Draft(NoteKind.OBJECTION, OBJECTED, parent_id=idea.id))
            _say(store, workshop, people[3], Draft(NoteKind.REFLECTION, "helder"))
        case "ideas revealed":
            publish(store, lead, workshop.id, RoundKind.IDEAS, now=NOW)
            agreed = AgreementDraft(AGREED, "Het bord hangt er", "Joris", TODAY, "privacy")
            agreement_id = new_id()
            agree(store, lead, workshop.id, agreement_id, agreed, now=NOW)
            for body, travels in ((TRAVELS, True), (STAYS, False)):
                view = Draft(NoteKind.MINORITY, body, parent_id=agreement_id, travels=travels)
                _say(store, workshop, people[5], view)
        case "asked again":
            assert workshops.standing(store, workshop.id).phase is Phase.ENDED
            measure_again(store, lead, workshop.id, now=NOW)


def _say(store: Store, workshop: Workshop, who: Visitor, draft: Draft) -> str:
    note_id = new_id()
    note(store, who, workshop.id, note_id, draft, today=TODAY)
    return note_id
