"""Find whether a person is "he" or "she" by the pronouns that follow the name in its sentences.

In "Reyes said he had closed his shop" both pronouns can only mean Reyes, and so does "him" in
"Reyes said Holt had robbed him".
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from spacy.tokens import Token

from briefer.analysis.annotations import Entity
from briefer.analysis.english.attribution.known_pronouns import PERSONAL, SUBJECT_FORMS
from briefer.analysis.english.attribution.reporting_subjects import AROUND_INSERTION
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import STATING
from briefer.analysis.spacy_helpers import SUBJECTS

# Not "him" and "her": the object of a clause is never its subject.
_FORMS = {"he": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}
_MIN_SHARE = 0.8


def pronouns_of_people(
    tokens: Iterable[Token], entity_of: Callable[[Token], Entity | None]
) -> dict[str, str]:
    """Return the pronoun of each person for whom most sentences show the same one.

    Args:
        tokens: the article's tokens.
        entity_of: returns the entity that a token names.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for token in tokens:
        described = token.dep_ == "appos" and token.head.dep_ in SUBJECTS
        person = entity_of(token) if token.dep_ in SUBJECTS or described else None
        if person is not None and person.kind == "person":
            votes[person.text].update(_pronoun_after(token, person, entity_of))
            votes[person.text].update(_object_of_another(token, person, entity_of))
    return {
        name: pronoun
        for name, counts in votes.items()
        for pronoun, count in counts.most_common(1)
        if count >= _MIN_SHARE * counts.total()
    }


def _pronoun_after(
    subject: Token, person: Entity, entity_of: Callable[[Token], Entity | None]
) -> list[str]:
    """Return the first pronoun after a subject, if no other person comes between.

    A description of the subject ("Reyes, the mayor,") is no other person. Who speaks in "Reyes
    would be back, she added" may be another one.
    """
    described = next((c for c in subject.rights if c.dep_ == "appos"), None)
    after = subject.i + 1 if described is None else described.right_edge.i + 1
    for token in subject.doc[after : subject.sent.end]:
        other = entity_of(token)
        is_other = other is not None and other != person and other.kind == "person"
        if token.is_quote or is_other or (token.pos_ == "NOUN" and is_person_noun(token.lemma_)):
            return []
        is_object = token.tag_ == "PRP" and token.lower_ == "her"
        if _reports_what_precedes(token):
            return []
        if token.lower_ in _FORMS and not is_object:
            return [_FORMS[token.lower_]]
    return []


def _reports_what_precedes(speaker: Token) -> bool:
    """Return True for the "she" of "Reyes would be back, she added" and "Reyes, she added, ..."."""
    verb = speaker.head
    if speaker.dep_ not in SUBJECTS or verb.lemma_ not in STATING:
        return False
    is_apart = speaker.i > speaker.sent.start and speaker.nbor(-1).text in AROUND_INSERTION
    return is_apart and not any(child.dep_ in {"ccomp", "xcomp"} for child in verb.rights)


def _object_of_another(
    subject: Token, person: Entity, entity_of: Callable[[Token], Entity | None]
) -> list[str]:
    """Return the pronoun of Reyes in "Reyes said Holt had robbed him": Holt is no object there."""
    found = []
    for clause in (child for child in subject.head.rights if child.dep_ == "ccomp"):
        others = [entity_of(child) for child in clause.lefts if child.dep_ in SUBJECTS]
        is_about_another = any(other is not None and other != person for other in others)
        objects = (c.lower_ for c in clause.rights if c.dep_ == "dobj" and c.tag_ == "PRP")
        if is_about_another:
            found += [form for word in objects if (form := SUBJECT_FORMS.get(word)) in PERSONAL]
    return found
