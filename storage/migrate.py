"""Brings a store up to date: plain numbered files, forward only, each in a transaction of its own, under a lock."""

from __future__ import annotations

import re
from pathlib import Path

from domain.problems import StoreTooNew
from storage.store import Statement, Store

FOLDER = Path(__file__).parent / "migrations"
_LOCK = "migrations"
_ONLY = re.compile(r"^-- only (\w+)$(.*?)^-- end$", re.MULTILINE | re.DOTALL)


def latest(folder: Path = FOLDER) -> int:
    """The number of the newest migration that this version knows."""
    return max(_files(folder))


def standing(store: Store) -> int:
    """The number of the newest migration that was applied; 0 for a store without any."""
    return max((row[0] for row in store.rows("select number from migration")), default=0)


def migrate(store: Store, engine: str, folder: Path = FOLDER, up_to: int | None = None) -> list[int]:
    """The numbers of the migrations that were applied now; none after number `up_to`.

    raises  StoreTooNew when the store knows a migration that this version does not
    """
    store.write(Statement("create table if not exists migration (number integer primary key)", lock=_LOCK))
    files = _files(folder)
    done = {row[0] for row in store.rows("select number from migration")}
    if done - files.keys():
        raise StoreTooNew(store=max(done), app=max(files))
    wanted = [number for number in files if number not in done and (up_to is None or number <= up_to)]
    return [number for number in wanted if _apply(store, engine, number, files[number])]


def _files(folder: Path) -> dict[int, Path]:
    return {int(path.name[:4]): path for path in sorted(folder.glob("[0-9]*.sql"))}


def _apply(store: Store, engine: str, number: int, path: Path) -> bool:
    """Whether it was applied here; False when another process was first."""
    written = store.write(
        Statement(
            "insert into migration values ($1) on conflict do nothing", (number,), guard=True, lock=_LOCK
        ),
        *(Statement(sql) for sql in statements(path.read_text(encoding="utf-8"), engine)),
    )
    return written > 0


def statements(text: str, engine: str) -> list[str]:
    """The statements of a migration for this engine, without comments."""
    text = _ONLY.sub(lambda part: part[2] if part[1] == engine else "", text)
    bare = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return [part.strip() for part in bare.split(";") if part.strip()]
