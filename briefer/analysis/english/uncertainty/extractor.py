"""Doubts: what in an article should not be taken as settled, as far as its form shows it."""

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
)
from briefer.analysis.english.attribution.anonymity import is_anonymous
from briefer.analysis.english.lexicon import BOUNDS, SPEECH
from briefer.analysis.english.uncertainty.differing_counts import (
    casualty_discrepancies,
    count_discrepancies,
)
from briefer.analysis.english.uncertainty.disputes import find_disputes
from briefer.analysis.english.uncertainty.excerpts import excerpt
from briefer.article import Article
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
            (?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?)\b(?!\s+to\s+(?:him|her|them|it|me|us)\b)
      | \bcause\b[^.;]{0,60}\b(?:under\s+investigation|being\s+investigated)
      | \bno\s+(?:one|group)\s+(?:has|have|had)\s+claimed""",
    re.VERBOSE | re.IGNORECASE,
)
_SOME_DAY = re.compile(r"(?:a|an|one|every|each|some|any)\b", re.IGNORECASE)
_CONTRAST = frozenset("but although though while however yet whereas".split())
# "She could swim" tells of an ability; "it could rain" does not.
_SOMEONE = re.compile(r"\b(?:he|she|they|we|i|you|who)\s+$", re.IGNORECASE)
_NOTE_WORDS = 20  # of a sentence shown in a note
_SPELLING = 85  # rapidfuzz ratio between two spellings of one name


def find_uncertainty(
    doc: Doc,
    article: Article,
    *,
    names: Sequence[Entity],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
) -> tuple[UncertaintyFinding, ...]:
    """Find the doubts of a parsed English article, the graver kinds first."""
    return (
        *find_disputes(doc, article, attributions),
        *casualty_discrepancies(doc, article, attributions),
        *count_discrepancies(doc, article, attributions),
        *_days(doc, article, times, quotations),
        *_spellings(article, names),
        *_unconfirmed(article),
        *_unnamed(article, attributions),
        *_single_source(attributions),
    )


def hedged_sentences(article: Article, hedges: Sequence[Hedge]) -> Iterator[UncertaintyFinding]:
    """Yield a doubt for each hedged sentence; the bounds of a number do not count as hedges."""
    seen: set[int] = set()
    for hedge in hedges:
        words = hedge.span.text_in(article.text)
        able = words.lower() == "could" and _SOMEONE.search(article.text[: hedge.span.start][-8:])
        if words.lower() in BOUNDS or able or hedge.sentence in seen:
            continue
        seen.add(hedge.sentence)
        sentence = article.sentences[hedge.sentence]
        if _UNCONFIRMED.search(article.text, sentence.start, sentence.end):
            continue  # said already, and more plainly
        said = _shown(Span(*sentence), article)
        yield UncertaintyFinding("hedged", f"Only “{words}”: {said}", (Span(*sentence), hedge.span))


def _unnamed(article: Article, attributions: Sequence[Attribution]) -> Iterator[UncertaintyFinding]:
    """Yield a doubt for each reason why sources are not named, and one for those without any."""
    by_reason: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        if is_anonymous(attribution.source):
            why = attribution.source.reason
            by_reason[why.text_in(article.text) if why else ""].append(attribution)
    for reason, group in by_reason.items():
        described = [_in_sentence(attribution.source.text) for attribution in group]
        # "the official" is one of those who were described before
        names = [n for n in dict.fromkeys(described) if not n.startswith("the ")] or described[:1]
        much = "A claim rests" if len(group) == 1 else f"{len(group)} claims rest"
        whom = "a source that is" if len(names) == 1 else "sources that are"
        told = f"The reason given: “{reason}”." if reason else "No reason is given."
        # one slice of each kind of proof first: who they are, why, and what they said
        reasons = [a.source.reason for a in group if a.source.reason][:1]
        spans = (
            *(attribution.source.spans[-1] for attribution in group),
            *reasons,
            *(attribution.content[0] for attribution in group),
        )
        note = f"{much} on {whom} not named: {', '.join(names)}. {told}"
        yield UncertaintyFinding("unnamed_source", note, tuple(dict.fromkeys(spans)))


def _single_source(attributions: Sequence[Attribution]) -> Iterator[UncertaintyFinding]:
    sources = {a.source.text for a in attributions}
    if len(sources) == 1 and len(attributions) > 2 and "unknown" not in sources:
        spans = tuple(a.cue for a in attributions)
        yield UncertaintyFinding(
            "single_source", f"All that is claimed comes from one source: {sources.pop()}.", spans
        )


def _unconfirmed(article: Article) -> Iterator[UncertaintyFinding]:
    for sentence in article.sentences:
        match = _UNCONFIRMED.search(article.text, sentence.start, sentence.end)
        if match:
            span = Span(*sentence)
            yield UncertaintyFinding("unconfirmed", _shown(span, article), (span,))


def _shown(sentence: Span, article: Article) -> str:
    """Return a sentence for a note, its rest left out when it is long."""
    return f"“{excerpt(sentence.text_in(article.text), _NOTE_WORDS)}”"


def _in_sentence(description: str) -> str:
    """Return a description with a small first letter where it begins with an article."""
    first, _, rest = description.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in {"a", "an", "the"} else description


def _days(
    doc: Doc, article: Article, times: Sequence[TimeExpression], quotations: Sequence[Quotation]
) -> Iterator[UncertaintyFinding]:
    """Find sentences that set two different days against each other."""
    for sentence in doc.sents:
        span = Span(sentence.start_char, sentence.end_char)
        here = [
            time
            for time in times
            if span.contains(time.span)
            and _names_a_day(time, article)
            and not any(quotation.span.contains(time.span) for quotation in quotations)
        ]
        for first, second in pairwise(here):
            same = fold_name(first.span.text_in(article.text)) == fold_name(
                second.span.text_in(article.text)
            )
            between = doc.char_span(first.span.end, second.span.start, alignment_mode="contract")
            if same or not any(token.lower_ in _CONTRAST for token in between or ()):
                continue
            parts = [_clause_around(doc, time.span, article) for time in (first, second)]
            if parts[0] == parts[1]:  # one clause holds both
                parts = [first.span, second.span]
            told = " and ".join(f"“{part.text_in(article.text)}”" for part in parts)
            yield UncertaintyFinding("discrepancy", f"The days differ: {told}.", tuple(parts))


def _names_a_day(time: TimeExpression, article: Article) -> bool:
    words = time.span.text_in(article.text)
    if _SOME_DAY.match(words):
        return False
    named = re.search(r"day\b|night\b", words, re.IGNORECASE)
    return time.granularity in {"day", "part_of_day"} or named is not None


def _clause_around(doc: Doc, span: Span, article: Article) -> Span:
    """Return the clause that a time belongs to, without the words that report it."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return span
    above = (tokens.root, *tokens.root.ancestors)
    verb = next((token for token in above if token.pos_ in {"VERB", "AUX"}), tokens.root)
    if verb.lemma_ in SPEECH and any(child.dep_ == "ccomp" for child in verb.children):
        return span
    start = min(
        [verb.i, *(c.left_edge.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "aux"})]
    )
    first, end = doc[start].idx, max(span.end, verb.idx + len(verb.text))
    return Span(min(first, span.start), end) if end <= len(article.text) else span


def _spellings(article: Article, names: Sequence[Entity]) -> Iterator[UncertaintyFinding]:
    """Find people whose full name is spelled in two ways."""
    for name in names:
        if name.kind != "person":
            continue
        full = [
            m
            for m in name.mentions
            if len(m.text_in(article.text).split()) == len(name.text.split()) > 1
        ]
        for other in full:
            one, two = fold_name(name.text), fold_name(other.text_in(article.text))
            if one != two and fuzz.ratio(one, two) >= _SPELLING:
                first = next(m for m in full if m.text_in(article.text) == name.text)
                spelling = other.text_in(article.text)
                note = f"One name is spelled in two ways: {name.text} and {spelling}."
                yield UncertaintyFinding("discrepancy", note, (first, other))
                break
