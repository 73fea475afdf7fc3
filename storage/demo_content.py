"""Reads and checks `content/demo/`: every id must exist, every text must fit; a mistake has its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from domain.agreements import LONGEST_TEXT, NEXT, Status
from domain.content import Content
from domain.demo import (
    Demo,
    DemoAgain,
    DemoAgreement,
    DemoDepartment,
    DemoIdea,
    DemoNote,
    DemoOrganisation,
    DemoPerson,
    DemoStatus,
    DemoTeam,
    DemoWorkshop,
    Level,
    View,
)
from domain.notes import Draft, NoteKind
from domain.problems import BadInput, BrokenContent
from domain.roles import Role
from storage.content import FOLDER as CONTENT_FOLDER
from storage.content import TomlFile

FOLDER = CONTENT_FOLDER / "demo"
ENDED = "ended"
STEP_OF_NOTES = {
    NoteKind.QUESTION: "explore",
    NoteKind.PARKED: "explore",
    NoteKind.EFFECT: "effects",
    NoteKind.TENSION: "tensions",
    NoteKind.WEIGHING: "tensions",
    NoteKind.REFLECTION: "agree",
    NoteKind.LESSON: "agree",
}
_Table = Mapping[str, Any]


def read_demo(content: Content, folder: Path = FOLDER) -> Demo:
    """The whole demo. raises BrokenContent at the first mistake."""
    demo = _organisations(TomlFile(folder / "organisations.toml"), content)
    levels, views = _opinions(TomlFile(folder / "opinions.toml"), content)
    workshops = [
        _Reader(TomlFile(path), content, demo).workshop()
        for path in sorted((folder / "workshops").glob("*.toml"))
    ]
    if not workshops:
        raise BrokenContent(file=str(folder / "workshops"), line=0, reason="no file here")
    return Demo(
        demo.organisations, demo.departments, demo.teams, demo.people, levels, views, tuple(workshops)
    )


def demo_mistakes(content: Content, folder: Path = FOLDER) -> list[BrokenContent]:
    """The first mistake of the demo, in a list; an empty list when there is none."""
    try:
        read_demo(content, folder)
    except BrokenContent as problem:
        return [problem]
    return []


def _organisations(file: TomlFile, content: Content) -> Demo:
    """The demo without opinions and workshops."""
    values = _values(content)
    organisations = tuple(
        DemoOrganisation(
            one["id"], file.get(one, "name", str), _ids(file, one, "always_asked", values, "value")
        )
        for one in file.tables("organisation")
    )
    known = {one.id for one in organisations}
    departments = tuple(
        DemoDepartment(one["id"], _id(file, one, "organisation", known), file.get(one, "name", str))
        for one in file.tables("department")
    )
    parts = {one.id for one in departments}
    teams = tuple(
        DemoTeam(one["id"], _id(file, one, "department", parts), file.get(one, "name", str))
        for one in file.tables("team")
    )
    people = tuple(_person(file, one, known, departments) for one in file.tables("person"))
    return Demo(organisations, departments, teams, people, {}, (), ())


def _person(
    file: TomlFile, one: _Table, organisations: set[str], departments: tuple[DemoDepartment, ...]
) -> DemoPerson:
    organisation = _id(file, one, "organisation", organisations)
    within = {department.id for department in departments if department.organisation == organisation}
    return DemoPerson(
        id=one["id"],
        organisation=organisation,
        name=file.get(one, "name", str),
        email=file.get(one, "email", str),
        role=Role(_id(file, one, "role", set(Role) - {Role.PARTICIPANT})),
        department=_id(file, one, "department", within) if "department" in one else None,
        is_offered=bool(one.get("offered", False)),
    )


def _opinions(file: TomlFile, content: Content) -> tuple[dict[str, Level], tuple[View, ...]]:
    values, perspectives = _values(content), _perspectives(content)
    table: dict[str, Any] = file.get(file.data, "levels", dict)
    file.known(list(table), values, "value")
    for value in sorted(values - table.keys()):
        raise file.broken(f"there is no level of {value}", "[levels]")
    for value, level in table.items():
        if not (isinstance(level, list) and len(level) == 2 and all(1 <= side <= 5 for side in level)):
            raise file.broken(f"{value} needs two levels of 1 to 5", value)
    views = tuple(
        View(
            _id(file, one, "perspective", perspectives),
            _id(file, one, "value", values),
            float(one.get("importance", 0)),
            float(one.get("current", 0)),
        )
        for one in file.get(file.data, "view", list)
    )
    return {value: Level(*map(float, level)) for value, level in table.items()}, views


class _Reader:
    """Reads the file of one workshop."""

    def __init__(self, file: TomlFile, content: Content, demo: Demo) -> None:
        self.file, self.data = file, file.data
        self.case = content.cases[_id(file, file.data, "case", set(content.cases))]
        self.programme = content.programmes[_id(file, file.data, "programme", set(content.programmes))]
        self.people = {person.id for person in demo.people}
        self.team = _id(file, file.data, "team", {team.id for team in demo.teams})
        asked = demo.organisation_of(self.team).always_asked
        self.values = {*self.case.values, *asked}

    def workshop(self) -> DemoWorkshop:
        file, data = self.file, self.data
        if file.get(data, "id", str) != file.path.stem:
            raise file.broken(f"id {data['id']} and the name of the file differ", "id")
        people: dict[str, int] = file.get(data, "people", dict)
        file.known(list(people), set(self.case.perspectives), "perspective in this case")
        ideas = tuple(self._idea(one) for one in self._tables("idea"))
        return DemoWorkshop(
            id=data["id"],
            team=self.team,
            facilitator=_id(file, data, "facilitator", self.people),
            title=file.get(data, "title", str),
            case=self.case.id,
            programme=self.programme.id,
            day=file.get(data, "day", int),
            expected=file.get(data, "expected", int),
            people=people,
            answered=int(data.get("answered", sum(people.values()))),
            halfway=int(data.get("halfway", 0)),
            step=self._step(),
            is_revealed=bool(data.get("revealed", False)),
            busy=int(data.get("busy", 0)),
            raised=self._some_values("raised"),
            guarded=self._some_values("guarded"),
            neglected=self._some_values("neglected"),
            divided=self._some_values("divided"),
            chosen=self._some_values("chosen"),
            notes=self._notes(),
            ideas=ideas,
            agreements=tuple(
                self._agreement(one, {idea.note.id for idea in ideas}) for one in self._tables("agreement")
            ),
            again=self._again(),
            votes_again=bool(data.get("votes_again", False)),
        )

    def _step(self) -> str:
        step = str(self.data.get("step", ""))
        if step:
            self.file.known(
                [step], {*(one.id for one in self.programme.steps), ENDED}, "step in this programme"
            )
        return step

    def _some_values(self, key: str) -> tuple[str, ...]:
        return _ids(self.file, self.data, key, self.values, "value in this workshop")

    def _tables(self, key: str) -> Iterable[_Table]:
        return self.file.tables(key) if key in self.data else ()

    def _notes(self) -> dict[str, tuple[DemoNote, ...]]:
        """What was said in each step, in order; with the values when the programme lacks that step."""
        steps = {step.id for step in self.programme.steps}
        said: dict[str, tuple[DemoNote, ...]] = {}
        for kind, step in STEP_OF_NOTES.items():
            if kind is NoteKind.WEIGHING:
                continue
            found = [note for one in self._tables(kind.value) for note in self._with_weighing(one, kind)]
            taken = step if step in steps else "values"
            said[taken] = (*said.get(taken, ()), *found)
        return said

    def _with_weighing(self, one: _Table, kind: NoteKind) -> list[DemoNote]:
        """The note, and for a tension that was weighed the weighing that hangs on it."""
        said = [DemoNote(one["id"], self._draft(one, kind))]
        if "weighing" in one:
            weighed = Draft(
                NoteKind.WEIGHING, self.file.get(one, "weighing", str), parent_id=one["id"], lean=one.get("lean"),
                condition=str(one.get("condition", "")),
            )  # fmt: skip
            said.append(DemoNote(f"{one['id']}-weighing", self._fitting(one, weighed), parent=one["id"]))
        return said

    def _draft(self, one: _Table, kind: NoteKind) -> Draft:
        file, body = self.file, self.file.get(one, "text", str)
        draft = Draft(kind, body)
        if kind is NoteKind.EFFECT:
            about = _id(file, one, "about", set(self.case.perspectives))
            draft = Draft(
                kind, body, about, tone=file.get(one, "tone", str), horizon=file.get(one, "horizon", str)
            )
        elif kind is NoteKind.TENSION:
            draft = Draft(
                kind, body, _id(file, one, "value", self.values), _id(file, one, "against", self.values)
            )
        elif kind is NoteKind.IDEA:
            value = _id(file, one, "value", self.values)
            draft = Draft(kind, body, value, idea_type=file.get(one, "type", str))
        return self._fitting(one, draft)

    def _fitting(self, one: _Table, draft: Draft) -> Draft:
        try:
            return draft.checked()
        except BadInput as problem:
            reason = f"{one['id']} does not fit: {type(problem).__name__}"
            raise self.file.broken(reason, f'id = "{one["id"]}"') from None

    def _idea(self, one: _Table) -> DemoIdea:
        necessity, importance = (
            float(self.file.get(one, side, float)) for side in ("necessity", "importance")
        )
        note = DemoNote(one["id"], self._draft(one, NoteKind.IDEA))
        return DemoIdea(note, necessity, importance, str(one.get("objection", "")))

    def _agreement(self, one: _Table, ideas: set[str]) -> DemoAgreement:
        file = self.file
        texts = {key: file.get(one, key, str) for key in ("title", "done_when", "owner")}
        if max(map(len, texts.values())) > LONGEST_TEXT:
            raise file.broken(f"a text of {one['id']} is too long", f'id = "{one["id"]}"')
        return DemoAgreement(
            id=one["id"],
            value=_id(file, one, "value", self.values),
            idea=_id(file, one, "idea", ideas) if "idea" in one else None,
            due_day=None if one.get("due_this_week") else file.get(one, "due_day", int),
            history=self._history(one),
            minority=str(one.get("minority", "")),
            **texts,
        )

    def _history(self, one: _Table) -> tuple[DemoStatus, ...]:
        """The statuses after the first, each a step that may follow, and all of them in the past."""
        standing, day, history = Status.OPEN, file_day(self.data), []
        for change in one.get("history", ()):
            status = Status(_id(self.file, change, "status", set(Status)))
            by = _id(self.file, change, "by", self.people)
            if status not in NEXT[standing] or not day < int(change["day"]) < 0:
                near = f'id = "{one["id"]}"'
                raise self.file.broken(
                    f"{status} of {one['id']} does not follow {standing} of day {day}", near
                )
            standing, day = status, int(change["day"])
            history.append(DemoStatus(status, day, by, self.file.get(change, "remark", str)))
        return tuple(history)

    def _again(self) -> DemoAgain | None:
        one = self.data.get("again")
        if one is None:
            return None
        return DemoAgain(
            self.file.get(one, "opened", int), one.get("closed"), self.file.get(one, "answered", int)
        )


def file_day(data: _Table) -> int:
    """The day of the workshop in a file."""
    return int(data["day"])


def _values(content: Content) -> set[str]:
    framework = next(iter(content.frameworks.values()))
    return {value.id for value in framework.current_values()}


def _perspectives(content: Content) -> set[str]:
    survey = next(iter(content.surveys.values()))
    return {perspective.id for perspective in survey.perspectives}


def _id(file: TomlFile, one: _Table, key: str, known: Iterable[str], what: str = "") -> str:
    """The id under this key. raises BrokenContent when it is missing or names nothing."""
    return file.known([file.get(one, key, str)], set(known), what or key)[0]


def _ids(file: TomlFile, one: _Table, key: str, known: set[str], what: str) -> tuple[str, ...]:
    """The ids under this key; none when the key is left out."""
    return file.known(file.get(one, key, list), known, what) if key in one else ()
