"""The console: what the commands and the start of the app say when something is not as it should be."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.open import open_store
from storage.store import Statement
from tests.caller import Caller
from tests.cast import gather
from tests.journeys.conftest import ROOT, App, _free_port, _made

PARTS = (
    "actions",
    "analytics",
    "charts",
    "content",
    "domain",
    "pages",
    "reads",
    "storage",
    "ui",
    "web",
    ".streamlit",
)
PATIENCE_SECONDS = 120


def run(words: list[str], folder: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    """What a command says, and with which number it ends."""
    environment = os.environ | {"PORT": str(_free_port())} | settings
    return subprocess.run(
        words,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def manage(*words: str, folder: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "manage.py", *words], folder, **settings)


def start(folder: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    """The app, which is expected not to start."""
    words = [
        "--host",
        "127.0.0.1",
        "--port",
        str(_free_port()),
        "--ws",
        "websockets-sansio",
        "--log-level",
        "warning",
    ]
    return run([sys.executable, "-m", "uvicorn", "app:app", *words], folder, **settings)


def is_one_clear_line(told: subprocess.CompletedProcess[str], *parts: str) -> bool:
    """It ends with an error, and the last word is for a person."""
    said = told.stdout + told.stderr
    assert told.returncode not in (0, None), said
    assert "Traceback" not in said
    assert any(all(part in line for part in parts) for line in said.splitlines()), said
    return True


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project without its data, to break."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "manage.py"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    made = _made(tmp_path_factory.mktemp("running"))
    made.start()
    yield made
    made.stop()


def test_content_that_is_in_order_is_said_to_be(copy: Path) -> None:
    told = manage("check-content", folder=copy)
    assert (told.returncode, told.stdout) == (0, "content is in order\n")


@pytest.mark.parametrize(
    ("name", "was", "becomes", "knows_the_line"),
    [
        ("programmes/short.toml", "minutes = ", "minutes = = ", True),
        ("frameworks/codio-werkset.toml", 'principle = "mensenrechten"', 'principle = "mensenrechtn"', True),
        ("cases/cameratoezicht.toml", '"privacy"', '"privaatheid"', True),
        ("texts/app.en.toml", "name = ", "nam = ", False),  # what is missing has no line
    ],
)
def test_a_broken_file_is_named_with_its_line(
    copy: Path, name: str, was: str, becomes: str, knows_the_line: bool
) -> None:
    line = spoil(copy, name, was, becomes)
    told = manage("check-content", folder=copy)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    where = re.findall(rf"content/{re.escape(name)}:(\d+): .+", told.stdout)
    assert str(line if knows_the_line else 0) in where, told.stdout


def test_a_broken_file_stops_the_start(copy: Path) -> None:
    line = spoil(copy, "programmes/short.toml", "minutes = ", "minutes = = ")
    assert is_one_clear_line(
        start(copy, STORE_URL="duckdb:"), "content is broken", f"programmes/short.toml:{line}:"
    )


def spoil(copy: Path, name: str, was: str, becomes: str) -> int:
    """The line of what was changed in a file of the content."""
    path = copy / "content" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    return text[: text.index(was)].count("\n") + 1


def test_a_store_of_a_newer_version_stops_the_start(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/newer.duckdb"
    store = open_store(url)
    store.write(Statement("insert into migration values (9999)"))
    store.close()
    assert is_one_clear_line(start(STORE_URL=url), "the store can't be opened", "StoreTooNew", "9999")
    assert is_one_clear_line(manage("migrate", STORE_URL=url), "StoreTooNew", "9999")


def test_a_store_that_is_not_one_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "not.duckdb").write_text("this is no database", encoding="utf-8")
    assert is_one_clear_line(
        start(STORE_URL=f"duckdb:///{tmp_path}/not.duckdb"), "the store can't be opened", "not.duckdb"
    )


def test_a_port_in_use_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert is_one_clear_line(
            run(["make", "run"], PORT=port, STORE_URL="duckdb:"), "address already in use", port
        )


def test_the_demo_wants_an_empty_store(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/filled.duckdb"
    store = open_store(url)
    gather(store)
    store.close()
    assert is_one_clear_line(manage("demo", STORE_URL=url), "StoreNotEmpty")


def test_a_second_process_on_the_same_file_is_told_that_another_holds_it(running: App) -> None:
    url = running.environment["STORE_URL"]
    name = Path(url).name
    assert is_one_clear_line(start(STORE_URL=url), "the store can't be opened", "StoreInUse", name)
    for command in ("migrate", "demo"):
        assert is_one_clear_line(manage(command, STORE_URL=url), "StoreInUse", name)


def test_a_sign_in_link_works_while_the_app_runs_and_once(running: App) -> None:
    caller = Caller(running.base)
    caller.send_form(
        "/setup", code=running.said(r"set-up code: (\w+)"), organisation="Duinstad", department="Orde", team="Toezicht",
        name="Noor", email="noor@duinstad.example", password="een lang wachtwoord", start="empty",
    )  # fmt: skip
    told = manage("sign-in-link", "Noor@Duinstad.example", **running.environment)
    link = told.stdout.strip()
    assert (told.returncode, link.startswith(f"{running.base}/sign-in/")) == (0, True)
    path = link.removeprefix(running.base)
    browser = Caller(running.base)
    assert browser.send_form(path).status == 303
    assert "account" in browser.cookies
    assert Caller(running.base).send_form(path).status == 403


def test_a_command_that_does_not_exist_is_answered_with_those_that_do() -> None:
    told = manage("dance")
    assert told.returncode == 2
    assert "check-content" in told.stderr


def test_the_page_of_the_app_itself_has_the_headers_the_language_and_the_title(running: App) -> None:
    for language in ("nl", "en"):
        reply = Caller(running.base).get(f"/values?lang={language}", Accept="text/html")
        assert reply.status == 200
        assert f'<html lang="{language}"' in reply.text
        assert "<title>" in reply.text
        assert "<title>Streamlit</title>" not in reply.text
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
