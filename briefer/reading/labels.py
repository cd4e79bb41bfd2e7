"""Labels: what a name names, by its own words and by those around it."""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.reading.lexicon import BUILDINGS, COMPANY_WORDS, ORGANISATION_NOUNS, PLACE_NOUNS
from briefer.reading.persons import is_title

_LONG = 4  # words; a name of a person has fewer
_OLDEST = 115  # years
# What only people are by office or trade; an owner, a rival or a champion may be a company.
_ONLY_PEOPLE = frozenset(
    """spokesman spokeswoman spokesperson president minister mayor governor senator judge lawyer
    prosecutor doctor professor attorney secretary chairman chairwoman chancellor premier
    coach captain striker goalkeeper midfielder quarterback pitcher actor actress singer comedian
    boxer historian economist biologist physicist geologist meteorologist epidemiologist novelist
    director activist journalist columnist teacher nurse pastor priest rapper politician lawmaker
    mother father brother sister son daughter wife husband widow widower uncle aunt""".split()
)
_OF_COMPANIES = frozenset("analyst analysts economist economists strategist shareholders".split())
_BODIES = frozenset("team side band carmaker automaker brand startup start-up group".split())
_STORMS = frozenset("hurricane storm typhoon cyclone".split())
# Letters after a name that only people bear.
_HONOURS = frozenset("KC QC SC SAN MP MEP MSP MBE OBE CBE PhD MD".split())


def label_of(name: Tokens, label: str) -> str:
    """Correct the recogniser's label by the words in and around the name."""
    if is_storm(name):
        return "OTHER"
    if _is_the_many(name):
        return _label_of_many(name, label)
    if _is_introduced(name) and name[-1].lower_ not in ORGANISATION_NOUNS | COMPANY_WORDS:
        return "PERSON"  # "a spokesman, Stephen Hall"
    if label == "PERSON" and (ends_as_no_person(name) or _is_company(name) or _employs(name)):
        return "ORG"
    if label == "GPE" and _is_called_body(name):
        return "ORG"
    if label == "ORG" and len(name) > 1 and name[-1].lower_ in BUILDINGS:
        return "FAC"
    if label == "PERSON" and not all(map(_fits_a_person, name)):
        return "OTHER"
    short = len(name.text.split()) < _LONG
    if short and not ends_as_no_person(name) and stands_titled(name):
        return "PERSON"
    return label


def ends_as_no_person(name: Tokens) -> bool:
    """Tell whether a name's last word is one for places or bodies of people."""
    last = name[-1].lower_
    return last in ORGANISATION_NOUNS or last in PLACE_NOUNS


def stands_titled(name: Tokens) -> bool:
    """Tell whether a title stands right before a name: "Lt. Jane Doe"."""
    before = name.doc[name.start - 1] if name.start > name.sent.start else None
    if before is not None and before.text == "." and before.i > name.sent.start:
        before = before.nbor(-1)
    return before is not None and is_title(before)


def is_storm(name: Tokens) -> bool:
    """Tell whether a name is a storm's, which bears one of people: "Hurricane Isaac"."""
    before = name.doc[name.start - 1] if name.start > name.sent.start else None
    first = before if before is not None and before.text.istitle() else name[0]
    return first.lower_ in _STORMS


def is_honour(token: Token) -> bool:
    """Tell whether a word is one of the letters that stand after names: "KC"."""
    return token.text in _HONOURS


def _is_introduced(name: Tokens) -> bool:
    """Tell whether an age, an honour or an office beside a name makes it a person's."""
    doc, end = name.doc, int(name.end)
    after = doc[end : min(end + 3, name.sent.end)]
    if after and is_honour(after[0]):
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
    called = head if beside else (doc[name.start - 1] if name.start > name.sent.start else None)
    return (
        called is not None
        and len(name) > 1
        and called.tag_ == "NN"
        and called.lower_ in _ONLY_PEOPLE
    )


def _employs(name: Tokens) -> bool:
    """Tell whether a name is that of a bank or a house whose analyst somebody is."""
    following = name.doc[name.end] if name.end < len(name.doc) else None
    return len(name) > 1 and following is not None and following.text in _OF_COMPANIES


def _is_called_body(name: Tokens) -> bool:
    """Tell whether an apposition calls a name a company or a team: "the carmaker Lancaster"."""
    root = name.root
    beside = [child for child in root.children if child.dep_ == "appos"]
    beside += [root.head] if root.dep_ == "appos" else []
    beside += [name.doc[name.start - 1]] if name.start > name.sent.start else []
    return any(token.text in ORGANISATION_NOUNS | _BODIES for token in beside)


def _is_the_many(name: Tokens) -> bool:
    """Tell whether a name stands for several: "the Mariners", "the Bidens"."""
    the = name.start > name.sent.start and name.doc[name.start - 1].lower_ == "the"
    return the and len(name) == 1 and name.text.endswith("s") and not name.text.endswith("ss")


def _label_of_many(name: Tokens, label: str) -> str:
    """Return the label of "the Mariners", a team, or of "the Bidens", the family of a Biden."""
    if any(token.text == name.text[:-1] for token in name.doc):
        return "NORP"
    return "ORG" if label == "PERSON" else label


def _is_company(name: Tokens) -> bool:
    """Tell whether a name ends as those of companies, papers and clubs do."""
    return len(name) > 1 and name[-1].lower_.rstrip(".") in COMPANY_WORDS


def _fits_a_person(token: Token) -> bool:
    """Tell whether a word can be one of a person's name: "Night tram N2" bears none."""
    small = token.text[:1].islower() and token.pos_ == "NOUN"
    return not small and not any(mark.isdigit() for mark in token.text)
