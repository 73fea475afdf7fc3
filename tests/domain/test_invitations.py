"""Personal links: the same each time, never guessed, tied to one person; and what may be told of who answered."""

from __future__ import annotations

import random
from uuid import UUID

import pytest

from domain.invitations import (
    checked_names,
    invitation_id,
    invitation_of,
    newly_told,
    own_code,
    participant_of,
    token_of,
)
from domain.problems import Empty, TooLong, TooMuch
from domain.workshops import CODE_LETTERS

KEY, OTHER_KEY = "k" * 32, "o" * 32
INVITED = invitation_id(KEY, "workshop", "kim@duinstad.example")


def test_the_link_of_an_address_is_the_same_each_time_and_another_for_each_address_and_workshop() -> None:
    assert invitation_id(KEY, "workshop", "Kim@Duinstad.example") == INVITED
    others = {
        invitation_id(KEY, "workshop", "sam@duinstad.example"),
        invitation_id(KEY, "other", "kim@duinstad.example"),
    }
    assert len({INVITED, *others}) == 3
    assert token_of(KEY, INVITED) == token_of(KEY, INVITED)


def test_only_a_link_that_the_key_made_is_ours() -> None:
    token = token_of(KEY, INVITED)
    assert invitation_of(KEY, token) == INVITED
    spoiled = (
        token[:-1],
        token + "0",
        token[:-1] + ("0" if token[-1] != "0" else "1"),
        "",
        "x" * 64,
        "é" * 64,
    )
    assert [invitation_of(KEY, one) for one in spoiled] == [None] * len(spoiled)
    assert invitation_of(OTHER_KEY, token) is None


def test_whoever_takes_part_has_a_random_looking_id_in_which_the_link_is_not_found() -> None:
    token = token_of(KEY, INVITED)
    person = participant_of(KEY, token)
    assert UUID(person).version == 4
    assert person == participant_of(KEY, token) != participant_of(OTHER_KEY, token)
    assert person != INVITED
    assert UUID(person).hex not in token


def test_the_own_code_can_be_read_aloud_and_is_not_in_the_link() -> None:
    codes = {
        own_code(KEY, participant_of(KEY, token_of(KEY, invitation_id(KEY, "w", str(n))))) for n in range(300)
    }
    assert len(codes) == 300
    assert all(len(code) == 6 and set(code) <= set(CODE_LETTERS) for code in codes)


def test_names_are_taken_once_and_without_what_is_empty() -> None:
    assert checked_names([" a@x.nl ", "", "A@x.nl", "Kim\t(balie)"], 0) == ("A@x.nl", "Kim (balie)")
    assert checked_names([], 3) == ()


@pytest.mark.parametrize(
    ("names", "nameless", "problem"),
    [
        ([" "], 0, Empty),
        (["x" * 201], 0, TooLong),
        ([str(n) for n in range(1001)], 0, TooMuch),
        (["a"], 1000, TooMuch),
    ],
)
def test_names_that_cannot_be_right_are_refused(
    names: list[str], nameless: int, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        checked_names(names, nameless)


@pytest.mark.parametrize(
    ("answered", "told", "invited", "more"),
    [
        (4, 0, 20, 0), (5, 0, 20, 5), (5, 0, 9, 0), (5, 0, 10, 5),
        (9, 5, 20, 0), (10, 5, 20, 5), (16, 5, 20, 0), (15, 5, 20, 10),
    ],
)  # fmt: skip
def test_it_is_told_of_at_least_k_at_once_and_while_k_are_waiting(
    answered: int, told: int, invited: int, more: int
) -> None:
    people = [str(place) for place in range(invited)]
    assert len(newly_told(people[:answered], people[:told], people, 5)) == more


@pytest.mark.parametrize("seed", range(30))
def test_whoever_keeps_every_list_learns_of_nobody_alone_that_they_answered(seed: int) -> None:
    """People come, answer and are invited in any order; a reminder is asked for at any moment."""
    luck = random.Random(seed)
    k = luck.choice((5, 6, 8))
    invited, answered, told = [str(place) for place in range(luck.randint(1, 30))], set[str](), set[str]()
    for _ in range(120):
        match luck.randrange(3):
            case 0:
                answered.add(luck.choice(invited))
            case 1:
                invited.append(str(len(invited)))
            case _:
                more = newly_told(answered, told, invited, k)
                assert not more or len(more) >= k
                assert not more & told
                told |= more
                assert not told or len(set(invited) - told) >= k
                assert told <= answered
