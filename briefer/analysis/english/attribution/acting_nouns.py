"""Tell from the parse who acts in a clause, and who else takes part in it.

In "Doe and Roe met Poe" Doe and Roe act, they are partners, and Poe is an object. A later pronoun
most likely stands for one who acts.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from briefer.analysis.english.lexicon import ASKING
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, GROUP_NOUNS, PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS

_PEOPLE = PERSON_NOUNS | GROUP_NOUNS
_TOWARDS = frozenset("to with against on at".split())  # "wrote to Roe", "called on Roe"
_WILL = frozenset("will would 'll 'd".split())
_MAX_JOINED = 50  # nouns that are joined to one; no more are looked at


def acts(token: Token) -> bool:
    """Return True if a noun can be the antecedent of a later "he" or "it".

    It is a subject, or a name joined to one ("Doe and Roe met"), or a name in apposition to one
    ("the architect, Jane Doe, ..."), or the possessor of one ("Doe's account put ..."), or it
    identifies somebody ("the guest was Jane Doe"), or it is a document ("Doe wrote a letter").
    """
    if token.dep_ in SUBJECTS:
        # "Doe, whose son is ill, left": Doe is talked about
        is_of_antecedent = any(child.tag_ == "WP$" for child in token.lefts)
        return token.pos_ in {"NOUN", "PROPN"} and not is_of_antecedent
    if is_mentioned_object(token):
        return True
    if token.dep_ == "conj" and token.pos_ == "PROPN":
        return any(head.dep_ in SUBJECTS for head in conjuncts_before(token))
    # "The architect, Jane Doe, retired" is sometimes parsed as one noun phrase
    is_near_subject = token.dep_ in {"appos", "poss"} and token.head.dep_ in SUBJECTS | {"ROOT"}
    is_complement = token.dep_ == "attr"  # "what caused it was a report"; people only by name
    if token.pos_ == "PROPN" and (is_near_subject or is_complement):
        return True
    if not is_complement or token.lemma_ not in DOCUMENT_NOUNS:
        return False
    return not any(child.dep_ == "neg" for child in token.head.children)  # "was not the story"


def are_people(token: Token) -> bool:
    """Return True for a noun for people, and for the name of many: "Republicans", "Danes"."""
    is_name_of_many = token.tag_ == "NNPS" and token.ent_type_ == "NORP"
    return token.lemma_.lower() in _PEOPLE or is_name_of_many


def is_document_object(token: Token) -> bool:
    """Return True for "letter" of "Doe wrote a letter" and "In a letter, Doe wrote ..."."""
    governor = token.head if token.dep_ == "dobj" else token.head.head
    is_object = token.dep_ in {"dobj", "pobj"} and governor.pos_ == "VERB"
    return is_object and token.tag_ == "NN" and token.lemma_ in DOCUMENT_NOUNS


def is_mentioned_object(token: Token) -> bool:
    """Return True for a document, and for "critics" of "she was mocked by critics"."""
    is_agent = token.dep_ == "pobj" and token.head.dep_ == "agent"
    return is_document_object(token) or (is_agent and token.tag_ in {"NNS", "NNPS"})


def conjuncts_before(token: Token) -> Iterator[Token]:
    """Yield the nouns to which "and" joins a noun."""
    for _ in range(_MAX_JOINED):
        if token.dep_ != "conj" or token.head.pos_ not in {"NOUN", "PROPN"}:
            return
        token = token.head
        yield token


def partners(subject: Token) -> list[Token]:
    """Return the nouns that "and" joins to a subject, and the names of those described."""
    first = next(reversed([subject, *conjuncts_before(subject)]))
    joined = [first, *(token for token in first.subtree if first in conjuncts_before(token))]
    # "The captain, Jane Doe, and the mate left", where only the mate is taken for the subject
    before = first.left_edge.nbor(-1) if first.left_edge.i > first.sent.start else first
    if before.dep_ == "cc" and before.head.pos_ in {"NOUN", "PROPN"}:
        joined = [before.head, *joined]
    names = [child for noun in joined for child in noun.rights if child.dep_ == "appos"]
    return [] if len(joined) == 1 else [*joined, *names]


def objects(subject: Token) -> list[Token]:
    """Return whom a clause names besides its subject: "met Roe and Poe", "was sued by Roe"."""
    verb = _verb_of(subject)
    sides = [child for child in verb.rights if child.dep_ == "agent" or child.lower_ in _TOWARDS]
    objects = [child for child in verb.rights if child.dep_ in {"dobj", "dative"}]
    objects += [child for side in sides for child in side.rights if child.dep_ == "pobj"]
    joined = (child for one in objects for child in one.rights if child.dep_ == "conj")
    return [*objects, *joined]


def possessors(subject: Token) -> list[Token]:
    """Return "Roe" of "Roe's deputy, Jane Doe, ..." and of "Roe's deputy"."""
    described = [subject, subject.head] if subject.dep_ == "appos" else [subject]
    described += [child for child in subject.rights if child.dep_ == "appos"]
    return [child for noun in described for child in noun.lefts if child.dep_ == "poss"]


def acts_on(subject: Token, pronoun: str) -> bool:
    """Return True if a pronoun is an object of the verb of a subject: "Doe hired him"."""
    verb = _verb_of(subject)
    objects = [child for child in verb.rights if child.dep_ in {"dobj", "dative"}]
    after = [word for child in verb.rights if child.dep_ == "prep" for word in child.rights]
    return any(token.lower_ == pronoun and token.pos_ == "PRON" for token in (*objects, *after))


def intends(subject: Token) -> bool:
    """Return True for "Doe" of "Doe would appeal"."""
    return any(child.dep_ == "aux" and child.lower_ in _WILL for child in subject.head.lefts)


def is_asking(subject: Token) -> bool:
    """Return True for "Doe" of "Doe asked Roe whether ..."."""
    return _verb_of(subject).lemma_ in ASKING


def _verb_of(subject: Token) -> Token:
    """Return "hired" of "The coach, Jane Doe, hired him", whose subject is "coach"."""
    is_described = subject.dep_ == "appos" and subject.head.dep_ in SUBJECTS
    return subject.head.head if is_described else subject.head
