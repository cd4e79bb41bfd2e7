"""Labels: what a name names, by its own words and by those around it."""

from itertools import takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.analysis.english.entities.person_nouns import is_title, names_a_role
from briefer.analysis.english.lexicon import (
    BUILDINGS,
    COMPANY_WORDS,
    KIN,
    LANDSCAPES,
    OFFICES,
    ORGANISATION_NOUNS,
    PLACE_NOUNS,
)

_LONG = 4  # words; a name of a person has fewer
_OLDEST = 115  # years
# What only people are by office or trade; an owner, a rival or a champion may be a company, and a
# chair or a speaker a thing.
_ONLY_PEOPLE = (KIN | OFFICES - {"chair", "speaker"}) | frozenset(
    """spokesman spokeswoman spokesperson lawyer doctor professor attorney coach captain
    striker goalkeeper midfielder quarterback pitcher actor actress singer comedian boxer
    historian economist biologist physicist geologist meteorologist epidemiologist novelist
    activist journalist columnist teacher nurse pastor priest rapper politician lawmaker""".split()
)
_OF_COMPANIES = frozenset("analyst analysts economist economists strategist shareholders".split())
_BODIES = frozenset("team side band carmaker automaker brand startup start-up group".split())
_STORMS = frozenset("hurricane storm typhoon cyclone".split())
# Letters after a name that only people bear.
_HONOURS = frozenset("KC QC MP MEP MSP MBE OBE CBE PhD".split())
_BEFORE_NOUNS = frozenset({"compound", "amod", "nmod"})
_AUXILIARIES = frozenset({"be", "have", "do"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})


def corrected_label(name: Tokens, label: str) -> str:
    """Correct the recogniser's label by the words in and around the name."""
    if is_storm(name):
        return "OTHER"
    if _is_the_many(name):
        return _label_of_many(name, label)
    if _is_introduced(name) and name[-1].lower_ not in ORGANISATION_NOUNS | COMPANY_WORDS:
        return "PERSON"  # "a spokesman, Stephen Hall"
    if label == "PERSON" and (ends_like_non_person(name) or _is_company(name) or _employs(name)):
        return "ORG"
    if label == "GPE" and _is_called_body(name):
        return "ORG"
    if label == "ORG" and len(name) > 1 and _lies_there(name):
        return "FAC"
    if label == "PERSON" and not all(map(_fits_a_person, name)):
        return "OTHER"
    short = len(name.text.split()) < _LONG
    if short and not ends_like_non_person(name) and follows_title(name):
        return "PERSON"
    return label


def word_before(name: Tokens) -> Token | None:
    """Return the word before a name, within its sentence."""
    return name.doc[name.start - 1] if name.start > name.sent.start else None


def ends_like_non_person(name: Tokens) -> bool:
    """Tell whether a name's last word is one for places or bodies of people: "Dockers' Union".

    Of "Dockers' Union of Ellery" it is the one before "of".
    """
    before_of = next((token.nbor(-1) for token in name[1:] if token.lower_ == "of"), name[-1])
    last = before_of.lower_
    return last in ORGANISATION_NOUNS or last in PLACE_NOUNS


def follows_title(name: Tokens) -> bool:
    """Tell whether a title stands right before a name: "Lt. Jane Doe"."""
    before = word_before(name)
    if before is not None and before.text == "." and before.i > name.sent.start:
        before = before.nbor(-1)
    return before is not None and is_title(before)


def is_storm(name: Tokens) -> bool:
    """Tell whether a name is a storm's, which bears one of people: "Hurricane Isaac".

    Some people are called Storm, and an apposition says what they are: "Storm Pohl, the singer".
    """
    before = word_before(name)
    first = before if before is not None and before.text.istitle() else name[0]
    beside = (child for child in name.root.children if child.dep_ == "appos")
    called = first.lower_ == "storm" and any(map(names_a_role, beside))
    return first.lower_ in _STORMS and not called


def is_honour(token: Token) -> bool:
    """Tell whether a word is one of the letters that stand after names: "KC"."""
    return token.text in _HONOURS


def has_honour(name: Tokens) -> bool:
    """Tell whether such letters stand after a full name and lead on to no other.

    "Hugh Pohl KC", but neither "Kent MP Carl Holt" nor "the West Ellery MP".
    """
    before = word_before(name)
    after = name.doc[name.end : name.sent.end]
    honours = list(takewhile(is_honour, after))
    rest = after[len(honours) :]
    leads_on = len(rest) > 0 and rest[0].text[:1].isupper()
    described = before is not None and before.pos_ in {"DET", "ADJ"}
    return bool(honours) and len(name.text.split()) > 1 and not leads_on and not described


def _is_introduced(name: Tokens) -> bool:
    """Tell whether an age, an honour or an office beside a name makes it a person's."""
    doc, end = name.doc, int(name.end)
    after = doc[end : min(end + 3, name.sent.end)]
    if has_honour(name):
        return True
    if (
        len(name) > 1
        and len(after) > 2
        and after[0].text == after[2].text == ","
        and after[1].text.isdigit()
    ):
        return 0 < int(after[1].text) <= _OLDEST
    head = name.root.head
    beside = name.root.dep_ in {"appos", "compound", "nmod"} and head.i < name.start
    called = head if beside else word_before(name)
    return (
        called is not None
        and len(name) > 1
        and called.tag_ == "NN"
        and called.lower_ in _ONLY_PEOPLE
        and not _acts_in_clause_on(called, name)
    )


def _acts_in_clause_on(noun: Token, name: Tokens) -> bool:
    """Tell whether a name is the subject of a clause on a noun: "the striker Real Ellery sold"."""
    subject = name.root.dep_ == "nsubj"
    verb = name.root.head if subject else name.doc[min(int(name.end), len(name.doc) - 1)]
    finite = verb.tag_ in _FINITE
    if verb.dep_ == "aux":  # so the parser takes it where the verb of the noun follows
        return finite and verb.lemma_ not in _AUXILIARIES
    return (subject or finite) and verb.dep_ in {"relcl", "acl"} and verb.head == noun


def _employs(name: Tokens) -> bool:
    """Tell whether a name is that of a bank or a house whose analyst somebody is."""
    following = name.doc[name.end] if name.end < len(name.doc) else None
    return len(name) > 1 and following is not None and following.text in _OF_COMPANIES


def _is_called_body(name: Tokens) -> bool:
    """Tell whether an apposition calls a name a company or a team: "the carmaker Lancaster"."""
    root = name.root
    beside = [child for child in root.children if child.dep_ == "appos"]
    beside += [root.head] if root.dep_ == "appos" else []
    before = word_before(name)
    beside += [before] if before is not None else []
    return any(token.text in ORGANISATION_NOUNS | _BODIES for token in beside)


def _is_the_many(name: Tokens) -> bool:
    """Tell whether a name stands for several: "the Mariners", but not "the Jenkins trial"."""
    before = word_before(name)
    the = before is not None and before.lower_ == "the" and name.root.dep_ not in _BEFORE_NOUNS
    return the and len(name) == 1 and name.text.endswith("s") and not name.text.endswith("ss")


def _label_of_many(name: Tokens, label: str) -> str:
    """Return the label of "the Mariners", a team, or of "the Bidens", the family of a Biden."""
    if any(token.text == name.text[:-1] for token in name.doc):
        return "NORP"
    return "ORG" if label == "PERSON" else label


def _is_company(name: Tokens) -> bool:
    """Tell whether a name ends as those of companies, papers and clubs do."""
    return len(name) > 1 and name[-1].lower_.rstrip(".") in COMPANY_WORDS


def _lies_there(name: Tokens) -> bool:
    """Tell whether a name is that of a building or a landscape, and not of a firm that acts."""
    acts = name.root.dep_ == "nsubj" and name.root.head.pos_ == "VERB"
    last = name[-1].lower_
    return last in BUILDINGS or (last in LANDSCAPES and not acts)


def _fits_a_person(token: Token) -> bool:
    """Tell whether a word can be one of a person's name: "Night tram N2" bears none."""
    small = token.text[:1].islower() and token.pos_ == "NOUN"
    return not small and not any(mark.isdigit() for mark in token.text)
