"""The thread of a value: what was measured, chosen, weighed and agreed comes together; nobody elsewhere sees any of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.agree import agree
from actions.choose import choose
from actions.measure_again import measure_again
from actions.move import forward
from actions.note import note
from actions.publish import publish
from domain.agreements import AgreementDraft
from domain.notes import Draft, NoteKind
from domain.problems import NotAllowed, NotFound, NotSignedIn
from domain.roles import Grant, Role
from domain.workshops import Phase, RoundKind, Workshop
from reads.thread import thread
from storage import workshops
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, House, a_workshop, give, new_id, participants_of, person
from ui import visit
from ui.comparing.stations import answer, stations

TWELVE, LATER = (5, 4, 5, 3, 4, 5) * 2, NOW + timedelta(days=120)


@pytest.fixture(autouse=True)
def _in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "now", lambda: NOW)
    visit.speak("nl")


def surveyed(store: Store, house: House, workshop: Workshop, current: tuple[int, ...], days: int = 0) -> None:
    """Twelve people scored privacy, four of them freedom; then the outcome is shown."""
    people = participants_of(store, workshop, len(current))
    give(store, workshop, people, TWELVE)
    give(store, workshop, people, current, dimension="current")
    for dimension in ("importance", "current"):
        give(store, workshop, people[:4], TWELVE[:4], item="vrijheid", dimension=dimension)
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW + timedelta(days=days))


def whole(store: Store, house: House) -> Workshop:
    """A workshop with everything on the line of privacy, measured again."""
    workshop = a_workshop(store, house)
    surveyed(store, house, workshop, (1, 2) * 6)
    choose(store, house.facilitator, workshop.id, new_id(), ("veiligheid", "privacy", "vrijheid"), now=NOW)
    tension = new_id()
    clash = Draft(NoteKind.TENSION, "Het botst", about="privacy", against="veiligheid")
    weighed = Draft(NoteKind.WEIGHING, "beelden", parent_id=tension, lean=1, condition="de raad het weet")
    note(store, house.facilitator, workshop.id, tension, clash, today=TODAY)
    note(store, house.facilitator, workshop.id, new_id(), weighed, today=TODAY)
    draft = AgreementDraft("Een bord", "Het hangt er", "Joris", TODAY, "privacy")
    agree(store, house.facilitator, workshop.id, new_id(), draft, now=NOW)
    while (standing := workshops.standing(store, workshop.id)).phase is not Phase.ENDED:
        forward(store, house.facilitator, workshop.id, standing, now=NOW)
    measure_again(store, house.facilitator, workshop.id, now=LATER)
    surveyed(store, house, workshop, (4, 5) * 6, days=120)
    return workshop


def test_everything_about_a_value_comes_together(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    found = thread(store, house.manager, whole(store, house), "privacy")
    assert found.measured and found.measured.gap and found.measured.gap["n"] == 12
    assert (found.on_agenda, found.place, found.has_choice, found.clashes) == ("gap", 2, True, 1)
    assert found.tensions[0].weighing and found.tensions[0].weighing.condition == "de raad het weet"
    assert [(one.agreement.owner_name, len(one.history)) for one in found.agreements] == [("Joris", 1)]
    (again,) = found.later
    assert again.change and (again.change["change"], again.change["verdict"]) == (3.0, "clearly_different")


def test_the_answer_says_what_the_figures_say(store: Store, cast: Cast) -> None:
    found = thread(store, cast.duinstad.manager, whole(store, cast.duinstad), "privacy")
    assert answer(found).startswith(
        "Privacy: belang 4,3, nu geborgd 1,5 (12 mensen). Er is één afspraak over gemaakt. Die is nog niet geborgd. "
        "Opnieuw gemeten: belang 4,3, nu geborgd 4,5 (12 mensen). De praktijk was 1,5 en steeg 3,0 punt"
    )
    assert [one.is_there for one in stations(cast.duinstad.manager, found)] == [
        True,
        True,
        True,
        True,
        False,
        True,
    ]


def test_from_an_agreement_one_goes_to_those_of_its_owner(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    told = stations(house.manager, thread(store, house.manager, whole(store, house), "privacy"))
    for station in (told[3], told[4]):
        ((address, words),) = station.ways
        assert address.endswith(f"?organisation={house.organisation_id}&owner=Joris")
        assert words == "Naar de afspraken van Joris"


def test_what_is_missing_is_said_with_what_to_do(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    found = thread(store, house.facilitator, a_workshop(store, house), "privacy")
    told = stations(house.facilitator, found)
    assert not any(one.is_there for one in told)
    assert all(one.lines for one in told)
    assert answer(found) == (
        "Over Privacy is nog geen cijfer te zien. Er is geen afspraak over. Er is nog niet opnieuw gemeten."
    )
    assert "/control?m=" in told[-1].ways[0][0]


def test_a_value_that_too_few_scored_has_the_reason_and_no_figure(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    found = thread(store, house.manager, whole(store, house), "vrijheid")
    assert found.measured and (found.measured.gap, found.measured.reason) == (None, "too_few")
    assert found.later[0].gap is None and found.later[0].change is None
    assert "minder dan 5 mensen" in stations(house.manager, found)[0].lines[0]


def test_how_many_answered_is_that_of_the_survey_not_of_the_value(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 12)
    give(store, workshop, people, TWELVE, item="veiligheid")
    for dimension in ("importance", "current"):
        give(store, workshop, people[:10], TWELVE[:10], dimension=dimension)
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    found = thread(store, house.manager, workshop, "privacy")
    told = stations(house.manager, found)[0].lines[0]
    assert "(10 mensen)" in told
    assert f"12 van de {workshop.expected} verwachte mensen vulden de vragenlijst in" in told


def test_nobody_elsewhere_sees_a_thread_and_a_value_that_was_not_asked_has_none(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    workshop = a_workshop(store, house)
    beside = person(store, Grant(Role.MANAGER, house.organisation_id, new_id()), "bas@duinstad.example")
    for who in (cast.elsewhere.manager, house.administrator, beside):
        with pytest.raises(NotAllowed):
            thread(store, who, workshop, "privacy")
    with pytest.raises(NotSignedIn):
        thread(store, cast.nobody, workshop, "privacy")
    for unknown in ("duurzaamheid", "'; --", ""):
        with pytest.raises(NotFound):
            thread(store, house.manager, workshop, unknown)
