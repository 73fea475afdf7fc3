"""Settings from the environment, the key file, and the clock; the only place that reads them."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from domain.problems import StoreProblem

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
_SHORTEST_KEY = 32
_SEED_BYTES = 32


@dataclass(frozen=True)
class Settings:
    store_url: str
    key: str
    base_url: str
    fills_demo: bool
    local_url: str = "http://127.0.0.1:8501"
    metrics_token: str = ""
    security_contact: str = ""

    @property
    def is_only_here(self) -> bool:
        """Whether the address in links and QR codes works on this machine only."""
        return urlsplit(self.base_url).hostname in ("127.0.0.1", "localhost", "::1")


@cache
def settings() -> Settings:
    """What the environment says. raises StoreProblem for PostgreSQL without SECRET_KEY."""
    store_url = os.environ.get("STORE_URL") or f"duckdb:///{DATA / 'workshops.duckdb'}"
    local_url = f"http://127.0.0.1:{os.environ.get('PORT', '8501')}"
    return Settings(
        store_url=store_url,
        key=os.environ.get("SECRET_KEY") or _key_beside(store_url),
        base_url=os.environ.get("BASE_URL") or local_url,
        fills_demo=os.environ.get("DEMO") == "1",
        local_url=local_url,
        metrics_token=os.environ.get("METRICS_TOKEN", ""),
        security_contact=os.environ.get("SECURITY_CONTACT", ""),
    )


def duckdb_path(store_url: str) -> Path:
    """The file of a `duckdb:///` address; relative to the folder of the app."""
    return ROOT / store_url.removeprefix("duckdb:///")


def now() -> datetime:
    """Now, aware, in UTC. A test can put another moment in the file that CLOCK_FILE names."""
    clock = os.environ.get("CLOCK_FILE")
    if clock and Path(clock).exists():
        return datetime.fromisoformat(Path(clock).read_text(encoding="utf-8").strip()).astimezone(UTC)
    return datetime.now(UTC)


def _key_beside(store_url: str) -> str:
    """The key in `secret.key` beside the DuckDB file; made at the first start, readable by its owner only."""
    if not store_url.startswith("duckdb:"):
        raise StoreProblem(
            reason="SECRET_KEY is required with PostgreSQL: every app server needs the same key"
        )
    path = _key_path(store_url)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make_key(path, secrets.token_urlsafe(48))
    key = path.read_text(encoding="utf-8").strip()
    if len(key) < _SHORTEST_KEY:
        raise StoreProblem(reason=f"{path} holds no key: remove it to get a new one; everyone signs in again")
    return key


def signing_seed() -> bytes:
    """The 32 secret bytes that benchmark files are signed with: in `benchmark.key` beside the key, made at the first use.

    When the key is in the environment they are made from it, so that every app server signs as the same.
    raises  StoreProblem for a file that holds something else
    """
    if place := signing_file():
        return _seed_in(place)
    return hmac.new(settings().key.encode(), b"benchmark signing", hashlib.sha256).digest()


def signing_file() -> Path | None:
    """The file with what benchmark files are signed with; None when it is made from the key in the environment."""
    place = key_file()
    return place.with_name("benchmark.key") if place else None


def _seed_in(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make_key(path, secrets.token_hex(_SEED_BYTES))
    try:
        seed = bytes.fromhex(path.read_text(encoding="utf-8"))
    except ValueError:
        seed = b""
    if len(seed) != _SEED_BYTES:
        raise StoreProblem(
            reason=f"{path} holds no key: remove it to get a new one, and tell who trusts the old one"
        )
    return seed


def key_file() -> Path | None:
    """The file with the key; None when the key is in the environment."""
    return None if os.environ.get("SECRET_KEY") else _key_path(settings().store_url)


def write_key(path: Path, key: str) -> None:
    """Put this key in the file, in place of one that is there; readable by its owner only."""
    _written_beside(path, key).replace(path)


def _key_path(store_url: str) -> Path:
    return (DATA if store_url == "duckdb:" else duckdb_path(store_url).parent) / "secret.key"


def _written_beside(path: Path, key: str) -> Path:
    """A file beside this one with the key in it, whole and private before it gets its name."""
    written = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(written, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(key)
    return written


def _make_key(path: Path, key: str) -> None:
    """This new key in the file, whole from its first moment; when another process was first, its key stays."""
    written = _written_beside(path, key)
    with suppress(FileExistsError):
        os.link(written, path)
    written.unlink()
