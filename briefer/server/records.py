"""The data of jobs: what a client asks for, and what has become of it."""

import hashlib
from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, TypeAdapter

from briefer.language_codes import LanguageCode
from briefer.schema.evidence import FrozenModel
from briefer.server.problems import Problem
from briefer.server.wire_events import JobEvent

State = Literal["queued", "running", "done", "failed", "cancelled"]
SourceKind = Literal["url", "text", "file"]

FINISHED: frozenset[State] = frozenset({"done", "failed", "cancelled"})


class EndedSession(NamedTuple):
    """A session that has ended before its time: its name, and when its cookie ends (Unix time)."""

    name: str
    until: int


class Options(FrozenModel):
    """How a brief is made; what is not given is as the server's settings say.

    Attributes:
        model: a name of ``GET /v1/models``.
        profile: treat the model as one of this size.
        language: ISO 639-1 code of the article.
        brief_language: ISO 639-1 code of the language of the brief.
        verify: whether a capable model verifies its lines.
        force: also brief a source that does not look like an article.
    """

    model: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    profile: Literal["small", "capable"] | None = None
    language: LanguageCode | None = None
    brief_language: LanguageCode | None = None
    verify: bool | None = None
    force: bool = False


class SourceName(FrozenModel):
    """What a job is about: an address, the beginning of a text, or the name of a file."""

    kind: SourceKind
    name: str


class Job(FrozenModel):
    """One request for a brief, and what has become of it.

    Attributes:
        id: names the job in addresses.
        number: jobs are numbered in the order in which they came.
        state: what has become of it.
        source: what it is about.
        options: how the brief is made.
        attempt: how often it was started.
        created: when it came.
        started: when its last attempt began.
        finished: when it ended, in whatever way.
        title: title of the article.
        headline: headline of the brief.
        model: the model that made the brief.
        from_cache: whether the brief was made before.
        waiting: how many jobs are before it, while it is queued.
        error: why there is no brief.
    """

    id: str
    number: int
    state: State
    source: SourceName
    options: Options
    attempt: int
    created: datetime
    started: datetime | None = None
    finished: datetime | None = None
    title: str | None = None
    headline: str | None = None
    model: str | None = None
    from_cache: bool | None = None
    waiting: int | None = None
    error: Problem | None = None


class Submission(NamedTuple):
    """A request for a brief.

    Attributes:
        source: what it is about.
        data: the bytes of the text or file; empty for an address.
        options: how the brief is made.
        key: the client's idempotency key.
    """

    source: SourceName
    data: bytes
    options: Options
    key: str | None

    @property
    def digest(self) -> str:
        """The sha256 of everything that was asked for: the same key must mean the same request."""
        request = self.source.model_dump_json() + self.options.model_dump_json()
        return hashlib.sha256(request.encode("utf-8", "replace") + b"\0" + self.data).hexdigest()


class Work(NamedTuple):
    """A job that is begun, with the bytes of its source."""

    job: Job
    data: bytes


class Logged(NamedTuple):
    """An event with its number within the attempt, from 1."""

    number: int
    event: JobEvent


EVENTS: TypeAdapter[tuple[JobEvent, ...]] = TypeAdapter(tuple[JobEvent, ...])
