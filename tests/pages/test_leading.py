"""What the facilitator has on the control screen to lead a workshop with a calm mind."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actions.move import forward
from domain.workshops import Workshop
from storage import workshops
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop
from tests.pages.tabs import Tab, cookies_of, tab


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


def test_only_who_leads_sees_the_plan(store: Store, cast: Cast, workshop: Workshop, clock: Path) -> None:
    move(store, cast, workshop)
    put_on(clock, 44)
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("projector", workshop.code)
    assert "eindigt" not in words(shown)
    assert '"clock": null' in shown.text.replace("\\", "") or "endsAt" not in shown.text
