"""Benchmark files of another organisation, as they should be and with anything changed in them, signed as it should be."""

from __future__ import annotations

import json
from typing import Any

from domain.benchmark import canonical
from domain.content import Framework
from domain.signatures import public_key, sign
from storage.content import the_content

SEED = bytes(range(32))
FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))
FIGURES = {"privacy": {"importance": [8, 1, 0, 1, 2, 3, 2], "current": [7, 2, 2, 3, 1, 1, 0]}}

RESPONSE = [1, 9, 12]  # of the one team that shows itself nine people answered, of twelve


def content(**changes: Any) -> dict[str, Any]:
    """What is in a file, with any part changed."""
    told = {side: [*numbers, *RESPONSE] for side, numbers in FIGURES["privacy"].items()}
    organisation = {
        "kind": "organisation",
        "name": "Heuvelrug",
        "measurement": 1,
        "figures": {"privacy": told},
    }
    team = {"kind": "team", "name": "team 1", "measurement": 0, "figures": FIGURES}
    made: dict[str, Any] = {
        "format": "goed-digitaal-bestuur/benchmark", "version": 2, "organisation": "Heuvelrug", "made_on": "2026-11-24",
        "framework": {"id": FRAMEWORK.id, "version": FRAMEWORK.version}, "smallest_group": 5,
        "groups": [organisation, team],
    }  # fmt: skip
    return {**made, **changes}


def with_figure(numbers: object, **changes: Any) -> dict[str, Any]:
    """One figure in it is this one."""
    figures = {"privacy": {"importance": numbers}}
    group = {"kind": "organisation", "name": "Heuvelrug", "measurement": 1, "figures": figures}
    return content(groups=[group], **changes)


def signed(what: object, seed: bytes = SEED) -> bytes:
    """A file with this content, whatever it is, rightly signed."""
    version = str(what["version"] if isinstance(what, dict) else 2).encode()
    to_sign = b"goed-digitaal-bestuur/benchmark " + version + b"\n" + canonical(what)
    return canonical({"content": what, "public_key": public_key(seed), "signature": sign(seed, to_sign)})


def of_version_1(**changes: Any) -> dict[str, Any]:
    """What was in a file of the first version: no figure has a response."""
    plain = [{**group, "figures": FIGURES} for group in content()["groups"]]
    return {**content(), "version": 1, "groups": plain, **changes}


def signed_by(seed: bytes) -> bytes:
    return signed(content(), seed)


def spaced(file: bytes) -> bytes:
    """The same file in another notation."""
    return json.dumps(json.loads(file), indent=1).encode()
