"""Our own routes on a real server in this process, so that a test sees the store behind them; pages are not served."""

from __future__ import annotations

import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from domain.problems import Problem
from web.html import bug_page, refused_page
from web.limits import Doorkeeper
from web.live import LIVE
from web.middleware import Shelter
from web.routes import routes


@contextmanager
def served(*, send_buffer: int = 0) -> Iterator[str]:
    """The address where the routes are; `send_buffer` makes the socket hold little, as a bad line does."""
    listening = socket.create_server(("127.0.0.1", 0))
    if send_buffer:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Shelter), Middleware(Doorkeeper)],
        exception_handlers={Problem: refused_page, Exception: bug_page},
        lifespan=_lifespan,
    )
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=server.run, args=([listening],), name="served")
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        LIVE.end()
        server.should_exit = True
        thread.join()
        listening.close()


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    LIVE.start()
    yield
    LIVE.stop()
