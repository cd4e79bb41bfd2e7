"""Trim the entities of the recogniser to bare names, and label them.

Example: in "Mr. Kent's office", the name is "Kent".
"""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.analysis.english.entities.boundaries import (
    expand_name,
    expand_over_particles,
    has_hyphenated_forename,
    strip_suffix,
)
from briefer.analysis.english.entities.entity_types import corrected_label, has_post_nominals
from briefer.analysis.english.entities.name_words import CLOCK
from briefer.analysis.english.entities.organisation_names import widen_organisation
from briefer.analysis.english.entities.person_nouns import is_title, may_be_title
from briefer.analysis.english.entities.titled_names import after_titles, is_ranked
from briefer.analysis.english.lexicon import SPEECH
from briefer.analysis.spacy_helpers import SUBJECTS

_LEADING_WORDS = frozenset({"the", "a", "an", "pro", "anti", "ex", "then", "former"})
_GENERATIONS = frozenset({"Jr", "Sr"})  # the full stop after them is a part of the name
_BEFORE_NAMES = frozenset({"St.", "Ste.", "Ft.", "Mt."})  # "Ft." alone is no place
_MAX_INITIALS = 2  # capitals: "JK Rowling"


def trim(entity: Tokens) -> Tokens | None:
    """Return the bare name of an entity with its corrected label, or None if nothing is left."""
    doc = entity.doc
    start, end = _bounds_of_name(entity)
    label = entity.label_
    if start < end and (cut := strip_suffix(doc[start:end])) < end:
        label = "PERSON" if has_post_nominals(doc[start:cut]) else label
        end = cut
    end = _end_of_name(doc[start:end], label)
    if label == "PERSON" or is_ranked(doc[start:end]):
        start = after_titles(doc[start:end])
    if label == "PERSON" and end - start > 1 and _starts_with_credit(doc[start:end]):
        start += 1
    if end - start > 1 and _is_opening_verb(doc[start]):
        start += 1
    if end <= start or not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    name = widen_organisation(doc[start:end])
    if corrected_label(name, label) == "PERSON":
        start, end = expand_name(name)
        start = after_titles(doc[start:end])  # of "Det Insp Jane Doe" the recogniser has two words
        start = expand_over_particles(doc[start:end])
        name = doc[start:end]
    return Tokens(doc, name.start, name.end, label=label_of(name, label))


def label_of(name: Tokens, label: str) -> str:
    """Return the label of a name, corrected by the words in and around it."""
    return "PERSON" if has_hyphenated_forename(name) else corrected_label(name, label)


def _bounds_of_name(entity: Tokens) -> tuple[int, int]:
    """Return where a name starts and ends, without marks, leading words and later lines."""
    doc, start, end = entity.doc, entity.start, entity.end
    while start < end and (
        doc[start].is_punct
        or doc[start].is_space
        or doc[start].lower_ in _LEADING_WORDS
        or CLOCK.match(doc[start].text)
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"
    ):
        end -= 1
    if 0 < end < len(doc) and doc[end - 1].text in _GENERATIONS and doc[end].text == ".":
        end += 1
    if start < end < len(doc) and doc[end - 1].text in _BEFORE_NAMES and doc[end].text.istitle():
        end += 1
    spaces = (token.i for token in doc[start:end] if token.is_space)
    return start, next(spaces, end)


def _end_of_name(name: Tokens, label: str) -> int:
    """Return the end of a name, including a head that was cut off: "the Ellery Mail Leader"."""
    doc, end = name.doc, int(name.end)
    if (
        label == "PERSON"
        and len(name) == 1
        and end < len(doc)
        and _is_surname(doc[end], of=doc[end - 1])
    ):
        return end + 1
    if label != "ORG" or not name or doc[end - 1].tag_ == "POS":
        return end
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end - 1].head == doc[end]:
        end += 1
    last = doc[end - 1]
    is_title_of_next = is_title(last) and end < len(doc) and doc[end].pos_ == "PROPN"
    # do not extend a name to the title of a person, a person, or a part of a longer phrase
    incomplete = last.head.i >= end or is_title_of_next or last.ent_type_ == "PERSON"
    return int(name.end) if incomplete else end


def _is_surname(token: Token, *, of: Token) -> bool:
    """Return True if the noun for a person after a first name is the surname: "Tim Judge"."""
    last = token.i + 1 == len(token.doc) or token.nbor().pos_ != "PROPN"
    return last and of.head == token and token.pos_ == "PROPN" and may_be_title(token)


def _is_opening_verb(token: Token) -> bool:
    """Return True for "Said" of "Said Reed: “...”", which looks like a first name."""
    opens = bool(token.is_sent_start) and token.tag_ == "VBD" and token.lemma_.lower() in SPEECH
    return opens and any(child.dep_ in SUBJECTS for child in token.rights)


def _starts_with_credit(name: Tokens) -> bool:
    """Return True if a name starts with a picture credit in capitals: "GETTY Jane Doe"."""
    first, *rest = (token.text for token in name)
    return len(first) > _MAX_INITIALS and first.isupper() and any(word.istitle() for word in rest)
