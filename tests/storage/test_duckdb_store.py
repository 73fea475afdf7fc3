"""The default store and the world around it: a second process, a full disk, a process that is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from domain.answers import Remark
from domain.problems import StoreInUse, StoreProblem
from storage import answers
from storage.open import open_store
from storage.settings import ROOT
from tests.cast import TODAY, new_id

OPEN = """
import sys
from domain.problems import StoreProblem
from storage.open import open_store
try:
    open_store(sys.argv[1]).close()
    print("opened")
except StoreProblem as problem:
    print(type(problem).__name__, problem.facts["reason"])
"""
WRITE = """
import os, resource, sys, threading
from datetime import date
from uuid import uuid4
from domain.answers import Remark
from domain.problems import NotSaved
from storage import answers
from storage.open import open_store

store, limit, size = open_store(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, unlimited))

def say(line):
    os.write(1, (line + "\\n").encode())  # one whole line, whichever thread says it

def write(thread):
    for number in range(1000):
        name = f"{thread}-{number}"
        try:
            said = Remark(name, os.urandom(size // 2).hex())
            store.write(answers.append_remark(str(uuid4()), str(uuid4()), said, date(2026, 11, 24)))
        except NotSaved:
            say("not saved")
            return
        say(name)

threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (unlimited, unlimited))
    say("space again")
    for number in range(50):
        name = f"later-{number}"
        while True:
            try:
                store.write(answers.append_remark(str(uuid4()), str(uuid4()), Remark(name, "x"), date(2026, 11, 24)))
                break
            except NotSaved:
                threading.Event().wait(0.1)
        say(name)
say("end")
"""

COMPACT = """
import resource, sys
from datetime import date
from uuid import uuid4
from domain.answers import Remark
from domain.problems import NotSaved
from storage import answers
from storage.open import open_store

store = open_store(sys.argv[1])
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), unlimited))
try:
    store.compact()
except NotSaved as problem:
    print(type(problem).__name__)
resource.setrlimit(resource.RLIMIT_FSIZE, (unlimited, unlimited))
store.write(answers.append_remark(str(uuid4()), str(uuid4()), Remark("worry", "x"), date(2026, 11, 24)))
print(store.rows("select count(*) from remark")[0][0])
store.compact()
print("compacted", store.rows("select count(*) from remark")[0][0])
store.close()
"""


def child(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def kept(url: str) -> set[str]:
    store = open_store(url)
    found = {str(row[0]) for row in store.rows("select prompt from remark")}
    store.close()
    return found


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"duckdb:///{tmp_path}/workshops.duckdb"


def test_a_second_process_is_told_that_another_holds_the_file(url: str) -> None:
    store = open_store(url)
    said, _ = child(OPEN, url).communicate(timeout=60)
    assert said.startswith("StoreInUse ")
    assert str(os.getpid()) in said
    store.close()


def test_a_store_that_was_closed_is_free_for_another_process(url: str) -> None:
    store = open_store(url)
    store.rows("select 1")
    store.close()
    said, _ = child(OPEN, url).communicate(timeout=60)
    assert said.strip() == "opened"


def test_a_file_that_is_no_store_is_not_called_in_use(tmp_path: Path) -> None:
    (tmp_path / "workshops.duckdb").write_text("no database " * 500)
    with pytest.raises(StoreProblem) as told:
        open_store(f"duckdb:///{tmp_path}/workshops.duckdb")
    assert not isinstance(told.value, StoreInUse)
    assert told.value.facts["reason"]


@pytest.mark.parametrize(
    ("limit", "size"),
    [(4_000_000, 20_000), (24_000_000, 400_000)],
    ids=["in the log", "while tidying up the log"],
)
def test_a_full_disk_is_said_and_loses_nothing_and_when_there_is_space_all_goes_on(
    url: str, limit: int, size: int
) -> None:
    """The child may make no file larger than the limit: to the store that is a disk that is full.

    With the larger limit the log fits and the file does not: then the engine gives up until the file is opened anew.
    """
    with child(WRITE, url, str(limit), str(size)) as process:
        said, errors = process.communicate(timeout=120)
    lines = said.split("\n")
    assert lines.count("not saved") == 4, errors
    assert lines[-2:] == ["end", ""], errors
    acknowledged = {line for line in lines if "-" in line}
    assert {f"later-{number}" for number in range(50)} < acknowledged
    assert len(acknowledged) > 70
    assert acknowledged <= kept(url)


def test_a_store_that_has_no_room_to_be_compacted_stays_as_it_is(url: str) -> None:
    store = open_store(url)
    for _ in range(30):
        said = Remark("worry", os.urandom(50_000).hex())
        store.write(answers.append_remark(new_id(), new_id(), said, TODAY))
    store.close()
    said, errors = child(COMPACT, url, "1500000").communicate(timeout=60)
    assert said.split() == ["NotSaved", "31", "compacted", "31"], errors
    assert len(list(Path(url.removeprefix("duckdb:///")).parent.glob("*.fresh*"))) == 0


def test_a_killed_process_loses_nothing_that_was_acknowledged(url: str) -> None:
    with child(WRITE, url, "0", "20000") as process:
        assert process.stdout is not None
        acknowledged = {process.stdout.readline().strip() for _ in range(150)}
        process.kill()
        acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
        assert process.stderr is not None
        process.stderr.read()
    assert "end" not in acknowledged
    assert len(acknowledged) >= 150
    assert acknowledged <= kept(url)


def test_a_store_in_memory_needs_no_file() -> None:
    store = open_store("duckdb:")
    assert store.rows("select count(*) from answer") == [(0,)]
    store.close()
