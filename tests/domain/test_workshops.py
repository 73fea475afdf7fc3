"""How a workshop moves, and what a plan must have."""

from dataclasses import replace
from datetime import date

import pytest

from domain.content import Programme, Step
from domain.problems import BadInput, Empty, NotADate, TooFewValues, TooLong, WrongFields
from domain.workshops import (
    CODE_LETTERS,
    Phase,
    Plan,
    Standing,
    new_code,
    next_standing,
    previous_standing,
    still_busy,
    survey_minutes,
    typed_code,
)

WORDS = {"nl": "woord", "en": "word"}
STEPS = tuple(Step(name, 25, WORDS, WORDS, WORDS) for name in ("explore", "values", "agree"))
PROGRAMME = Programme("short", 1, WORDS, STEPS)
PLAN = Plan(
    "team",
    "Camera's",
    "cameratoezicht",
    "",
    "short",
    "nl",
    date(2026, 12, 8),
    8,
    5,
    ("privacy", "vrijheid", "waardigheid"),
    ("policy",),
)


@pytest.mark.parametrize(
    ("is_first", "devices", "present", "ready", "told"),
    [
        (True, 11, 4, 4, 7),
        (False, 14, 11, 4, 7),
        (False, 14, 11, 11, 0),
        (False, 14, 0, 0, 0),
        (True, 0, 0, 0, 0),
        (False, 2, 3, 5, 0),
    ],
)
def test_who_is_here_and_not_ready_is_still_busy(
    is_first: bool, devices: int, present: int, ready: int, told: int
) -> None:
    assert still_busy(STEPS[0], is_first, devices, present, ready) == told


def test_in_a_break_nobody_is_busy() -> None:
    assert still_busy(replace(STEPS[0], is_break=True), False, 11, 11, 0) == 0


def test_a_workshop_goes_from_survey_through_every_step_to_its_end() -> None:
    stops, standing = [], Standing()
    for number in range(5):
        phase, step = next_standing(standing, PROGRAMME)
        stops.append((phase, step))
        standing = Standing(phase, step, number + 1)
    assert stops == [
        (Phase.LIVE, "explore"), (Phase.LIVE, "values"), (Phase.LIVE, "agree"), (Phase.ENDED, ""), (Phase.ENDED, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "standing",
    [Standing(), *(Standing(Phase.LIVE, step.id) for step in STEPS)],
    ids=lambda standing: standing.step or "survey",
)
def test_back_undoes_next(standing: Standing) -> None:
    phase, step = next_standing(standing, PROGRAMME)
    assert previous_standing(Standing(phase, step), PROGRAMME) == (standing.phase, standing.step)


def test_there_is_nothing_before_the_survey() -> None:
    assert previous_standing(Standing(), PROGRAMME) == (Phase.SURVEY, "")


def test_a_programme_lasts_as_long_as_its_steps() -> None:
    assert PROGRAMME.minutes == 75


def test_a_code_can_be_read_aloud() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 6 and set(code) <= set(CODE_LETTERS) for code in codes)
    assert not set(CODE_LETTERS) & set("IO01")


def test_a_good_plan_is_itself() -> None:
    assert PLAN.checked() is PLAN


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"title": "  "}, Empty), ({"values": ()}, TooFewValues), ({"perspectives": ()}, Empty),
        ({"values": ("privacy", "vrijheid")}, TooFewValues), ({"case_story": " ", "case_id": ""}, Empty),
        ({"title": "x" * 121}, TooLong), ({"case_story": "x" * 2001}, TooLong), ({"planned_on": None}, NotADate),
        ({"planned_on": date(1999, 1, 1)}, NotADate), ({"planned_on": date(2200, 1, 1)}, NotADate),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_right_is_refused_with_the_field(
    change: dict[str, object], wrong: type[Exception]
) -> None:
    with pytest.raises(WrongFields) as told:
        replace(PLAN, **change).checked()  # type: ignore[arg-type]
    assert {name: type(one) for name, one in told.value.fields.items()} == {next(iter(change)): wrong}


def test_every_field_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(WrongFields) as told:
        replace(PLAN, card=(("goal", "x" * 301),), title="", planned_on=None, values=()).checked()
    assert list(told.value.fields) == ["goal", "title", "planned_on", "values"]


@pytest.mark.parametrize(
    "change",
    [
        {"expected": 0}, {"expected": 1001}, {"language": "de"}, {"card": (("price", "veel"),)},
        {"values": ("privacy", "privacy", "vrijheid")}, {"perspectives": ("policy", "policy")},
        {"card": (("goal", "a"), ("goal", "b"))}, {"minutes": (("explore", 0),)}, {"minutes": (("explore", 241),)},
        {"minutes": (("explore", 5), ("explore", 6))},
    ],
)  # fmt: skip
def test_what_no_form_sends_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        replace(PLAN, **change).checked()  # type: ignore[arg-type]


@pytest.mark.parametrize(("asked", "used"), [(0, 5), (1, 5), (5, 5), (10, 10)])
def test_the_smallest_group_can_only_be_raised(asked: int, used: int) -> None:
    assert replace(PLAN, smallest_group=asked).group == used


@pytest.mark.parametrize("typed", ["D92TB2", "d92tb2", " D9 2T B2", "d92-tb2", "D 9 2 T B 2"])
def test_a_code_may_be_typed_as_it_is_read(typed: str) -> None:
    assert typed_code(typed) == "D92TB2"


def test_a_case_of_ones_own_needs_its_story_and_nothing_more() -> None:
    assert replace(PLAN, case_id="", case_story="Wij tellen fietsen.").checked()
    assert replace(PLAN, case_id="", case_story="Wij tellen fietsen.", card=(("goal", "rust"),)).checked()


def test_more_values_take_more_of_peoples_time() -> None:
    assert [survey_minutes(count) for count in (3, 12, 16, 32)] == [5, 8, 10, 15]
