"""Tensions between two values: what was said, which way each was weighed and on which condition, and the tension map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from actions.note import note as say_in_room
from analytics.tensions import tension_map
from charts.style import Size
from charts.tension_chart import tension_chart
from charts.tension_chart import words as tension_words
from domain.notes import LEANS, Draft, Note, NoteKind
from domain.workshops import Workshop
from ui import visit
from ui.fields import faults_line, label, send
from ui.figures import look, principles_of, said, show, value_labels
from ui.scene import Scene
from ui.taking_part.notes import note_line, quoted
from ui.texts import framework, plain, say, value_name

_LEANS = dict(zip(LEANS, ("far_one", "one", "even", "other", "far_other"), strict=True))


def weighings_of(here: Scene, tension: Note) -> list[Note]:
    """The weighings of a tension, the latest first: that one stands."""
    return [one for one in here.notes(NoteKind.WEIGHING) if one.parent_id == tension.id][::-1]


def tension_line(here: Scene, tension: Note) -> str:
    """The two values, and why they clash."""
    names = f"{value_name(here.workshop, tension.about)} ↔ {value_name(here.workshop, tension.against)}"
    return f"**{names}**  \n{quoted(tension)}"


def tension_in_short(here: Scene, tension: Note) -> str:
    """The two values with the weighing that stands; why they clash while there is none."""
    weighings = weighings_of(here, tension)
    if not weighings:
        return tension_line(here, tension).replace("\n", "\n  ")
    names = f"{value_name(here.workshop, tension.about)} ↔ {value_name(here.workshop, tension.against)}"
    return f"**{names}**  \n  {weighing_line(here, tension, weighings[0])}".replace("  \n_", "  \n  _")


def show_weighing(here: Scene, tension: Note, *, is_to_read: bool = False) -> None:
    """The weighing that stands; where it is not only to read with the way to take it away, and the earlier ones."""
    weighings = weighings_of(here, tension)
    if not weighings:
        st.caption(say("tensions.not_weighed"))
        return
    standing = f"> {weighing_line(here, tension, weighings[0])}"
    if is_to_read:
        st.markdown(standing)
    else:
        note_line(here, weighings[0], standing)
    if earlier := weighings[1:]:
        with st.expander(say("tensions.earlier", n=len(earlier))):
            for one in earlier:
                st.markdown(f"> {weighing_line(here, tension, one)}")


def weighing_line(here: Scene, tension: Note, weighing: Note) -> str:
    """The weighing in words: what is accepted, on which condition, and which way it leans."""
    if weighing.lean is None:
        return quoted(weighing)
    body, condition = (plain(text.strip().rstrip(".")) for text in (weighing.body, weighing.condition))
    words = say("tensions.accepts_if" if condition else "tensions.accepts", body=body, condition=condition)
    return f"{words}  \n_{lean_words(here.workshop, tension, weighing.lean)}_"


def lean_words(workshop: Workshop, tension: Note, lean: int) -> str:
    """Which of the two values counts more here, and how much."""
    one, other = (value_name(workshop, value) for value in (tension.about, tension.against))
    return say(f"tensions.lean_{_LEANS[lean]}", one=one, other=other)


def weighing_form(here: Scene, tension: Note) -> None:
    """Which way it leans, by keyboard or finger; what we accept, and on which condition."""
    form = f"weighing-{tension.id}"
    note_id = visit.form_id(form)
    one, other = (value_name(here.workshop, value) for value in (tension.about, tension.against))
    with (
        st.expander(say("tensions.weigh")),
        st.form(f"{form}-{note_id}", border=False, enter_to_submit=False),
    ):
        st.caption(say("tensions.weigh_hint"))
        lean = st.select_slider(
            f"{say('tensions.lean')} {say('tensions.lean_ends', one=one, other=other)}",
            LEANS,
            value=0,
            format_func=lambda lean: say(f"tensions.place_{_LEANS[lean]}"),
        )
        key = f"{form}-{note_id}"
        body = st.text_area(label(f"{key}-body", say("tensions.weighing")), height=68, key=f"{key}-body")
        condition = st.text_area(
            label(f"{key}-condition", say("tensions.condition")), height=68, key=f"{key}-condition"
        )
        st.caption(say("note.room"))
        sent = st.form_submit_button(say("tensions.weigh_send"), type="primary")
        faults_line(key)
    draft = Draft(NoteKind.WEIGHING, body, parent_id=tension.id, lean=lean, condition=condition)
    today = visit.now().date()
    if sent and send(
        key,
        lambda: say_in_room(visit.store(), here.who, here.workshop.id, note_id, draft, today=today),
        "note.sent",
        only="body",
    ):
        visit.renew(form)
        st.rerun()


def show_tension_map(here: Scene, key: str, size: Size | None = None, most: int | None = None) -> None:
    """The tensions in one picture: which values clash, and which way each was weighed.

    most   only so many, those of the values that clash most, and a line that says so
    """
    said_here = {tension.id: tension for tension in here.notes(NoteKind.TENSION)}
    if not said_here:
        return
    standing = {name: (weighings_of(here, tension) or [None])[0] for name, tension in said_here.items()}
    whole = tension_map(_frame(said_here, standing))
    tensions = whole.head(most or len(whole))
    words = value_labels(framework(here.workshop))
    table = pd.DataFrame({
        say("tensions.one_short"): [words.name(value) for value in tensions["about"]],
        say("tensions.other_short"): [words.name(value) for value in tensions["against"]],
        say("tensions.leans"): [_told(here, said_here[name], standing[name]) for name in map(str, tensions.index)],
    }, index=pd.RangeIndex(1, len(tensions) + 1))  # fmt: skip
    drawn = tension_chart(tensions, words, look(size), principles_of(framework(here.workshop)))
    st.markdown(f"### {say('tensions.map')}")
    if len(tensions) < len(whole):
        st.caption(say("tensions.first", n=len(tensions), total=len(whole)))
    show(drawn, table, said(tension_words(whole, words)), key)


def _frame(tensions: dict[str, Note], standing: dict[str, Note | None]) -> pd.DataFrame:
    """Index tension; about, against, lean, is_weighed."""
    leans = [weighing.lean if weighing else None for weighing in standing.values()]
    return pd.DataFrame({
        "about": [tension.about for tension in tensions.values()],
        "against": [tension.against for tension in tensions.values()],
        "lean": pd.Series(leans, dtype="float64").to_numpy(),
        "is_weighed": [weighing is not None for weighing in standing.values()],
    }, index=list(tensions))  # fmt: skip


def _told(here: Scene, tension: Note, weighing: Note | None) -> str:
    if weighing is None:
        return say("tensions.not_weighed")
    if weighing.lean is None:
        return say("chart.tension.worded")
    return lean_words(here.workshop, tension, weighing.lean)
