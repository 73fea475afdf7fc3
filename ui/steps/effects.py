"""Step: perspectives and effects. Good and bad, now and later, each tied to whom it touches."""

from __future__ import annotations

import streamlit as st

from domain.notes import HORIZONS, TONES, Draft, Note, NoteKind
from ui.prose import Prose
from ui.scene import Scene
from ui.taking_part.notes import note_form, note_list, quoted, said_list, undo_line
from ui.taking_part.own_words import own_words
from ui.texts import perspective_name, say
from ui.wall import flowing

_BESIDE = 4


def take_part(here: Scene) -> None:
    own_words(here, "effects.own_words_hint")
    names, seat = here.workshop.perspectives, _seat(here)
    st.markdown(say("effects.seat", name=perspective_name(here.workshop, seat)))
    about = st.pills(say("effects.about"), names, default=seat, required=True,
                     format_func=lambda name: perspective_name(here.workshop, name), key="effects-about", persist_state="page", wrap=True)  # fmt: skip
    tone = st.segmented_control(say("effects.tone"), TONES, default="good", required=True,
                                format_func=lambda tone: say(f"effects.{tone}"), key="effects-tone", persist_state="page")  # fmt: skip
    horizon = st.segmented_control(say("effects.horizon"), HORIZONS, default="now", required=True,
                                   format_func=lambda horizon: say(f"effects.{horizon}"), key="effects-horizon", persist_state="page")  # fmt: skip
    note_form(here, "effect", say("effects.text"),
              lambda typed: Draft(NoteKind.EFFECT, typed, about=about or "", tone=tone or "", horizon=horizon or ""))  # fmt: skip
    _all(here)


def lead(here: Scene) -> None:
    _all(here, says_what_is_empty=True)


def project(here: Scene) -> None:
    """Every perspective in sight, side by side, each with its effects as they came: good or bad, now or later."""
    with flowing(_BESIDE):
        for name in here.workshop.perspectives:
            with st.container(gap="small"):
                st.markdown(f"### {perspective_name(here.workshop, name)}")
                effects = [one for one in here.notes(NoteKind.EFFECT) if one.about == name]
                if not effects:
                    st.caption(say("effects.none_yet"))
                said_list(
                    here,
                    effects,
                    lambda effect: f"**{_part(effect.tone, effect.horizon)}**: {quoted(effect)}",
                )


def record(here: Scene) -> None:
    """The effects of every perspective, to read afterwards."""
    if here.notes(NoteKind.EFFECT):
        st.markdown(f"## {say('result.effects')}")
        for name in here.workshop.perspectives:
            _one_perspective(here, name)


def _one_perspective(here: Scene, name: str) -> None:
    st.markdown(f"### {perspective_name(here.workshop, name)}")
    parts = {part: effects for part, effects in _parts(here, name).items() if effects}
    if not parts:
        st.caption(say("effects.none_yet"))
    for part, effects in parts.items():
        st.markdown(f"**{part}**")
        said_list(here, effects, quoted)


def _seat(here: Scene) -> str:
    """The seat that this person is offered in this step: never their own, and twice as often one that nobody else holds.

    Chance spreads them over the room.
    """
    names, person = here.workshop.perspectives, here.who.participant_in(here.workshop.id) or ""
    sides = here.sides()
    missing = [name for name in names if name not in sides.values()]
    offered = [name for name in (*names, *missing) if name != sides.get(person)] or names
    return offered[sum(person.encode()) % len(offered)]


def _parts(here: Scene, perspective: str) -> dict[str, list[Note]]:
    """The effects on one perspective: good and bad, now and in five years; also the parts that are empty."""
    said = [effect for effect in here.notes(NoteKind.EFFECT) if effect.about == perspective]
    return {
        _part(tone, horizon): [effect for effect in said if (effect.tone, effect.horizon) == (tone, horizon)]
        for horizon in HORIZONS
        for tone in TONES
    }


def _part(tone: str, horizon: str) -> str:
    return f"{say(f'effects.{tone}')}, {say(f'effects.{horizon}').lower()}"


def _all(here: Scene, *, says_what_is_empty: bool = False) -> None:
    """Every perspective with its effects, so that one without any stands out; for who leads also each empty part."""
    undo_line(here)
    prose = Prose()
    for name in here.workshop.perspectives:
        prose.add(f"### {perspective_name(here.workshop, name)}")
        parts = _parts(here, name)
        for part, effects in parts.items():
            if effects:
                prose.add(f"**{part}**")
                note_list(here, effects, quoted, above=prose)
        empty = [part.lower() for part, effects in parts.items() if not effects]
        if empty and says_what_is_empty:
            prose.add(f":small[{say('effects.still_empty', parts='; '.join(empty))}]")
        elif len(empty) == len(parts):
            prose.add(f":small[{say('effects.none_yet')}]")
    prose.draw()
