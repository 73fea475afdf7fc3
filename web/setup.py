"""The first page of an empty store: start with an organisation of one's own, or with the demo."""

from __future__ import annotations

import hmac

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions import demo, set_up
from actions import sign_in as signing
from domain.problems import NotAllowed, Problem, StoreNotEmpty, WrongCode
from domain.tokens import keyed_hash
from storage import organisations
from storage.open import the_store
from storage.settings import now, settings
from web.html import must_be_ours, page, problem_page
from web.sign_in import signed_in

_FIELDS = ("organisation", "department", "team", "name", "email")


def set_up_code() -> str:
    """The code that the console shows while the store is empty; only who can see the console can set up."""
    return keyed_hash(settings().key, "set-up code", settings().store_url)[:8].upper()


async def setup_page(request: Request) -> Response:
    if not await to_thread.run_sync(organisations.is_empty, the_store()):
        return RedirectResponse("/", 303)
    return _form(request, {})


async def setup_form(request: Request) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    try:
        must_be_ours(request, form)
        if not hmac.compare_digest(form.get("code", "").strip().upper().encode(), set_up_code().encode()):
            raise WrongCode()
        if form.get("start") == "demo":
            return await _demo(request)
        return await _start(form)
    except StoreNotEmpty as problem:
        return problem_page(request, problem)
    except NotAllowed as problem:
        return problem_page(request, problem, "/setup", 403)
    except Problem as problem:
        return _form(request, form, problem)


async def _start(form: dict[str, str]) -> Response:
    first = set_up.FirstPeople(*(form.get(field, "") for field in _FIELDS), password=form.get("password", ""))
    await to_thread.run_sync(lambda: set_up.set_up(the_store(), first, now=now()))
    made = await to_thread.run_sync(
        lambda: signing.with_password(the_store(), first.email, first.password, now=now())
    )
    return signed_in(made, "/")


async def _demo(request: Request) -> Response:
    filled = await to_thread.run_sync(lambda: demo.fill(the_store(), now=now()))
    links = [(role, email, f"/sign-in/{signing.link(email)}") for role, email in filled.emails]
    return page(request, "demo.html", "setup.demo_ready", links=links, join=f"/m/{filled.open_code}")


def _form(request: Request, typed: dict[str, str], problem: Problem | None = None) -> Response:
    return page(
        request, "setup.html", "setup.title", problem=problem, status=400 if problem else 200,
        typed={name: typed.get(name, "") for name in ("code", *_FIELDS)},
    )  # fmt: skip
