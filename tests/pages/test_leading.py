"""What the facilitator has on the control screen to lead a workshop with a calm mind."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actions.move import forward
from actions.note import note
from actions.ready import ready
from actions.share_wifi import share_wifi
from domain.notes import Draft, NoteKind
from domain.roles import Grant, Role
from domain.workshops import Wifi, Workshop
from reads.workshop import busy, snapshot
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_workshop, new_id, participants_of, person
from tests.pages.tabs import Tab, cookies_of, tab
from ui import visit


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The clock of the app; it stands at NOW until it is put on."""
    monkeypatch.setenv("CLOCK_FILE", str(tmp_path / "clock"))
    put_on(tmp_path / "clock", 0)
    return tmp_path / "clock"


def put_on(clock: Path, minutes: float) -> datetime:
    moment = NOW + timedelta(minutes=minutes)
    clock.write_text(moment.isoformat(), encoding="utf-8")
    return moment


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def move(store: Store, cast: Cast, workshop: Workshop, minutes: float = 0) -> None:
    standing = workshops.standing(store, workshop.id)
    forward(store, cast.duinstad.facilitator, workshop.id, standing, now=NOW + timedelta(minutes=minutes))


def control(cast: Cast, workshop: Workshop, language: str = "nl") -> Tab:
    return tab(cookies_of(cast.duinstad.facilitator)).open("control", workshop.code, language)


def labels(shown: Tab) -> list[str]:
    return [button.label for button in shown.test.button]


def click(shown: Tab, label: str) -> Tab:
    """The visitor of this tab clicks the button of this name."""
    visit.cookies = lambda: shown.cookies
    next(button for button in shown.test.button if button.label == label).click().run()
    return shown


def run_again(shown: Tab) -> Tab:
    visit.cookies = lambda: shown.cookies
    shown.test.run()
    return shown


def ask(store: Store, workshop: Workshop, body: str) -> None:
    draft = Draft(NoteKind.QUESTION, body)
    note(store, participants_of(store, workshop, 1)[0], workshop.id, new_id(), draft, today=TODAY)


def words(shown: Tab) -> str:
    return "\n".join(part.value for part in (*shown.test.markdown, *shown.test.caption))


def test_the_plan_says_when_the_workshop_ends(
    store: Store, cast: Cast, workshop: Workshop, clock: Path
) -> None:
    assert "eindigt" not in words(control(cast, workshop)), "not before it began"
    move(store, cast, workshop)
    put_on(clock, 10)
    assert "De workshop eindigt om 12.30 uur, zoals gepland." in words(control(cast, workshop))


def test_an_overrun_names_the_step_to_make_shorter(
    store: Store, cast: Cast, workshop: Workshop, clock: Path
) -> None:
    move(store, cast, workshop)
    put_on(clock, 44)
    shown = control(cast, workshop)
    assert "zoals gepland" in words(shown)
    assert "Maak vooral “Perspectieven en effecten” korter: 5 minuten." in words(shown)
    assert "Shorten “Perspectives and effects” most: by 5 minutes." in words(control(cast, workshop, "en"))
    put_on(clock, 130)
    assert "30 minuten later dan gepland" in words(control(cast, workshop))


def test_a_limit_is_announced_with_one_click_and_stopped_with_another(
    store: Store, cast: Cast, workshop: Workshop, clock: Path
) -> None:
    move(store, cast, workshop)
    shown = control(cast, workshop)
    assert "Stop het aftellen" not in labels(shown)
    click(shown, "Nog 5 minuten")
    assert shown.problems == []
    assert snapshot(store, workshop).limit == NOW + timedelta(minutes=5)
    click(shown, "Stop het aftellen")
    assert snapshot(store, workshop).limit is None
    assert "Stop het aftellen" not in labels(shown)


def test_when_all_are_ready_next_moves_at_once(store: Store, cast: Cast, workshop: Workshop) -> None:
    move(store, cast, workshop)
    for who in participants_of(store, workshop, 3):
        ready(store, who, workshop.id, "explore", True)
    click(control(cast, workshop), "Verder: Perspectieven en effecten")
    assert workshops.standing(store, workshop.id).step == "effects"


def test_when_people_are_still_busy_next_asks_once(store: Store, cast: Cast, workshop: Workshop) -> None:
    move(store, cast, workshop)
    people = participants_of(store, workshop, 11)
    for who in people[:4]:
        ready(store, who, workshop.id, "explore", True)
    shown = click(control(cast, workshop), "Verder: Perspectieven en effecten")
    assert "7 mensen zijn nog bezig. Toch verder?" in words(shown)
    assert workshops.standing(store, workshop.id).step == "explore"
    click(shown, "Nog even wachten")
    assert "Verder: Perspectieven en effecten" in labels(shown)
    click(click(shown, "Verder: Perspectieven en effecten"), "Toch verder: Perspectieven en effecten")
    assert workshops.standing(store, workshop.id).step == "effects"
    click(shown, "Terug")
    assert workshops.standing(store, workshop.id).step == "explore", "back is the undo of next"


def test_who_only_filled_in_the_survey_is_not_waited_for(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    move(store, cast, workshop)
    people = participants_of(store, workshop, 5)
    for who in people[:4]:
        ready(store, who, workshop.id, "explore", True)
    move(store, cast, workshop)
    assert busy(store, workshop) == 4
    for who in people[:4]:
        ready(store, who, workshop.id, "effects", True)
    click(control(cast, workshop), "Verder: Waarden kiezen")
    assert workshops.standing(store, workshop.id).step == "values"


def test_a_second_facilitator_follows_and_goes_on_when_the_first_one_is_gone(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    house = cast.duinstad
    grant = Grant(Role.FACILITATOR, house.organisation_id, house.department_id, house.team_id)
    colleague = person(store, grant, f"noor-{new_id()}@duinstad.example")
    laptop, phone = control(cast, workshop), tab(cookies_of(colleague)).open("control", workshop.code)
    click(laptop, "Begin de workshop")
    run_again(phone)  # as the live line asks for, when another one moves
    assert phone.headings[0] == "Casus verkennen"
    click(phone, "Verder: Perspectieven en effecten")
    assert workshops.standing(store, workshop.id).step == "effects"
    click(laptop, "Verder: Perspectieven en effecten")
    assert workshops.standing(store, workshop.id).step == "effects", "a button of before moves nothing"
    run_again(laptop)
    assert laptop.headings[0] == "Perspectieven en effecten"


def test_a_step_begins_anew_and_the_way_back_is_there_at_once(
    store: Store, cast: Cast, workshop: Workshop, clock: Path
) -> None:
    move(store, cast, workshop)
    ask(store, workshop, "Wie kijkt er mee?")
    shown = click(control(cast, workshop), "Begin opnieuw")
    assert shown.problems == []
    assert "Wie kijkt er mee" not in words(shown)
    click(shown, "Maak ongedaan")
    assert "Wie kijkt er mee" in words(shown)
    assert "Maak ongedaan" not in labels(shown)


def test_notes_are_put_together_by_ticking_them(store: Store, cast: Cast, workshop: Workshop) -> None:
    move(store, cast, workshop)
    for body in ("Wie kijkt er mee?", "Hoe lang?", "Wie ziet het?"):
        ask(store, workshop, body)
    shown = control(cast, workshop)
    shown.test.checkbox[0].check()
    shown.test.checkbox[2].check()
    shown.test.text_input(key=next(one.key for one in shown.test.text_input if "heading" in one.key)).input(
        "Kijkers"
    )
    click(shown, "Samenvoegen")
    assert shown.problems == []
    assert "**Kijkers**" in words(shown)
    projector = tab(cookies_of(cast.duinstad.facilitator)).open("projector", workshop.code)
    assert "- **Kijkers**\n    - Wie kijkt er mee?\n    - Wie ziet het?" in words(projector).replace("\\", "")
    click(shown, "Haal uit elkaar")
    assert "Kijkers" not in words(shown)


def test_the_wifi_of_the_room_is_on_the_big_screen_in_the_lobby_only(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, who = cast.duinstad.facilitator, participants_of(store, workshop, 1)[0]
    share_wifi(store, lead, workshop.id, new_id(), Wifi("Gasten <Duinstad>", "kom; binnen"))
    big = tab(cookies_of(lead)).open("projector", workshop.code)
    assert "Gasten &lt;Duinstad&gt;" in big.text
    assert "kom; binnen" in big.text
    assert "binnen" not in tab(cookies_of(who)).open("room", workshop.code).text
    move(store, cast, workshop)
    assert "binnen" not in big.open("projector", workshop.code).text
    assert "binnen" not in control(cast, workshop).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_leads_reads_what_is_on_the_other_screens(
    store: Store, cast: Cast, workshop: Workshop, language: str
) -> None:
    texts = the_content().texts
    assert texts["screens.room.lobby"][language] in words(control(cast, workshop, language))
    move(store, cast, workshop)
    assert texts["screens.phones.explore"][language] in words(control(cast, workshop, language))


def test_only_who_leads_sees_the_plan(store: Store, cast: Cast, workshop: Workshop, clock: Path) -> None:
    move(store, cast, workshop)
    put_on(clock, 44)
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("projector", workshop.code)
    assert "eindigt" not in words(shown)
    assert '"clock": null' in shown.text.replace("\\", "") or "endsAt" not in shown.text


def test_before_its_day_the_workshop_can_begin_but_does_not_ask_for_it(
    store: Store, cast: Cast, clock: Path
) -> None:
    workshop = a_workshop(store, cast.duinstad, planned_on=TODAY + timedelta(days=3))
    assert _begin(control(cast, workshop)) == "secondary"
    put_on(clock, 3 * 24 * 60)
    assert _begin(control(cast, workshop)) == "primary"


def _begin(shown: Tab) -> str:
    return str(next(button.proto.type for button in shown.test.button if button.label == "Begin de workshop"))
