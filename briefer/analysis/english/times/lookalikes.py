"""Recognise words that look like times and are not: counts, numbers of things, and first names.

"1984 of them", "Bus 2024" and "Their daughter, June, 17" are no times.
"""

import re
from collections.abc import Container

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import COURTESY_TITLES
from briefer.analysis.english.times.timex import PARTS

_YEAR_LIKE = re.compile(r"[12]\d{3}")
_FIRST_NAMES = frozenset({"april", "may", "june", "august"})
_OBJECTS = frozenset({"dobj", "dative", "appos", "attr"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Verbs that a month may have as their subject: "June saw record sales".
_VERBS_OF_MONTHS = frozenset(
    "be see mark bring end begin start come arrive turn become remain approach pass".split()
)


def is_count(entity: Tokens) -> bool:
    """Return True if a number that looks like a year counts or names something."""
    if not _YEAR_LIKE.fullmatch(entity.text):
        return False
    number, doc = entity.root, entity.doc
    after = doc[entity.end] if entity.end < len(doc) else None
    before = doc[entity.start - 1] if entity.start > 0 else None
    counts = after is not None and (
        (after.tag_ in {"NNS", "NNPS"} and number.head == after)
        or (after.lower_ == "of" and after.head == number)
    )
    names = before is not None and before.pos_ in {"NOUN", "PROPN"} and number.head == before
    return counts or (names and number.dep_ == "nummod")


def is_kind_of_time(doc: Doc, span: Span) -> bool:
    """Return True for "safe at night" and "the overnight closure": they are of no one night."""
    tokens = doc.char_span(span.start, span.end)
    if tokens is None or len(tokens) != 1:
        return False
    word = tokens[0]
    if word.dep_ in {"amod", "compound", "nmod"}:
        return word.lower_ in PARTS or word.lower_ == "overnight"  # "evening classes"
    return word.lower_ in {"night", "day", "daytime"}


def is_first_name(doc: Doc, span: Span, *, people: Container[str]) -> bool:
    """Return True if a month is the name of a person, by its place in the sentence.

    Args:
        doc: the parse of the article.
        span: the words.
        people: the first words of the names of its people, in lower case.
    """
    tokens = doc.char_span(span.start, span.end)
    if tokens is None or len(tokens) != 1 or tokens.text.lower() not in _FIRST_NAMES:
        return False
    month = tokens[0]
    if any(child.dep_ in {"nummod", "det", "amod"} for child in month.children):
        return False
    if month.lower_ in people and month.dep_ != "pobj":
        return True
    return _is_titled(month) or _begins_full_name(month) or _acts(month)


def _is_titled(month: Token) -> bool:
    return month.i > 0 and month.nbor(-1).lower_.rstrip(".") in COURTESY_TITLES


def _begins_full_name(month: Token) -> bool:
    """Return True for the first name in "August Lind"."""
    following = month.nbor() if month.i + 1 < len(month.doc) else None
    return following is not None and following.pos_ == "PROPN" and month.dep_ == "compound"


def _acts(month: Token) -> bool:
    """Return True if a month does what only a person does, or is what is done to one."""
    if month.dep_ in _SUBJECTS:
        return month.head.pos_ in {"VERB", "AUX"} and month.head.lemma_ not in _VERBS_OF_MONTHS
    return month.dep_ in _OBJECTS and month.head.pos_ != "AUX"
