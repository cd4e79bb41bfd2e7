"""A suite, briefs of two systems, and models that judge them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel

from briefer.evals.judge.judging import (
    judge_briefs,
    make_judge,
)
from briefer.evals.judge.verdict import CRITERIA, JudgeRun
from briefer.evals.reporting.report import Report, make_report
from briefer.evals.runs.journal import Run, Sample
from briefer.evals.suites.format import Case, Suite
from briefer.model.fake import FakeAnswer, FakeModel
from briefer.model.protocol import Message
from briefer.settings import Settings
from tests.evals.broken_briefs import dropped_hedge, missing_essential
from tests.evals.factories import ARTICLE, GOLD, perfect_brief

IDS = ("one", "two", "three")
SUITE = Suite(
    name="mine",
    cases=tuple(
        Case.model_validate(
            {"id": name, "article": ARTICLE.model_copy(update={"title": name}), "gold": GOLD}
        )
        for name in IDS
    ),
)
RUN = Run(
    suites={"mine": SUITE.digest},
    systems=("none", "local"),
    against={"none": (), "local": ("none",)},
    repeat=1,
    prompts={"local": "p"},
    code="c",
)
SETTINGS = Settings(model="none", cache=False)


def three_briefs_each(*, failed: bool = False) -> list[Sample]:
    """Return three briefs of each of two systems: perfect ones, and ones with different faults."""
    local_briefs = (
        dropped_hedge(perfect_brief()),
        missing_essential(perfect_brief()),
        None if failed else perfect_brief(),
    )
    samples = [
        Sample(suite="mine", system="none", case=name, brief=perfect_brief()) for name in IDS
    ]
    for name, brief in zip(IDS, local_briefs, strict=True):
        error = None if brief else "the server is down"
        samples.append(Sample(suite="mine", system="local", case=name, brief=brief, error=error))
    return samples


def verdict(**ratings: int) -> dict[str, object]:
    return {"reason": "“may” is lost.", **dict.fromkeys(CRITERIA, 5), **ratings}


def judging_model(
    rate: Callable[[str, int], FakeAnswer] = lambda _text, _call: verdict(), name: str = "judge"
) -> FakeModel:
    """Return a model that answers with ``rate(question, number of the call)``."""
    calls = 0

    def answer(messages: Sequence[Message], _schema: type[BaseModel]) -> FakeAnswer:
        nonlocal calls
        calls += 1
        return rate(messages[0]["content"], calls - 1)

    return FakeModel(answer, name=name, reasks=0)


async def judge_them(
    folder: Path, model: FakeModel, *, repeats: int = 3, briefs: Sequence[Sample] = ()
) -> JudgeRun:
    judge = make_judge(model, settings=SETTINGS, repeats=repeats)
    return await judge_briefs(judge, [SUITE], briefs or three_briefs_each(), folder=folder)


async def judge_and_report(folder: Path, model: FakeModel, *, repeats: int = 3) -> Report:
    return make_report(
        RUN, [SUITE], three_briefs_each(), await judge_them(folder, model, repeats=repeats)
    )
