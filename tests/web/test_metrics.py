"""Metrics tell a machine how the app is, and nothing about a person; health and the security contact beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from prometheus_client import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from domain.workshops import Workshop
from storage.open import the_store
from storage.settings import ROOT, settings
from tests.caller import Caller
from tests.cast import a_workshop, gather, round_of
from tests.pages.tabs import fresh_store
from tests.served import served
from ui.watching import RERUNS

TOKEN = "a long word for the machine that watches"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with fresh_store() as store:
        yield a_workshop(store, gather(store).duinstad)


@pytest.fixture(scope="module")
def base(workshop: Workshop) -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def _token(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("METRICS_TOKEN", TOKEN)
    monkeypatch.setenv("SECURITY_CONTACT", "mailto:security@duinstad.example")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_metrics_are_openmetrics_as_the_reference_reads_it(base: str) -> None:
    reply = Caller(base).get("/metrics")
    assert reply.headers["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8"
    assert {
        "app_rerun_seconds", "app_visits", "app_streams", "app_streams_dropped", "app_answers_accepted",
        "app_answers_refused", "app_refused", "app_errors", "app_store_waiting", "app_store_commit_seconds",
        "process_cpu_seconds", "process_resident_memory_bytes",
    } == set(_families(reply.text))  # fmt: skip


def test_answers_are_counted_as_accepted_or_by_the_reason_of_their_refusal(
    base: str, workshop: Workshop
) -> None:
    caller, round_id = Caller(base), round_of(the_store(), workshop).id
    caller.join(workshop.code)
    before = _numbers(base)
    assert caller.answer(workshop.code, round_id, "privacy", 4).status == 200
    assert caller.answer(workshop.code, round_id, "privacy", 9).status == 400
    assert Caller(base).answer(workshop.code, round_id, "privacy", 4).status == 401
    after = _numbers(base)
    assert _more(before, after, "app_answers_accepted_total") == 1
    assert _more(before, after, "app_answers_refused_total reason=not_a_score") == 1
    assert _more(before, after, "app_answers_refused_total reason=not_signed_in") == 1
    assert _more(before, after, "app_store_commit_seconds_count") >= 1


def test_open_streams_are_counted(base: str, workshop: Workshop) -> None:
    caller = Caller(base)
    caller.join(workshop.code)
    stream = caller.stream(workshop.code)
    assert stream.next()
    assert _numbers(base)["app_streams"] == 1
    stream.close()


def test_runs_of_pages_are_timed_also_when_they_end_early(base: str) -> None:
    before = _numbers(base)
    with pytest.raises(KeyError), RERUNS.taking():
        raise KeyError
    after = _numbers(base)
    assert _more(before, after, "app_rerun_seconds_count") == 1
    assert _more(before, after, "app_rerun_seconds_bucket le=5.0") == 1


def test_no_label_is_a_code_a_name_or_an_id(base: str, workshop: Workshop) -> None:
    caller = Caller(base)
    caller.join(workshop.code)
    caller.answer(workshop.code, "no such round", "privacy", 4)
    text = Caller(base).get("/metrics").text
    labels = {label for family in _families(text).values() for one in family.samples for label in one.labels}
    assert labels <= {"le", "reason", "limit"}
    assert workshop.code not in text
    assert workshop.id not in text


def test_the_handbook_explains_every_number(base: str) -> None:
    handbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`((?:app|process)_[a-z_]+)", handbook))
    assert told == set(_families(Caller(base).get("/metrics").text))


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_came_through_a_proxy_is_not_from_this_machine(base: str, header: str) -> None:
    assert Caller(base).call("GET", "/metrics", headers={header: "127.0.0.1"}).status == 403


def test_a_name_that_points_here_is_not_this_machine(base: str) -> None:
    assert Caller(base).get("/metrics", Host="workshop.example.nl").status == 403


@pytest.mark.usefixtures("_token")
def test_the_token_of_the_settings_opens_metrics_from_elsewhere(base: str) -> None:
    elsewhere = {"X-Forwarded-For": "192.0.2.7"}
    for given, status in ((f"Bearer {TOKEN}", 200), ("Bearer ", 403), (TOKEN, 403), ("Bearer é", 403)):
        reply = Caller(base).call("GET", "/metrics", headers={**elsewhere, "Authorization": given})
        assert reply.status == status, given


def test_without_a_token_in_the_settings_no_token_opens(base: str) -> None:
    reply = Caller(base).call("GET", "/metrics", headers={"Via": "x", "Authorization": "Bearer "})
    assert reply.status == 403


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"]
)
def test_the_inside_of_the_page_server_is_shut(base: str, path: str) -> None:
    assert Caller(base).get(path).status == 404


def test_health_says_that_process_and_store_answer(base: str) -> None:
    assert Caller(base).get("/healthz").text == '{"status":"ok"}'


@pytest.mark.usefixtures("_token")
def test_the_security_contact_stands_where_the_standard_says(base: str) -> None:
    reply = Caller(base).get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in reply.text.splitlines())
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@duinstad.example"
    assert set(fields) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}


def test_without_a_security_contact_there_is_no_such_page(base: str) -> None:
    assert Caller(base).get("/.well-known/security.txt").status == 404


def _families(text: str) -> dict[str, Metric]:
    return {family.name: family for family in text_string_to_metric_families(text)}


def _numbers(base: str) -> dict[str, float]:
    """Every number by its name and label."""
    found: dict[str, float] = {}
    for family in _families(Caller(base).get("/metrics").text).values():
        for one in family.samples:
            found[" ".join([one.name, *(f"{name}={word}" for name, word in one.labels.items())])] = one.value
    return found


def _more(before: dict[str, float], after: dict[str, float], name: str) -> float:
    return after[name] - before.get(name, 0)
