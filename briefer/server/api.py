"""The HTTP API: make briefs, follow them, fetch them in any format, list and delete them."""

import asyncio
import re
from collections.abc import AsyncIterable
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Header, Path, Query, Request, Response, UploadFile
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import ConfigDict, Field, TypeAdapter

from briefer.rendering.registry import FORMATS, OutputFormat
from briefer.schema.brief import Brief
from briefer.schema.evidence import FrozenModel
from briefer.server.problems import MEDIA_TYPE, ProblemError, problem
from briefer.server.records import FINISHED, Job, Options, State, Submission
from briefer.server.served import (
    ExistingJob,
    Serving,
    client_of,
    file_source,
    not_found,
    text_source,
    web_source,
)
from briefer.server.wire_events import JobEvent

EVIDENCE_POLICY: Final = (
    "sandbox allow-scripts allow-downloads allow-modals allow-popups "
    "allow-popups-to-escape-sandbox; frame-ancestors 'self'"
)
"""Policy of an evidence page, which has a stricter one inside: it runs in an origin of its own."""

_EVENT_ID: Final = re.compile(r"(\d{1,9})-(\d{1,9})")
_MAX_STEM: Final = 60
_MAX_TEXT: Final = 1_000_000_000

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="The same key with the same request gives the same job, not another one.",
    ),
]


class NewBrief(Options):
    """A web address or a text, and how to brief it.

    Attributes:
        url: an ``http`` or ``https`` address.
        text: the text of an article, or the HTML of a page.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["url"]}, {"required": ["text"]}]}
    )

    url: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None
    text: Annotated[str, Field(min_length=1, max_length=_MAX_TEXT)] | None = None


class JobList(FrozenModel):
    """A page of jobs, the newest first.

    Attributes:
        jobs: the jobs.
        next: ``before`` of the next page; null on the last one.
    """

    jobs: tuple[Job, ...]
    next: int | None


class ModelList(FrozenModel):
    """The models that clients may choose, and the formats of a brief."""

    default: str
    models: tuple[str, ...]
    formats: tuple[str, ...]


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems of a route for OpenAPI."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": "A problem (RFC 9457)", "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in (401, 403, 421, *statuses)
    }


_ACCEPTED: Final = _problems(413, 422, 429, 503)
router = APIRouter(prefix="/v1", tags=["briefs"])


@router.post("/briefs", status_code=202, responses=_ACCEPTED)
async def create_brief(
    request: Request, response: Response, served: Serving, new: NewBrief, key: Key = None
) -> Job:
    """Brief a web address or a text; answers at once with the job that makes the brief."""
    if (new.url is None) == (new.text is None):
        raise ProblemError(
            problem("invalid_request", 422, "give either 'url' or 'text', and not both")
        )
    options = Options.model_validate(new.model_dump(include=set(Options.model_fields)))
    if new.url is not None:
        submission = Submission(web_source(new.url), b"", options, key)
    else:
        text = new.text or ""
        submission = Submission(text_source(text), text.encode(), options, key)
    return _accepted(await served.submit(submission, client_of(request)), response)


@router.post("/briefs/file", status_code=202, responses=_ACCEPTED)
async def create_brief_of_file(
    request: Request,
    response: Response,
    served: Serving,
    file: UploadFile,
    options: Annotated[Options, Query()],
    key: Key = None,
) -> Job:
    """Brief a file: a page, a text, Markdown, a PDF, a Word document or an e-mail."""
    data = await file.read(served.max_bytes + 1)
    submission = Submission(file_source(file.filename), data, options, key)
    return _accepted(await served.submit(submission, client_of(request)), response)


def _accepted(job: Job, response: Response) -> Job:
    response.headers["Location"] = f"/v1/briefs/{job.id}"
    return job


@router.get("/briefs", responses=_problems(422))
async def list_briefs(
    served: Serving,
    q: Annotated[str, Query(max_length=200, description="Words that must all be in it.")] = "",
    state: Annotated[State | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    before: Annotated[int | None, Query(ge=0, le=2**62, description="The page before.")] = None,
) -> JobList:
    """List jobs, the newest first."""
    jobs = await served.jobs.page(words=q, state=state, limit=limit + 1, before=before)
    page = tuple(jobs[:limit])
    return JobList(jobs=page, next=page[-1].number if len(jobs) > limit else None)


@router.get("/briefs/{job_id}", responses=_problems(404, 422))
async def get_brief(job: ExistingJob) -> Job:
    """Say what has become of a job."""
    return job


@router.delete("/briefs/{job_id}", status_code=204, responses=_problems(404, 422))
async def delete_brief(served: Serving, job: ExistingJob) -> None:
    """Delete a job and its brief; a job that waits or runs is cancelled first."""
    if not await served.jobs.delete(job.id):
        raise ProblemError(not_found())


@router.post("/briefs/{job_id}/cancel", responses=_problems(404, 409, 422))
async def cancel_brief(served: Serving, job: ExistingJob) -> Job:
    """Cancel a job that waits or runs."""
    if job.state in FINISHED:
        raise ProblemError(problem("finished", 409, "it can only be deleted"))
    cancelled = await served.jobs.cancel(job.id)
    if cancelled is None:
        raise ProblemError(not_found())
    return cancelled


@router.get(
    "/briefs/{job_id}/events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Server-sent events; `data` is a JobEvent, `event` its kind",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **_problems(404, 422),
    },
)
async def follow_brief(
    served: Serving,
    job: ExistingJob,
    last: Annotated[str | None, Header(alias="Last-Event-ID", max_length=100)] = None,
) -> AsyncIterable[ServerSentEvent]:
    """Follow a job from its beginning, or from the last event that the client has seen."""
    seen = _EVENT_ID.fullmatch(last or "")
    attempt, after = map(int, seen.groups()) if seen else (0, 0)
    async for number, logged in served.jobs.follow(job.id, attempt=attempt, after=after):
        event = logged.event
        yield ServerSentEvent(
            raw_data=event.model_dump_json(exclude_none=True),
            event=event.kind,
            id=f"{number}-{logged.number}",
        )


@router.get(
    "/briefs/{job_id}/formats/{format}",
    responses={
        200: {
            "description": "The brief",
            "content": {each.media_type: {} for each in FORMATS},
        },
        **_problems(404, 409, 422, 500, 502, 503),
    },
)
async def fetch_brief(
    served: Serving,
    job: ExistingJob,
    name: Annotated[
        str, Path(alias="format", json_schema_extra={"enum": [each.name for each in FORMATS]})
    ],
    *,
    download: Annotated[bool, Query(description="Save it as a file.")] = False,
) -> Response:
    """Fetch a brief in one of the formats; a job without a brief answers with its problem."""
    output_format = next((each for each in FORMATS if each.name == name), None)
    if output_format is None:
        known = ", ".join(each.name for each in FORMATS)
        raise ProblemError(problem("not_found", 404, f"there is no such format: use {known}"))
    text = await served.jobs.brief(job.id)
    if text is None:
        raise _without_brief(job)
    content = await asyncio.to_thread(_rendered, text, output_format)
    charset = "; charset=utf-8" if output_format.is_text else ""
    headers = {
        "Content-Disposition": _disposition(job, output_format, download=download),
        "Content-Type": f"{output_format.media_type}{charset}",
    }
    if output_format.name == "html":
        headers["Content-Security-Policy"] = EVIDENCE_POLICY
    return Response(content, headers=headers)


@router.get("/models", responses=_problems())
async def list_models(served: Serving) -> ModelList:
    """List the models that clients may choose, and the formats of a brief."""
    return ModelList(
        default=served.models.default,
        models=served.models.names,
        formats=tuple(each.name for each in FORMATS),
    )


def _rendered(text: str, output_format: OutputFormat) -> str | bytes:
    return output_format.render(Brief.model_validate_json(text))


def _without_brief(job: Job) -> ProblemError:
    if job.error is not None:
        return ProblemError(job.error)
    if job.state == "cancelled":
        return ProblemError(problem("cancelled", 409, "ask for it again"))
    waiting = problem("not_ready", 409, f"it is {job.state}: follow /v1/briefs/{job.id}/events")
    return ProblemError(waiting, headers={"Retry-After": "2"})


def _disposition(job: Job, output_format: OutputFormat, *, download: bool) -> str:
    """Name the file after the article: "fire-at-the-terminal.pdf"."""
    kind = "attachment" if download else "inline"
    words = re.sub(r"[^\w]+", "-", (job.title or job.headline or "brief").lower()).strip("-")
    name = f"{words[:_MAX_STEM].strip('-') or 'brief'}{output_format.suffixes[0]}"
    plain = re.sub(r"[^a-z0-9.]+", "-", name.encode("ascii", "ignore").decode()).strip("-")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def event_schema() -> dict[str, Any]:
    """Return the schema of the events, which OpenAPI cannot find in a stream."""
    adapter: TypeAdapter[JobEvent] = TypeAdapter(JobEvent)
    return adapter.json_schema(ref_template="#/components/schemas/{model}")
