"""Insertions: "he said" within or after what is said, and what of the sentence is then said."""

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.lexicon import SPEECH, WEAK
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset

_OF_INSERTION = SUBJECTS | frozenset("npadvmod advmod prep aux neg dobj dative prt agent".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# What the words between a comma and "said" are, where they are who said it.
OF_SPEAKERS = frozenset("NOUN PROPN NUM DET ADJ ADP CCONJ PART PRON".split())
_AFTER_A_TAIL = frozenset("dobj dative prep npadvmod advmod punct prt oprd".split())
_ASKED = frozenset("asked pressed questioned".split())
_BREAKS = "—–:"  # after one, a quotation begins anew


def trailing_reporter(verb: Token) -> Token | None:
    """Return officials of "The ship left Port Ellery, two officials said", at times misread.

    After a comma the parser hangs them on the noun before it, as what stands in apposition to it.
    """
    speakers = _between_comma_and(verb)
    if not speakers or speakers[0].dep_ == "cc":
        return None
    if any(c.dep_ in SUBJECTS and c.i >= speakers[0].i for c in verb.children):
        return None  # read as it should be
    if any(c.i > verb.i and c.dep_ not in _AFTER_A_TAIL for c in verb.children):
        return None  # it introduces what is said
    begins = verb.sent.start
    clause = any(t.tag_ in _FINITE or t.tag_ == "MD" for t in verb.doc[begins : speakers[0].i - 1])
    heads = [t for t in speakers if t.head not in speakers and t.pos_ in {"NOUN", "PROPN", "NUM"}]
    return heads[0] if clause and heads else None


def _between_comma_and(verb: Token) -> list[Token]:
    """Return the words that stand between a comma and a verb of saying, if they can be speakers."""
    if verb.lemma_ not in SPEECH - WEAK or verb.tag_ not in _FINITE:
        return []
    first = verb.i
    while first > verb.sent.start and verb.doc[first - 1].pos_ in OF_SPEAKERS:
        first -= 1
    set_apart = first > verb.sent.start and verb.doc[first - 1].text in {",", '"', "—", "–"}
    return list(verb.doc[first : verb.i]) if set_apart else []


def is_inserted(verb: Token) -> bool:
    """Tell whether the verb's clause stands apart between marks, as "he said" does."""
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    # the comma before "he said" may belong to either clause
    words = (token for token in verb.subtree if not (token.is_punct or token.is_space))
    first = next(words, verb)
    before = first.nbor(-1) if first.i > verb.sent.start else None
    if not has_subject or before is None or before.text not in set(',"—–!?'):
        return False
    # "X, the study found." says X; "X, a fish found in cold rivers" says nothing
    after = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    goes_on = after is not None and after.dep_ == "prep"
    return not (verb.lemma_ in WEAK and goes_on)


def content_around(verb: Token, passages: QuotedText, *, said: Token) -> tuple[Span, ...]:
    """Return what stands before an inserted "he said", and what of the sentence goes on after it.

    Args:
        verb: the verb of the insertion.
        passages: the text.
        said: the main verb of what is said.
    """
    inserted = reporting_clause(verb, passages)
    before = passages.trimmed(Span(_start_of(said), inserted.start))
    if before and verb.sent[0].lower_ in _ASKED and not passages.quotations_in(before):
        before = None  # "Asked why, she said"
    after = passages.trimmed(Span(inserted.end, verb.sent.end_char))
    goes_on = said.idx >= inserted.end  # "The ships, he said, could leave"
    if after and not goes_on and not passages.begins_quoted(after):
        after = None
    if before and not goes_on:
        before = _set_apart(before, passages)
    return tuple(part for part in (before, after) if part)


def reporting_clause(verb: Token, passages: QuotedText) -> Span:
    """Return the "he said on Friday" around a verb, its subject's descriptions included."""
    tokens = [verb]
    for child in verb.children:
        if child.dep_ in _OF_INSERTION:
            tokens.extend(child.subtree)
    if trailing_reporter(verb) is not None:
        tokens = [t for t in tokens if t.i >= verb.i] + _between_comma_and(verb)
    outside = [token.i for token in tokens if passages.quotation_at(token.idx) is None]
    start = min(outside, default=verb.i)
    while start < verb.i and verb.doc[start].is_punct:
        start += 1
    last = verb.doc[max(outside, default=verb.i)]
    return Span(verb.doc[start].idx, end_offset(last))


def _start_of(said: Token) -> int:
    """Return where the clause begins that an insertion stands in: one of several, or all."""
    if said.dep_ == "relcl":
        return min(said.head.left_edge.idx, said.left_edge.idx)
    return said.left_edge.idx if said.dep_ == "conj" else said.sent.start_char


def _set_apart(before: Span, passages: QuotedText) -> Span:
    """Leave out the article's own words in 'She had been wrong once — “twice,” she said'."""
    quoted = passages.quotations_in(before)
    if not quoted or quoted[0].span.start == before.start:
        return before
    last = quoted[-1].span
    head = passages.text[before.start : last.start].rstrip()
    return last if passages.adjacent(last.end, before.end) and head[-1:] in set(_BREAKS) else before
