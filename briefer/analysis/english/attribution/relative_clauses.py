"""Find what is said of a noun in a relative clause: "a plan, which she said was too dear".

The statement is not in one piece: its subject is the noun, "a plan", and the rest follows the
reporting verb, "was too dear".
"""

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.lexicon import THOUGHT
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset

_RELATIVE = frozenset({"who", "which", "that"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_WITHIN_NOUN_PHRASE = frozenset("pobj prep acl dobj xcomp pcomp conj".split())


def said_of_antecedent(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return the noun and the rest of the statement, or None if a verb reports no such thing."""
    if verb.dep_ != "relcl" or verb.head.pos_ not in _NOMINAL or verb.lemma_ in THOUGHT:
        return None  # "asked them who they think is best" is a question
    clause = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"}), None)
    relative = verb.left_edge
    if clause is None or relative.lower_ not in _RELATIVE or relative.i >= verb.i:
        return None
    if any(child.dep_ in SUBJECTS and child.i > verb.i for child in clause.lefts):
        return None  # "who said that the plan was too dear"
    words = [word for word in clause.subtree if word.i > verb.i]
    is_subject = relative.dep_ in SUBJECTS and (relative.head == clause or _has_own_subject(verb))
    if not words or not is_subject:
        return None
    set_apart = relative.nbor(-1).text == ","
    noun = _whole_noun(verb.head) if set_apart else verb.head
    parts = (
        quoted_text.trimmed(Span(noun.left_edge.idx, relative.idx)),
        quoted_text.trimmed(Span(words[0].idx, end_offset(words[-1]))),
    )
    return tuple(part for part in parts if part) if all(parts) else None


def _has_own_subject(verb: Token) -> bool:
    """Return True for "who police say stole it", where "who" and "police" are both subjects."""
    return sum(child.dep_ in SUBJECTS for child in verb.lefts) > 1


def _whole_noun(noun: Token) -> Token:
    """Return "plan" for "degrees" of "a plan to close schools above 31 degrees, which".

    The parser attaches the clause to the nearest noun; the whole phrase is never wrong.
    """
    whole = current = noun
    while current.dep_ in _WITHIN_NOUN_PHRASE and current.head.i < current.i:
        current = current.head
        if current.pos_ in _NOMINAL:
            whole = current
    return whole
