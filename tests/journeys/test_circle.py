"""The whole circle for one team: from an empty store to a manager who changes the status of an agreement."""

from __future__ import annotations

import time
from datetime import timedelta

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import START, App
from tests.journeys.screens import (
    LAPTOP,
    PHONE,
    PROJECTOR,
    close,
    device,
    join,
    move_on,
    on,
    prepare,
    rate_screen,
    set_up,
    settled,
    shoot,
)

PERSPECTIVES = (
    "Beleid",
    "Data en techniek",
    "Juridisch en privacy",
    "Uitvoering",
    "Inwoner of gebruiker",
    "Partner",
)
STEPS = ("Casus verkennen", "Perspectieven en effecten", "Waarden kiezen", "Pauze", "Spanningen wegen",
         "Acties bedenken", "Ordenen en afspreken")  # fmt: skip


def test_a_team_goes_from_survey_to_agreement_and_the_manager_follows_it(app: App, browser: Browser) -> None:
    control = device(browser, LAPTOP).new_page()
    set_up(control, app.base, app.said(r"set-up code: (\w+)"))
    code = prepare(control, app.base)
    phones = [device(browser, PHONE).new_page() for _ in PERSPECTIVES]
    for place, (phone, perspective) in enumerate(zip(phones, PERSPECTIVES, strict=True)):
        join(phone, app.base, code, perspective)
        _fill_in(phone, place)
    expect(control.get_by_text("6 van 6 vulden de vragenlijst in")).to_be_visible()
    shoot(control, "circle-control-survey")

    projector = control.context.new_page()
    projector.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    projector.goto(f"{app.base}/projector?m={code}")
    expect(projector.get_by_text("6 van 6 doen mee")).to_be_visible()

    app.set_clock(START + timedelta(days=7))
    for phone in phones:
        phone.goto(f"{app.base}/room?m={code}")
        expect(phone.get_by_role("heading", name="U doet mee")).to_be_visible()
    screens = [*phones, projector]

    on(control, "Begin de workshop")
    _all_follow(screens, STEPS[0])
    _say(phones[0], "Uw vraag", "Wie kijkt er mee met de beelden?")
    expect(projector.get_by_text("Wie kijkt er mee met de beelden?")).to_be_visible()
    expect(control.get_by_text("Wie kijkt er mee met de beelden?")).to_be_visible()
    shoot(phones[0], "circle-room-explore")

    move_on(control, STEPS[1])
    lag = _all_follow(screens, STEPS[1])
    print(f"from next step to the last of {len(screens)} screens: {1000 * lag:.0f} ms")
    _say(phones[4], "Het effect, in één zin", "Mensen durven er minder vrij te zijn.")
    expect(projector.get_by_text("Mensen durven er minder vrij te zijn.")).to_be_visible()
    on(phones[1], "Ik ben klaar")
    expect(control.get_by_text("1 van 6 zijn klaar")).to_be_visible()

    move_on(control, STEPS[2])
    _all_follow(screens, STEPS[2])
    on(control, "Toon de uitkomst van de vragenlijst")
    expect(projector.get_by_text("Antwoorden van 6 mensen; 6 werden verwacht.")).to_be_visible()
    shoot(projector, "circle-projector-values")
    for phone in phones:
        for _ in range(3):
            phone.get_by_role("button", name="Stip erbij voor Privacy").click()
        expect(phone.get_by_role("status").filter(has_text="Opgeslagen").first).to_be_visible()
    expect(control.get_by_text("6 van 6 verdeelden stippen")).to_be_visible()
    on(control, "Toon de stippen")
    expect(phones[0].get_by_role("heading", name="Zo verdeelde de groep de stippen")).to_be_visible()
    for value in ("Privacy", "Transparantie", "Veiligheid in de samenleving"):
        control.locator(".st-key-choice").get_by_text(value, exact=True).click()
    on(control, "Leg deze waarden vast")
    expect(phones[2].get_by_role("heading", name="Onze gedeelde waarden")).to_be_visible()

    move_on(control, STEPS[3])
    _all_follow(screens, STEPS[3])
    move_on(control, STEPS[4])
    _all_follow(screens, STEPS[4])
    _say(phones[3], "Hoe botsen zij in deze casus?", "Meer zicht betekent minder rust.")
    expect(projector.get_by_text("Meer zicht betekent minder rust.")).to_be_visible()
    control.get_by_text("Weeg deze spanning").click()
    control.get_by_role("slider", name="Naar welke kant slaat het hier door?").press("ArrowRight")
    control.get_by_label("op voorwaarde dat …").fill("de beelden na een week weg zijn")
    control.get_by_label("Wij accepteren …").fill("camera's")
    on(control, "Stuur de afweging")
    expect(projector.get_by_text("op voorwaarde dat de beelden na een week weg zijn")).to_be_visible()

    move_on(control, STEPS[5])
    _all_follow(screens, STEPS[5])
    _say(phones[5], "Uw idee: wie doet wat?", "De gemeente zet op een bord wie de beelden ziet.")
    _say(phones[0], "Uw idee: wie doet wat?", "Elk kwartaal kijkt de raad naar de cijfers.")
    expect(projector.get_by_text("De gemeente zet op een bord wie de beelden ziet.")).to_be_visible()

    move_on(control, STEPS[6])
    _all_follow(screens, STEPS[6])
    for phone in phones:
        rate_screen(phone, 5, 4)
    phones[0].get_by_label("Eén woord").fill("helder")
    on(phones[0], "Stuur naar de zaal")
    expect(projector.get_by_text("helder")).to_be_visible()
    on(control, "Toon de ordening")
    expect(phones[1].get_by_role("heading", name="Afspraken (0)")).to_be_visible()
    control.get_by_label("Wat spreken we af?").fill("Bord bij het plein met wie de beelden ziet")
    control.get_by_label("Eén eigenaar").fill("Sam Bakker")
    control.get_by_label("Klaar op").fill("15-01-2027")
    control.get_by_role("textbox", name="Klaar als").fill("Het bord hangt er en een inwoner begrijpt het.")
    on(control, "Leg de afspraak vast")
    expect(phones[2].get_by_text("Bord bij het plein met wie de beelden ziet").first).to_be_visible()
    shoot(control, "circle-control-agree")

    close(control, "De workshop is klaar")
    _all_follow(screens, "Dank u wel voor uw bijdrage")
    shoot(phones[2], "circle-room-ended")

    manager = control.context.new_page()
    manager.goto(f"{app.base}/agreements")
    expect(manager.get_by_text("Bord bij het plein met wie de beelden ziet")).to_be_visible()
    manager.get_by_text("Geschiedenis en status").click()
    manager.get_by_role("radiogroup", name="Nieuwe status").get_by_text("Begonnen").click()
    manager.get_by_label("Toelichting of bewijs").fill("De tekst ligt bij de drukker.")
    on(manager, "Leg de status vast")
    expect(manager.get_by_text("De tekst ligt bij de drukker.")).to_be_visible()
    shoot(manager, "circle-agreements")


def _fill_in(phone: Page, person: int) -> None:
    """The whole survey: every value, a top five, one worry."""
    heading = phone.get_by_role("heading", level=1)
    expect(settled(phone).get_by_role("heading", level=1)).to_be_visible()
    while (before := heading.inner_text()) != "Uw top vijf":
        rate_screen(phone, 3 + person % 3, 1 + person % 4)
        on(phone, "Volgende")
        expect(heading).not_to_have_text(before)
        settled(phone)
    for _ in range(5):
        phone.get_by_role("checkbox", checked=False).first.check(force=True)
    on(phone, "Volgende")
    phone.get_by_label("Wat is uw grootste zorg bij deze casus?").fill("Dat niemand weet wie er meekijkt.")
    on(phone, "Klaar")
    expect(phone.get_by_role("heading", name="Dank u wel")).to_be_visible()


def _all_follow(screens: list[Page], heading: str) -> float:
    """Seconds until the last screen shows the heading."""
    begun = time.perf_counter()
    for screen in screens:
        expect(screen.get_by_role("heading", name=heading, level=1)).to_be_visible()
        settled(screen)
    return time.perf_counter() - begun


def _say(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)
    on(page, "Stuur naar de zaal")
    expect(page.get_by_text(text).first).to_be_visible()
