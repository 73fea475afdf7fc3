"""Correct plan: until a workshop starts its facilitator can put right what was filled in; what it was before stays stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.prepare import card_of, changed_minutes, must_exist
from domain.problems import AlreadyDone, HasAnswers, HasStarted
from domain.roles import Deed, Visitor
from domain.workshops import Plan, RoundKind, Workshop
from storage import answers, facts, workshops
from storage.content import the_content
from storage.store import Store


def correct_plan(
    store: Store,
    who: Visitor,
    correction_id: str,
    workshop_id: str,
    seen_correction: int,
    plan: Plan,
    *,
    now: datetime,
) -> Workshop:
    """The workshop as it is from here on; the same id twice is one correction. Team, language and smallest group stay.

    raises  NotAllowed; what `prepare` raises; HasStarted once it was moved, and for a rehearsal; HasAnswers for other
            values after the first answer; AlreadyDone when someone was first
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.PREPARE, workshop.place)
    content = the_content()
    must_exist(
        plan.checked(),
        content,
        content.frameworks[workshop.framework_id],
        content.surveys[workshop.survey_id],
    )
    if workshop.is_rehearsal or workshops.standing(store, workshop_id).number:
        raise HasStarted()
    if set(plan.values) != set(workshop.values) and has_answers(store, workshop):
        raise HasAnswers()
    made = replace(
        workshop,
        title=plan.title.strip(), case_id=plan.case_id, case_story=plan.case_story.strip(), programme_id=plan.programme_id,
        programme_version=content.programmes[plan.programme_id].version, planned_on=plan.day, expected=plan.expected,
        values=plan.values, perspectives=plan.perspectives, card=card_of(plan),
    )  # fmt: skip
    if workshop.correction != seen_correction or not store.write(
        *workshops.correct(workshop, made, changed_minutes(plan), correction_id, who.account_id or "", now)
    ):
        raise AlreadyDone()
    facts.forget(store)
    store.ring(workshop_id)
    return workshops.by_id(store, workshop_id)


def has_answers(store: Store, workshop: Workshop) -> bool:
    """Whether anyone answered the value survey of this workshop: then its values stay what they are."""
    return answers.answered(store, workshops.latest_round(store, workshop.id, RoundKind.VALUES).id) > 0
