"""The app: Streamlit's pages through ui/shell.py, our own routes and headers of web/, and what happens at start."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from types import FrameType
from typing import Any

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from streamlit import config

from actions import demo
from actions import sign_in as signing
from actions.aside import ASIDE
from actions.erase import compact
from actions.sum_up import sum_up_what_is_due
from domain.problems import BrokenContent, Problem
from domain.tokens import keyed_hash
from storage import organisations
from storage.content import the_content
from storage.open import the_store
from storage.settings import ROOT, now, settings
from ui.apology import apologise
from ui.log import keep_log
from web.html import bug_page, refused_page
from web.limits import Doorkeeper
from web.live import LIVE
from web.middleware import Shelter
from web.qr import join_address
from web.routes import routes
from web.setup import set_up_code

_AN_HOUR_SECONDS = 3600
_SELDOM = (
    10_000,
    10,
    20,
)  # a run of a page makes thousands of objects that go by themselves: looking for circles waits
LOG_LEVEL = os.environ.get("LOG_LEVEL", "WARNING")
keep_log(LOG_LEVEL)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Greet, import what is heavy, and freeze it all out of the garbage collector's way; close the store at the end."""
    _greet()
    _warm()
    keep_log(LOG_LEVEL)  # once more: packages that were imported since have put themselves up
    LIVE.start()
    ASIDE.open()
    ASIDE.do("sums", _sum_up)
    _let_screens_go_at_stop()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    clock = asyncio.create_task(_each_hour())
    yield {}
    clock.cancel()
    LIVE.stop()
    await to_thread.run_sync(ASIDE.close)
    await to_thread.run_sync(the_store().close)


async def _each_hour() -> None:
    """What the store asks for by itself: deleted rows go from the disk within the hour, and sums are made that nobody made."""
    while True:
        await asyncio.sleep(_AN_HOUR_SECONDS)
        ASIDE.do("sums", _sum_up)
        try:
            await to_thread.run_sync(compact, the_store())
        except Problem as problem:
            print(_no_store(problem), file=sys.stderr, flush=True)  # tried again in an hour


def _sum_up() -> None:
    sum_up_what_is_due(the_store(), now())


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
        sys.exit(_no_store(problem))


def _no_store(problem: Problem) -> str:
    facts = ", ".join(f"{name}: {fact}" for name, fact in problem.facts.items())
    return f"the store can't be opened ({type(problem).__name__}): {facts}"


def _share_key() -> None:
    """Give the page server a key made of ours, so that every process behind one proxy signs alike."""
    try:
        config.set_option("server.cookieSecret", keyed_hash(settings().key, "page server", "cookies"))
    except Problem as problem:
        sys.exit(_no_store(problem))


def _let_screens_go_at_stop() -> None:
    """End the live streams as soon as the process is told to stop; otherwise the server waits for them."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(told)

        def stop(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(LIVE.end)
            before(number, frame)

        if callable(before):
            signal.signal(told, stop)


def _greet() -> None:
    """Say on the console where the app is, and how to begin while the store is empty."""
    store, base = the_store(), settings().base_url
    is_empty = organisations.is_empty(store)
    filled = demo.fill(store, now=now()) if is_empty and settings().fills_demo else None
    print(f"Goed Digitaal Bestuur: {base}", flush=True)
    print("Open this address in a browser. Ctrl+C in this window stops the app.", flush=True)
    if filled:
        print("This is a demo with made-up people. Open one of these links to step in as:", flush=True)
        for role, email in filled.emails:
            print(f"{role:15} {email:35} {base}/sign-in/{signing.link(email)}", flush=True)
        print(f"{'participant':15} {'':35} {join_address(filled.open_code)}", flush=True)
    elif is_empty:
        print(f"Nothing is set up yet: the page asks for this set-up code: {set_up_code()}", flush=True)


def _warm() -> None:
    """Import what pages need, once, before the first visitor."""
    for name in (
        "charts.heatmap_chart",
        "charts.status_chart",
        "ui.taking_away.exports",
        "ui.figures",
        "ui.live",
        "ui.steps",
    ):
        import_module(name)


_share_key()
_open_or_stop()  # here and not in the lifespan, where the server would put a traceback around the line
app = st.App(
    ROOT / "ui" / "shell.py",
    routes=routes(),
    middleware=[Middleware(Shelter), Middleware(Doorkeeper)],
    lifespan=lifespan,
    on_script_error=apologise,
    exception_handlers={Problem: refused_page, Exception: bug_page},
)
