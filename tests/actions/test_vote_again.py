"""Vote again: a round of its own after the talk, and a second figure only when at least five people voted differently."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from actions.publish import publish
from actions.vote_again import vote_again
from domain.problems import NotAllowed, Refused, RoundClosed, TooFewPeople
from domain.roles import Visitor
from domain.workshops import RoundKind, Workshop
from storage import figures
from storage.figures import Publication
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, give, participants_of, round_of

DOTS = RoundKind.DOTS


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad, values=("privacy", "vrijheid", "waardigheid"))


def put(store: Store, workshop: Workshop, people: list[Visitor], dots: Iterable[int]) -> None:
    """Each gives so many of five dots to privacy, and the rest to vrijheid."""
    dots = list(dots)
    nothing, rest = [0] * len(dots), [5 - number for number in dots]
    for item, given in (("privacy", nothing), ("vrijheid", nothing), ("privacy", dots), ("vrijheid", rest)):
        give(store, workshop, people, given, item=item, dimension="dots", kind=DOTS)


def shown(store: Store, cast: Cast, workshop: Workshop, *, even_without_outcome: bool = False) -> Publication:
    lead = cast.duinstad.facilitator
    return publish(store, lead, workshop.id, DOTS, now=NOW, even_without_outcome=even_without_outcome)


def voted(store: Store, cast: Cast, workshop: Workshop, first: list[int], then: list[int]) -> Publication:
    """Two votes of the same people, both shown; what the second gave."""
    people = participants_of(store, workshop, len(first))
    put(store, workshop, people, first)
    shown(store, cast, workshop)
    vote_again(store, cast.duinstad.facilitator, workshop.id, 1, now=NOW)
    put(store, workshop, people[: len(then)], then)
    return shown(store, cast, workshop, even_without_outcome=True)


def totals(store: Store, publication: Publication) -> dict[str, float]:
    rows = figures.figures(store, publication.id)
    return dict(zip(rows["item"], rows["total"], strict=True))


def test_a_second_vote_has_its_own_round_and_its_own_figure(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    second = voted(store, cast, workshop, [5, 4, 3, 2, 1, 0], [0, 1, 2, 3, 4, 0])
    assert (second.number, second.people, second.hidden) == (2, 6, "")
    assert {item: totals(store, second)[item] for item in ("privacy", "vrijheid")} == {
        "privacy": 10,
        "vrijheid": 20,
    }


def test_a_second_vote_is_changed_until_it_is_shown_and_never_after(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 5)
    put(store, workshop, people, [5, 4, 3, 2, 1])
    shown(store, cast, workshop)
    with pytest.raises(RoundClosed):
        give(store, workshop, people, [0] * 5, dimension="dots", kind=DOTS)
    vote_again(store, cast.duinstad.facilitator, workshop.id, 1, now=NOW)
    put(store, workshop, people, [1, 2, 2, 4, 5])
    put(store, workshop, people, [0, 1, 2, 3, 4])
    second = shown(store, cast, workshop)
    assert totals(store, second)["privacy"] == 10
    with pytest.raises(RoundClosed):
        give(store, workshop, people, [0] * 5, dimension="dots", kind=DOTS)


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ([5, 4, 3, 2, 1, 1], "too_few_changed"),  # one person gave a dot elsewhere
        ([4, 3, 2, 1, 1, 0], "too_few_changed"),  # four did
        ([5, 4, 3, 2, 1, 0], "too_few_changed"),  # nobody did
        ([5, 4, 3, 2, 1], "too_few_changed"),  # one stayed away: the difference would be all that they gave
        ([4, 3, 2, 1], "too_few"),
    ],
)
def test_a_second_vote_that_would_show_what_a_few_people_did_has_no_figure(
    store: Store, cast: Cast, workshop: Workshop, then: list[int], why: str
) -> None:
    second = voted(store, cast, workshop, [5, 4, 3, 2, 1, 0], then)
    assert (second.number, second.hidden) == (2, why)
    assert figures.figures(store, second.id).empty
    assert round_of(store, workshop, DOTS).is_closed


def test_a_second_vote_in_which_too_few_took_part_stays_open_until_it_is_closed_as_it_is(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 6)
    put(store, workshop, people, [5, 4, 3, 2, 1, 0])
    with pytest.raises(TooFewPeople):  # a first vote has nothing that could stand in its place
        shown(store, cast, a_workshop(store, cast.duinstad), even_without_outcome=True)
    shown(store, cast, workshop)
    vote_again(store, cast.duinstad.facilitator, workshop.id, 1, now=NOW)
    put(store, workshop, people[:4], [0, 1, 2, 3])
    with pytest.raises(TooFewPeople):
        shown(store, cast, workshop)
    assert not round_of(store, workshop, DOTS).is_closed
    assert shown(store, cast, workshop, even_without_outcome=True).hidden == "too_few"


def test_a_third_vote_is_compared_with_every_vote_that_was_shown(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 6)
    put(store, workshop, people, [5, 4, 3, 2, 1, 0])
    shown(store, cast, workshop)
    for number, dots, hidden in ((1, [0, 1, 2, 3, 4, 5], ""), (2, [5, 4, 3, 2, 1, 1], "too_few_changed")):
        vote_again(store, cast.duinstad.facilitator, workshop.id, number, now=NOW)
        put(store, workshop, people, dots)
        assert shown(store, cast, workshop).hidden == hidden


def test_a_second_vote_has_no_perspectives_to_subtract(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = [*participants_of(store, workshop, 5), *participants_of(store, workshop, 5, "resident")]
    put(store, workshop, people, [5, 4, 3, 2, 1] * 2)
    first = shown(store, cast, workshop)
    assert set(figures.figures(store, first.id)["perspective_id"]) == {"", "policy", "resident"}
    vote_again(store, cast.duinstad.facilitator, workshop.id, 1, now=NOW)
    put(store, workshop, people, [0, 1, 2, 3, 4] * 2)
    second = shown(store, cast, workshop)
    assert set(figures.figures(store, second.id)["perspective_id"]) == {""}


def test_asking_twice_opens_one_vote_and_only_after_the_reveal(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    leader = cast.duinstad.facilitator
    with pytest.raises(Refused):
        vote_again(store, leader, workshop.id, 1, now=NOW)
    people = participants_of(store, workshop, 5)
    put(store, workshop, people, [5, 4, 3, 2, 1])
    shown(store, cast, workshop)
    one = vote_again(store, leader, workshop.id, 1, now=NOW)
    assert vote_again(store, leader, workshop.id, 1, now=NOW).id == one.id
    with pytest.raises(Refused):
        vote_again(store, leader, workshop.id, 2, now=NOW)
    assert round_of(store, workshop, DOTS).number == 2


def test_only_who_leads_opens_a_second_vote(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = participants_of(store, workshop, 5)
    put(store, workshop, people, [5, 4, 3, 2, 1])
    shown(store, cast, workshop)
    for who in (people[0], cast.duinstad.manager, cast.elsewhere.facilitator):
        with pytest.raises(NotAllowed):
            vote_again(store, who, workshop.id, 1, now=NOW)


def test_a_second_vote_that_would_tell_of_who_stayed_away_about_one_value_has_no_figure(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    """Of eight people one stays away and six move dots between two values; about the third everyone votes the same again."""
    people = participants_of(store, workshop, 8)
    privacy, moved = [2, 1, 0, 3, 1, 2, 0, 1], [0, 1, 2, 0, 2, 1, 0, 1]

    def vote(who: list[Visitor], dots: list[int]) -> Publication:
        rest = [5 - one - other for one, other in zip(privacy, dots, strict=True)]
        for item, given in (("privacy", privacy), ("vrijheid", dots), ("waardigheid", rest)):
            give(store, workshop, who, given[: len(who)], item=item, dimension="dots", kind=DOTS)
        return shown(store, cast, workshop, even_without_outcome=True)

    assert not vote(people, moved).hidden
    vote_again(store, cast.duinstad.facilitator, workshop.id, 1, now=NOW)
    second = vote(people[:7], [*(1 + one if one < 2 else 0 for one in moved[:6]), *moved[6:]])
    assert (second.hidden, len(figures.figures(store, second.id))) == ("too_few_changed", 0)
