"""Briefing: all passes over one article, in windows where need be, become the sections."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import nullcontext
from itertools import chain
from typing import TypeVar

from briefer.article import Article
from briefer.grounding.items import claim_of
from briefer.passes.engine import Desk, Draft, Items, Outcome, Pass, run_pass
from briefer.passes.extractive import (
    MOST_DOUBTS,
    MOST_WHAT,
    MOST_WHEN,
    MOST_WHERE,
    MOST_WHO,
    event_of,
    extractive_sections,
    heard,
    in_own_words,
)
from briefer.passes.gist import GIST, MOST_POINTS
from briefer.passes.joining import distinct, filled, fused, interleaved, model_first
from briefer.passes.sections import Sections
from briefer.passes.weigh import MOST_OPEN, WEIGH, Weighed
from briefer.passes.windows import windows_of
from briefer.progress import Event, Progress
from briefer.reading.candidates import Attribution, Reading
from briefer.schema import Point
from briefer.tasks import task_group
from briefer.usage import Usage

PROMPTS = ("brief/system.j2", GIST.prompt, WEIGH.prompt)

LEAST_EVENTS = 4
_LEAD_SENTENCES = 2
LEAST_POINTS = 5  # of a summary; what a model leaves open is told in the article's own words

T = TypeVar("T")


async def brief_sections(desk: Desk, progress: Progress) -> tuple[Sections, Usage]:
    """Run the passes over the article and join what holds with what the reading found.

    What the model leaves open is filled from the reading; of headline and summary the notes say so.
    """
    turns = nullcontext() if desk.model.concurrent else asyncio.Lock()
    gists: list[asyncio.Task[Outcome[Sections]]] = []
    weighings: list[asyncio.Task[Outcome[Weighed]]] = []
    async with task_group() as group:
        plain = group.create_task(_plain(desk))  # made while the model is asked
        windows = await _windows(desk)

        async def asked(task: Pass[Draft, Items], number: int) -> Outcome[Items]:
            async with turns:
                work = run_pass(task, desk, text=windows[number])
                return await _told(work, _step(task.name, number, windows), progress)

        for number in range(len(windows)):
            gists.append(group.create_task(asked(GIST, number)))
            if desk.model.weighs:
                weighings.append(group.create_task(asked(WEIGH, number)))
    return _joined(
        desk,
        await desk.reading,
        plain.result(),
        [gist.result() for gist in gists],
        [weighing.result() for weighing in weighings],
    )


async def _plain(desk: Desk) -> Sections:
    """Make the brief of the reading alone, from which what the model leaves open is filled.

    It is made in the loop's own thread, as answers are held against the article there: both parse,
    and the parser does not promise to bear two threads at once.
    """
    return extractive_sections(desk.article, await desk.reading)


async def _windows(desk: Desk) -> tuple[str, ...]:
    """Split the article so that each pass, asked again too, fits with each part."""
    weighs = desk.model.weighs
    passes = (GIST, WEIGH) if weighs else (GIST,)
    answers = max(task.max_tokens for task in passes) * (2 if weighs else 1)

    async def fits(part: str) -> bool:
        chats = (desk.messages(task.prompt, part) for task in passes)
        counts = [await desk.model.count_tokens(chat) for chat in chats]
        return max(counts) + answers <= desk.model.context_tokens

    return await windows_of(desk.article, fits=fits)


def _step(name: str, number: int, windows: Sequence[str]) -> str:
    return name if len(windows) == 1 else f"{name}, part {number + 1} of {len(windows)}"


async def _told(work: Coroutine[object, object, T], step: str, progress: Progress) -> T:
    step = f"writing {step}"
    progress(Event(step, "began"))
    result = await work
    progress(Event(step, "ended"))
    return result


def _joined(
    desk: Desk,
    reading: Reading,
    plain: Sections,
    gists: Sequence[Outcome[Sections]],
    weighings: Sequence[Outcome[Weighed]],
) -> tuple[Sections, Usage]:
    article = desk.article
    # where a model that does not weigh and the reading disagree, neither is right more often
    ranked = model_first if desk.model.weighs else fused
    found = [gist.items for gist in gists if gist.items is not None]
    weighed = [one.items for one in weighings if one.items is not None]
    outcomes: list[Outcome[Sections] | Outcome[Weighed]] = [*gists, *weighings]
    notes = [outcome.failure for outcome in outcomes if outcome.failure]
    if (parts := len(gists)) > 1:
        notes.append(f"The article did not fit the model's window and was read in {parts} parts.")
    headline = next((one.headline for one in found if one.headline), None)
    written = distinct(interleaved(one.summary for one in found)[:MOST_POINTS])
    refused = [line for outcome in gists for line in outcome.rejected if line.section == "summary"]
    meant = [in_own_words(line.text, article, reading) for line in refused]
    summary = filled(written, [*filter(None, meant), *plain.summary], least=LEAST_POINTS)
    named = [who for who in plain.who if who.kind in {"person", "organisation"} and who.role]
    who = model_first(chain(*(one.who for one in found), named), plain.who, key=lambda w: w.name)
    where = ranked(
        chain(*(one.where for one in found)), plain.where, key=lambda w: w.place.casefold()
    )
    when = ranked(
        chain(*(one.when for one in found)), plain.when, key=lambda w: w.value or w.phrase
    )
    if headline is None and not _is_title(plain.headline, article):
        # a point that retells the lead says what happened in fewer words than the lead itself
        headline = next((point for point in written if _rests_on_lead(point, article)), None)
    notes += _own_words(headline=headline is None, points=len(summary) - len(written))
    headline = headline or plain.headline
    missing = interleaved(one.missing for one in weighed)[:MOST_OPEN]
    events = distinct(map(event_of, [*filter(None, [headline]), *written]))[:MOST_WHAT]
    sections = Sections(
        headline=headline,
        summary=summary,
        who=who[:MOST_WHO],
        what=filled(events, plain.what, least=LEAST_EVENTS),
        where=where[:MOST_WHERE],
        when=when[:MOST_WHEN],
        claimed_by=tuple(
            claim_of(attribution, article) for attribution in heard(_ranked(reading, weighed))
        ),
        uncertainty=(*plain.uncertainty, *missing)[:MOST_DOUBTS],
        rejected=tuple(chain(*(outcome.rejected for outcome in outcomes))),
        notes=tuple(notes),
    )
    usage = Usage()
    for outcome in outcomes:
        usage = usage.plus(outcome.usage)
    return sections, usage


def _is_title(headline: Point | None, article: Article) -> bool:
    return headline is not None and headline.text == " ".join((article.title or "").split())


def _rests_on_lead(point: Point, article: Article) -> bool:
    end = article.sentences[:_LEAD_SENTENCES][-1][1]
    return any(evidence.end <= end for evidence in point.evidence)


def _own_words(*, headline: bool, points: int) -> list[str]:
    """Say what of headline and summary no model wrote."""
    parts = ["The headline"] if headline else []
    if points:
        parts.append(
            "one point of the summary" if points == 1 else f"{points} points of the summary"
        )
    if not parts:
        return []
    verb = "is" if len(parts) == 1 and points < 2 else "are"
    told = " and ".join(parts)
    return [f"{told[0].upper()}{told[1:]} {verb} in the article's own words."]


def _ranked(reading: Reading, weighed: Iterable[Weighed]) -> list[Attribution]:
    """Return all attributions, those that the model chose first."""
    chosen = interleaved(one.attributions for one in weighed)
    return [*chosen, *(found for found in reading.attributions if found not in chosen)]
