"""What goes wrong in a real room: wrong codes, double clicks, long texts, lost connections, and a restart halfway."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from actions.administer import add_person
from actions.move import forward
from actions.sign_in import link
from domain.roles import Grant, Role
from domain.workshops import Workshop
from storage import workshops
from storage.content import the_content
from storage.open import open_store
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, gather, give, participants_of
from tests.journeys.conftest import App, _made
from tests.journeys.screens import LAPTOP, PHONE, device, join, on, settled

BEFORE, EXPLORE, VALUES = 0, 1, 3  # moves
PASSWORD = "een lang wachtwoord"
NASTY = "<script>window.taken=1</script> **vet** [klik](https://elders.example) $x$ :red[rood] # kop"

SEEN = NASTY.replace("://", ":\u2060//")  # with a sign that is not seen, so that no address becomes a link


@dataclass
class Room:
    """The app with the cast, workshops that wait at a step, the laptop of the facilitator, and a phone."""

    app: App
    browser: Browser
    cast: Cast
    waiting: dict[int, list[Workshop]]
    laptop: Page
    phone: Page
    others: list[BrowserContext] = field(default_factory=list)

    def workshop(self, moves: int) -> str:
        """The code of a workshop that nobody used yet, after this many moves."""
        return self.waiting[moves].pop().code

    def open(self, size: tuple[int, int] = PHONE) -> Page:
        """A browser that nobody used yet."""
        self.others.append(device(self.browser, size))
        return self.others[-1].new_page()

    def sign_in(self) -> None:
        """The facilitator signs in on the laptop, by a link."""
        self.laptop.goto(f"{self.app.base}/sign-in/{link(self.cast.duinstad.facilitator.email)}")
        self.laptop.locator("main button").click()
        expect(self.laptop.get_by_role("heading", name="Uw workshops")).to_be_visible()

    def lead(self, code: str, screen: str = "control") -> Page:
        """The laptop of the facilitator, at a screen of this workshop."""
        self.laptop.goto(f"{self.app.base}/{screen}?m={code}")
        return settled(self.laptop)

    def enter(self, code: str) -> Page:
        """The phone, of someone who joined this workshop."""
        join(self.phone, self.app.base, code, "Beleid")
        self.phone.wait_for_url("**/*?m=*")
        return settled(self.phone)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Room]:
    app = _made(tmp_path_factory.mktemp("room"), SECRET_KEY=os.environ["SECRET_KEY"])
    store = open_store(app.environment["STORE_URL"])
    cast = gather(store)
    waiting = {moves: [_waiting(store, cast, moves) for _ in range(8)] for moves in (BEFORE, EXPLORE, VALUES)}
    own = cast.duinstad
    grant = Grant(Role.FACILITATOR, own.organisation_id)
    add_person(store, own.administrator, "noor@duinstad.example", "Noor", PASSWORD, grant, now=NOW)
    store.close()
    app.start()
    laptop, phone = device(browser, LAPTOP), device(browser, PHONE)
    found = Room(app, browser, cast, waiting, laptop.new_page(), phone.new_page())
    found.sign_in()
    yield found
    for context in (laptop, phone):
        context.close()
    app.stop()


@pytest.fixture
def room(house: Room) -> Iterator[Room]:
    yield house
    house.phone.context.set_offline(False)
    while house.others:
        house.others.pop().close()


def _waiting(store: Store, cast: Cast, moves: int) -> Workshop:
    """A workshop in which five people answered, so that an outcome can be shown."""
    workshop = a_workshop(store, cast.duinstad)
    people = participants_of(store, workshop, 5) if moves else []
    for item in workshop.values if moves else ():
        for dimension in ("importance", "current"):
            give(store, workshop, people, (1, 2, 3, 4, 5), item=item, dimension=dimension)
    for _ in range(moves):
        standing = workshops.standing(store, workshop.id)
        forward(store, cast.duinstad.facilitator, workshop.id, standing, now=NOW)
    return workshop


def text(key: str) -> str:
    return the_content().texts[key]["nl"]


def rate(page: Page, value: str, score: int) -> None:
    radio(page, value, score).check(force=True)


def radio(page: Page, value: str, score: int) -> Locator:
    return page.locator(f"input[type=radio][name={value}-importance]").nth(score - 1)


def saved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text=text("answers.saved")).first).to_be_visible()


def say(page: Page, typed: str) -> None:
    page.get_by_label(text("explore.question")).fill(typed)
    on(page, text("note.send"))


def test_a_wrong_code_says_what_to_do_and_the_right_one_goes_on(room: Room) -> None:
    page, code = room.open(), room.workshop(BEFORE)
    page.goto(f"{room.app.base}/m")
    page.get_by_label("Code").fill("qqqqqq")
    on(page, "Ga verder")
    expect(page.get_by_role("alert")).to_have_text(text("problem.not_found"))
    expect(page.get_by_label("Code")).to_have_value("QQQQQQ")
    page.get_by_label("Code").fill(code.lower())
    on(page, "Ga verder")
    expect(page.get_by_role("heading", name=text("join.title"))).to_be_visible()


def test_who_signs_in_comes_back_to_the_screen_they_came_for(room: Room) -> None:
    page, code = room.open(LAPTOP), room.workshop(BEFORE)
    page.goto(f"{room.app.base}/control?m={code}")
    page.get_by_role("link", name="Inloggen").click()
    page.get_by_label("E-mailadres").fill("noor@duinstad.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    on(page, "Inloggen")
    expect(page.get_by_role("heading", name=text("control.survey"))).to_be_visible()
    assert f"m={code}" in page.url


def test_an_answer_after_closing_is_refused_with_a_text_and_the_earlier_ones_stay(room: Room) -> None:
    code = room.workshop(VALUES)
    phone = room.enter(code)
    phone.goto(f"{room.app.base}/survey?m={code}&p=2")
    rate(phone, "privacy", 4)
    saved(phone)
    phone.context.set_offline(True)
    control = room.lead(code)
    on(control, text("values.reveal_survey"))
    expect(control.get_by_text("Antwoorden van 6 mensen; 8 werden verwacht.").first).to_be_visible()
    rate(phone, "privacy", 1)
    phone.context.set_offline(False)
    expect(
        phone.get_by_text(text("problem.round_closed")).or_(phone.get_by_text(text("answers.frozen"))).first
    ).to_be_visible()
    phone.reload()
    expect(phone.get_by_text(text("answers.frozen")).first).to_be_visible()
    expect(radio(phone, "privacy", 4)).to_be_checked()


def test_a_double_click_sends_one_note(room: Room) -> None:
    code = room.workshop(EXPLORE)
    phone, control = room.enter(code), room.lead(code)
    phone.get_by_label(text("explore.question")).fill("Wie kijkt er mee?")
    phone.get_by_role("button", name=text("note.send")).dblclick(delay=20)
    notes = control.locator("[class*=st-key-note-]")
    expect(notes.filter(has_text="Wie kijkt er mee?")).to_be_visible()
    say(phone, "En nog een vraag")
    expect(notes.filter(has_text="En nog een vraag")).to_be_visible()
    expect(notes.filter(has_text="Wie kijkt er mee?")).to_have_count(1)


def test_a_double_click_begins_the_workshop_once(room: Room) -> None:
    code = room.workshop(BEFORE)
    control = room.lead(code)
    control.get_by_role("button", name=text("move.start")).dblclick(delay=20)
    expect(control.get_by_role("heading", name="Casus verkennen", level=1)).to_be_visible()
    settled(control)
    control.reload()
    expect(control.get_by_role("heading", name="Casus verkennen", level=1)).to_be_visible()


def test_script_and_markup_in_a_note_are_text_on_every_screen(room: Room) -> None:
    code = room.workshop(EXPLORE)
    phone, control = room.enter(code), room.lead(code)
    projector = control.context.new_page()
    projector.goto(f"{room.app.base}/projector?m={code}")
    settled(projector)
    say(phone, NASTY)
    for screen in (phone, control, projector):
        expect(screen.locator("p, li").filter(has_text=SEEN).last).to_be_visible()
        assert screen.evaluate("window.taken") is None
        assert screen.locator("a[href*='elders.example']").count() == 0
    projector.close()


def test_a_text_of_ten_thousand_characters_is_refused_and_stays_where_it_was_typed(room: Room) -> None:
    phone = room.enter(room.workshop(EXPLORE))
    long = "zo lang als het maar kan " * 400
    say(phone, long)
    expect(phone.get_by_text("er passen 500 tekens").first).to_be_visible()
    expect(phone.get_by_label(text("explore.question"))).to_have_value(long)
    say(phone, "Kort dan.")
    expect(phone.get_by_text("Kort dan.", exact=True).first).to_be_visible()
    expect(phone.get_by_text("er passen 500 tekens").first).to_have_count(0)


def test_a_worry_that_is_too_long_stays_on_the_screen_until_it_fits(room: Room) -> None:
    phone = room.enter(room.workshop(BEFORE))
    worry, done = phone.locator("textarea").first, phone.get_by_role("button", name=text("survey.finish"))
    heading = settled(phone).get_by_role("heading", level=1)
    while (before := heading.inner_text()) != text("survey.remarks"):
        on(phone, text("survey.on"))
        expect(heading).not_to_have_text(before)
        settled(phone)
    worry.fill("te lang " * 100)
    expect(done).to_be_disabled()
    expect(phone.get_by_text(text("survey.too_long"))).to_be_visible()
    worry.fill("Kort genoeg.")
    done.click()
    expect(phone.get_by_role("heading", name=text("survey.thanks"))).to_be_visible()


def test_an_emoji_survives(room: Room) -> None:
    code = room.workshop(EXPLORE)
    phone, control = room.enter(code), room.lead(code)
    say(phone, "Durven we dit? 😀👩‍👩‍👧 é")
    expect(control.get_by_text("Durven we dit? 😀👩‍👩‍👧 é")).to_be_visible()
    phone.goto(f"{room.app.base}/survey?m={code}&p=5")
    phone.locator("textarea").first.fill("Dat niemand lacht 😶")
    phone.locator("textarea").last.focus()
    saved(phone)
    phone.reload()
    expect(phone.locator("textarea").first).to_have_value("Dat niemand lacht 😶")


def test_answers_without_a_connection_arrive_when_it_is_back(room: Room) -> None:
    code = room.workshop(BEFORE)
    phone = room.enter(code)
    phone.goto(f"{room.app.base}/survey?m={code}&p=2")
    expect(radio(phone, "privacy", 1)).to_be_visible()
    phone.context.set_offline(True)
    rate(phone, "privacy", 2)
    rate(phone, "vrijheid", 5)
    rate(phone, "privacy", 3)
    expect(phone.get_by_role("status").filter(has_text=text("answers.offline")).first).to_be_visible()
    phone.context.set_offline(False)
    saved(phone)
    phone.reload()
    expect(radio(phone, "privacy", 3)).to_be_checked()
    expect(radio(phone, "vrijheid", 5)).to_be_checked()


def test_a_reload_and_a_restart_of_the_app_keep_the_person_and_the_answers(room: Room) -> None:
    code = room.workshop(BEFORE)
    phone, control = room.enter(code), room.lead(code)
    on(phone, text("survey.on"))
    rate(phone, "privacy", 4)
    saved(phone)
    phone.reload()
    expect(radio(phone, "privacy", 4)).to_be_checked()
    room.app.stop()
    rate(phone, "privacy", 5)
    expect(phone.get_by_role("status").filter(has_text=text("answers.offline")).first).to_be_visible()
    room.app.start()
    saved(phone)
    phone.reload()
    expect(radio(phone, "privacy", 5)).to_be_checked()
    control.reload()
    expect(control.get_by_text("1 van 8 vulde de vragenlijst in")).to_be_visible()
    expect(control.get_by_text("1 van 8 doet mee")).to_be_visible()


def test_a_phone_that_comes_late_lands_in_the_step_of_this_moment(room: Room) -> None:
    code = room.workshop(VALUES)
    late = room.enter(code)
    assert "/room" in late.url
    expect(late.get_by_role("heading", name="Waarden kiezen", level=1)).to_be_visible()
