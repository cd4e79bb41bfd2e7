"""Have a model, the judge, rate the summary of each brief, several times.

Models are asked at temperature 0 with a fixed seed, so that the same question mostly gets the same
answer. Each repeat therefore lists the criteria in a different order. The order should make no
difference; the repeats show how much it does.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefer.errors import BrieferError, SettingsError, WaitingForAnswersError
from briefer.evals.concurrency import requests_at_a_time
from briefer.evals.eval_prompts import eval_prompt_digest, eval_prompts
from briefer.evals.judge.verdict import (
    CRITERIA,
    Criterion,
    JudgeRun,
    JudgeSample,
    Verdict,
    ordered_verdict,
)
from briefer.evals.judge.verdict_store import VerdictStore
from briefer.evals.runs.journal import Sample
from briefer.evals.runs.replay import question_key
from briefer.evals.suites.format import Suite
from briefer.model.factory import open_model
from briefer.model.known_names import NO_MODEL
from briefer.model.protocol import Message, Model
from briefer.model.spec import resolve_model_name
from briefer.passes.runner import article_tag, escape_for_prompt
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.rendering.view import attribution_note
from briefer.schema.article import Article
from briefer.schema.brief import Brief, SummaryPoint
from briefer.settings import Settings

PROMPT = "judge.j2"
_NAMES = tuple(CRITERIA)
ORDERS: Final[tuple[tuple[Criterion, ...], ...]] = tuple(
    names[first:] + names[:first] for names in (_NAMES, _NAMES[::-1]) for first in range(len(names))
)
"""The order of the criteria in each repeat: all rotations, forwards and then reversed."""

_MAX_TOKENS = 400
_VERSION = re.compile(r"\{# version: (\S+) #\}")
_log = logging.getLogger("briefer")


@dataclass(frozen=True, slots=True)
class Judge:
    """A model that judges.

    Attributes:
        name: its full name.
        model: the name to open, or an open model.
        settings: the settings to open it with.
        repeats: how often it rates each brief.
    """

    name: str
    model: str | Model
    settings: Settings
    repeats: int

    @asynccontextmanager
    async def opened(self, progress: Progress) -> AsyncIterator[Model]:
        """Open the model while it is in use."""
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
    """One question about one brief."""

    sample: Sample
    repeat: int
    messages: tuple[Message, ...]

    @property
    def key(self) -> str:
        """Its digest: briefs with the same text make the same question, which is asked once."""
        return question_key(self.messages, self.schema, _MAX_TOKENS)

    @property
    def schema(self) -> type[Verdict]:
        """The schema of the answer."""
        return ordered_verdict(ORDERS[self.repeat])


def make_judge(model: str | Model, *, settings: Settings, repeats: int) -> Judge:
    """Return the judge; its name is checked now, before any brief is made.

    Raises:
        SettingsError: the judge is ``none``, or there are more repeats than orders of the criteria.
        UnknownModelError: there is no model of this name.
    """
    if not 1 <= repeats <= len(ORDERS):
        raise SettingsError(
            f"a judge can rate a brief 1 to {len(ORDERS)} times, not {repeats}: change "
            "'--judge-repeats'"
        )
    if not isinstance(model, str):
        return Judge(model.name, model, settings, repeats)
    if model == NO_MODEL:
        raise SettingsError("'none' is not a model and cannot judge: name one with '--judge'")
    settings = settings.model_copy(update={"model": model})
    return Judge(resolve_model_name(settings), model, settings, repeats)


async def judge_briefs(
    judge: Judge,
    suites: Sequence[Suite],
    samples: Sequence[Sample],
    *,
    folder: Path,
    progress: Progress = no_progress,
) -> JudgeRun:
    """Ask the judge about every brief.

    Verdicts are stored in ``folder``, and a question with a stored verdict is not asked again. If a
    call fails, its error is returned in place of a verdict: the judge failed, not the brief. It is
    asked again next time.

    Raises:
        ModelError: the model cannot be opened.
        SettingsError: the folder cannot be written to.
        WaitingForAnswersError: questions wait for answers in files.
    """
    questions = list(_questions(judge, suites, samples))
    store = VerdictStore(folder, judge.name)
    pending = {q.key: q for q in questions if store.get(q.key) is None}
    errors: dict[str, str] = {}
    try:
        if pending:
            async with judge.opened(progress) as model:
                errors = await _ask_all(model, list(pending.values()), store, progress)
    finally:
        store.close()
    return JudgeRun(
        judge=judge.name,
        version=prompt_version(),
        prompt=eval_prompt_digest(PROMPT),
        repeats=judge.repeats,
        own=tuple(
            dict.fromkeys(q.sample.system for q in questions if _model_of(q.sample) == judge.name)
        ),
        judged=tuple(
            JudgeSample(
                suite=question.sample.suite,
                system=question.sample.system,
                case=question.sample.case,
                sample=question.sample.sample,
                repeat=question.repeat,
                verdict=store.get(question.key),
                error=errors.get(question.key),
            )
            for question in questions
        ),
    )


def prompt_version() -> str:
    """Return the version in the first line of the prompt file."""
    found = _VERSION.match(eval_prompts().source(PROMPT))
    if found is None:
        raise SettingsError(f"the prompt file '{PROMPT}' does not begin with its version")
    return found[1]


def messages_about(brief: Brief, article: Article, *, repeat: int) -> tuple[Message, ...]:
    """Return the question about one brief; it does not say which model made the brief.

    The article comes first, then the brief and the criteria, so that a server can reuse its cached
    prefix for all questions about an article.
    """
    variables = {
        "tag": article_tag(article),
        "title": escape_for_prompt(article.title or ""),
        "published": article.published,
        "text": escape_for_prompt(article.text),
        "headline": _line(brief.headline),
        "points": [_line(point) for point in brief.summary],
        "order": ORDERS[repeat],
    }
    return (Message(role="user", content=eval_prompts().render(PROMPT, variables)),)


def _line(point: SummaryPoint) -> str:
    """Return a point as readers see it, with its attribution."""
    note = attribution_note(point)
    return escape_for_prompt(
        " ".join(f"{point.text} ({note})".split() if note else point.text.split())
    )


def _questions(
    judge: Judge, suites: Sequence[Suite], samples: Sequence[Sample]
) -> Iterator[_Question]:
    """Yield all questions, grouped by article."""
    for suite in suites:
        for case in suite.cases:
            for one in samples:
                if (one.suite, one.case) == (suite.name, case.id) and one.brief is not None:
                    for repeat in range(judge.repeats):
                        messages = messages_about(one.brief, case.article, repeat=repeat)
                        yield _Question(one, repeat, messages)


def _model_of(sample: Sample) -> str | None:
    return sample.brief.provenance.model if sample.brief else None


async def _ask_all(
    model: Model, questions: Sequence[_Question], store: VerdictStore, progress: Progress
) -> dict[str, str]:
    """Ask the questions, store the verdicts, and return the errors by question key.

    Raises:
        WaitingForAnswersError: questions wait for answers in files; all have been asked.
    """
    semaphore = asyncio.Semaphore(requests_at_a_time(model.profile))
    errors: dict[str, str] = {}
    waiting: list[WaitingForAnswersError] = []

    async def ask(number: int, question: _Question) -> None:
        async with semaphore:
            case = question.sample.case
            step = f"judging {case} with {model.name} ({number} of {len(questions)})"
            progress(ProgressEvent(step, "began"))
            answer = await _ask(model, question)
            if isinstance(answer, Verdict):
                store.add(question.key, answer)
            elif isinstance(answer, WaitingForAnswersError):
                waiting.append(answer)
            else:
                errors[question.key] = answer
            progress(ProgressEvent(step, "ended"))

    async with asyncio.TaskGroup() as group:
        for number, question in enumerate(questions, start=1):
            group.create_task(ask(number, question))
    if waiting:
        raise WaitingForAnswersError.joined(
            waiting, note="All briefs are made, but not all ratings are there."
        )
    return errors


async def _ask(model: Model, question: _Question) -> Verdict | WaitingForAnswersError | str:
    """Return the verdict, or that it waits for an answer in a file, or the error message."""
    try:
        reply = await model.ask(question.messages, question.schema, max_tokens=_MAX_TOKENS)
    except WaitingForAnswersError as error:
        return error
    except BrieferError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 (a fault in one call must not lose the others)
        _log.warning("%s failed to judge %s (%r)", model.name, question.sample.case, error)
        return f"{type(error).__name__}: {error}"
    return Verdict.model_validate(dict(reply.answer))
