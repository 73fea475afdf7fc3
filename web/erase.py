"""Erase: a participant's own page that says what goes and what stays, and one button. GET changes nothing."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.erase import erase
from actions.recognise import PARTICIPANT_COOKIE, recognise_participant
from domain.problems import NotFound, Problem
from domain.roles import Visitor
from domain.workshops import Workshop, typed_code
from storage import workshops
from storage.open import the_store
from storage.settings import now
from web.html import must_be_ours, page, problem_page


async def erase_page(request: Request) -> Response:
    """What goes and what stays; for who takes no part here, the way in."""
    try:
        workshop, who = await _here(request)
    except NotFound as problem:
        return problem_page(request, problem, back="/m", status=404)
    if not who.participations:
        return RedirectResponse(f"/m/{workshop.code}", 303)
    return page(
        request, "erase.html", "erase.title", language=workshop.language, workshop=workshop, done=False
    )


async def erase_form(request: Request) -> Response:
    """Everything of this participant is deleted, and this device lets them go."""
    form = await request.form()
    try:
        must_be_ours(request, form)
        workshop, who = await _here(request)
        await to_thread.run_sync(lambda: erase(the_store(), who, workshop.id, today=now().date()))
    except NotFound as problem:
        return problem_page(request, problem, back="/m", status=404)
    except Problem as problem:
        return problem_page(request, problem, back="/m")
    done = page(request, "erase.html", "erase.done", language=workshop.language, workshop=workshop, done=True)
    done.delete_cookie(PARTICIPANT_COOKIE + workshop.code)
    return done


async def _here(request: Request) -> tuple[Workshop, Visitor]:
    """The workshop of the address, and who takes part in it in this browser. raises NotFound"""
    code = typed_code(request.path_params["code"])
    workshop = await to_thread.run_sync(workshops.by_code, the_store(), code)
    return workshop, recognise_participant(request.cookies, workshop.code)
