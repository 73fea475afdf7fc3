"""Take in the benchmark file of another organisation: only one that is whole, from a trusted key, and safe to show."""

from __future__ import annotations

from datetime import datetime

from domain.benchmark import Benchmark, Opened, opened
from domain.content import Framework
from domain.problems import AlreadyTaken, OlderBenchmark, OwnBenchmark, UnknownKey
from domain.roles import Deed, Place, Visitor
from domain.signatures import fingerprint, public_key
from storage import benchmarks, organisations
from storage.settings import signing_seed
from storage.store import Store


def take_benchmark(
    store: Store, who: Visitor, organisation_id: str, benchmark_id: str, file: bytes, framework: Framework, *, now: datetime
) -> None:  # fmt: skip
    """Keep the file beside one's own figures.

    raises  NotAllowed; NotABenchmark, ChangedBenchmark, OwnBenchmark, UnknownKey, NewerBenchmark, OtherFramework, UnsafeFigure,
            AlreadyTaken or OlderBenchmark for a file that is refused
    """
    who.must(Deed.EXCHANGE, Place(organisation_id))
    found = opened(file)
    if found.fingerprint not in {key.fingerprint for key in benchmarks.trusted(store, organisation_id)}:
        raise (
            OwnBenchmark()
            if _is_own(store, who, organisation_id, found)
            else UnknownKey(fingerprint=found.fingerprint)
        )
    benchmark = found.benchmark()
    benchmark.fitted(framework)
    for one in benchmarks.taken(store, organisation_id):
        if one.id != benchmark_id:
            _must_come_after(opened(one.file.encode()).benchmark(), benchmark)
    store.write(
        benchmarks.take(
            benchmark_id, organisation_id, found.fingerprint, benchmark.organisation, benchmark.made_on,
            file.decode(), who.account_id or "", now,
        )
    )  # fmt: skip


def _is_own(store: Store, who: Visitor, organisation_id: str, found: Opened) -> bool:
    """Whether it is the file that this organisation shares itself."""
    names = dict(organisations.organisations_within(store, who.grants_for(Deed.EXCHANGE)))
    is_ours = found.fingerprint == fingerprint(public_key(signing_seed()))
    return is_ours and found.content.get("organisation") == names.get(organisation_id)


def _must_come_after(standing: Benchmark, asked: Benchmark) -> None:
    """raises AlreadyTaken, OlderBenchmark when what stands is the same, or newer, of the same maker."""
    if standing == asked:
        raise AlreadyTaken()
    if standing.organisation == asked.organisation and standing.made_on > asked.made_on:
        raise OlderBenchmark()
