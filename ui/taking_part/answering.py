"""The answer components filled for this visitor: own answers, names of values, and the words of this language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from charts.style import principle_colour
from domain.content import Value
from domain.tokens import keyed_hash
from domain.workshops import Round, Workshop
from storage import answers as stored
from storage.content import the_content
from storage.settings import settings
from ui import visit
from ui.answers import dots, rating, top_five, writing
from ui.figures import look
from ui.texts import framework, in_words, survey


def rate_values(workshop: Workshop, one: Round, person: str, values: Sequence[Value]) -> None:
    """Importance and current practice of up to eight values."""
    dimensions = [
        {"id": part.id, "question": in_words(part.question), "labels": list(part.labels[visit.language()])}
        for part in survey(workshop).dimensions
    ]
    rating(**_common(workshop, one, person, f"rate-{values[0].id}"), items=_items(values, True),
           dimensions=dimensions, answers=_own(one, person), level=2)  # fmt: skip


def rank_values(workshop: Workshop, one: Round, person: str, values: Sequence[Value]) -> None:
    """The own top five, chosen and ordered."""
    places = {item: marks["top"] for item, marks in _own(one, person).items() if marks.get("top")}
    items = [
        item | {"principle": in_words(framework(workshop).principle(value.principle).name)}
        for item, value in zip(_items(values), values, strict=True)
    ]
    top_five(
        **_common(workshop, one, person, "top"),
        items=items,
        places=places,
        count=survey(workshop).top,
        level=2,
    )


def write_remarks(workshop: Workshop, one: Round, person: str) -> bool:
    """One worry, one hope: only this participant reads them again. Gives whether both fit."""
    prompts = [
        {"id": prompt.id, "question": in_words(prompt.question), "hint": in_words(prompt.hint)}
        for prompt in survey(workshop).prompts
    ]
    return writing(**_common(workshop, one, person, "remarks"), prompts=prompts,
                   bodies=stored.own_remarks(visit.store(), one.id, person))  # fmt: skip


def first_open_screen(workshop: Workshop, one: Round, person: str, screens: Sequence[Sequence[Value]]) -> int:
    """The number (from 1) of the first screen on which this person left something open; the one after them when none is."""
    own, asked = _own(one, person), {part.id for part in survey(workshop).dimensions}
    is_open = [any(asked - own.get(value.id, {}).keys() for value in values) for values in screens]
    return is_open.index(True) + 1 if True in is_open else len(screens) + 1


def own_remarks(workshop: Workshop, one: Round, person: str) -> list[tuple[str, str]]:
    """The questions and this person's own worry and hope, for this person's screen only."""
    said = stored.own_remarks(visit.store(), one.id, person)
    return [
        (in_words(prompt.question), said[prompt.id])
        for prompt in survey(workshop).prompts
        if said.get(prompt.id)
    ]


def own_scores(one: Round, person: str) -> dict[str, dict[str, int]]:
    """This person's own scores in a round, by item and dimension, for this person's screen only."""
    return _own(one, person)


def divide_dots(workshop: Workshop, one: Round, person: str, values: Sequence[Value], limit: int) -> None:
    """A fixed number of dots over the values."""
    given = {item: marks["dots"] for item, marks in _own(one, person).items() if marks.get("dots")}
    dots(
        **_common(workshop, one, person, "dots"),
        items=_items(values),
        given=given,
        limit=limit,
    )


def own_dots(one: Round, person: str) -> dict[str, int]:
    """How this person divided the dots in a round, for this person's screen only: item -> dots, most first."""
    given = {item: marks.get("dots", 0) for item, marks in _own(one, person).items()}
    return {item: dots for item, dots in sorted(given.items(), key=lambda pair: -pair[1]) if dots}


def rate_ideas(
    workshop: Workshop,
    one: Round,
    person: str,
    items: Sequence[Mapping[str, str]],
    dimensions: Sequence[Mapping[str, object]],
) -> None:
    """Necessity and importance of up to eight ideas."""
    rating(**_common(workshop, one, person, f"ideas-{items[0]['id']}"), items=items, dimensions=dimensions,
           answers=_own(one, person))  # fmt: skip


def rate_exit(workshop: Workshop, one: Round, person: str) -> None:
    """The questions of the exit check, each with labels of its own."""
    for asked in survey(workshop).exit:
        question = {
            "id": "exit",
            "question": in_words(asked.question),
            "labels": list(asked.labels[visit.language()]),
        }
        item = {
            "id": asked.id,
            "name": in_words(asked.name),
            "gist": "",
            "help": "",
            "tone": look().palette.accent,
        }
        rating(**_common(workshop, one, person, f"exit-{asked.id}"), items=[item], dimensions=[question],
               answers=_own(one, person))  # fmt: skip


def person_mark(participant_id: str) -> str:
    """What marks this person's waiting answers in the browser: says nothing about who it is."""
    return keyed_hash(settings().key, "outbox", participant_id)


def _common(workshop: Workshop, one: Round, person: str, key: str) -> dict[str, object]:
    texts = _texts(visit.language()) | {"dont_know": in_words(survey(workshop).dont_know)}
    if one.is_frozen and not one.is_closed:
        texts["frozen"] = texts["paused"]
    return {"code": workshop.code, "round_id": one.id, "texts": texts, "key": f"{key}-{one.number}",
            "frozen": not one.takes_answers, "person": person_mark(person)}  # fmt: skip


@cache
def _texts(language: str) -> dict[str, str]:
    """The words of the components."""
    return {
        name.removeprefix("answers."): words[language]
        for name, words in the_content().texts.items()
        if name.startswith("answers.")
    }


def _own(one: Round, person: str) -> dict[str, dict[str, int]]:
    """The person's own answers, read anew at each run: a run is rare, and a click makes none."""
    return stored.own_marks(visit.store(), one.id, person)


def _items(values: Sequence[Value], helps: bool = False) -> list[dict[str, str]]:
    here = look()
    return [
        {"id": value.id, "name": in_words(value.name), "gist": in_words(value.gist),
         "help": in_words(value.help) if helps else "", "tone": principle_colour(value.principle, here)}
        for value in values
    ]  # fmt: skip
