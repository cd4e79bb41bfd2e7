"""The judge's answer about one brief, and all its answers in a run."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from briefer.evals.scoring.metrics import Dimension
from briefer.schema.evidence import FrozenModel, NonEmptyStr

Criterion = Literal["consistency", "attribution", "relevance", "coherence"]
Rating = Literal[1, 2, 3, 4, 5]

CRITERIA: Final[Mapping[Criterion, Dimension]] = {
    "consistency": "accuracy",
    "attribution": "sourcing",
    "relevance": "context",
    "coherence": "form",
}
"""The criteria, each with the EBU's dimension. The names are SummEval's, except ``attribution``,
which is added for news."""


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
def ordered_verdict(order: tuple[Criterion, ...]) -> type[Verdict]:
    """Return `Verdict` with its ratings in another order, which the grammar of a model enforces."""

    def ordered(schema: dict[str, JsonValue]) -> None:
        properties = schema["properties"]
        if isinstance(properties, dict):
            schema["properties"] = {name: properties[name] for name in ("reason", *order)}

    class OrderedVerdict(Verdict):
        model_config = ConfigDict(json_schema_extra=ordered)

    return OrderedVerdict


class JudgeSample(FrozenModel):
    """One answer of the judge about one brief, or the error of a failed call.

    Attributes:
        suite: name of the brief's suite.
        system: name of the system that made it.
        case: id of its case.
        sample: number of the repeat of the briefing, from 0.
        repeat: number of the repeat of the judging, from 0.
        verdict: the answer; None if the call failed.
        error: why the call failed.
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
        """The identity of the brief in its run (see ``Sample.key``)."""
        return (self.suite, self.system, self.case, self.sample)


class JudgeRun(FrozenModel):
    """All verdicts of a run.

    Attributes:
        judge: name of the model.
        version: version of its prompt, from the prompt file.
        prompt: digest of its prompt.
        repeats: how often it rated each brief.
        own: the systems whose briefs were made by the same model.
        judged: the verdicts and the failed calls.
    """

    judge: NonEmptyStr
    version: NonEmptyStr
    prompt: NonEmptyStr
    repeats: int
    own: tuple[str, ...]
    judged: tuple[JudgeSample, ...]
