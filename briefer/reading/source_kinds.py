"""Kinds of sources: what a noun phrase without a name describes."""

from spacy.tokens import Token

from briefer.reading.lexicon import (
    ANONYMOUS_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
)
from briefer.schema import SourceKind


def kind_of(head: Token) -> SourceKind | None:
    """Return the kind of source that a noun phrase without a name describes, if any."""
    lemma = head.lemma_.lower()
    if head.i > 0 and head.nbor(-1).text == "-":
        lemma = "".join(token.lower_ for token in head.doc[max(head.i - 2, 0) : head.i + 1])
    plural = head.tag_ in {"NNS", "NNPS"}
    definite = any(
        child.lower_ in {"the", "this", "that", "his", "her", "their", "our", "my"}
        or child.dep_ == "poss"
        for child in head.children
    )
    if lemma in PERSON_NOUNS or lemma.endswith(("man", "woman", "person")):
        if plural:
            return "unnamed_group" if lemma in ANONYMOUS_NOUNS else "group"
        return "unnamed_person"
    if lemma == "people" and "familiar" in {token.lower_ for token in head.subtree}:
        return "unnamed_group"
    if lemma in DOCUMENT_NOUNS:
        return "document"
    if lemma in ORGANISATION_NOUNS or head.ent_type_ == "ORG":
        return "organisation"
    if (
        lemma in GROUP_NOUNS
        or plural
        or head.ent_type_ == "NORP"
        or head.pos_ in {"NUM", "DET", "ADJ"}
    ):
        return "group"
    if head.ent_type_ in {"GPE", "LOC", "FAC"}:
        return "organisation"
    if head.pos_ == "PROPN":
        return "organisation" if definite else "person"
    return None
