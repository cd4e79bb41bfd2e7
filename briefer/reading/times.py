"""Times: the time expressions of an article, each with its value where its clause tells one."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from briefer.article import Article
from briefer.reading.candidates import Quotation, Span, Time
from briefer.reading.timex import DAYS, MONTHS, PARTS, resolve

# Time expressions of English by their form, for what the parser's recogniser leaves out.
_EXPRESSION = re.compile(
    rf"""\b(?:
        (?:(?:early|late|last|next|this)\s+)?(?:{"|".join(d.capitalize() for d in DAYS)})
            (?:\s+(?:{"|".join(PARTS)}))?
      | (?:{"|".join(m.capitalize() for m in MONTHS if m != "may")})
            (?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?
      | May\s+\d{{1,2}}(?:,?\s+\d{{4}})?
      | \d{{1,2}}\s+(?:{"|".join(m.capitalize() for m in MONTHS)})(?:\s+\d{{4}})?
      | (?i:yesterday|today|tonight|tomorrow)(?:\s+(?:{"|".join(PARTS)}))?
      | (?i:last|next|this)\s+(?:week|month|year|night|morning|afternoon|evening|weekend)
      | \d{{4}}-\d{{2}}-\d{{2}}
    )\b""",
    re.VERBOSE,
)
_AHEAD = frozenset({"will", "shall", "would", "'ll", "’ll"})
_BEHIND = frozenset({"was", "were", "had", "has", "have", "did", "been"})
_SCHEDULED = frozenset({"plan", "schedule", "expect", "intend", "set", "due", "aim"})


def find_times(doc: Doc, article: Article, quotations: Sequence[Quotation]) -> tuple[Time, ...]:
    """Find the time expressions of a parsed article, in order."""
    spans: list[Span] = []
    for entity in doc.ents:
        if entity.label_ in {"DATE", "TIME"}:
            last = spans[-1] if spans else None
            between = article.text[last.end : entity.start_char] if last else ""
            if last and between in {" ", ", "}:
                spans[-1] = Span(last.start, entity.end_char)  # "Friday" + "night"
            else:
                spans.append(Span(entity.start_char, entity.end_char))
    for match in _EXPRESSION.finditer(article.text):
        span = Span(*match.span())
        if not any(span.meets(other) for other in spans):
            spans.append(span)
    times = (
        _time_at(
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
        if t.granularity or t.type != "date" or _names_a_time(t.span.of(article.text))
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


def _names_a_time(phrase: str) -> bool:
    """Tell whether a phrase holds a time expression, or a year."""
    return bool(_EXPRESSION.search(phrase) or re.search(r"\b(?:1[5-9]|20)\d\d\b", phrase))


def _time_at(article: Article, span: Span, *, anchored: bool, future: bool | None) -> Time:
    """Make the time candidate of a phrase.

    Args:
        article: the article; its publication date is the anchor.
        span: the phrase.
        anchored: whether it counts from the date of publication.
        future: whether its clause looks ahead; None when that is not known.
    """
    anchor = article.published if anchored else None
    resolved = resolve(span.of(article.text), anchor=anchor, future=future)
    return Time(span, article.sentence_at(span.start), *resolved)
