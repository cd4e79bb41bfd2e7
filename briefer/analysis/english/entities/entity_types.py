"""Correct the entity type of a name by its own words and the words around it.

Example: in "his spokesman, Stephen Hall", the name is a person, not a building.
"""

from itertools import takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.analysis.english.entities.first_names import pronoun_of_name
from briefer.analysis.english.entities.name_words import NAME_PARTICLES, WORD_FORENAMES
from briefer.analysis.english.entities.person_nouns import is_title, names_a_role
from briefer.analysis.english.lexicon import SPEECH
from briefer.analysis.english.nouns import (
    BUILDINGS,
    COMPANY_WORDS,
    KIN,
    LANDSCAPES,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    PLACE_NOUNS,
)
from briefer.analysis.spacy_helpers import SUBJECTS, words_of

_TOO_LONG = 4  # words; the name of a person has fewer
_AGES = frozenset(map(str, range(1, 116)))  # years
# Nouns that mean people, but also companies, animals or things: an owner, a rival, a chair.
_ALSO_BODIES = frozenset(
    """builder campaigner candidate chair contractor critic defendant delegate donor driver employee
    farmer founder guard guide host leader manager member miner negotiator operative owner
    participant plaintiff player pollster relative representative source speaker supporter survivor
    suspect trader user vendor victim visitor anchor consultant general counsel patient pilot
    investigator organiser organizer insider""".split()
)
_ONLY_PEOPLE = ((KIN | PERSON_NOUNS) - _ALSO_BODIES) | frozenset(
    """head striker goalkeeper midfielder quarterback pitcher actor actress singer comedian boxer
    biologist physicist geologist meteorologist novelist rapper politician poet painter""".split()
)
_COMPANY_STAFF = frozenset("analyst analysts economist economists strategist shareholders".split())
_BODIES = frozenset(
    """team side band maker carmaker automaker drugmaker chipmaker planemaker brand startup start-up
    group giant""".split()
)
_STREETS = frozenset("avenue close crescent drive lane road square street terrace way".split())
_STORMS = frozenset("hurricane storm typhoon cyclone".split())
# Letters after a name that only people have.
_POST_NOMINALS = frozenset("KC QC MP MEP MSP MBE OBE CBE PhD".split())
_MODIFIER_DEPS = frozenset({"compound", "amod", "nmod"})
_BELONGING = frozenset({"of", "for", "to"})  # "a lawyer for the family", "an aide to the king"
_AUXILIARIES = frozenset({"be", "have", "do"})
_FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ"})


def corrected_label(name: Tokens, label: str) -> str:
    """Return the label of a name, corrected by the words in and around it."""
    if is_storm(name):
        return "OTHER"
    if _is_plural(name):
        return _plural_label(name, label)
    surname_only = name[-1].lower_ not in ORGANISATION_NOUNS | COMPANY_WORDS
    if (surname_only or _has_forename(name)) and _is_introduced_as_person(name):
        return "PERSON"  # "a spokesman, Stephen Hall"
    if _follows_street(name):
        return "GPE"
    if label == "PERSON" and _is_organisation(name):
        return "FAC" if len(name) > 1 and _is_landmark(name) else "ORG"
    if label == "GPE" and is_called_organisation(name):
        return "ORG"
    if label == "ORG" and len(name) > 1 and _is_landmark(name):
        return "FAC"
    if label == "PERSON" and not all(map(_fits_a_person, name)):
        return "OTHER"
    short = len(name.text.split()) < _TOO_LONG
    introduced = follows_title(name) or _follows_forename(name)
    return "PERSON" if short and introduced and not ends_like_non_person(name) else label


def _follows_street(name: Tokens) -> bool:
    """Return True for "Orme" of "Ann Reed, 71, of Limes Avenue, Orme"."""
    comma = word_before(name)
    if comma is None or comma.text != "," or comma.is_sent_start:
        return False
    street = comma.nbor(-1)
    return street.text.istitle() and street.lower_ in _STREETS and street.dep_ != "appos"


def is_employer(name: Tokens) -> bool:
    """Return True for the bank of "Ann Reed, an analyst at Nordbanken"."""
    before = word_before(name)
    is_object = name.root.dep_ == "pobj" and name.root.head == before
    noun = before.head if before is not None and is_object and before.lower_ == "at" else None
    return noun is not None and noun.pos_ == "NOUN" and names_a_role(noun)


def word_before(name: Tokens) -> Token | None:
    """Return the word before a name, within its sentence."""
    # not ``name.sent``, which spaCy looks for token by token
    return None if name.start == 0 or name[0].is_sent_start else name.doc[name.start - 1]


def is_age(token: Token) -> bool:
    """Return True if a word is a number of years that a person may be old: "41"."""
    return token.text in _AGES


def ends_like_non_person(name: Tokens) -> bool:
    """Return True if a name ends in a word for a place or an organisation: "Dockers' Union".

    In "Dockers' Union of Ellery" the word before "of" counts.
    """
    if len(name) > 2 and name[-2].tag_ == "HYPH":
        return False  # "Zoe Marek-Hall"
    head = next((token.nbor(-1) for token in name[1:] if token.lower_ == "of"), name[-1])
    last = head.lower_
    return last in ORGANISATION_NOUNS or last in PLACE_NOUNS


def follows_title(name: Tokens) -> bool:
    """Return True if a title comes right before a name: "Lt. Jane Doe"."""
    before = word_before(name)
    if before is not None and before.text == "." and before.i > name.sent.start:
        before = before.nbor(-1)
    return before is not None and is_title(before)


def described_noun(name: Tokens) -> Token | None:
    """Return the noun for the person whom a name in apposition to a phrase before it names.

    In "a spokesman for the president, Jane Doe" it is "spokesman", although the parser joins the
    name to "president": the phrase as a whole is about the spokesman.
    """
    noun = name.root.head
    if name.root.dep_ != "appos" or noun.i >= name.start:
        return None
    inner = noun
    while inner.dep_ == "pobj" and inner.head.lower_ in _BELONGING and inner.head.dep_ == "prep":
        inner = inner.head.head
        noun = inner if names_a_role(inner) and inner.i < noun.i else noun
    return noun


def _has_forename(name: Tokens) -> bool:
    """Return True for "Peter Bank" and "Will Council": the first word is a first name."""
    is_word = len(name) > 1 and name[0].lower_ in WORD_FORENAMES
    return is_word or pronoun_of_name(name.text) is not None


def _follows_forename(name: Tokens) -> bool:
    """Return True if a first name that is also a word comes before a surname: "August Bell"."""
    before = word_before(name)
    is_forename = (
        before is not None
        and before.text.istitle()
        and before.lower_ in WORD_FORENAMES
        and before.dep_ == "compound"
        and before.head == name.root
    )
    return is_forename and len(name) == 1


def is_storm(name: Tokens) -> bool:
    """Return True if a name is that of a storm: "Hurricane Isaac".

    A person may be called Storm; then an apposition names the role: "Storm Pohl, the singer".
    """
    before = word_before(name)
    first = before if before is not None and before.text.istitle() else name[0]
    appositions = (child for child in name.root.children if child.dep_ == "appos")
    is_person = first.lower_ == "storm" and any(map(names_a_role, appositions))
    return first.lower_ in _STORMS and not is_person


def is_post_nominal(token: Token) -> bool:
    """Return True if a word is post-nominal letters: "KC"."""
    return token.text in _POST_NOMINALS


def has_post_nominals(name: Tokens) -> bool:
    """Return True if post-nominal letters follow a full name, and no other name follows them.

    "Hugh Pohl KC", but neither "Kent MP Carl Holt" nor "the West Ellery MP".
    """
    if name.end == len(name.doc) or not is_post_nominal(name.doc[name.end]):
        return False
    before = word_before(name)
    after = name.doc[name.end : name.sent.end]
    letters = list(takewhile(is_post_nominal, after))
    rest = after[len(letters) :]
    name_follows = len(rest) > 0 and rest[0].text[:1].isupper()
    described = before is not None and before.pos_ in {"DET", "ADJ"}
    return bool(letters) and len(name.text.split()) > 1 and not name_follows and not described


def _is_introduced_as_person(name: Tokens) -> bool:
    """Return True if the words next to a name show a person.

    They are an age, post-nominal letters, an office, or a clause with "who".
    """
    doc, end = name.doc, int(name.end)
    after = doc[end : min(end + 3, name.sent.end)]
    if has_post_nominals(name):
        return True
    if (
        len(name) > 1
        and len(after) > 2
        and after[0].text == after[2].text == ","
        and after[1].text.isdecimal()
    ):
        return is_age(after[1])
    may_be_full_name = len(name) > 1 and all(map(_fits_a_person, name))
    if may_be_full_name and _is_described_as_person(name):
        return True
    if may_be_full_name and not ends_like_non_person(name) and _has_clause_with_who(name):
        return True
    head = name.root.head
    follows_head = name.root.dep_ in {"compound", "nmod"} and head.i < name.start
    office = described_noun(name) or (head if follows_head else word_before(name))
    return (
        office is not None
        and len(name) > 1
        and office.tag_ == "NN"
        and office.lower_ in _ONLY_PEOPLE
        and not _is_subject_of_noun_clause(office, name)
    )


def _is_described_as_person(name: Tokens) -> bool:
    """Return True if an apposition after a name has a noun that only people have: "a baker"."""
    return any(
        child.dep_ == "appos" and child.tag_ == "NN" and child.lower_ in _ONLY_PEOPLE
        for child in name.root.rights
    )


def _has_clause_with_who(name: Tokens) -> bool:
    """Return True if a clause with "who" follows a name of a person: "Doe, who runs the shop".

    That of a team is often plural: "Ellery Rovers, who have won". Where the form does not show it,
    the person also speaks: "said Doe, who led the shift".
    """
    speaks = name.root.dep_ in {"nsubj", "dobj"} and name.root.head.lemma_ in SPEECH
    return any(
        any(word.lower_ == "who" and word.dep_ in SUBJECTS for word in clause.lefts)
        and (speaks or any(t.tag_ == "VBZ" or t.lower_ == "was" for t in (clause, *clause.lefts)))
        for clause in name.root.rights
        if clause.dep_ == "relcl"
    )


def _is_subject_of_noun_clause(noun: Token, name: Tokens) -> bool:
    """Return True if a name is the subject of a noun's clause: "the striker Real Ellery sold"."""
    is_subject = name.root.dep_ == "nsubj"
    verb = name.root.head if is_subject else name.doc[min(int(name.end), len(name.doc) - 1)]
    finite = verb.tag_ in _FINITE_TAGS
    if verb.dep_ == "aux":  # the parser's label where the verb of the noun follows
        return finite and verb.lemma_ not in _AUXILIARIES
    return (is_subject or finite) and verb.dep_ in {"relcl", "acl"} and verb.head == noun


def _has_analysts(name: Tokens) -> bool:
    """Return True if a name is that of an analyst's company: "Carl Brandt analyst Tom Pohl"."""
    following = name.doc[name.end] if name.end < len(name.doc) else None
    return len(name) > 1 and following is not None and following.text in _COMPANY_STAFF


def is_called_organisation(name: Tokens) -> bool:
    """Return True if an apposition calls a name a company or a team: "the carmaker Lancaster"."""
    root = name.root
    descriptions = [child for child in root.children if child.dep_ == "appos"]
    descriptions += [root.head] if root.dep_ == "appos" else []
    before = word_before(name)
    descriptions += [before] if before is not None else []
    return any(token.text in ORGANISATION_NOUNS | _BODIES for token in descriptions)


def _is_plural(name: Tokens) -> bool:
    """Return True if a name is a plural: "the Mariners", but not "the Jenkins trial"."""
    before = word_before(name)
    after_the = before is not None and before.lower_ == "the"
    plural = name.text.endswith("s") and not name.text.endswith("ss")
    return after_the and plural and len(name) == 1 and name.root.dep_ not in _MODIFIER_DEPS


def _plural_label(name: Tokens, label: str) -> str:
    """Return the label of a plural: "the Mariners" are a team, "the Bidens" are a family."""
    if name.text[:-1] in words_of(name.doc):
        return "NORP"
    return "ORG" if label == "PERSON" else label


def _is_organisation(name: Tokens) -> bool:
    """Return True if a name ends like that of an organisation, or an analyst works for it."""
    company = len(name) > 1 and name[-1].lower_.rstrip(".") in COMPANY_WORDS
    return company or ends_like_non_person(name) or _has_analysts(name)


def _is_landmark(name: Tokens) -> bool:
    """Return True if a name is that of a building or a landscape, not of a company that acts."""
    acts = name.root.dep_ == "nsubj" and name.root.head.pos_ == "VERB"
    last = name[-1].lower_
    return last in BUILDINGS or (last in LANDSCAPES and not acts)


def _fits_a_person(token: Token) -> bool:
    """Return True if a word can be part of a person's name; "tram" and "N2" cannot."""
    lower = token.text[:1].islower() and token.text not in NAME_PARTICLES
    common_noun = lower and token.pos_ == "NOUN"
    return not common_noun and not any(char.isdigit() for char in token.text)
