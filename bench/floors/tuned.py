"""The empty page, served with the app's own settings; and the smallest route that takes a post."""

from __future__ import annotations

import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def take(request: Request) -> JSONResponse:
    """Read a post, keep nothing."""
    json.loads(await request.body())
    return JSONResponse({"saved": True})


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 20)  # as in app.py
    yield {}


app = st.App(
    Path(__file__).parent / "empty_page.py",
    routes=[Route("/answers", take, methods=["POST"])],
    lifespan=lifespan,
)
