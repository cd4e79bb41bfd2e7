"""The gist: headline, who, when, where and summary, in one pass."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from briefer.analysis.annotations import Analysis, Entity, Span, TimeExpression
from briefer.analysis.english.lexicon import BUILDINGS, PLACE_NOUNS
from briefer.analysis.english.line_syntax import parse_lines
from briefer.analysis.english.times.timex import resolve
from briefer.article import Article
from briefer.assembly.conversion import evidence_of, when_of, where_of, who_of
from briefer.assembly.merging import first_of_each
from briefer.assembly.sections import BriefSections
from briefer.grounding.alignment import find_phrase, find_sentences
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.line_checker import check_line
from briefer.grounding.sources import sources_of
from briefer.grounding.truecasing import truecase
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema import RejectedItem, Section, SummaryPoint, When, Where, Who
from briefer.text.normalization import fold, tidy, tidy_items

Part = TypeVar("Part")
_NOT_NAMED = "the article does not name it so"


# "during the visit" names a time, though none that has a value; a whole clause does not
_TELLS_WHEN = re.compile(
    r"(?:during|after|before|when|while|since|until)(?:\s+\S+){1,8}$",
    re.IGNORECASE,
)
# What is called after a place: "Ellery tram crash", of which only "Ellery" is one.
_CALLED_AFTER = re.compile(
    r"(?P<place>[A-ZÀ-Þ]\S*(?: [A-ZÀ-Þ]\S*)*)(?: [a-z-]+)* (?P<kind>[a-z-]+)"
)
_JOINT = re.compile(r",\s+|\s+(?:and|&)\s+|\s*/\s*")
_Short = Annotated[str, Field(max_length=100)]
_Line = Annotated[str, Field(max_length=200)]
_Sentence = Annotated[str, Field(max_length=320)]


class GistDraft(BaseModel):
    """What the model answers: short lines, near the article's words."""

    headline: _Line
    who: Annotated[list[_Short], Field(max_length=4)]
    when: Annotated[list[_Short], Field(max_length=2)]
    where: Annotated[list[_Short], Field(max_length=2)]
    summary: Annotated[list[_Sentence], Field(max_length=4)]


def ground_gist(
    draft: GistDraft, article: Article, reading: Analysis
) -> GroundingResult[BriefSections]:
    """Hold a gist against the article."""
    problems: list[RejectedItem] = []

    def held(
        section: Section, texts: Iterable[str], make: Callable[[str], Part | str]
    ) -> list[Part]:
        """Keep what can be made, and note the problem where it cannot."""
        parts = []
        for text in texts:
            part = make(text)
            if isinstance(part, str):
                problems.append(RejectedItem(section=section, text=text, reason=part))
            else:
                parts.append(part)
        return parts

    headline, points = tidy(draft.headline), tidy_items(draft.summary)
    cased = (truecase(text, article, reading) for text in (headline, *points))
    parse_lines(cased, article.language)
    line = partial(_line, article=article, reading=reading)
    headlines = held("headline", [headline], line)
    summary = held("summary", points, line)
    named = tidy_items(_apart(draft.who, article))
    who = held("who", named, partial(_who, article=article, reading=reading))
    places = tidy_items(_apart(draft.where, article))
    where = held("where", places, partial(_where, article=article, reading=reading))
    times = tidy_items(draft.when)
    when = held("when", times, partial(_when, article=article, reading=reading))
    sections = BriefSections(
        headline=headlines[0] if headlines else None,
        summary=tuple(summary),
        who=first_of_each(who, key=lambda one: one.name),
        where=first_of_each(where, key=lambda one: one.place),
        when=first_of_each(when, key=lambda one: one.phrase),
    )
    return GroundingResult(sections, tuple(problems))


GIST = Pass(
    name="the gist",
    prompt="brief/gist.j2",
    draft=GistDraft,
    ground=ground_gist,
    max_tokens=700,
)


def _apart(texts: Iterable[str], article: Article) -> Iterator[str]:
    """Take apart what joins two answers in one ("Kesu River, Nambara"), where the article does not.

    The parts that the article knows stand for the whole; where it knows none, the whole stays.
    """
    for text in texts:
        parts = [part for part in _JOINT.split(text) if part]
        if len(parts) > 1 and find_phrase(article, text) is None:
            parts = [part for part in parts if find_phrase(article, part) is not None]
            yield from parts or [text]
        else:
            yield text


def _line(text: str, article: Article, reading: Analysis) -> SummaryPoint | str:
    """Return the point with its evidence, or the problem."""
    text = truecase(text, article, reading)
    sentences = find_sentences(article, text)
    if not sentences:
        return "the article does not say this"
    problem = check_line(text, article=article, analysis=reading, sentences=sentences)
    if problem is not None:
        return problem
    spans = [Span(*article.sentences[index]) for index in sentences]
    sources = sources_of(text, article=article, analysis=reading, sentences=sentences)
    return SummaryPoint(text=text, sources=sources, evidence=evidence_of(article, spans))


def _who(text: str, article: Article, reading: Analysis) -> Who | str:
    name = resolve_entity(text, reading, article)
    if name is not None:
        lies = name.kind == "place" and name.text.split()[-1].lower() in BUILDINGS
        return "a bridge or a lake does not act" if lies else who_of(name, article)
    evidence = find_phrase(article, text)
    if evidence is None:
        return _NOT_NAMED
    span = Span(evidence.start, evidence.end)
    people = [name for name in reading.entities if name.kind == "person"]
    inside = [name for name in people if any(span.contains(m) for m in name.mentions)]
    if len(inside) == 1:
        return who_of(inside[0], article)
    return Who(name=" ".join(evidence.quote.split()), kind="group", evidence=(evidence,))


def _where(text: str, article: Article, reading: Analysis) -> Where | str:
    evidence = find_phrase(article, text)
    if evidence is None:
        return _NOT_NAMED
    span = Span(evidence.start, evidence.end)
    if reading.dateline is not None and span.contains(reading.dateline):
        span = reading.dateline  # "ELLERY, March 14" is a place and a day
    named = fold(span.text_in(article.text))
    known = [(place, fold(place.span.text_in(article.text))) for place in reading.places]
    same = [place for place, words in known if words == named]
    fuller = [
        place
        for place, words in known
        if place.span.contains(span) or words.startswith(f"{named},")
    ]
    if same or fuller:
        return where_of((*same, *fuller)[0], article)
    name = resolve_entity(text, reading, article)
    if name is not None and name.kind == "person" and name.roles:
        return "it is somebody's name"
    if name is not None and name.kind in {"person", "organisation"} and _speaks(name, reading):
        return "it is no place, but one who speaks"
    event = _CALLED_AFTER.fullmatch(evidence.quote)
    if event is not None and event["kind"] not in PLACE_NOUNS:
        place = Span(span.start, span.start + event.end("place"))
        return Where(place=event["place"], evidence=evidence_of(article, (place,)))
    return Where(place=" ".join(evidence.quote.split()), evidence=(evidence,))


def _speaks(name: Entity, reading: Analysis) -> bool:
    """Tell whether somebody of this name says something in the article: a court does not."""
    return any(found.source.entity == name for found in reading.attributions)


def _when(text: str, article: Article, reading: Analysis) -> When | str:
    evidence = find_phrase(article, text)
    if evidence is None:
        same = _of_same_value(text, article, reading)
        return when_of(same, article) if same is not None else _NOT_NAMED
    span = Span(evidence.start, evidence.end)
    for time in reading.times:
        if time.span.contains(span) or span.contains(time.span):
            return when_of(time, article)
    names = (
        *(place.span for place in reading.places),
        *chain(*(n.mentions for n in reading.entities)),
    )
    if not _TELLS_WHEN.match(evidence.quote) or any(span.overlaps(name) for name in names):
        return "it names no time"
    return When(phrase=" ".join(evidence.quote.split()), evidence=(evidence,))


def _of_same_value(text: str, article: Article, reading: Analysis) -> TimeExpression | None:
    """Return the time of the article that ``text`` tells in other words ("Monday 2025-03-10")."""
    date = re.search(r"\d{4}-\d{2}-\d{2}", text)
    value = date[0] if date else resolve(text, anchor=article.published).value
    return next((time for time in reading.times if value and time.value == value), None)
