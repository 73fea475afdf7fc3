"""The content of the workshop: what ships is whole, and each kind of mistake is told with file, line and reason."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.clock import shares
from domain.notes import IDEA_TYPES
from domain.problems import BrokenContent
from storage.content import FOLDER, mistakes, read_content
from tests.cast import a_plan

WERKSET = "frameworks/codio-werkset.toml"
SHORT = "programmes/short.toml"
SURVEY = "surveys/values.toml"
CASE = "cases/cameratoezicht.toml"
LIBRARY = "actions/library.toml"
GUIDE = "guide/agree.nl.md"

# file, what stands there, what someone made of it, part of the reason, what stands on the line that is told
MISTAKES = [
    (WERKSET, 'id = "codio-werkset"', 'id = "werkset"', "name of the file differ", 'id = "werkset"'),
    (WERKSET, 'status = "codio_certain"', 'status = "sure"', "needs a status out of", 'id = "inclusie"'),
    (WERKSET, 'principle = "participatie"', 'principle = "meedoen"', "no principle meedoen", 'principle = "meedoen"'),
    (WERKSET, 'foundation = "democratie"', 'foundation = "staat"', "no foundation staat", 'foundation = "staat"'),
    (WERKSET, 'sources = ["PW"]', 'sources = ["KRANT"]', "no source KRANT", 'sources = ["KRANT"]'),
    (WERKSET, 'sources = ["PW"]', "sources = [777]", "no source 777", "sources = [777]"),
    (WERKSET, 'id = "betrokkenheid"', 'id = "inclusie"', "inclusie stands here twice", 'id = "inclusie"'),
    (WERKSET, 'name.en = "Inclusion"\n', "", "inclusie needs name.nl and name.en", 'id = "inclusie"'),
    (WERKSET, 'name.en = "Inclusion"', 'name.en = ""', "inclusie needs name.nl and name.en", 'id = "inclusie"'),
    (WERKSET, 'name.nl = "Inclusie"', 'name.nl = "Inclusie', "", 'name.nl = "Inclusie'),
    (WERKSET, "version = 1", 'version = "een"', "no version of kind int", 'id = "codio-werkset"'),
    (SHORT, 'id = "explore"', 'id = "dance"', "no guide for the step dance", 'id = "dance"'),
    (SHORT, "minutes = 15\n", "", "explore has no minutes", 'id = "explore"'),
    (SURVEY, ', "Heel belangrijk"]', "]", "five labels.nl", 'id = "importance"'),
    (SURVEY, ', "Heel belangrijk"]', ', ""]', "five labels.nl", 'id = "importance"'),
    (SURVEY, 'dont_know.en = "Don\'t know"\n', "", "needs dont_know.nl and dont_know.en", 'id = "values"'),
    (CASE, 'pulls = ["veiligheid"]', 'pulls = ["snelheid"]', "no value snelheid", 'pulls = ["snelheid"]'),
    (CASE, 'perspectives = ["policy"', 'perspectives = ["pilot"', "no perspective pilot", 'perspectives = ["pilot"'),
    (CASE, 'source = "', 'bron = "', "has no source", 'id = "cameratoezicht"'),
    (LIBRARY, 'type = "technology"', 'type = "magic"', "no type of action magic", 'type = "magic"'),
    (GUIDE, "## Doe", "## Dans", "needs the headings", "## Zeg"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content with texts of its own, which someone is about to break."""
    copy = tmp_path / "content"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("texts"))
    (copy / "texts").mkdir()
    write_texts(
        copy,
        'answered = "{n} van {expected}"\nhello = "Dag"',
        'answered = "{n} of {expected}"\nhello = "Hello"',
    )
    return copy


def write_texts(folder: Path, nl: str, en: str) -> None:
    (folder / "texts" / "room.nl.toml").write_text(nl, encoding="utf-8")
    (folder / "texts" / "room.en.toml").write_text(en, encoding="utf-8")


def told(folder: Path) -> dict[str, object]:
    with pytest.raises(BrokenContent) as problem:
        read_content(folder)
    return problem.value.facts


def test_what_ships_is_whole() -> None:
    assert [problem.facts for problem in mistakes()] == []


def test_the_copy_is_whole_before_it_is_broken(folder: Path) -> None:
    content = read_content(folder)
    assert content.texts["room.answered"] == {"nl": "{n} van {expected}", "en": "{n} of {expected}"}


@pytest.mark.parametrize(
    ("file", "found", "made", "reason", "line"), MISTAKES, ids=[f"{one[0]} {one[3]}" for one in MISTAKES]
)
def test_a_mistake_is_told_with_file_line_and_reason(
    folder: Path, file: str, found: str, made: str, reason: str, line: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert found in text
    (folder / file).write_text(text.replace(found, made, 1), encoding="utf-8")
    facts = told(folder)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    assert facts["file"] == str(folder / file)
    assert reason in str(facts["reason"])
    assert line in lines[int(str(facts["line"])) - 1]


CROSSWALK = """id = "codio-werkset-7"
framework = "codio-werkset"
from = 7
to = 1
[[value]]
id = "inclusie"
fate = "same"
becomes = ["inclusie"]
[[value]]
id = "vrijheid"
fate = "merged"
becomes = ["privacy"]
[[value]]
id = "privacy"
fate = "merged"
becomes = ["privacy"]
[[value]]
id = "veiligheid"
fate = "split"
becomes = ["veiligheid", "waardigheid"]
[[value]]
id = "waardigheid"
fate = "gone"
"""


def write_crosswalk(folder: Path, text: str) -> None:
    (folder / "crosswalks").mkdir()
    (folder / "crosswalks/codio-werkset-7.toml").write_text(text, encoding="utf-8")


def test_a_crosswalk_says_what_became_of_each_value(folder: Path) -> None:
    assert read_content(folder).frameworks["codio-werkset"].crosswalks == ()
    write_crosswalk(folder, CROSSWALK)
    (found,) = read_content(folder).frameworks["codio-werkset"].crosswalks
    assert (found.version, found.becomes) == (7, {"inclusie": "inclusie"})
    assert found.fates == {
        "inclusie": "same", "vrijheid": "merged", "privacy": "merged", "veiligheid": "split", "waardigheid": "gone",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "made", "reason"),
    [
        ("to = 1", "to = 2", "from another version to 1"),
        ("from = 7", "from = 1", "from another version to 1"),
        ("from = 7", "from = 6", "the id of this crosswalk is codio-werkset-6"),
        ('framework = "codio-werkset"', 'framework = "iets"', "no framework iets"),
        ('"same"', '"about"', "no fate about"),
        ('becomes = ["inclusie"]', 'becomes = ["geluk"]', "no value geluk"),
        ('becomes = ["inclusie"]', "", "inclusie is same, so it becomes one"),
        ('becomes = ["inclusie"]', 'becomes = ["privacy"]', "inclusie is merged exactly when"),
        ('["veiligheid", "waardigheid"]', '["veiligheid"]', "veiligheid is split, so it becomes several"),
        ('"gone"', '"gone"\nbecomes = ["privacy"]', "waardigheid is gone, so it becomes none"),
    ],
)
def test_a_mistake_in_a_crosswalk_is_told(folder: Path, found: str, made: str, reason: str) -> None:
    assert CROSSWALK.count(found) >= 1
    write_crosswalk(folder, CROSSWALK.replace(found, made, 1))
    assert reason in str(told(folder)["reason"])


@pytest.mark.parametrize(
    ("nl", "en", "reason", "file", "line"),
    [
        ('a = "{n} mensen"', 'a = "people"', "same facts", "room.en.toml", 1),
        ('\na = "{n} mensen"', '\na = "{count} people"', "same facts", "room.en.toml", 2),
        ('b = "Dag"\na = "{n mensen"', 'b = "Hello"\na = "{n} people"', "braces", "room.nl.toml", 2),
        ('a = "Dag"\nb = "Hoi"', 'a = "Hello"', "room.b is in nl but not in en", "room.en.toml", 0),
        ('a = "Dag"', 'a = "Hello"\n[c]\nd = "Hi"', "room.c.d is in en but not in nl", "room.nl.toml", 0),
        ("a = 3", 'a = "Three"', "room.a has no text", "room.nl.toml", 1),
        ('a = "Dag"', 'x = ""\na = ""', "room.x has no text", "room.en.toml", 1),
    ],
)
def test_texts_have_the_same_keys_and_facts_in_both_languages(
    folder: Path, nl: str, en: str, reason: str, file: str, line: int
) -> None:
    write_texts(folder, nl, en)
    facts = told(folder)
    assert reason in str(facts["reason"])
    assert (facts["file"], facts["line"]) == (str(folder / "texts" / file), line)


@pytest.mark.parametrize(
    ("harm", "file", "reason"),
    [
        (lambda folder: (folder / "texts/room.en.toml").unlink(), "texts/room.en.toml", "missing"),
        (lambda folder: (folder / LIBRARY).unlink(), LIBRARY, "missing"),
        (lambda folder: (folder / "guide/agree.en.md").unlink(), "guide/agree.en.md", "missing"),
        (
            lambda folder: (folder / "guide/agree.md").write_text("## Zeg"),
            "guide/agree.md",
            "nl or en in its name",
        ),
        (lambda folder: shutil.rmtree(folder / "cases"), "cases", "no file here"),
    ],
)
def test_a_file_that_should_be_there_is_missed(
    folder: Path, harm: Callable[[Path], object], file: str, reason: str
) -> None:
    harm(folder)
    facts = told(folder)
    assert facts["file"] == str(folder / file)
    assert reason in str(facts["reason"])


@pytest.mark.parametrize("file", [WERKSET, GUIDE])
def test_a_file_in_another_encoding_is_told_with_its_line(folder: Path, file: str) -> None:
    first, rest = (folder / file).read_bytes().split(b"\n", 1)
    (folder / file).write_bytes(first + b"\n# caf\xe9\n" + rest)
    facts = told(folder)
    assert (facts["file"], facts["line"]) == (str(folder / file), 2)
    assert "UTF-8" in str(facts["reason"])


def test_the_check_tells_every_file_that_is_wrong_at_once(folder: Path) -> None:
    for file in (WERKSET, SURVEY, SHORT):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(re.sub("version = [0-9]+", "", text, count=1), encoding="utf-8")
    write_texts(folder, 'a = "x"', 'b = "x"')
    assert {Path(str(problem.facts["file"])).name for problem in mistakes(folder)} >= {
        "codio-werkset.toml", "values.toml", "short.toml", "room.en.toml",
    }  # fmt: skip


def test_the_minutes_in_a_script_are_those_of_its_step_in_every_programme_and_both_languages() -> None:
    content = read_content(FOLDER)
    for programme in content.programmes.values():
        for step in programme.steps:
            script, written_for = content.script(step.id, programme.id)
            assert script, step.id
            dutch, english = (
                [int(part) for part in re.findall(r"\{(\d+)\}", script[language])]
                for language in ("nl", "en")
            )
            assert dutch == english
            usual = content.programmes[written_for].step(step.id).minutes
            assert sum(dutch) == usual, step.id
            assert sum(shares(dutch, usual, step.minutes)) == step.minutes, (step.id, programme.id)


def test_every_script_is_of_a_step_of_a_programme_or_of_what_is_around_it() -> None:
    content = read_content(FOLDER)
    steps = {step.id for programme in content.programmes.values() for step in programme.steps}
    own = {f"{step.id}-{name}" for name, one in content.programmes.items() for step in one.steps}
    assert set(content.guide) - own == steps | {"prepare", "after", "house-rules"}


NOT_IN_THE_SHORT_ONE = r"spanning|effect|pauze|tension|\bbreak\b|volledige|full programme"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_short_programme_speaks_of_no_step_that_it_does_not_have(language: str) -> None:
    content = read_content(FOLDER)
    short = content.programmes["short"]
    said = {
        topic: content.script(topic, "short")[0]
        for topic in ("after", "house-rules", *(one.id for one in short.steps))
    }
    said |= {f"task {step.id}": {language: step.task[language] + step.aim[language]} for step in short.steps}
    for step in short.steps:
        said[f"phones {step.id}"] = content.texts[f"screens.phones.{step.id}"]
        said[f"room {step.id}"] = content.texts[f"screens.room.{step.id}"]
    for place, words in said.items():
        assert words and not re.search(NOT_IN_THE_SHORT_ONE, words[language], re.IGNORECASE), place


def test_the_working_set_has_three_foundations_six_principles_and_32_values() -> None:
    (framework,) = read_content(FOLDER).frameworks.values()
    assert (len(framework.foundations), len(framework.principles), len(framework.values)) == (3, 6, 32)
    assert framework.value("privacy").status == "codio_certain"
    assert framework.principle(framework.value("privacy").principle).foundation == "rechtsstaat"


def test_the_programmes_last_as_long_as_they_say_and_protect_the_agreements() -> None:
    programmes = read_content(FOLDER).programmes
    assert {name: programme.minutes for name, programme in programmes.items()} == {"full": 150, "short": 90}
    assert all(
        programme.steps[-1].id == "agree" and programme.steps[-1].is_protected
        for programme in programmes.values()
    )


def test_every_value_has_a_sample_action_of_each_type() -> None:
    content = read_content(FOLDER)
    (framework,) = content.frameworks.values()
    for value in framework.current_values():
        assert {action.type for action in content.actions if action.value == value.id} == set(IDEA_TYPES), (
            value.id
        )


def test_every_case_has_a_short_set_that_holds_the_values_that_clash() -> None:
    cases = read_content(FOLDER).cases
    assert len(cases) == 12
    for case in cases.values():
        assert {*case.pulls, *case.against} <= set(case.values), case.id
        assert 8 <= len(case.values) <= 14, case.id


def test_the_plan_of_the_cast_can_be_made_from_this_content() -> None:
    content, plan = read_content(FOLDER), a_plan("team")
    assert plan.case_id in content.cases
    assert plan.programme_id in content.programmes
