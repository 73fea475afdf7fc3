"""Take in the benchmark file of another organisation: only one that is whole, from a trusted key, and safe to show."""

from __future__ import annotations

from datetime import datetime

from domain.benchmark import opened
from domain.content import Framework
from domain.problems import UnknownKey
from domain.roles import Deed, Place, Visitor
from storage import benchmarks
from storage.store import Store


def take_benchmark(
    store: Store, who: Visitor, organisation_id: str, benchmark_id: str, file: bytes, framework: Framework, *, now: datetime
) -> None:  # fmt: skip
    """Keep the file beside one's own figures.

    raises  NotAllowed; NotABenchmark, ChangedBenchmark, UnknownKey, OtherFramework or UnsafeFigure for a file that is refused
    """
    who.must(Deed.EXCHANGE, Place(organisation_id))
    found = opened(file)
    if found.fingerprint not in {key.fingerprint for key in benchmarks.trusted(store, organisation_id)}:
        raise UnknownKey(fingerprint=found.fingerprint)
    benchmark = found.benchmark()
    benchmark.fitted(framework)
    store.write(
        benchmarks.take(
            benchmark_id, organisation_id, found.fingerprint, benchmark.organisation, benchmark.made_on,
            file.decode(), who.account_id or "", now,
        )
    )  # fmt: skip
