"""An attacker who keeps every count that was ever shown, knows whose answers are in it, and computes exactly.

A count is a sum over people of "gave this score"; so all that can be worked out by adding and subtracting is the span of
those sums. A mark is one answer of one person: (person, score). Who says the same again gives the same mark.
What the same people changed is a sum too: of what they say now, less what they said before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Mark = tuple[str, int]
Row = frozenset[Mark]  # whose answers a count that was shown is about
Change = tuple[Row, Row]  # what the same people say now, and what they said before
Matrix = list[list[int]]
Tells = Callable[[Matrix, Sequence[int], Sequence[Sequence[int]]], bool]
_PRIME = 2**61 - 1  # exact for sums of zeros and ones of this size


def told_of(
    rows: Iterable[Row], k: int, owned: frozenset[str] = frozenset(), changes: Sequence[Change] = ()
) -> frozenset[str]:
    """A group of fewer than k people of whom these sums tell a figure, or nobody.

    owned    people who put their answers together: they know them, so only the others count as told of
    changes  given to the attacker for each score apart, which is more than the one number that is shown
    """
    return _left(rows, k, owned, changes, _is_anything_left)


def who_came_or_went(rows: Iterable[Row], k: int, changes: Sequence[Change] = ()) -> frozenset[str]:
    """A group of fewer than k people that is left of these sums, with somebody in it who counts in it at all; or nobody.

    Who only said something else than before counts once more and once less: who that was nobody knows. Who came or went counts.
    """
    return _left(rows, k, frozenset(), changes, _is_somebody_left)


def _left(
    rows: Iterable[Row], k: int, owned: frozenset[str], changes: Sequence[Change], tells: Tells
) -> frozenset[str]:
    counts = sorted({row for row in rows if row}, key=sorted)
    told = [*counts, *chain.from_iterable(changes)]
    places = _places(told, owned)
    people = _people(told, places, owned)
    patterns = sorted(set(places.values()) - {0})
    sums = [[pattern >> number & 1 for pattern in patterns] for number in range(len(told))]
    paired = zip(sums[len(counts) :: 2], sums[len(counts) + 1 :: 2], strict=True)
    differences = [[now - then for now, then in zip(*both, strict=True)] for both in paired]
    reduced = reduced_form([*sums[: len(counts)], *differences])
    for block in _blocks(reduced):
        columns = sorted({place for row in block for place, entry in enumerate(row) if entry})
        here = {patterns[place] for place in columns}
        alike: dict[frozenset[int], list[str]] = {}
        for person, own in people.items():
            if own & here:
                alike.setdefault(frozenset(own & here), []).append(person)
        for group in _small(alike, k):
            outside = {pattern for own in alike if own not in group for pattern in own}
            kept = [place for place in columns if patterns[place] in outside]
            theirs = [[place for place in columns if patterns[place] in own] for own in group]
            if tells(block, kept, theirs):
                return frozenset(person for own in group for person in alike[own])
    return frozenset()


def _is_anything_left(block: Matrix, kept: Sequence[int], theirs: Sequence[Sequence[int]]) -> bool:
    """Whether some sum of these rows is nothing in the columns of everyone else."""
    return len(reduced_form([[row[place] for place in kept] for row in block])) < len(block)


def _is_somebody_left(block: Matrix, kept: Sequence[int], theirs: Sequence[Sequence[int]]) -> bool:
    """Whether one is that does not count somebody of the group as often as it takes them away."""
    if not _is_anything_left(block, kept, theirs):
        return False
    others = [[row[place] for place in kept] for row in block]
    times = ([sum(row[place] for place in own) % _PRIME for row in block] for own in theirs)
    counted = ([[*row, once] for row, once in zip(others, own, strict=True)] for own in times)
    return any(len(reduced_form(more)) > len(reduced_form(others)) for more in counted)


def is_known(rows: Iterable[Row], k: int, changes: Sequence[Change] = ()) -> frozenset[str]:
    """A group of fewer than k people, alike in every sum, of whom everything is known because no count is below zero."""
    told = sorted({row for row in rows if row}, key=sorted)
    told += chain.from_iterable(changes)
    groups: dict[int, list[Mark]] = {}
    for mark, place in _places(told, frozenset()).items():
        groups.setdefault(place, []).append(mark)
    names, sizes = list(groups), [len(marks) for marks in groups.values()]
    for number, marks in enumerate(groups.values()):
        if len(marks) < k and _is_certain(told, names, sizes, number, marks, len(changes)):
            return frozenset(person for person, _ in marks)
    return frozenset()


def _is_certain(
    told: Sequence[Row],
    names: Sequence[int],
    sizes: Sequence[int],
    number: int,
    marks: Sequence[Mark],
    changes: int,
) -> bool:
    """Whether in every world that fits what was told this group gave the very same scores."""
    wide = len(names) * 5
    sums, totals = [], []
    counts = len(told) - 2 * changes
    for now in range(counts, len(told), 2):
        line = np.zeros(wide)
        for at, name in enumerate(names):
            line[5 * at : 5 * at + 5] = np.arange(1, 6) * ((name >> now & 1) - (name >> now + 1 & 1))
        sums.append(line)
        totals.append(sum(score for _, score in told[now]) - sum(score for _, score in told[now + 1]))
    for place, row in enumerate(told[:counts]):
        given = Counter(score for _, score in row)
        for score in range(1, 6):
            line = np.zeros(wide)
            line[[5 * at + score - 1 for at, name in enumerate(names) if name >> place & 1]] = 1
            sums.append(line)
            totals.append(given[score])
    for at, size in enumerate(sizes):
        line = np.zeros(wide)
        line[5 * at : 5 * at + 5] = 1
        sums.append(line)
        totals.append(size)
    truth = Counter(score for _, score in marks)
    for score, count in truth.items():
        aim = np.zeros(wide)
        aim[5 * number + score - 1] = 1
        found = milp(aim, constraints=LinearConstraint(np.array(sums), totals, totals),
                     bounds=Bounds(0, np.inf), integrality=np.ones(wide))  # fmt: skip
        if round(found.fun) < count:
            return False
    return True


def _places(told: Sequence[Row], owned: frozenset[str]) -> dict[Mark, int]:
    """In which sums each mark is, one bit for each."""
    places: dict[Mark, int] = {}
    for number, row in enumerate(told):
        for mark in row:
            if mark[0] not in owned:
                places[mark] = places.get(mark, 0) | 1 << number
    return places


def _people(told: Sequence[Row], places: dict[Mark, int], owned: frozenset[str]) -> dict[str, set[int]]:
    people: dict[str, set[int]] = {}
    for (person, _), place in places.items():
        people.setdefault(person, set()).add(place)
    return people


def _small(alike: dict[frozenset[int], list[str]], k: int) -> Iterator[tuple[frozenset[int], ...]]:
    """Every choice of groups that hold fewer than k people together, the largest choices first."""
    few = [own for own, people in alike.items() if len(people) < k]
    for count in range(min(len(few), k - 1), 0, -1):
        for chosen in combinations(few, count):
            if sum(len(alike[own]) for own in chosen) < k:
                yield chosen


def reduced_form(matrix: Matrix) -> Matrix:
    """The reduced row echelon form, without rows of zeros."""
    rows = [row[:] for row in matrix]
    done: Matrix = []
    for place in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows if row[place]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        inverse = pow(pivot[place], -1, _PRIME)
        pivot = [entry * inverse % _PRIME for entry in pivot]
        for others in (rows, done):
            for number, row in enumerate(others):
                if factor := row[place]:
                    others[number] = [(a - factor * b) % _PRIME for a, b in zip(row, pivot, strict=True)]
        done.append(pivot)
    return done


def _blocks(reduced: Matrix) -> Iterator[Matrix]:
    """Rows that have a column in common, directly or through others: what is told lies within one of these."""
    left = list(reduced)
    while left:
        block = [left.pop()]
        for row in block:
            near = [other for other in left if any(a and b for a, b in zip(row, other, strict=True))]
            left = [other for other in left if other not in near]
            block += near
        yield block
