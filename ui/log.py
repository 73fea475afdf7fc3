"""The log: one JSON object a line, without anything personal; and the number that an unexpected error gets.

What a visitor typed, who they are and where they come from never stands in it: of an error the log has the kinds, the
places in the code, and a message in which everything that could be a value is left out.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from domain.meters import Tick
from domain.problems import Problem, StoreProblem

ERRORS = Tick()
_ROOT = Path(__file__).parent.parent
_LONGEST = 300
_QUIET_SECONDS = 10.0
_QUIET_UNTIL: dict[str, float] = {}
_MOST_PLACES = 30
_VALUES = re.compile(
    r"""'[^']*'|"[^"]*"|`[^`]*`"""  # quoted: in messages of engines that is where the values are
    r"|\S+@\S+"  # addresses of people
    r"|\w+://\S+|(?<![\w.])/\S+"  # addresses of pages and files
    r"|(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?|[0-9a-fA-F]*:[0-9a-fA-F:]{3,}"  # addresses of machines
    r"|\b[\w-]*\d[\w-]{5,}\b"  # ids, codes and tokens
    r"|\b[A-Z0-9]{6}\b"
)
_OTHERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "websockets")


def keep_log(level: str) -> None:
    """Send everything that is logged, also by the packages that the app runs on, through one handler."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    handler.addFilter(is_worth_a_line)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in (
        *_OTHERS,
        *(name for name in logging.root.manager.loggerDict if name.startswith("streamlit")),
    ):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(True)


def numbered(error: BaseException, where: str) -> str:
    """Log an unexpected error; gives the number that the visitor sees and the log has.

    where   the name of a page, or the pattern of a route: never the address that was asked for
    """
    number = uuid4().hex[:8]
    error.__dict__["number"] = number
    ERRORS.add()
    logging.getLogger("app").error(
        "unexpected error", exc_info=error, extra={"number": number, "where": where}
    )
    return number


def say_seldom(what: str, problem: Problem) -> None:
    """Log a problem of the machinery, at most once in ten seconds: a whole room meets it at the same moment."""
    if time.monotonic() >= _QUIET_UNTIL.get(what, 0.0):
        _QUIET_UNTIL[what] = time.monotonic() + _QUIET_SECONDS
        logging.getLogger("app").error(what, exc_info=problem)


class OneLine(logging.Formatter):
    """A record as one JSON object: at, level, from, says; for an error also number, where, kinds and places."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": without_values(record.getMessage()),
        }
        line |= {name: getattr(record, name) for name in ("number", "where") if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            line |= {
                "kinds": _kinds(error),
                "because": _because(error),
                "places": _places(record.exc_info[2]),
            }
        return json.dumps(line, ensure_ascii=False)


def without_values(message: str) -> str:
    """The first line of a message, with an ellipsis for everything that could be someone's."""
    first = message.strip().partition("\n")[0]
    return _VALUES.sub("…", first)[:_LONGEST]


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Not what is logged with its number, nor a task that was told to stop."""
    if record.name == "streamlit.error_util" and record.msg == "Uncaught app execution":
        return False  # the apology says it, with a number; a problem that a visitor is told about is no error at all
    error = record.exc_info[1] if record.exc_info else None
    is_told = (
        error is not None and "number" in getattr(error, "__dict__", {}) and not hasattr(record, "number")
    )
    return not is_told and not isinstance(error, asyncio.CancelledError)


def _kinds(error: BaseException) -> list[str]:
    """The kind of the error and of what led to it."""
    kinds: list[str] = []
    led: BaseException | None = error
    while led is not None and len(kinds) < 5:
        kinds.append(type(led).__name__)
        led = led.__cause__ or (None if led.__suppress_context__ else led.__context__)
    return kinds


def _because(error: BaseException) -> str:
    """Facts of a problem can be what someone typed: its key is enough, and of the machinery the reason."""
    if not isinstance(error, Problem):
        return without_values(str(error))
    reason = without_values(str(error.facts.get("reason", ""))) if isinstance(error, StoreProblem) else ""
    return f"{error.key} {reason}".strip()


def _places(trace: TracebackType | None) -> list[str]:
    """file:line function, the deepest last; our own files by their place in the project."""
    frames = traceback.extract_tb(trace)[-_MOST_PLACES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    path = Path(filename)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
