"""Whether a later vote or survey tells of those who came, stayed away or had their answers erased: item by item.

`analytics.subtraction` counts everyone who said something else somewhere. Who that was nobody knows; who came and who went
everybody in the room does. So where they answered, enough others must have changed their mind too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.heard import Cell, Heard, Scores, Told, heard_of
from analytics.subtraction import Vector, leaves_few, times
from analytics.tallies import COUNTS_ZERO, EVERYONE

_NOT_CHOSEN, _OTHER = 6, 7  # beside the scores 1 to 5


def told_cells(
    rounds: Sequence[Told], smallest_group: int, paired: Sequence[tuple[int, int]] = ()
) -> list[Cell]:
    """The items and dimensions of the last round that, each by itself, tell of fewer than k people beside the earlier rounds.

    Looked at are those that were not answered by the same people: behind whatever is left of somebody who came or went there
    must be at least k people. Where too few people gave a score they may be in a sum, in a pool for this one item and dimension;
    there it is looked at whoever answered. What is chosen adds up to the number of people: when one item tells, so do all of
    that dimension.

    rounds, paired  as in `analytics.subtraction.tells_of_few`
    """
    heard = [heard_of(one) for one in rounds]
    everyone = list(dict.fromkeys(person for one in heard for person in one.people))
    cells = list(heard[-1].cells)
    few = frozenset[Cell]().union(*(one.few for one in heard))
    told = {
        cell
        for cell, given in zip(cells, _given(heard, everyone, cells, few), strict=True)
        if _tells(_beside(heard, everyone, cell, given, smallest_group, cell in few), smallest_group, paired)
    }
    added_up = {dimension for _, dimension in told} & COUNTS_ZERO
    return sorted(cell for cell in cells if cell in told or cell[1] in added_up)


def _given(
    rounds: Sequence[Heard], everyone: Sequence[str], cells: Sequence[Cell], few: frozenset[Cell]
) -> Scores:
    """What each person said: cells x rounds x people; 0 for nothing, and where the round tells nothing of it.

    Of a choice also that somebody chose something else.
    """
    given = np.zeros((len(cells), len(rounds), len(everyone) + 1), dtype=np.int8)  # the last one is nobody
    place = {person: at for at, person in enumerate(everyone)}
    for at, one in enumerate(rounds):
        known = [
            number
            for number, cell in enumerate(cells)
            if cell in one.cells and one.tells(cell, or_band=cell not in few)
        ]
        columns = [one.cells[cells[number]] for number in known]
        said = np.where(one.voted & (one.scores == 0), _NOT_CHOSEN, one.scores)[:, columns]
        given[np.array(known, dtype=np.intp)[:, None], at, [place[person] for person in one.people]] = said.T
    return given[:, :, :-1]


@dataclass(frozen=True)
class _Beside:
    """What all rounds tell of one item and dimension.

    given    rounds x people: what each of them said; 0 for nothing, and where the round tells nothing of it
    number   rounds x people: in which number it is
    gone     the numbers that hold somebody whose answers were erased since
    whoever  whether it matters also when the same people answered
    """

    given: Scores
    number: npt.NDArray[np.int64]
    gone: frozenset[int]
    whoever: bool


def _beside(
    rounds: Sequence[Heard], everyone: Sequence[str], cell: Cell, given: Scores, k: int, is_few: bool
) -> _Beside | None:
    """One item and dimension in all rounds; None where nothing can be subtracted: told once, only in bands, by the same people."""
    people = (given > 0).sum(axis=1)
    there = np.flatnonzero(people).tolist()
    if len(there) < 2 or there[-1] != len(rounds) - 1 or all(cell in rounds[at].banded for at in there):
        return None
    more = {at for at in there if rounds[at].n.get(cell, 0) > people[at]}
    came_or_went = bool(((given[there] > 0).any(axis=0) & ~(given[there] > 0).all(axis=0)).any())
    if not (is_few or more or came_or_went):
        return None
    sides = [(EVERYONE, *sorted(one.parts.get(cell, ()))) for one in rounds]
    numbers = {
        own: at for at, own in enumerate((place, side) for place, own in enumerate(sides) for side in own)
    }
    home = [numbers[place, EVERYONE] for place in range(len(rounds))]
    number = np.array([
        [numbers.get((place, one.sides.get(person, EVERYONE)), home[place]) for person in everyone]
        for place, one in enumerate(rounds)
    ])  # fmt: skip
    gone = frozenset(at for (place, _), at in numbers.items() if place in more)
    pooled = np.array([at in there and one.is_pooled(cell) for at, one in enumerate(rounds)])
    # A pool holds people of other teams, as few as it can: the same ones each time, who never change.
    others = max(1, k - int(people[pooled].max())) if pooled.any() else 0
    return _Beside(
        np.hstack([given, np.tile(_OTHER * pooled[:, None], others)]).astype(np.int8),
        np.hstack([number, np.tile(np.array(home)[:, None], others)]),
        gone,
        is_few,
    )


def _tells(beside: _Beside | None, k: int, paired: Sequence[tuple[int, int]]) -> bool:
    """Whether some way to add and subtract leaves fewer than k people, with somebody among them who came or went."""
    if beside is None:
        return False
    rounds, size = len(beside.given), int(beside.number.max()) + 1
    kinds, counts = np.unique(np.vstack([beside.given, beside.number]), axis=1, return_counts=True)
    alike, known = Counter[frozenset[Vector]](), {_one(at, size + len(paired)) for at in beside.gone}
    for kind, count in zip(kinds.T.tolist(), counts.tolist(), strict=True):
        vectors = _vectors(kind[:rounds], kind[rounds:], size, paired)
        alike[frozenset(vector for vector in vectors if any(vector))] += count
        if vectors:  # how often this person counts, whatever they said
            known.add(tuple(map(sum, zip(*vectors, strict=True))))
    used = np.unique(beside.number[beside.given > 0]).tolist()
    ways = [_one(at, size + len(paired)) for at in (*used, *range(size, size + len(paired)))]

    def tells(left: Sequence[Vector]) -> bool:
        return bool(left) and (beside.whoever or any(times(way, one) for way in left for one in known))

    return leaves_few(ways, alike.most_common(), k - 1, tells)


def _one(place: int, size: int) -> Vector:
    return tuple(int(at == place) for at in range(size))


def _vectors(
    given: Sequence[int], number: Sequence[int], size: int, paired: Sequence[tuple[int, int]]
) -> list[Vector]:
    """For each thing that somebody said, how often it counts in each number; and in what the same people changed."""
    found: dict[int, list[int]] = {score: [0] * (size + len(paired)) for score in given if score}
    for score, at in zip(given, number, strict=True):
        if score:
            found[score][at] += 1
    for place, (one, other) in enumerate(paired, size):
        if given[one] and given[other]:
            found[given[other]][place] += 1
            found[given[one]][place] -= 1
    return [tuple(vector) for vector in found.values()]
