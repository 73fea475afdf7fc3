"""Reads and checks `content/`: every file, every key, every language; a mistake is told with file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

from domain.content import (
    CARD,
    Case,
    Content,
    Crosswalk,
    Dimension,
    ExitQuestion,
    Foundation,
    Framework,
    Perspective,
    Principle,
    Programme,
    Prompt,
    SampleAction,
    Source,
    Step,
    Survey,
    Value,
)
from domain.notes import IDEA_TYPES
from domain.problems import BrokenContent
from domain.texts import LANGUAGES, Words
from storage.settings import ROOT

FOLDER = ROOT / "content"
STATUSES = ("codio_certain", "codio_likely", "nearby", "inferred")
FATES = {"same": "one", "reworded": "one", "split": "several", "merged": "one", "gone": "none"}
COMPARED = ("same", "reworded")
GUIDE_HEADINGS = {
    "nl": ["Zeg", "Doe", "Let op", "Klaar als"],
    "en": ["Say", "Do", "Watch", "Done when"],
}
_Made = TypeVar("_Made")


@cache
def the_content() -> Content:
    """The content of this process; read once. raises BrokenContent."""
    return read_content(FOLDER)


def read_content(folder: Path) -> Content:
    """Everything in the folder. raises BrokenContent at the first mistake."""
    frameworks = _with_crosswalks(folder / "crosswalks", _each(folder / "frameworks", _framework))
    surveys = _each(folder / "surveys", _survey)
    values = {value.id for framework in frameworks.values() for value in framework.values}
    perspectives = {perspective.id for survey in surveys.values() for perspective in survey.perspectives}
    guide = _guide(folder / "guide")
    return Content(
        frameworks=frameworks,
        programmes=_each(folder / "programmes", lambda file: _programme(file, guide)),
        surveys=surveys,
        cases=_each(folder / "cases", lambda file: _case(file, values, perspectives)),
        actions=_actions(TomlFile(folder / "actions" / "library.toml"), values),
        guide=guide,
        texts=_texts(folder / "texts"),
    )


def mistakes(folder: Path = FOLDER) -> list[BrokenContent]:
    """Every mistake that can be found: for the maintenance command, which wants them all at once."""
    found: list[BrokenContent] = []
    for read in (
        lambda: _each(folder / "frameworks", _framework),
        lambda: _each(folder / "surveys", _survey),
        lambda: _each(folder / "programmes", lambda file: _programme(file, _guide(folder / "guide"))),
        lambda: _guide(folder / "guide"),
        lambda: _texts(folder / "texts"),
        lambda: read_content(folder),
    ):
        try:
            read()
        except BrokenContent as problem:
            if problem.facts not in [earlier.facts for earlier in found]:
                found.append(problem)
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BrokenContent(file=str(path), line=0, reason="this file is missing") from None
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise BrokenContent(file=str(path), line=line, reason="this file is not saved as UTF-8") from None


class TomlFile:
    """One file with what was read from it, that can say on which line something stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = _read(path)
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as problem:
            line = re.search(r"at line (\d+)", str(problem))
            raise BrokenContent(
                file=str(path), line=int(line[1]) if line else 0, reason=str(problem)
            ) from None

    def broken(self, reason: str, near: str = "") -> BrokenContent:
        """The problem, with the line where `near` first stands, rather as a name in quotes than within a sentence."""
        lines = list(enumerate(self.text.splitlines(), 1))
        quoted = (number for number, text in lines if near and f'"{near}"' in text)
        written = (number for number, text in lines if near and near in text)
        return BrokenContent(file=str(self.path), line=next(quoted, next(written, 0)), reason=reason)

    def get(self, table: Mapping[str, Any], key: str, kind: type[_Made]) -> _Made:
        found = table.get(key)
        if not isinstance(found, kind):
            raise self.broken(f"{_named(table)} has no {key} of kind {kind.__name__}", _named(table))
        return found

    def words(self, table: Mapping[str, Any], key: str) -> Words:
        found = table.get(key)
        if not isinstance(found, dict) or not all(
            isinstance(found.get(lang), str) and found[lang] for lang in LANGUAGES
        ):
            raise self.broken(f"{_named(table)} needs {key}.nl and {key}.en", _named(table))
        return {language: found[language] for language in LANGUAGES}

    def tables(self, key: str) -> Iterator[dict[str, Any]]:
        """The tables of an array, each with an id of its own."""
        seen: set[str] = set()
        for table in self.get(self.data, key, list):
            name = self.get(table, "key" if key == "source" else "id", str)
            if name in seen:
                raise self.broken(f"{name} stands here twice", name)
            seen.add(name)
            yield table

    def known(self, names: list[str], known: set[str], what: str) -> tuple[str, ...]:
        for name in names:
            if name not in known:
                raise self.broken(f"there is no {what} {name}", str(name))
        return tuple(names)


def _named(table: Mapping[str, Any]) -> str:
    return str(table.get("id") or table.get("key") or "the file")


def _each(folder: Path, make: Callable[[TomlFile], _Made]) -> dict[str, _Made]:
    """What every file of the folder makes, by the id in the file, which is also its name."""
    made: dict[str, _Made] = {}
    for path in sorted(folder.glob("*.toml")):
        file = TomlFile(path)
        name = file.get(file.data, "id", str)
        if name != path.stem:
            raise file.broken(f"id {name} and the name of the file differ", name)
        made[name] = make(file)
    if not made:
        raise BrokenContent(file=str(folder), line=0, reason="no file here")
    return made


def _framework(file: TomlFile) -> Framework:
    sources = tuple(
        Source(file.get(one, "key", str), file.get(one, "title", str), file.get(one, "address", str))
        for one in file.tables("source")
    )
    foundations = tuple(
        Foundation(one["id"], file.words(one, "name"), file.words(one, "gist"))
        for one in file.tables("foundation")
    )
    principles = tuple(
        Principle(
            one["id"], file.get(one, "foundation", str), file.words(one, "name"), file.words(one, "gist")
        )
        for one in file.tables("principle")
    )
    file.known([one.foundation for one in principles], {one.id for one in foundations}, "foundation")
    keys, parents = {source.key for source in sources}, {principle.id for principle in principles}
    return Framework(
        id=file.data["id"],
        version=file.get(file.data, "version", int),
        name=file.words(file.data, "name"),
        about=file.words(file.data, "about"),
        sources=sources,
        foundations=foundations,
        principles=principles,
        values=tuple(_value(file, one, parents, keys) for one in file.tables("value")),
    )


def _with_crosswalks(folder: Path, frameworks: dict[str, Framework]) -> dict[str, Framework]:
    """The frameworks, each with the crosswalks that lead to its version; there may be none at all."""
    if not any(folder.glob("*.toml")):
        return frameworks
    found: dict[str, list[Crosswalk]] = {name: [] for name in frameworks}
    for name, crosswalk in _each(folder, lambda file: _crosswalk(file, frameworks)).values():
        found[name].append(crosswalk)
    return {name: replace(one, crosswalks=tuple(found[name])) for name, one in frameworks.items()}


def _crosswalk(file: TomlFile, frameworks: Mapping[str, Framework]) -> tuple[str, Crosswalk]:
    """One crosswalk, and the id of its framework."""
    (name,) = file.known([file.get(file.data, "framework", str)], set(frameworks), "framework")
    framework, version = frameworks[name], file.get(file.data, "from", int)
    if file.get(file.data, "to", int) != framework.version or not 0 < version != framework.version:
        raise file.broken(f"a crosswalk leads from another version to {framework.version}", "to")
    if file.data["id"] != f"{name}-{version}":
        raise file.broken(f"the id of this crosswalk is {name}-{version}", file.data["id"])
    known = {value.id for value in framework.values}
    fates, places = {}, {}
    for one in file.tables("value"):
        file.known([one["id"]], known, "value")
        fates[one["id"]], places[one["id"]] = _fate(file, one, known)
    arrivals = Counter(place for became in places.values() for place in became)
    for value, fate in fates.items():
        if any((arrivals[place] == 1) != (fate in COMPARED) for place in places[value] if fate != "split"):
            raise file.broken(f"{value} is merged exactly when another value becomes the same one", value)
    becomes = {value: places[value][0] for value, fate in fates.items() if fate in COMPARED}
    return name, Crosswalk(version, fates, becomes)


def _fate(file: TomlFile, one: dict[str, Any], known: set[str]) -> tuple[str, tuple[str, ...]]:
    """What became of one value, and which values of the newer version that is."""
    fate = file.get(one, "fate", str)
    file.known([fate], set(FATES), "fate")
    becomes = file.known(file.get(one, "becomes", list) if "becomes" in one else [], known, "value")
    if {0: "none", 1: "one"}.get(len(set(becomes)), "several") != FATES[fate]:
        raise file.broken(f"{one['id']} is {fate}, so it becomes {FATES[fate]}", one["id"])
    return fate, becomes


def _value(file: TomlFile, one: dict[str, Any], principles: set[str], keys: set[str]) -> Value:
    file.known([file.get(one, "principle", str)], principles, "principle")
    if one.get("status") not in STATUSES:
        raise file.broken(f"{one['id']} needs a status out of {', '.join(STATUSES)}", one["id"])
    return Value(
        id=one["id"],
        principle=one["principle"],
        name=file.words(one, "name"),
        gist=file.words(one, "gist"),
        help=file.words(one, "help"),
        status=one["status"],
        sources=file.known(file.get(one, "sources", list), keys, "source"),
        retired=bool(one.get("retired", False)),
    )


def _programme(file: TomlFile, guide: Mapping[str, Words]) -> Programme:
    steps = tuple(
        Step(
            id=one["id"],
            minutes=file.get(one, "minutes", int),
            name=file.words(one, "name"),
            task=file.words(one, "task"),
            aim=file.words(one, "aim"),
            is_break=bool(one.get("break", False)),
            is_protected=bool(one.get("protected", False)),
        )
        for one in file.tables("step")
    )
    file.known([step.id for step in steps], set(guide), "guide for the step")
    return Programme(
        file.data["id"], file.get(file.data, "version", int), file.words(file.data, "name"), steps
    )


def _survey(file: TomlFile) -> Survey:
    return Survey(
        id=file.data["id"],
        version=file.get(file.data, "version", int),
        name=file.words(file.data, "name"),
        top=file.get(file.data, "top", int),
        dont_know=file.words(file.data, "dont_know"),
        dimensions=tuple(_dimension(file, one) for one in file.tables("dimension")),
        prompts=tuple(
            Prompt(one["id"], file.words(one, "question"), file.words(one, "hint"))
            for one in file.tables("prompt")
        ),
        exit=tuple(
            ExitQuestion(one["id"], file.words(one, "name"), asked.question, asked.labels)
            for one in file.tables("exit")
            for asked in [_dimension(file, one)]
        ),
        perspectives=tuple(
            Perspective(
                one["id"], file.get(one, "kind", str), file.words(one, "name"), file.words(one, "gist")
            )
            for one in file.tables("perspective")
        ),
    )


def _dimension(file: TomlFile, one: dict[str, Any]) -> Dimension:
    labels = file.get(one, "labels", dict)
    for language in LANGUAGES:
        found = labels.get(language)
        if (
            not isinstance(found, list)
            or len(found) != 5
            or not all(isinstance(one, str) and one for one in found)
        ):
            raise file.broken(f"{one['id']} needs five labels.{language}", one["id"])
    return Dimension(
        one["id"], file.words(one, "question"), {lang: tuple(labels[lang]) for lang in LANGUAGES}
    )


def _case(file: TomlFile, values: set[str], perspectives: set[str]) -> Case:
    return Case(
        id=file.data["id"],
        version=file.get(file.data, "version", int),
        title=file.words(file.data, "title"),
        story=file.words(file.data, "story"),
        dilemma=file.words(file.data, "dilemma"),
        card={part: file.words(file.data, part) for part in CARD},
        pulls=file.known(file.get(file.data, "pulls", list), values, "value"),
        against=file.known(file.get(file.data, "against", list), values, "value"),
        values=file.known(file.get(file.data, "values", list), values, "value"),
        perspectives=file.known(file.get(file.data, "perspectives", list), perspectives, "perspective"),
        source=file.get(file.data, "source", str),
    )


def _actions(file: TomlFile, values: set[str]) -> tuple[SampleAction, ...]:
    return tuple(
        SampleAction(
            one["id"],
            file.known([file.get(one, "value", str)], values, "value")[0],
            file.known([file.get(one, "type", str)], set(IDEA_TYPES), "type of action")[0],
            file.words(one, "text"),
        )
        for one in file.tables("action")
    )


def _guide(folder: Path) -> dict[str, Words]:
    """The script of each topic, in each language, with the four headings in their order."""
    guide: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.md")):
        topic, _, language = path.stem.rpartition(".")
        text = _read(path)
        if re.findall(r"^## (.+)$", text, re.MULTILINE) != GUIDE_HEADINGS.get(language):
            headings = ", ".join(GUIDE_HEADINGS.get(language, ["nl or en in its name"]))
            raise BrokenContent(file=str(path), line=1, reason=f"this guide needs the headings {headings}")
        guide.setdefault(topic, {})[language] = text
    for topic, words in guide.items():
        for language in LANGUAGES:
            if language not in words:
                raise BrokenContent(
                    file=str(folder / f"{topic}.{language}.md"), line=0, reason="this file is missing"
                )
    return {topic: dict(words) for topic, words in guide.items()}


def _texts(folder: Path) -> dict[str, Words]:
    """All texts, `<subject>.<key>`; the languages have the same keys and the same facts to fill in."""
    texts: dict[str, dict[str, str]] = {}
    for subject in sorted({path.name.split(".")[0] for path in folder.glob("*.toml")}):
        files = {language: TomlFile(folder / f"{subject}.{language}.toml") for language in LANGUAGES}
        flat = {
            language: dict(_flat(files[language], files[language].data, subject)) for language in LANGUAGES
        }
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            for key in flat[language]:
                if key not in flat[other]:
                    raise files[other].broken(f"text {key} is in {language} but not in {other}")
        for key in flat["nl"]:
            texts[key] = {language: flat[language][key] for language in LANGUAGES}
            if _facts(files["nl"], texts[key]["nl"]) != _facts(files["en"], texts[key]["en"]):
                raise files["en"].broken(f"text {key} does not fill in the same facts", texts[key]["en"][:30])
    return {key: dict(words) for key, words in texts.items()}


def _facts(file: TomlFile, text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as problem:
        raise file.broken(f"the braces of this text do not match: {problem}", text[:30]) from None


def _flat(file: TomlFile, table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, found in table.items():
        if isinstance(found, dict):
            yield from _flat(file, found, f"{prefix}.{key}")
        elif isinstance(found, str) and found:
            yield f"{prefix}.{key}", found
        else:
            raise file.broken(f"{prefix}.{key} has no text", key)
