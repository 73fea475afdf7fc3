"""What each station of a thread says, in plain text: what is there, or what is missing and what to do next."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analytics.anonymity import TOO_FEW
from analytics.intervals import CLEAR, FEWEST_PEOPLE
from domain.agreements import Agreement, Status
from domain.roles import Deed, Visitor
from domain.workshops import LATEST_AGAIN, SOONEST_AGAIN
from reads.across import FEW_SCORES
from reads.thread import CHOSEN, Followed, Measurement, Thread, Weighed
from ui import navigation
from ui.agreeing.tensions import lean_words
from ui.leading.agenda import why
from ui.reasons import no_figure
from ui.texts import away, day, number, programme, say, value_name

_EVIDENCE = (Status.DONE, Status.SECURED)
_ONE_AGREED = {Status.SECURED: "thread.says_one_secured", Status.DROPPED: "thread.says_one_dropped"}


class Station(NamedTuple):
    """One stop on the line: what there is to read, and the ways to where it lives (address and text)."""

    name: str
    is_there: bool
    lines: tuple[str, ...]
    ways: tuple[tuple[str, str], ...] = ()


def stations(who: Visitor, found: Thread) -> tuple[Station, ...]:
    """The six stations in their order."""
    return _measured(found), _chosen(found), _weighed(found), _agreed(found), _done(found), _again(who, found)


def answer(found: Thread) -> str:
    """What happened with the value, in three sentences from the figures."""
    return " ".join((_says_measured(found), _says_agreed(found), _says_again(found)))


def sides(one: Measurement) -> dict[str, str]:
    """Importance and practice of a measurement that shows something: means, or words where answers were too much alike."""
    gap = one.gap or {}
    return {
        side: number(gap[side]) if pd.notna(gap[side]) else say(f"chart.band.{gap[f'{side}_band']}")
        for side in ("importance", "current")
    }


def not_shown(one: Measurement) -> str:
    """Why a measurement shows nothing of the value."""
    of_value = FEW_SCORES if one.reason == TOO_FEW else one.reason
    return no_figure(one.facts.hidden or of_value, one.facts.smallest_group)


def moved(one: Measurement) -> str:
    """How practice changed since the first survey; "" where that can't be said."""
    if one.change is None:
        return ""
    change = float(one.change["change"])
    if pd.isna(one.change["verdict"]):
        return say("thread.few", before=number(one.change["before"]), n=FEWEST_PEOPLE)
    if one.change["verdict"] != CLEAR:
        return say("thread.not_apart", before=number(one.change["before"]))
    key = "thread.higher" if change > 0 else "thread.lower"
    ends = {end: number(abs(one.change[end])) for end in ("low", "high")}
    least, most = (ends["low"], ends["high"]) if change > 0 else (ends["high"], ends["low"])
    return say(key, before=number(one.change["before"]), change=number(abs(change)), least=least, most=most)


def _says_measured(found: Thread) -> str:
    name, one = value_name(found.workshop, found.value), found.measured
    if one is None or one.gap is None:
        return say("thread.says_no_figure", value=name)
    return say("thread.says_measured", value=name, n=int(one.gap["n"]), **sides(one))


def _says_agreed(found: Thread) -> str:
    if not found.agreements:
        return say("thread.says_no_agreement")
    secured = sum(one.agreement.status is Status.SECURED for one in found.agreements)
    if len(found.agreements) == 1:
        return say(_ONE_AGREED.get(found.agreements[0].agreement.status, "thread.says_one_agreed"))
    return say("thread.says_agreed", n=len(found.agreements), secured=secured)


def _says_again(found: Thread) -> str:
    seen = [one for one in found.later if one.gap is not None]
    if not seen:
        return say("thread.says_not_again")
    last = seen[-1]
    return f"{_again_is(last)} {moved(last)}".strip()


def _measured(found: Thread) -> Station:
    one, ways = found.measured, (_to_result(found.workshop.code),)
    if one is None:
        return Station(say("thread.measured"), False, (say("thread.not_measured"),), ways)
    if one.gap is None:
        return Station(say("thread.measured"), False, (not_shown(one),), ways)
    gap = number(one.gap["gap"]) if pd.notna(one.gap["gap"]) else say("comparison.banded")
    line = say("thread.measured_is", gap=gap, n=int(one.gap["n"]), people=one.facts.people, expected=one.facts.expected,
               day=day(one.facts.published_at.date()), **sides(one))  # fmt: skip
    return Station(say("thread.measured"), True, (line,), ways)


def _chosen(found: Thread) -> Station:
    lines = []
    if found.on_agenda:
        reason = say("values.agenda_chosen") if found.on_agenda == CHOSEN else why(found.topic or {})
        lines.append(say("thread.on_agenda", why=reason))
    if found.dots is not None and pd.notna(found.dots["dots"]):
        dots, people, place = int(found.dots["dots"]), int(found.dots["people"]), found.dots["place"]
        has_place = pd.notna(place)
        lines.append(
            say("thread.dots", dots=dots, place=int(place), n=people)
            if has_place
            else say("thread.dots_only", dots=dots, n=people)
        )
    if found.hands is not None:
        lines.append(say("thread.hands", hands=found.hands))
    if found.place:
        lines.append(say("thread.chosen_place", place=found.place))
    ways = (_to_result(found.workshop.code),)
    if lines:
        return Station(say("thread.chosen"), True, tuple(lines), ways)
    missing = say("thread.not_chosen" if found.has_choice else "thread.no_choice")
    return Station(say("thread.chosen"), False, (missing,), ways)


def _weighed(found: Thread) -> Station:
    name, ways = say("thread.weighed"), (_to_result(found.workshop.code),)
    if not found.clashes:
        has_any = found.has_tensions or programme(found.workshop).has("tensions")
        return Station(name, False, (say("thread.not_weighed" if has_any else "thread.no_tensions"),))
    if not found.tensions:
        return Station(name, True, (say("thread.clashes", n=found.clashes),))
    return Station(name, True, tuple(line for one in found.tensions for line in _tension(found, one)), ways)


def _tension(found: Thread, one: Weighed) -> tuple[str, ...]:
    """The two values and why they clash; what is accepted, on which condition; and which way it leans."""
    names = [value_name(found.workshop, value) for value in (one.tension.about, one.tension.against)]
    clash = say("thread.clash", one=names[0], other=names[1], body=one.tension.body)
    weighing = one.weighing
    if weighing is None:
        return clash, say("tensions.not_weighed")
    if weighing.lean is None:
        return clash, weighing.body
    body, condition = (text.strip().rstrip(".") for text in (weighing.body, weighing.condition))
    accepts = say("tensions.accepts_if" if condition else "tensions.accepts", body=body, condition=condition)
    return clash, f"{accepts} ({lean_words(found.workshop, one.tension, weighing.lean)})"


def _agreed(found: Thread) -> Station:
    if not found.agreements:
        return Station(say("thread.agreed"), False, (say("thread.not_agreed"),))
    lines = tuple(line for one in found.agreements for line in _agreement(one))
    return Station(say("thread.agreed"), True, lines, _to_agreements(found))


def _agreement(one: Followed) -> tuple[str, ...]:
    made: Agreement = one.agreement
    line = say("thread.agreement", title=made.title.rstrip("."), owner=made.owner_name, day=day(made.due_on),
               away=away(made.due_on), status=say(f"status.{made.status}"))  # fmt: skip
    done_when = (f"{say('agree.done_when')}: {made.done_when}",) if made.done_when else ()
    return line, *done_when, *(f"{say('agree.minority')}: {view}" for view in one.views)


def _done(found: Thread) -> Station:
    """Evidence and confirmation of each agreement, or what is still asked for it."""
    name = say("thread.done")
    if not found.agreements:
        return Station(name, False, (say("thread.nothing_to_do"),))
    lines = tuple(line for one in found.agreements for line in _evidence(one))
    is_there = any(one.agreement.status in _EVIDENCE for one in found.agreements)
    return Station(name, is_there, lines, _to_agreements(found))


def _evidence(one: Followed) -> tuple[str, ...]:
    title, status = one.agreement.title.rstrip("."), one.agreement.status
    if status in _EVIDENCE:
        last = {row[0]: row for row in one.history}  # the latest of each status
        told = [
            say(f"thread.is_{step}", title=title, who=row[2], day=day(row[3].date()), remark=row[1]).rstrip(": ")
            for step in _EVIDENCE
            if (row := last.get(step.value)) and (step is status or status is Status.SECURED)
        ]  # fmt: skip
        return (*told, *((say("thread.not_secured"),) if status is Status.DONE else ()))
    return (say(f"thread.is_{status}", title=title),)


def _again(who: Visitor, found: Thread) -> Station:
    if found.later:
        lines = tuple(line for one in found.later for line in _later(one))
        ways = tuple(_to_later(found, one) for one in found.later)
        return Station(
            say("thread.again"), any(one.gap for one in found.later), lines, tuple(dict.fromkeys(ways))
        )
    planned = found.workshop.planned_on
    line = say("thread.not_again", soonest=day(planned + SOONEST_AGAIN), latest=day(planned + LATEST_AGAIN))
    may_lead = who.may(Deed.LEAD, found.workshop.place)
    way = (navigation.address("control", found.workshop.code), say("thread.to_control"))
    return Station(say("thread.again"), False, (line,), (way,) if may_lead else ())


def _later(one: Measurement) -> tuple[str, ...]:
    when = day(one.facts.published_at.date())
    if one.gap is None:
        return (f"{when}: {not_shown(one)}",)
    change = moved(one)
    return _is(one, "thread.later_is", day=when), *((change, say("thread.no_proof")) if change else ())


def _again_is(one: Measurement) -> str:
    return _is(one, "thread.again_is")


def _is(one: Measurement, key: str, **more: str) -> str:
    return say(key, n=int((one.gap or {})["n"]), **sides(one), **more)


def _to_result(code: str) -> tuple[str, str]:
    return navigation.address("result", code), say("thread.to_result")


def _to_agreements(found: Thread) -> tuple[tuple[str, str], ...]:
    """To what the owner of each of these has agreed to: the list has no place for one agreement."""
    organisation, owners = (
        found.workshop.place.organisation_id,
        [one.agreement.owner_name for one in found.agreements],
    )
    return tuple(
        (
            navigation.address("agreements", organisation=organisation, owner=owner),
            say("thread.to_agreements", owner=owner),
        )
        for owner in dict.fromkeys(owners)
    )


def _to_later(found: Thread, one: Measurement) -> tuple[str, str]:
    """To the result; of another workshop to the thread that goes on there."""
    if one.code == found.workshop.code:
        return _to_result(one.code)
    return navigation.address("thread", one.code, value=found.value), say("thread.to_next")
