"""The screens of a value survey: one per principle, its values in an order that is each person's own and stays."""

from __future__ import annotations

import random
from dataclasses import dataclass

from domain.content import Framework, Principle, Value
from domain.workshops import Workshop

MOST_ON_A_SCREEN = 8


@dataclass(frozen=True)
class Screen:
    principle: Principle
    values: tuple[Value, ...]


def screens(framework: Framework, workshop: Workshop, participant_id: str) -> tuple[Screen, ...]:
    """At most eight values on a screen; principles in the order of the framework, without those that are not asked."""
    asked = [framework.value(value_id) for value_id in workshop.values]
    made = []
    for principle in framework.principles:
        values = [value for value in asked if value.principle == principle.id]
        random.Random(f"{participant_id}/{principle.id}").shuffle(values)
        made += [
            Screen(principle, tuple(values[start : start + MOST_ON_A_SCREEN]))
            for start in range(0, len(values), MOST_ON_A_SCREEN)
        ]
    return tuple(made)
