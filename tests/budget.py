"""Seconds that each room of tests may take on two cores, in two processes side by side: under ten minutes together."""

from __future__ import annotations

from collections import defaultdict

import pytest

BUDGET_SECONDS = {
    "domain": 5,
    "analytics": 30,
    "charts": 15,
    "storage": 70,
    "actions": 160,
    "reads": 45,
    "web": 40,
    "pages": 100,
    "ui": 35,
    "reports": 5,
    "journeys": 520,
    "deploy": 35,
    "bench": 10,
    "crash": 35,
}


class Budget:
    """Adds up the time of each room and says it at the end."""

    def __init__(self) -> None:
        self._took: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        parts = report.nodeid.split("/")
        self._took[parts[1] if len(parts) > 2 else "house"] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("seconds per room (budget)")
        for room, took in sorted(self._took.items()):
            budget = BUDGET_SECONDS.get(room)
            over = "  over budget" if budget and took > budget else ""
            terminalreporter.write_line(f"{room:10} {took:7.1f} ({budget or '-'}){over}")
