"""Small functions on spaCy tokens: offsets, subtrees, negation."""

from spacy.tokens import Token

from briefer.analysis.annotations import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def end_offset(token: Token) -> int:
    """Return the offset after a token."""
    return int(token.idx + len(token.text))


def subtree_span(head: Token) -> Span:
    """Return the span of a token and all words that depend on it."""
    return Span(head.left_edge.idx, end_offset(head.right_edge))


def is_negated(verb: Token) -> bool:
    """Return True if the verb is negated ("not", "n't")."""
    return any(child.dep_ == "neg" for child in verb.children)
