"""The running app and its browsers: `make run` on an empty store of its own, a clock that the test sets, and Chromium."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from actions.sign_in import link
from tests.browser import FLAGS, found

ROOT = Path(__file__).parent.parent.parent
START = datetime.fromisoformat("2026-11-24T09:00:00+00:00")


@dataclass
class App:
    """The app as it is started by `make run`."""

    base: str
    folder: Path
    environment: dict[str, str]
    lines: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None
    reader: threading.Thread | None = None

    def start(self) -> None:
        """Start it and wait until it says where it is."""
        self.process = subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip
        ready = threading.Event()
        self.reader = threading.Thread(target=self._read, args=(self.process, ready), daemon=True)
        self.reader.start()
        assert ready.wait(120), "".join(self.lines)
        self._wait_for_health()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(15)
        if self.process and self.reader:
            self.reader.join()
            self.process.stdout.close()  # type: ignore[union-attr]

    def manage(self, *words: str) -> None:
        """Maintenance from the console, with the settings of this app."""
        subprocess.run(
            [ROOT / ".venv/bin/python", "manage.py", *words], cwd=ROOT, env=self.environment, capture_output=True,
            text=True, check=True,
        )  # fmt: skip

    def said(self, pattern: str) -> str:
        """What the console said, by a pattern with one group."""
        for _ in range(600):
            found = re.search(pattern, "".join(self.lines), re.MULTILINE)
            if found:
                return found[1]
            threading.Event().wait(0.05)
        raise AssertionError(f"the console did not say {pattern}: {''.join(self.lines)}")

    def link(self, role: str) -> str:
        """A sign-in link for the first person with this role in the demo, which has the key of the tests."""
        email = self.said(rf"^{role}\s+(\S+@\S+)")
        return f"{self.base}/sign-in/{link(email)}"

    def set_clock(self, moment: datetime) -> None:
        (self.folder / "clock").write_text(moment.isoformat(), encoding="utf-8")

    def later(self, **period: float) -> None:
        """Let time pass."""
        self.set_clock(datetime.fromisoformat((self.folder / "clock").read_text()) + timedelta(**period))

    def _read(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        assert process.stdout
        for line in process.stdout:
            self.lines.append(line)
            if line.startswith("Goed Digitaal Bestuur"):
                ready.set()

    def _wait_for_health(self) -> None:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.base}/healthz", timeout=5)
                return
            except OSError:
                threading.Event().wait(0.05)
        raise AssertionError("".join(self.lines))


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _made(folder: Path, **more: str) -> App:
    port = str(_free_port())
    environment = os.environ | {
        "PORT": port, "STORE_URL": f"duckdb:///{folder / 'workshops.duckdb'}", "CLOCK_FILE": str(folder / "clock"),
        "BASE_URL": f"http://127.0.0.1:{port}", "SECRET_KEY": "", **more,
    }  # fmt: skip
    app = App(f"http://127.0.0.1:{port}", folder, environment)
    app.set_clock(START)
    return app


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The app on an empty store."""
    made = _made(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def module_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on an empty store, for a whole file."""
    made = _made(tmp_path_factory.mktemp("app"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app with the demo."""
    made = _made(tmp_path_factory.mktemp("demo"), DEMO="1", SECRET_KEY=os.environ["SECRET_KEY"])
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one file of tests; it runs a loop of its own, which no other file may find running."""
    path = found()
    assert path, (
        "No browser for the tests: install Debian's package chromium, or run `playwright install chromium`."
    )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()
