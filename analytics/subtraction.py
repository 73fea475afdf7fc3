"""Whether a later vote or survey, beside all that was shown before, tells of fewer than k people: worked out exactly.

A number that is shown is a sum over people of what each of them said. Whoever adds and subtracts such numbers, each as often
as they like, is left with the people who don't fall away; those must be at least k, whatever is added and subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.anonymity import TOO_FEW
from analytics.tallies import EVERYONE, one_value_a_place

Cell = tuple[str, str]  # item, dimension
Ballot = bytes  # all that one person said in one round, a score for each item and dimension
Scores = npt.NDArray[np.int8]
Number = Mapping[tuple[str, Ballot], int]  # how often what a person said counts in it
Vector = tuple[int, ...]  # how often something counts in each number
Alike = tuple[frozenset[Vector], int]  # what people have in common, and how many they are
_OTHERS: Ballot = b"others"


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
    return _tell_of_few([_heard(one) for one in rounds], smallest_group, paired)


def told_cells(
    rounds: Sequence[Told], smallest_group: int, paired: Sequence[tuple[int, int]] = ()
) -> list[Cell]:
    """The items and dimensions of the last round that tell of fewer than k people, where too few people gave a score.

    Those few may be in a sum in a pool, for this one item and dimension; so there it is looked at by itself.
    """
    few = frozenset[Cell]().union(*(_shown(one.shown)[1] for one in rounds))
    heard = [_heard(one) for one in rounds] if few else []
    return [
        cell
        for cell in sorted(few)
        if _tell_of_few([_only(one, cell) for one in heard], smallest_group, paired)
    ]


@dataclass(frozen=True)
class _Heard:
    """What one round tells, worked out once.

    people   who took part; sides: the perspective of each
    cells    the column of each item and dimension that was asked about
    scores   people x cells: what counts of what each of them said, 0 for nothing
    seen     of which items and dimensions counts are shown; None for too few people, who may be in a sum
    few      where too few people gave a score
    parts    the perspectives that stand beside each other, for each item and dimension
    """

    people: Sequence[str]
    sides: Mapping[str, str]
    cells: Mapping[Cell, int]
    scores: Scores
    seen: frozenset[Cell] | None
    few: frozenset[Cell]
    parts: Mapping[Cell, frozenset[str]]


def _heard(told: Told) -> _Heard:
    counted = one_value_a_place(told.answers)
    named = (pd.factorize(counted[name]) for name in ("participant_id", "item", "dimension"))
    (person, people), (item, items), (dimension, dimensions) = named
    scores = np.zeros((len(people), len(items) * len(dimensions)), dtype=np.int8)
    scores[person, item * len(dimensions) + dimension] = counted["score"]
    at = np.zeros(len(people), dtype=np.intp)
    at[person] = np.arange(len(person))  # an answer of each
    sides = dict(zip(people.tolist(), counted["perspective_id"].iloc[at].tolist(), strict=True))
    cells = {cell: place for place, cell in enumerate(product(items.tolist(), dimensions.tolist()))}
    return _Heard(people.tolist(), sides, cells, scores, *_shown(told.shown))


def _shown(
    shown: pd.DataFrame | None,
) -> tuple[frozenset[Cell] | None, frozenset[Cell], Mapping[Cell, frozenset[str]]]:
    """Of a figure the cells with counts, those that too few people scored, and the perspectives of each."""
    if shown is None:
        return None, frozenset(), {}
    told = shown[["perspective_id", "item", "dimension", "hidden"]].assign(
        has_counts=shown["count_1"].notna()
    )
    seen, few, parts = set[Cell](), set[Cell](), dict[Cell, frozenset[str]]()
    for side, item, dimension, hidden, has_counts in told.itertuples(index=False, name=None):
        cell = item, dimension
        if side != EVERYONE:
            parts[cell] = parts.get(cell, frozenset()) | {side}
        else:
            seen |= {cell} if has_counts else set()
            few |= {cell} if hidden == TOO_FEW else set()
    return frozenset(seen), frozenset(few), parts


def _only(heard: _Heard, cell: Cell) -> _Heard:
    """What is told of one item and dimension: its counts, of too few people a part of a pool, of a band nothing."""
    at = [heard.cells[cell]] if cell in heard.cells else []
    one = replace(heard, cells={cell: 0} if at else {}, scores=heard.scores[:, at])
    if heard.seen is None or cell in heard.few:
        return replace(one, seen=None, few=frozenset(), parts={})
    parts = {cell: heard.parts[cell]} if cell in heard.parts else {}
    is_told = cell in heard.seen or bool(parts)
    scores = one.scores if is_told else np.zeros_like(one.scores)
    return replace(one, scores=scores, seen=heard.seen & {cell}, few=frozenset(), parts=parts)


def _tell_of_few(rounds: Sequence[_Heard], k: int, paired: Sequence[tuple[int, int]]) -> bool:
    seen = _seen(rounds)
    order = sorted(frozenset[Cell]().union(*(one.cells for one in rounds)) if seen is None else seen)
    ballots = [_ballots(one, order) for one in rounds]
    changes = [_change(ballots[one], ballots[other]) for one, other in paired]
    whole = _with_others(ballots, [one.seen is None for one in rounds], k)
    return any(_is_told([*_by_part(whole, rounds, parts), *changes], k) for parts in _parts(rounds))


def _seen(rounds: Sequence[_Heard]) -> frozenset[Cell] | None:
    """Of which items and dimensions the last round and an earlier one show counts; None when that may be all."""
    *before, last = [one.seen for one in rounds]
    known = [cells for cells in before if cells is not None]
    earlier = frozenset[Cell]().union(*known) if len(known) == len(before) else None
    if earlier is None or last is None:
        return last if earlier is None else earlier
    return earlier & last


def _ballots(heard: _Heard, order: Sequence[Cell]) -> dict[str, Ballot]:
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


def _parts(rounds: Sequence[_Heard]) -> set[frozenset[tuple[int, str]]]:
    """Each set of perspectives (with the place of their round) that stand beside each other somewhere; at least the empty set."""
    beside = [(place, sides) for place, one in enumerate(rounds) for sides in one.parts.values()]
    return {frozenset(), *(frozenset((place, side) for side in sides) for place, sides in beside)}


def _by_part(
    ballots: Sequence[Mapping[str, Ballot]], rounds: Sequence[_Heard], parts: frozenset[tuple[int, str]]
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
