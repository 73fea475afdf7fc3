"""The scripted people of a rehearsal: after each deed of the facilitator they do what people would do at that moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import cycle, islice
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from actions.demo_crowd import Crowd
from actions.note import note
from domain.content import Case
from domain.demo import DemoWorkshop
from domain.notes import Draft, NoteKind
from domain.texts import say
from domain.workshops import Phase, RoundKind, Workshop
from storage import notes, workshops
from storage.content import the_content
from storage.demo_content import read_opinions
from storage.store import Store

MOST_PEOPLE = 14
EFFECTS = ("good_now", "bad_now", "good_later", "bad_later")
QUESTIONS, TENSIONS = ("question_1", "question_2"), ("tension_1", "tension_2")
WORDS = ("word_1", "word_2", "word_3", "word_4", "word_5")


def people_of(workshop: Workshop) -> int:
    """How many scripted people take part: as many as are expected, but enough for a figure."""
    return max(workshop.smallest_group, min(workshop.expected, MOST_PEOPLE))


def go_along(store: Store, workshop: Workshop, *, now: datetime) -> None:
    """In a rehearsal, everyone does what is asked at this moment; elsewhere nothing. Done twice it is done once."""
    if not workshop.is_rehearsal:
        return
    standing, today = workshops.standing(store, workshop.id), now.date()
    crowd = _crowd(store, workshop)
    days = [today] * len(crowd.people)
    newest = workshops.latest_round(store, workshop.id, RoundKind.VALUES)
    if standing.phase is Phase.SURVEY:
        crowd.join(days)
        crowd.fill_in(newest, days)
    elif standing.phase is Phase.ENDED and newest.number > 1:
        crowd.fill_in_again(newest, [0.5] * len(workshop.values), days)
    elif standing.phase is Phase.LIVE:
        _take_part(store, workshop, crowd, standing.step, newest.is_published, today)


def _take_part(
    store: Store, workshop: Workshop, crowd: Crowd, step: str, is_shown: bool, today: date
) -> None:
    """What is said and done in a step; the last person is never ready."""
    for number, draft in enumerate(_drafts(store, workshop, step)):
        note_id = _id(workshop, f"{step}/{number}")
        note(store, crowd.speaker(number), workshop.id, note_id, draft, today=today)
    if step == "values" and is_shown:
        vote = workshops.latest_round(store, workshop.id, RoundKind.DOTS)
        crowd.put_dots(vote, today, after_a_talk=vote.number > 1)
    elif step == "agree":
        ideas = notes.of_workshop(store, workshop.id, NoteKind.IDEA)
        asked = workshops.latest_round(store, workshop.id, RoundKind.IDEAS)
        crowd.weigh(asked, _weights([idea.id for idea in ideas if not idea.is_removed]), today)
        _look_back(store, workshop, crowd, today)
    crowd.get_ready(step, len(crowd.people) - 1)


def _look_back(store: Store, workshop: Workshop, crowd: Crowd, today: date) -> None:
    questions = [asked.id for asked in the_content().surveys[workshop.survey_id].exit]
    crowd.look_back(workshops.latest_round(store, workshop.id, RoundKind.EXIT), questions, today)


def _drafts(store: Store, workshop: Workshop, step: str) -> Iterator[Draft]:
    """What people say in a step, in the language of the workshop."""
    values = notes.chosen(store, workshop.id) or workshop.values
    match step:
        case "explore":
            yield from (Draft(NoteKind.QUESTION, _said(workshop, name)) for name in QUESTIONS)
        case "effects":
            for about, name in zip(workshop.perspectives, cycle(EFFECTS), strict=False):
                tone, horizon = name.split("_")
                yield Draft(NoteKind.EFFECT, _said(workshop, name), about=about, tone=tone, horizon=horizon)
        case "tensions":
            for name, against in zip(TENSIONS, values[1:], strict=False):
                yield Draft(NoteKind.TENSION, _said(workshop, name), about=values[0], against=against)
        case "actions":
            yield from (
                Draft(NoteKind.IDEA, one.text[workshop.language], about=one.value, idea_type=one.type)
                for one in the_content().actions
                if one.value in values[:5]
            )
        case "agree":
            yield from (Draft(NoteKind.REFLECTION, _said(workshop, name)) for name in WORDS)


def _crowd(store: Store, workshop: Workshop) -> Crowd:
    """The same people each time."""
    case: Case | None = the_content().cases.get(workshop.case_id)
    opinions = read_opinions(the_content())
    return Crowd(store, opinions, _script(workshop), case, workshop, lambda name: _id(workshop, name))


def _script(workshop: Workshop) -> DemoWorkshop:
    """Who they are and what divides them; the last of them stopped halfway."""
    count = people_of(workshop)
    perspectives = list(islice(cycle(workshop.perspectives), count))
    return DemoWorkshop(
        id=workshop.id, team=workshop.team_id, facilitator="", title=workshop.title, case=workshop.case_id,
        programme=workshop.programme_id, day=0, expected=workshop.expected,
        people={name: perspectives.count(name) for name in workshop.perspectives if name in perspectives},
        answered=count, halfway=1, step="", is_revealed=False, busy=count, raised=workshop.values[:1],
        guarded=workshop.values[1:2], neglected=workshop.values[:1], divided=workshop.values[2:3], chosen=workshop.values[:3],
        notes={}, ideas=(), agreements=(), again=None,
    )  # fmt: skip


def _weights(ideas: Sequence[str]) -> pd.DataFrame:
    """Index item; necessity, importance: what people give on average, another for each idea."""
    rows = [
        (idea, 2.5 + (2 * number % 5) / 2, 2.5 + (3 * number % 5) / 2) for number, idea in enumerate(ideas)
    ]
    return pd.DataFrame(rows, columns=["item", "necessity", "importance"]).set_index("item")


def _said(workshop: Workshop, name: str) -> str:
    return say(the_content().texts, workshop.language, f"rehearsal.{name}")


def _id(workshop: Workshop, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"rehearsal/{workshop.id}/{name}"))
