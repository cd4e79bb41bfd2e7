"""Briefing: all passes over one article, in windows where need be, become the sections."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import nullcontext
from itertools import chain, zip_longest
from typing import TypeVar

from briefer.article import Article
from briefer.grounding.alignment import content_words
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
)
from briefer.passes.gist import GIST, MOST_POINTS
from briefer.passes.sections import Sections
from briefer.passes.weigh import MOST_OPEN, WEIGH, Weighed
from briefer.passes.windows import windows_of
from briefer.progress import Event, Progress
from briefer.reading.candidates import Attribution, Reading
from briefer.schema import Point, What, Who
from briefer.tasks import task_group
from briefer.usage import Usage

PROMPTS = ("brief/system.j2", GIST.prompt, WEIGH.prompt)

LEAST_EVENTS = 3
_RETOLD = 0.6  # share of an event's content words from which another retells it
_LEAD_SENTENCES = 2
LEAST_POINTS = 4  # of a summary; what a model leaves open is told in the article's own words

T = TypeVar("T")
Line = TypeVar("Line", Point, What)


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
        desk.article,
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
    article: Article,
    reading: Reading,
    plain: Sections,
    gists: Sequence[Outcome[Sections]],
    weighings: Sequence[Outcome[Weighed]],
) -> tuple[Sections, Usage]:
    found = [gist.items for gist in gists if gist.items is not None]
    weighed = [one.items for one in weighings if one.items is not None]
    outcomes: list[Outcome[Sections] | Outcome[Weighed]] = [*gists, *weighings]
    notes = [outcome.failure for outcome in outcomes if outcome.failure]
    if (parts := len(gists)) > 1:
        notes.append(f"The article did not fit the model's window and was read in {parts} parts.")
    headline = next((one.headline for one in found if one.headline), None)
    written = _distinct(_interleaved(one.summary for one in found)[:MOST_POINTS])
    summary = _filled(written, plain.summary, least=LEAST_POINTS)
    named = [who for who in plain.who if who.kind in {"person", "organisation"} and who.role]
    who = _first(chain(*(one.who for one in found), named, plain.who), MOST_WHO, key=_name)
    if headline is None and not _is_title(plain.headline, article):
        # a point that retells the lead says what happened in fewer words than the lead itself
        headline = next((point for point in written if _rests_on_lead(point, article)), None)
    notes += _own_words(headline=headline is None, points=len(summary) - len(written))
    headline = headline or plain.headline
    missing = _interleaved(one.missing for one in weighed)[:MOST_OPEN]
    events = _distinct(map(event_of, [*filter(None, [headline]), *written]))[:MOST_WHAT]
    sections = Sections(
        headline=headline,
        summary=summary,
        who=who,
        what=_filled(events, plain.what, least=LEAST_EVENTS),
        where=_first(
            chain(*(one.where for one in found), plain.where),
            MOST_WHERE,
            key=lambda w: w.place.casefold(),
        ),
        when=_first(
            chain(*(one.when for one in found), plain.when),
            MOST_WHEN,
            key=lambda w: w.value or w.phrase,
        ),
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


def _distinct(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Keep what tells something that nothing before it has told, in more words or in fewer."""
    kept: list[Line] = []
    for line in lines:
        if not any(_tells(line, other) for other in kept):
            kept.append(line)
    return tuple(kept)


def _tells(one: Point | What, other: Point | What) -> bool:
    left, right = content_words(_words(one)), content_words(_words(other))
    return len(left & right) >= _RETOLD * min(len(left), len(right))


def _words(line: Point | What) -> str:
    return line.text if isinstance(line, Point) else line.event


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


def _filled(written: Sequence[Line], plain: Sequence[Line], *, least: int) -> tuple[Line, ...]:
    """Fill up what a model wrote with the reading's lines that rest on other passages."""
    lines = list(written)
    for line in plain:
        if len(lines) >= least:
            break
        if not any(_share_a_passage(line, other) or _tells(line, other) for other in lines):
            lines.append(line)
    return tuple(lines)


def _share_a_passage(one: Point | What, other: Point | What) -> bool:
    return any(
        slice_.start < another.end and another.start < slice_.end
        for slice_ in one.evidence
        for another in other.evidence
    )


def _name(who: Who) -> object:
    return who.name


def _ranked(reading: Reading, weighed: Iterable[Weighed]) -> list[Attribution]:
    """Return all attributions, those that the model chose first."""
    chosen = _interleaved(one.attributions for one in weighed)
    return [*chosen, *(found for found in reading.attributions if found not in chosen)]


def _interleaved(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """Take the first of each part, then the second of each, and nothing twice."""
    rounds = chain(*zip_longest(*parts))
    return tuple(dict.fromkeys(item for item in rounds if item is not None))


def _first(items: Iterable[T], most: int, *, key: Callable[[T], object]) -> tuple[T, ...]:
    """Keep the first item of each key, up to ``most``."""
    kept: dict[object, T] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return tuple(kept.values())[:most]
