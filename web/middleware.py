"""What every answer of the app carries: headers of safety, the right language, and the way to set-up when it is empty."""

from __future__ import annotations

import re

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.problems import NotFound
from domain.texts import LANGUAGES, say
from storage import organisations
from storage.content import the_content
from storage.open import the_store
from ui import instead, parts, width
from ui.navigation import PAGES
from ui.style import style
from web.html import LANGUAGE_COOKIE, language_of, refused_page, set_cookie

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "cross-origin-opener-policy": "same-origin",
}

_ADDRESSES = {f"/{page.url_path}".rstrip("/") for page in PAGES}


class Shelter:
    """Adds the headers; gives Streamlit's page our language, title, icon, style, scripts and the lines that tell its width;
    keeps a chosen language in the browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._is_set_up = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if await self._wants_set_up(request):
            await RedirectResponse("/setup", 303)(scope, receive, send)
            return
        await self._app(_plain(scope, request), receive, _Dressed(request, send))

    async def _wants_set_up(self, request: Request) -> bool:
        """Whether this is the front page of a store in which nobody has set anything up."""
        if self._is_set_up or request.url.path != "/" or request.method != "GET":
            return False
        self._is_set_up = not await to_thread.run_sync(organisations.is_empty, the_store())
        return not self._is_set_up


class _Dressed:
    """Passes messages on, with our headers on the first; the page of Streamlit is held until it is whole."""

    def __init__(self, request: Request, send: Send) -> None:
        self._request = request
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            dressed = _with_headers(message, self._request)
            if _is_page_of_streamlit(message, self._request):
                self._start = dressed
                return
            await self._send(dressed)
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page()
        else:
            await self._send(message)

    async def _send_page(self) -> None:
        if self._request.url.path.rstrip("/") not in _ADDRESSES:
            await self._send_nowhere()
            return
        language = language_of(self._request)
        title = say(the_content().texts, language, "app.name")
        html = self._body.decode().replace('<html lang="en"', f'<html lang="{language}"', 1)
        html = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", html, count=1)
        without = f"<noscript>{say(the_content().texts, language, 'instead.no_script')}</noscript>"
        html = re.sub(r"<noscript>.*?</noscript>", without, html, count=1, flags=re.DOTALL)
        html = html.replace('href="./favicon.png"', 'href="/app/static/icon.svg"', 1)
        ours = f"{parts.ahead()}{style()}{width.script()}{instead.script(language)}"
        body = html.replace("</body>", f"{ours}</body>", 1).encode()
        start = self._start or {}
        start["headers"] = [
            (name, str(len(body)).encode() if name.lower() == b"content-length" else value)
            for name, value in start["headers"]
            if name.lower() not in (b"etag", b"last-modified")
        ]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})

    async def _send_nowhere(self) -> None:
        """Our own words for an address that is nothing here."""
        response = refused_page(self._request, NotFound())
        start = {"type": "http.response.start", "status": 404, "headers": response.raw_headers}
        await self._send(_with_headers(start, self._request))
        await self._send({"type": "http.response.body", "body": response.body})


def _plain(scope: Scope, request: Request) -> Scope:
    """The request for a page without compression, so that its first lines can be ours; the page is two kilobytes."""
    if "text/html" not in request.headers.get("accept", ""):
        return scope
    return {**scope, "headers": [header for header in scope["headers"] if header[0] != b"accept-encoding"]}


def _with_headers(message: Message, request: Request) -> Message:
    present = {name.lower() for name, _ in message.get("headers", [])}
    extra = [
        (name.encode(), value.encode()) for name, value in _HEADERS.items() if name.encode() not in present
    ]
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES and request.cookies.get(LANGUAGE_COOKIE) != chosen:
        response = Response()
        set_cookie(response, LANGUAGE_COOKIE, str(chosen), 400 * 24 * 3600)
        extra += [header for header in response.raw_headers if header[0] == b"set-cookie"]
    return {**message, "headers": [*message.get("headers", []), *extra]}


def _is_page_of_streamlit(message: Message, request: Request) -> bool:
    kinds = [value for name, value in message.get("headers", []) if name.lower() == b"content-type"]
    is_ours = request.url.path.startswith(("/m", "/p/", "/sign-", "/setup"))
    return bool(kinds) and kinds[0].startswith(b"text/html") and not is_ours and message.get("status") == 200
