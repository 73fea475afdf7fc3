"""What the steps of a workshop show and keep, on the screens of participant, facilitator and room."""

from __future__ import annotations

import pytest

from actions.set_agenda import set_agenda
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, new_id
from tests.pages.tabs import Tab, Told, cookies_of, tab, told


def led(cast: Cast, held: Told, page: str, language: str = "nl") -> Tab:
    """A screen of the facilitator."""
    return tab(cookies_of(cast.duinstad.facilitator)).open(page, held.workshop.code, language)


def text(key: str, language: str = "nl") -> str:
    return the_content().texts[key][language]


@pytest.mark.parametrize("page", ["control", "projector"])
def test_the_agenda_says_why_and_when_the_facilitator_chose_it(store: Store, cast: Cast, page: str) -> None:
    held = told(store, cast.duinstad, "survey revealed")
    assert "belangrijk, maar nu minder goed geborgd" in led(cast, held, page).text
    set_agenda(store, cast.duinstad.facilitator, held.workshop.id, new_id(), ("vrijheid",), now=NOW)
    shown = led(cast, held, page)
    assert f"**Vrijheid**: {text('values.agenda_chosen')}" in shown.text
    assert "minder goed geborgd" not in shown.text
