"""Small functions on spaCy tokens: offsets, subtrees, negation."""

from functools import lru_cache

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@lru_cache(maxsize=4)
def text_of(doc: Doc) -> str:
    """Return the text of a parse, which spaCy joins anew each time it is asked for."""
    return str(doc.text)


@lru_cache(maxsize=4)
def words_of(doc: Doc) -> frozenset[str]:
    """Return all different words of a parse."""
    return frozenset(token.text for token in doc)


def end_offset(token: Token) -> int:
    """Return the offset after a token."""
    return int(token.idx + len(token.text))


def subtree_span(head: Token) -> Span:
    """Return the span of a token and all words that depend on it."""
    return Span(head.left_edge.idx, end_offset(head.right_edge))


def is_negated(verb: Token) -> bool:
    """Return True if the verb is negated ("not", "n't")."""
    return any(child.dep_ == "neg" for child in verb.children)
