"""The gist pass: ask the model for headline, who, when, where and summary, and check the answer.

Each line that the article supports becomes a part of the brief with its evidence; each other one
becomes a problem with its findings.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from briefer.analysis.annotations import Analysis, PlaceMention, Span, TimeExpression
from briefer.analysis.english.lexicon import BUILDINGS, PLACE_NOUNS
from briefer.analysis.english.line_syntax import parse_lines
from briefer.analysis.english.times.timex import resolve
from briefer.assembly.conversion import evidence_of, single_line, when_of, where_of, who_of
from briefer.assembly.merging import first_of_each
from briefer.assembly.points import findings_of, point_of
from briefer.assembly.sections import BriefSections
from briefer.grounding.alignment import find_phrase
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.truecasing import truecase
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema.article import Article
from briefer.schema.brief import SummaryPoint, When, Where, Who
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.vocabulary import FindingCode, Section
from briefer.text.normalization import fold, tidy, tidy_items

Part = TypeVar("Part")
Problem = tuple[RejectionFinding, ...]
# "during the visit" is a time, though without a value; a whole clause is not.
_TIME_PHRASE = re.compile(
    r"(?:during|after|before|when|while|since|until)(?:\s+\S+){1,8}$",
    re.IGNORECASE,
)
# Something that is named after a place: of "Ellery tram crash", only "Ellery" is the place.
_NAMED_AFTER_PLACE = re.compile(
    r"(?P<place>[A-ZÀ-Þ]\S*(?: [A-ZÀ-Þ]\S*)*)(?: [a-z-]+)* (?P<kind>[a-z-]+)"
)
_CONJUNCTION = re.compile(r",\s+|\s+(?:and|&)\s+|\s*/\s*")
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


def ground_gist(draft: GistDraft, checker: LineChecker) -> GroundingResult[BriefSections]:
    """Check each line of a gist against the article."""
    article, analysis = checker.article, checker.analysis
    problems: list[RejectedItem] = []

    def grounded(
        section: Section, texts: Iterable[str], convert: Callable[[str], Part | Problem]
    ) -> list[Part]:
        """Return the parts that the article supports, and record a problem for each other text."""
        parts = []
        for text in texts:
            part = convert(text)
            if isinstance(part, tuple):
                problems.append(RejectedItem(section=section, text=text, findings=part))
            else:
                parts.append(part)
        return parts

    headline, points = tidy(draft.headline), tidy_items(draft.summary)
    lines = (truecase(text, article, analysis) for text in (headline, *points))
    parse_lines(lines, article.language)  # one batch is faster than one line at a time
    point = partial(_point, checker=checker)
    headlines = grounded("headline", [headline], point)
    summary = grounded("summary", points, point)
    names = tidy_items(_split_answers(draft.who, article))
    who = grounded("who", names, partial(_who, article=article, analysis=analysis))
    places = tidy_items(_split_answers(draft.where, article))
    where = grounded("where", places, partial(_where, article=article, analysis=analysis))
    times = tidy_items(draft.when)
    when = grounded("when", times, partial(_when, article=article, analysis=analysis))
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


def _split_answers(texts: Iterable[str], article: Article) -> Iterator[str]:
    """Split two answers in one ("Kesu River, Nambara"), unless the article has them together.

    Only the parts that are in the article are returned; if none is, the whole text is.
    """
    for text in texts:
        parts = [part for part in _CONJUNCTION.split(text) if part]
        if len(parts) > 1 and find_phrase(article, text) is None:
            parts = [part for part in parts if find_phrase(article, part) is not None]
            yield from parts or [text]
        else:
            yield text


def _point(text: str, checker: LineChecker) -> SummaryPoint | Problem:
    """Return the point with its evidence, or the problem."""
    checked = checker.check(truecase(text, checker.article, checker.analysis))
    return point_of(checked, checker) if checked.is_supported else findings_of(checked)


def _problem(code: FindingCode) -> Problem:
    return (RejectionFinding(code=code),)


def _who(text: str, article: Article, analysis: Analysis) -> Who | Problem:
    entity = resolve_entity(text, analysis, article)
    if entity is not None:
        is_site = entity.kind == "place" and entity.text.split()[-1].lower() in BUILDINGS
        return _problem("not_an_actor") if is_site else who_of(entity, article)
    evidence = find_phrase(article, text)
    if evidence is None:
        return _problem("words_not_in_article")
    span = Span(evidence.start, evidence.end)
    people = [entity for entity in analysis.entities if entity.kind == "person"]
    inside = [person for person in people if any(span.contains(m) for m in person.mentions)]
    if len(inside) == 1:
        return who_of(inside[0], article)
    return Who(name=single_line(evidence.quote), kind="group", evidence=(evidence,))


def _where(text: str, article: Article, analysis: Analysis) -> Where | Problem:
    evidence = find_phrase(article, text)
    if evidence is None:
        return _problem("words_not_in_article")
    span = Span(evidence.start, evidence.end)
    if analysis.dateline is not None and span.contains(analysis.dateline):
        span = analysis.dateline  # "ELLERY, March 14" is a place and a day
    place = _known_place(span, article, analysis)
    if place is not None:
        return where_of(place, article)
    entity = resolve_entity(text, analysis, article)
    if entity is not None and entity.kind == "person" and entity.roles:
        return _problem("not_a_place")
    is_agent = entity is not None and entity.kind in {"person", "organisation"}
    if is_agent and any(found.source.entity == entity for found in analysis.attributions):
        # a court that is not a source may well be the place
        return _problem("not_a_place")
    event = _NAMED_AFTER_PLACE.fullmatch(evidence.quote)
    if event is not None and event["kind"] not in PLACE_NOUNS:
        part = Span(span.start, span.start + event.end("place"))
        return Where(place=event["place"], evidence=evidence_of(article, (part,)))
    return Where(place=single_line(evidence.quote), evidence=(evidence,))


def _known_place(span: Span, article: Article, analysis: Analysis) -> PlaceMention | None:
    """Return the place at ``span``, or one of the same or a fuller name ("Miami, Florida")."""
    name = fold(span.text_in(article.text))
    places = [(place, fold(place.span.text_in(article.text))) for place in analysis.places]
    same = [place for place, words in places if words == name]
    fuller = [
        place
        for place, words in places
        if place.span.contains(span) or words.startswith(f"{name},")
    ]
    return next(iter((*same, *fuller)), None)


def _when(text: str, article: Article, analysis: Analysis) -> When | Problem:
    evidence = find_phrase(article, text)
    if evidence is None:
        same = _time_of_same_value(text, article, analysis)
        return when_of(same, article) if same is not None else _problem("words_not_in_article")
    span = Span(evidence.start, evidence.end)
    for time in analysis.times:
        if time.span.contains(span) or span.contains(time.span):
            return when_of(time, article)
    names = (
        *(place.span for place in analysis.places),
        *chain(*(entity.mentions for entity in analysis.entities)),
    )
    if not _TIME_PHRASE.match(evidence.quote) or any(span.overlaps(name) for name in names):
        return _problem("not_a_time")
    return When(phrase=single_line(evidence.quote), evidence=(evidence,))


def _time_of_same_value(text: str, article: Article, analysis: Analysis) -> TimeExpression | None:
    """Return the article's time that ``text`` gives in other words ("Monday 2025-03-10")."""
    date = re.search(r"\d{4}-\d{2}-\d{2}", text)
    value = date[0] if date else resolve(text, anchor=article.published).value
    return next((time for time in analysis.times if value and time.value == value), None)
