"""Roles: where the title or the description of a person stands beside the name."""

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.reading.candidates import Span
from briefer.reading.lexicon import ORGANISATION_NOUNS, PLACE_NOUNS

_BEFORE_TITLES = frozenset({"PRON", "DET", "CCONJ", "ADP", "SPACE", "PUNCT"})
_NAMING = frozenset({"identify", "name", "describe"})
_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady"})
_PARTY = re.compile(r"[A-Z]-[A-Z]")  # "R-Pa." after a lawmaker's name


def roles_of(mention: Tokens) -> list[Span]:
    """Return where a person's title or description stands beside this mention of the name."""
    phrases = (*_titles(mention), *_appositions(mention), *_named_as(mention))
    return [_span(phrase) for phrase in phrases if _describes(phrase)]


def _titles(mention: Tokens) -> Iterator[Tokens]:
    """Yield what stands right before the name: "Iraqi Foreign Minister"."""
    doc = mention.doc
    start = mention.root.left_edge.i
    while start < mention.start and doc[start].pos_ in _BEFORE_TITLES:
        start += 1
    inner_mark = any(
        t.dep_ == "punct" and t.text not in {"-", "."} for t in doc[start : mention.start]
    )
    if start < mention.start and doc[mention.start - 1].tag_ != "POS" and not inner_mark:
        yield doc[start : mention.start]


def _appositions(mention: Tokens) -> Iterator[Tokens]:
    """Yield "the foreign minister" of both "X, the foreign minister" and "the minister, X"."""
    root = mention.root
    for child in root.children:
        if child.dep_ == "appos" and child.i > root.i and child.pos_ in {"NOUN", "PROPN"}:
            yield _noun_phrase(child)
    if root.dep_ == "appos" and root.i > root.head.i and root.head.pos_ in {"NOUN", "PROPN"}:
        yield _strip(mention.doc[root.head.left_edge.i : mention.start])


def _named_as(mention: Tokens) -> Iterator[Tokens]:
    """Yield "the deputy caliph" of "identified X as the deputy caliph"."""
    verb = mention.root.head
    if mention.root.dep_ != "dobj" or verb.lemma_ not in _NAMING:
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            yield from (_noun_phrase(grandchild) for grandchild in child.children)


def _describes(span: Tokens) -> bool:
    words = [token for token in span if token.text[:1].isalpha()]
    if not words or len(span) > 16 or _PARTY.match(span.text):
        return False
    if len(words) == 1 and words[0].lower_.rstrip(".") in _FORMS_OF_ADDRESS:
        return False
    if span.root.lemma_.lower() in ORGANISATION_NOUNS | PLACE_NOUNS:
        return False  # "in her own party, Jane Doe": where, not who
    return any(token.pos_ in {"NOUN", "PROPN"} for token in words)


def _noun_phrase(head: Token) -> Tokens:
    """Return the noun phrase of ``head`` without its clauses."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in {"prep", "amod", "compound", "nmod"} or child.tag_ == "POS":
            end = max(end, child.right_edge.i + 1)
        else:
            break
    return _strip(head.doc[head.left_edge.i : end])


def _strip(span: Tokens) -> Tokens:
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (
        doc[start].is_space or doc[start].is_punct or doc[start].lower_ in {"the", "a", "an"}
        or doc[start].pos_ in {"CCONJ", "SCONJ", "PRON"}
    ):  # fmt: skip
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return doc[start:end]


def _span(span: Tokens) -> Span:
    span = _strip(span)
    return Span(span.start_char, span.end_char)
