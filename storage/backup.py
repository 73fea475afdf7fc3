"""Backup and restore: the whole store in one folder of CSV files, the same for both engines, with what is in it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from domain.problems import BadInput, NotSaved, StoreTooNew
from domain.tokens import keyed_hash
from storage import migrate
from storage.open import open_store
from storage.settings import duckdb_path, key_file, settings, signing_file, write_key
from storage.store import Store, Tables

_FORMAT = 1
_ABOUT = "backup.json"
_KEY, _SIGNING = "secret.key", "benchmark.key"


@dataclass(frozen=True)
class Backup:
    """What is in a backup; `key` recognises the key that it belongs to, and is not the key."""

    made_at: str
    migration: int
    key: str
    rows: dict[str, int]
    sequences: dict[str, int]
    format: int = _FORMAT

    def says(self) -> str:
        return f"{sum(self.rows.values())} rows in {len(self.rows)} tables, made at {self.made_at}"


def back_up(store: Store, folder: Path, *, now: datetime) -> Backup:
    """Write everything in the store, as it is at one moment, to a new folder that only its owner can read.

    The folder gets its name when it is whole and on the disk.
    raises  BadInput when there is something in the folder; NotSaved, StoreProblem
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(reason=f"there is something in {folder} already: give a new folder")
    unfinished = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.unfinished")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished.mkdir(mode=0o700)
        tables = store.save_tables(unfinished)
        made = Backup(now.isoformat(), migrate.standing(store), _recognised(), *tables)
        _write(unfinished, made)
        unfinished.replace(folder)
        _sync(folder.parent)
    except OSError as problem:
        raise NotSaved(reason=str(problem)) from problem
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)  # there is none when all went well
    return made


def restore(store_url: str, folder: Path) -> Backup:
    """Put a backup in a store without a single row, of either engine, and bring it up to date.

    raises  StoreNotEmpty, StoreTooNew, StoreInUse, StoreProblem; BadInput for a folder that is no backup
    """
    made = read_backup(folder)
    if made.migration > migrate.latest():
        raise StoreTooNew(store=made.migration, app=migrate.latest())
    store = open_store(store_url, up_to=made.migration)
    try:
        if migrate.standing(store) != made.migration:
            raise BadInput(reason="the store is newer than the backup: use a new file or database")
        store.load_tables(folder, Tables(made.rows, made.sequences))
    finally:
        store.close()
    open_store(store_url).close()
    return made


def read_backup(folder: Path) -> Backup:
    """What is in this backup. raises BadInput for a folder that is none, or is not whole."""
    try:
        made = Backup(**json.loads((folder / _ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as problem:
        raise BadInput(reason=f"{folder} is no backup, or is not whole: {problem}") from problem
    if made.format != _FORMAT:
        raise BadInput(reason=f"this version can't read a backup of form {made.format}")
    return made


def restore_key(folder: Path) -> str:
    """Put back the keys that the backup came with, where the key is in a file; and say how it stands with the key."""
    signed, signing = folder / _SIGNING, signing_file()
    if signed.exists() and signing:
        write_key(signing, signed.read_text(encoding="utf-8"))
    kept, place = folder / _KEY, key_file()
    if kept.exists() and place:
        write_key(place, kept.read_text(encoding="utf-8"))
        return f"the key of the backup is in {place}"
    if read_backup(folder).key == _recognised():
        return "the key is the one that the backup was made with"
    return (
        "the key is another one than the backup was made with: everyone signs in again, and nobody can take back a note "
        "from before. To prevent that, set SECRET_KEY to the key of then."
    )


def key_of(folder: Path) -> str:
    """How it stands with the key of a backup that was just made."""
    if (folder / _KEY).exists():
        return f"the key is in {folder / _KEY}; keep the folder as safe as the store itself"
    return "the key is in SECRET_KEY and not in the backup: keep it too, in a safe place"


def has_store(store_url: str) -> bool:
    """Whether there can be anything to back up."""
    return not store_url.startswith("duckdb:/") or duckdb_path(store_url).exists()


def _write(folder: Path, made: Backup) -> None:
    """What the backup is, and the key that it belongs to, beside its tables; all of it on the disk."""
    place = key_file()
    if place and place.exists():
        write_key(folder / _KEY, place.read_text(encoding="utf-8"))
    signing = signing_file()
    if signing and signing.exists():
        write_key(folder / _SIGNING, signing.read_text(encoding="utf-8"))
    (folder / _ABOUT).write_text(json.dumps(asdict(made), indent=1), encoding="utf-8")
    for path in folder.iterdir():
        path.chmod(0o600)
        _sync(path)
    _sync(folder)


def _recognised() -> str:
    return keyed_hash(settings().key, "backup", "key")[:16]


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
