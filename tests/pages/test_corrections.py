"""Correcting afterwards, and forms that say at the field what is the matter."""

from __future__ import annotations

from typing import Any

from storage import agreements, notes
from storage.content import the_content
from storage.store import Store
from tests.cast import Cast
from tests.pages.tabs import AGREED, Tab, cookies_of, tab, told


def text(key: str, language: str = "nl", **facts: object) -> str:
    return the_content().texts[key][language].format(**facts)


def field(shown: Tab, key: str) -> Any:
    """The field of which the key ends like this."""
    return next(one for one in shown.test._tree if str(getattr(one, "key", "") or "").endswith(key))


def opened(shown: Tab, key: str) -> Tab:
    """The same page with this part unfolded."""
    shown.test.session_state[key] = True
    shown.test.run()
    return shown


def test_an_empty_field_says_so_in_its_label_until_it_is_filled(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "agree")
    control = tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code)
    field(control, "-due_on").set_value("01-01-2020")
    field(control, "-record").click()
    control.test.run()
    assert agreements.of_workshop(store, held.workshop.id) == []
    reasons = {
        "-title": "empty",
        "-owner_name": "empty",
        "-due_on": "past_date",
        "-done_when": "empty",
        "-value_id": "empty",
    }
    for name, reason in reasons.items():
        assert text(f"problem.{reason}") in field(control, name).label
    assert text("problem.wrong_fields", n=5) in control.problems[0]
    assert f"- {text('agree.owner')} – {text('problem.empty')}" in control.problems[0]
    field(control, "-title").set_value("Bord ophangen")
    control.test.run()
    assert field(control, "-title").label == text("agree.what")
    assert text("problem.wrong_fields", n=4) in control.problems[0]


def test_the_facilitator_corrects_an_agreement_in_the_workshop(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "ideas revealed")
    (agreed,) = agreements.of_workshop(store, held.workshop.id)
    control = tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code)
    form = f"correct-{agreed.id}-0"
    opened(control, f"{form}-box")
    field(control, f"{form}-owner_name").set_value("Samira")
    field(control, f"{form}-record").click()
    control.test.run()
    assert control.problems == []
    (now,) = agreements.of_workshop(store, held.workshop.id)
    assert (now.owner_name, now.title, now.correction) == ("Samira", AGREED, 1)
    projector = tab(cookies_of(cast.duinstad.facilitator)).open("projector", held.workshop.code)
    assert AGREED in projector.text and "Joris" not in projector.text


def test_who_may_change_agreements_corrects_it_later_and_the_history_says_what_it_was(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "ended")
    (agreed,) = agreements.of_workshop(store, held.workshop.id)
    listed = tab(cookies_of(cast.duinstad.manager)).open("agreements")
    opened(listed, f"more-{agreed.id}")
    form = f"correct-{agreed.id}-0"
    opened(listed, f"{form}-box")
    field(listed, f"{form}-owner_name").set_value("Samira")
    field(listed, f"{form}-record").click()
    listed.test.run()
    assert listed.problems == []
    history = "\n".join(part.value for part in listed.test.markdown)
    assert f"{text('agreements.corrected')} · Maud" in history
    assert (
        text("agreements.was", part=text("agreements.part_owner_name"), before="Joris", after="Samira")
        in history
    )


def test_a_participant_corrects_nothing(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "ended")
    for page in ("room", "result"):
        shown = tab(cookies_of(held.people[0])).open(page, held.workshop.code)
        assert AGREED in shown.text and text("agree.correct") not in shown.text


def test_fewer_than_three_shared_values_are_refused_with_the_reason_until_the_facilitator_goes_on(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "survey revealed")
    control = tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code)
    picked = next(one for one in control.test.pills if one.key == "choice")
    picked.set_value(["privacy", "vrijheid"])
    control.test.run()
    field(control, "record-choice").click()
    control.test.run()
    assert notes.chosen(store, held.workshop.id) == ()
    assert (
        text("problem.too_few_chosen") in next(one for one in control.test.pills if one.key == "choice").label
    )
    field(control, "with-fewer-2").click()
    control.test.run()
    assert control.problems == []
    assert set(notes.chosen(store, held.workshop.id)) == {"privacy", "vrijheid"}


def test_an_empty_note_says_so_at_its_field(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "explore")
    room = tab(cookies_of(held.people[0])).open("room", held.workshop.code)
    next(one for one in room.test.button if one.label == text("note.send")).click()
    room.test.run()
    assert text("problem.empty") in field(room, "-text").label


def test_the_survey_of_a_workshop_that_is_over_does_not_say_that_it_has_begun(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "ended")
    shown = tab(cookies_of(held.people[0])).open("survey", held.workshop.code).text
    assert text("survey.ended") in shown and text("survey.started") not in shown
