"""Whether a later vote or survey, beside all that was shown before, tells of fewer than k people: worked out exactly.

A number that is shown is a sum over people of what each of them said. Whoever adds and subtracts such numbers, each as often
as they like, is left with the people who don't fall away; those must be at least k, whatever is added and subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import pandas as pd

from analytics.anonymity import TOO_FEW
from analytics.tallies import EVERYONE, one_value_a_place

Cell = tuple[str, str]  # item, dimension
Ballot = frozenset[tuple[Cell, int]]  # all that one person said in one round
Number = Mapping[tuple[str, Ballot], int]  # how often what a person said counts in it
Vector = tuple[int, ...]  # how often something counts in each number
Alike = tuple[frozenset[Vector], int]  # what people have in common, and how many they are
_OTHERS: Ballot = frozenset({(("", ""), 0)})


@dataclass(frozen=True)
class Told:
    """One round that was or will be shown.

    answers  who counts in it: one row per participant, item and dimension: participant_id, perspective_id, item, dimension, score,
             seq
    shown    its figure; None for too few people, who may be in a sum in a pool with others
    """

    answers: pd.DataFrame
    shown: pd.DataFrame | None = None


def tells_of_few(rounds: Sequence[Told], smallest_group: int, paired: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether the last of these rounds, beside the others, tells of fewer than k people; also when nothing changed at all.

    A person counts as one, whatever they said: it is not looked at value by value. Who only said "don't know" is behind no number.

    rounds   of one kind and one workshop, as they were shown, the oldest first
    paired   of which two rounds (by their place) it is shown what the same people changed
    """
    seen = _seen(rounds)
    ballots = [_ballots(one.answers, seen) for one in rounds]
    changes = [_change(ballots[one], ballots[other]) for one, other in paired]
    whole = _with_others(ballots, [one.shown is None for one in rounds], smallest_group)
    return any(
        _is_told([*_by_part(whole, rounds, parts), *changes], smallest_group) for parts in _parts(rounds)
    )


def told_cells(
    rounds: Sequence[Told], smallest_group: int, paired: Sequence[tuple[int, int]] = ()
) -> list[Cell]:
    """The items and dimensions of the last round that tell of fewer than k people, where too few people gave a score.

    Those few may be in a sum in a pool, for this one item and dimension; so there it is looked at by itself.
    """
    few: set[Cell] = set()
    for one in rounds:
        if one.shown is not None:
            everyone = one.shown[one.shown["perspective_id"] == EVERYONE]
            few |= set(_named(everyone[everyone["hidden"] == TOO_FEW]))
    return [
        cell
        for cell in sorted(few)
        if tells_of_few([_only(one, cell) for one in rounds], smallest_group, paired)
    ]


def _only(told: Told, cell: Cell) -> Told:
    """What is told of one item and dimension: its counts, of too few people a part of a pool, of a band nothing."""
    answers = told.answers[_is_about(told.answers, cell)]
    if told.shown is None:
        return Told(answers)
    shown = told.shown[_is_about(told.shown, cell)]
    if (shown["hidden"] == TOO_FEW).any():
        return Told(answers)
    return Told(answers if shown["count_1"].notna().any() else answers.iloc[:0], shown)


def _seen(rounds: Sequence[Told]) -> frozenset[Cell] | None:
    """Of which items and dimensions the last round and an earlier one show counts; None when that may be all."""
    *before, last = [_cells(one.shown) for one in rounds]
    known = [cells for cells in before if cells is not None]
    earlier = frozenset[Cell]().union(*known) if len(known) == len(before) else None
    if earlier is None or last is None:
        return last if earlier is None else earlier
    return earlier & last


def _cells(shown: pd.DataFrame | None) -> frozenset[Cell] | None:
    if shown is None:
        return None
    return frozenset(_named(shown[(shown["perspective_id"] == EVERYONE) & shown["count_1"].notna()]))


def _is_about(rows: pd.DataFrame, cell: Cell) -> pd.Series[bool]:
    return (rows["item"] == cell[0]) & (rows["dimension"] == cell[1])


def _named(rows: pd.DataFrame) -> list[Cell]:
    return list(zip(rows["item"].tolist(), rows["dimension"].tolist(), strict=True))


def _ballots(answers: pd.DataFrame, seen: frozenset[Cell] | None) -> dict[str, Ballot]:
    """What each person said, of whoever took part."""
    counted = one_value_a_place(answers)
    columns = (counted[name].tolist() for name in ("participant_id", "item", "dimension", "score"))
    said: dict[str, list[tuple[Cell, int]]] = {}
    for person, item, dimension, score in zip(*columns, strict=True):
        if score and (seen is None or (item, dimension) in seen):
            said.setdefault(person, []).append(((item, dimension), score))
    return {person: frozenset(marks) for person, marks in said.items()}


def _with_others(
    ballots: Sequence[dict[str, Ballot]], is_pooled: Sequence[bool], k: int
) -> list[dict[str, Ballot]]:
    """The same, with as few people of other teams as a pool holds at least: the same ones, who never change."""
    most = max((len(said) for said, pooled in zip(ballots, is_pooled, strict=True) if pooled), default=0)
    others = dict.fromkeys((f"other {place}" for place in range(max(1, k - most))), _OTHERS)
    return [said | others if pooled else said for said, pooled in zip(ballots, is_pooled, strict=True)]


def _parts(rounds: Sequence[Told]) -> set[frozenset[tuple[int, str]]]:
    """Each set of perspectives (with the place of their round) that stand beside each other somewhere; at least the empty set."""
    found: set[frozenset[tuple[int, str]]] = {frozenset()}
    for place, one in enumerate(rounds):
        if one.shown is not None:
            apart = one.shown[one.shown["perspective_id"] != EVERYONE]
            for _, sides in apart.groupby(["item", "dimension"])["perspective_id"]:
                found.add(frozenset((place, side) for side in sides))
    return found


def _by_part(
    ballots: Sequence[Mapping[str, Ballot]], rounds: Sequence[Told], parts: frozenset[tuple[int, str]]
) -> list[Number]:
    """The numbers of each round: what was said in each perspective that is shown, and by everyone else."""
    numbers: dict[tuple[int, str], dict[tuple[str, Ballot], int]] = {}
    for place, (said, one) in enumerate(zip(ballots, rounds, strict=True)):
        people = one.answers.drop_duplicates("participant_id")
        sides = dict(zip(people["participant_id"].tolist(), people["perspective_id"].tolist(), strict=True))
        for person, ballot in said.items():
            own = place, sides.get(person, EVERYONE)
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
    return _leaves_few(ways, alike.most_common(), k - 1)


def _leaves_few(ways: Sequence[Vector], alike: Sequence[Alike], room: int) -> bool:
    """Whether one of these ways, or a sum of them, is left with at most `room` people; every way is tried with as few as it can."""
    for place, (vectors, count) in enumerate(alike):
        if any(_times(way, vector) for way in ways for vector in vectors):
            rest = alike[place + 1 :]
            if _leaves_few(reduce(_silencing, vectors, ways), rest, room):
                return True
            return count <= room and _leaves_few(ways, rest, room - count)
    return bool(ways)


def _silencing(ways: Sequence[Vector], vector: Vector) -> Sequence[Vector]:
    """The ways, and sums of them, in which what this vector stands for falls away; one fewer."""
    left = [_times(way, vector) for way in ways]
    at = next((place for place, times in enumerate(left) if times), None)
    if at is None:
        return ways
    return [
        tuple(left[at] * one - left[place] * other for one, other in zip(way, ways[at], strict=True))
        for place, way in enumerate(ways)
        if place != at
    ]


def _times(way: Vector, vector: Vector) -> int:
    return sum(one * other for one, other in zip(way, vector, strict=True))
