"""How wide a screen is: what the browser told, and what is left when it told nothing."""

from __future__ import annotations

import pytest

from ui import visit
from ui.width import chart_size, script, width


@pytest.mark.parametrize(
    ("told", "taken", "chart"),
    [("phone", "phone", "phone"), ("tablet", "tablet", "desktop"), ("laptop", "laptop", "desktop"),
     ("as wide as a house", "laptop", "desktop"), (None, "laptop", "desktop")],
)  # fmt: skip
def test_the_browser_tells_it_and_what_it_did_not_tell_is_taken_for_a_laptop(
    monkeypatch: pytest.MonkeyPatch, told: str | None, taken: str, chart: str
) -> None:
    monkeypatch.setattr(visit, "cookies", lambda: {"width": told} if told else {})
    assert (width(), chart_size()) == (taken, chart)


def test_the_column_of_the_facilitator_is_narrow_on_a_tablet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "is_at", lambda page: page == "control")
    monkeypatch.setattr(visit, "cookies", lambda: {"width": "tablet"})
    assert chart_size() == "phone"


def test_a_browser_of_a_phone_that_told_nothing_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "on_phone", lambda: True)
    monkeypatch.setattr(visit, "cookies", dict)
    assert width() == "phone"


def test_the_words_of_the_script_are_those_of_the_house() -> None:
    assert all(f'"{one}"' in script() for one in ("phone", "tablet", "laptop"))
