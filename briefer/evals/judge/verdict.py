"""Verdict: what a judge says about one brief, and what all its verdicts of a run are."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from briefer.evals.scoring.metrics import Dimension
from briefer.evidence import FrozenModel
from briefer.schema import NonEmptyStr

Criterion = Literal["consistency", "attribution", "relevance", "coherence"]
Rating = Literal[1, 2, 3, 4, 5]

CRITERIA: Final[Mapping[Criterion, Dimension]] = {
    "consistency": "accuracy",
    "attribution": "sourcing",
    "relevance": "context",
    "coherence": "form",
}
"""What is rated, with the EBU's name for what it tells; the words are SummEval's but for
``attribution``, which news needs beside them."""


class Verdict(BaseModel):
    """What the judge answers: the reason first, so that the ratings follow from it."""

    reason: Annotated[str, Field(max_length=400)]
    consistency: Rating
    attribution: Rating
    relevance: Rating
    coherence: Rating

    def ratings(self) -> dict[Criterion, Rating]:
        """Return the ratings by criterion."""
        return {
            "consistency": self.consistency,
            "attribution": self.attribution,
            "relevance": self.relevance,
            "coherence": self.coherence,
        }


@cache
def verdict_form(order: tuple[Criterion, ...]) -> type[Verdict]:
    """Return the verdict with its ratings in another order: a grammar holds a model to it."""

    def ordered(schema: dict[str, JsonValue]) -> None:
        properties = schema["properties"]
        if isinstance(properties, dict):
            schema["properties"] = {name: properties[name] for name in ("reason", *order)}

    class OrderedVerdict(Verdict):
        model_config = ConfigDict(json_schema_extra=ordered)

    return OrderedVerdict


class JudgeSample(FrozenModel):
    """One brief as the judge saw it once.

    Attributes:
        suite: name of its suite.
        system: what made it.
        case: id of its case.
        sample: which repeat of the briefing it is, from 0.
        repeat: which repeat of the judging it is, from 0.
        verdict: what the judge said; None when the call failed.
        error: why it failed.
    """

    suite: NonEmptyStr
    system: NonEmptyStr
    case: NonEmptyStr
    sample: int
    repeat: int
    verdict: Verdict | None = None
    error: str | None = None

    @property
    def brief(self) -> tuple[str, str, str, int]:
        """The key of the brief among those of its run."""
        return (self.suite, self.system, self.case, self.sample)


class JudgeRun(FrozenModel):
    """All verdicts of a run.

    Attributes:
        judge: name of the model.
        version: version of its prompt, as the file says.
        prompt: digest of its prompt.
        repeats: how often it was asked about each brief.
        own: the systems whose briefs were made by the same model.
        judged: the verdicts, and the calls that failed.
    """

    judge: NonEmptyStr
    version: NonEmptyStr
    prompt: NonEmptyStr
    repeats: int
    own: tuple[str, ...]
    judged: tuple[JudgeSample, ...]
