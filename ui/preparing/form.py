"""The form that prepares a workshop, and the one that corrects it; filled from the case, or from a workshop that is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from domain.content import CARD, Case
from domain.problems import NotFound
from domain.roles import Deed, Visitor
from domain.texts import LANGUAGES
from domain.workshops import MOST_PEOPLE, SMALLEST_GROUP, Plan, Workshop
from storage import organisations, workshops
from storage.content import the_content
from ui import visit
from ui.fields import label, typed_date
from ui.preparing.picking import pick_minutes, pick_perspectives, pick_values
from ui.texts import day as day_in_words
from ui.texts import in_words, plain, say


@dataclass(frozen=True)
class Filled:
    """What the fields hold before anyone types; `key` marks the fields, so that another start gives new ones."""

    key: str
    title: str = ""
    story: str = ""
    card: dict[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    perspectives: tuple[str, ...] = ()
    why: str = "prepare.values_usual"  # the text that says where the values come from


def earlier_workshop(visitor: Visitor) -> Workshop | None:
    """The workshop of the address, for who may lead it: what is used again. None for everyone else."""
    try:
        workshop = workshops.by_code(visit.store(), visit.code())
    except NotFound:
        return None
    return workshop if visitor.may(Deed.LEAD, workshop.place) else None


@dataclass(frozen=True)
class Form:
    """What was filled in; `key` marks the form and `at` says where a field has another key than the usual one."""

    key: str
    at: dict[str, str]
    plan: Plan


def plan_form(visitor: Visitor, earlier: Workshop | None) -> Form:
    """The whole form, for a new workshop."""
    key = f"{visit.form_id('workshop')}-{earlier.code if earlier else ''}"
    team_id = _team(visitor, earlier, key)
    case_id, filled, story, card = _about(earlier, key)
    title, planned_on, expected = _facts(filled, earlier, key, "")
    language = st.radio(say("prepare.language"), LANGUAGES, horizontal=True, key=f"{key}-language",
                        index=LANGUAGES.index(earlier.language) if earlier else 0,
                        format_func=lambda name: say(f"prepare.language_{name}"))  # fmt: skip
    programme_id, minutes = _programme(earlier, key)
    values = pick_values(filled.values, filled.key, filled.why)
    perspectives = pick_perspectives(filled.perspectives, filled.key)
    group = _group(earlier, key)
    return _filled_in(key, filled, Plan(team_id, title, case_id, story, programme_id, language or "nl", planned_on, expected,
                                        group, values, perspectives, card, minutes))  # fmt: skip


def correction_form(workshop: Workshop, *, is_answered: bool) -> Form:
    """What may still be put right, filled with what is there; the values only while nobody answered."""
    key = f"correct-{workshop.id}-{workshop.correction}"
    case_id, filled, story, card = _about(workshop, key)
    title, planned_on, expected = _facts(filled, workshop, key, f"{workshop.planned_on:%d-%m-%Y}")
    programme_id, minutes = _programme(workshop, key)
    if is_answered:
        st.markdown(f"## {say('prepare.values')}")
        st.caption(say("prepare.values_stand"))
    values = (
        workshop.values if is_answered else pick_values(filled.values, filled.key, "prepare.values_correct")
    )
    perspectives = pick_perspectives(filled.perspectives, filled.key)
    return _filled_in(key, filled, Plan(workshop.team_id, title, case_id, story, programme_id, workshop.language, planned_on,
                                        expected, workshop.smallest_group, values, perspectives, card, minutes))  # fmt: skip


def _filled_in(key: str, filled: Filled, plan: Plan) -> Form:
    of_the_case = ("title", "case_story", "values", "perspectives", *CARD)
    return Form(key, {name: f"{filled.key}-{name}" for name in of_the_case}, plan)


def _about(earlier: Workshop | None, key: str) -> tuple[str, Filled, str, tuple[tuple[str, str], ...]]:
    """The case, with what it fills the rest of the form with, and the story and card of a case of one's own."""
    case_id = _case(earlier, key)
    case = the_content().cases.get(case_id)
    filled = _filled(case, earlier, f"{key}-{case_id}")
    story, card = ("", {}) if case else _own_case(filled)
    return case_id, filled, story, tuple(card.items())


def _facts(filled: Filled, earlier: Workshop | None, key: str, day: str) -> tuple[str, date | None, int]:
    """Name, date and people expected. What was typed as a date and is none gives None."""
    title = st.text_input(
        label(f"{filled.key}-title", say("prepare.name")), value=filled.title, key=f"{filled.key}-title"
    )
    left, right = st.columns(2)
    typed = left.text_input(label(f"{key}-planned_on", say("prepare.date")), value=day, key=f"{key}-planned_on",
                            placeholder=say("agree.due_example"))  # fmt: skip
    expected = right.number_input(say("prepare.expected"), min_value=1, max_value=MOST_PEOPLE,
                                  value=earlier.expected if earlier else 12, step=1, key=f"{key}-expected")  # fmt: skip
    planned_on = typed_date(typed)
    if planned_on and planned_on < visit.now().date():
        st.caption(say("prepare.date_past", day=day_in_words(planned_on)))
    return title, planned_on, int(expected)


def _team(visitor: Visitor, earlier: Workshop | None, key: str) -> str:
    found = organisations.teams_within(visit.store(), visitor.grants_for(Deed.PREPARE))
    teams = {team.id: f"{team.name} ({team.department_name})" for team in found}
    first = list(teams).index(earlier.team_id) if earlier and earlier.team_id in teams else 0
    chosen = st.selectbox(say("prepare.team"), list(teams), index=first, filter_mode=None, key=f"{key}-team",
                          format_func=lambda team_id: teams[team_id])  # fmt: skip
    return chosen or ""


def _case(earlier: Workshop | None, key: str) -> str:
    """The case by its id, with its story in sight; "" for a case of one's own, which stands on top of the list."""
    cases = the_content().cases
    ids = ["", *cases]
    first = (ids.index(earlier.case_id) if earlier.case_id in ids else 0) if earlier else 1
    chosen = st.selectbox(say("prepare.case"), ids, index=first, filter_mode=None, key=f"{key}-case",
                          format_func=lambda name: in_words(cases[name].title) if name else say("prepare.own_case"))  # fmt: skip
    if chosen:
        st.markdown(f"> {plain(in_words(cases[chosen].story))}")
    return chosen or ""


def _filled(case: Case | None, earlier: Workshop | None, key: str) -> Filled:
    """What comes from the earlier workshop when the case is still the same; else from the case."""
    content = the_content()
    framework = next(iter(content.frameworks.values()))
    current = {value.id for value in framework.current_values()}
    if earlier and (case.id if case else "") == (earlier.case_id if earlier.case_id in content.cases else ""):
        values = tuple(value for value in earlier.values if value in current)
        return Filled(key, earlier.title, earlier.case_story, dict(earlier.card), values, earlier.perspectives,
                      "prepare.values_again")  # fmt: skip
    if case:
        return Filled(key, in_words(case.title), values=case.values, perspectives=case.perspectives,
                      why="prepare.values_case")  # fmt: skip
    survey = next(iter(content.surveys.values()))
    everyone = tuple(perspective.id for perspective in survey.perspectives)
    return Filled(key, values=content.usual_values(framework), perspectives=everyone)


def _own_case(filled: Filled) -> tuple[str, dict[str, str]]:
    """What the case is, and the parts of its card; only the first must be filled in."""
    story = st.text_area(label(f"{filled.key}-case_story", say("prepare.story")), value=filled.story, height=120,
                         key=f"{filled.key}-case_story")  # fmt: skip
    st.caption(say("prepare.card_hint"))
    card = {
        part: st.text_input(
            label(f"{filled.key}-{part}", say(f"case.{part}")), value=filled.card.get(part, ""), key=f"{filled.key}-{part}",
            placeholder=say(f"prepare.card_{part}"),
        )
        for part in CARD
    }  # fmt: skip
    return story or "", {part: words for part, words in card.items() if words}


def _programme(earlier: Workshop | None, key: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The programme, and the minutes of its steps."""
    programmes = the_content().programmes
    ids = list(programmes)
    first = ids.index(earlier.programme_id) if earlier and earlier.programme_id in ids else 0
    chosen = st.radio(say("prepare.programme"), ids, index=first, key=f"{key}-programme",
                      format_func=lambda name: in_words(programmes[name].name))  # fmt: skip
    programme_id = chosen or ids[0]
    minutes = pick_minutes(programmes[programme_id], _minutes_of(earlier, programme_id), key)
    return programme_id, tuple(minutes.items())


def _minutes_of(earlier: Workshop | None, programme_id: str) -> dict[str, int]:
    """The minutes that the earlier workshop planned, where it has the same programme."""
    if earlier is None or earlier.programme_id != programme_id:
        return {}
    return workshops.minutes(visit.store(), earlier)


def _group(earlier: Workshop | None, key: str) -> int:
    with st.expander(say("prepare.more"), key=f"{key}-more"):
        group = st.number_input(
            say("prepare.group"), min_value=SMALLEST_GROUP, max_value=50, key=f"{key}-group", step=1,
            value=min(earlier.smallest_group, 50) if earlier else SMALLEST_GROUP,
        )  # fmt: skip
        st.caption(say("prepare.group_hint", k=SMALLEST_GROUP))
    return int(group)
