"""Whether a later vote or survey, beside all that was shown before, tells of fewer than k people: worked out exactly.

A number that is shown is a sum over people of what each of them said. Whoever adds and subtracts such numbers, each as often
as they like, is left with the people who don't fall away; those must be at least k, whatever is added and subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import numpy as np

from analytics.heard import Cell, Heard, Told, heard_of
from analytics.tallies import EVERYONE

Ballot = bytes  # all that one person said in one round, a score for each item and dimension
Number = Mapping[tuple[str, Ballot], int]  # how often what a person said counts in it
Vector = tuple[int, ...]  # how often something counts in each number
Alike = tuple[frozenset[Vector], int]  # what people have in common, and how many they are
_OTHERS: Ballot = b"others"


def tells_of_few(rounds: Sequence[Told], smallest_group: int, paired: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether the last of these rounds, beside the others, tells of fewer than k people; also when nothing changed at all.

    A person counts as one, whatever they said: who came and went is looked at value by value in `analytics.turnover`. Who only said "don't know" is behind no number.

    rounds   of one kind and one workshop, as they were shown, the oldest first
    paired   of which two rounds (by their place) it is shown what the same people changed
    """
    return _tell_of_few([heard_of(one) for one in rounds], smallest_group, paired)


def _tell_of_few(rounds: Sequence[Heard], k: int, paired: Sequence[tuple[int, int]]) -> bool:
    seen = _seen(rounds)
    order = sorted(frozenset[Cell]().union(*(one.cells for one in rounds)) if seen is None else seen)
    ballots = [_ballots(one, order) for one in rounds]
    changes = [_change(ballots[one], ballots[other]) for one, other in paired]
    whole = _with_others(ballots, [one.seen is None for one in rounds], k)
    return any(_is_told([*_by_part(whole, rounds, parts), *changes], k) for parts in _parts(rounds))


def _seen(rounds: Sequence[Heard]) -> frozenset[Cell] | None:
    """Of which items and dimensions the last round and an earlier one show counts; None when that may be all."""
    *before, last = [one.seen for one in rounds]
    known = [cells for cells in before if cells is not None]
    earlier = frozenset[Cell]().union(*known) if len(known) == len(before) else None
    if earlier is None or last is None:
        return last if earlier is None else earlier
    return earlier & last


def _ballots(heard: Heard, order: Sequence[Cell]) -> dict[str, Ballot]:
    """What each person said about these items and dimensions, of whoever said anything."""
    nothing = np.zeros((len(heard.people), 1), dtype=np.int8)
    said = np.hstack([heard.scores, nothing])[:, [heard.cells.get(cell, -1) for cell in order]]
    return {person: row.tobytes() for person, row in zip(heard.people, said, strict=True) if row.any()}


def _with_others(
    ballots: Sequence[dict[str, Ballot]], is_pooled: Sequence[bool], k: int
) -> list[dict[str, Ballot]]:
    """The same, with as few people of other teams as a pool holds at least: the same ones, who never change."""
    most = max((len(said) for said, pooled in zip(ballots, is_pooled, strict=True) if pooled), default=0)
    others = dict.fromkeys((f"other {place}" for place in range(max(1, k - most))), _OTHERS)
    return [said | others if pooled else said for said, pooled in zip(ballots, is_pooled, strict=True)]


def _parts(rounds: Sequence[Heard]) -> set[frozenset[tuple[int, str]]]:
    """Each set of perspectives (with the place of their round) that stand beside each other somewhere; at least the empty set."""
    beside = [(place, sides) for place, one in enumerate(rounds) for sides in one.parts.values()]
    return {frozenset(), *(frozenset((place, side) for side in sides) for place, sides in beside)}


def _by_part(
    ballots: Sequence[Mapping[str, Ballot]], rounds: Sequence[Heard], parts: frozenset[tuple[int, str]]
) -> list[Number]:
    """The numbers of each round: what was said in each perspective that is shown, and by everyone else."""
    numbers: dict[tuple[int, str], dict[tuple[str, Ballot], int]] = {}
    for place, (said, one) in enumerate(zip(ballots, rounds, strict=True)):
        for person, ballot in said.items():
            own = place, one.sides.get(person, EVERYONE)
            numbers.setdefault(own if own in parts else (place, EVERYONE), {})[person, ballot] = 1
    return list(numbers.values())


def _change(before: Mapping[str, Ballot], after: Mapping[str, Ballot]) -> Number:
    """What those who took part in both say now, less what they said before."""
    both = before.keys() & after.keys()
    changed = Counter({(person, after[person]): 1 for person in both})
    changed.subtract((person, before[person]) for person in both)
    return changed


def _is_told(numbers: Sequence[Number], k: int) -> bool:
    """Whether some way to add and subtract these numbers leaves fewer than k people, or nothing at all."""
    people: dict[str, set[Vector]] = {}
    for person, ballot in dict.fromkeys(said for number in numbers for said in number):
        counts = tuple(number.get((person, ballot), 0) for number in numbers)
        people.setdefault(person, set()).update({counts} if any(counts) else ())
    alike = Counter(frozenset(vectors) for vectors in people.values())
    ways = [tuple(int(place == one) for one in range(len(numbers))) for place in range(len(numbers))]
    return leaves_few(ways, alike.most_common(), k - 1)


def leaves_few(
    ways: Sequence[Vector],
    alike: Sequence[Alike],
    room: int,
    tells: Callable[[Sequence[Vector]], bool] = bool,
) -> bool:
    """Whether one of these ways, or a sum of them, is left with at most `room` people; every way is tried with as few as it can.

    tells  whether it matters what is left of the ways
    """
    for place, (vectors, count) in enumerate(alike):
        if any(times(way, vector) for way in ways for vector in vectors):
            rest = alike[place + 1 :]
            if leaves_few(reduce(_silencing, vectors, ways), rest, room, tells):
                return True
            return count <= room and leaves_few(ways, rest, room - count, tells)
    return tells(ways)


def _silencing(ways: Sequence[Vector], vector: Vector) -> Sequence[Vector]:
    """The ways, and sums of them, in which what this vector stands for falls away; one fewer."""
    left = [times(way, vector) for way in ways]
    at = next((place for place, times in enumerate(left) if times), None)
    if at is None:
        return ways
    return [
        tuple(left[at] * one - left[place] * other for one, other in zip(way, ways[at], strict=True))
        for place, way in enumerate(ways)
        if place != at
    ]


def times(way: Vector, vector: Vector) -> int:
    return sum(one * other for one, other in zip(way, vector, strict=True))
