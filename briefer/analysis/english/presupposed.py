"""Find what an English question takes for granted.

"Did the inquiry find a reason for the fire that killed two men?" asks about a reason, and says that
the fire killed two men.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span
from briefer.analysis.spacy_helpers import SUBJECTS, subtree_span

_DEFINITE = frozenset("the this these those his her its their".split())
_PAST = frozenset({"VBD", "VBN"})


def find_presupposed(doc: Doc) -> Iterator[Span]:
    """Yield the relative clauses in the past about something known: "the fire that killed two"."""
    for verb in doc:
        if verb.dep_ == "relcl" and _is_past(verb) and _is_definite(verb.head):
            yield subtree_span(verb)


def _is_past(verb: Token) -> bool:
    has_subject = any(child.dep_ in SUBJECTS for child in verb.lefts)
    is_open = any(child.tag_ == "MD" or child.dep_ == "neg" for child in verb.lefts)
    return has_subject and not is_open and verb.tag_ in _PAST


def _is_definite(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or any(
        child.lower_ in _DEFINITE or child.dep_ == "poss" for child in noun.lefts
    )
