"""Run all passes over one article, in parts if it is long, and combine them into the sections.

Each pass is asked once for each part; a remote model gets all requests at once.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TypeVar

from briefer.analysis.annotations import Span
from briefer.assembly.extractive import extractive_sections
from briefer.assembly.sections import BriefSections
from briefer.concurrency import task_group
from briefer.errors import WaitingForAnswersError
from briefer.passes.chunking import Window, split_to_fit
from briefer.passes.claim_ranking import CLAIM_RANKING, RankedClaims
from briefer.passes.combine import combine
from briefer.passes.gist import GIST
from briefer.passes.runner import Draft, Items, Pass, PassContext, PassResult, run_pass
from briefer.progress import Progress, ProgressEvent
from briefer.usage import Usage

PROMPTS = ("brief/system.j2", GIST.prompt, CLAIM_RANKING.prompt)

Result = TypeVar("Result")


async def brief_sections(context: PassContext, progress: Progress) -> tuple[BriefSections, Usage]:
    """Run the passes over the article, and combine the supported lines with the analysis.

    What the model leaves empty is filled from the analysis; notes say so for headline and summary.

    Raises:
        ModelError: the model cannot be used; the first such error cancels the other passes.
        WaitingForAnswersError: some passes wait for answers in files. It is raised after all passes
            have gone as far as they can.
    """
    turn = nullcontext() if context.model.profile.concurrent else asyncio.Lock()
    gists: list[asyncio.Task[PassResult[BriefSections]]] = []
    rankings: list[asyncio.Task[PassResult[RankedClaims]]] = []
    waiting: list[WaitingForAnswersError] = []
    async with task_group() as group:
        extractive = group.create_task(_extractive(context))  # while the model is being asked
        windows = await _windows(context)

        async def ask(task: Pass[Draft, Items], number: int) -> PassResult[Items]:
            async with turn:
                work = run_pass(task, context, text=windows[number].text)
                try:
                    return await _with_progress(work, _step(task.name, number, windows), progress)
                except WaitingForAnswersError as error:
                    waiting.append(error)  # the other passes write their prompts, too
                    return PassResult(None)

        for number in range(len(windows)):
            gists.append(group.create_task(ask(GIST, number)))
            if context.model.profile.is_capable:
                rankings.append(group.create_task(ask(CLAIM_RANKING, number)))
    if waiting:
        raise WaitingForAnswersError.joined(waiting)
    gist_results = [gist.result() for gist in gists]
    sections, usage = combine(
        await context.checker(),
        extractive=extractive.result(),
        gists=gist_results,
        rankings=[ranking.result() for ranking in rankings],
        capable=context.model.profile.is_capable,
    )
    answered = zip(windows, gist_results, strict=True)
    read = [window for window, result in answered if result.items is not None]
    return replace(sections, unread=_unread(context, read)), usage


def _unread(context: PassContext, read: Sequence[Window]) -> int:
    """Count the sentences that are in none of the windows ``read``, or were withheld there."""
    text = context.article.text
    return sum(
        not any(window.span.contains(sentence) for window in read)
        or context.without_injections(sentence.text_in(text)) != sentence.text_in(text)
        for sentence in (Span(*one) for one in context.article.sentences)
    )


async def _extractive(context: PassContext) -> BriefSections:
    """Build the sections from the analysis alone.

    This runs in the event loop's own thread, where the answers are checked too: both use the
    parser, which is not documented to be thread-safe.
    """
    return extractive_sections(context.article, await context.analysis)


async def _windows(context: PassContext) -> tuple[Window, ...]:
    """Split the article so that each part fits each pass, including its corrections."""
    profile = context.model.profile
    passes = (GIST, CLAIM_RANKING) if profile.is_capable else (GIST,)
    answer_tokens = max(task.max_tokens for task in passes) * (2 if profile.is_capable else 1)

    async def fits(part: str) -> bool:
        chats = (context.messages(task.prompt, part) for task in passes)
        counts = [await context.model.count_tokens(chat) for chat in chats]
        return max(counts) + answer_tokens <= profile.context_tokens

    return await split_to_fit(context.article, fits=fits)


def _step(name: str, number: int, windows: Sequence[Window]) -> str:
    return name if len(windows) == 1 else f"{name}, part {number + 1} of {len(windows)}"


async def _with_progress(
    work: Coroutine[object, object, Result], step: str, progress: Progress
) -> Result:
    step = f"writing {step}"
    progress(ProgressEvent(step, "began"))
    result = await work
    progress(ProgressEvent(step, "ended"))
    return result
