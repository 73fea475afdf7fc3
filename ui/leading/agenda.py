"""What to talk about: three values with one sentence why, from published figures; or those that the facilitator chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from actions.set_agenda import MOST, set_agenda
from analytics.gaps import agenda, value_gaps
from reads.outcome import Outcome
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import number, say, value_name


def show_agenda(here: Scene, surveyed: Outcome) -> None:
    """The values to talk about, first the first, each with why it is one."""
    st.markdown(f"## {say('values.agenda')}")
    if not here.agenda():
        st.caption(say("values.agenda_hint"))
    topics = topics_of(here, surveyed)
    st.markdown("\n".join(
        f"{place}. **{value_name(here.workshop, value)}**: {why}" for place, (value, why) in enumerate(topics.items(), 1)
    ) or say("values.agenda_none"))  # fmt: skip


def set_agenda_form(here: Scene) -> None:
    """The facilitator's way to other values, and back to what the figures suggest."""
    standing = here.agenda()
    with st.expander(say("values.agenda_other")):
        picked = st.pills(say("values.agenda_pick", n=MOST), here.workshop.values, selection_mode="multi",
                          default=standing, format_func=lambda value: value_name(here.workshop, value),
                          key="agenda", wrap=True)  # fmt: skip
        if st.button(say("values.agenda_set"), key="set-agenda", disabled=tuple(picked) in ((), standing)):
            _set(here, tuple(picked))
        if standing and st.button(say("values.agenda_back"), key="agenda-back", icon=":material/undo:"):
            visit.forget_field("agenda")
            _set(here, ())


def _set(here: Scene, values: tuple[str, ...]) -> None:
    agenda_id = visit.form_id("agenda")
    if do(lambda: set_agenda(visit.store(), here.who, here.workshop.id, agenda_id, values, now=visit.now())):
        visit.renew("agenda")
        st.rerun()


def topics_of(here: Scene, surveyed: Outcome) -> dict[str, str]:
    """Each value to talk about, with why."""
    chosen = here.agenda()
    if chosen:
        return dict.fromkeys(chosen, say("values.agenda_chosen"))
    rows = agenda(value_gaps(surveyed.shown)).iterrows()
    return {str(value): why(row.to_dict()) for value, row in rows}


def why(row: Mapping[str, Any]) -> str:
    """One sentence from the figures; where a band stands for a mean, the gap is at least so much."""
    gap = number(row["least_gap"])
    return say(
        f"values.why_{row['reason']}",
        gap=gap if pd.notna(row["gap"]) else say("values.at_least", gap=gap),
        spread=number(row["disagreement"]) if pd.notna(row["disagreement"]) else "–",
    )
