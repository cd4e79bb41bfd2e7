"""Kinds of sources: what a noun phrase without a name describes."""

from spacy.tokens import Token

from briefer.analysis.english.lexicon import (
    ANONYMOUS_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    KIN,
    OFFICES,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
)
from briefer.vocabulary import SourceKind

_DEFINITE = frozenset("the this that his her their our my".split())
_NAMED_PARTS = 2  # capitalised words before "Leader" or "Observer" that make it a paper's name
_PLURAL_BODIES = frozenset({"forces", "police"})  # one organisation each
_VAGUE = frozenset("some several many most".split())


def kind_of(head: Token) -> SourceKind | None:
    """Return the kind of source that a noun phrase without a name describes, if any."""
    lemma = head.lemma_.lower()
    words = {lemma, head.lower_}
    if head.i > 0 and head.nbor(-1).text == "-":
        lemma = "".join(token.lower_ for token in head.doc[max(head.i - 2, 0) : head.i + 1])
        words = {lemma}
    plural = head.tag_ in {"NNS", "NNPS"}
    if head.lower_ in {"one", "another"}:
        return "unnamed_person"
    if words & PERSON_NOUNS or lemma.endswith(("man", "woman", "person")):
        return _kind_of_people(head, lemma, plural=plural)
    if lemma == "people" and "familiar" in {token.lower_ for token in head.subtree}:
        return "unnamed_group"
    if words & DOCUMENT_NOUNS:
        return "document"
    if words & ORGANISATION_NOUNS and plural and head.lower_ not in _PLURAL_BODIES:
        return "group"
    if words & ORGANISATION_NOUNS or head.ent_type_ == "ORG" or _ends_in_a_name(head):
        return "organisation"
    many = plural or head.ent_type_ == "NORP" or head.pos_ in {"NUM", "DET", "ADJ"}
    return "group" if many or lemma in GROUP_NOUNS else _kind_of_name(head)


def _kind_of_name(head: Token) -> SourceKind | None:
    """Return what bears a name that is none of a person, a body or a place known otherwise."""
    if head.ent_type_ in {"GPE", "LOC", "FAC"}:
        return "organisation"
    if head.pos_ != "PROPN" or not head.text[:1].isupper():
        return None
    return "organisation" if is_definite(head) else "person"


def is_definite(head: Token) -> bool:
    """Tell whether a noun phrase means one that the reader knows, or that is somebody's."""
    return any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in head.children)


def _kind_of_people(head: Token, lemma: str, *, plural: bool) -> SourceKind:
    if plural:
        vague = any(child.lower_ in _VAGUE for child in head.children)
        return "unnamed_group" if lemma in ANONYMOUS_NOUNS or vague else "group"
    if lemma not in OFFICES and _is_a_papers_name(head):
        return "organisation"
    # who holds an office, and whose father it is, is known without a name
    if is_definite(head) and (lemma in OFFICES or lemma in KIN):
        return "person"
    return "unnamed_person"


def _is_a_papers_name(head: Token) -> bool:
    """Tell whether a noun for people ends a name in capitals: "the Ellery Morning Observer"."""
    name = head.doc[max(head.i - _NAMED_PARTS, head.sent.start) : head.i + 1]
    capitals = (token.text[:1].isupper() and token.pos_ != "DET" for token in name)
    return len(name) > _NAMED_PARTS and all(capitals)


def _ends_in_a_name(head: Token) -> bool:
    """Tell whether a name follows what it is the name of: "the dockers' union DUN"."""
    return head.pos_ == "PROPN" and any(
        child.lemma_.lower() in ORGANISATION_NOUNS and child.pos_ == "NOUN" for child in head.lefts
    )
