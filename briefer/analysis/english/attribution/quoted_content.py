"""Find the quotations that a reporting verb introduces or follows: "“We left,” Reyes said".

What is sung is no statement: of "chanted “Bread” and sang “We shall not be moved”" only "Bread".
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.reporting_clauses import reporting_clause
from briefer.analysis.english.lexicon import INTRODUCING, UNSPOKEN
from briefer.analysis.quoted_text import QuotedText


def quotations_beside(
    verb: Token, quoted_text: QuotedText, attributed: AbstractSet[Span]
) -> tuple[Span, ...] | None:
    """Return the quotations that a verb introduces or follows in its sentence."""
    sentence = Span(verb.sent.start_char, verb.sent.end_char)
    candidates = [
        q.span
        for q in quoted_text.quotations_in(sentence)
        if q.span not in attributed and quoted_text.is_statement(q)
    ]
    before = tuple(span for span in candidates if span.end <= verb.idx)
    if before and quoted_text.adjacent(before[-1].end, reporting_clause(verb, quoted_text).start):
        return before
    after = tuple(span for span in candidates if span.start > verb.idx and not _is_sung(span, verb))
    if after and not any(cue.idx < after[0].start for cue in _later_cues(verb, quoted_text)):
        return after
    return None


def _is_sung(quoted: Span, verb: Token) -> bool:
    """Return True for the second part of “chanted “Bread” and sang “We shall not be moved”.”."""
    between = (word for word in verb.doc[verb.i : verb.sent.end] if word.idx < quoted.start)
    return any(word.pos_ == "VERB" and word.lemma_ in UNSPOKEN for word in between)


def _later_cues(verb: Token, quoted_text: QuotedText) -> Iterator[Token]:
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        is_cue = token.pos_ == "VERB" and token.lemma_ in INTRODUCING
        if is_cue and quoted_text.quotation_at(token.idx) is None:
            yield token
