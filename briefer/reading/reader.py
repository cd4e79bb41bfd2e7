"""Reader: an Article becomes its Reading."""

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc

from briefer.article import Article
from briefer.reading import patterns
from briefer.reading.attributions import find_attributions
from briefer.reading.candidates import Quotation, Reading, Span, Time
from briefer.reading.datelines import find_dateline
from briefer.reading.doubts import find_doubts, hedged
from briefer.reading.happenings import find_happenings
from briefer.reading.hedges import find_hedges
from briefer.reading.names import find_names
from briefer.reading.parsing import can_parse, parse
from briefer.reading.places import find_places
from briefer.reading.quotations import find_quotations
from briefer.reading.times import EXPRESSION, names_a_time, time_at

_AHEAD = frozenset({"will", "shall", "would", "'ll", "’ll"})
_BEHIND = frozenset({"was", "were", "had", "has", "have", "did", "been"})
_SCHEDULED = frozenset({"plan", "schedule", "expect", "intend", "set", "due", "aim"})


@lru_cache(maxsize=8)
def read_article(article: Article) -> Reading:
    """Read an article with code alone.

    English is read by syntax; for languages without a pipeline, patterns find quotations and what
    stands around them, and claim less.
    """
    if not can_parse(article.language):
        return patterns.read_article(article)
    doc = parse(article)
    quotations = find_quotations(article.text)
    names = find_names(doc, article)
    hedges = find_hedges(article)
    attributions = find_attributions(
        doc, article, names=names, quotations=quotations, hedges=hedges
    )
    times = _find_times(doc, article, quotations)
    doubts = find_doubts(doc, article, names=names, attributions=attributions, times=times)
    return Reading(
        parser="syntax",
        names=names,
        quotations=quotations,
        attributions=attributions,
        hedges=hedges,
        places=find_places(doc, article, quotations),
        times=times,
        doubts=(*doubts, *hedged(article, hedges)),
        dateline=find_dateline(article),
        happenings=find_happenings(doc, article, attributions),
    )


def _find_times(doc: Doc, article: Article, quotations: Sequence[Quotation]) -> tuple[Time, ...]:
    spans: list[Span] = []
    for entity in doc.ents:
        if entity.label_ in {"DATE", "TIME"}:
            last = spans[-1] if spans else None
            between = article.text[last.end : entity.start_char] if last else ""
            if last and between in {" ", ", "}:
                spans[-1] = Span(last.start, entity.end_char)  # "Friday" + "night"
            else:
                spans.append(Span(entity.start_char, entity.end_char))
    for match in EXPRESSION.finditer(article.text):
        span = Span(*match.span())
        if not any(span.meets(other) for other in spans):
            spans.append(span)
    times = (
        time_at(
            article,
            span,
            # "today" in a quotation is the day it was said, which only its speaker knows
            anchored=not any(quotation.span.holds(span) for quotation in quotations),
            future=_looks_ahead(doc, span),
        )
        for span in sorted(spans)
    )
    # the recogniser's dates include "a second day"; what has no form that tells a time is none
    return tuple(
        t
        for t in times
        if t.granularity or t.type != "date" or names_a_time(t.span.of(article.text))
    )


def _looks_ahead(doc: Doc, span: Span) -> bool | None:
    """Tell from the tense of its clause whether a time lies ahead; None where no verb tells."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    # "killing four on Tuesday" has the tense of the verb above it
    for verb in (tokens.root, *tokens.root.ancestors):
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
        if helpers & _AHEAD or verb.head.lemma_ in _SCHEDULED:
            return True
        if verb.tag_ == "VBD" or helpers & _BEHIND or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
            return False
    return None
