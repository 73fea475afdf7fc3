"""Settings from the environment, the key beside the store, and the clock that a test can set."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.problems import StoreProblem
from storage.settings import DATA, ROOT, duckdb_path, now, settings, signing_seed


@pytest.fixture(autouse=True)
def fresh_settings() -> Iterator[None]:
    """Settings are read once in a process; these tests read them again, and leave them as they were."""
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def key_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("STORE_URL", f"duckdb:///{tmp_path}/new/workshops.duckdb")
    return tmp_path / "new" / "secret.key"


def test_the_key_is_made_at_the_first_start_and_only_its_owner_reads_it(key_file: Path) -> None:
    key = settings().key
    assert len(key) >= 48
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == ["secret.key"]


def test_the_key_stays_the_same_after_a_restart(key_file: Path) -> None:
    first = settings().key
    settings.cache_clear()
    assert settings().key == first


def test_processes_that_start_at_once_have_the_same_key(key_file: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: settings.__wrapped__().key, range(8)))
    assert len(keys) == 1
    assert all(keys)


@pytest.mark.parametrize("found", ["", "  \n", "short"])
def test_a_key_file_without_a_key_is_refused(key_file: Path, found: str) -> None:
    key_file.parent.mkdir()
    key_file.write_text(found)
    with pytest.raises(StoreProblem):
        settings()


def test_what_files_are_signed_with_is_made_at_the_first_use_beside_the_key(key_file: Path) -> None:
    seeds = {signing_seed() for _ in range(2)}
    place = key_file.with_name("benchmark.key")
    assert seeds == {bytes.fromhex(place.read_text())}
    assert len(seeds.pop()) == 32
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.parametrize("found", ["", "zz", "00"])
def test_a_file_that_holds_nothing_to_sign_with_is_refused(key_file: Path, found: str) -> None:
    key_file.parent.mkdir()
    key_file.with_name("benchmark.key").write_text(found)
    with pytest.raises(StoreProblem):
        signing_seed()


def test_with_the_key_in_the_environment_every_server_signs_as_the_same(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    assert signing_seed() == signing_seed()
    assert len(signing_seed()) == 32
    assert not key_file.with_name("benchmark.key").exists()


def test_the_environment_decides_about_the_key(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    assert settings().key == "from the environment"
    assert not key_file.exists()


def test_postgresql_wants_a_key_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_URL", "postgresql://somewhere/workshops")
    monkeypatch.delenv("SECRET_KEY")
    with pytest.raises(StoreProblem):
        settings()


def test_without_settings_the_store_is_a_file_in_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STORE_URL")
    monkeypatch.setenv("PORT", "9000")
    assert duckdb_path(settings().store_url) == DATA / "workshops.duckdb"
    assert settings().base_url == "http://127.0.0.1:9000"
    assert not settings().fills_demo


@pytest.mark.parametrize(
    ("address", "only_here"), [("http://127.0.0.1:8501", True), ("https://workshop.example.nl", False)]
)
def test_an_address_of_this_machine_is_known_as_one(
    monkeypatch: pytest.MonkeyPatch, address: str, only_here: bool
) -> None:
    monkeypatch.setenv("BASE_URL", address)
    assert settings().is_only_here is only_here


def test_a_file_is_relative_to_the_app_unless_it_is_absolute() -> None:
    assert duckdb_path("duckdb:///data/workshops.duckdb") == ROOT / "data" / "workshops.duckdb"
    assert duckdb_path("duckdb:////var/lib/workshops.duckdb") == Path("/var/lib/workshops.duckdb")


def test_now_is_aware_and_of_this_moment() -> None:
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert now().tzinfo is UTC


def test_a_clock_file_says_another_moment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLOCK_FILE", str(tmp_path / "clock"))
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)
    (tmp_path / "clock").write_text("2027-03-01T10:00:00+01:00\n")
    assert now() == datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
