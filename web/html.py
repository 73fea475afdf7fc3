"""Plain pages: one template, the same texts as everywhere, a language, and a token that proves a form is ours."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from domain.problems import NotAllowed, NotFound, Problem, StoreProblem, TooMuch
from domain.texts import LANGUAGES, say
from domain.tokens import keyed_hash
from storage.content import the_content
from storage.settings import settings
from ui.log import numbered, say_seldom

_FOLDER = Path(__file__).parent / "templates"
_TEMPLATES = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True)
_CSS = (_FOLDER / "page.css").read_text(encoding="utf-8")
_NAMES = (("nl", "Nederlands"), ("en", "English"))
FORM_COOKIE = "form"
LANGUAGE_COOKIE = "lang"


def language_of(request: Request, otherwise: str = "nl") -> str:
    """The language that was asked for in the address, or chosen before in this browser, or `otherwise`."""
    for asked in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if asked in LANGUAGES:
            return str(asked)
    return otherwise


def page(
    request: Request,
    template: str,
    title: str,
    *,
    language: str = "nl",
    problem: Problem | None = None,
    status: int = 200,
    **facts: Any,
) -> HTMLResponse:
    """The page of a template; `title` is a text key. A problem is said above it."""
    language = language_of(request, language)
    texts = the_content().texts

    def said(key: str, **more: object) -> str:
        return say(texts, language, key, **more)

    form = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
    html = _TEMPLATES.get_template(template).render(
        say=said,
        language=language,
        languages=_NAMES,
        css=_CSS,
        title=said(title),
        token=_token(form),
        problem=said(problem.key, **_words(problem)) if problem else None,
        **facts,
    )
    response = HTMLResponse(html, status, headers={"Cache-Control": "no-store"})
    if FORM_COOKIE not in request.cookies:
        set_cookie(response, FORM_COOKIE, form, 86400)
    return response


def problem_page(request: Request, problem: Problem, back: str = "/", status: int = 400) -> HTMLResponse:
    """A page that says what happened and what to do."""
    language = language_of(request)
    said = say(the_content().texts, language, problem.key, **_words(problem))
    return page(request, "problem.html", "problem.title", status=status, said=said, back=back)


def refused_page(request: Request, problem: Exception) -> HTMLResponse:
    """What is the matter, for a problem that a route did not say itself; the log only hears when it is the store."""
    assert isinstance(problem, Problem)
    if isinstance(problem, StoreProblem):
        say_seldom("the store does not answer", problem)
    statuses = ((NotAllowed, 403), (NotFound, 404), (TooMuch, 429), (StoreProblem, 503))
    status = next((status for kind, status in statuses if isinstance(problem, kind)), 400)
    return problem_page(request, problem, status=status)


def bug_page(request: Request, error: Exception) -> HTMLResponse:
    """A short apology with a number; the log has the same number and the whole story."""
    number = numbered(error, _first_word(request.url.path))
    said = say(the_content().texts, language_of(request), "problem.bug", number=number)
    return page(request, "problem.html", "problem.title", status=500, said=said, back="/")


def must_be_ours(request: Request, form: Mapping[str, Any]) -> None:
    """Nothing for a form that this app gave to this browser. raises NotAllowed."""
    expected = _token(request.cookies.get(FORM_COOKIE, ""))
    if not hmac.compare_digest(str(form.get("token", "")), expected):
        raise NotAllowed()


def set_cookie(response: Response, name: str, value: str, seconds: int) -> None:
    """A cookie that scripts can't read and other sites can't send."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=settings().base_url.startswith("https:"),
    )


def _first_word(path: str) -> str:
    """The part of an address that is a word of ours; codes, ids and tokens come after it."""
    found = re.match(r"/[a-z_-]*", path)
    return found[0] if found else ""


def _token(form: str) -> str:
    return keyed_hash(settings().key, "form", form)


def _words(problem: Problem) -> dict[str, object]:
    """What fills the text of a problem; texts of problems may also use none of it."""
    return {"limit": "", "people": "", "smallest_group": "", "reason": "", **problem.facts}
