"""What happens to a job, as JSON: the events of ``briefer.stream``, without article and brief.

For example, ``{"kind": "step", "step": "writing the gist", "state": "began", "at": 1.2}``. The last
one is ``done``, ``error`` or ``cancelled``.
"""

from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import Field

from briefer.events import ArticleAnalysed, ArticleLoaded, BriefEvent, BriefReady, LinesVerified
from briefer.schema.evidence import FrozenModel
from briefer.server.problems import Problem

Seconds = Annotated[float, Field(ge=0)]


class StepUsage(FrozenModel):
    """What a step cost: calls to the model, and tokens."""

    calls: int
    reasks: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    seconds: float


class StartedEvent(FrozenModel):
    """The job's turn has come; the first event of each attempt."""

    kind: Literal["started"] = "started"
    at: Seconds
    attempt: int


class StepEvent(FrozenModel):
    """A step began, advanced or ended."""

    kind: Literal["step"] = "step"
    at: Seconds
    step: str
    state: Literal["began", "advanced", "ended"]
    done: int = 0
    total: int | None = None
    unit: Literal["", "bytes"] = ""
    usage: StepUsage | None = None


class ArticleEvent(FrozenModel):
    """The source is an article."""

    kind: Literal["article"] = "article"
    at: Seconds
    title: str | None
    url: str | None
    language: str
    characters: int
    sentences: int


class AnalysisEvent(FrozenModel):
    """Code has found what it can find without a model."""

    kind: Literal["analysis"] = "analysis"
    at: Seconds
    parser: str
    entities: int
    quotations: int
    attributions: int


class VerificationEvent(FrozenModel):
    """A capable model has verified the lines and claims of the brief."""

    kind: Literal["verification"] = "verification"
    at: Seconds
    verified: int
    corrected: int
    refused: int


class DoneEvent(FrozenModel):
    """The brief is stored, and can be fetched."""

    kind: Literal["done"] = "done"
    at: Seconds
    headline: str
    from_cache: bool


class ErrorEvent(FrozenModel):
    """The brief could not be made."""

    kind: Literal["error"] = "error"
    at: Seconds
    error: Problem


class CancelledEvent(FrozenModel):
    """The job was cancelled."""

    kind: Literal["cancelled"] = "cancelled"
    at: Seconds


JobEvent = Annotated[
    StartedEvent
    | StepEvent
    | ArticleEvent
    | AnalysisEvent
    | VerificationEvent
    | DoneEvent
    | ErrorEvent
    | CancelledEvent,
    Field(discriminator="kind"),
]
"""Any event of a job; ``kind`` tells which, and ``at`` after how many seconds it happened."""


def wire_event(event: BriefEvent, *, at: float) -> JobEvent:
    """Return an event of ``briefer.stream`` as JSON."""
    at = round(at, 3)
    if isinstance(event, ArticleLoaded):
        article = event.article
        return ArticleEvent(
            at=at,
            title=article.title,
            url=article.url,
            language=article.language,
            characters=len(article.text),
            sentences=len(article.sentences),
        )
    if isinstance(event, ArticleAnalysed):
        return AnalysisEvent(
            at=at,
            parser=event.parser,
            entities=event.entities,
            quotations=event.quotations,
            attributions=event.attributions,
        )
    if isinstance(event, LinesVerified):
        return VerificationEvent(
            at=at, verified=event.verified, corrected=event.corrected, refused=event.refused
        )
    if isinstance(event, BriefReady):
        return DoneEvent(at=at, headline=event.brief.headline.text, from_cache=event.from_cache)
    return StepEvent(
        at=at,
        step=event.step,
        state=event.state,
        done=event.done,
        total=event.total,
        unit=event.unit,
        usage=None if event.usage is None else StepUsage(**asdict(event.usage)),
    )
