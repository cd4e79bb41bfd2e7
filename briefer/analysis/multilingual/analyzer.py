"""Analyse an article in a language without a parser, by patterns.

Finds less than the English analysis and marks its result with ``parser="rules"``.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from briefer.analysis.annotations import (
    Analysis,
    Attribution,
    Entity,
    EventClause,
    PlaceMention,
    Quotation,
    Span,
)
from briefer.analysis.asides import corrections_in, find_asides, is_aside
from briefer.analysis.attribution_trace import AttributionTrace, RejectedCandidate
from briefer.analysis.datelines import find_dateline, without_dateline
from briefer.analysis.live_posts import post_times
from briefer.analysis.multilingual.attributions import AttributionFinder
from briefer.analysis.multilingual.cjk_attributions import find_cjk_attributions, reads_clauses
from briefer.analysis.multilingual.dates import find_times, reads_times
from briefer.analysis.multilingual.dependence import stands_alone
from briefer.analysis.multilingual.joined_names import JoinedNames
from briefer.analysis.multilingual.quotation_marks import find_all_quotations, find_dialogue
from briefer.analysis.multilingual.reporting_words import reporting_words
from briefer.analysis.multilingual.rules import PatternRule
from briefer.analysis.multilingual.sentences import is_name
from briefer.analysis.prompt_injection import find_injections
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.span_index import SpanIndex
from briefer.analysis.stated import Orders, only_stated
from briefer.analysis.told_blocks import ToldBlocks
from briefer.analysis.unasserted import Unasserted, find_unasserted, with_what_follows
from briefer.schema.article import Article, Sentence
from briefer.schema.vocabulary import Section
from briefer.text.sentences import ends_like_a_sentence

_MAX_EVENTS = 4
_FIRST_SENTENCES = 8  # among them the events are
_MIN_EVENT_WORDS = 3  # fewer are a time stamp of a live page, for example


def analyze(article: Article, trace: AttributionTrace | None = None) -> Analysis:
    """Analyse an article by patterns alone.

    Args:
        article: the article.
        trace: a list to which the quotations without a source are appended.
    """
    quotations = _quotations(article)
    dateline = find_dateline(article)
    quoted_text = QuotedText(article.text, quotations)
    unasserted = with_what_follows(find_unasserted(article, quoted_text), article)
    injections = find_injections(article)
    blocks = ToldBlocks(
        article,
        (*injections, *unasserted.orders),
        quoted_text=quoted_text,
        sides=unasserted.sides,
    )
    unasserted |= Unasserted(orders=blocks.told)
    orders = Orders((*injections, *unasserted.orders), unasserted.open_clauses, quoted_text)
    named = orders.strip_names(_find_names(article))
    names = tuple(one for one in named if not orders.names(one))
    found_attributions = tuple(
        found
        for found in _attributions(article, quotations, names, trace)
        if not any(is_aside(part, article) for part in found.content)
    )
    attributions = tuple(one for one in found_attributions if not orders.has_claim(one))
    unasserted |= Unasserted(orders=tuple(blocks.unsupported(names, attributions)))
    orders = Orders((*injections, *unasserted.orders), unasserted.open_clauses, quoted_text)
    reporting = {
        article.sentence_at(one.cue.start)
        for one in attributions
        if one.rule == PatternRule.SENTENCE_BEFORE
    }
    analysis = Analysis(
        parser="rules",
        entities=_with_people(names, attributions),
        quotations=quotations,
        attributions=attributions,
        times=tuple(
            sorted(
                (*find_times(article, quotations), *post_times(article)), key=lambda one: one.span
            )
        ),
        places=()
        if dateline is None
        else (PlaceMention(dateline, article.sentence_at(dateline.start)),),
        uncertainty=tuple(corrections_in(article)),
        dateline=dateline,
        events=_events(
            article, quotations, {*reporting, *_for_nobody(article, found_attributions)}
        ),
        injections=injections,
        orders=unasserted.orders,
        open_clauses=unasserted.open_clauses,
        sides=unasserted.sides,
        unstated_entities=tuple(filter(orders.names, named)),
        unstated_attributions=tuple(filter(orders.has_claim, found_attributions)),
        asides=find_asides(article),
        not_read=_not_read(article.language),
    )
    return only_stated(analysis, orders)


def _events(
    article: Article, quotations: Sequence[Quotation], reporting: Container[int]
) -> tuple[EventClause, ...]:
    """Return the first sentences of the story that state something without another one.

    Args:
        article: the article.
        quotations: its quotations.
        reporting: the sentences that only say who says the one before, or report for nobody known.
    """
    told = [
        EventClause(without_dateline(Span(*sentence), article), index, weight=1.0 / (index + 1))
        for index, sentence in _first_sentences(article)
        if index not in reporting
        and not _is_spoken(sentence, article, quotations)
        and len(re.findall(r"[^\W\d]+", Span(*sentence).text_in(article.text))) >= _MIN_EVENT_WORDS
    ]
    complete = [one for one in told if ends_like_a_sentence(one.span.text_in(article.text))]
    found = complete or told
    alone = [one for one in found if stands_alone(one.span.text_in(article.text), article.language)]
    return tuple(alone[:_MAX_EVENTS] or found[:1])


def _for_nobody(article: Article, found: Sequence[Attribution]) -> Iterator[int]:
    """Yield the sentences that end like a report whose speaker is not known: "…, a-t-elle dit."."""
    words = reporting_words(article.language)
    if words is None:
        return
    known = {one.sentence for one in found if one.source.kind != "unknown"}
    for index, sentence in enumerate(article.sentences):
        clause = Span(*sentence).text_in(article.text).rpartition(",")[2].strip(' .\n»”"')
        if index not in known and words.verb.fullmatch(clause):
            yield index


def _first_sentences(article: Article) -> list[tuple[int, Sentence]]:
    """Return the first sentences of the story, or the first one of each post of a live blog."""
    sentences = _story_sentences(article)
    by_post: dict[int, tuple[int, Sentence]] = {}
    for index, sentence in sentences if article.posts else ():
        if post := article.post_at(sentence.start):
            by_post.setdefault(post.start, (index, sentence))
    return list(by_post.values())[:_MAX_EVENTS] or sentences[:_FIRST_SENTENCES]


def _not_read(language: str) -> tuple[Section, ...]:
    """Return the sections that patterns cannot fill, or only from quotations and datelines."""
    reads_claims = reads_clauses(language) or reporting_words(language) is not None
    without_claims: tuple[Section, ...] = () if reads_claims else ("claimed_by",)
    without_times: tuple[Section, ...] = () if reads_times(language) else ("when",)
    return ("who", "where", "uncertainty", *without_claims, *without_times)


def _quotations(article: Article) -> tuple[Quotation, ...]:
    """Find what is said in quotation marks; the name of a ship or a film is not said."""
    words = reporting_words(article.language)
    found = find_all_quotations(article.text)
    if words is None:
        return found
    spoken = find_dialogue(article.text, words)
    dialogue = SpanIndex((one.span, one) for one in spoken)
    marked = (
        one
        for one in found
        if not dialogue.overlaps(one.span) and not is_name(one, article.text, words)
    )
    return tuple(sorted([*marked, *spoken], key=lambda one: one.span))


def _attributions(
    article: Article,
    quotations: tuple[Quotation, ...],
    names: tuple[Entity, ...],
    trace: AttributionTrace | None,
) -> tuple[Attribution, ...]:
    words = reporting_words(article.language)
    if reads_clauses(article.language):
        return find_cjk_attributions(article, quotations)
    if words is not None:
        return AttributionFinder(
            article, words, quotations=quotations, entities=names, trace=trace
        ).find()
    if trace is not None:
        rule = PatternRule.CUE_AFTER_QUOTATION
        trace.extend(RejectedCandidate(rule, one.span, "no_cue") for one in quotations)
    return ()


def _with_people(
    names: tuple[Entity, ...], attributions: Sequence[Attribution]
) -> tuple[Entity, ...]:
    """Return the names, those of people who are a source as people, with their offices."""
    sources = [found.source for found in attributions if found.source.kind == "person"]
    people = {source.text for source in sources}
    roles = {source.text: source.role for source in sources if source.role is not None}
    return tuple(
        replace(entity, kind="person", roles=(roles[entity.text],) if entity.text in roles else ())
        if entity.text in people
        else entity
        for entity in names
    )


def _is_spoken(sentence: Sentence, article: Article, quotations: Sequence[Quotation]) -> bool:
    """Return True if a sentence is within a quotation, apart from the dash of a dialogue."""
    text = Span(*sentence).text_in(article.text)
    start = sentence.start + len(text) - len(text.lstrip("–— -"))
    return any(one.span.contains(Span(start, sentence.end)) for one in quotations)


def _story_sentences(article: Article) -> list[tuple[int, Sentence]]:
    """Return the sentences of the story, each with its index."""
    return [
        (index, sentence)
        for index, sentence in enumerate(article.sentences)
        if not is_aside(Span(*sentence), article)
    ]


def _find_names(article: Article) -> tuple[Entity, ...]:
    """Find runs of capitalised words, except single words that begin a sentence.

    "Enligt SMHI" at the beginning of a sentence is SMHI.
    """
    words = reporting_words(article.language)
    starts = {sentence.start for sentence in article.sentences}
    mentions: dict[str, list[Span]] = {}
    for name, start, end in JoinedNames(article.text).names():
        begins = start in starts or article.text[start - 1] in '«“"¿¡'
        if begins and len(name.split()) == 1:
            continue
        according = words.according.match(article.text, start, end) if begins and words else None
        behind = article.text[according.end() : end].lstrip() if according else ""
        span = Span(end - len(behind) if behind else start, end)
        mentions.setdefault(span.text_in(article.text), []).append(span)
    counts = Counter({name: len(spans) for name, spans in mentions.items()})
    ends = {name[at.end() :] for name in mentions for at in re.finditer(" ", name)}
    entities = []
    for name, _ in counts.most_common():
        if name not in ends:
            short = name.split()[-1]
            spans = sorted({*mentions[name], *(mentions.get(short, []) if short != name else [])})
            entities.append(Entity(name, "other", tuple(spans)))
    return tuple(entities)
