"""Let a capable model verify labelled lines: the checks prove faults, the model judges the rest.

All lines about one article that no check proves wrong are listed in one prompt, the one that
verifies the lines of a brief. Those that the model names are refused. Weaker findings of the checks
no longer refuse a line: the verdict settles them.
"""

import asyncio
import hashlib
from collections.abc import Sequence

from briefer.analysis.annotations import Analysis
from briefer.concurrency import task_group
from briefer.errors import ModelAnswerError, SettingsError, WaitingForAnswersError
from briefer.evals.concurrency import requests_at_a_time
from briefer.evals.lines.checking import CheckedArticle, JudgedLine, check_lines, digest_of
from briefer.evals.lines.format import LabelledLine
from briefer.evals.lines.scoring import LinesReport, make_report
from briefer.model.protocol import Model
from briefer.passes.capable.verification import Verdicts, WrongLineDraft, verify_lines
from briefer.passes.chunking import whole_article
from briefer.passes.runner import PassContext
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.prompts import Prompts


async def score_verified_lines(
    lines: Sequence[LabelledLine],
    *,
    name: str,
    model: Model,
    prompts: Prompts,
    progress: Progress = no_progress,
) -> LinesReport:
    """Score the checks together with a model that verifies what they leave open.

    Args:
        lines: the lines; at least one.
        name: name of their file, for the report.
        model: the model; it must be capable.
        prompts: the prompt files.
        progress: called before and after each article.

    Raises:
        ModelError: the model cannot be used, or has no valid verdicts on an article.
        SettingsError: the model is small.
        WaitingForAnswersError: verdicts wait for answers in files. It is raised after all articles
            have been tried.
    """
    if not model.profile.is_capable:
        raise SettingsError(
            f"'{model.name}' is a small model, and only a capable one can verify lines: name "
            "another one with '--model', or add '--profile capable' to try it"
        )
    articles = check_lines(lines, progress=progress)
    asking = _Asking(model, prompts, len(articles), progress)
    async with task_group() as group:
        tasks = [
            group.create_task(asking.verify(article, number))
            for number, article in enumerate(articles, start=1)
        ]
    asking.require_verdicts()
    judged = [line for task in tasks for line in task.result()]
    return make_report(judged, name=name, digest=digest_of(lines), model=model.name)


class _Asking:
    """Asks a model about the lines of several articles, and collects what went wrong."""

    def __init__(self, model: Model, prompts: Prompts, total: int, progress: Progress) -> None:
        self._model, self._prompts = model, prompts
        self._total, self._progress = total, progress
        self._turn = asyncio.Semaphore(requests_at_a_time(model.profile))
        self._waiting: list[WaitingForAnswersError] = []
        self._failures: dict[str, str] = {}

    async def verify(self, checked: CheckedArticle, number: int) -> tuple[JudgedLine, ...]:
        """Return the lines of an article with their verdicts; none without valid verdicts."""
        by_index = _in_neutral_order([line for line in checked.lines if not line.proved_by])
        step = f"verifying the lines about {checked.name} ({number} of {self._total})"
        async with self._turn:
            self._progress(ProgressEvent(step, "began"))
            try:
                verdicts = await self._ask(checked, [line.line for line in by_index])
            except WaitingForAnswersError as error:
                self._waiting.append(error)
                verdicts = Verdicts()
            self._progress(ProgressEvent(step, "ended"))
        if verdicts.failure is not None:
            self._failures[checked.name] = verdicts.failure
        judged = {id(line): _judged(line, verdicts.wrong.get(i)) for i, line in enumerate(by_index)}
        return tuple(judged.get(id(line)) or _proved(line) for line in checked.lines)

    async def _ask(self, checked: CheckedArticle, texts: Sequence[str]) -> Verdicts:
        article = checked.article
        analysis = asyncio.create_task(_available(checked.analysis))
        context = PassContext(article, analysis, self._model, self._prompts, article.language)
        return await verify_lines(texts, context, whole_article(article))

    def require_verdicts(self) -> None:
        """Raise if there are articles without verdicts.

        Raises:
            ModelAnswerError: the model's answer about an article is not valid.
            WaitingForAnswersError: answers are waited for.
        """
        if self._waiting:
            raise WaitingForAnswersError.joined(
                self._waiting,
                note=f"The run is not complete: the lines about "
                f"{self._total - len(self._waiting)} of {self._total} articles are verified.",
            )
        if self._failures:
            name, problem = next(iter(self._failures.items()))
            raise ModelAnswerError(
                f"{len(self._failures)} of {self._total} articles have no verdicts, so there are "
                f"no figures. '{self._model.name}' failed on '{name}': {problem}"
            )


def _in_neutral_order(lines: Sequence[JudgedLine]) -> list[JudgedLine]:
    """Sort lines by their digest: in a file the right ones often come first."""
    return sorted(lines, key=lambda line: hashlib.sha256(line.line.encode()).digest())


def _judged(line: JudgedLine, wrong: WrongLineDraft | None) -> JudgedLine:
    """Return a line with its verdict, which alone decides whether it is refused."""
    return line.model_copy(
        update={
            "refused": wrong is not None,
            "verdict": "right" if wrong is None else "wrong",
            "wrong_words": "" if wrong is None else wrong.words,
            "decided_by": (),
        }
    )


def _proved(line: JudgedLine) -> JudgedLine:
    """Return a line that is proved wrong; weaker findings do not decide about it any more."""
    return line.model_copy(
        update={"decided_by": line.proved_by if len(line.proved_by) == 1 else ()}
    )


async def _available(analysis: Analysis) -> Analysis:
    return analysis
