"""Parse a single line, such as one that a model wrote, and return its subject, names, verbs.

In a language without a spaCy pipeline all functions here return nothing.
"""

from collections.abc import Iterable, Iterator
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

# Nouns for anyone of a kind: a line may use them for somebody whom it does not name.
_GENERIC_NOUNS = PERSON_NOUNS | GROUP_NOUNS | ORGANISATION_NOUNS
_MODIFIERS = frozenset({"appos", "compound", "amod", "nummod"})
_DAYS_AND_MONTHS = frozenset({*DAYS, *MONTHS, *(month[:3] for month in MONTHS)})
_UNITS = frozenset(
    """year month week day hour minute second night time dollar euro pound yen percent point degree
    mile kilometre kilometer metre meter foot inch ton tonne""".split()
)
_HARM = frozenset("death injury casualty fatality".split())


class Subject(NamedTuple):
    """The subject of a line's main clause.

    Attributes:
        noun: its head word.
        plain: whether that is a common noun for one particular thing ("roof"). Names, pronouns and
            generic nouns ("the company") are not.
        short_phrase: its head word with names and descriptions next to it: "driver Ann Reed".
        phrase: all of its words, also those that depend on it.
    """

    noun: str
    plain: bool
    short_phrase: str
    phrase: str


class DescribedPerson(NamedTuple):
    """A person's name, and the words of a line that describe the person."""

    name: str
    description: tuple[str, ...]


def subject_of(line: str, language: str) -> Subject | None:
    """Return the subject of a line's main clause; None if there is none."""
    for token in parsed_line(line, language):
        if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT":
            plain = token.pos_ == "NOUN" and token.lemma_.lower() not in _GENERIC_NOUNS
            short_phrase = " ".join(word.text for word in _with_modifiers(token))
            phrase = " ".join(word.text for word in token.subtree)
            return Subject(token.text, plain, short_phrase, phrase)
    return None


def described_in(line: str, language: str) -> list[DescribedPerson]:
    """Return the people whom a line describes by office, occupation or age next to the name.

    "The driver, 42-year-old Ann Reed" gives ("Ann Reed", ("driver", "42")).
    """
    found = []
    for token in parsed_line(line, language):
        phrase = _with_modifiers(token) if token.dep_ not in _MODIFIERS else []
        names = [word for word in phrase if word.pos_ == "PROPN" and not _describes(word)]
        description = tuple(chain.from_iterable(map(_description, phrase)))
        if names and description:
            found.append(DescribedPerson(" ".join(word.text for word in names), description))
    return found


def reporters_in(line: str, language: str) -> list[str]:
    """Return the subjects of a line that report something: "the mayor" in "the mayor said".

    Includes those who think, accuse or reject something.
    """
    return _subjects_of(SPEECH | THOUGHT | WITH_OBJECT, line, language)


def speakers_in(line: str, language: str) -> list[str]:
    """Return the subjects of a line that say something, as opposed to thinking or rejecting it."""
    return _subjects_of(SPEECH, line, language)


def _subjects_of(verbs: AbstractSet[str], line: str, language: str) -> list[str]:
    """Return the subjects of these verbs, and of "according to"."""
    return [
        " ".join(word.text for word in subject.subtree)
        for subject in _reporting_subjects(verbs, parsed_line(line, language))
    ]


def reporter_names(line: str, language: str) -> list[str]:
    """Return the head words of those in a line who report something, with the parts of a name.

    "The boy's father, Li Wei, told reporters" gives ["father", "Li", "Wei"], "he said" nothing.
    """
    heads = []
    for subject in _reporting_subjects(SPEECH | THOUGHT | WITH_OBJECT, parsed_line(line, language)):
        within = [child for child in subject.children if child.dep_ == "pobj"]
        heads += within if subject.pos_ == "ADP" else [subject]
    return [
        word.text
        for head in heads
        for word in _with_modifiers(head)
        if word.pos_ == "PROPN" or (word.i == head.i and word.pos_ == "NOUN")
    ]


def _reporting_subjects(verbs: AbstractSet[str], tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.pos_ == "VERB" and token.lemma_.lower() in verbs:
            yield from (child for child in token.children if child.dep_ in {"nsubj", "agent"})
        elif token.lower_ == "according":
            for child in token.children:
                if child.dep_ == "prep":
                    yield child


def _with_modifiers(head: Token) -> list[Token]:
    """Return a noun and its modifiers, in order: "The driver, 42-year-old Ann Reed"."""
    modifiers = [child for child in head.children if child.dep_ in _MODIFIERS]
    return sorted([head, *(word for child in modifiers for word in _with_modifiers(child))])


def _description(token: Token) -> list[str]:
    """Return a word if it is a role or a number, or the number in "42-year-old"."""
    if _describes(token) or token.text[:1].isdigit():
        return [token.text]
    aged = token.dep_ == "amod" and token.lower_ == "old"  # 42 - year - old
    return [word.text for word in token.subtree if aged and word.text.isdigit()]


def verbs_in(line: str, language: str) -> list[tuple[str, int]]:
    """Return the lemmas of the verbs of a line, each with its offset."""
    tokens = parsed_line(line, language)
    return [(token.lemma_.lower(), token.idx) for token in tokens if token.pos_ == "VERB"]


def clauses_in(line: str, language: str) -> list[str]:
    """Return the relative and adverbial clauses of a line: "which ...", "raising fears ..."."""
    return [
        token.doc[token.left_edge.i : token.right_edge.i + 1].text
        for token in parsed_line(line, language)
        if token.dep_ in {"relcl", "advcl"} and token.pos_ in {"VERB", "AUX"}
    ]


def _describes(token: Token) -> bool:
    return token.lemma_.lower() in PERSON_NOUNS | KIN


def named_things(line: str, language: str) -> list[tuple[str, str]]:
    """Return the names of a line that modify a common noun, with that noun.

    "The U.S. airstrike" gives ("U.S.", "airstrike"). Nouns for people ("the Ellery mayor") are
    skipped, since articles describe people in many ways. So are days, months and the first word of
    the line, which always has a capital.
    """
    tokens = parsed_line(line, language)
    has_verb = any(token.pos_ in {"VERB", "AUX"} for token in tokens)
    return [
        (token.text, token.head.text)
        for token in tokens
        if token.dep_ in {"compound", "amod", "nmod"}
        and token.pos_ in {"PROPN", "ADJ"}
        and token.text[:1].isupper()
        and 0 < token.i < token.head.i
        and token.lower_ not in _DAYS_AND_MONTHS
        and token.nbor().text not in {"-", "'s"}
        and token.head.nbor(-1).text != "-"
        and token.head.pos_ == "NOUN"
        and token.head.text.islower()
        and token.head.lemma_.lower() not in _GENERIC_NOUNS
        # in "County lifts warning" the parser takes the verb for a noun
        and (has_verb or token.head.tag_ != "NNS")
    ]


def counted_things(line: str, language: str) -> list[tuple[str, str]]:
    """Return the numbers of a line with the plural noun that each counts: ("12", "vehicles").

    People, casualties and units are skipped, since articles state these in many ways.
    """
    return [
        (token.text, token.head.text)
        for token in parsed_line(line, language)
        if token.dep_ == "nummod"
        and token.i < token.head.i
        and token.head.tag_ == "NNS"
        and token.head.lemma_.lower() not in _GENERIC_NOUNS | _HARM | _UNITS
    ]


def parse_lines(lines: Iterable[str], language: str) -> None:
    """Parse lines in advance as one batch, which takes half the time of parsing them one by one."""
    nlp = pipeline_for(language)
    unparsed = [(line, cell) for line in lines if not (cell := _cache_cell(line, language))]
    if nlp is not None:
        # without entity recognition, which alone takes two thirds of the time
        docs = nlp.pipe((straighten_quotes(line) for line, _ in unparsed), disable=["ner"])
        for (_, cell), doc in zip(unparsed, docs, strict=True):
            cell.append(tuple(doc))


def parsed_line(line: str, language: str) -> tuple[Token, ...]:
    """Return the tokens of a line; none in a language without a pipeline."""
    cell = _cache_cell(line, language)
    if not cell:
        parse_lines([line], language)
    return cell[0] if cell else ()


@lru_cache(maxsize=64)
def _cache_cell(_line: str, _language: str) -> list[tuple[Token, ...]]:
    """Return the cached list that holds the tokens of a line, empty until it is parsed."""
    return []
