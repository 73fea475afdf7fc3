"""The servers that are measured, each a process of its own on 127.0.0.1; and what a process costs, from /proc."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_LONGEST_START_SECONDS = 60.0
UVICORN = ("--ws", "websockets-sansio", "--timeout-graceful-shutdown", "2", "--timeout-keep-alive", "75", "--log-level",
           "warning", "--no-access-log")  # fmt: skip


class DoesNotStart(Exception):
    """A server that did not answer in time, with what it said."""


@dataclass(frozen=True)
class Serving:
    """A server that runs: where it is, and what it costs."""

    host: str
    pid: int
    started_in_seconds: float

    def cpu_seconds(self) -> float:
        return cpu_seconds(self.pid)

    def memory_megabytes(self) -> float:
        statm = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()
        return int(statm[1]) * _PAGE_BYTES / 1e6


def cpu_seconds(pid: int) -> float:
    """Time of processor that a process used, by all its threads, in the kernel too."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def family_cpu_seconds(pid: int) -> float:
    """The same for a process and those that it made, also those that ended."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(folder.name) == pid:
            total += sum(int(ticks) for ticks in fields[11:15]) / _TICKS
        elif int(fields[1]) == pid:
            total += (int(fields[11]) + int(fields[12])) / _TICKS
    return total


@contextmanager
def the_app(store_url: str, **environment: str) -> Iterator[Serving]:
    """The app as `make run` serves it."""
    with _serving(
        [sys.executable, "-m", "uvicorn", "app:app", *UVICORN],
        ROOT,
        {"STORE_URL": store_url, **environment},
        "/healthz",
    ) as serving:
        yield serving


@contextmanager
def empty_page(folder: Path, *, is_tuned: bool) -> Iterator[Serving]:
    """A page with one line of text and nothing of ours: tuned as the app is, or with the page server's own defaults."""
    script = Path(__file__).parent / "floors" / ("tuned.py" if is_tuned else "empty_page.py")
    if is_tuned:
        command, place = [sys.executable, "-m", "uvicorn", "bench.floors.tuned:app", *UVICORN], ROOT
    else:
        command, place = (
            [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"],
            folder,
        )
    with _serving(command, place, {}, "/_stcore/health") as serving:
        yield serving


@contextmanager
def _serving(
    command: list[str], folder: Path, environment: Mapping[str, str], health: str
) -> Iterator[Serving]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    is_streamlit = "streamlit" in command
    ports = (
        ["--server.port", str(port), "--server.address", "127.0.0.1"]
        if is_streamlit
        else ["--port", str(port)]
    )
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, *ports], cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PORT": str(port), **environment},
    )  # fmt: skip
    try:
        _wait_for(process, f"http://127.0.0.1:{port}{health}")
        yield Serving(f"127.0.0.1:{port}", process.pid, time.perf_counter() - started)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stderr:
            process.stderr.close()


def _wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + _LONGEST_START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            said = process.stderr.read().decode(errors="replace") if process.stderr else ""
            raise DoesNotStart(said[-2000:])
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise DoesNotStart(address)
