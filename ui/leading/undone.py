"""What a step still asks of who leads, in one quiet line above "next"; it holds nobody back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import streamlit as st

from domain.notes import TONES, NoteKind
from domain.workshops import RoundKind
from ui.agreeing.tensions import weighings_of
from ui.scene import Scene
from ui.texts import perspective_name, say, value_name

_FEW = 3  # names beside each other


def undone_line(here: Scene) -> None:
    """What is not done yet, or that everything is; nothing in a step that asks nothing of who leads.

    There is always a line or never one, so that the buttons under it stay where they are.
    """
    if here.seen.step not in _FIND:
        return
    found = undone(here)
    st.caption(say("undone.line", what="; ".join(found)) if found else say("undone.all"))


def undone(here: Scene) -> list[str]:
    """What this step still asks, in words; nothing for a step that asks nothing."""
    find = _FIND.get(here.seen.step)
    return list(find(here)) if find else []


def _effects(here: Scene) -> Iterator[str]:
    said = {(effect.about, effect.tone) for effect in here.notes(NoteKind.EFFECT)}
    missing = [
        perspective_name(here.workshop, name)
        for name in here.workshop.perspectives
        if any((name, tone) not in said for tone in TONES)
    ]
    if len(missing) > _FEW:
        yield say("undone.effects_many", n=len(missing))
    elif missing:
        yield say("undone.effects", names=", ".join(missing))


def _values(here: Scene) -> Iterator[str]:
    survey, dots = here.round(RoundKind.VALUES), here.round(RoundKind.DOTS)
    if _can_vote(here) and not survey.is_published:
        yield say("undone.survey")
    if _can_vote(here) and not dots.is_published:
        yield say("undone.dots")
    if not here.choice():
        yield say("undone.choice")


def _tensions(here: Scene) -> Iterator[str]:
    tensions = here.notes(NoteKind.TENSION)
    if not tensions:
        yield say("undone.tensions")
    if bare := [one for one in tensions if not weighings_of(here, one)]:
        yield say("undone.weighings", n=len(bare))


def _actions(here: Scene) -> Iterator[str]:
    ideas = {idea.about for idea in here.notes(NoteKind.IDEA)}
    missing = [value_name(here.workshop, value) for value in here.choice() if value not in ideas]
    if missing:
        yield say("undone.actions", names=", ".join(missing))
    elif not ideas:
        yield say("undone.action")


def _agree(here: Scene) -> Iterator[str]:
    if _can_vote(here) and here.notes(NoteKind.IDEA) and not here.round(RoundKind.IDEAS).is_published:
        yield say("undone.ideas")
    if not here.agreements():
        yield say("undone.agreements")
    if here.agreements() and not here.review():
        yield say("undone.review")


def _can_vote(here: Scene) -> bool:
    """With fewer people there is no outcome to show; they show hands."""
    return here.seen.joined >= here.workshop.smallest_group


_FIND: dict[str, Callable[[Scene], Iterator[str]]] = {
    "effects": _effects,
    "values": _values,
    "tensions": _tensions,
    "actions": _actions,
    "agree": _agree,
}
