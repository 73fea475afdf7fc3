"""What content files describe: frameworks, programmes, surveys and cases, as frozen facts with words in each language.

Ids are forever: a reworded question keeps its id, a new meaning gets a new one, a dropped one is retired.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from domain.texts import Texts, Words

FULL = "full"  # the programme for which the scripts are written
CARD = ("goal", "technology", "data", "decides", "touched")


@dataclass(frozen=True)
class Source:
    key: str
    title: str
    address: str


@dataclass(frozen=True)
class Foundation:
    id: str
    name: Words
    gist: Words


@dataclass(frozen=True)
class Principle:
    id: str
    foundation: str
    name: Words
    gist: Words


@dataclass(frozen=True)
class Value:
    """A public value; `status` says how sure we are that it is one of CODIO's."""

    id: str
    principle: str
    name: Words
    gist: Words
    help: Words
    status: str
    sources: tuple[str, ...]
    retired: bool = False


@dataclass(frozen=True)
class Crosswalk:
    """What became of the values of another version of a framework: `fates` and `becomes` by the id of the value there."""

    version: int
    fates: Mapping[str, str]
    becomes: Mapping[str, str]  # of the values that can be compared


@dataclass(frozen=True)
class Framework:
    id: str
    version: int
    name: Words
    about: Words
    sources: tuple[Source, ...]
    foundations: tuple[Foundation, ...]
    principles: tuple[Principle, ...]
    values: tuple[Value, ...]
    crosswalks: tuple[Crosswalk, ...] = ()  # from other versions to this one

    def value(self, value_id: str) -> Value:
        return next(value for value in self.values if value.id == value_id)

    def principle(self, principle_id: str) -> Principle:
        return next(principle for principle in self.principles if principle.id == principle_id)

    def current_values(self) -> tuple[Value, ...]:
        return tuple(value for value in self.values if not value.retired)


@dataclass(frozen=True)
class Step:
    """One step of a programme; `id` names the activity, so both programmes share the script of a step."""

    id: str
    minutes: int
    name: Words
    task: Words
    aim: Words
    is_break: bool = False
    is_protected: bool = False


@dataclass(frozen=True)
class Programme:
    id: str
    version: int
    name: Words
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    def step(self, step_id: str) -> Step:
        return next(step for step in self.steps if step.id == step_id)

    def has(self, step_id: str) -> bool:
        return any(step.id == step_id for step in self.steps)

    def after(self, step_id: str) -> Step | None:
        """The step that follows, or None at the end."""
        place = [step.id for step in self.steps].index(step_id)
        return self.steps[place + 1] if place + 1 < len(self.steps) else None

    def before(self, step_id: str) -> Step | None:
        """The step before, or None at the start."""
        place = [step.id for step in self.steps].index(step_id)
        return self.steps[place - 1] if place else None


@dataclass(frozen=True)
class Dimension:
    """What is asked about each value, with five labels from low to high."""

    id: str
    question: Words
    labels: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ExitQuestion:
    """What is asked at the close of a workshop, with five labels from low to high; `name` says it in short."""

    id: str
    name: Words
    question: Words
    labels: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Prompt:
    id: str
    question: Words
    hint: Words


@dataclass(frozen=True)
class Perspective:
    """From where someone looks at the case; `kind` is internal or external."""

    id: str
    kind: str
    name: Words
    gist: Words


@dataclass(frozen=True)
class Survey:
    id: str
    version: int
    name: Words
    top: int
    dont_know: Words
    dimensions: tuple[Dimension, ...]
    prompts: tuple[Prompt, ...]
    exit: tuple[ExitQuestion, ...]
    perspectives: tuple[Perspective, ...]

    def perspective(self, perspective_id: str) -> Perspective:
        return next(perspective for perspective in self.perspectives if perspective.id == perspective_id)


@dataclass(frozen=True)
class Case:
    """A dilemma from practice, with its card and the values that pull at each other in it."""

    id: str
    version: int
    title: Words
    story: Words
    dilemma: Words
    card: Mapping[str, Words]  # one text for each part of CARD
    pulls: tuple[str, ...]
    against: tuple[str, ...]
    values: tuple[str, ...]
    perspectives: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class SampleAction:
    id: str
    value: str
    type: str
    text: Words


@dataclass(frozen=True)
class Content:
    """Everything of `content/`, read and checked."""

    frameworks: Mapping[str, Framework]
    programmes: Mapping[str, Programme]
    surveys: Mapping[str, Survey]
    cases: Mapping[str, Case]
    actions: tuple[SampleAction, ...]
    guide: Mapping[str, Words]
    texts: Texts

    def script(self, topic: str, programme: str) -> tuple[Words | None, str]:
        """The script of a topic, and the programme whose minutes it names: its own for this programme, or that of the full one."""
        own = self.guide.get(f"{topic}-{programme}")
        return (own, programme) if own else (self.guide.get(topic), FULL)

    def usual_values(self, framework: Framework, most: int = 12) -> tuple[str, ...]:
        """The values that most cases of the library ask about: a start for a case that has no short set of its own."""
        asked = Counter(value for case in self.cases.values() for value in case.values)
        current = [value.id for value in framework.current_values()]
        usual = set(sorted(current, key=lambda value: -asked[value])[:most])
        return tuple(value for value in current if value in usual)
