"""Take in the benchmark file of another organisation: only one that is whole, from a trusted key, and safe to show."""

from __future__ import annotations

from datetime import datetime

from domain.benchmark import Benchmark, opened
from domain.content import Framework
from domain.problems import AlreadyTaken, UnknownKey
from domain.roles import Deed, Place, Visitor
from storage import benchmarks
from storage.store import Store


def take_benchmark(
    store: Store, who: Visitor, organisation_id: str, benchmark_id: str, file: bytes, framework: Framework, *, now: datetime
) -> None:  # fmt: skip
    """Keep the file beside one's own figures.

    raises  NotAllowed; NotABenchmark, ChangedBenchmark, UnknownKey, NewerBenchmark, OtherFramework, UnsafeFigure or AlreadyTaken for
            a file that is refused
    """
    who.must(Deed.EXCHANGE, Place(organisation_id))
    found = opened(file)
    if found.fingerprint not in {key.fingerprint for key in benchmarks.trusted(store, organisation_id)}:
        raise UnknownKey(fingerprint=found.fingerprint)
    benchmark = found.benchmark()
    benchmark.fitted(framework)
    standing = [one.file for one in benchmarks.taken(store, organisation_id) if one.id != benchmark_id]
    if any(_stands_before(opened(one.encode()).benchmark(), benchmark) for one in standing):
        raise AlreadyTaken()
    store.write(
        benchmarks.take(
            benchmark_id, organisation_id, found.fingerprint, benchmark.organisation, benchmark.made_on,
            file.decode(), who.account_id or "", now,
        )
    )  # fmt: skip


def _stands_before(standing: Benchmark, asked: Benchmark) -> bool:
    """Whether what stands is the same, or newer, of the same maker."""
    is_newer = standing.organisation == asked.organisation and standing.made_on > asked.made_on
    return standing == asked or is_newer
