"""Bearers: what a line says of somebody, the article must say of that very one.

The worst that a fluent summary does is to join right words wrongly: one sentence has a driver who
is held, another a passenger with a name, and the summary holds the passenger.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from briefer.article import Article
from briefer.grounding.alignment import content_words, stands_in, stem, words_of
from briefer.grounding.numerals import numbers_of
from briefer.grounding.passage import passage_of
from briefer.grounding.sourcing import main_noun, words_for_sources
from briefer.reading.candidates import Name, Reading
from briefer.reading.lexicon import ORGANISATION_NOUNS
from briefer.reading.lines import described_in, subject_of

# Subjects that mean what was named before; bodies, too: the recogniser takes many for people.
_MEANS_ANOTHER = frozenset({"he", "she", "they", "it"}) | ORGANISATION_NOUNS
_PERSON = re.compile(r"(?:wo)?man$|person$")  # spokeswoman, spokesperson


def other_bearer(
    text: str, article: Article, reading: Reading, sentences: Sequence[int]
) -> Iterator[str]:
    """Find a line about somebody whom nothing names that holds what is said."""
    subject = subject_of(text, article.language)
    people = _people_in(subject.called, reading) if subject is not None else []
    if subject is None or not people:
        return
    said = content_words(text) - content_words(subject.phrase)
    told = [_Told.in_title(article), *(_Told.in_sentence(i, article, reading) for i in sentences)]
    most = max(len(said & one.words) for one in told)
    least = max(1, min(most, (len(said) + 1) // 2))
    holding = [one for one in told if len(said & one.words) >= least]
    if not any(one.names(person, article, reading) for one in holding for person in people):
        yield f"the article says this of somebody else than {people[0].text}"


class _Told(NamedTuple):
    """A title or a sentence: its content words, its text, what a pronoun leans on, its sources."""

    words: frozenset[str]
    text: str
    leans_on: str = ""
    sources: frozenset[str] = frozenset()

    @classmethod
    def in_title(cls, article: Article) -> Self:
        title = article.title or ""
        return cls(content_words(title), title)

    @classmethod
    def in_sentence(cls, index: int, article: Article, reading: Reading) -> Self:
        passage = passage_of(article, [index])
        sources = words_for_sources(article=article, reading=reading, sentences=[index])
        return cls(content_words(passage.text), passage.text, passage.context, sources)

    def names(self, person: Name, article: Article, reading: Reading) -> bool:
        """Tell whether it is about somebody, or somebody's own words."""
        if words_of(person.text)[-1].folded in self.sources:
            return True
        if _is_named(person, self.text, article, reading):
            return True
        if not _is_named(person, self.leans_on, article, reading):
            return False
        # of a sentence about another, a pronoun further on does not make it one about this person
        subject = subject_of(self.text, article.language)
        return subject is not None and subject.noun.lower() in _MEANS_ANOTHER


def wrongly_described(text: str, article: Article, reading: Reading) -> Iterator[str]:
    """Find somebody whom a line calls a driver, or 42, and whom the article does not."""
    for name, words in described_in(text, article.language):
        for person in _bearers_of(name, reading):
            roles = " ".join(role.of(article.text) for role in person.roles)
            others = _offices(reading, article, apart_from=person)
            for word in words:
                told = _says(roles, word) or (
                    word.lower() not in others
                    and _are_told_together(word, person, article, reading)
                )
                if not told:
                    yield f"the article does not call {person.text} “{word}”"


def _bearers_of(name: str, reading: Reading) -> list[Name]:
    """Return whom a name means: of one family, those whose names hold all of its words."""
    people = _people_in(name, reading)
    words = content_words(name)
    return [person for person in people if words <= content_words(person.text)] or people


def _are_told_together(word: str, person: Name, article: Article, reading: Reading) -> bool:
    """Tell whether a word stands in the title, or a sentence, that names or means somebody."""
    title = article.title or ""
    if _says(title, word) and _is_named(person, title, article, reading):
        return True
    return any(
        _says(article.text[start:end], word)
        and _is_named(person, passage_of(article, [index]).context, article, reading)
        for index, (start, end) in enumerate(article.sentences)
    )


def _says(text: str, word: str) -> bool:
    """Tell whether a text holds a number, or a word for what one is: chair, chairwoman, chairs."""
    if word.isdigit():
        return word in numbers_of(text)
    root = _PERSON.sub("", word.lower())
    return root in text.lower() and any(w.folded.startswith(stem(root)) for w in words_of(text))


def _people_in(words: str, reading: Reading) -> list[Name]:
    """Return the people whose surname stands in these words."""
    known = content_words(words)
    people = (name for name in reading.names if name.kind == "person")
    return [name for name in people if words_of(name.text)[-1].folded in known]


def _is_named(person: Name, text: str, article: Article, reading: Reading) -> bool:
    return any(stands_in(form, text) for form in _forms(person, article, reading))


def _forms(person: Name, article: Article, reading: Reading) -> Iterator[str]:
    """Yield what the article calls somebody, "the mayor" too when it has only one."""
    yield person.text
    for mention in (*person.mentions, *person.aliases):
        yield mention.of(article.text)
    others = _offices(reading, article, apart_from=person)
    for role in person.roles:
        noun = main_noun(role.of(article.text))
        if noun.lower() not in others:
            yield f"the {noun}"


def _offices(reading: Reading, article: Article, *, apart_from: Name) -> frozenset[str]:
    """Return the words for what the article says that others are: "mayor", "son"."""
    return frozenset(
        main_noun(role.of(article.text)).lower()
        for name in reading.names
        for role in name.roles
        if name.text != apart_from.text
    )
