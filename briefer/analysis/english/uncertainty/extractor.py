"""Find what a reader should not take as settled, from the form of an English article.

Examples: unnamed sources, denied claims, counts and days that differ, "it was not clear ...".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz
from spacy.tokens import Doc

from briefer.analysis.annotations import (
    Attribution,
    Entity,
    Hedge,
    Quotation,
    Span,
    TimeExpression,
    UncertaintyFinding,
    UncertaintySide,
)
from briefer.analysis.datelines import without_dateline
from briefer.analysis.english.attribution.anonymity import gives_reason, is_anonymous
from briefer.analysis.english.lexicon import BOUNDS, SPEECH
from briefer.analysis.english.uncertainty.differing_numbers import number_differences
from briefer.analysis.english.uncertainty.differing_tolls import toll_differences
from briefer.analysis.english.uncertainty.disputes import find_disputes
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
from briefer.schema.vocabulary import ParamValue, UncertaintyCode
from briefer.text.normalization import fold_name

_UNCONFIRMED = re.compile(
    r"""\b(?:could|can|did|has|have)\s*(?:not|n['’]t)\s+(?:yet\s+)?(?:immediately\s+)?(?:be(?:en)?\s+)?
            (?:independently\s+)?(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?)
      | \bcould\s+not\s+(?:immediately\s+)?be\s+reached
      | \b(?:neither|nor|none|no)\b[^.;]{0,60}\bcould\s+be\s+(?:independently\s+)?
            (?:verified|confirmed|corroborated)
      | \bunconfirmed\b | \bunverified\b
      | \b(?:was|is|were|are|remains?|remained)\s+
            (?:not\s+(?:immediately\s+|yet\s+)?(?:clear|known)|unclear|unknown)
      | \bno\s+(?:immediate\s+)?(?:confirmation|claim\s+of\s+responsibility)
      | \b(?:declined|refused)\s+to\s+(?:confirm|comment|say|release|disclose|identify)
      | \bwould\s+not\s+(?:say|confirm|comment)
      | \b(?:gave|offered|provided|presented)\s+no\s+(?:evidence|proof|details)
      | \b(?:has|have|had)\s+not\s+(?:yet\s+)?been\s+(?:established|determined|published|released)
      | \bno\s+(?:\w+\s+){1,5}(?:has|have|had)\s+been\s+found
      | \b(?:did\s+not|has\s+not|have\s+not|had\s+not)\s+(?:immediately\s+|yet\s+)?
            (?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?
              |answer(?:ed)?(?=\s+(?:\w+\s+){0,2}(?:calls?|questions?|messages?|e?mails?|requests?)\b))
            \b(?!\s+to\s+(?:him|her|them|it|me|us)\b)
      | \bcause\b[^.;]{0,60}\b(?:under\s+investigation|being\s+investigated)
      | \bno\s+(?:one|group)\s+(?:has|have|had)\s+claimed""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_PARTICULAR_DAY = re.compile(r"(?:a|an|one|every|each|some|any)\b", re.IGNORECASE)
_CONTRAST_WORDS = frozenset("but although though while however yet whereas".split())
# "She could swim" is an ability, "it could rain" is a hedge.
_PERSONAL_PRONOUN = re.compile(r"\b(?:he|she|they|we|i|you|who)\s+$", re.IGNORECASE)
_MIN_SPELLING_RATIO = 85  # rapidfuzz ratio of two spellings of one name


def find_uncertainty(
    doc: Doc,
    article: Article,
    *,
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
) -> tuple[UncertaintyFinding, ...]:
    """Find the uncertainties of a parsed English article, the more serious kinds first."""
    return (
        *find_disputes(doc, article, attributions),
        *_differing_counts(doc, article, attributions),
        *_conflicting_days(doc, article, times, quotations),
        *_spelling_variants(article, entities),
        *_unconfirmed_sentences(article),
        *_unnamed_sources(article, attributions),
        *_single_source(attributions),
    )


def _differing_counts(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Yield the tolls and the other numbers that differ, none twice."""
    tolls = list(toll_differences(doc, article, attributions))
    yield from tolls
    known = SpanIndex((span, True) for toll in tolls for span in toll.spans)
    for finding in number_differences(doc, article, attributions):
        if not any(map(known.overlaps, finding.spans)):
            yield finding


def hedged_sentences(article: Article, hedges: Sequence[Hedge]) -> Iterator[UncertaintyFinding]:
    """Yield a finding for each hedged sentence; the bounds of a number do not count as hedges."""
    seen: set[int] = set()
    for hedge in hedges:
        words = hedge.span.text_in(article.text)
        before = article.text[max(0, hedge.span.start - 8) : hedge.span.start]
        is_ability = words.lower() == "could" and _PERSONAL_PRONOUN.search(before)
        if words.lower() in BOUNDS or is_ability or hedge.sentence in seen:
            continue
        seen.add(hedge.sentence)
        sentence = article.sentences[hedge.sentence]
        if _UNCONFIRMED.search(article.text, sentence.start, sentence.end):
            continue  # the finding "unconfirmed" already quotes the sentence
        span = without_dateline(Span(*sentence), article)
        params = {"hedge": words, "sentence": span.text_in(article.text)}
        yield UncertaintyFinding("hedged_sentence", params, spans=(span, hedge.span))


def _unnamed_sources(
    article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Yield a finding for each reason for anonymity, and one for sources without a reason."""
    by_reason: dict[str, list[Attribution]] = defaultdict(list)
    anonymous = [one for one in attributions if is_anonymous(one.source)]
    known = {one.source.text: one.source.reason for one in anonymous if one.source.reason}
    for attribution in anonymous:
        span = attribution.source.reason or known.get(attribution.source.text)
        words = span.text_in(article.text) if span else ""
        by_reason[words if gives_reason(words) else ""].append(attribution)
    for reason, group in by_reason.items():
        described = [_lower_article(attribution.source.text) for attribution in group]
        # "the official" is one of the sources that were described before
        sources = [d for d in dict.fromkeys(described) if not d.startswith("the ")] or described[:1]
        params: dict[str, ParamValue] = {"claims": len(group), "sources": tuple(sources)}
        if reason:
            params["reason"] = reason
        # one slice of each kind of evidence first: the source, the reason, the content
        reasons = [a.source.reason for a in group if a.source.reason][:1]
        spans = (
            *(attribution.source.spans[-1] for attribution in group),
            *reasons,
            *(attribution.content[0] for attribution in group),
        )
        yield UncertaintyFinding("sources_unnamed", params, spans=tuple(dict.fromkeys(spans)))


def _single_source(attributions: Sequence[Attribution]) -> Iterator[UncertaintyFinding]:
    sources = {a.source.text for a in attributions}
    if len(sources) == 1 and len(attributions) > 2 and "unknown" not in sources:
        spans = tuple(a.cue for a in attributions)
        yield UncertaintyFinding("single_source", {"source": sources.pop()}, spans=spans)


def _unconfirmed_sentences(article: Article) -> Iterator[UncertaintyFinding]:
    for sentence in article.sentences:
        match = _UNCONFIRMED.search(article.text, sentence.start, sentence.end)
        if match:
            span = Span(*sentence)
            params = {"sentence": span.text_in(article.text)}
            yield UncertaintyFinding("unconfirmed_sentence", params, spans=(span,))


def _discrepancy(
    code: UncertaintyCode, sides: tuple[Span, Span], article: Article
) -> UncertaintyFinding:
    """Return two passages of the article that do not agree."""
    first, second = (span.text_in(article.text) for span in sides)
    return UncertaintyFinding(
        code,
        {"first": first, "second": second},
        spans=sides,
        sides=tuple(UncertaintySide(None, (span,)) for span in sides),
    )


def _lower_article(description: str) -> str:
    """Return a description with its first word in lower case if that is "a", "an" or "the"."""
    first, _, rest = description.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in {"a", "an", "the"} else description


def _conflicting_days(
    doc: Doc, article: Article, times: Sequence[TimeExpression], quotations: Sequence[Quotation]
) -> Iterator[UncertaintyFinding]:
    """Find sentences that contrast two different days: "on Thursday, but ... on Friday"."""
    quoted = SpanIndex((quotation.span, True) for quotation in quotations)
    time_index = SpanIndex((time.span, time) for time in times)
    for sentence in doc.sents:
        span = Span(sentence.start_char, sentence.end_char)
        days = [
            time
            for _, time in time_index.overlapping(span)
            if span.contains(time.span)
            and _names_day(time, article)
            and not quoted.covers(time.span)
        ]
        for first, second in pairwise(days):
            same = fold_name(first.span.text_in(article.text)) == fold_name(
                second.span.text_in(article.text)
            )
            between = doc.char_span(first.span.end, second.span.start, alignment_mode="contract")
            if same or not any(token.lower_ in _CONTRAST_WORDS for token in between or ()):
                continue
            one, two = (_clause_around(doc, time.span, article) for time in (first, second))
            if one == two:  # both days are in one clause
                one, two = first.span, second.span
            yield _discrepancy("days_differ", (one, two), article)


def _names_day(time: TimeExpression, article: Article) -> bool:
    """Return True if a time expression is a particular day, or a part of one."""
    words = time.span.text_in(article.text)
    if _NO_PARTICULAR_DAY.match(words):
        return False
    has_day_word = re.search(r"day\b|night\b", words, re.IGNORECASE) is not None
    return time.granularity in {"day", "part_of_day"} or has_day_word


def _clause_around(doc: Doc, span: Span, article: Article) -> Span:
    """Return the clause that a time belongs to, without a reporting clause."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return span
    chain = (tokens.root, *tokens.root.ancestors)
    verb = next((token for token in chain if token.pos_ in {"VERB", "AUX"}), tokens.root)
    if verb.lemma_ in SPEECH and any(child.dep_ == "ccomp" for child in verb.children):
        return span
    start = min(
        [verb.i, *(c.left_edge.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "aux"})]
    )
    first, end = doc[start].idx, max(span.end, verb.idx + len(verb.text))
    return Span(min(first, span.start), end) if end <= len(article.text) else span


def _spelling_variants(
    article: Article, entities: Sequence[Entity]
) -> Iterator[UncertaintyFinding]:
    """Find people whose full name is spelled in two ways."""
    for person in entities:
        if person.kind != "person":
            continue
        full_names = [
            m
            for m in person.mentions
            if len(m.text_in(article.text).split()) == len(person.text.split()) > 1
        ]
        for other in full_names:
            spelling = other.text_in(article.text)
            one, two = fold_name(person.text), fold_name(spelling)
            if one != two and fuzz.ratio(one, two) >= _MIN_SPELLING_RATIO:
                first = next(m for m in full_names if m.text_in(article.text) == person.text)
                yield _discrepancy("spelling_differs", (first, other), article)
                break
