"""Tokens: where a word and what hangs on it stand in the text, and whether it is denied."""

from spacy.tokens import Token

from briefer.analysis.annotations import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def end_offset(token: Token) -> int:
    """Return the offset after a token."""
    return int(token.idx + len(token.text))


def subtree_span(head: Token) -> Span:
    """Return the slice from the first word that hangs on a token to the last."""
    return Span(head.left_edge.idx, end_offset(head.right_edge))


def is_negated(verb: Token) -> bool:
    """Tell whether "not" belongs to the verb."""
    return any(child.dep_ == "neg" for child in verb.children)
