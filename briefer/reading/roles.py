"""Roles: where the title or the description of a person stands beside the name."""

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.reading.candidates import Span
from briefer.reading.lexicon import ORGANISATION_NOUNS, PLACE_NOUNS

_BEFORE_TITLES = frozenset({"PRON", "DET", "CCONJ", "ADP", "SPACE", "PUNCT"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLAUSE = frozenset({"who", "which", "whose", "that"})
_NAMING = frozenset({"identify", "name", "describe"})
_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dr"})
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
        if child.dep_ == "appos" and child.i > root.i and child.pos_ in _NOMINAL:
            yield _noun_phrase(child)
    apart = mention.start > 0 and (
        mention.doc[mention.start - 1].is_punct or mention.start - 1 == root.head.i
    )
    # "in her own party, Jane Doe" tells where, not who
    where = root.head.lemma_.lower() in ORGANISATION_NOUNS | PLACE_NOUNS
    before = root.dep_ == "appos" and root.i > root.head.i and root.head.pos_ in _NOMINAL
    if apart and before and not where:
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
    if all(map(_is_address, words)):
        return False
    return any(token.pos_ in {"NOUN", "PROPN"} for token in words)


def _is_address(token: Token) -> bool:
    return token.lower_.rstrip(".") in _FORMS_OF_ADDRESS


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
    end = next((t.i for t in doc[start:end] if t.lower_ in _CLAUSE or t.is_quote), end)
    while end > start and (
        doc[end - 1].is_space or doc[end - 1].is_punct or _is_address(doc[end - 1])
    ):
        end -= 1
    return doc[start:end]


def _span(span: Tokens) -> Span:
    span = _strip(span)
    return Span(span.start_char, span.end_char)
