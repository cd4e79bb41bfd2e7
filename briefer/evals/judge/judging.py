"""The judge: a model that rates the summary of each brief, several times. It never gates.

Models are asked at temperature 0 and with one seed, so the same question mostly gets the same
answer. Each repeat therefore asks for the criteria in another order, which should make no
difference: how much it makes is what repeats show.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefer.article import Article
from briefer.errors import BrieferError, SettingsError
from briefer.evals.eval_prompts import eval_prompt_digest, eval_prompts
from briefer.evals.judge.verdict import (
    CRITERIA,
    Criterion,
    JudgeRun,
    JudgeSample,
    Verdict,
    verdict_form,
)
from briefer.evals.judge.verdict_store import VerdictStore
from briefer.evals.runs.journal import Sample
from briefer.evals.runs.replay import question_key
from briefer.evals.suites.format import Suite
from briefer.model.factory import open_model
from briefer.model.protocol import Message, Model
from briefer.model.spec import resolve_model_name
from briefer.passes.runner import escape_for_prompt
from briefer.pipeline import NO_MODEL
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.rendering.view import point_attribution_note
from briefer.schema import Brief, SummaryPoint
from briefer.settings import Settings

PROMPT = "judge.j2"
_NAMES = tuple(CRITERIA)
ORDERS: Final[tuple[tuple[Criterion, ...], ...]] = tuple(
    names[first:] + names[:first] for names in (_NAMES, _NAMES[::-1]) for first in range(len(names))
)
"""The order of the criteria in each repeat: every one of them comes first, forwards, then back."""

_MAX_TOKENS = 400
_AT_ONCE = 8  # questions in flight to a remote model
_VERSION = re.compile(r"\{# version: (\S+) #\}")
_log = logging.getLogger("briefer")


@dataclass(frozen=True, slots=True)
class Judge:
    """A model that judges.

    Attributes:
        name: its canonical name.
        model: the name that it was given, or the model itself.
        settings: how it is asked.
        repeats: how often it is asked about each brief.
    """

    name: str
    model: str | Model
    settings: Settings
    repeats: int

    @asynccontextmanager
    async def opened(self, progress: Progress) -> AsyncIterator[Model]:
        """Open the model for as long as it is asked."""
        if not isinstance(self.model, str):
            yield self.model
            return
        model = await open_model(self.settings, progress=progress)
        try:
            yield model
        finally:
            await model.aclose()


@dataclass(frozen=True, slots=True)
class _Question:
    """What the judge is asked once about one brief."""

    made: Sample
    repeat: int
    messages: tuple[Message, ...]

    @property
    def key(self) -> str:
        """What tells it from all others: briefs that read the same are asked about once."""
        return question_key(self.messages, self.form, _MAX_TOKENS)

    @property
    def form(self) -> type[Verdict]:
        """The form of the answer."""
        return verdict_form(ORDERS[self.repeat])


def make_judge(model: str | Model, *, settings: Settings, repeats: int) -> Judge:
    """Choose the judge, and see that its name is one before a brief is made.

    Raises:
        SettingsError: ``none`` is to judge, or more repeats are wanted than there are orders.
        UnknownModelError: no model is called so.
    """
    if not 1 <= repeats <= len(ORDERS):
        raise SettingsError(
            f"a judge repeats 1 to {len(ORDERS)} times, not {repeats}: '--judge-repeats' says how "
            "often"
        )
    if not isinstance(model, str):
        return Judge(model.name, model, settings, repeats)
    if model == NO_MODEL:
        raise SettingsError("'none' is no model and judges nothing: name one with '--judge'")
    settings = settings.model_copy(update={"model": model})
    return Judge(resolve_model_name(settings), model, settings, repeats)


async def judge_briefs(
    judge: Judge,
    suites: Sequence[Suite],
    made: Sequence[Sample],
    *,
    folder: Path,
    progress: Progress = no_progress,
) -> JudgeRun:
    """Ask the judge about every brief that there is.

    A call that fails is kept with its error: it is the judge that failed, and says nothing about
    the brief. Verdicts are kept in ``folder``, and what is kept there is not asked again; what
    failed is.

    Raises:
        ModelError: the model cannot be opened at all.
        SettingsError: the folder cannot be written to.
    """
    asked = list(_questions(judge, suites, made))
    kept = VerdictStore(folder, judge.name)
    missing = {question.key: question for question in asked if kept.get(question.key) is None}
    errors: dict[str, str] = {}
    try:
        if missing:
            async with judge.opened(progress) as model:
                errors = await _ask_all(model, list(missing.values()), kept, progress)
    finally:
        kept.close()
    return JudgeRun(
        judge=judge.name,
        version=prompt_version(),
        prompt=eval_prompt_digest(PROMPT),
        repeats=judge.repeats,
        own=tuple(dict.fromkeys(q.made.system for q in asked if _maker(q.made) == judge.name)),
        judged=tuple(
            JudgeSample(
                suite=question.made.suite,
                system=question.made.system,
                case=question.made.case,
                sample=question.made.sample,
                repeat=question.repeat,
                verdict=kept.get(question.key),
                error=errors.get(question.key),
            )
            for question in asked
        ),
    )


def prompt_version() -> str:
    """Return the version that the prompt file begins with."""
    found = _VERSION.match(eval_prompts().source(PROMPT))
    if found is None:
        raise SettingsError(f"the prompt file '{PROMPT}' does not begin with its version")
    return found[1]


def messages_about(brief: Brief, article: Article, *, repeat: int) -> tuple[Message, ...]:
    """Ask about one brief; who made it is not said.

    Article, brief and criteria come in this order, so that a server reads an article once.
    """
    variables = {
        "title": _material(article.title or ""),
        "published": article.published,
        "text": _material(article.text),
        "headline": _line(brief.headline),
        "points": [_line(point) for point in brief.summary],
        "order": ORDERS[repeat],
    }
    return (Message(role="user", content=eval_prompts().render(PROMPT, variables)),)


def _line(point: SummaryPoint) -> str:
    """Return a point as readers see it: with those on whose word it rests."""
    basis = point_attribution_note(point)
    return _material(" ".join(f"{point.text} ({basis})".split() if basis else point.text.split()))


def _material(text: str) -> str:
    """Keep article and brief from ending themselves."""
    return escape_for_prompt(text).replace("</brief", "< /brief")


def _questions(
    judge: Judge, suites: Sequence[Suite], made: Sequence[Sample]
) -> Iterator[_Question]:
    """Yield all questions, those about one article in a row."""
    for suite in suites:
        for case in suite.cases:
            for one in made:
                if (one.suite, one.case) == (suite.name, case.id) and one.brief is not None:
                    for repeat in range(judge.repeats):
                        messages = messages_about(one.brief, case.article, repeat=repeat)
                        yield _Question(one, repeat, messages)


def _maker(made: Sample) -> str | None:
    return made.brief.provenance.model if made.brief else None


async def _ask_all(
    model: Model, asked: Sequence[_Question], kept: VerdictStore, progress: Progress
) -> dict[str, str]:
    """Ask, and return what went wrong by the key of the question."""
    gate = asyncio.Semaphore(_AT_ONCE if model.concurrent else 1)
    errors: dict[str, str] = {}

    async def one(number: int, question: _Question) -> None:
        async with gate:
            step = f"judging {question.made.case} with {model.name} ({number} of {len(asked)})"
            progress(ProgressEvent(step, "began"))
            answer = await _ask(model, question)
            if isinstance(answer, Verdict):
                kept.add(question.key, answer)
            else:
                errors[question.key] = answer
            progress(ProgressEvent(step, "ended"))

    async with asyncio.TaskGroup() as group:
        for number, question in enumerate(asked, start=1):
            group.create_task(one(number, question))
    return errors


async def _ask(model: Model, question: _Question) -> Verdict | str:
    """Return the verdict, or why there is none."""
    try:
        reply = await model.ask(question.messages, question.form, max_tokens=_MAX_TOKENS)
    except BrieferError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 (a fault in one call must not lose the others)
        _log.warning("%s failed to judge %s (%r)", model.name, question.made.case, error)
        return f"{type(error).__name__}: {error}"
    return Verdict.model_validate(dict(reply.answer))
