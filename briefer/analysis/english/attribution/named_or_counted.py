"""Find what somebody calls a thing, and which number somebody gives.

"Reyes called the plan a disgrace" gives "the plan a disgrace", "Police counted 40 dead" gives "40
dead".
"""

from collections.abc import Sequence

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.lexicon import COUNTING, NAMING
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import end_offset

_NAMED = frozenset("dobj oprd ccomp attr npadvmod".split())
_MEASURED = frozenset("PERCENT MONEY QUANTITY".split())


def named_or_counted(verb: Token, quoted_text: QuotedText) -> Span | None:
    """Return what an active verb calls its object, or the number that it gives."""
    lemma = verb.lemma_.lower()
    named = _naming(verb, quoted_text) if lemma in NAMING else None
    return named or (_counted(verb, quoted_text) if lemma in COUNTING | {"say"} else None)


def has_number(spans: Sequence[Span], verb: Token) -> bool:
    """Return True if there is a number among the words of slices of the text."""
    words = (verb.doc.char_span(*span, alignment_mode="contract") or () for span in spans)
    return any(word.like_num for part in words for word in part)


def end_with_adjuncts(complement: Token, verb: Token) -> Token:
    """Return the last word of a complement and its adjuncts: "ties to X", "on X to act"."""
    last = complement.right_edge
    for other in verb.rights:
        is_infinitive = other.dep_ == "xcomp" and complement.lower_ in {"on", "for"}
        if (other.dep_ == "prep" or is_infinitive) and other.left_edge.i == last.i + 1:
            last = other.right_edge
    return last


def _naming(verb: Token, quoted_text: QuotedText) -> Span | None:
    """Return "the fire a disgrace" or "the fire “a wound”" of "called the fire ..."."""
    parts = [child for child in verb.rights if child.dep_ in _NAMED]
    if not parts:
        return None
    end = end_offset(end_with_adjuncts(parts[-1], verb))
    span = quoted_text.trimmed(Span(parts[0].left_edge.idx, end))
    judges = parts[-1].dep_ == "oprd" and parts[-1].pos_ in {"NOUN", "ADJ"}
    judges |= parts[-1].dep_ == "npadvmod" and parts[-1].ent_type_ in _MEASURED
    says = span is not None and (judges or quoted_text.quotations_in(span))
    return span if says else None


def _counted(verb: Token, quoted_text: QuotedText) -> Span | None:
    """Return "40 dead" of "counted 40 dead" and "the toll as 40" of "gave the toll as 40"."""
    figure = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if figure is None:
        return None
    counted = [figure, *figure.lefts] if verb.lemma_ != "give" else []
    links = (child for child in (*figure.rights, *verb.rights) if child.lower_ in {"as", "at"})
    given = (word for link in links for word in link.subtree)
    if not any(word.like_num for word in (*counted, *given)):
        return None
    end = end_offset(end_with_adjuncts(figure, verb))
    return quoted_text.trimmed(Span(figure.left_edge.idx, end))
