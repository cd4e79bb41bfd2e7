"""Find in the article whom, where and when a model's short answers name.

Each answer becomes a part of the brief with its evidence, or a tuple of findings.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from briefer.analysis.annotations import Analysis, Entity, PlaceMention, Span, TimeExpression
from briefer.analysis.english.entities.person_nouns import COURTESY_TITLES
from briefer.analysis.english.nouns import BUILDINGS, OTHER_TIME, PLACE_NOUNS
from briefer.analysis.english.times.timex import resolve
from briefer.assembly.conversion import evidence_of, single_line, when_of, where_of, who_of
from briefer.grounding.alignment import find_inflected, find_mentions, find_phrase
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.unstated import Unstated
from briefer.passes.slot_words import can_act, can_be_place, can_be_time
from briefer.schema.article import Article
from briefer.schema.brief import When, Where, Who
from briefer.schema.coverage import RejectionFinding
from briefer.schema.vocabulary import FindingCode
from briefer.text.normalization import fold

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
# What may stand next to a role: "the former mayor, Dr Ann Reed".
_BESIDE_A_ROLE = COURTESY_TITLES | OTHER_TIME | {"the"}
_CONJUNCTION = re.compile(r",\s+|(?<!\s)\s++(?:and|&)\s+|(?<!\s)\s*+/\s*|/\s*")


def split_answers(texts: Iterable[str], article: Article) -> Iterator[str]:
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


def _problem(code: FindingCode) -> Problem:
    return (RejectionFinding(code=code),)


def _unstated(text: str, spans: Sequence[Span], analysis: Analysis) -> Problem | None:
    """Return why the article states none of some words; None if it states one of them."""
    unstated = Unstated(analysis)
    if not unstated.has_all(spans):
        return None
    if unstated.injects(spans):
        return _problem("only_in_injection")
    return (RejectionFinding(code="not_stated", params={"words": single_line(text)}),)


def ground_who(text: str, article: Article, analysis: Analysis) -> Who | Problem:
    """Return the person, organisation or group that a text names."""
    entity = resolve_entity(text, analysis, article)
    if entity is not None:
        if (problem := _unstated(text, entity.mentions, analysis)) is not None:
            return problem
        is_site = entity.kind == "place" and entity.text.split()[-1].lower() in BUILDINGS
        return _problem("not_an_actor") if is_site else who_of(entity, article)
    evidence = find_phrase(article, text)
    if evidence is None:
        found = find_inflected(article, text, near=Span(0, len(article.text)))
        if found is None:
            return _problem("words_not_in_article")
        if not can_act(found, article, analysis) or Unstated(analysis).has_all((found,)):
            return _problem("not_an_actor")
        return Who(name=single_line(text), kind="group", evidence=evidence_of(article, (found,)))
    span = Span(evidence.start, evidence.end)
    people = [entity for entity in analysis.entities if entity.kind == "person"]
    inside = [person for person in people if any(span.contains(m) for m in person.mentions)]
    if len(inside) == 1:
        return who_of(inside[0], article)
    if not can_act(span, article, analysis) or Unstated(analysis).has_all((span,)):
        return _problem("not_an_actor")
    return Who(name=single_line(evidence.quote), kind="group", evidence=(evidence,))


def ground_where(text: str, article: Article, analysis: Analysis) -> Where | Problem:
    """Return the place that a text names."""
    evidence = find_phrase(article, text)
    if evidence is None:
        return _problem("words_not_in_article")
    span = Span(evidence.start, evidence.end)
    if analysis.dateline is not None and span.contains(analysis.dateline):
        span = analysis.dateline  # "ELLERY, March 14" is a place and a day
    place = _known_place(span, article, analysis)
    problem = _unstated(text, (span, *_places_called(text, article)), analysis)
    if problem is not None:
        return problem
    if place is not None:
        return where_of(place, article)
    entity = resolve_entity(text, analysis, article)
    is_person = entity is not None and entity.kind == "person" and bool(entity.roles)
    if is_person or any(_is_called(person, span, article) for person in analysis.entities):
        return _problem("not_a_place")
    is_agent = entity is not None and entity.kind in {"person", "organisation"}
    if is_agent and any(found.source.entity == entity for found in analysis.attributions):
        # a court that is not a source may well be the place
        return _problem("not_a_place")
    event = _NAMED_AFTER_PLACE.fullmatch(evidence.quote)
    if event is not None and event["kind"] not in PLACE_NOUNS:
        part = Span(span.start, span.start + event.end("place"))
        return Where(place=event["place"], evidence=evidence_of(article, (part,)))
    if not can_be_place(span, article, analysis):
        return _problem("not_a_place")
    return Where(place=single_line(evidence.quote), evidence=(evidence,))


def _is_called(person: Entity, span: Span, article: Article) -> bool:
    """Return True for "Mayor Ann Reed": a person's name after a title or the end of a role.

    "The home of Mayor Ann Reed" is a place.
    """
    if person.kind != "person" or not person.roles:
        return False
    roles = [_naming_words(role, article) for role in person.roles]
    before = [
        _naming_words(Span(span.start, mention.start), article)
        for mention in person.mentions
        if span.contains(mention) and mention.end == span.end
    ]
    return any(role[len(role) - len(words) :] == words for words in before for role in roles)


def _naming_words(span: Span, article: Article) -> list[str]:
    words = re.findall(r"\w+", fold(span.text_in(article.text)))
    return [word for word in words if word not in _BESIDE_A_ROLE]


def _places_called(text: str, article: Article) -> list[Span]:
    """Return where the article has these words."""
    return find_mentions(article, text, within=Span(0, len(article.text)))


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


def ground_when(text: str, article: Article, analysis: Analysis) -> When | Problem:
    """Return the time that a text gives, with its value if it can be resolved."""
    evidence = find_phrase(article, text)
    if evidence is None:
        same = _time_of_same_value(text, article, analysis)
        return when_of(same, article) if same is not None else _problem("words_not_in_article")
    span = Span(evidence.start, evidence.end)
    problem = _unstated(text, (span, *_places_called(text, article)), analysis)
    if problem is not None:
        return problem
    for time in analysis.times:
        if time.span.contains(span) or span.contains(time.span):
            return when_of(time, article)
    names = (
        *(place.span for place in analysis.places),
        *chain(*(entity.mentions for entity in analysis.entities)),
    )
    # without a parser names are guessed and only the commonest times are found
    is_time = _TIME_PHRASE.match(evidence.quote) and not any(span.overlaps(one) for one in names)
    if analysis.parser == "syntax" and not is_time:
        return _problem("not_a_time")
    if not can_be_time(span, article):
        return _problem("not_a_time")
    return When(phrase=single_line(evidence.quote), evidence=(evidence,))


def _time_of_same_value(text: str, article: Article, analysis: Analysis) -> TimeExpression | None:
    """Return the article's time that ``text`` gives in other words ("Monday 2025-03-10")."""
    date = re.search(r"\d{4}-\d{2}-\d{2}", text)
    value = date[0] if date else resolve(text, anchor=article.published).value
    return next((time for time in analysis.times if value and time.value == value), None)
