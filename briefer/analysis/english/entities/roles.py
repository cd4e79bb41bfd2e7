"""Roles: where the title or the description of a person stands beside the name."""

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import (
    is_address,
    is_generic_person,
    may_be_title,
    names_a_role,
)
from briefer.analysis.english.lexicon import KIN

_WITHIN_TITLES = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "ADV"})
_JOINTS = frozenset({"of", "for"})  # "Secretary of State", "Commissioner for Health"
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLAUSE = frozenset({"who", "which", "whose", "that"})
_NAMING = frozenset({"identify", "name", "describe"})
_SPOUSES = frozenset({"lady", "gentleman"})  # a "first lady" is a wife, "Lady Jane" is not
_LONGEST, _SHORT = 16, 2  # words
_ACRONYM = 2  # letters that may stand beside another acronym: "US NATO"
_EMPTY = frozenset({"the", "a", "an", "another", "now", "also", "then", "later", "one", "-"})


def roles_of(mention: Tokens, *, is_full: bool = True) -> list[Span]:
    """Return where a person's title or description stands beside this mention of the name.

    What is returned says what somebody is by its head: "a retired teacher", and neither another's
    name nor a number of goals that happens to stand there.

    Args:
        mention: where the name stands.
        is_full: whether it is the full name. A bare surname takes nothing but a title in
            capitals: in "a hotelier Brandt named" the hotelier is somebody else.
    """
    phrases = (*_titles(mention, is_full=is_full), *_appositions(mention), *_named_as(mention))
    return [Span(p.start_char, p.end_char) for p in map(_strip, phrases) if _describes(p)]


def is_family(mention: Tokens) -> bool:
    """Tell whether a name is introduced as that of somebody's family: "his wife, Jane Doe"."""
    doc, start = mention.doc, int(mention.start)
    before = doc[max(mention.sent.start, start - 2) : start]
    return any(map(_is_kin, before)) or any(
        child.dep_ == "appos" and _is_kin(child) for child in mention.root.children
    )


def _is_kin(token: Token) -> bool:
    first = token.i > token.sent.start and token.nbor(-1).lower_ == "first"
    return token.lower_ in KIN or (first and token.lower_ in _SPOUSES)


def _titles(mention: Tokens, *, is_full: bool) -> Iterator[Tokens]:
    """Yield what stands right before the name: "Iraqi Foreign Minister"."""
    doc, start = mention.doc, int(mention.start)
    first = max(mention.sent.start, mention.root.left_edge.i)
    while start > first and _belongs_to_title(doc[start - 1], end=mention.start):
        start -= 1
    if start < mention.start and doc[mention.start - 1].tag_ != "POS":
        head = next((t for t in doc[start : mention.start] if t.lower_ in _JOINTS), None)
        ends = head.i if head is not None else mention.start
        words = [token for token in doc[start:ends] if token.text[:1].isalpha()]
        if words and names_a_role(words[-1]) and (is_full or words[-1].text[0].isupper()):
            yield doc[start : mention.start]


def _belongs_to_title(token: Token, *, end: int) -> bool:
    if token.text in {".", "-"}:
        return token.i > 0 and not token.nbor(-1).whitespace_
    if token.lower_ in _JOINTS:
        return token.i > token.sent.start and names_a_role(token.nbor(-1))
    # "Ellery aide" is somebody's aide, but no part of a title is a name of its own
    named = (
        token.ent_type_ == "PERSON"
        and not may_be_title(token)
        and not (token.dep_ in {"compound", "poss"} and token.head.i < end)
    )
    bare_number = token.like_num and len(token.text) < 4 and token.nbor().text != "-"
    if _is_shouted(token) and any(_is_shouted(token.nbor(side)) for side in _sides(token)):
        return False  # a credit or a heading that a page glued to the sentence
    fits = token.pos_ in _WITHIN_TITLES or (token.pos_ == "VERB" and token.dep_ == "amod")
    return fits and not named and not bare_number


def _is_shouted(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > _ACRONYM


def _sides(token: Token) -> list[int]:
    return [side for side in (-1, 1) if 0 <= token.i + side < len(token.doc)]


def _appositions(mention: Tokens) -> Iterator[Tokens]:
    """Yield "the foreign minister" of both "X, the foreign minister" and "the minister, X"."""
    root = mention.root
    for child in root.children:
        if child.dep_ == "appos" and child.i > root.i and _is_description(child):
            yield _noun_phrase(child)
    apart = mention.start > 0 and (
        mention.doc[mention.start - 1].is_punct or mention.start - 1 == root.head.i
    )
    if apart and root.dep_ == "appos" and root.i > root.head.i and _is_description(root.head):
        yield mention.doc[root.head.left_edge.i : mention.start]


def _named_as(mention: Tokens) -> Iterator[Tokens]:
    """Yield "the deputy caliph" of "identified X as the deputy caliph"."""
    verb = mention.root.head
    if mention.root.dep_ != "dobj" or verb.lemma_ not in _NAMING:
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            yield from (_noun_phrase(one) for one in child.children if _is_description(one))


def _is_description(head: Token) -> bool:
    # in a list of names the next one may be a Cook or a Bishop
    return head.pos_ in _NOMINAL and head.ent_type_ != "PERSON" and names_a_role(head)


def _describes(phrase: Tokens) -> bool:
    words = [token for token in phrase if token.text[:1].isalpha()]
    if not words or len(phrase) > _LONGEST or all(map(is_address, words)):
        return False
    if len(words) <= _SHORT and words[0].tag_ == "JJS":
        return False  # "the greatest president" goes on to say of what
    return len(words) > 1 or not is_generic_person(words[0])


def _noun_phrase(head: Token) -> Tokens:
    """Return the noun phrase of ``head`` without its clauses."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in {"prep", "amod", "compound", "nmod"} or child.tag_ == "POS":
            end = max(end, child.right_edge.i + 1)
        else:
            break
    return head.doc[head.left_edge.i : end]


def _strip(phrase: Tokens) -> Tokens:
    """Cut what leads to a description and what goes on from it; an abbreviation keeps its point."""
    doc, start, end = phrase.doc, int(phrase.start), int(phrase.end)
    while start < end and (
        doc[start].is_space or doc[start].is_punct or doc[start].lower_ in _EMPTY
        or doc[start].pos_ in {"CCONJ", "SCONJ", "PRON", "DET"}
    ):  # fmt: skip
        start += 1
    end = next(
        (t.i for t in doc[start:end] if t.lower_ in _CLAUSE or t.is_quote or t.is_left_punct), end
    )
    while end > start and (
        doc[end - 1].is_space
        or (doc[end - 1].is_punct and not _is_point(doc[end - 1]))
        or doc[end - 1].pos_ in {"CCONJ", "SCONJ"}
        or is_address(doc[end - 1])
    ):
        end -= 1
    return doc[start:end]


def _is_point(token: Token) -> bool:
    """Tell whether a point belongs to the shortened word before it: "Lt. Col."."""
    before = token.nbor(-1) if token.i > 0 else None
    return (
        token.text == "."
        and before is not None
        and not before.whitespace_
        and before.text.istitle()
        and token.i + 1 < token.sent.end
    )
