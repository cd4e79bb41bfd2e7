"""The extractive brief: what the reading alone can say, in the article's own words.

It is the brief of ``--model none``, and stands in for each section that a model leaves empty.
"""

import re
from collections.abc import Sequence
from datetime import date

from briefer.analysis.annotations import (
    Analysis,
    Attribution,
    Entity,
    EventClause,
    Span,
    TimeExpression,
    UncertaintyFinding,
)
from briefer.analysis.datelines import without_dateline
from briefer.analysis.english.lexicon import FAINT_HEDGES
from briefer.article import Article
from briefer.assembly.conversion import (
    claim_of,
    evidence_of,
    speakers_in,
    uncertainty_of,
    when_of,
    where_of,
    who_of,
)
from briefer.assembly.limits import (
    MAX_CLAIMS,
    MAX_EVENTS,
    MAX_EXTRACTIVE_POINTS,
    MAX_HEDGED,
    MAX_PLACES,
    MAX_TIMES,
    MAX_UNCERTAINTY,
    MAX_WHO,
)
from briefer.assembly.sections import BriefSections
from briefer.grounding.alignment import find_sentences
from briefer.grounding.line_checker import check_line
from briefer.grounding.sources import sources_of
from briefer.round_robin import round_robin
from briefer.schema import EntityKind, SummaryPoint, What, Who
from briefer.text.normalization import content_words, fold

# Words with which a sentence begins that leans on the one before.
_LEANING = re.compile(
    r"\W*(?:(?:he|she|it|they|these|those|so(?! far))\b|(?:this|that)\b(?! (?:week|month|year"
    r"|morning|afternoon|evening|spring|summer|autumn|winter|season|\w+day)\b))",
    re.IGNORECASE,
)
_LETTERS = 10  # of a sentence; a time stamp or a label has fewer
_MEANT = 0.6  # share of a line's content words that a sentence holds which the line retells
# What makes a name belong to the one who acts: "members of Congress", "Ardava's president".
_HEADED = re.compile(r"\b(?:of|in|for|from|at|to|by|with|on|and)\b|[’']s?\s")
_NAMED = re.compile(r"\b(?!The\s)[A-ZÀ-Þ]\S*\s+$")  # a name that goes on: "Black Lives Matter"
_APPOSED = re.compile(r",\s+")
_FRESH = 3  # days; what news tells of has mostly happened within them


def extractive_sections(article: Article, reading: Analysis) -> BriefSections:
    """Make all sections from the reading."""
    title = title_point(article, reading)
    told = reading.events or _opening(article, reading)
    first, *others = told
    alone = [first, *(one for one in others if not _leans(one.sentence, article))]
    points = [_point(happening, article, reading) for happening in alone]
    events = [_what(happening, article, reading) for happening in reading.events]
    if title is not None:
        # a title says what happened in fewer words than any sentence
        events = [event_from_point(title), *events[1:]]
    else:
        title, *points = points
    return BriefSections(
        headline=title,
        summary=tuple(points[:MAX_EXTRACTIVE_POINTS]),
        who=_who(article, reading),
        what=tuple(events[:MAX_EVENTS]),
        where=tuple(where_of(place, article) for place in reading.places[:MAX_PLACES]),
        when=tuple(when_of(time, article) for time in main_times(article, reading)[:MAX_TIMES]),
        claimed_by=tuple(claim_of(a, article) for a in limit_claims(reading.attributions)),
        uncertainty=tuple(uncertainty_of(d, article) for d in main_doubts(article, reading)),
    )


def _opening(article: Article, reading: Analysis) -> list[EventClause]:
    """Return the first sentences that tell something, where none tells of an event.

    Time stamps and labels tell nothing by themselves, nor do orders to a machine.
    """
    sentences = [EventClause(Span(*one), index) for index, one in enumerate(article.sentences)]
    ours = [one for one in sentences if one.span not in reading.injections]
    told = [
        one for one in ours if sum(map(str.isalpha, one.span.text_in(article.text))) >= _LETTERS
    ]
    return (told or ours or sentences)[: MAX_EXTRACTIVE_POINTS + 1]


def limit_claims(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Keep as many as a brief holds, so that every source is heard before one is heard twice."""
    return round_robin(attributions, MAX_CLAIMS, whose=lambda found: found.source.text)


def event_from_point(point: SummaryPoint) -> What:
    """Return what a headline or a point tells, as an event."""
    return What(event=point.text, sources=point.sources, evidence=point.evidence)


def title_point(article: Article, reading: Analysis) -> SummaryPoint | None:
    """Return the article's own title as a headline, when its text bears the title out."""
    if article.title is None:
        return None
    title = " ".join(article.title.split())
    sentences = find_sentences(article, title)
    if not sentences or check_line(title, article=article, reading=reading, sentences=sentences):
        return None
    spans = [Span(*article.sentences[index]) for index in sentences]
    sources = sources_of(title, article=article, reading=reading, sentences=sentences)
    return SummaryPoint(text=title, sources=sources, evidence=evidence_of(article, spans))


def source_sentence(line: str, article: Article, reading: Analysis) -> SummaryPoint | None:
    """Return the sentence that a line retells, as a point; None where no sentence stands alone."""
    wanted = content_words(line)
    for index in find_sentences(article, line)[:1]:
        sentence = Span(*article.sentences[index])
        held = wanted & content_words(sentence.text_in(article.text))
        alone = not _leans(index, article) and sentence not in reading.injections
        if len(held) >= _MEANT * len(wanted) and alone:
            return _point(EventClause(sentence, index), article, reading)
    return None


def _leans(sentence: int, article: Article) -> bool:
    """Tell whether a sentence says nothing without the one before."""
    return bool(_LEANING.match(article.text, article.sentences[sentence].start))


def main_times(article: Article, reading: Analysis) -> list[TimeExpression]:
    """Return the dates and times of the story, each once, that of the main event first.

    Durations are none of them, and those in a quotation are its speaker's.
    """
    told = [
        time
        for time in reading.times
        if time.type in {"date", "time"}
        and not any(q.span.contains(time.span) for q in reading.quotations)
        and not _is_long_gone(time, article)
    ]
    lead = reading.events[0].sentence if reading.events else 0
    kept: dict[str, TimeExpression] = {}
    for time in sorted(told, key=lambda time: -_nearness(time, article, lead=lead)):
        kept.setdefault(time.value or time.span.text_in(article.text).lower(), time)
    return list(kept.values())


def _is_long_gone(time: TimeExpression, article: Article) -> bool:
    """Tell whether a time is a bare year before the last, told as background."""
    if time.granularity not in {"year", "decade"} or not time.value or article.published is None:
        return False
    return article.published.year - int(time.value.ljust(4, "0")) > 1


def _nearness(time: TimeExpression, article: Article, *, lead: int) -> float:
    """Weigh how near a time is to the main event: told early, and just before publication."""
    weight = 2.0 * (1 - time.span.start / len(article.text)) ** 3 + (time.sentence == lead)
    if time.granularity in {"year", "decade", "century"}:
        weight -= 2.0
    day = _day_of(time.value)
    if day is not None and article.published is not None:
        before = (date(*article.published.timetuple()[:3]) - day).days
        weight += 1.0 if 0 <= before <= _FRESH else -0.5
    return weight


def _day_of(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def main_doubts(article: Article, reading: Analysis) -> list[UncertaintyFinding]:
    """Return the doubts that fit on the page, the graver kinds and the plainer hedges first."""
    hedged = sorted(
        (doubt for doubt in reading.uncertainty if doubt.kind == "hedged"),
        key=lambda doubt: doubt.spans[-1].text_in(article.text).lower() in FAINT_HEDGES,
    )[:MAX_HEDGED]
    graver = [doubt for doubt in reading.uncertainty if doubt.kind != "hedged"]
    return [*graver, *hedged][:MAX_UNCERTAINTY]


def _point(happening: EventClause, article: Article, reading: Analysis) -> SummaryPoint:
    sentence = Span(*article.sentences[happening.sentence])
    evidence = article.evidence(*without_dateline(sentence, article))
    return SummaryPoint(
        text=" ".join(evidence.quote.split()),
        sources=speakers_in(happening.sentence, reading, article),
        evidence=(evidence,),
    )


def _what(happening: EventClause, article: Article, reading: Analysis) -> What:
    evidence = article.evidence(*happening.span)
    return What(
        event=" ".join(evidence.quote.split()),
        sources=speakers_in(happening.sentence, reading, article),
        evidence=(evidence,),
    )


def _who(article: Article, reading: Analysis) -> tuple[Who, ...]:
    """Return who acts in the lead and who is named most, then those who speak, then others."""
    speak = {attribution.source.text for attribution in reading.attributions}
    acting = [name for name in reading.entities if name.kind in {"person", "organisation"}]
    names = [*acting[:1], *sorted(acting[1:], key=lambda name: name.text not in speak)]
    found = [who_of(name, article) for name in names[:MAX_WHO]]
    lead = reading.events[0] if reading.events else None
    actor = lead.actor if lead is not None else None
    if lead is None or actor is None or (acting and _is_meant(lead, acting[0], article, reading)):
        return tuple(found)
    first = _actor(actor, lead.actor_kind, article, reading)
    return (first, *(w for w in found if w.name != first.name)) if first else tuple(found)


def _is_meant(lead: EventClause, main: Entity, article: Article, reading: Analysis) -> bool:
    """Tell whether the lead describes whom the title names: "the two men", "a former coach"."""
    if lead.actor is None or not _is_named_in(fold(article.title or ""), main, article):
        return False
    if lead.actor_kind == "group":
        return not any(lead.actor.contains(m) for name in reading.entities for m in name.mentions)
    words = set(fold(lead.actor.text_in(article.text)).split())
    roles = [fold(role.text_in(article.text)).split()[-1:] for role in main.roles]
    return any(words.issuperset(role) for role in roles)


def _actor(actor: Span, kind: EntityKind, article: Article, reading: Analysis) -> Who | None:
    """Return who acts in the lead, by name where there is one; None where nobody does."""
    mentions = [(name, m) for name in reading.entities for m in name.mentions if actor.overlaps(m)]
    for name, mention in mentions:
        before = article.text[actor.start : max(actor.start, mention.start)]
        if mention.end < actor.end or _HEADED.search(before):
            continue  # "members of Congress"
        if name.kind == "other":
            return None  # a storm or a book does not act
        glued = name.kind == "organisation" and _NAMED.search(before)
        if name.kind in {"organisation", "person"} and not glued:
            return who_of(name, article)
    beside = _APPOSED.match(article.text, actor.end) if kind == "person" else None
    if beside is not None:  # "The president of the club, Ann Brandt, ..."
        for name in reading.entities:
            if name.kind == "person" and any(m.start == beside.end() for m in name.mentions):
                return who_of(name, article)
    span = Span(actor.start, max([actor.end, *(mention.end for _, mention in mentions)]))
    words = " ".join(span.text_in(article.text).split())
    return Who(name=words, kind=kind, evidence=evidence_of(article, (span,)))


def _is_named_in(title: str, name: Entity, article: Article) -> bool:
    words = set(title.split())
    return any(set(fold(m.text_in(article.text)).split()) <= words for m in name.mentions)
