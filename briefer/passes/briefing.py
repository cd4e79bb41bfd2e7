"""Briefing: all passes over one article, in windows where need be, become the sections."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from briefer.grounding.items import claim_of
from briefer.passes.engine import Desk, Outcome, run_pass
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
from briefer.passes.weigh import WEIGH, Weighed
from briefer.passes.windows import windows_of
from briefer.progress import Event, Progress
from briefer.reading.candidates import Attribution, Reading
from briefer.schema import Who
from briefer.usage import Usage

PROMPTS = ("brief/system.j2", GIST.prompt, WEIGH.prompt)

T = TypeVar("T")


async def brief_sections(desk: Desk, progress: Progress) -> tuple[Sections, Usage]:
    """Run the passes over the article and join what holds with what the reading found.

    A section that the model leaves empty is filled from the reading, and the notes say so.
    """
    windows = await _windows(desk)
    numbered = list(enumerate(windows, start=1))

    async def gist(number: int, part: str) -> Outcome[Sections]:
        work = run_pass(GIST, desk, text=part)
        return await _told(work, _step(GIST.name, number, windows), progress)

    if desk.model.concurrent:
        outcomes, weighed = await asyncio.gather(
            asyncio.gather(*(gist(number, part) for number, part in numbered)),
            _weigh(desk, windows[0], progress),
        )
    else:
        outcomes = [await gist(number, part) for number, part in numbered]
        weighed = await _weigh(desk, windows[0], progress)
    return _joined(desk, outcomes, weighed, parts=len(windows))


async def _windows(desk: Desk) -> tuple[str, ...]:
    """Split the article so that each pass, asked again too, fits with each part."""
    weigh = WEIGH.variables(desk.article, desk.reading)
    answers = 2 * max(GIST.max_tokens, WEIGH.max_tokens)

    async def fits(part: str) -> bool:
        chats = (desk.messages(GIST.prompt, {}, part), desk.messages(WEIGH.prompt, weigh, part))
        counts = [await desk.model.count_tokens(chat) for chat in chats]
        return max(counts) + answers <= desk.model.context_tokens

    return await windows_of(desk.article.text, fits=fits)


async def _weigh(desk: Desk, text: str, progress: Progress) -> Outcome[Weighed]:
    """Ask which claims matter, unless there are none or the model cannot tell."""
    if not desk.model.weighs or not desk.reading.attributions:
        return Outcome(Weighed((), ()))
    return await _told(run_pass(WEIGH, desk, text=text), WEIGH.name, progress)


def _step(name: str, number: int, windows: Sequence[str]) -> str:
    return name if len(windows) == 1 else f"{name}, part {number} of {len(windows)}"


async def _told(work: Coroutine[object, object, T], step: str, progress: Progress) -> T:
    step = f"writing {step}"
    progress(Event(step, "began"))
    result = await work
    progress(Event(step, "ended"))
    return result


def _joined(
    desk: Desk, gists: Sequence[Outcome[Sections]], weighed: Outcome[Weighed], *, parts: int
) -> tuple[Sections, Usage]:
    plain = extractive_sections(desk.article, desk.reading)
    found = [gist.items for gist in gists if gist.items is not None]
    outcomes: list[Outcome[Sections] | Outcome[Weighed]] = [*gists, weighed]
    notes = [outcome.failure for outcome in outcomes if outcome.failure]
    if parts > 1:
        notes.append(f"The article did not fit the model's window and was read in {parts} parts.")
    headline = next((one.headline for one in found if one.headline), None)
    summary = _interleaved([one.summary for one in found], MOST_POINTS)
    named = [who for who in plain.who if who.kind in {"person", "organisation"} and who.role]
    who = _first(chain(*(one.who for one in found), named, plain.who), MOST_WHO, key=_name)
    filled = [
        section
        for section, empty in (("headline", headline is None), ("summary", not summary))
        if empty
    ]
    if filled:
        verb = "is" if len(filled) == 1 else "are"
        notes.append(f"The {' and the '.join(filled)} {verb} in the article's own words.")
    sections = Sections(
        headline=headline or plain.headline,
        summary=summary or plain.summary,
        who=who,
        what=_interleaved([one.what for one in found], MOST_WHAT)
        or ((event_of(headline),) if headline else plain.what),
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
            claim_of(attribution, desk.article)
            for attribution in heard(_ranked(desk.reading, weighed.items))
        ),
        uncertainty=(*plain.uncertainty, *(weighed.items.missing if weighed.items else ()))[
            :MOST_DOUBTS
        ],
        rejected=tuple(chain(*(outcome.rejected for outcome in outcomes))),
        notes=tuple(notes),
    )
    usage = Usage()
    for outcome in outcomes:
        usage = usage.plus(outcome.usage)
    return sections, usage


def _name(who: Who) -> object:
    return who.name


def _ranked(reading: Reading, weighed: Weighed | None) -> list[Attribution]:
    """Return all attributions, those that the model chose first."""
    chosen = weighed.attributions if weighed is not None else ()
    return [*chosen, *(found for found in reading.attributions if found not in chosen)]


def _interleaved(parts: Sequence[Sequence[T]], most: int) -> tuple[T, ...]:
    """Take the first of each part, then the second of each, up to ``most``."""
    rounds = zip_longest(*parts)
    return tuple(item for item in chain(*rounds) if item is not None)[:most]


def _first(items: Iterable[T], most: int, *, key: Callable[[T], object]) -> tuple[T, ...]:
    """Keep the first item of each key, up to ``most``."""
    kept: dict[object, T] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return tuple(kept.values())[:most]
