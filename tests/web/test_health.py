"""Whether the app says that it is well, and that it is not."""

from __future__ import annotations

import json

from tests.caller import Caller
from tests.pages.tabs import fresh_store
from tests.served import served


def test_it_is_well_while_the_store_answers_and_not_when_it_is_closed() -> None:
    with fresh_store() as store, served() as base:
        caller = Caller(base)
        assert caller.get("/healthz").status == 200
        store.close()
        reply = caller.get("/healthz")
        assert reply.status == 503
        assert json.loads(reply.text)["status"] == "store does not answer"
