"""Prepare: a facilitator makes a workshop for a team, with its code and its rounds."""

from __future__ import annotations

from datetime import datetime

from domain.content import Content, Framework, Survey
from domain.problems import BadInput
from domain.roles import Deed, Visitor
from domain.workshops import Plan, Workshop, first_rounds, new_code
from storage import organisations, workshops
from storage.content import the_content
from storage.store import Store


def prepare(store: Store, who: Visitor, workshop_id: str, plan: Plan, *, now: datetime) -> Workshop:
    """The workshop; preparing twice with the same id makes one.

    raises  NotAllowed for a team outside one's roles; Empty, TooFewValues, TooLong, NotADate for a plan that can't be
            right; BadInput for a case, a programme, a step, a value or a perspective that does not exist
    """
    team = organisations.team(store, plan.team_id)
    who.must(Deed.PREPARE, team.place)
    plan = plan.checked()
    content = the_content()
    framework = next(iter(content.frameworks.values()))
    survey = next(iter(content.surveys.values()))
    must_exist(plan, content, framework, survey)
    workshop = Workshop(
        id=workshop_id,
        code=new_code(),
        organisation_id=team.organisation_id,
        department_id=team.department_id,
        team_id=team.id,
        title=plan.title.strip(),
        case_id=plan.case_id,
        case_story=plan.case_story.strip(),
        programme_id=plan.programme_id,
        programme_version=content.programmes[plan.programme_id].version,
        framework_id=framework.id,
        framework_version=framework.version,
        survey_id=survey.id,
        survey_version=survey.version,
        language=plan.language,
        planned_on=plan.day,
        expected=plan.expected,
        smallest_group=plan.group,
        values=plan.values,
        perspectives=plan.perspectives,
        card=card_of(plan),
    )
    made = workshops.add(workshop, who.account_id or "", now, changed_minutes(plan))
    rounds = [workshops.add_round(one, now) for one in first_rounds(workshop_id)]
    store.write(*made, *rounds)
    stands = workshops.by_id(store, workshop_id)
    who.must(Deed.PREPARE, stands.place)
    return stands


def card_of(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What was filled in of the card; nothing where the case has one in the library."""
    if plan.case_id:
        return ()
    return tuple((part, words.strip()) for part, words in plan.card if words.strip())


def changed_minutes(plan: Plan) -> dict[str, int]:
    """The minutes that are not those of the programme."""
    programme = the_content().programmes[plan.programme_id]
    return {step: minutes for step, minutes in plan.minutes if minutes != programme.step(step).minutes}


def must_exist(plan: Plan, content: Content, framework: Framework, survey: Survey) -> None:
    """Nothing when the content has what the plan names. raises BadInput."""
    values = {value.id for value in framework.values}
    perspectives = {perspective.id for perspective in survey.perspectives}
    if plan.programme_id not in content.programmes or plan.case_id not in {"", *content.cases}:
        raise BadInput()
    steps = {step.id for step in content.programmes[plan.programme_id].steps}
    asked = ((plan.values, values), (plan.perspectives, perspectives), (dict(plan.minutes), steps))
    if not all(set(named) <= known for named, known in asked):
        raise BadInput()
