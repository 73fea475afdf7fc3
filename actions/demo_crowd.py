"""The participants of one workshop of the demo: who they are, what they think, and the answers they give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import pandas as pd

from analytics import simulation
from domain.answers import Mark
from domain.content import Case
from domain.demo import Demo, DemoWorkshop
from domain.roles import Visitor
from domain.workshops import Round, Workshop
from storage import answers, participants
from storage.store import Store


class Crowd:
    """People with minds of their own; the same workshop always has the same people."""

    def __init__(
        self,
        store: Store,
        demo: Demo,
        one: DemoWorkshop,
        case: Case | None,
        workshop: Workshop,
        name: Callable[[str], str],
    ) -> None:
        self._store, self._one, self._workshop = store, one, workshop
        self._chance = np.random.default_rng(uuid5(NAMESPACE_URL, f"demo/chance/{one.id}").int)
        perspectives = [perspective for perspective, count in one.people.items() for _ in range(count)]
        self._perspectives = [perspectives[place] for place in self._chance.permutation(len(perspectives))]
        self.people = [name(f"participant/{number}") for number in range(len(perspectives))]
        asked = workshop.values
        levels = simulation.team_levels(
            self._chance,
            _levels(demo, asked),
            case.pulls if case else (),
            case.against if case else (),
            one.raised,
            one.guarded,
            one.neglected,
        )
        self._minds = simulation.minds(self._chance, levels, _views(demo), self._perspectives, one.divided)

    def join(self, days: Sequence[date]) -> None:
        """Everyone joins, each on a day of their own."""
        joined = zip(self.people, self._perspectives, days, strict=True)
        self._store.write(
            *(
                participants.add(person, self._workshop.id, perspective, day)
                for person, perspective, day in joined
            )
        )

    def fill_in(self, asked: Round, days: Sequence[date]) -> None:
        """The survey, by those who answered; the last of them came halfway."""
        given = simulation.survey_answers(self._chance, self._minds)
        asked_first = self._workshop.values[: len(self._workshop.values) // 2]
        begun = (
            (given["person"] < self._one.answered)
            & given["item"].isin(asked_first)
            & (given["dimension"] != "top")
        )
        whole = given["person"] < self._one.answered - self._one.halfway
        self._append(asked, given[whole | begun], days)

    def fill_in_again(self, asked: Round, efforts: Sequence[float], days: Sequence[date]) -> None:
        """The second survey, by as many people as there are days, after these efforts for the values."""
        gains = simulation.gains(self._chance, efforts)
        minds = simulation.later(self._chance, self._minds, gains, len(days))
        self._append(asked, simulation.survey_answers(self._chance, minds), days)

    def put_dots(
        self, asked: Round, day: date, voters: int | None = None, *, after_a_talk: bool = False
    ) -> None:
        """The dots of everyone, or of the first voters only; after a talk each of them moves one."""
        given = simulation.dots(self._chance, self._minds, self._one.chosen)
        if after_a_talk:
            given = simulation.one_dot_moved(given, self._workshop.values)
        count = len(self.people) if voters is None else voters
        self._append(asked, given[given["person"] < count], [day] * len(self.people))

    def weigh(self, asked: Round, ideas: pd.DataFrame, day: date) -> None:
        """Everyone's scores of the ideas: index item; necessity, importance."""
        given = simulation.idea_scores(self._chance, ideas, len(self.people))
        self._append(asked, given, [day] * len(self.people))

    def look_back(self, asked: Round, questions: Sequence[str], day: date) -> None:
        """The exit check: most people are content, and one does not know. Takes nothing from the chance of the others."""
        rows = [
            (person, question, "exit", 0 if person == 1 + place else 3 + (2 * person + place) % 3)
            for person in range(len(self.people))
            for place, question in enumerate(questions)
        ]
        given = pd.DataFrame(rows, columns=["person", "item", "dimension", "score"])
        self._append(asked, given, [day] * len(self.people))

    def get_ready(self, step: str, count: int) -> None:
        """The first so many say that they are ready with a step."""
        self._store.write(
            *(participants.say_ready(self._workshop.id, person, step, True) for person in self.people[:count])
        )

    def days_before(self) -> list[int]:
        """How many days before the workshop each of them answers."""
        return [int(days) for days in self._chance.integers(1, 9, len(self.people))]

    def days_between(self, first: int, last: int, count: int) -> list[int]:
        """A day for each of so many people, from the first to the day before the last."""
        return [int(day) for day in self._chance.integers(first, last, count)]

    def speaker(self, number: int) -> Visitor:
        """The participant whose turn it is to say something."""
        return Visitor(participations=((self._workshop.id, self.people[number % len(self.people)]),))

    def _append(self, asked: Round, given: pd.DataFrame, days: Sequence[date]) -> None:
        """Every person's marks, in one statement each."""
        marks: dict[int, list[Mark]] = {}
        for person, item, dimension, score in given.itertuples(index=False, name=None):
            marks.setdefault(person, []).append(Mark(item, dimension, score))
        self._store.write(
            *(
                answers.append(asked.id, self.people[person], own, days[person])
                for person, own in marks.items()
            )
        )


def _levels(demo: Demo, asked: Sequence[str]) -> pd.DataFrame:
    """Index item; importance, current."""
    rows = [(value, demo.levels[value].importance, demo.levels[value].current) for value in asked]
    return pd.DataFrame(rows, columns=["item", *simulation.SIDES]).set_index("item")


def _views(demo: Demo) -> pd.DataFrame:
    """One row per perspective and item that differs: perspective_id, item, importance, current."""
    rows = [(view.perspective, view.value, view.importance, view.current) for view in demo.views]
    return pd.DataFrame(rows, columns=["perspective_id", "item", *simulation.SIDES])
