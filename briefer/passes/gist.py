"""The gist: who, what, when, where, headline and summary, in one pass."""

from typing import Annotated

from pydantic import BaseModel, Field

from briefer.article import Article
from briefer.grounding.alignment import find_phrase, find_sentences
from briefer.grounding.items import evidence_of, speakers_in, when_of, where_of, who_of
from briefer.grounding.support import problem_of
from briefer.passes.engine import Grounded, Pass
from briefer.passes.extractive import bearer_of
from briefer.passes.sections import Sections
from briefer.reading.candidates import Reading, Span
from briefer.schema import Point, Rejected, Section, What, When, Where, Who

MOST_POINTS = 4
_NOT_NAMED = "the article does not name it so"


class GistDraft(BaseModel):
    """What the model answers: short lines, near the article's words."""

    who: Annotated[list[str], Field(max_length=6)]
    what: Annotated[list[str], Field(max_length=4)]
    when: Annotated[list[str], Field(max_length=4)]
    where: Annotated[list[str], Field(max_length=4)]
    headline: str
    summary: Annotated[list[str], Field(max_length=6)]


def ground_gist(draft: GistDraft, article: Article, reading: Reading) -> Grounded[Sections]:
    """Hold a gist against the article."""
    problems: list[Rejected] = []

    def reject(section: Section, text: str, reason: str) -> None:
        problems.append(Rejected(section=section, text=text, reason=reason))

    headline = _line(draft.headline, article, reading)
    if isinstance(headline, str):
        reject("headline", draft.headline, headline)
    summary = []
    for text in draft.summary[:MOST_POINTS]:
        point = _line(text, article, reading)
        if isinstance(point, str):
            reject("summary", text, point)
        else:
            summary.append(point)
    who: dict[str, Who] = {}
    for text in draft.who:
        one = _who(text, article, reading)
        if one is None:
            reject("who", text, _NOT_NAMED)
        else:
            who.setdefault(one.name, one)
    what = []
    for text in draft.what:
        event = _what(text, article, reading)
        if isinstance(event, str):
            reject("what", text, event)
        else:
            what.append(event)
    where: dict[str, Where] = {}
    for text in draft.where:
        place = _where(text, article, reading)
        if place is None:
            reject("where", text, _NOT_NAMED)
        else:
            where.setdefault(place.place, place)
    when: dict[str, When] = {}
    for text in draft.when:
        time = _when(text, article, reading)
        if time is None:
            reject("when", text, _NOT_NAMED)
        else:
            when.setdefault(time.phrase, time)
    sections = Sections(
        headline=None if isinstance(headline, str) else headline,
        summary=tuple(summary),
        who=tuple(who.values()),
        what=tuple(what),
        where=tuple(where.values()),
        when=tuple(when.values()),
    )
    return Grounded(sections, tuple(problems))


GIST = Pass(
    name="the gist",
    prompt="brief/gist.j2",
    draft=GistDraft,
    variables=lambda _article, _reading: {},
    ground=ground_gist,
    max_tokens=700,
)


def _line(text: str, article: Article, reading: Reading) -> Point | str:
    """Return the point with its evidence, or the problem."""
    sentences = find_sentences(article, text)
    if not sentences:
        return "the article does not say this"
    problem = problem_of(text, article=article, reading=reading, sentences=sentences)
    if problem is not None:
        return problem
    spans = [Span(*article.sentences[index]) for index in sentences]
    return Point(text=" ".join(text.split()), evidence=evidence_of(article, spans))


def _what(text: str, article: Article, reading: Reading) -> What | str:
    point = _line(text, article, reading)
    if isinstance(point, str):
        return point
    first = article.sentence_at(point.evidence[0].start)
    return What(
        event=point.text,
        sources=speakers_in(first, reading, article),
        evidence=point.evidence,
    )


def _who(text: str, article: Article, reading: Reading) -> Who | None:
    name = bearer_of(text, reading, article)
    if name is not None:
        return who_of(name, article)
    evidence = find_phrase(article, text)
    if evidence is None:
        return None
    words = " ".join(evidence.quote.split())
    span = Span(evidence.start, evidence.end)
    inside = [
        n for n in reading.names if n.kind == "person" and any(span.holds(m) for m in n.mentions)
    ]
    if len(inside) == 1:
        return who_of(inside[0], article)
    return Who(name=words, kind="group", evidence=(evidence,))


def _where(text: str, article: Article, reading: Reading) -> Where | None:
    evidence = find_phrase(article, text)
    if evidence is None:
        return None
    span = Span(evidence.start, evidence.end)
    fuller = next((p for p in reading.places if p.span.holds(span)), None)
    if fuller is not None:
        return where_of(fuller, article)
    return Where(place=" ".join(evidence.quote.split()), evidence=(evidence,))


def _when(text: str, article: Article, reading: Reading) -> When | None:
    evidence = find_phrase(article, text)
    if evidence is None:
        return None
    span = Span(evidence.start, evidence.end)
    known = next((t for t in reading.times if t.span.meets(span)), None)
    if known is not None and (known.span.holds(span) or span.holds(known.span)):
        return when_of(known, article)
    return When(phrase=" ".join(evidence.quote.split()), evidence=(evidence,))
