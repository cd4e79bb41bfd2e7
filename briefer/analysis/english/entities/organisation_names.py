"""Correct the boundaries of the names of organisations that the entity recogniser found.

Example: of "the Dockers' Union of Vessing" the recogniser has only "Union".
"""

from spacy.tokens import Span as Tokens

from briefer.analysis.english.entities.entity_types import word_before
from briefer.analysis.english.entities.name_words import NAME_LABELS
from briefer.analysis.english.nouns import ORGANISATION_NOUNS
from briefer.analysis.parser import is_common_word


def widen_organisation(name: Tokens) -> Tokens:
    """Add the words that identify an organisation: to "Union", "Dockers' Union of Vessing"."""
    is_named_for = _is_possessed_noun(name)
    if not is_named_for and any(token.lower_ not in ORGANISATION_NOUNS for token in name):
        return name
    doc, start, end = name.doc, int(name.start), int(name.end)
    while start > name.sent.start and (
        doc[start - 1].tag_ == "POS"
        or (doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ in {"PROPN", "NOUN", "ADJ"})
    ):
        start -= 1
    if end + 1 < name.sent.end and doc[end].lower_ == "of" and doc[end + 1].pos_ == "PROPN":
        end += 1
        while end < name.sent.end and doc[end].pos_ == "PROPN":
            end += 1
    return doc[start:end]


def without_trade(name: Tokens, title: str) -> Tokens:
    """Return "Halvard Foods" of "Confectioner Halvard Foods", if the title has the name alone."""
    doc = name.doc
    bare = doc[name.start + 1 : name.end]
    is_body = name.label_ == "ORG" and len(bare) > 1 and name[0].is_sent_start
    if not (is_body and is_common_word(name[0].text, "en")) or name.text in title:
        return name
    return Tokens(doc, bare.start, bare.end, label=name.label_) if bare.text in title else name


def _is_possessed_noun(name: Tokens) -> bool:
    """Return True for "Alliance" of "Sailors' Alliance", not for "Britain's Alliance"."""
    before = word_before(name)
    if len(name) > 1 or before is None or before.tag_ != "POS" or before.is_sent_start:
        return False
    possessor = before.nbor(-1)
    is_named = possessor.text[:1].isupper() and possessor.ent_type_ not in NAME_LABELS
    return is_named and is_common_word(name.text, "en")
