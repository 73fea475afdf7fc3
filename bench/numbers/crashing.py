"""What a crash loses: the server is killed twenty times on each engine while people answer."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

from bench.measured import Row
from bench.place import ENGINES, Place
from bench.serving import ROOT

_KILLS = 20
_LONGEST_SECONDS = 400

CRASH = {
    engine: Row(f"crash-{engine}", f"kill -9 under load, {_KILLS} times: acknowledged answers lost, {engine}", "answers", 0, None)
    for engine in ENGINES
}  # fmt: skip
ROWS = tuple(CRASH.values())


def measure(place: Place) -> list[Row]:
    return [_crash(engine) for engine in ENGINES]


def _crash(engine: str) -> Row:
    row = CRASH[engine]
    if find_spec("bench.crash") is None:
        return row.because("bench/crash.py is not there")
    done = subprocess.run(
        [sys.executable, "-m", "bench.crash", "--kills", str(_KILLS), "--engine", engine],
        cwd=ROOT, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False,
    )  # fmt: skip
    try:
        told = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        return row.because((done.stderr.strip().splitlines() or ["it said nothing"])[-1][:200])
    return Row(row.name, row.what, row.unit, row.goal, told["lost"],
               note=f"{told['acknowledged']} acknowledged, {told['disordered']} people out of order, {told['seconds']:.0f} s")  # fmt: skip
