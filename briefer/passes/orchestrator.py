"""Briefing: all passes over one article, in windows where need be, become the sections."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TypeVar

from briefer.analysis.annotations import Span
from briefer.assembly.extractive import extractive_sections
from briefer.assembly.sections import BriefSections
from briefer.concurrency import task_group
from briefer.passes.chunking import Window, split_to_fit
from briefer.passes.claim_ranking import CLAIM_RANKING, RankedClaims
from briefer.passes.combine import combine
from briefer.passes.gist import GIST
from briefer.passes.runner import Draft, Items, Pass, PassContext, PassResult, run_pass
from briefer.progress import Progress, ProgressEvent
from briefer.usage import Usage

PROMPTS = ("brief/system.j2", GIST.prompt, CLAIM_RANKING.prompt)

T = TypeVar("T")


async def brief_sections(desk: PassContext, progress: Progress) -> tuple[BriefSections, Usage]:
    """Run the passes over the article and join what holds with what the reading found.

    What the model leaves open is filled from the reading; of headline and summary the notes say so.
    """
    turns = nullcontext() if desk.model.concurrent else asyncio.Lock()
    gists: list[asyncio.Task[PassResult[BriefSections]]] = []
    weighings: list[asyncio.Task[PassResult[RankedClaims]]] = []
    async with task_group() as group:
        plain = group.create_task(_plain(desk))  # made while the model is asked
        windows = await _windows(desk)

        async def asked(task: Pass[Draft, Items], number: int) -> PassResult[Items]:
            async with turns:
                work = run_pass(task, desk, text=windows[number].text)
                return await _told(work, _step(task.name, number, windows), progress)

        for number in range(len(windows)):
            gists.append(group.create_task(asked(GIST, number)))
            if desk.model.weighs:
                weighings.append(group.create_task(asked(CLAIM_RANKING, number)))
    outcomes = [gist.result() for gist in gists]
    sections, usage = combine(
        desk.article,
        reading=await desk.analysis,
        plain=plain.result(),
        gists=outcomes,
        weighings=[weighing.result() for weighing in weighings],
        weighs=desk.model.weighs,
    )
    answered = zip(windows, outcomes, strict=True)
    read = [window for window, outcome in answered if outcome.items is not None]
    return replace(sections, unread=_unread(desk, read)), usage


def _unread(desk: PassContext, read: Sequence[Window]) -> int:
    """Count the sentences that lie in none of the windows ``read``, or that were withheld there."""
    article = desk.article
    return sum(
        not any(window.span.contains(sentence) for window in read)
        or desk.without_orders(sentence.text_in(article.text)) != sentence.text_in(article.text)
        for sentence in (Span(*one) for one in article.sentences)
    )


async def _plain(desk: PassContext) -> BriefSections:
    """Make the brief of the reading alone, from which what the model leaves open is filled.

    It is made in the loop's own thread, as answers are held against the article there: both parse,
    and the parser does not promise to bear two threads at once.
    """
    return extractive_sections(desk.article, await desk.analysis)


async def _windows(desk: PassContext) -> tuple[Window, ...]:
    """Split the article so that each pass, asked again too, fits with each part."""
    weighs = desk.model.weighs
    passes = (GIST, CLAIM_RANKING) if weighs else (GIST,)
    answers = max(task.max_tokens for task in passes) * (2 if weighs else 1)

    async def fits(part: str) -> bool:
        chats = (desk.messages(task.prompt, part) for task in passes)
        counts = [await desk.model.count_tokens(chat) for chat in chats]
        return max(counts) + answers <= desk.model.context_tokens

    return await split_to_fit(desk.article, fits=fits)


def _step(name: str, number: int, windows: Sequence[Window]) -> str:
    return name if len(windows) == 1 else f"{name}, part {number + 1} of {len(windows)}"


async def _told(work: Coroutine[object, object, T], step: str, progress: Progress) -> T:
    step = f"writing {step}"
    progress(ProgressEvent(step, "began"))
    result = await work
    progress(ProgressEvent(step, "ended"))
    return result
