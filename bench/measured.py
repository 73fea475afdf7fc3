"""What a bench finds: one row of the table for each number, with the floor that was measured in the same run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Row:
    """One number.

    measured   in the unit of the goal; None when it could not be measured, and `note` says why
    floor      what the bare thing costs in the same unit; `against` says which thing
    is_least   whether the goal is to be reached from below, as for answers a second
    """

    name: str
    what: str
    unit: str
    goal: float | None
    measured: float | None
    floor: float | None = None
    against: str = ""
    note: str = ""
    is_least: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without a goal or a measure."""
        if self.goal is None or self.measured is None:
            return None
        return self.measured >= self.goal if self.is_least else self.measured <= self.goal

    @property
    def ratio(self) -> float | None:
        """How many times the floor: above one is slower than the bare thing."""
        if not self.floor or not self.measured:
            return None
        return self.floor / self.measured if self.is_least else self.measured / self.floor

    def because(self, reason: str) -> Row:
        """The same number, not measured."""
        return replace(self, measured=None, note=reason)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies, from 0 to 1. raises ValueError when there is none."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(seconds: Sequence[float]) -> str:
    """p50/p95/p99 in milliseconds."""
    return "/".join(f"{1000 * percentile(seconds, share):.0f}" for share in (0.5, 0.95, 0.99))
