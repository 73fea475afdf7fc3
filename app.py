"""The app: Streamlit's pages through ui/shell.py, our own routes and headers of web/, and what happens at start."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware

from actions import demo
from actions import sign_in as signing
from domain.problems import BrokenContent, Problem
from storage import organisations
from storage.content import the_content
from storage.open import the_store
from storage.settings import ROOT, now, settings
from ui.apology import apologise
from web.html import bug_page
from web.live import LIVE
from web.middleware import Shelter
from web.qr import join_address
from web.routes import routes
from web.setup import set_up_code

logging.basicConfig(
    level=os.environ.get("LOG_LEVEL", "WARNING"), format="%(asctime)s %(levelname)s %(name)s %(message)s"
)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the store, read the content, import what is heavy, and freeze it all out of the garbage collector's way."""
    _open_or_stop()
    _greet()
    _warm()
    LIVE.start()
    gc.collect()
    gc.freeze()
    yield {}
    LIVE.stop()
    await to_thread.run_sync(the_store().close)


def _open_or_stop() -> None:
    """Stop with one clear line, not a traceback, when the content or the store is not as it should be."""
    try:
        the_content()
        the_store()
    except BrokenContent as problem:
        sys.exit(
            f"content is broken: {problem.facts['file']}:{problem.facts['line']}: {problem.facts['reason']}"
        )
    except Problem as problem:
        facts = ", ".join(f"{name}: {fact}" for name, fact in problem.facts.items())
        sys.exit(f"the store can't be opened ({type(problem).__name__}): {facts}")


def _greet() -> None:
    """Say on the console where the app is, and how to begin while the store is empty."""
    store, base = the_store(), settings().base_url
    is_empty = organisations.is_empty(store)
    filled = demo.fill(store, now=now()) if is_empty and settings().fills_demo else None
    print(f"Goed Digitaal Bestuur: {base}", flush=True)
    if filled:
        for role, email in filled.emails:
            print(f"{role:15} {email:35} {base}/sign-in/{signing.link(email)}", flush=True)
        print(f"{'participant':15} {'':35} {join_address(filled.open_code)}", flush=True)
    elif is_empty:
        print(f"Nothing is set up yet. Open {base} and use this set-up code: {set_up_code()}", flush=True)


def _warm() -> None:
    """Import what pages need, once, before the first visitor."""
    for name in ("charts.heatmap_chart", "charts.status_chart", "ui.figures", "ui.steps"):
        import_module(name)


app = st.App(
    ROOT / "ui" / "shell.py",
    routes=routes(),
    middleware=[Middleware(Shelter)],
    lifespan=lifespan,
    on_script_error=apologise,
    exception_handlers={Exception: bug_page},
)
