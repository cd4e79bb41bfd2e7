"""Tell the kind of source that a noun phrase without a name describes.

"A mechanic" is an unnamed person, "the banks" are a group, "company data" is a document.
"""

from spacy.tokens import Token

from briefer.analysis.english.attribution.inversions import speaker_of_inversion
from briefer.analysis.english.attribution.noun_phrases import names_by_participle
from briefer.analysis.english.attribution.passive import is_passive
from briefer.analysis.english.entities.person_nouns import names_a_role
from briefer.analysis.english.lexicon import SAYING
from briefer.analysis.english.nouns import (
    ANONYMOUS_NOUNS,
    CLAIM_NOUNS,
    DOCUMENT_NOUNS,
    FIRM_NOUNS,
    GROUP_NOUNS,
    INFORMED,
    KIN,
    OFFICES,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    VIEW_NOUNS,
)
from briefer.analysis.english.unspoken_words import INVENTED, SURFACES
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.schema.vocabulary import SourceKind

_DEFINITE = frozenset("the this that his her their our my".split())
_NEWSPAPER_WORDS = 2  # capitalised words before "Leader" or "Observer" that make it a newspaper
_PLURAL_ORGANISATIONS = frozenset({"forces", "police"})
_FIRMS = FIRM_NOUNS | frozenset("brewer publisher employer".split())
_VAGUE = frozenset("some several many most".split())


def kind_of(head: Token) -> SourceKind | None:
    """Return the kind of source that a noun phrase without a name describes, if any.

    Args:
        head: the head of the noun phrase.
    """
    lemma = head.lemma_.lower()
    words = {lemma, head.lower_}
    if head.i > 0 and head.nbor(-1).text == "-":
        lemma = "".join(token.lower_ for token in head.doc[max(head.i - 2, 0) : head.i + 1])
        words = {lemma, lemma.replace("-", "")}  # "team-mate"
    is_plural = head.tag_ in {"NNS", "NNPS"}
    if names_by_participle(head):
        return "unnamed_person"
    if head.lower_ in {"one", "another"}:
        return "unnamed_person"
    if words & PERSON_NOUNS or lemma.endswith(("man", "woman", "person")):
        return _kind_of_people(head, lemma, is_plural=is_plural)
    if lemma == "people" and INFORMED & {token.lower_ for token in head.subtree}:
        return "unnamed_group"
    if words & DOCUMENT_NOUNS:
        return "document"
    if words & ORGANISATION_NOUNS and is_plural and head.lower_ not in _PLURAL_ORGANISATIONS:
        return "group"
    if words & ORGANISATION_NOUNS or head.ent_type_ == "ORG" or _ends_in_a_name(head):
        return "organisation"
    is_many = is_plural or head.ent_type_ == "NORP" or head.pos_ in {"NUM", "DET", "ADJ"}
    if is_many or lemma in GROUP_NOUNS:
        return "group"
    return _kind_of_unknown_name(head) or _kind_by_trade(head) or _kind_by_verb(head)


def _kind_of_unknown_name(head: Token) -> SourceKind | None:
    """Return the kind of a capitalised noun that no entity and no word list covers."""
    if head.ent_type_ in {"GPE", "LOC", "FAC"}:
        return "organisation"
    if head.pos_ != "PROPN" or not head.text[:1].isupper():
        return None
    return "organisation" if _is_definite(head) else "person"


def _kind_by_trade(head: Token) -> SourceKind | None:
    """Return the kind of a noun by its ending: "the striker", a person; "the carmaker", a firm."""
    if not head.text.islower() or head.pos_ != "NOUN":
        return None
    if head.lemma_ in _FIRMS or head.lemma_.endswith("maker"):
        return "organisation"
    return "unnamed_person" if names_a_role(head) else None


def _kind_by_verb(head: Token) -> SourceKind | None:
    """Return the kind of a noun that no word list has, but that says something: "the zoo said"."""
    verb = head.head
    is_subject = head.dep_ in SUBJECTS or speaker_of_inversion(verb) == head
    verbs = (verb, *(child for child in verb.rights if child.dep_ == "conj"))
    says = is_subject and any(one.lemma_ in SAYING and not is_passive(one) for one in verbs)
    is_view = head.lemma_ in CLAIM_NOUNS | VIEW_NOUNS | INVENTED
    if not head.text.islower() or not says or is_view:
        return None
    if not _is_definite(head):
        is_one = any(child.lower_ in {"a", "an"} for child in head.lefts)
        states = any(child.dep_ == "ccomp" for child in verb.children)
        has_said = is_one and states and verb.tag_ == "VBD"  # not "A proverb says"
        return "unnamed_person" if has_said and head.lemma_ not in SURFACES else None
    return "document" if head.lemma_ in SURFACES else "organisation"


def _is_definite(head: Token) -> bool:
    """Return True if a noun phrase has a definite determiner or a possessor."""
    return any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in head.children)


def _kind_of_people(head: Token, lemma: str, *, is_plural: bool) -> SourceKind:
    if is_plural:
        is_vague = any(child.lower_ in _VAGUE for child in head.children)
        return "unnamed_group" if lemma in ANONYMOUS_NOUNS or is_vague else "group"
    if lemma not in OFFICES and _is_newspaper_name(head):
        return "organisation"
    # "the mayor" and "his father" identify a person without a name
    if _is_definite(head) and (lemma in OFFICES or lemma in KIN):
        return "person"
    return "unnamed_person"


def _is_newspaper_name(head: Token) -> bool:
    """Return True if a noun for people ends a newspaper's name: "the Ellery Morning Observer"."""
    words = head.doc[max(head.i - _NEWSPAPER_WORDS, head.sent.start) : head.i + 1]
    capitalised = (token.text[:1].isupper() and token.pos_ != "DET" for token in words)
    return len(words) > _NEWSPAPER_WORDS and all(capitalised)


def _ends_in_a_name(head: Token) -> bool:
    """Return True if a name follows the noun it belongs to: "the dockers' union DUN"."""
    return head.pos_ == "PROPN" and any(
        child.lemma_.lower() in ORGANISATION_NOUNS and child.pos_ == "NOUN" for child in head.lefts
    )
