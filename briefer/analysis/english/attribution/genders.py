"""Find whether a person is "he" or "she" by the pronouns that follow the name in its sentences.

In "Reyes said he had closed his shop" both pronouns can only mean Reyes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from spacy.tokens import Token

from briefer.analysis.annotations import Entity
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.spacy_helpers import SUBJECTS

# Not "him" and "her": the object of a clause is never its subject.
_FORMS = {"he": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}
_MIN_VOTES = 1  # sentences; one may be about somebody whom it does not name
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
        person = entity_of(token) if token.dep_ in SUBJECTS else None
        if person is not None and person.kind == "person":
            votes[person.text].update(_pronoun_after(token, person, entity_of))
    return {
        name: pronoun
        for name, counts in votes.items()
        for pronoun, count in counts.most_common(1)
        if count >= _MIN_SHARE * counts.total()
    }


def _pronoun_after(
    subject: Token, person: Entity, entity_of: Callable[[Token], Entity | None]
) -> list[str]:
    """Return the first pronoun after a subject, if no other person comes between."""
    for token in subject.doc[subject.i + 1 : subject.sent.end]:
        other = entity_of(token)
        is_other = other is not None and other != person and other.kind == "person"
        if token.is_quote or is_other or (token.pos_ == "NOUN" and is_person_noun(token.lemma_)):
            return []
        is_object = token.tag_ == "PRP" and token.lower_ == "her"
        if token.lower_ in _FORMS and not is_object:
            return [_FORMS[token.lower_]]
    return []
