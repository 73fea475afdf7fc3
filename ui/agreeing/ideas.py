"""The ideas as the group weighed them: the matrix, the order with how far people agree, and the objections beside them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.voting import priorities, together
from charts.matrix_chart import matrix_chart
from charts.matrix_chart import words as matrix_words
from charts.style import Size
from domain.notes import Draft, Note, NoteKind
from reads.outcome import Outcome
from ui import visit
from ui.fields import label
from ui.figures import labels, look, people_line, said, show
from ui.scene import Scene
from ui.taking_part.notes import note_form, note_line, quoted
from ui.texts import number, say


def objections_to(here: Scene, idea: Note) -> list[Note]:
    return [one for one in here.notes(NoteKind.OBJECTION) if one.parent_id == idea.id]


def ordered_ideas(here: Scene, weighed: Outcome | None) -> list[Note]:
    """The ideas that stand, the first to take up first; as they came where none were weighed."""
    ideas = {idea.id: idea for idea in here.notes(NoteKind.IDEA)}
    order = [str(item) for item in priorities(weighed.shown).index] if weighed else []
    return [ideas[name] for name in order if name in ideas] + [
        idea for name, idea in ideas.items() if name not in order
    ]


def show_matrix(here: Scene, weighed: Outcome, key: str, size: Size | None = None) -> None:
    """Necessity beside importance for each idea, and the same in a table, with spread and objections."""
    ideas = {idea.id: idea for idea in here.notes(NoteKind.IDEA)}
    ordered = priorities(weighed.shown)
    ordered = ordered[ordered.index.isin(list(ideas))]
    people_line(weighed)
    rows = ordered.to_dict("records")
    cells = {
        say("agree.necessity_short"): [_score(row, "necessity") for row in rows],
        say("agree.importance_short"): [_score(row, "importance") for row in rows],
        say("agree.necessity_spread"): [_spread(row["necessity_spread"]) for row in rows],
        say("agree.importance_spread"): [_spread(row["importance_spread"]) for row in rows],
    }
    counts = [str(len(objections_to(here, ideas[str(item)]))) for item in ordered.index]
    table = pd.DataFrame(
        {**cells, say("figure.n"): [str(n) for n in ordered["n"]], say("agree.objections_short"): counts},
        index=[ideas[str(item)].body for item in ordered.index],
    )
    drawn = labels({name: idea.body for name, idea in ideas.items()})
    if unplaced := int(ordered[["necessity", "importance"]].isna().any(axis=1).sum()):
        st.caption(say("agree.unplaced", n=unplaced))
    show(matrix_chart(ordered, drawn, look(size)), table, said(matrix_words(ordered, drawn)), key)


def idea_list(
    here: Scene,
    weighed: Outcome | None,
    *,
    beside: Callable[[Note], None] | None = None,
    is_to_read: bool = False,
    is_short: bool = False,
) -> None:
    """The ideas in order, each with how far the group agrees on it and the objections to it.

    beside      draws what can be done with an idea that is no agreement yet
    is_to_read  leaves out the ways to take an objection away
    is_short    in one list with the objections, by the numbers of the picture: as the big screen has room for
    """
    ideas = ordered_ideas(here, weighed)
    if not ideas:
        return
    st.markdown(f"### {say('agree.ideas' if weighed else 'agree.ideas_open')}")
    agreed = {agreement.note_id: n for n, agreement in enumerate(here.agreements(), 1)}
    if is_short:
        lines = (_agreed(agreed[idea.id]) if idea.id in agreed else _in_short(here, idea) for idea in ideas)
        st.markdown("\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1)))
        return
    rows = priorities(weighed.shown).to_dict("index") if weighed else {}
    for place, idea in enumerate(ideas, 1):
        mark = f"  \n{_agreed(agreed[idea.id])}" if idea.id in agreed else ""
        st.markdown(f"{place}. **{quoted(idea)}**{_weighed(rows.get(idea.id))}{mark}")
        against = objections_to(here, idea)
        if against:
            st.markdown(f":material/front_hand: {say('agree.objections', n=len(against))}")
        for one in against:
            if is_to_read:
                st.markdown(f"> {quoted(one)}")
            else:
                note_line(here, one, f"> {quoted(one)}")
        if beside is not None and idea.id not in agreed:
            beside(idea)


def _agreed(n: int) -> str:
    """That an idea became an agreement, by its number in the list of them."""
    return f":material/handshake: {say('agree.agreed', number=n)}"


def _in_short(here: Scene, idea: Note) -> str:
    """An idea with its objections, as one point of a list."""
    against = objections_to(here, idea)
    if not against:
        return quoted(idea)
    reasons = " ".join(quoted(one) for one in against)
    return f"{quoted(idea)}  \n   :material/front_hand: {say('agree.objections', n=len(against))}: {reasons}"


def objection_list(here: Scene) -> None:
    """The objections by themselves, while the ideas are not in order yet."""
    ideas = {idea.id: idea for idea in here.notes(NoteKind.IDEA)}
    for one in here.notes(NoteKind.OBJECTION):
        if one.parent_id in ideas:
            note_line(
                here, one, f":material/front_hand: **{quoted(ideas[one.parent_id])}**  \n> {quoted(one)}"
            )


def objection_form(here: Scene) -> None:
    """An objection to one idea, with its reason: it is kept beside the average."""
    ideas = {idea.id: idea for idea in here.notes(NoteKind.IDEA)}
    if not ideas:
        return
    with st.expander(say("agree.object")):
        st.caption(say("agree.object_hint"))
        key = f"say-objection-{visit.form_id('objection')}-parent_id"
        picked = st.selectbox(label(key, say("agree.object_to")), list(ideas), index=None, key=key, filter_mode=None,
                              format_func=lambda name: ideas[name].body, placeholder=say("agree.object_choose"))  # fmt: skip
        note_form(here, "objection", say("agree.object_why"),
                  lambda typed: Draft(NoteKind.OBJECTION, typed, parent_id=picked), send="agree.object_send")  # fmt: skip


def _weighed(row: Mapping[Hashable, Any] | None) -> str:
    """What the group gave an idea, and how far it agrees, in words; nothing where it was not weighed."""
    if row is None:
        return ""
    sides = {side: _score(row, side) for side in ("necessity", "importance")}
    scores = say("agree.idea_score", n=int(row["n"]), **sides)
    spreads = [row["necessity_spread"], row["importance_spread"]]
    agreed = together(*spreads)
    words = f"; {say(f'agree.together_{agreed}', spread=number(pd.Series(spreads).max()))}" if agreed else ""
    return f"  \n{scores}{words}"


def _score(row: Mapping[Hashable, Any], side: str) -> str:
    """A mean, or the word of its band."""
    return number(row[side]) if pd.notna(row[side]) else say(f"chart.band.{row[f'{side}_band']}")


def _spread(value: float) -> str:
    return number(value) if pd.notna(value) else "–"
