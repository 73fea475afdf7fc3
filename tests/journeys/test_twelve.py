"""Twelve people in one room: the full programme until the values are measured again, the short one that goes on from a
phone when the laptop dies, and a rehearsal. Whatever is on a screen, no figure is about fewer than five people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Route, expect

from storage.content import the_content
from tests.journeys.conftest import START, App
from tests.journeys.screens import (
    LAPTOP,
    PHONE,
    PROJECTOR,
    close,
    device,
    move_on,
    on,
    set_up,
    settled,
    shoot,
)
from tests.journeys.twelve import ASKED, ENGLISH, Hall, in_order, nothing_about_a_few, twelve_phones

FILLS = """() => [...document.querySelectorAll(".js-plotly-plot")].every((drawn) => Math.abs(
    drawn.offsetHeight - drawn.closest('[data-testid="stElementContainer"]').offsetHeight) <= 2)"""
SCROLLED = "() => Math.round(document.querySelector('[data-testid=\"stMain\"]').scrollTop)"
TOLD = "Bord bij het plein met wie de beelden ziet"


@pytest.fixture(scope="module")
def hall(module_app: App, browser: Browser) -> Iterator[Hall]:
    laptop = device(browser, LAPTOP)
    control = laptop.new_page()
    set_up(control, module_app.base, module_app.said(r"set-up code: (\w+)"))
    projector = device(browser, PROJECTOR, known=laptop).new_page()
    people = twelve_phones(browser)
    yield Hall(module_app, browser, control, projector, people)
    for page in (*(one.page for one in people), projector, control):
        page.context.close()


def test_twelve_people_go_from_survey_to_agreement_and_the_values_are_measured_again(hall: Hall) -> None:
    control, projector, people = hall.control, hall.projector, hall.people
    dutch, english = people[0], people[ENGLISH[0]]
    code = hall.prepare()
    projector.goto(f"{hall.app.base}/projector?m={code}")
    in_order(control, projector)
    hall.join(code)
    hall.answer_all()
    expect(control.get_by_text("12 van 12 vulden de vragenlijst in")).to_be_visible()
    expect(projector.get_by_text("12 van 12 doen mee")).to_be_visible()
    assert nothing_about_a_few(control, projector) == 0, "until they are shown there are counts only"
    hall.app.set_clock(START + timedelta(days=7))
    for one in people:
        one.page.goto(f"{hall.app.base}/room?m={code}")
    for one in people:
        one.sees(one.say("room.lobby"))

    on(control, "Begin de workshop")
    hall.follows("explore")
    dutch.sends("explore.question", "Wie kijkt er mee met de beelden?")
    hall.shows("Wie kijkt er mee met de beelden?", control)

    move_on(control, "Perspectieven en effecten")
    hall.follows("effects")
    english.sends("effects.text", "People feel less free there.")
    hall.shows("People feel less free there.", control)
    people[1].press("room.ready")
    expect(control.get_by_text("1 van 12 is klaar")).to_be_visible()

    move_on(control, "Waarden kiezen")
    hall.follows("values")
    on(control, "Toon de uitkomst van de vragenlijst")
    expect(projector.get_by_text("Antwoorden van 12 mensen; 12 werden verwacht.")).to_be_visible()
    hall.divide_dots()
    expect(control.get_by_text("12 van 12 verdeelden stippen")).to_be_visible()
    in_order(english.page, control)
    shoot(projector, "twelve-projector-survey")
    shoot(people[3].page, "twelve-phone-survey")
    on(control, "Toon de stippen")
    for one in (dutch, english):
        expect(one.page.get_by_role("heading", name=one.say("values.voted"))).to_be_visible()
    for value in ASKED:
        settled(control).locator(".st-key-choice").get_by_text(value, exact=True).click()
    on(control, "Leg deze waarden vast")
    for one in (dutch, english):
        expect(one.page.get_by_role("heading", name=one.say("values.chosen"))).to_be_visible()
    assert nothing_about_a_few(control, projector, *(one.page for one in people)) > 0

    move_on(control, "Pauze")
    hall.follows("break")
    move_on(control, "Spanningen wegen")
    hall.follows("tensions")
    people[3].sends("tensions.why", "Meer zicht betekent minder rust.")
    hall.shows("Meer zicht betekent minder rust.", control)
    settled(control).get_by_text("Weeg deze spanning").click()
    control.get_by_role("slider", name="Naar welke kant slaat het hier door?").press("ArrowRight")
    control.get_by_label("op voorwaarde dat …").fill("de beelden na een week weg zijn")
    control.get_by_label("Wij accepteren …").fill("camera's")
    on(control, "Stuur de afweging")
    hall.shows("op voorwaarde dat de beelden na een week weg zijn")

    move_on(control, "Acties bedenken")
    hall.follows("actions")
    for one, idea in ((people[4], "De gemeente zet op een bord wie de beelden ziet."),
                      (english, "Every quarter the council looks at the numbers.")):  # fmt: skip
        one.sends("actions.text", idea)
        hall.shows(idea, control)

    move_on(control, "Ordenen en afspreken")
    hall.follows("agree")
    for place, one in enumerate(people):
        one.rates(5 - place % 2, 3 + place % 3)
    expect(control.get_by_text("12 van 12 gaven scores")).to_be_visible()
    on(control, "Toon de ordening")
    expect(people[1].page.get_by_role("heading", name="De ideeën op volgorde")).to_be_visible()
    dutch.sends("agree.reflection", "helder")
    settled(control).get_by_role("button", name="Maak hier een afspraak van").first.click()
    expect(control.locator("input[aria-label='Wat spreken we af?']:not([value=''])")).to_be_visible()
    agreed = control.get_by_label("Wat spreken we af?")
    expect(agreed).to_have_count(1)  # the field without the idea has made place for the one with it
    agreed.fill(TOLD)
    control.get_by_label("Eén eigenaar").fill("Sam Bakker")
    control.get_by_label("Klaar op").fill("15-01-2027")
    control.get_by_role("textbox", name="Klaar als").fill("Het bord hangt er en een inwoner begrijpt het.")
    on(control, "Leg de afspraak vast")
    hall.shows(TOLD, dutch.page, english.page)
    hall.shows("helder")
    expect(
        projector.locator(".js-plotly-plot")
    ).to_be_visible()  # beside the agreements, and as tall as its room
    projector.wait_for_function(FILLS)
    in_order(projector, dutch.page)
    shoot(control, "twelve-control-agree")
    shoot(projector, "twelve-projector-agree")
    shoot(english.page, "twelve-phone-agree")

    close(control, "De workshop is klaar")
    for one in people:
        one.sees(one.say("room.thanks"))
    assert nothing_about_a_few(control, projector, *(one.page for one in people)) > 0
    _is_followed_up(hall)
    _is_measured_again(hall, code)


def _is_followed_up(hall: Hall) -> None:
    """The status of the agreement is changed where all agreements are."""
    manager = hall.control.context.new_page()
    manager.goto(f"{hall.app.base}/agreements")
    expect(manager.get_by_text(TOLD)).to_be_visible()
    settled(manager).get_by_text("Geschiedenis en status").click()
    settled(manager).get_by_role("radiogroup", name="Nieuwe status").get_by_text("Begonnen").click()
    manager.get_by_label("Toelichting of bewijs").fill("De tekst ligt bij de drukker.")
    on(manager, "Leg de status vast")
    expect(manager.get_by_text("De tekst ligt bij de drukker.")).to_be_visible()
    manager.close()


def _is_measured_again(hall: Hall, code: str) -> None:
    """Four months later six of the same people answer on the same phones, and the result shows both measurings."""
    hall.app.later(days=120)
    for page in (hall.projector, hall.control):
        hall.sign_in(page, code)
    on(hall.control, "Open de vragenlijst opnieuw")
    on(hall.control, "Open de vragenlijst nu")
    some = hall.people[:6]
    for one in some:
        expect(one.page.get_by_text(one.say("room.again"))).to_be_visible()
        one.page.goto(f"{hall.app.base}/survey?m={code}&p=1")
    for place, one in enumerate(some):
        one.rates(4, 3 + place % 2)
        one.saved()
    expect(hall.control.get_by_text("6 van 12 vulden de vragenlijst in")).to_be_visible()
    on(hall.control, "Toon de uitkomst van de vragenlijst")
    expect(hall.control.get_by_text("6 mensen hebben nog niet geantwoord.")).to_be_visible()
    on(hall.control, "Toon toch")
    expect(hall.control.get_by_role("heading", name="Meet opnieuw")).to_be_visible()
    result = hall.control.context.new_page()
    result.goto(f"{hall.app.base}/result?m={code}")
    expect(result.get_by_role("heading", name="Opnieuw gemeten")).to_be_visible()
    expect(result.get_by_text(TOLD).first).to_be_visible()
    assert nothing_about_a_few(settled(result)) > 0
    in_order(result)
    shoot(result, "twelve-result")
    result.close()


def test_the_short_programme_goes_on_from_a_phone_when_the_laptop_dies_in_step_four(hall: Hall) -> None:
    """The steps of the short programme in their order; at the fourth the laptop is gone, and nothing else is."""
    code = hall.prepare("Kort programma (90 minuten)")
    hall.projector.goto(f"{hall.app.base}/projector?m={code}")
    hall.join(code)
    for one in hall.people[:4]:
        one.rates(4, 2)
    expect(hall.control.get_by_text("4 van 12 vulden de vragenlijst in")).to_be_visible()
    for one in hall.people:
        one.page.goto(f"{hall.app.base}/room?m={code}")
    for one in hall.people:
        one.sees(one.say("room.lobby"))
    on(hall.control, "Begin de workshop")
    hall.follows("explore")
    for step, minutes in (("Waarden kiezen", 25), ("Acties bedenken", 25), ("Ordenen en afspreken", 25)):
        move_on(hall.control, step)
        hall.follows({"Waarden kiezen": "values", "Acties bedenken": "actions"}.get(step, "agree"))
        expect(hall.control.get_by_text(re.compile(rf"van {minutes} minuten")).first).to_be_visible()
        if step == "Waarden kiezen":
            on(hall.control, "Toon de uitkomst van de vragenlijst")
            expect(hall.control.get_by_text("Er hebben nu 4 mensen geantwoord.")).to_be_visible()
            assert nothing_about_a_few(hall.control, hall.projector) == 0
    hall.control.close(run_before_unload=False)

    phone = device(hall.browser, PHONE)
    control = phone.new_page()
    hall.sign_in(control, code)
    expect(control.get_by_role("heading", name="Ordenen en afspreken", level=1)).to_be_visible()
    expect(control.get_by_text("12 van 12 doen mee")).to_be_visible()
    in_order(control)
    shoot(control, "twelve-control-phone")
    on(control, "Terug")
    hall.follows("actions")
    move_on(control, "Ordenen en afspreken")
    hall.follows("agree")
    close(control, "De workshop is klaar")
    for one in hall.people:
        one.sees(one.say("room.thanks"))
    hall.control = device(hall.browser, LAPTOP, known=phone).new_page()
    phone.close()


def test_the_page_stays_under_a_hand_when_the_live_line_comes_late(hall: Hall) -> None:
    """Whoever reads on before the script of the live line is there is not taken back to the top."""
    control = hall.control
    hall.prepare("Kort programma (90 minuten)")
    late: list[Route] = []
    control.route("**/parts/live.js*", lambda route: late.append(route))
    control.goto(control.url)
    assert late, "it is asked for while the page is on its way"
    control.get_by_role("button", name="Oefenen", exact=True).scroll_into_view_if_needed()
    settled(control)
    where = control.evaluate(SCROLLED)
    assert where > 0
    for route in late:
        route.continue_()
    expect(control.get_by_text("0 van 12 doen mee")).to_be_attached()
    assert control.evaluate(SCROLLED) >= where
    control.unroute("**/parts/live.js*")


def test_a_rehearsal_is_marked_counts_nowhere_and_is_thrown_away(hall: Hall) -> None:
    """Made-up people take part in a workshop of one's own; afterwards it is as if nothing had happened."""
    control, projector = hall.control, hall.projector
    code = hall.prepare("Kort programma (90 minuten)")
    on(control, "Oefenen")
    band = "Oefening: telt niet mee"
    expect(control.get_by_text(band)).to_be_visible()
    rehearsal = control.url.split("m=")[1][:6]
    assert rehearsal != code
    assert settled(control).evaluate(SCROLLED) == 0, "another workshop begins at its top"
    projector.goto(f"{hall.app.base}/projector?m={rehearsal}")
    expect(projector.get_by_text(band)).to_be_visible()
    on(control, "Begin de workshop")
    for step in ("Waarden kiezen", "Acties bedenken", "Ordenen en afspreken"):
        move_on(control, step)
        expect(projector.get_by_role("heading", name=step, level=1)).to_be_visible()
        for page in (control, projector):
            expect(page.get_by_text(band)).to_be_visible()
    in_order(control)
    shoot(control, "twelve-control-rehearsal")
    lists = control.context.new_page()
    for page in ("", "agreements", "comparison"):
        lists.goto(f"{hall.app.base}/{page}")
        expect(settled(lists).get_by_role("heading", level=1).first).to_be_visible()
        assert rehearsal not in lists.content()
    lists.close()
    on(control, "Oefening weggooien")
    expect(control.get_by_role("heading", name="Voor de workshop")).to_be_visible()
    expect(control.get_by_text("0 van 12 doen mee")).to_be_visible()
    projector.goto(f"{hall.app.base}/projector?m={rehearsal}")
    expect(projector.get_by_text(the_content().texts["problem.not_found"]["nl"])).to_be_visible()
