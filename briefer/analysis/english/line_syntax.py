"""Lines: what the syntax of a single line shows, such as one that a model wrote."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.english.lexicon import (
    GROUP_NOUNS,
    KIN,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    SPEECH,
    THOUGHT,
    WITH_OBJECT,
)
from briefer.analysis.parser import pipeline_for, straighten_quotes
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.analysis.time_values import DAYS, MONTHS

# Nouns that stand for anybody of a kind: a line may use them for somebody whom it does not name.
_GENERAL = PERSON_NOUNS | GROUP_NOUNS | ORGANISATION_NOUNS
_SET_TO = frozenset({"appos", "compound", "amod", "nummod"})
_TIMES = frozenset({*DAYS, *MONTHS, *(month[:3] for month in MONTHS)})
_UNITS = frozenset(
    """year month week day hour minute second night time dollar euro pound yen percent point degree
    mile kilometre kilometer metre meter foot inch ton tonne""".split()
)
_HARM = frozenset("death injury casualty fatality".split())


class Subject(NamedTuple):
    """The subject of a line's main clause.

    Attributes:
        noun: its main word.
        plain: whether that is a plain noun that says what it is. Names and pronouns do not, nor
            do nouns that only say what kind of one somebody is ("the company").
        called: its main word with the names and descriptions set to it: "driver Ann Reed".
        phrase: all of its words, those that depend on it included.
    """

    noun: str
    plain: bool
    called: str
    phrase: str


class Described(NamedTuple):
    """Somebody whom a line describes: the name, and the words that say what."""

    name: str
    words: tuple[str, ...]


def subject_of(line: str, language: str) -> Subject | None:
    """Return the subject of a line's main clause; None in a language without a pipeline."""
    for token in _parsed(line, language):
        if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT":
            plain = token.pos_ == "NOUN" and token.lemma_.lower() not in _GENERAL
            called = " ".join(word.text for word in _set_together(token))
            phrase = " ".join(word.text for word in token.subtree)
            return Subject(token.text, plain, called, phrase)
    return None


def described_in(line: str, language: str) -> list[Described]:
    """Return who is described in a line by office, trade or age, set right beside the name.

    "The driver, 42-year-old Ann Reed" gives ("Ann Reed", ("driver", "42")). Empty in a
    language without a pipeline.
    """
    found = []
    for token in _parsed(line, language):
        group = _set_together(token) if token.dep_ not in _SET_TO else []
        names = [word for word in group if word.pos_ == "PROPN" and not _describes(word)]
        words = tuple(chain.from_iterable(map(_description, group)))
        if names and words:
            found.append(Described(" ".join(word.text for word in names), words))
    return found


def reporters_in(line: str, language: str) -> list[str]:
    """Return the phrases of a line that report something: "the mayor" in "the mayor said".

    Whom a line has think, accuse or reject something is one of them. Empty in a language without a
    pipeline.
    """
    return _subjects_of(SPEECH | THOUGHT | WITH_OBJECT, line, language)


def speakers_in(line: str, language: str) -> list[str]:
    """Return those of its reporters whom a line has say something, in so many words."""
    return _subjects_of(SPEECH, line, language)


def _subjects_of(verbs: AbstractSet[str], line: str, language: str) -> list[str]:
    """Return the subjects of these verbs, and of "according to"."""
    found = []
    for token in _parsed(line, language):
        if token.pos_ == "VERB" and token.lemma_.lower() in verbs:
            subjects = [child for child in token.children if child.dep_ in {"nsubj", "agent"}]
        elif token.lower_ == "according":
            subjects = [child for child in token.children if child.dep_ == "prep"]
        else:
            continue
        found += [" ".join(word.text for word in subject.subtree) for subject in subjects]
    return found


def _set_together(head: Token) -> list[Token]:
    """Return a noun with the words set to it, in order: "The driver, 42-year-old Ann Reed"."""
    own = [child for child in head.children if child.dep_ in _SET_TO]
    return sorted([head, *(word for child in own for word in _set_together(child))])


def _description(token: Token) -> list[str]:
    """Return a word that says what somebody is, or the number in one that says how old."""
    if _describes(token) or token.text[:1].isdigit():
        return [token.text]
    aged = token.dep_ == "amod" and token.lower_ == "old"  # 42 - year - old
    return [word.text for word in token.subtree if aged and word.text.isdigit()]


def verbs_in(line: str, language: str) -> list[tuple[str, int]]:
    """Return the verbs of a line in their base form, each with its place.

    Empty in a language without a pipeline.
    """
    tokens = _parsed(line, language)
    return [(token.lemma_.lower(), token.idx) for token in tokens if token.pos_ == "VERB"]


def clauses_in(line: str, language: str) -> list[str]:
    """Return the clauses that a line sets to its main one: "which ...", "raising fears ...".

    Empty in a language without a pipeline.
    """
    return [
        token.doc[token.left_edge.i : token.right_edge.i + 1].text
        for token in _parsed(line, language)
        if token.dep_ in {"relcl", "advcl"} and token.pos_ in {"VERB", "AUX"}
    ]


def _describes(token: Token) -> bool:
    return token.lemma_.lower() in PERSON_NOUNS | KIN


def named_things(line: str, language: str) -> list[tuple[str, str]]:
    """Return the names of a line that stand right before a plain noun of theirs, with that noun.

    "The U.S. airstrike" gives ("U.S.", "airstrike"). Nouns for people ("the Ellery mayor") are left
    out: what somebody is, an article tells in many ways. So are days and months, and the first word
    of a line, which is capital anyway. Empty in a language without a pipeline.
    """
    tokens = _parsed(line, language)
    has_verb = any(token.pos_ in {"VERB", "AUX"} for token in tokens)
    return [
        (token.text, token.head.text)
        for token in tokens
        if token.dep_ in {"compound", "amod", "nmod"}
        and token.pos_ in {"PROPN", "ADJ"}
        and token.text[:1].isupper()
        and 0 < token.i < token.head.i
        and token.lower_ not in _TIMES
        and token.nbor().text not in {"-", "'s"}
        and token.head.nbor(-1).text != "-"
        and token.head.pos_ == "NOUN"
        and token.head.text.islower()
        and token.head.lemma_.lower() not in _GENERAL
        # in "County lifts warning" the parser takes the verb for a noun
        and (has_verb or token.head.tag_ != "NNS")
    ]


def counted_things(line: str, language: str) -> list[tuple[str, str]]:
    """Return the numbers of a line with the plain noun that each counts: ("12", "vehicles").

    Only plain plurals count: people and harm done to them are told in many ways, and sums, shares
    and lengths of time in several. Empty in a language without a pipeline.
    """
    return [
        (token.text, token.head.text)
        for token in _parsed(line, language)
        if token.dep_ == "nummod"
        and token.i < token.head.i
        and token.head.tag_ == "NNS"
        and token.head.lemma_.lower() not in _GENERAL | _HARM | _UNITS
    ]


def parse_lines(lines: Iterable[str], language: str) -> None:
    """Parse lines ahead, all at once: that takes half the time of one after the other."""
    nlp = pipeline_for(language)
    unread = [(line, place) for line in lines if not (place := _place_of(line, language))]
    if nlp is not None:
        # names are not looked for: that alone takes two thirds of the time
        docs = nlp.pipe((straighten_quotes(line) for line, _ in unread), disable=["ner"])
        for (_, place), doc in zip(unread, docs, strict=True):
            place.append(tuple(doc))


def _parsed(line: str, language: str) -> tuple[Token, ...]:
    """Parse a line; no tokens in a language without a pipeline."""
    place = _place_of(line, language)
    if not place:
        parse_lines([line], language)
    return place[0] if place else ()


@lru_cache(maxsize=64)
def _place_of(_line: str, _language: str) -> list[tuple[Token, ...]]:
    """Return the place that is kept for the tokens of a line, empty until they are known."""
    return []
