"""Trust: whose benchmark files an organisation believes. The fingerprint is compared by telephone before it is added."""

from __future__ import annotations

from datetime import datetime

from domain.problems import BadInput, Empty, NotAFingerprint, TooLong, WrongFields
from domain.roles import Deed, Place, Visitor
from domain.signatures import typed_fingerprint
from storage import benchmarks
from storage.benchmarks import TrustedKey
from storage.store import Store

_LONGEST_NAME = 120


def trust_key(
    store: Store, who: Visitor, organisation_id: str, key_id: str, typed: str, name: str, *, now: datetime
) -> None:
    """Believe files with this fingerprint. raises NotAllowed; WrongFields with what is the matter with `name` and `typed`."""
    who.must(Deed.ADMINISTER, Place(organisation_id))
    if wrong := _wrong(typed, name):
        raise WrongFields(wrong)
    key = TrustedKey(key_id, typed_fingerprint(typed), name.strip())
    store.write(benchmarks.trust(key, organisation_id, who.account_id or "", now))


def _wrong(typed: str, name: str) -> dict[str, BadInput]:
    wrong: dict[str, BadInput] = {}
    if not name.strip():
        wrong["name"] = Empty()
    if len(name) > _LONGEST_NAME:
        wrong["name"] = TooLong(limit=_LONGEST_NAME)
    if not typed_fingerprint(typed):
        wrong["typed"] = NotAFingerprint()
    return wrong


def end_trust(store: Store, who: Visitor, organisation_id: str, key_id: str, *, now: datetime) -> None:
    """Believe them no more, and show none of what came from there. raises NotAllowed."""
    who.must(Deed.ADMINISTER, Place(organisation_id))
    store.write(benchmarks.end_trust(key_id, organisation_id, who.account_id or "", now))
