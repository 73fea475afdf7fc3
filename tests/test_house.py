"""The rules of the house that the import linter can't see: what stands where, and what stands nowhere."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from charts.style import DARK, LIGHT, Palette, contrast
from domain.problems import Problem
from storage.content import the_content
from ui.navigation import PAGES

ROOT = Path(__file__).parent.parent
ROOMS = ("actions", "analytics", "charts", "domain", "pages", "reads", "reports", "storage", "ui", "web")
PAGE_FILES = sorted(path for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py")
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
LONGEST_PAGE = 80

SQL = re.compile(
    r"\bselect\s+[\w*(][^;]*|\binsert\s+into\s|\bupdate\s+\w+\s+set\s|\bdelete\s+from\s|\b(create|drop|alter)\s+table\s",
    re.IGNORECASE,
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\b")
SEVERAL_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
SHOWN_BY = {
    "badge", "button", "caption", "checkbox", "code", "error", "expander", "form_submit_button", "header", "html", "info",
    "link_button", "markdown", "metric", "multiselect", "number_input", "page_link", "pills", "radio",
    "segmented_control", "selectbox", "subheader", "success", "table", "text", "text_area", "text_input", "title", "toast",
    "toggle", "warning", "write",
}  # fmt: skip

# Texts whose key is put together: the beginning of the key, and what the code says to make it.
PUT_TOGETHER = {
    "about.": 'f"about.{status}"',
    "about.status_": 'f"about.status_{value.status}"',
    "actions.": 'f"actions.{kind}"',
    "agree.": 'f"agree.{name}"',
    "agree.together_": 'f"agree.together_{agreed}"',
    "agreements.by_": 'f"agreements.by_{by}"',
    "agree.label_": 'f"agree.label_{score}"',
    "agreements.part_": 'f"agreements.part_{name}"',
    "answers.": 'startswith("answers.")',
    "benchmark.kind_": 'f"benchmark.kind_{name}"',
    "benchmark.fate_": 'f"benchmark.fate_{fate}"',
    "case.": 'f"case.{part}"',
    "change.": 'f"change.{name}"',
    "chart.": 'f"chart.{key}"',
    "chart.matrix.": 'f"matrix.{quadrant}"',
    "comparison.verdict_": 'f"comparison.verdict_{verdict',
    "coach.": 'f"coach.{part}"',
    "column.": 'f"column.{name}"',
    "comparison.": 'f"comparison.{name}"',
    "comparison.answer_": 'f"comparison.answer_{measure}"',
    "comparison.alike_order_": 'f"comparison.alike_order_{word}"',
    "comparison.apart_": 'f"comparison.apart_{cell.verdict}"',
    "comparison.middle_": 'f"comparison.middle_{kind}"',
    "comparison.is_": 'f"comparison.is_{verdict}"',
    "comparison.question_": 'f"comparison.question_{measure}"',
    "effects.": 'f"effects.{tone}"',
    "figure.": 'f"figure.{side}"',
    "export.": 'f"export.{name}"',
    "export.alike_": 'f"export.alike_{band}"',
    "export.alike_dots_": 'f"export.alike_dots_{band}"',
    "export.file_": 'f"export.file_{name}"',
    "export.is_": 'f"export.is_{row.urgency}"',
    "export.round_": 'f"export.round_{one.kind}"',
    "figure.left_out_": 'f"figure.left_out_{reason}"',
    "figure.w_": 'f"figure.w_{w_in_words(w)}"',
    "exit.says_": 'f"exit.says_{row["band"]}"',
    "furthest.": 'f"furthest.{measure}"',
    "home.phase_": 'f"home.phase_{seen.phase}"',
    "live.answered_": 'f"live.answered_{current_round(self.seen.rounds, self.seen.step).kind}"',
    "limit.": 'f"limit.{name}"',
    "menu.": 'f"menu.{self.name}"',
    "prepare.card_": 'f"prepare.card_{part}"',
    "prepare.language_": 'f"prepare.language_{name}"',
    "reason.": 'f"reason.{reason}"',
    "rehearsal.": 'f"rehearsal.{name}"',
    "research.": 'f"research.{name}"',
    "research.kind_": 'f"research.kind_{asked.kind}"',
    "role.": 'f"role.{role}"',
    "screens.phones.": 'f"screens.phones.{place}"',
    "screens.room.": 'f"screens.room.{place}"',
    "setup.": '"setup." + field',
    "status.": 'f"status.{name}"',
    "team.": 'f"team.{found.reason}"',
    "thread.is_": 'f"thread.is_{step}"',
    "tensions.lean_": 'f"tensions.lean_{_LEANS[lean]}"',
    "tensions.place_": 'f"tensions.place_{_LEANS[lean]}"',
    "urgency.": 'f"urgency.{urgency}"',
    "values.why_": 'f"values.why_{row["reason"]}"',
}


def test_session_state_is_touched_by_the_visit_only() -> None:
    assert _files_with(r"\bsession_state\b") == ["ui/visit.py"]


def test_session_is_not_a_word_of_ours() -> None:
    names = [
        f"{_name(path)}: {name}" for path in _code() for name in _own_names(path) if "session" in name.lower()
    ]
    assert names == []


def test_sql_stands_in_storage_only() -> None:
    found = [
        f"{_name(path)}:{text.lineno}"
        for path in _code()
        if path.relative_to(ROOT).parts[0] != "storage"
        for text in _strings(path)
        if SQL.search(text.value)
    ]
    assert found == []


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.stem)
def test_a_page_is_short_enough_to_read_at_a_glance(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.stem)
def test_a_page_begins_by_asking_for_the_deed_of_its_row(path: Path) -> None:
    asked = next(call for part in _tree(path).body for call in ast.walk(part) if isinstance(call, ast.Call))
    row = next(page for page in PAGES if page.name == path.stem)
    assert ast.unparse(asked.func) in ("access.require", "access.require_workshop")
    assert [ast.unparse(argument) for argument in asked.args] == [f"Deed.{row.deed.name}"]
    assert any(asked is getattr(part, "value", None) for part in _tree(path).body), (
        "it is asked always, not sometimes"
    )


def test_every_page_file_has_a_row_and_every_row_a_page_file() -> None:
    assert sorted(page.name for page in PAGES) == [path.stem for path in PAGE_FILES]


def test_no_file_of_ui_is_imported_by_its_bare_name() -> None:
    bare = {path.stem for path in (ROOT / "ui").iterdir()} - {"__init__"}
    found = [
        f"{_name(path)}: {name}"
        for path in _all_code()
        for name in _imported(path)
        if name.split(".")[0] in bare
    ]
    assert found == []


def test_no_room_has_the_name_of_an_installed_package() -> None:
    assert set(ROOMS) & (set(packages_distributions()) | set(sys.stdlib_module_names)) == set()
    assert [importlib.util.find_spec(room).origin for room in ROOMS] == [  # type: ignore[union-attr]
        str(ROOT / room / "__init__.py") for room in ROOMS
    ]


def test_every_room_is_on_the_floors_of_the_import_linter_and_in_the_architecture() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    linted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert folders == set(ROOMS) == set(linted["root_packages"])
    assert [room for room in ROOMS if f"{room}/" not in told] == []


def test_everyones_answers_are_read_by_the_publishing_code_only() -> None:
    assert _files_with(r"\bof_round\b") == [
        "actions/pair_up.py",
        "actions/publish.py",
        "storage/answers.py",
    ]


def test_ones_own_answers_are_read_by_ones_own_screen_only() -> None:
    assert _files_with(r"\.own_(marks|remarks)\b|import .*\bown_marks\b") == ["ui/taking_part/answering.py"]


def test_the_tables_of_answers_are_named_by_their_own_file_only() -> None:
    named = r"(from|join|into|update)\s+(latest_)?(answer|remark)\b"
    assert _files_saying(named) == ["storage/answers.py"]


def test_who_answered_by_a_personal_link_is_asked_where_it_is_counted_and_where_it_is_told_in_groups() -> (
    None
):
    asked = ["actions/remind.py", "reads/invitations.py", "storage/invitations.py"]
    assert _files_with(r"\bwho_answered\b") == asked


def test_the_person_behind_a_link_is_found_by_joining_and_by_counting_only() -> None:
    erasing = ["actions/erase.py"]  # to take the name off the link of who asks for it
    found = [*erasing, "actions/join.py", "domain/invitations.py", "storage/invitations.py"]
    assert _files_with(r"\bparticipant_of\b") == found


def test_only_the_publishing_code_reads_tallies() -> None:
    made_up = ["storage/nation_sums.py"]  # sums a country of nobody's answers, in one go
    erasing = ["storage/erasures.py"]  # deletes them
    assert _files_saying(r"\b(from|join)\s+tally\b") == [*erasing, *made_up, "storage/sums.py"]
    assert _files_with(r"\bsums\.(cells|pooled)\b") == ["actions/sum_up.py"]
    assert {name.split("/")[0] for name in _files_saying(r"^tally$")} == {"storage"}


def test_how_far_people_agree_is_shown_of_an_outcome_only() -> None:
    """The outcome of a round asks again whether it may be seen; a publication as it is stored does not."""
    knows = [
        "actions/publish.py",
        "analytics/ranking.py",
        "reads/outcome.py",
        "storage/figures.py",
        "ui/figures.py",
    ]
    assert _files_with(r"\bkendalls_w\b") == knows
    told = r"(\w+\.)?publication\.kendalls_w"
    assert re.findall(told, (ROOT / "ui/figures.py").read_text(encoding="utf-8")) == ["outcome."] * 2


def test_no_sentence_of_text_stands_in_a_page() -> None:
    found = [
        f"{_name(path)}:{call.lineno}: {text!r}"
        for room in ("pages", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in SHOWN_BY
        and "logg" not in ast.unparse(call.func)
        for text in _literals(call)
        if SEVERAL_WORDS.search(re.sub(r"<[^>]*>?", " ", text))
    ]
    assert found == []


def test_every_text_that_is_asked_for_exists() -> None:
    texts = the_content().texts
    missing = [f"{where}: {key}" for where, key in _asked_texts() if key not in texts]
    assert missing == []


def test_every_problem_has_a_text() -> None:
    assert [kind.key for kind in _kinds(Problem) if kind.key not in the_content().texts] == []


def test_every_text_is_used() -> None:
    held_to_its_script = "instead."  # by tests/ui/test_instead.py
    unused = [key for key in the_content().texts if not (_is_used(key) or key.startswith(held_to_its_script))]
    assert unused == []


def test_every_key_that_is_put_together_is_still_made_that_way() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in (*_code(), *_templates())).replace(
        "'", '"'
    )
    assert [key for key, made in PUT_TOGETHER.items() if made not in everything] == []


def test_colours_stand_in_the_style_only() -> None:
    in_code = {_name(path) for path in _code() for text in _strings(path) if COLOUR.search(text.value)}
    scripts = [path for room in ("ui", "web") for path in (ROOT / room).rglob("*.js")]
    in_scripts = {_name(path) for path in scripts if COLOUR.search(path.read_text(encoding="utf-8"))}
    assert in_code <= {"charts/style.py"}
    assert in_scripts == set()


@pytest.mark.parametrize(("ground", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_has_the_colours_of_the_style(ground: str, palette: Palette) -> None:
    theme = CONFIG["theme"][ground]
    assert theme["backgroundColor"] == palette.ground
    assert theme["secondaryBackgroundColor"] == palette.surface
    assert theme["textColor"] == palette.ink
    assert theme["primaryColor"] == theme["linkColor"] == palette.accent
    assert contrast(theme["borderColor"], palette.ground) >= 3, "the edge of a field must be seen"


def test_a_run_of_a_page_does_not_wait_for_the_garbage_collector() -> None:
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["logger"]["level"] == "warning"
    lifespan = next(
        part for part in ast.walk(_tree(ROOT / "app.py")) if isinstance(part, ast.AsyncFunctionDef)
    )
    done = [ast.unparse(part.value) for part in lifespan.body if isinstance(part, ast.Expr)]
    assert done.index("_warm()") < done.index("gc.collect()") == done.index("gc.freeze()") - 1
    assert done.index("gc.freeze()") == done.index("gc.set_threshold(*_SELDOM)") - 1


def test_nothing_leaves_the_machine_and_no_error_shows_its_inside() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"


@cache
def _code() -> tuple[Path, ...]:
    """Every file of our own Python, tests excepted."""
    return tuple(path for path in _all_code() if path.relative_to(ROOT).parts[0] != "tests")


@cache
def _all_code() -> tuple[Path, ...]:
    rooms = [path for room in (*ROOMS, "tests") for path in (ROOT / room).rglob("*.py")]
    return tuple(sorted([*ROOT.glob("*.py"), *rooms]))


def _templates() -> list[Path]:
    return sorted((ROOT / "web/templates").glob("*.html"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _files_with(pattern: str) -> list[str]:
    return [_name(path) for path in _code() if re.search(pattern, path.read_text(encoding="utf-8"))]


def _files_saying(pattern: str) -> list[str]:
    """Files with a string in which the pattern is found."""
    return [
        _name(path)
        for path in _code()
        if any(re.search(pattern, text.value, re.IGNORECASE) for text in _strings(path))
    ]


@cache
def _strings(path: Path) -> tuple[ast.Constant, ...]:
    """The strings of a file, without its docstrings."""
    tree = _tree(path)
    told = {
        id(part.body[0].value)
        for part in ast.walk(tree)
        if isinstance(part, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and part.body
        and isinstance(part.body[0], ast.Expr)
    }
    return tuple(
        part
        for part in ast.walk(tree)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in told
    )


def _calls(path: Path) -> Iterator[ast.Call]:
    return (part for part in ast.walk(_tree(path)) if isinstance(part, ast.Call))


def _literals(call: ast.Call) -> Iterator[str]:
    """What a call is given as a literal, also within an f-string; not what another call makes of it."""
    waiting: list[ast.AST] = [*call.args, *(keyword.value for keyword in call.keywords)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif not isinstance(part, ast.Call):
            waiting.extend(ast.iter_child_nodes(part))


def _whole_literals(call: ast.Call) -> Iterator[str]:
    """What a call is given as a whole string, also when it is one of two."""
    for argument in call.args:
        for part in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def _own_names(path: Path) -> Iterator[str]:
    """What a file names itself: modules, functions, classes, arguments, variables, attributes."""
    yield path.stem
    for part in ast.walk(_tree(path)):
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield part.name
        elif isinstance(part, ast.arg):
            yield part.arg
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            yield part.id
        elif isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store):
            yield part.attr


def _imported(path: Path) -> Iterator[str]:
    for part in ast.walk(_tree(path)):
        if isinstance(part, ast.Import):
            yield from (alias.name for alias in part.names)
        elif isinstance(part, ast.ImportFrom) and not part.level:
            yield part.module or ""


def _is_docstring_or_import(part: ast.stmt) -> bool:
    is_docstring = isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    return is_docstring or isinstance(part, ast.Import | ast.ImportFrom)


def _asked_texts() -> Iterator[tuple[str, str]]:
    """Where, and which text is asked for by its whole key."""
    for room in ("pages", "ui", "web"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for call in _calls(path):
                if ast.unparse(call.func) in ("say", "said", "page", "problem_page", "_template"):
                    keys = [
                        text for text in _whole_literals(call) if re.fullmatch(r"[a-z_]+\.[a-z_.]+", text)
                    ]
                    yield from (
                        (f"{_name(path)}:{call.lineno}", key) for key in keys if not key.endswith(".html")
                    )
    for path in _templates():
        for key in re.findall(r"""say\(["']([\w.]+)["'][),]""", path.read_text(encoding="utf-8")):
            yield path.name, key


@cache
def _said() -> frozenset[str]:
    """Every string of the code, and every quoted word of the templates."""
    in_code = {text.value for path in _code() for text in _strings(path)}
    in_templates = {
        key
        for path in _templates()
        for key in re.findall(r"""["']([\w.]+)["']""", path.read_text(encoding="utf-8"))
    }
    return frozenset(in_code | in_templates)


def _is_used(key: str) -> bool:
    """Whether the code says the whole key; or its end, where the beginning is known to be put before it."""
    whole = key.removesuffix(".one")
    if {whole, whole.removesuffix(".more")} & (_said() | {kind.key for kind in _kinds(Problem)}):
        return True
    return any(
        whole.startswith(beginning) and _is_end(whole.removeprefix(beginning)) for beginning in PUT_TOGETHER
    )


def _is_end(end: str) -> bool:
    """An end of a key is used when the code says it, when it counts, or when it is a word of the content."""
    return end in _said() or end.isdigit() or all(part in _said() | _ids() for part in end.split("."))


@cache
def _ids() -> frozenset[str]:
    """Ids that come from content or from a list of names."""
    parts = {part for case in the_content().cases.values() for part in case.card}
    return frozenset(parts | {page.name for page in PAGES})


def _kinds(kind: type[Problem]) -> list[type[Problem]]:
    return [kind, *(deeper for one in kind.__subclasses__() for deeper in _kinds(one))]
