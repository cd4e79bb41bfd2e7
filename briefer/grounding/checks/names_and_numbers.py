"""Check that each name and number of a line is in the article and belongs to the same thing."""

from collections.abc import Iterator, Sequence

from briefer.analysis.annotations import Analysis
from briefer.analysis.english.line_syntax import counted_things, named_things
from briefer.analysis.parser import can_parse
from briefer.grounding.passage import Passage
from briefer.schema.article import Article
from briefer.text.normalization import (
    Word,
    content_words,
    content_words_of,
    last_word,
    occurs_in,
    words_of,
)
from briefer.text.numbers import numbers_of, numbers_reached

_MAX_DISTANCE = 6  # words between a thing and the name that belongs to it
_MIN_STEM = 4  # letters that a longer name must share with a word derived from it
_SHORT = 5  # letters; of a shorter name, all letters must be shared
_ENDINGS = frozenset({"", "n", "i", "an", "ian", "ish", "ese", "s"})  # of words derived from it


def unknown_names(text: str, evidence: str, article: Article, analysis: Analysis) -> list[str]:
    """Return the capitalised words of ``text`` that are not in its evidence or the title.

    A line may use any name of the article for an entity that the evidence mentions.
    """
    known = {word.folded for word in (*words_of(evidence), *words_of(article.title or ""))}
    names: set[str] = set()
    for entity in analysis.entities:
        forms = entity.forms(article.text)
        words = content_words_of(forms)
        roles = {role.text_in(article.text) for role in entity.roles}
        names |= words
        if any(occurs_in(form, evidence) for form in (*forms, *roles)):
            known |= words.union(*map(content_words, roles))
    unknown = []
    for index, word in enumerate(words_of(text)):
        written = text[word.start : word.end]
        if not written[:1].isupper() or word.folded in known:
            continue
        # the first word of a line always has a capital: there, only a name of the article counts,
        # or, in a language without a parser, any word
        if index or word.folded in names or not can_parse(article.language):
            unknown.append(written)
    return unknown


def wrong_modifier(text: str, article: Article) -> Iterator[str]:
    """Find names before nouns ("American airstrike") that the article never mentions together."""
    pairs = named_things(text, article.language)
    passages = [words_of(part) for part in _passages(article)] if pairs else []
    for name, thing in pairs:
        if not any(_are_near(last_word(name), last_word(thing), words) for words in passages):
            yield f"the article does not mention “{name} {thing}”"


def wrong_counted_noun(text: str, passage: Passage, article: Article) -> Iterator[str]:
    """Find numbers that the passage gives for something else: "12 minutes", not "12 vehicles"."""
    parts = [*passage.parts, article.title or ""]
    for number, thing in counted_things(text, article.language):
        value, counted = numbers_of(number), last_word(thing)
        has_number = any(value and value <= numbers_of(part) for part in parts)
        if has_number and not any(counted in content_words(part) for part in parts):
            yield f"the article does not say “{number} {thing}”"


def bound_told_as_fact(text: str, passage: Passage, article: Article) -> Iterator[str]:
    """Find numbers that the passage gives only as an upper bound ("nearly 80", "up to 80")."""
    parts = [*passage.parts, article.title or ""]
    reached = set[str]().union(*map(numbers_reached, parts))
    bounds = set[str]().union(*map(numbers_of, parts)) - reached
    for number in sorted(numbers_reached(text) & bounds):
        yield f"the article gives {number} only as an upper bound"


def _passages(article: Article) -> Iterator[str]:
    """Yield the title and the sentences."""
    if article.title:
        yield article.title
    for start, end in article.sentences:
        yield article.text[start:end]


def _are_near(name: str, thing: str, words: Sequence[Word]) -> bool:
    """Return True if a thing is within a few words of a name, or of a word derived from it."""
    named = [i for i, word in enumerate(words) if _is_derived_from(name, word.folded)]
    things = [i for i, word in enumerate(words) if word.folded == thing]
    return any(abs(one - other) <= _MAX_DISTANCE for one in named for other in things)


def _is_derived_from(name: str, word: str) -> bool:
    """Return True if a word is a name or shares its stem: Iraq and Iraqi, not Iran."""
    if len(name) < _SHORT:
        return word.startswith(name) and word[len(name) :] in _ENDINGS
    return word.startswith(name[: max(_MIN_STEM, len(name) - 2)])
