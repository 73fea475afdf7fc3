"""Join a workshop: the promise, the perspective, one button. GET changes nothing; the first tap makes a participant."""

from __future__ import annotations

from uuid import UUID, uuid4

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.join import is_over, join
from actions.recognise import PARTICIPANT_COOKIE, participant_cookie, recognise_participant
from domain.problems import BadInput, LinkInUse, NotFound, Problem, TooMuch
from domain.texts import LANGUAGES, Words
from domain.workshops import Phase, Workshop, survey_minutes, typed_code
from storage import workshops
from storage.content import the_content
from storage.open import the_store
from storage.settings import now
from web.html import must_be_ours, page, problem_page, set_cookie
from web.limits import JOINS

LASTS_SECONDS = 400 * 24 * 3600  # until the values are measured again


async def code_page(request: Request) -> Response:
    """Where someone without a link types the code."""
    typed = typed_code(request.query_params.get("code", ""))
    if not typed:
        return page(request, "code.html", "join.code_title", typed="")
    try:
        workshop = await to_thread.run_sync(workshops.by_code, the_store(), typed)
    except NotFound as problem:
        return page(request, "code.html", "join.code_title", problem=problem, status=404, typed=typed)
    return RedirectResponse(f"/m/{workshop.code}", 303)


async def join_page(request: Request) -> Response:
    """The promise and the perspectives of this workshop; or the way on for who joined before."""
    try:
        workshop = await to_thread.run_sync(workshops.by_code, the_store(), request.path_params["code"])
    except NotFound as problem:
        return page(request, "code.html", "join.code_title", problem=problem, status=404, typed="")
    passes_on = "next" in request.query_params
    return await promise(
        request, workshop, path=_path(workshop), joined=_joined(request, workshop), passes_on=passes_on
    )


async def join_form(request: Request) -> Response:
    """Someone becomes a participant, once for each time the page was drawn."""
    form = await request.form()
    try:
        workshop = await to_thread.run_sync(workshops.by_code, the_store(), request.path_params["code"])
    except NotFound as problem:
        return page(request, "code.html", "join.code_title", problem=problem, status=404, typed="")
    try:
        must_be_ours(request, form)
        JOINS.take(workshop.id)
        participant_id = _checked_id(str(form.get("participant", "")))
        await to_thread.run_sync(
            lambda: join(
                the_store(),
                workshop.code,
                participant_id,
                str(form.get("perspective", "")),
                today=now().date(),
            )
        )
    except Problem as problem:
        return await promise(
            request, workshop, problem, path=_path(workshop), joined=_joined(request, workshop)
        )
    response = RedirectResponse(await to_thread.run_sync(_onwards, workshop), 303)
    set_cookie(
        response,
        PARTICIPANT_COOKIE + workshop.code,
        participant_cookie(workshop.id, participant_id),
        LASTS_SECONDS,
    )
    return response


async def leave_form(request: Request) -> Response:
    """Someone else uses this device: the participant is let go here, the answers stay."""
    form = await request.form()
    try:
        must_be_ours(request, form)
    except Problem as problem:
        return problem_page(request, problem)
    code = typed_code(request.path_params["code"])
    response = RedirectResponse(f"/m/{code}", 303)
    response.delete_cookie(PARTICIPANT_COOKIE + code)
    return response


async def promise(
    request: Request,
    workshop: Workshop,
    problem: Problem | None = None,
    *,
    path: str,
    joined: bool,
    own_code: str | None = None,
    passes_on: bool = False,
) -> Response:
    """What we promise, and the form; `path` is where it goes. An `own_code`, also an empty one: by a personal link.

    passes_on   who joined here gives the device to someone else
    """
    content = the_content()
    survey = content.surveys[workshop.survey_id]
    return page(
        request,
        "join.html",
        "join.title",
        language=workshop.language,
        problem=problem,
        status=_status(problem),
        workshop=workshop,
        minutes=survey_minutes(len(workshop.values)),
        perspectives=[survey.perspective(name) for name in workshop.perspectives],
        joined=joined,
        passes_on=passes_on,
        is_over=await to_thread.run_sync(is_over, the_store(), workshop),
        path=path,
        story=_story(workshop),
        own_code=own_code,
        onwards=await to_thread.run_sync(_onwards, workshop),
        new_id=str(uuid4()),
    )


def _story(workshop: Workshop) -> Words:
    """What the case is about, in each language; a story of one's own is in the language it was written in."""
    case = the_content().cases.get(workshop.case_id)
    return (
        dict.fromkeys(LANGUAGES, workshop.case_story) if workshop.case_story or case is None else case.story
    )


def _path(workshop: Workshop) -> str:
    return f"/m/{workshop.code}"


def _joined(request: Request, workshop: Workshop) -> bool:
    return bool(recognise_participant(request.cookies, workshop.code).participations)


def _onwards(workshop: Workshop) -> str:
    """Where a participant goes: to the survey before the workshop, to the room from its start."""
    phase = workshops.standing(the_store(), workshop.id).phase
    return f"/{'survey' if phase is Phase.SURVEY else 'room'}?m={workshop.code}"


def _status(problem: Problem | None) -> int:
    kinds = ((TooMuch, 429), (LinkInUse, 409), (Problem, 400))
    return next((status for kind, status in kinds if isinstance(problem, kind)), 200)


def _checked_id(typed: str) -> str:
    try:
        return str(UUID(typed, version=4))
    except ValueError:
        raise BadInput() from None
