"""Naming: names and numbers of a line that the article has not, or has of something else."""

from collections.abc import Iterator, Sequence

from briefer.analysis.annotations import Analysis
from briefer.analysis.english.line_syntax import counted_things, named_things
from briefer.analysis.parser import can_parse
from briefer.article import Article
from briefer.grounding.passage import Passage
from briefer.text.normalization import (
    Word,
    content_words,
    content_words_of,
    last_word,
    occurs_in,
    words_of,
)
from briefer.text.numbers import numbers_of, numbers_reached

_REACH = 6  # words between a thing and the name that it belongs to
_STEM = 4  # letters that a longer name shares with a word made from it, at least
_SHORT = 5  # letters; of a shorter name all count
_ENDINGS = frozenset({"", "n", "i", "an", "ian", "ish", "ese", "s"})  # of words made from it


def unknown_names(text: str, evidence: str, article: Article, analysis: Analysis) -> list[str]:
    """Return the capitalised words of ``text`` that its evidence does not hold.

    Someone whom the evidence names may be called by each of the names that the article gives, and
    what the title says, the article says of itself.
    """
    known = {word.folded for word in (*words_of(evidence), *words_of(article.title or ""))}
    names: set[str] = set()
    for name in analysis.entities:
        forms = name.forms(article.text)
        called = content_words_of(forms)
        roles = {role.text_in(article.text) for role in name.roles}
        names |= called
        if any(occurs_in(form, evidence) for form in (*forms, *roles)):
            known |= called.union(*map(content_words, roles))
    foreign = []
    for index, word in enumerate(words_of(text)):
        written = text[word.start : word.end]
        if not written[:1].isupper() or word.folded in known:
            continue
        # the first word of a line is capital anyway: only a name of the article is foreign there,
        # and in a language of which no names are known, any word
        if index or word.folded in names or not can_parse(article.language):
            foreign.append(written)
    return foreign


def wrong_modifier(text: str, article: Article) -> Iterator[str]:
    """Find names set before things that the article never speaks of together."""
    pairs = named_things(text, article.language)
    passages = [words_of(part) for part in _passages(article)] if pairs else []
    for name, thing in pairs:
        bearer, borne = last_word(name), last_word(thing)
        if not any(_are_near(bearer, borne, words) for words in passages):
            yield f"the article speaks of no “{name} {thing}”"


def wrong_counted_noun(text: str, passage: Passage, article: Article) -> Iterator[str]:
    """Find numbers that the passage has of something else: its 12 minutes, told as 12 vehicles."""
    parts = [*passage.parts, article.title or ""]
    for number, thing in counted_things(text, article.language):
        value, counted = numbers_of(number), last_word(thing)
        holding = [part for part in parts if value and value <= numbers_of(part)]
        if holding and not any(counted in content_words(part) for part in parts):
            yield f"the article does not say “{number} {thing}”"


def bound_told_as_fact(text: str, passage: Passage, article: Article) -> Iterator[str]:
    """Find numbers that the passage only comes near ("nearly 80", "up to 80"), told as reached."""
    parts = [*passage.parts, article.title or ""]
    reached = set[str]().union(*map(numbers_reached, parts))
    bounds = set[str]().union(*map(numbers_of, parts)) - reached
    for number in sorted(numbers_reached(text) & bounds):
        yield f"the article says {number} only as an upper bound"


def _passages(article: Article) -> Iterator[str]:
    """Yield the title and the sentences."""
    if article.title:
        yield article.title
    for start, end in article.sentences:
        yield article.text[start:end]


def _are_near(name: str, thing: str, words: Sequence[Word]) -> bool:
    """Tell whether a thing stands within a few words of a name, or of a word made from it."""
    named = [i for i, word in enumerate(words) if _is_made_from(name, word.folded)]
    things = [i for i, word in enumerate(words) if word.folded == thing]
    return any(abs(one - other) <= _REACH for one in named for other in things)


def _is_made_from(name: str, word: str) -> bool:
    """Tell whether a word is a name or made from it, or it from the word: Iraq, Iraqi; not Iran."""
    if len(name) < _SHORT:
        return word.startswith(name) and word[len(name) :] in _ENDINGS
    return word.startswith(name[: max(_STEM, len(name) - 2)])
