"""One store for the pages, with the cast in it; and the tabs let go of what they held when all is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.store import Store
from tests.cast import Cast, gather
from tests.pages.tabs import fresh_store
from ui import visit


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as changed, fresh_store() as opened:
        changed.setattr(visit, "cookies", visit.cookies)  # whatever a test makes of it, it is put back
        yield opened


@pytest.fixture(scope="module")
def cast(store: Store) -> Cast:
    return gather(store)
