"""What the facilitator has on the control screen to lead a workshop with a calm mind."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actions.move import forward
from actions.ready import ready
from domain.workshops import Workshop
from reads.workshop import busy, snapshot
from storage import workshops
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, participants_of
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
    assert "7 van 11 zijn nog bezig. Toch verder?" in words(shown)
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
    assert busy(store, workshop) == (4, 4)
    for who in people[:4]:
        ready(store, who, workshop.id, "effects", True)
    click(control(cast, workshop), "Verder: Waarden kiezen")
    assert workshops.standing(store, workshop.id).step == "values"


def test_only_who_leads_sees_the_plan(store: Store, cast: Cast, workshop: Workshop, clock: Path) -> None:
    move(store, cast, workshop)
    put_on(clock, 44)
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("projector", workshop.code)
    assert "eindigt" not in words(shown)
    assert '"clock": null' in shown.text.replace("\\", "") or "endsAt" not in shown.text
