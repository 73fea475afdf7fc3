"""Step: choose values. The survey is shown, the group talks, divides dots, and chooses three to five shared values."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from actions.choose import MOST, choose
from actions.vote_again import vote_again
from analytics.ranking import level_around
from analytics.voting import dot_totals
from charts.style import Size
from domain.answers import DOTS
from domain.workshops import RoundKind
from reads.outcome import Outcome
from ui import visit
from ui.doing import do
from ui.fields import is_faulty, label, send
from ui.figures import show_values, show_votes
from ui.leading.agenda import set_agenda_form, show_agenda, topics_of
from ui.leading.hands import hands_form, hands_shown
from ui.leading.revealing import reveal, reveal_buttons
from ui.scene import Scene
from ui.taking_part.answering import divide_dots, own_dots
from ui.texts import framework, say, value_name
from ui.wall import MOST_BARS, MOST_PAIRS, MOST_VALUES, side_by_side


def take_part(here: Scene) -> None:
    """First what to do: divide dots, or while answers stand still, look at what the survey gave."""
    hands_shown(here, RoundKind.DOTS, _names(here))
    surveyed = here.outcome(RoundKind.VALUES)
    if surveyed is None:
        st.markdown(say("values.wait"))
        return
    if here.round(RoundKind.DOTS).is_published:
        _chosen(here)
        _votes(here, "own-dots", "phone")
        _survey(here, surveyed)
    elif here.round(RoundKind.DOTS).is_frozen:
        _survey(here, surveyed)
        _vote(here)
    else:
        _vote(here)
        _survey(here, surveyed)


def lead(here: Scene) -> None:
    surveyed, vote = here.outcome(RoundKind.VALUES), here.round(RoundKind.DOTS)
    if surveyed is None:
        st.markdown(say("values.reveal_hint"))
        reveal_buttons(here, RoundKind.VALUES, "values.reveal_survey")
    else:
        show_agenda(here, surveyed)
        set_agenda_form(here)
        if vote.is_published:
            _vote_again(here)
        else:
            _reveal_vote(here)
    hands_form(here, RoundKind.DOTS, _names(here))
    _choice(here)
    _votes(here, "lead-dots")
    if surveyed is not None:
        show_values(here.workshop, surveyed, "lead-gaps")


def project(here: Scene) -> None:
    """What to talk about or what was chosen, beside the picture it comes from."""
    surveyed, vote = here.outcome(RoundKind.VALUES), here.round(RoundKind.DOTS)
    words, picture = side_by_side()
    with words:
        _chosen(here)
        hands_shown(here, RoundKind.DOTS, _names(here))
        if surveyed is None:
            st.markdown(say("values.project_wait"))
        elif not vote.is_published:
            if vote.number > 1:
                st.markdown(f"## {say('values.vote_again')}")
            show_agenda(here, surveyed)
    with picture:
        if vote.is_published:
            _votes(here, "project-dots", "projector", most=MOST_BARS if vote.number == 1 else MOST_PAIRS)
        elif surveyed is not None:
            topics = topics_of(here, surveyed)
            show_values(here.workshop, surveyed, "project-gaps", "projector", MOST_VALUES, topics)


def _survey(here: Scene, surveyed: Outcome) -> None:
    st.markdown(f"## {say('values.survey')}")
    show_values(here.workshop, surveyed, "own-gaps", "phone")


def _vote(here: Scene) -> None:
    """The dots of this person, and what they were the time before."""
    rounds, person = here.rounds_of(RoundKind.DOTS), here.who.participant_in(here.workshop.id) or ""
    is_again = len(rounds) > 1
    st.markdown(f"## {say('values.vote_again' if is_again else 'values.vote')}")
    st.markdown(say("values.vote_again_hint" if is_again else "values.vote_hint", n=DOTS))
    if is_again and (before := own_dots(rounds[0], person)):
        said = ", ".join(f"{value_name(here.workshop, value)} {dots}" for value, dots in before.items())
        st.caption(say("values.vote_before", dots=said))
    values = [framework(here.workshop).value(name) for name in here.workshop.values]
    divide_dots(here.workshop, rounds[-1], person, values, DOTS)


def _votes(here: Scene, key: str, size: Size | None = None, most: int | None = None) -> None:
    """What the votes gave, and why the last one gave nothing where that is so."""
    votes, last = here.outcomes(RoundKind.DOTS), here.round(RoundKind.DOTS)
    if votes:
        st.markdown(f"## {say('values.voted' if len(votes) == 1 else 'values.voted_again')}")
        show_votes(here.workshop, votes, key, size, most)
    if last.number > 1 and last.is_published and here.outcome(RoundKind.DOTS) is None:
        st.caption(say("values.no_second", k=here.workshop.smallest_group))


def _reveal_vote(here: Scene) -> None:
    """Show the dots; and for a second vote in which too few took part, the way to close it as it is.

    How many voted moves by itself in the line above and not here: so both stay, and what is asked is weighed at the click.
    """
    vote = here.round(RoundKind.DOTS)
    st.markdown(say("values.vote_busy", k=here.workshop.smallest_group))
    reveal_buttons(here, RoundKind.DOTS, "values.reveal_vote")
    if vote.number > 1 and here.seen.answered < here.workshop.smallest_group:
        st.caption(say("values.close_hint", k=here.workshop.smallest_group))
        if st.button(
            say("values.close_vote"),
            key=f"close-vote-{vote.number}",
            type="tertiary",
            icon=":material/close:",
        ):
            reveal(here, RoundKind.DOTS, even_without_outcome=True)


def _vote_again(here: Scene) -> None:
    """Open the dots once more, after the talk."""
    number = here.round(RoundKind.DOTS).number
    if st.button(say("values.vote_again"), key=f"vote-again-{number}", icon=":material/replay:"):
        if do(lambda: vote_again(visit.store(), here.who, here.workshop.id, number, now=visit.now())):
            st.rerun()


def _choice(here: Scene) -> None:
    """Three to five shared values, recorded as a whole."""
    chosen = here.choice()
    st.markdown(f"### {say('values.choose')}")
    picked = st.pills(label("choice", say("values.choose_hint", n=MOST)), here.workshop.values, selection_mode="multi",
                      default=chosen, format_func=lambda value: value_name(here.workshop, value), key="choice", wrap=True)  # fmt: skip
    _level_line(here)
    choice_id = visit.form_id("choice")
    values = tuple(picked)

    def record(with_fewer: bool) -> None:
        if send("choice", lambda: choose(
            visit.store(), here.who, here.workshop.id, choice_id, values, with_fewer=with_fewer, now=visit.now()
        ), only="values", at={"values": "choice"}):  # fmt: skip
            visit.renew("choice")
            st.rerun()

    if st.button(say("values.record"), key="record-choice", disabled=values == chosen):
        record(False)
    if is_faulty("choice") and st.button(
        say("values.with_fewer", n=len(values)),
        key=f"with-fewer-{len(values)}",
        icon=":material/arrow_forward:",
    ):
        record(True)


def _level_line(here: Scene) -> None:
    """That the last place of the choice is shared, where the newest vote ended so."""
    votes = here.outcomes(RoundKind.DOTS)
    dots = dot_totals(votes[-1].shown)["dots"].dropna() if votes else pd.Series(dtype=float)
    if level := level_around(dots, MOST):
        names = ", ".join(value_name(here.workshop, value) for value in level)
        st.caption(say("values.level", place=MOST, values=names, dots=int(dots[level[0]])))


def _chosen(here: Scene) -> None:
    chosen = here.choice()
    if chosen:
        st.markdown(f"## {say('values.chosen')}")
        st.markdown(
            "\n".join(
                f"{place}. **{value_name(here.workshop, value)}**" for place, value in enumerate(chosen, 1)
            )
        )


def _names(here: Scene) -> dict[str, str]:
    return {value: value_name(here.workshop, value) for value in here.workshop.values}
