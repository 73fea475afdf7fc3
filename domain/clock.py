"""The elastic clock: what an overrun leaves for the steps that are still to come. Only who leads sees it.

Breaks and the protected step keep their planned minutes; the other steps share what is left in proportion to their
plan, and none of them becomes shorter than a few minutes. When that can't be done, the workshop ends later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.content import Step
from domain.workshops import Phase, Standing

SHORTEST_STEP = 5.0  # minutes
LIMITS = (1, 2, 3, 5, 10)  # minutes that can be announced
_A_MINUTE = timedelta(minutes=1)
_WORTH_SAYING = 1.0  # minutes


def shares(parts: Sequence[int], written_for: int, planned: int) -> list[int]:
    """The minutes of the parts of a step, for a step that is planned to last another time than they were written for.

    Whole minutes, at least one each; together as much of the planned time as they were of the time they were written for.
    """
    reached, own = 0, []
    ends = [round(sum(parts[: place + 1]) * planned / written_for) for place in range(len(parts))]
    for end in ends:
        own.append(max(1, end - reached))
        reached = max(end, reached + 1)
    return own


@dataclass(frozen=True)
class Part:
    """One step in the plan of this moment, in minutes.

    planned   as the programme says
    taken     so far, all visits together
    budget    what it may take, now that others took longer
    expected  what it will have taken at its end: more than its budget when it overruns
    """

    step: str
    planned: float
    taken: float
    budget: float
    ends_at: datetime

    @property
    def expected(self) -> float:
        return max(self.taken, self.budget)

    @property
    def shorter(self) -> float:
        """How many minutes this step gives up; 0 for a step that takes longer than planned."""
        return max(0.0, self.planned - self.expected)


@dataclass(frozen=True)
class Advice:
    """The step to come that is best made shorter, by how many minutes; and how many minutes later it ends all the same."""

    step: str
    shorter: float
    late: float


@dataclass(frozen=True)
class Clock:
    """The plan of this moment.

    parts   every step of the programme in its order
    place   the place of the step of this moment in `parts`; the number of steps when the workshop has ended
    due_at  when the workshop would end as planned
    """

    parts: tuple[Part, ...]
    place: int
    due_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.parts[-1].ends_at

    @property
    def current(self) -> Part | None:
        """The step of this moment, or None after the end."""
        return self.parts[self.place] if self.place < len(self.parts) else None

    @property
    def step_due_at(self) -> datetime | None:
        """When the budget of the step of this moment is used up; also when that is past."""
        now = self.current
        return now.ends_at - _A_MINUTE * (now.expected - now.budget) if now else None

    @property
    def late(self) -> float:
        """Minutes that the workshop ends after it was planned to; 0 when it ends in time."""
        return max(0.0, _minutes(self.ends_at - self.due_at))

    @property
    def advice(self) -> Advice | None:
        """Which step to make shorter, or None while nothing has to be."""
        coming = self.parts[self.place + 1 :]
        most = max(coming, key=lambda part: part.shorter, default=None)
        if most is None or most.shorter < _WORTH_SAYING:
            return None
        return Advice(most.step, most.shorter, self.late)


def clock(
    steps: Sequence[Step], minutes: Mapping[str, float], moves: Sequence[Standing], now: datetime
) -> Clock | None:
    """The plan at this moment, or None before the workshop began.

    minutes  as planned for each step, by its id
    moves    every move of the workshop, in the order in which they were made
    """
    lived = _since_the_start(moves)
    if not lived:
        return None
    began_at, taken = lived[0][1], _taken(lived, now)
    due_at = began_at + _A_MINUTE * sum(minutes[step.id] for step in steps)
    place = _place(steps, lived[-1][0])
    budgets = [taken.get(step.id, 0.0) for step in steps[:place]]
    budgets += _to_come(steps[place:], minutes, taken, _minutes(due_at - now))
    parts, ends_at = [], began_at
    for at, (step, budget) in enumerate(zip(steps, budgets, strict=True)):
        spent = taken.get(step.id, 0.0) if at <= place else 0.0
        ends_at = now - _A_MINUTE * spent if at == place else ends_at
        ends_at += _A_MINUTE * max(spent, budget)
        parts.append(Part(step.id, float(minutes[step.id]), spent, budget, ends_at))
    return Clock(tuple(parts), place, due_at)


def shared(steps: Sequence[Step], minutes: Mapping[str, float], available: float) -> dict[str, float]:
    """The minutes of each step when there are so many for all of them; never more than planned.

    They are more than what is available when every step is as short as it can be.
    """
    elastic = [step.id for step in steps if not (step.is_break or step.is_protected)]
    kept = {step.id: float(minutes[step.id]) for step in steps if step.id not in elastic}
    lowest = {name: min(SHORTEST_STEP, float(minutes[name])) for name in elastic}
    at_lowest: set[str] = set()
    while True:
        free = [name for name in elastic if name not in at_lowest]
        room = available - sum(kept.values()) - sum(lowest[name] for name in at_lowest)
        share = min(1.0, room / sum(minutes[name] for name in free)) if free else 0.0
        too_short = {name for name in free if minutes[name] * share < lowest[name]}
        if not too_short:
            return kept | lowest | {name: minutes[name] * share for name in free}
        at_lowest |= too_short


def _to_come(
    steps: Sequence[Step], minutes: Mapping[str, float], taken: Mapping[str, float], left: float
) -> list[float]:
    """The budgets of the step of this moment and of those after it, when so many minutes are left for them."""
    if not steps:
        return []
    current, *others = steps
    spent = taken.get(current.id, 0.0)
    budgets = shared(steps, minutes, left + spent)
    if spent > budgets[current.id]:
        budgets |= shared(others, minutes, left)
    return [budgets[step.id] for step in steps]


def _since_the_start(moves: Sequence[Standing]) -> list[tuple[Standing, datetime]]:
    """The moves since the workshop last began, each with its moment: a start that was undone does not count."""
    before = [at for at, move in enumerate(moves) if move.phase is Phase.SURVEY]
    lived = moves[before[-1] + 1 :] if before else moves
    return [(move, move.since) for move in lived if move.since is not None]


def _taken(lived: Sequence[tuple[Standing, datetime]], now: datetime) -> dict[str, float]:
    """Minutes in each step, also when people went back to it."""
    ends = [*(since for _, since in lived[1:]), now]
    taken: dict[str, float] = {}
    for (move, since), end in zip(lived, ends, strict=True):
        taken[move.step] = taken.get(move.step, 0.0) + max(0.0, _minutes(end - since))
    return taken


def _place(steps: Sequence[Step], standing: Standing) -> int:
    if standing.phase is Phase.ENDED:
        return len(steps)
    return [step.id for step in steps].index(standing.step)


def _minutes(length: timedelta) -> float:
    return length / _A_MINUTE
