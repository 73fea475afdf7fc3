"""The thread of a value in one workshop: measured, chosen, weighed, agreed, and measured again; published figures only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analytics.anonymity import TOO_FEW
from analytics.change import value_changes
from analytics.gaps import agenda as suggested
from analytics.gaps import value_gaps
from analytics.voting import dot_totals
from domain.agreements import Agreement
from domain.notes import Note, NoteKind
from domain.problems import NotFound
from domain.roles import Deed, Visitor
from domain.workshops import RoundKind, Workshop
from reads.outcome import outcome
from storage import agenda, agreements, figures, hands, notes, workshops
from storage.figures import Publication
from storage.store import Store

NOT_ASKED = "not_asked"
CHOSEN = "chosen"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Measurement:
    """What one published survey of the team shows of the value.

    code    of its workshop
    gap     a row of `analytics.gaps.value_gaps`, or None when there is nothing to see
    reason  why there is nothing: "too_few" people, "too_few_changed", or "not_asked"; "" when there is something
    change  of practice since the survey of the workshop: a row of `analytics.change.value_changes`, or None
    """

    facts: Publication
    code: str
    gap: Row | None
    reason: str = ""
    change: Row | None = None


@dataclass(frozen=True)
class Weighed:
    """A tension in which the value was weighed, and the weighing that stands."""

    tension: Note
    weighing: Note | None


@dataclass(frozen=True)
class Followed:
    """An agreement with its history (as `storage.agreements.history`) and the minority views that go with it."""

    agreement: Agreement
    history: tuple[tuple[Any, ...], ...]
    views: tuple[str, ...]


@dataclass(frozen=True)
class Thread:
    """One value from score to score.

    measured    the first published survey of the workshop
    on_agenda   why it was to be talked about: "chosen" by the facilitator, or by the figures "gap", "disagreement" or "both"
    topic       the row of the figures that put it there
    dots        a row of `analytics.voting.dot_totals` of the last vote that is shown
    hands       how many hands it got, where the room voted by hand
    place       among the shared values: 1 is the first, 0 when it is not one
    has_choice  whether shared values were chosen at all
    tensions    in which it was weighed; only for who may see the result
    clashes     how many there are
    has_tensions  whether any were named in the workshop, of whichever values
    agreements  about it, in the order they were made
    later       what the later surveys of the team show
    """

    workshop: Workshop
    value: str
    measured: Measurement | None
    on_agenda: str
    topic: Row | None
    dots: Row | None
    hands: int | None
    place: int
    has_choice: bool
    tensions: tuple[Weighed, ...]
    clashes: int
    has_tensions: bool
    agreements: tuple[Followed, ...]
    later: tuple[Measurement, ...]


def thread(store: Store, who: Visitor, workshop: Workshop, value: str) -> Thread:
    """The thread as it stands now. raises NotAllowed; NotFound when the value was not asked in this workshop"""
    who.must(Deed.FOLLOW_AGREEMENTS, workshop.place)
    if value not in workshop.values:
        raise NotFound()
    measured, later, gaps = _measurements(store, workshop, value)
    reason, topic = _topic(store, workshop, value, gaps)
    chosen = notes.chosen(store, workshop.id)
    weighed = _weighed(store, workshop, value)
    return Thread(
        workshop,
        value,
        measured,
        reason,
        topic,
        _dots(store, workshop, value),
        hands.latest(store, workshop.id, RoundKind.DOTS).get(value),
        chosen.index(value) + 1 if value in chosen else 0,
        bool(chosen),
        weighed if who.may(Deed.SEE_RESULT, workshop.place) else (),
        len(weighed),
        any(not note.is_removed for note in notes.of_workshop(store, workshop.id, NoteKind.TENSION)),
        _followed(store, workshop, value) if who.may(Deed.FOLLOW_AGREEMENTS, workshop.place) else (),
        later,
    )


def _measurements(
    store: Store, workshop: Workshop, value: str
) -> tuple[Measurement | None, tuple[Measurement, ...], pd.DataFrame]:
    """The first survey of the workshop, those of the team after it, and the gaps of all values in the first."""
    surveys = figures.surveys_of_team(store, workshop.team_id)
    places = [place for place, one in enumerate(surveys) if one.workshop_id == workshop.id]
    if not places:
        return None, (), pd.DataFrame()
    first, *others = surveys[places[0] :]
    before, reasons = _shown(store, first)
    measured = _measured(store, first, before, reasons, value)
    later = []
    for one in others:
        after, reasons = _shown(store, one)
        later.append(
            replace(_measured(store, one, after, reasons, value), change=_change(before, after, value))
        )
    return measured, tuple(later), value_gaps(before)


def _shown(store: Store, one: Publication) -> tuple[pd.DataFrame, dict[str, str]]:
    """What a publication shows of everyone together, and by item why something may not be seen; no rows when it shows nothing."""
    found = outcome(store, one.round_id)
    return (found.shown, found.reasons) if found else (figures.figures(store, one.id).iloc[:0], {})


def _measured(
    store: Store, one: Publication, shown: pd.DataFrame, reasons: Mapping[str, str], value: str
) -> Measurement:
    workshop, gap = workshops.by_id(store, one.workshop_id), _row(value_gaps(shown), value)
    if gap is not None:
        return Measurement(one, workshop.code, gap)
    why = reasons.get(value, TOO_FEW) if value in workshop.values else NOT_ASKED
    return Measurement(one, workshop.code, None, why)


def _change(before: pd.DataFrame, after: pd.DataFrame, value: str) -> Row | None:
    """How practice changed, as the page of change has it; None where one of the two has no mean."""
    found = _row(value_changes(before, after, "current"), value)
    return None if found is None or pd.isna(found["change"]) else found


def _topic(store: Store, workshop: Workshop, value: str, gaps: pd.DataFrame) -> tuple[str, Row | None]:
    """Why the value was to be talked about, and the row of the figures that says so."""
    standing = agenda.standing(store, workshop.id)
    if standing:
        return (CHOSEN, None) if value in standing else ("", None)
    row = _row(suggested(gaps), value) if len(gaps) else None
    return (str(row["reason"]), row) if row else ("", None)


def _dots(store: Store, workshop: Workshop, value: str) -> Row | None:
    votes = [one for one in workshops.rounds(store, workshop.id) if one.kind is RoundKind.DOTS]
    shown = [found for one in votes if (found := outcome(store, one.id))]
    return _row(dot_totals(shown[-1].shown), value) if shown else None


def _weighed(store: Store, workshop: Workshop, value: str) -> tuple[Weighed, ...]:
    said = notes.of_workshop(store, workshop.id, NoteKind.TENSION, NoteKind.WEIGHING)
    standing = [note for note in said if not note.is_removed]
    weighings = {note.parent_id: note for note in standing if note.kind is NoteKind.WEIGHING}  # the latest
    return tuple(
        Weighed(note, weighings.get(note.id))
        for note in standing
        if note.kind is NoteKind.TENSION and value in (note.about, note.against)
    )


def _followed(store: Store, workshop: Workshop, value: str) -> tuple[Followed, ...]:
    made = [one for one in agreements.of_workshop(store, workshop.id) if one.value_id == value]
    views = notes.minority_views(store, [one.id for one in made])
    return tuple(
        Followed(one, tuple(agreements.history(store, one.id)), tuple(views.get(one.id, ()))) for one in made
    )


def _row(frame: pd.DataFrame, key: str | tuple[str, str]) -> Row | None:
    """The row of this name, or None when there is none."""
    rows: dict[Any, Row] = frame.to_dict("index")  # type: ignore[assignment]
    return rows.get(key)
