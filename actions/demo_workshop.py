"""Plays one workshop of the demo from its survey to where it stands now, by real deeds at past times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from actions.agree import agree
from actions.choose import choose
from actions.demo_crowd import Crowd
from actions.follow_up import follow_up
from actions.measure_again import measure_again
from actions.move import forward
from actions.note import note
from actions.plan_review import plan_review
from actions.prepare import prepare
from actions.publish import publish
from actions.vote_again import vote_again
from domain.agreements import AgreementDraft, Status
from domain.content import Programme
from domain.demo import Demo, DemoAgreement, DemoNote, DemoWorkshop
from domain.notes import Draft, NoteKind
from domain.problems import TooFewPeople
from domain.roles import Visitor
from domain.workshops import SMALLEST_GROUP, SOONEST_AGAIN, Plan, Round, RoundKind, Standing, Workshop
from storage import workshops
from storage.content import the_content
from storage.demo_content import ENDED
from storage.store import Store

LANGUAGE = "nl"
STARTS_AT = time(12, 30)
MORNING = time(9)
INVITED_BEFORE = 14  # days
INTO_THE_STEP = timedelta(minutes=7)
_FRIDAY = 4
_EFFORT = {Status.SECURED: 1.0, Status.DONE: 1.0, Status.STARTED: 0.5}


def play(
    store: Store,
    demo: Demo,
    one: DemoWorkshop,
    visitors: Mapping[str, Visitor],
    team_id: str,
    *,
    now: datetime,
) -> Workshop:
    """The workshop, as far as it came at this moment."""
    played = _Play(store, demo, one, visitors, team_id, now)
    played.ask()
    if one.step:
        played.run()
    if one.step == ENDED:
        played.follow_up()
        played.ask_again()
    return played.workshop


class _Play:
    """One workshop while it is played: who leads it, who takes part, and what moment it is."""

    def __init__(
        self,
        store: Store,
        demo: Demo,
        one: DemoWorkshop,
        visitors: Mapping[str, Visitor],
        team_id: str,
        now: datetime,
    ) -> None:
        self.store, self.one, self.visitors, self.now = store, one, visitors, now
        self.held = min(one.day, 0)
        self.lead = visitors[one.facilitator]
        self.programme = the_content().programmes[one.programme]
        plan = _plan(demo, one, team_id, self.day(one.day))
        invited_at = self.at(self.held - INVITED_BEFORE)
        self.workshop = prepare(store, self.lead, self.id("workshop"), plan, now=invited_at)
        self.crowd = Crowd(store, demo, one, the_content().cases[one.case], self.workshop, self.id)

    def ask(self) -> None:
        """People join and fill in the survey, each on a day of their own before the workshop."""
        days = [self.day(self.held - before) for before in self.crowd.days_before()]
        self.crowd.join(days)
        self.crowd.fill_in(self._round(RoundKind.VALUES), days)

    def run(self) -> None:
        """The steps of the programme, up to the one of this moment or to the end."""
        standing, moment = Standing(), self.start()
        for step in self.programme.steps:
            standing = forward(self.store, self.lead, self.workshop.id, standing, now=moment)
            self._take(step.id, moment)
            if step.id == self.one.step:
                return
            moment += timedelta(minutes=step.minutes)
        forward(self.store, self.lead, self.workshop.id, standing, now=moment)

    def follow_up(self) -> None:
        """What became of the agreements."""
        for agreed in self.one.agreements:
            agreement_id = self.id(f"agreement/{agreed.id}")
            for number, change in enumerate(agreed.history, 1):
                who, at = self.visitors[change.by], self.at(change.day)
                follow_up(self.store, who, agreement_id, number, change.status, change.remark, now=at)

    def ask_again(self) -> None:
        """The second time that the values are asked, where it came to that."""
        again = self.one.again
        if again is None:
            return
        asked = measure_again(self.store, self.lead, self.workshop.id, now=self.at(again.opened))
        efforts = [self._effort(value, again.opened) for value in self.workshop.values]
        days = self.crowd.days_between(again.opened, again.closed or 0, again.answered)
        self.crowd.fill_in_again(asked, efforts, [self.day(day) for day in days])
        if again.closed is not None:
            self._publish(RoundKind.VALUES, self.at(again.closed))

    def start(self) -> datetime:
        """When the first step began; for a live workshop as long ago as its steps take."""
        if self.one.step == ENDED:
            return datetime.combine(self.day(self.one.day), STARTS_AT, UTC)
        return self.now - INTO_THE_STEP - _minutes_before(self.programme, self.one.step)

    def day(self, day: int) -> date:
        """A working day, so many days from now: what falls in a weekend is on the Friday before."""
        found = self.now.date() + timedelta(days=day)
        return found - timedelta(days=max(0, found.weekday() - _FRIDAY)) if day else found

    def at(self, day: int) -> datetime:
        """The morning of a working day, so many days from now."""
        return datetime.combine(self.day(day), MORNING, UTC)

    def id(self, name: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"demo/{self.one.id}/{name}"))

    def _take(self, step: str, moment: datetime) -> None:
        """What is said and done in one step; in the step of this moment only as far as it came."""
        self._say(self.one.notes.get(step, ()), moment)
        if step == self.one.step:
            self._be_busy(step, moment)
        elif step == "values":
            self._choose_values(moment)
        elif step == "actions":
            self._say([idea.note for idea in self.one.ideas], moment)
        elif step == "agree":
            self._object(moment)
            self._weigh_ideas(moment)
            self._agree(moment)
            questions = [asked.id for asked in the_content().surveys[self.workshop.survey_id].exit]
            self.crowd.look_back(self._round(RoundKind.EXIT), questions, moment.date())

    def _say(self, notes: tuple[DemoNote, ...] | list[DemoNote], moment: datetime) -> None:
        for turn, said in enumerate(notes):
            draft = replace(said.draft, parent_id=self.id(f"note/{said.parent}") if said.parent else None)
            speaker, note_id = self.crowd.speaker(turn), self.id(f"note/{said.id}")
            note(self.store, speaker, self.workshop.id, note_id, draft, today=moment.date())

    def _be_busy(self, step: str, moment: datetime) -> None:
        """In the middle of a step: some are done with what is asked, the others are not."""
        if self.one.is_revealed and self._publish(RoundKind.VALUES, moment + timedelta(minutes=2)):
            self.crowd.put_dots(self._round(RoundKind.DOTS), moment.date(), self.one.busy)
        self.crowd.get_ready(step, self.one.busy)

    def _choose_values(self, moment: datetime) -> None:
        """The survey is shown, everyone puts dots, and the group chooses; too few people choose by hand."""
        if self._publish(RoundKind.VALUES, moment + timedelta(minutes=3)):
            self.crowd.put_dots(self._round(RoundKind.DOTS), moment.date())
            self._publish(RoundKind.DOTS, moment + timedelta(minutes=12))
            self._vote_again(moment)
        at = moment + timedelta(minutes=22)
        choose(
            self.store,
            self.lead,
            self.workshop.id,
            self.id("choice"),
            self.one.chosen,
            with_fewer=True,
            now=at,
        )

    def _vote_again(self, moment: datetime) -> None:
        """The dots once more after the talk, where it came to that."""
        if self.one.votes_again:
            asked = vote_again(self.store, self.lead, self.workshop.id, 1, now=moment + timedelta(minutes=14))
            self.crowd.put_dots(asked, moment.date())
            self._publish(RoundKind.DOTS, moment + timedelta(minutes=18))

    def _object(self, moment: datetime) -> None:
        """The objections to ideas."""
        self._say([
            DemoNote(f"{idea.note.id}-objection", Draft(NoteKind.OBJECTION, idea.objection), parent=idea.note.id)
            for idea in self.one.ideas if idea.objection
        ], moment)  # fmt: skip

    def _weigh_ideas(self, moment: datetime) -> None:
        if len(self.crowd.people) < SMALLEST_GROUP:
            return
        rows = [(self.id(f"note/{idea.note.id}"), idea.necessity, idea.importance) for idea in self.one.ideas]
        ideas = pd.DataFrame(rows, columns=["item", "necessity", "importance"]).set_index("item")
        self.crowd.weigh(self._round(RoundKind.IDEAS), ideas, moment.date())
        self._publish(RoundKind.IDEAS, moment + timedelta(minutes=5))

    def _agree(self, moment: datetime) -> None:
        for minute, agreed in enumerate(self.one.agreements, 7):
            agreement_id, at = self.id(f"agreement/{agreed.id}"), moment + timedelta(minutes=minute)
            agree(self.store, self.lead, self.workshop.id, agreement_id, self._draft(agreed), now=at)
            if agreed.minority:
                view = Draft(NoteKind.MINORITY, agreed.minority, parent_id=agreement_id, travels=True)
                speaker, note_id = self.crowd.speaker(minute), self.id(f"note/{agreed.id}-minority")
                note(self.store, speaker, self.workshop.id, note_id, view, today=at.date())
        if self.one.agreements:
            review_on = self.workshop.planned_on + SOONEST_AGAIN
            plan_review(self.store, self.lead, self.workshop.id, self.id("review"), review_on, now=moment)

    def _draft(self, agreed: DemoAgreement) -> AgreementDraft:
        return AgreementDraft(
            title=agreed.title,
            done_when=agreed.done_when,
            owner_name=agreed.owner,
            due_on=self._end_of_this_week() if agreed.due_day is None else self.day(agreed.due_day),
            value_id=agreed.value,
            note_id=self.id(f"note/{agreed.idea}") if agreed.idea else None,
        )

    def _end_of_this_week(self) -> date:
        """This Friday, or today when it is weekend."""
        today = self.now.date()
        return today + timedelta(days=max(0, _FRIDAY - today.weekday()))

    def _publish(self, kind: RoundKind, moment: datetime) -> bool:
        """Whether there is a figure now; with too few people there is none."""
        try:
            publish(self.store, self.lead, self.workshop.id, kind, now=moment)
        except TooFewPeople:
            return False
        return True

    def _round(self, kind: RoundKind) -> Round:
        return workshops.latest_round(self.store, self.workshop.id, kind)

    def _effort(self, value: str, day: int) -> float:
        """How much had been done for a value by that day: 0 nothing, 1 an agreement that was kept."""
        changes = [
            change for agreed in self.one.agreements if agreed.value == value for change in agreed.history
        ]
        return max((_EFFORT.get(change.status, 0.0) for change in changes if change.day <= day), default=0.0)


def _plan(demo: Demo, one: DemoWorkshop, team_id: str, planned_on: date) -> Plan:
    case = the_content().cases[one.case]
    always = demo.organisation_of(one.team).always_asked
    return Plan(
        team_id=team_id,
        title=one.title,
        case_id=case.id,
        case_story=case.story[LANGUAGE],
        programme_id=one.programme,
        language=LANGUAGE,
        planned_on=planned_on,
        expected=one.expected,
        smallest_group=SMALLEST_GROUP,
        values=tuple(dict.fromkeys((*case.values, *always))),
        perspectives=case.perspectives,
    )


def _minutes_before(programme: Programme, step_id: str) -> timedelta:
    """How long the steps before this one take."""
    place = [step.id for step in programme.steps].index(step_id)
    return timedelta(minutes=sum(step.minutes for step in programme.steps[:place]))
