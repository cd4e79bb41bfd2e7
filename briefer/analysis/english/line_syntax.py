"""Parse a single line, such as one that a model wrote, and return who reports something in it.

For example, "The mayor said so" gives "The mayor". In a language without a spaCy pipeline
all functions here return nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from briefer.analysis.english.lexicon import SPEECH, THOUGHT, WITH_OBJECT
from briefer.analysis.parser import PARSER_LOCK, pipeline_for, straighten_quotes

_REPORTING_VERBS = SPEECH | THOUGHT | WITH_OBJECT
_DEEDS = frozenset("recall post snap project".split())  # with an object they report nothing
_MODIFIERS = frozenset({"appos", "compound", "amod", "nummod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LAST_TOKENS = 2  # after a reporting verb that ends a line: "..., Ann Reed said on Monday."


def reporters_in(line: str, language: str) -> list[str]:
    """Return the subjects of a line that report something: "the mayor" in "the mayor said".

    Includes those who think, accuse or reject something, and those after "according to".
    """
    return [
        " ".join(word.text for word in subject.subtree)
        for subject in _reporting_subjects(parsed_line(line, language))
    ]


def reporter_names(line: str, language: str) -> list[str]:
    """Return the head words of those in a line who report something, with the parts of a name.

    "The boy's father, Li Wei, told reporters" gives ["father", "Li", "Wei"], "he said" nothing.
    """
    heads = []
    for subject in _reporting_subjects(parsed_line(line, language)):
        within = [child for child in subject.children if child.dep_ == "pobj"]
        heads += within if subject.pos_ == "ADP" else [subject]
    return [
        word.text
        for head in heads
        for word in _with_modifiers(head)
        if word.pos_ == "PROPN" or (word.i == head.i and word.pos_ == "NOUN")
    ]


def is_reporting_verb(token: Token) -> bool:
    """Return True if a parsed word is a verb of saying, thinking or accusing."""
    is_verb = token.pos_ == "VERB" and token.lemma_.lower() in _REPORTING_VERBS
    return is_verb and not _acts(token)


def _acts(verb: Token) -> bool:
    """Return True for "recalls" of "Brandt recalls 400 heaters", which reports nothing."""
    after = {child.dep_ for child in verb.rights}
    return verb.lemma_ in _DEEDS and "dobj" in after and "ccomp" not in after


def _reporting_subjects(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if is_reporting_verb(token):
            subjects = [child for child in token.children if child.dep_ in {"nsubj", "agent"}]
            yield from subjects or _noun_before(token, tokens)
        elif token.lower_ == "according":
            for child in token.children:
                if child.dep_ == "prep":
                    yield child


def _noun_before(verb: Token, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the noun before a verb that ends a line, where the parser finds no subject of it.

    It often finds none after an apposition: "..., the director, Ann Reed, said." In "a row over
    rules report" there is none.
    """
    before = [token for token in tokens[: verb.i] if not token.is_punct]
    if not before or len(tokens) - verb.i - 1 > _LAST_TOKENS or before[-1].pos_ not in _NOUNS:
        return
    if before[-1].dep_ != "pobj" or tokens[verb.i - 1].is_punct:
        yield before[-1]


def _with_modifiers(head: Token) -> list[Token]:
    """Return a noun and its modifiers, in order: "The driver, 42-year-old Ann Reed"."""
    modifiers = [child for child in head.children if child.dep_ in _MODIFIERS]
    return sorted([head, *(word for child in modifiers for word in _with_modifiers(child))])


def parse_lines(lines: Iterable[str], language: str) -> None:
    """Parse lines in advance as one batch, which takes half the time of parsing them one by one."""
    nlp = pipeline_for(language)
    unparsed = [(line, cell) for line in lines if not (cell := _cache_cell(line, language))]
    if nlp is not None:
        # without entity recognition, which alone takes two thirds of the time
        docs = nlp.pipe((straighten_quotes(line) for line, _ in unparsed), disable=["ner"])
        with PARSER_LOCK:
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
