"""The web page: ask for a brief, watch how it is made, read it, find it again, compare two.

Pages are made here; what happens in them goes through the API. All scripts and styles are files.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Final, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from briefer.rendering.html_templates import template_environment
from briefer.rendering.registry import FORMATS
from briefer.server.access import COOKIE, SESSION_SECONDS
from briefer.server.problems import Kind, Problem, ProblemError
from briefer.server.records import Job, Logged
from briefer.server.served import ExistingJob, Served, Serving, client_of, not_found
from briefer.server.wire_events import StepEvent
from briefer.version import __version__

_PAGE: Final = 20  # recent briefs
FORMAT_NAMES: Final[Mapping[str, str]] = {
    "html": "Evidence page", "pdf": "PDF, one page", "docx": "Word", "md": "Markdown",
    "terminal": "Plain text", "json": "JSON", "jsonld": "JSON-LD",
}  # fmt: skip
_HINTS: Final[Mapping[Kind, str]] = {
    "fetch": "Check the address in your browser. If the page opens there, copy the text of the "
    "article and paste it here instead.",
    "source": "Try to open the file yourself, or paste the text of the article.",
    "context": "Paste a part of the article, or choose another model.",
    "model_unavailable": "Wait a little and try again, or choose another model. The model “none” "
    "needs no model at all.",
    "model_answer": "Try again, or choose another model.",
    "rate": "Wait a minute, then try again.",
    "queue_full": "Wait until some of the waiting briefs are finished.",
    "unauthorized": "Sign in with the token of this server.",
    "interrupted": "Ask for the brief again.",
}
_ASK_OPERATOR: Final = "Whoever runs this server can mend it."
_ON_OPERATOR: Final[frozenset[Kind]] = frozenset(
    {"settings", "weights", "model_auth", "unknown_model", "internal", "model"}
)

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
async def home(
    request: Request,
    served: Serving,
    q: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int | None, Query(ge=0, le=2**62)] = None,
) -> Response:
    """Show the form, and the recent briefs."""
    jobs = await served.jobs.page(words=q, state=None, limit=_PAGE + 1, before=before)
    page = jobs[:_PAGE]
    older = urlencode({"q": q, "before": page[-1].number}) if len(jobs) > _PAGE else ""
    return _page(
        "home",
        served,
        jobs=page,
        words=q,
        older=older,
        is_first=before is None,
        given=request.query_params.get("url", "")[:2_000],
        force="force" in request.query_params,
        max_bytes=served.max_bytes,
    )


@router.get("/briefs/{job_id}")
async def brief_page(served: Serving, job: ExistingJob) -> Response:
    """Show what has become of a job: its steps, its brief, or why there is none."""
    steps = finished_steps(await served.jobs.events(job.id))
    return _page("brief", served, job=job, steps=steps, hint=_hint(job.error), retry=_retry(job))


@router.get("/compare")
async def compare(
    served: Serving,
    left: Annotated[str, Query(max_length=64)],
    right: Annotated[str, Query(max_length=64)],
) -> Response:
    """Show two briefs next to each other."""
    jobs = [await served.jobs.get(each) for each in (left, right)]
    found = [job for job in jobs if job is not None]
    if len(found) < len(jobs):
        raise ProblemError(not_found())
    return _page("compare", served, jobs=found, hints=[_hint(job.error) for job in found])


@router.get("/login")
async def login_page(served: Serving) -> Response:
    """Ask for the token."""
    if not served.access.needs_token:
        return RedirectResponse("/", status_code=303)
    return _page("login", served, is_wrong=False)


@router.post("/login")
async def login(request: Request, served: Serving, token: Annotated[str, Form()] = "") -> Response:
    """Begin a session, which a cookie keeps: scripts cannot read it, other sites cannot send it."""
    served.take_turn(f"login {client_of(request)}")
    if not served.access.is_token(token.strip()):
        return _page("login", served, is_wrong=True, status=401)
    reply = RedirectResponse("/", status_code=303)
    reply.set_cookie(
        COOKIE,
        served.access.new_session(),
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return reply


@router.post("/logout")
async def logout(request: Request, served: Serving) -> Response:
    """End the session: nobody who has kept its cookie can use it."""
    await served.end_session(request.cookies)
    reply = RedirectResponse("/login", status_code=303)
    reply.delete_cookie(COOKIE)
    return reply


class FinishedStep(NamedTuple):
    """A step, with its seconds and the tokens that it took."""

    name: str
    seconds: float
    tokens: int


def finished_steps(events: Iterable[Logged]) -> list[FinishedStep]:
    """Return the steps of a job that have ended, in this order."""
    began: dict[str, float] = {}
    steps = []
    for _, event in events:
        if isinstance(event, StepEvent) and event.state == "began":
            began[event.step] = event.at
        elif isinstance(event, StepEvent) and event.state == "ended":
            seconds = event.at - began.get(event.step, event.at)
            used = event.usage
            tokens = used.input_tokens + used.output_tokens if used else 0
            steps.append(FinishedStep(event.step, round(seconds, 1), tokens))
    return steps


def error_page(reason: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return the page of an error."""
    html = _render("error", problem=reason, hint=_hint(reason), signed_in=False)
    return HTMLResponse(html, reason.status, dict(headers or {}))


def _page(name: str, served: Served, *, status: int = 200, **values: object) -> Response:
    signed_in = served.access.needs_token and name != "login"
    return HTMLResponse(_render(name, models=served.models, signed_in=signed_in, **values), status)


def _render(name: str, **values: object) -> str:
    template = template_environment("briefer.server").get_template(f"{name}.html.j2")
    return template.render(
        formats=[(each.name, FORMAT_NAMES.get(each.name, each.name)) for each in FORMATS],
        version=__version__,
        day=_day,
        **values,
    )


def _hint(reason: Problem | None) -> str:
    if reason is None:
        return ""
    return _ASK_OPERATOR if reason.kind in _ON_OPERATOR else _HINTS.get(reason.kind, "")


def _retry(job: Job) -> str:
    """Return the address of the form, filled in to try a web address again."""
    if job.source.kind != "url":
        return "/"
    force = {"force": "1"} if job.error is not None and job.error.kind == "not_article" else {}
    return f"/?{urlencode({'url': job.source.name, **force})}"


def _day(moment: datetime) -> str:
    return moment.astimezone().strftime("%d %b %Y, %H:%M")
