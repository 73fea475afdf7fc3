"""The value survey of a participant: a screen for each principle, the top five, one worry and one hope."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from domain.workshops import Phase, RoundKind
from reads.survey import screens
from ui import access, navigation, visit
from ui.live import live
from ui.preparing.case_card import case_card
from ui.scene import scene
from ui.taking_part.answering import first_open_screen, own_scores, rank_values, rate_values, write_remarks
from ui.taking_part.sharing import someone_else
from ui.texts import framework, in_words, plain, say

visitor, workshop = access.require_workshop(Deed.ANSWER)
person = visitor.participant_in(workshop.id) or ""
here = scene(visitor, workshop)
asked = here.round(RoundKind.VALUES)
parts = screens(framework(workshop), workshop, person)
last = len(parts) + 3
if not visit.asked("p"):
    visit.ask("p", str(first_open_screen(workshop, asked, person, [part.values for part in parts])))
at = min(max(int(visit.asked("p")) if visit.asked("p").isdecimal() else 1, 1), last)

st.caption(plain(workshop.title))
if here.seen.phase is Phase.LIVE or (here.seen.phase is Phase.ENDED and asked.is_closed):
    st.info(say("survey.ended" if here.seen.phase is Phase.ENDED else "survey.started"))
    navigation.link("room", say("survey.to_room"), workshop.code, icon=":material/meeting_room:")
live(workshop, here.seen, place=f"survey-{at}")
with st.container(key="case"):
    if at == 1:
        case_card(workshop, is_open=False)
fits = True

if at <= len(parts):
    part = parts[at - 1]
    st.caption(say("survey.progress", n=at, last=last))
    st.progress(at / last)
    st.markdown(f"# {in_words(part.principle.name)}\n\n{in_words(part.principle.gist)}")
    rate_values(workshop, asked, person, part.values)
elif at == len(parts) + 1:
    st.caption(say("survey.progress", n=at, last=last))
    st.progress(at / last)
    st.markdown(f"# {say('survey.top')}\n\n{say('survey.top_hint')}")
    rank_values(workshop, asked, person, [value for part in parts for value in part.values])
elif at == len(parts) + 2:
    st.caption(say("survey.progress", n=at, last=last))
    st.progress(at / last)
    st.markdown(f"# {say('survey.remarks')}")
    fits = write_remarks(workshop, asked, person)
else:
    is_again = asked.number > 1
    saved = "survey.next_again" if is_again else "survey.next"
    st.markdown(
        f"# {say('survey.thanks')}\n\n{say(saved if own_scores(asked, person) else 'survey.next_none')}"
    )
    if is_again:
        navigation.link("result", say("home.result"), workshop.code, icon=":material/summarize:")
    else:
        navigation.link("room", say("survey.to_room"), workshop.code, icon=":material/meeting_room:")
    someone_else(workshop)


def _to(screen: int) -> None:
    visit.ask("p", str(screen))


with st.container(horizontal=True, key="steps"):
    if at > 1:
        st.button(say("survey.back"), on_click=_to, args=(at - 1,), icon=":material/arrow_back:", key="back")
    if at < last:
        label = "survey.finish" if at == last - 1 else "survey.on"
        st.button(say(label), on_click=_to, args=(at + 1,), type="primary", icon=":material/arrow_forward:",
                  icon_position="right", key="on", disabled=not fits)  # fmt: skip
if at < last:
    st.caption(say("survey.kept" if fits else "survey.too_long"))
