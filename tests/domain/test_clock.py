"""The elastic clock: an overrun is shared by what is still to come, and the time for agreements stays whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import SHORTEST_STEP, Clock, clock, shared, shares
from domain.content import Step
from domain.workshops import Phase, Standing

START = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
WORDS = {"nl": "woord", "en": "word"}
PLANNED = {
    "explore": 25,
    "effects": 25,
    "values": 25,
    "break": 10,
    "tensions": 20,
    "actions": 25,
    "agree": 20,
}
STEPS = [Step(name, minutes, WORDS, WORDS, WORDS, is_break=name == "break", is_protected=name == "agree")
         for name, minutes in PLANNED.items()]  # fmt: skip
NAMES = list(PLANNED)
A_LITTLE = 1e-6

minutes_of_a_step = st.integers(min_value=1, max_value=90)
minutes_of_a_visit = st.floats(min_value=0, max_value=120)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def moves(*stays: tuple[str, float]) -> list[Standing]:
    """Moves to each of these steps, each so many minutes after the start."""
    return [
        Standing(Phase.LIVE, step, number, at(minutes)) for number, (step, minutes) in enumerate(stays, 1)
    ]


def seen(now: float, *stays: tuple[str, float]) -> Clock:
    found = clock(STEPS, PLANNED, moves(*stays), at(now))
    assert found is not None
    return found


def expected(found: Clock) -> dict[str, float]:
    return {part.step: round(part.expected, 3) for part in found.parts}


def test_before_the_workshop_began_there_is_no_clock() -> None:
    assert clock(STEPS, PLANNED, [], at(0)) is None
    undone = [*moves(("explore", 0)), Standing(Phase.SURVEY, "", 2, at(1))]
    assert clock(STEPS, PLANNED, undone, at(2)) is None


def test_on_time_every_step_has_what_was_planned() -> None:
    found = seen(30, ("explore", 0), ("effects", 25))
    assert expected(found) == PLANNED
    assert (found.ends_at, found.late, found.advice) == (at(150), 0, None)
    assert found.current is not None
    assert (found.current.step, found.current.taken) == ("effects", 5)


def test_an_overrun_is_shared_by_the_steps_to_come_and_the_agreements_and_the_break_keep_their_time() -> None:
    found = seen(44, ("explore", 0))
    assert expected(found) == {"explore": 44, "effects": 20, "values": 20, "break": 10, "tensions": 16,
                               "actions": 20, "agree": 20}  # fmt: skip
    assert (found.ends_at, found.late) == (at(150), 0)


def test_the_advice_is_one_step_and_by_how_many_minutes() -> None:
    advice = seen(44, ("explore", 0)).advice
    assert advice is not None
    assert (advice.step, advice.shorter, advice.late) == ("effects", pytest.approx(5), 0)


def test_a_step_that_began_late_gives_its_own_part_too() -> None:
    found = seen(45, ("explore", 0), ("effects", 44))
    assert expected(found)["effects"] == 20
    assert expected(found)["agree"] == 20


def test_no_step_becomes_shorter_than_the_shortest_and_then_the_workshop_ends_later() -> None:
    found = seen(130, ("explore", 0))
    assert expected(found) == {"explore": 130, "effects": 5, "values": 5, "break": 10, "tensions": 5,
                               "actions": 5, "agree": 20}  # fmt: skip
    assert found.late == 30


def test_the_step_of_this_moment_has_a_moment_at_which_its_time_is_up() -> None:
    assert seen(10, ("explore", 0)).step_due_at == at(25)
    assert seen(44, ("explore", 0)).step_due_at == at(25), "an overrun does not move it"
    assert seen(45, ("explore", 0), ("effects", 44)).step_due_at == at(64)


def test_in_the_last_step_nothing_can_be_made_shorter() -> None:
    stays = tuple((name, 20.0 * place) for place, name in enumerate(NAMES))
    found = seen(160, *stays)
    assert (found.late, found.advice) == (10, None)


def test_who_is_early_ends_early_and_no_step_is_stretched() -> None:
    found = seen(10, ("explore", 0), ("effects", 10))
    assert (expected(found)["effects"], found.ends_at) == (25, at(135))


def test_time_in_a_step_adds_up_when_people_go_back_to_it() -> None:
    found = seen(20, ("explore", 0), ("effects", 12), ("explore", 15))
    assert found.current is not None
    assert (found.current.step, found.current.taken) == ("explore", 17)
    assert found.ends_at == at(150), "what was lost is shared too"


def test_a_start_that_was_undone_does_not_count() -> None:
    lived = [
        *moves(("explore", 0)),
        Standing(Phase.SURVEY, "", 2, at(30)),
        Standing(Phase.LIVE, "explore", 3, at(60)),
    ]
    found = clock(STEPS, PLANNED, lived, at(61))
    assert found is not None
    assert (found.due_at, found.parts[0].taken) == (at(210), 1)


def test_after_the_end_the_plan_says_how_long_everything_took() -> None:
    stays = moves(*((name, 30.0 * place) for place, name in enumerate(NAMES)))
    found = clock(STEPS, PLANNED, [*stays, Standing(Phase.ENDED, "", 8, at(210))], at(300))
    assert found is not None
    assert found.current is None
    assert set(expected(found).values()) == {30}
    assert (found.ends_at, found.late) == (at(210), 60)


@st.composite
def programmes(draw: st.DrawFn) -> list[Step]:
    """One to eight steps, of which any may be a break, and the last is protected."""
    lengths = draw(st.lists(minutes_of_a_step, min_size=1, max_size=8))
    return [
        Step(f"step {place}", length, WORDS, WORDS, WORDS, is_break=draw(st.booleans()), is_protected=place == len(lengths))
        for place, length in enumerate(lengths, 1)
    ]  # fmt: skip


@given(programmes(), st.floats(min_value=-200, max_value=900))
def test_what_is_left_is_shared_in_proportion_and_nothing_is_lost(
    steps: list[Step], available: float
) -> None:
    planned = {step.id: float(step.minutes) for step in steps}
    found = shared(steps, planned, available)
    elastic = [step.id for step in steps if not (step.is_break or step.is_protected)]
    for step in steps:
        lowest = min(SHORTEST_STEP, step.minutes) if step.id in elastic else step.minutes
        assert lowest - A_LITTLE <= found[step.id] <= step.minutes + A_LITTLE
    above = [found[name] / planned[name] for name in elastic if found[name] > SHORTEST_STEP + A_LITTLE]
    assert max(above, default=0) - min(above, default=0) < A_LITTLE
    least = sum(min(SHORTEST_STEP, planned[name]) if name in elastic else planned[name] for name in planned)
    assert sum(found.values()) == pytest.approx(min(max(available, least), sum(planned.values())))


@given(programmes(), st.lists(minutes_of_a_visit, min_size=1, max_size=8), st.data())
def test_at_every_moment_the_rest_keeps_its_promises(
    steps: list[Step], stays: list[float], data: st.DataObject
) -> None:
    planned = {step.id: float(step.minutes) for step in steps}
    stays = stays[: len(steps)]
    begins = [sum(stays[:place]) for place in range(len(stays))]
    lived = moves(*((step.id, begin) for step, begin in zip(steps, begins, strict=False)))
    now = begins[-1] + data.draw(minutes_of_a_visit)
    found = clock(steps, planned, lived, at(now))
    assert found is not None
    assert found.ends_at >= at(now) - timedelta(milliseconds=1)
    coming = found.parts[found.place + 1 :]
    kept = {step.id for step in steps if step.is_break or step.is_protected}
    for part in coming:
        if part.step in kept:
            assert part.expected == part.planned
        assert min(SHORTEST_STEP, part.planned) - A_LITTLE <= part.expected <= part.planned + A_LITTLE
    if found.late > 1 / 1000:
        elastic = [part for part in coming if part.step not in kept]
        assert all(part.expected <= SHORTEST_STEP + A_LITTLE for part in elastic), (
            "late only when all give way"
        )
    later = clock(steps, planned, lived, at(now + data.draw(minutes_of_a_visit)))
    assert later is not None
    for one, same in zip(coming, later.parts[found.place + 1 :], strict=True):
        assert same.expected <= one.expected + A_LITTLE, "as time goes by no step to come becomes longer"


@pytest.mark.parametrize(
    ("parts", "written_for", "planned", "own"),
    [
        ([5, 12, 8], 25, 25, [5, 12, 8]), ([3, 2, 5, 10, 3], 25, 15, [2, 1, 3, 6, 2]), ([5, 10, 2, 3], 20, 25, [6, 13, 2, 4]),
        ([10], 10, 15, [15]), ([4, 16], 20, 2, [1, 1]), ([], 25, 25, []),
    ],
)  # fmt: skip
def test_the_parts_of_a_step_share_the_minutes_that_are_planned_for_it(
    parts: list[int], written_for: int, planned: int, own: list[int]
) -> None:
    assert shares(parts, written_for, planned) == own
