"""Briefing: all passes over one article, in windows where need be, become the sections."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from briefer.article import Article
from briefer.grounding.alignment import content_words
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
from briefer.schema import Point, What, Who
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
    plain = asyncio.create_task(_plain(desk))  # made while the model is asked
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
    reading = await desk.reading
    return _joined(desk.article, reading, await plain, outcomes, weighed, parts=len(windows))


async def _plain(desk: Desk) -> Sections:
    """Make the brief of the reading alone, from which what the model leaves open is filled."""
    reading = await desk.reading
    return await asyncio.to_thread(extractive_sections, desk.article, reading)


async def _windows(desk: Desk) -> tuple[str, ...]:
    """Split the article so that each pass, asked again too, fits with each part."""
    prompts = (GIST.prompt, WEIGH.prompt) if desk.model.weighs else (GIST.prompt,)
    answers = 2 * max(GIST.max_tokens, WEIGH.max_tokens)

    async def fits(part: str) -> bool:
        chats = (desk.messages(prompt, part) for prompt in prompts)
        counts = [await desk.model.count_tokens(chat) for chat in chats]
        return max(counts) + answers <= desk.model.context_tokens

    return await windows_of(desk.article, fits=fits)


async def _weigh(desk: Desk, text: str, progress: Progress) -> Outcome[Weighed]:
    """Ask which claims matter, unless the model cannot tell."""
    if not desk.model.weighs:
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
    article: Article,
    reading: Reading,
    plain: Sections,
    gists: Sequence[Outcome[Sections]],
    weighed: Outcome[Weighed],
    *,
    parts: int,
) -> tuple[Sections, Usage]:
    found = [gist.items for gist in gists if gist.items is not None]
    outcomes: list[Outcome[Sections] | Outcome[Weighed]] = [*gists, weighed]
    notes = [outcome.failure for outcome in outcomes if outcome.failure]
    if parts > 1:
        notes.append(f"The article did not fit the model's window and was read in {parts} parts.")
    headline = next((one.headline for one in found if one.headline), None)
    written = _distinct(_interleaved([one.summary for one in found], MOST_POINTS))
    summary = _filled(written, plain.summary, least=LEAST_POINTS)
    named = [who for who in plain.who if who.kind in {"person", "organisation"} and who.role]
    who = _first(chain(*(one.who for one in found), named, plain.who), MOST_WHO, key=_name)
    if headline is None and not _is_title(plain.headline, article):
        # a point that retells the lead says what happened in fewer words than the lead itself
        headline = next((point for point in written if _rests_on_lead(point, article)), None)
    notes += _own_words(headline=headline is None, points=len(summary) - len(written))
    headline = headline or plain.headline
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
            claim_of(attribution, article) for attribution in heard(_ranked(reading, weighed.items))
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
