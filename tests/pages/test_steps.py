"""What the steps of a workshop show and keep, on the screens of participant, facilitator and room."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.agree import agree
from actions.move import forward
from actions.note import note
from actions.plan_review import plan_review
from actions.publish import publish
from actions.set_agenda import set_agenda
from actions.vote_again import vote_again
from domain.agreements import AgreementDraft
from domain.notes import IDEA_TYPES, Draft, NoteKind
from domain.workshops import RoundKind
from storage import agreements, notes, workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, give, new_id, participants_of
from tests.pages.tabs import AGREED, OBJECTED, SAID, STAYS, TRAVELS, Tab, Told, cookies_of, tab, told
from ui import visit


def led(cast: Cast, held: Told, page: str, language: str = "nl") -> Tab:
    """A screen of the facilitator."""
    return tab(cookies_of(cast.duinstad.facilitator)).open(page, held.workshop.code, language)


def text(key: str, language: str = "nl") -> str:
    return the_content().texts[key][language]


@pytest.mark.parametrize("page", ["control", "projector"])
def test_the_agenda_says_why_and_when_the_facilitator_chose_it(store: Store, cast: Cast, page: str) -> None:
    held = told(store, cast.duinstad, "survey revealed")
    assert "de praktijk blijft 2,5 punt achter bij het belang" in led(cast, held, page).text
    set_agenda(store, cast.duinstad.facilitator, held.workshop.id, new_id(), ("vrijheid",), now=NOW)
    shown = led(cast, held, page)
    assert f"**Vrijheid**: {text('values.agenda_chosen')}" in shown.text
    assert "punt achter bij het belang" not in shown.text


def test_what_to_talk_about_is_in_the_picture_on_the_wall_however_small_its_gap(
    store: Store, cast: Cast
) -> None:
    lead, names = cast.duinstad.facilitator, the_content().cases["cameratoezicht"].values[:10]
    workshop = a_workshop(store, cast.duinstad, values=names)
    people = participants_of(store, workshop, 5)
    for place, value in enumerate(names):
        give(store, workshop, people, (5, 4, 5, 4, 5), item=value)
        give(
            store,
            workshop,
            people,
            [score - (place < 9) for score in (5, 4, 5, 4, 5)],
            item=value,
            dimension="current",
        )
    for _ in ("explore", "effects", "values"):
        forward(store, lead, workshop.id, workshops.standing(store, workshop.id), now=NOW)
    publish(store, lead, workshop.id, RoundKind.VALUES, now=NOW)
    set_agenda(store, lead, workshop.id, new_id(), (names[9],), now=NOW)
    shown = tab(cookies_of(lead)).open("projector", workshop.code)
    table = next(str(part.proto) for part in shown.test.get("html") if "<table" in str(part.proto))
    values = the_content().frameworks[workshop.framework_id]
    drawn = [name for name in names if values.value(name).name["nl"] in table]
    assert names[9] in drawn and len(drawn) == 8
    assert text("figure.first").format(n=8, total=10) in shown.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_second_vote_is_asked_and_then_stands_beside_the_first(
    store: Store, cast: Cast, language: str
) -> None:
    held = told(store, cast.duinstad, "dots revealed")
    workshop, leader, person = held.workshop, cast.duinstad.facilitator, tab(cookies_of(held.people[0]))
    again = text("values.vote_again", language)
    assert again not in person.open("room", workshop.code, language).headings
    vote_again(store, leader, workshop.id, 1, now=NOW)
    asked = person.open("room", workshop.code, language)
    assert again in asked.headings
    assert text("values.vote_before", language).format(dots="Privacy 3") in asked.text
    give(store, workshop, held.people, (1, 0, 5, 4, 5, 2), dimension="dots", kind=RoundKind.DOTS)
    publish(store, leader, workshop.id, RoundKind.DOTS, now=NOW)
    for page in ("control", "projector", "result"):
        shown = led(cast, held, page, language)
        assert text("values.voted_again", language) in shown.headings, page
        assert text("figure.dots_before", language) in shown.text, page
    assert text("values.voted_again", language) in person.open("room", workshop.code, language).headings


def test_a_second_vote_without_a_figure_says_why_and_the_first_stands(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "dots revealed")
    vote_again(store, cast.duinstad.facilitator, held.workshop.id, 1, now=NOW)
    waiting = led(cast, held, "control")
    assert text("values.close_vote") in waiting.text
    give(store, held.workshop, held.people, (3, 5, 2, 1, 0, 5), dimension="dots", kind=RoundKind.DOTS)
    visit.cookies = lambda: waiting.cookies
    waiting.test.button(key="reveal-dots-2").click().run()  # on a screen from before anybody voted
    for page in ("control", "projector"):
        shown = led(cast, held, page)
        assert text("values.voted") in shown.headings
        assert "Zo blijft verborgen wat één persoon deed" in shown.text


def test_a_weighing_leans_and_has_a_condition_and_the_map_shows_it(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "tensions")
    for page in ("control", "projector", "result"):
        shown = led(cast, held, page)
        assert f"Wij accepteren {SAID}, op voorwaarde dat de raad het weet." in shown.text, page
        assert "Veiligheid in de samenleving telt iets zwaarder" in shown.text, page
        assert text("tensions.map") in shown.headings, page
        assert len(shown.test.get("plotly_chart")) >= 1, page


def test_a_later_weighing_stands_and_the_earlier_can_be_read(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "tensions")
    room = tab(cookies_of(held.people[0])).open("room", held.workshop.code).test
    room.select_slider[0].set_value(-2)
    fields = {field.label: field for field in room.text_area}
    fields[text("tensions.weighing")].input("camera's aan de gevel")
    fields[text("tensions.condition")].input("zij niet meer dan nodig zien.")
    next(button for button in room.button if button.label == text("tensions.weigh_send")).click()
    room.run()
    shown = led(cast, held, "control")
    assert text("tensions.earlier").format(n=1) in shown.text
    assert "Privacy telt veel zwaarder" in shown.text
    assert "op voorwaarde dat zij niet meer dan nodig zien." in shown.text


def test_an_example_is_taken_over_in_one_click_and_sent_after_a_change(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "actions")
    room = tab(cookies_of(held.people[0])).open("room", held.workshop.code).test
    sample = next(button for button in room.button if (button.key or "").startswith("sample-"))
    sample.click().run()
    kind, taken = sample.label.split(": ", 1)
    assert room.text_area[0].value == taken
    assert room.button_group(key="idea-type").value == IDEA_TYPES[0] and kind == "Techniek"
    room.text_area[0].input(f"{taken} Voor de zomer.")
    next(button for button in room.button if button.label == text("note.send")).click().run()
    assert room.text_area[0].value == ""
    assert "Voor de zomer" in led(cast, held, "projector").text


def test_who_objects_chooses_the_idea_and_none_is_filled_in(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "actions")
    forward(
        store,
        cast.duinstad.facilitator,
        held.workshop.id,
        workshops.standing(store, held.workshop.id),
        now=NOW,
    )
    room = tab(cookies_of(held.people[3])).open("room", held.workshop.code).test
    assert _field(room.selectbox, "agree.object_to").value is None
    _field(room.text_area, "agree.object_why").input(OBJECTED)
    _field(room.button, "agree.object_send").click().run()
    assert _field(room.selectbox, "agree.object_to").label.endswith(text("problem.empty"))
    assert _field(room.text_area, "agree.object_why").value == OBJECTED
    _field(room.selectbox, "agree.object_to").select_index(0)
    _field(room.button, "agree.object_send").click().run()
    assert [one.body for one in notes.of_workshop(store, held.workshop.id, NoteKind.OBJECTION)] == [OBJECTED]
    assert _field(room.selectbox, "agree.object_to").value is None


def _field(fields: Any, key: str) -> Any:
    """The field or button that begins with this text."""
    return next(field for field in fields if field.label.startswith(text(key)))


def test_an_idea_shows_how_far_the_group_agrees_and_the_objections_to_it(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "ideas revealed")
    for page in ("control", "projector", "result"):
        shown = led(cast, held, page)
        assert ("de groep is verdeeld (spreiding 1,1)" in shown.text) == (page != "projector"), page
        assert text("agree.objections.one") in shown.text, page
        assert OBJECTED in shown.text, page


@pytest.mark.parametrize("moment", ["ideas revealed", "ended"])
def test_the_wall_shows_what_was_agreed_and_by_when_and_leaves_the_owner_to_the_other_screens(
    store: Store, cast: Cast, moment: str
) -> None:
    held = told(store, cast.duinstad, moment)
    wall, control = led(cast, held, "projector").text, led(cast, held, "control").text
    phone = tab(cookies_of(held.people[0])).open("room", held.workshop.code).text
    assert AGREED in wall and "24 november 2026" in wall and "Het bord hangt er" in wall
    assert "Joris" not in wall
    assert "Joris, 24 november 2026" in control and "Joris, 24 november 2026" in phone


def test_the_picture_of_the_weighing_stays_in_sight_while_agreements_are_made(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "ideas revealed")
    for page in ("control", "projector"):
        shown = led(cast, held, page)
        assert len(shown.test.get("plotly_chart")) == 1 and AGREED in shown.text, page


def test_the_wall_says_how_a_tension_was_weighed_and_what_comes_after_the_break(
    store: Store, cast: Cast
) -> None:
    weighed = led(cast, told(store, cast.duinstad, "tensions"), "projector").text
    assert f"**Privacy ↔ Veiligheid in de samenleving**  \\n  Wij accepteren {SAID}" in weighed
    rest = led(cast, told(store, cast.duinstad, "break"), "projector").text
    assert "Hierna: **Spanningen wegen**" in rest


def test_an_idea_becomes_an_agreement_in_one_step_and_the_coach_reads_along(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "agree")
    control = led(cast, held, "control").test
    next(button for button in control.button if button.label == text("agree.from_this")).click().run()
    fields = {field.label: field for field in control.text_input}
    assert fields[text("agree.what")].value == SAID
    advised = "\n".join(part.value for part in control.markdown)
    for part in ("verb", "owner", "date", "done_when"):
        assert text(f"coach.{part}") in advised
    for key, typed in (("what", "Bord plaatsen"), ("owner", "Sam"), ("due", "15-01-2027"),
                       ("done_when_long", "Het bord hangt er")):  # fmt: skip
        fields[text(f"agree.{key}")].input(typed)
    control.run()
    assert any(text("coach.good") in part.value for part in control.markdown)
    next(button for button in control.button if button.label == text("agree.record")).click().run()
    (agreed,) = agreements.of_workshop(store, held.workshop.id)
    idea = notes.of_workshop(store, held.workshop.id, NoteKind.IDEA)[0]
    assert (agreed.title, agreed.note_id, agreed.value_id) == ("Bord plaatsen", idea.id, "privacy")


def test_the_coach_never_holds_an_agreement_back(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "agree")
    control = _agreeing(cast, held, "Openheid", "Iedereen", "01-01-2199", "Later")
    assert control.problems == []
    assert len(agreements.of_workshop(store, held.workshop.id)) == 1


@pytest.mark.parametrize(
    ("typed", "missing"),
    [(("Bord plaatsen", "Sam", "15-01-2027", ""), "done_when_long"), (("Bord plaatsen", "", "15-01-2027", "Het hangt er"), "owner")],
)  # fmt: skip
def test_the_form_says_which_part_of_an_agreement_is_missing_and_keeps_the_rest(
    store: Store, cast: Cast, typed: tuple[str, ...], missing: str
) -> None:
    held = told(store, cast.duinstad, "agree")
    control = _agreeing(cast, held, *typed)
    assert agreements.of_workshop(store, held.workshop.id) == []
    assert text(f"agree.{missing}") in control.problems[0] and "Eén veld" in control.problems[0]
    wrong = [field for field in control.test.text_input if text("problem.empty") in field.label]
    assert [field.value for field in wrong] == [""]
    assert {field.value for field in control.test.text_input} >= {part for part in typed if part}


def test_after_an_agreement_the_form_is_empty_and_its_idea_is_marked(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "agree")
    control = led(cast, held, "control")
    assert text("agree.agreed").format(number=1) not in control.text
    next(button for button in control.test.button if button.label == text("agree.from_this")).click().run()
    _fill(control, "Bord plaatsen", "Sam", "15-01-2027", "Het bord hangt er")
    assert [made.title for made in agreements.of_workshop(store, held.workshop.id)] == ["Bord plaatsen"]
    fields = {field.label: field.value for field in control.test.text_input}
    assert text("agree.from_this") not in [button.label for button in control.test.button], "once is enough"
    asked = ("what", "owner", "due", "done_when_long")
    assert [fields[text(f"agree.{part}")] for part in asked] == ["", "", "", ""]
    assert next(box for box in control.test.selectbox if box.label == text("agree.from_idea")).value == ""
    for shown in (control, tab(cookies_of(held.people[0])).open("result", held.workshop.code)):
        assert text("agree.agreed").format(number=1) in shown.text


def _agreeing(cast: Cast, held: Told, *typed: str) -> Tab:
    """The control screen after an agreement was sent: what, who, when, and when it is done."""
    control = led(cast, held, "control")
    _fill(control, *typed)
    return control


def _fill(control: Tab, *typed: str) -> None:
    fields = {field.label: field for field in control.test.text_input}
    for key, words in zip(("what", "owner", "due", "done_when_long"), typed, strict=True):
        fields[text(f"agree.{key}")].input(words)
    value = next(box for box in control.test.selectbox if box.label.startswith(text("agree.value")))
    value.select_index(0)
    next(button for button in control.test.button if button.label == text("agree.record")).click().run()


def test_a_minority_view_goes_where_its_author_wants_it_to_go(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "ideas revealed")
    room = tab(cookies_of(held.people[0])).open("room", held.workshop.code).text
    in_the_room = [led(cast, held, page).text for page in ("control", "projector")]
    for shown in (room, *in_the_room):
        assert TRAVELS in shown and STAYS in shown
    others = [led(cast, held, "result").text, tab(cookies_of(cast.duinstad.manager)).open("agreements").text]
    for shown in others:
        assert AGREED in shown and TRAVELS in shown and STAYS not in shown


def test_effects_stand_in_four_parts_and_the_empty_ones_stand_out(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "effects")
    control, projector = led(cast, held, "control").text, led(cast, held, "projector").text
    assert "**Slecht, nu**" in control
    assert (
        text("effects.still_empty").format(parts="goed, nu; goed, over vijf jaar; slecht, over vijf jaar")
        in control
    )
    assert "**Slecht, nu**" in projector
    assert "**Goed, nu**" not in projector, "what is empty takes no room on the wall"
    assert text("effects.none_yet") in projector
    assert "Kijk nu door de ogen van" in tab(cookies_of(held.people[0])).open("room", held.workshop.code).text


def test_closing_questions_and_last_words_come_after_the_ideas_were_shown(store: Store, cast: Cast) -> None:
    closing = {text("exit.title"), text("agree.last_word")}
    before, after = (told(store, cast.duinstad, moment) for moment in ("agree", "ideas revealed"))
    assert not closing & set(tab(cookies_of(before.people[0])).open("room", before.workshop.code).headings)
    assert closing <= set(tab(cookies_of(after.people[0])).open("room", after.workshop.code).headings)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_exit_check_is_asked_at_the_close_and_shown_after_it(
    store: Store, cast: Cast, language: str
) -> None:
    held = told(store, cast.duinstad, "ideas revealed")
    person = tab(cookies_of(held.people[0]))
    assert text("exit.title", language) in person.open("room", held.workshop.code, language).headings
    assert text("exit.result", language) not in led(cast, held, "result", language).headings
    ended = told(store, cast.duinstad, "ended")
    asked = the_content().surveys[ended.workshop.survey_id].exit
    for who in (ended.people[0], cast.duinstad.facilitator, cast.duinstad.manager):
        shown = tab(cookies_of(who)).open("result", ended.workshop.code, language)
        assert shown.problems == []
        assert text("exit.result", language) in shown.headings
        assert all(f"**{one.question[language]}**" in shown.text for one in asked)
    assert text("exit.title", language) not in person.open("room", ended.workshop.code, language).headings


def test_the_day_to_look_back_is_picked_with_the_agreements_and_stands_on_every_screen(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "ideas revealed")
    control = led(cast, held, "control")
    assert text("undone.review") in control.text
    next(one for one in control.test.text_input if one.label == text("review.day")).input("09-03-2027")
    next(one for one in control.test.button if one.label == text("review.record")).click().run()
    assert text("undone.review") not in led(cast, held, "control").text
    person = tab(cookies_of(held.people[0]))
    for language, day in (("nl", "9 maart 2027"), ("en", "9 March 2027")):
        for shown in (person.open("room", held.workshop.code, language),
                      *(led(cast, held, page, language) for page in ("control", "projector", "result"))):  # fmt: skip
            assert day in shown.text


def test_a_day_to_look_back_that_is_over_is_said_as_something_past(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "ideas revealed")
    plan_review(store, cast.duinstad.facilitator, held.workshop.id, new_id(), NOW.date(), now=NOW)
    said = text("review.line").split(" **")[0], text("review.line_past").split(" **")[0]
    shown = led(cast, held, "projector").text
    assert [line in shown for line in said] == [
        visit.now().date() <= NOW.date(),
        visit.now().date() > NOW.date(),
    ]


def test_what_is_still_open_of_an_earlier_workshop_stands_there_at_the_start_of_the_next(
    store: Store, cast: Cast
) -> None:
    house = replace(cast.duinstad, team_id=cast.duinstad.second_team_id)
    told(store, house, "ideas revealed")
    held = told(store, house, "explore")
    wall, control = led(cast, held, "projector"), led(cast, held, "control")
    for shown in (wall, control):
        assert text("earlier.title").format(n=1) in shown.headings
        assert AGREED in shown.text and "open, klaar op 24 november 2026" in shown.text
    assert "Joris" in control.text and "Joris" not in wall.text
    assert AGREED not in tab(cookies_of(held.people[0])).open("room", held.workshop.code).text


def test_who_comes_late_finds_the_code_on_the_wall_and_the_survey_on_the_phone(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "explore")
    assert held.workshop.code in led(cast, held, "projector").text
    room = tab(cookies_of(held.people[0]))
    assert text("values.to_survey") in room.open("room", held.workshop.code).text
    revealed = told(store, cast.duinstad, "survey revealed")
    room = tab(cookies_of(revealed.people[0]))
    assert text("values.to_survey") not in room.open("room", revealed.workshop.code).text


def test_nobody_is_offered_the_own_seat_and_a_missing_voice_is_offered(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "effects")
    offered = set()
    for place, person in enumerate(held.people):
        shown = tab(cookies_of(person)).open("room", held.workshop.code)
        (seat,) = (part.value for part in shown.test.markdown if "**" in part.value and "ogen" in part.value)
        assert ("Beleid" if place < 4 else "Inwoner") not in seat
        offered.add(seat)
    assert len(offered) > 1


def test_an_objection_stays_with_the_agreement_and_a_view_says_when_it_stays_in_the_room(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "agree")
    idea = notes.of_workshop(store, held.workshop.id, NoteKind.IDEA)[0]
    lead, agreed = cast.duinstad.facilitator, new_id()
    agree(
        store,
        lead,
        held.workshop.id,
        agreed,
        AgreementDraft(AGREED, "Het bord hangt er", "Joris", NOW.date(), "privacy", idea.id),
        now=NOW,
    )
    for body, travels in ((TRAVELS, True), (STAYS, False)):
        view = Draft(NoteKind.MINORITY, body, parent_id=agreed, travels=travels)
        note(store, held.people[5], held.workshop.id, new_id(), view, today=NOW.date())
    stays = text("agree.minority_stays")
    for page in ("control", "projector"):
        shown = led(cast, held, page).text
        assert f"{text('agree.objection')}: {OBJECTED}" in shown, page
        assert f"{STAYS} :small[({stays})]" in shown and f"{TRAVELS} :small" not in shown, page
    assert stays not in led(cast, held, "result").text


def test_what_was_parked_comes_back_where_it_was_taken_away(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "explore")
    lead = cast.duinstad.facilitator
    note(store, lead, held.workshop.id, new_id(), Draft(NoteKind.PARKED, "Wie betaalt dit"), today=NOW.date())
    shown = led(cast, held, "control")
    assert text("explore.park_seen") in shown.text
    (parked,) = notes.of_workshop(store, held.workshop.id, NoteKind.PARKED)
    shown.test.button(key=f"away-{parked.id}").click().run()
    (lot,) = (box for box in shown.test.expander if box.label.startswith("Parkeerplaats"))
    assert [one.key for one in lot.button if one.key == "put-back"] == ["put-back"]
    assert sum(one.key == "put-back" for one in shown.test.button) == 1


def test_no_value_is_chosen_for_an_agreement_in_own_words(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "agree")
    control = led(cast, held, "control")
    value = next(box for box in control.test.selectbox if box.label == text("agree.value"))
    assert value.value is None
    next(button for button in control.test.button if button.label == text("agree.record")).click().run()
    assert text("agree.value") in control.problems[0]
    assert agreements.of_workshop(store, held.workshop.id) == []


def test_the_shared_values_stand_on_the_wall_while_tensions_are_named(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "tensions")
    assert f"{text('values.chosen')}: Privacy, Veiligheid" in led(cast, held, "projector").text
