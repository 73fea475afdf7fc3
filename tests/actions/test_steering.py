"""Choose, ready and measure again: what the facilitator records, and what participants count."""

import pytest

from actions.choose import choose
from actions.measure_again import measure_again
from actions.move import forward
from actions.publish import publish
from actions.ready import ready
from actions.set_agenda import set_agenda
from domain.problems import BadInput, NotAllowed, Refused, TooFewChosen
from domain.workshops import Phase, RoundKind, Standing, Workshop
from storage import agenda, notes, participants, workshops
from storage.store import Store
from tests.cast import NOW, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad, programme_id="short")


def ended(store: Store, cast: Cast, workshop: Workshop) -> None:
    seen = Standing()
    while seen.phase is not Phase.ENDED:
        seen = forward(store, cast.duinstad.facilitator, workshop.id, seen, now=NOW)


def test_the_shared_values_are_chosen_in_their_order_and_a_later_choice_counts(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    leader, first = cast.duinstad.facilitator, new_id()
    choose(store, leader, workshop.id, first, ("privacy", "vrijheid", "veiligheid"), now=NOW)
    choose(store, leader, workshop.id, new_id(), ("vrijheid", "privacy", "transparantie"), now=NOW)
    choose(store, leader, workshop.id, first, ("privacy", "vrijheid", "veiligheid"), now=NOW)
    assert notes.chosen(store, workshop.id) == ("vrijheid", "privacy", "transparantie")


@pytest.mark.parametrize("values", [(), ("privacy", "privacy"), ("welzijn",), ("a", "b", "c", "d", "e", "f")])
def test_a_choice_that_cannot_be_right_is_refused(
    store: Store, cast: Cast, workshop: Workshop, values: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput):
        choose(store, cast.duinstad.facilitator, workshop.id, new_id(), values, now=NOW)
    assert notes.chosen(store, workshop.id) == ()


def test_fewer_than_three_values_ask_for_a_decision_of_the_facilitator(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, two = cast.duinstad.facilitator, ("privacy", "vrijheid")
    with pytest.raises(TooFewChosen):
        choose(store, lead, workshop.id, new_id(), two, now=NOW)
    assert notes.chosen(store, workshop.id) == ()
    choose(store, lead, workshop.id, new_id(), two, with_fewer=True, now=NOW)
    assert notes.chosen(store, workshop.id) == two


def test_six_values_are_too_many_to_share(store: Store, cast: Cast) -> None:
    six = ("veiligheid", "privacy", "vrijheid", "transparantie", "welzijn", "autonomie")
    workshop = a_workshop(store, cast.duinstad, values=six)
    with pytest.raises(BadInput):
        choose(store, cast.duinstad.facilitator, workshop.id, new_id(), six, now=NOW)
    choose(store, cast.duinstad.facilitator, workshop.id, new_id(), six[:5], now=NOW)


def test_the_facilitator_puts_other_values_on_the_agenda_and_gives_it_back_to_the_figures(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    leader, first = cast.duinstad.facilitator, new_id()
    set_agenda(store, leader, workshop.id, first, ("vrijheid", "privacy"), now=NOW)
    set_agenda(store, leader, workshop.id, new_id(), ("transparantie",), now=NOW)
    set_agenda(store, leader, workshop.id, first, ("vrijheid", "privacy"), now=NOW)
    assert agenda.standing(store, workshop.id) == ("transparantie",)
    set_agenda(store, leader, workshop.id, new_id(), (), now=NOW)
    assert agenda.standing(store, workshop.id) == ()
    assert agenda.count(store, workshop.id) == 3


@pytest.mark.parametrize(
    "values", [("privacy", "privacy"), ("welzijn",), ("privacy", "vrijheid", "veiligheid", "transparantie")]
)
def test_an_agenda_that_cannot_be_right_is_refused(
    store: Store, cast: Cast, workshop: Workshop, values: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput):
        set_agenda(store, cast.duinstad.facilitator, workshop.id, new_id(), values, now=NOW)


def test_being_ready_is_said_and_taken_back_and_counted_once(store: Store, workshop: Workshop) -> None:
    who = a_participant(store, workshop)
    for is_ready, count in ((True, 1), (True, 1), (False, 0)):
        ready(store, who, workshop.id, "explore", is_ready)
        assert participants.ready(store, workshop.id, "explore") == count


@pytest.mark.parametrize("step", ["", "dance", "effects", "x" * 10_000])
def test_being_ready_is_about_a_step_of_the_programme(store: Store, workshop: Workshop, step: str) -> None:
    with pytest.raises(BadInput):
        ready(store, a_participant(store, workshop), workshop.id, step, True)


def test_after_the_end_the_values_are_measured_again(store: Store, cast: Cast, workshop: Workshop) -> None:
    leader, people = cast.duinstad.facilitator, participants_of(store, workshop, 5)
    give(store, workshop, people, [1, 2, 3, 4, 5])
    publish(store, leader, workshop.id, RoundKind.VALUES, now=NOW)
    ended(store, cast, workshop)
    again = measure_again(store, leader, workshop.id, now=NOW)
    assert again == round_of(store, workshop)
    assert (again.number, again.is_closed) == (2, False)
    give(store, workshop, people, [5, 4, 3, 2, 1])
    assert publish(store, leader, workshop.id, RoundKind.VALUES, now=NOW).number == 2


def test_a_second_measurement_waits_for_the_end_and_for_the_first(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    leader = cast.duinstad.facilitator
    with pytest.raises(Refused):
        measure_again(store, leader, workshop.id, now=NOW)
    ended(store, cast, workshop)
    with pytest.raises(Refused):
        measure_again(store, leader, workshop.id, now=NOW)
    store.write(workshops.end_round(round_of(store, workshop).id, new_id(), NOW))
    measure_again(store, leader, workshop.id, now=NOW)
    with pytest.raises(Refused):
        measure_again(store, leader, workshop.id, now=NOW)
    assert round_of(store, workshop).number == 2


def test_only_who_leads_chooses(store: Store, cast: Cast, workshop: Workshop) -> None:
    for who in (a_participant(store, workshop), cast.duinstad.manager, cast.elsewhere.facilitator):
        with pytest.raises(NotAllowed):
            choose(store, who, workshop.id, new_id(), ("privacy",), with_fewer=True, now=NOW)
