"""The quiet line above "next": what this step still asks of who leads."""

from __future__ import annotations

import pytest

from actions.note import note
from domain.notes import Draft, NoteKind
from storage.content import the_content
from storage.store import Store
from tests.cast import TODAY, Cast, new_id
from tests.pages.tabs import Tab, cookies_of, tab, told


def control(store: Store, cast: Cast, moment: str, language: str = "nl") -> Tab:
    held = told(store, cast.duinstad, moment)
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code, language)
    assert shown.problems == []
    return shown


def line(shown: Tab) -> str:
    """What stands above the buttons; "" when nothing does."""
    marks = tuple(the_content().texts["undone.line"][language].split("{")[0] for language in ("nl", "en"))
    whole = tuple(the_content().texts["undone.all"].values())
    return next((part.value for part in shown.test.caption if part.value.startswith((*marks, *whole))), "")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("explore", ""),
        ("effects", "Nog niet gedaan: een goed en een slecht effect bij 4 perspectieven."),
        ("values", "Nog niet gedaan: uitkomst van de vragenlijst tonen; stippen tonen; gedeelde waarden vastleggen."),
        ("survey revealed", "Nog niet gedaan: stippen tonen; gedeelde waarden vastleggen."),
        ("dots revealed", "Wat deze stap van u vraagt, is gedaan."),
        ("break", ""),
        ("tensions", "Wat deze stap van u vraagt, is gedaan."),
        ("actions", "Nog niet gedaan: een actie bij Veiligheid in de samenleving."),
        ("agree", "Nog niet gedaan: ordening tonen; een afspraak vastleggen."),
        ("ideas revealed", "Nog niet gedaan: dag om terug te kijken kiezen."),
        ("ended", ""),
    ],
)  # fmt: skip
def test_who_leads_reads_what_is_not_done_yet(store: Store, cast: Cast, moment: str, said: str) -> None:
    assert line(control(store, cast, moment)) == said


def test_a_perspective_with_a_good_and_a_bad_effect_asks_nothing_more(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "effects")
    for about, tone in (("policy", "good"), ("policy", "bad"), ("resident", "good")):
        effect = Draft(NoteKind.EFFECT, "Merkbaar", about=about, tone=tone, horizon="now")
        note(store, held.people[1], held.workshop.id, new_id(), effect, today=TODAY)
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code)
    said = "Nog niet gedaan: een goed en een slecht effect bij Data en techniek, Juridisch en privacy."
    assert line(shown) == said, "the bad effect on residents was there"


def test_it_is_said_in_english_too_and_next_is_there_all_the_same(store: Store, cast: Cast) -> None:
    shown = control(store, cast, "agree", "en")
    assert line(shown) == "Not done yet: show the order; record an agreement."
    assert any(button.label == "Close the workshop" for button in shown.test.button)


@pytest.mark.parametrize(("moment", "is_main"), [("agree", False), ("tensions", True)])
def test_closing_is_no_main_button_while_the_last_step_asks_something(
    store: Store, cast: Cast, moment: str, is_main: bool
) -> None:
    shown = control(store, cast, moment)
    on = next(button for button in shown.test.button if (button.key or "").startswith("move-on"))
    assert (on.proto.type == "primary") is is_main
