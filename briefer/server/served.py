"""What the routes of one server share, and how they submit jobs and answer with problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Path, Request
from fastapi.responses import JSONResponse

from briefer.addresses import parse_web_address, without_credentials
from briefer.rendering.sanitize import sanitize
from briefer.server.access import Access
from briefer.server.briefing import Models, Stream
from briefer.server.jobs import JobQueue, QueueFullError, ShuttingDownError
from briefer.server.metrics import Metrics
from briefer.server.problems import MEDIA_TYPE, Problem, ProblemError, problem
from briefer.server.rate_limit import RateLimit
from briefer.server.records import Job, SourceName, Submission
from briefer.server.store import JobStore, KeyUsedError
from briefer.server.store_thread import StoreThread

_MAX_ADDRESS: Final = 2_000
_MAX_NAME: Final = 200
_SHOWN: Final = 80  # characters of a text that name its job
_SOON: Final = {"Retry-After": "5"}


class Local(NamedTuple):
    """How commands of the same user use the server's model.

    Attributes:
        secret: what they must send.
        fingerprint: what their briefs depend on must have this digest.
    """

    secret: str
    fingerprint: str


@dataclass(frozen=True)
class Served:
    """One server.

    Attributes:
        jobs: its jobs.
        models: the models that clients may choose.
        access: who may use it.
        store: where its jobs and its ended sessions are kept.
        metrics: what it counts.
        rate: how many briefs a client may ask for.
        max_bytes: size of the largest source.
        local: how commands of the same user use its model.
        stream: makes a brief.
    """

    jobs: JobQueue
    models: Models
    access: Access
    store: StoreThread
    metrics: Metrics
    rate: RateLimit
    max_bytes: int
    local: Local
    stream: Stream

    async def submit(self, submission: Submission, client: str) -> Job:
        """Add a job.

        Raises:
            ProblemError: a limit is reached, or the request is not valid.
        """
        self._require_model(submission.options.model)
        if len(submission.data) > self.max_bytes:
            raise ProblemError(self.too_large())
        self.take_turn(client)
        try:
            job, _ = await self.jobs.submit(submission)
        except KeyUsedError as error:
            raise ProblemError(
                problem(
                    "idempotency",
                    422,
                    "another request had this 'Idempotency-Key': use a new key for a new request",
                )
            ) from error
        except QueueFullError as error:
            self.metrics.refused.labels("queue").inc()
            full = problem("queue_full", 429, f"try again in {error.seconds} seconds")
            raise ProblemError(full, headers={"Retry-After": str(error.seconds)}) from error
        except ShuttingDownError as error:
            stopping = problem("shutting_down", 503, "try again when it has been started again")
            raise ProblemError(stopping, headers=_SOON) from error
        return job

    async def end_session(self, cookies: Mapping[str, str]) -> None:
        """End the session of a client: its cookie is refused, also by the next start."""
        ended = self.access.end_session(cookies)
        if ended is not None:
            await self.store.call(JobStore.end_session, ended)

    def take_turn(self, client: str) -> None:
        """Count a request of a client.

        Raises:
            ProblemError: it has sent too many.
        """
        if seconds := self.rate.take(client):
            self.metrics.refused.labels("rate").inc()
            refused = problem("rate", 429, f"try again in {seconds} seconds")
            raise ProblemError(refused, headers={"Retry-After": str(seconds)})

    def too_large(self) -> Problem:
        """Return the problem of a source over the limit."""
        self.metrics.refused.labels("size").inc()
        return problem(
            "too_large",
            413,
            f"a source may have {self.max_bytes:,} bytes: give the article alone, or set "
            "BRIEFER_MAX_SOURCE_BYTES where the server runs",
        )

    def _require_model(self, name: str | None) -> None:
        if name is not None and name not in self.models.names:
            known = ", ".join(map(repr, self.models.names))
            raise ProblemError(
                problem(
                    "model_not_allowed",
                    422,
                    f"there is no model {name!r} here: use one of {known}, or let the server offer "
                    "it with --allow-model",
                )
            )


def served_by(request: Request) -> Served:
    """Return the server that has received a request."""
    served: Served = request.app.state.served
    return served


Serving = Annotated[Served, Depends(served_by)]


async def existing_job(served: Serving, job_id: Annotated[str, Path(max_length=64)]) -> Job:
    """Return the job that an address names.

    Raises:
        ProblemError: there is none.
    """
    job = await served.jobs.get(job_id)
    if job is None:
        raise ProblemError(not_found())
    return job


ExistingJob = Annotated[Job, Depends(existing_job)]


def not_found() -> Problem:
    """Return the problem of an address without a brief."""
    return problem("not_found", 404, "there is no brief of this id; it may have been deleted")


def client_of(request: Request) -> str:
    """Return the address of the client."""
    return request.client.host if request.client else ""


def web_source(url: str) -> SourceName:
    """Return the source at a web address: never a path, whatever the client sends.

    Raises:
        ProblemError: it is not a web address.
    """
    address = parse_web_address(url.strip()) if len(url) <= _MAX_ADDRESS else None
    if address is None:
        shown = without_credentials(url)[:_SHOWN]
        raise ProblemError(
            problem(
                "invalid_request",
                422,
                f"'{shown}' is not a web address: it must start with https:// or http://",
            )
        )
    return SourceName(kind="url", name=str(address))


def text_source(text: str) -> SourceName:
    """Return the source that is a text; its first words name it."""
    words = sanitize(text[: 10 * _SHOWN])
    return SourceName(kind="text", name=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


def file_source(name: str | None) -> SourceName:
    """Return the source that is an uploaded file."""
    last = PurePath(sanitize((name or "").replace("\\", "/"))).name
    return SourceName(kind="file", name=last[-_MAX_NAME:] or "file")


def problem_response(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return a problem as a reply."""
    content = problem.model_dump(mode="json", exclude_none=True)
    return JSONResponse(content, problem.status, headers, media_type=MEDIA_TYPE)
