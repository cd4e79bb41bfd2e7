"""Bearers: what a line says of somebody, the article must say of that very one.

The worst that a fluent summary does is to join right words wrongly: one sentence has a driver who
is held, another a passenger with a name, and the summary holds the passenger.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

from briefer.article import Article
from briefer.grounding.alignment import content_words, fold, sentence_words, words_of
from briefer.grounding.passage import passage_of
from briefer.grounding.sourcing import words_for_sources
from briefer.reading.candidates import Name, Reading
from briefer.reading.lines import described_in, subject_of


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
    if not any(one.names(person, article) for one in holding for person in people):
        yield f"the article says this of somebody else than {people[0].text}"


class _Told(NamedTuple):
    """A title or a sentence: its content words, what it leans on, and who vouches for it."""

    words: frozenset[str]
    context: str
    sources: frozenset[str] = frozenset()

    @classmethod
    def in_title(cls, article: Article) -> Self:
        title = article.title or ""
        return cls(content_words(title), title)

    @classmethod
    def in_sentence(cls, index: int, article: Article, reading: Reading) -> Self:
        passage = passage_of(article, [index])
        sources = words_for_sources(article=article, reading=reading, sentences=[index])
        return cls(content_words(passage.text), passage.context, sources)

    def names(self, person: Name, article: Article) -> bool:
        """Tell whether it is about somebody, or somebody's own words."""
        spoken = words_of(person.text)[-1].folded in self.sources
        return spoken or _is_named(person, self.context, article)


def wrongly_described(text: str, article: Article, reading: Reading) -> Iterator[str]:
    """Find somebody whom a line calls a driver, or 42, and the article nowhere does."""
    for name, words in described_in(text, article.language):
        for person in _people_in(name, reading):
            roles = content_words(" ".join(role.of(article.text) for role in person.roles))
            for word in words:
                stems = content_words(word)
                if not stems <= roles and not _are_told_together(stems, person, article):
                    yield f"the article does not call {person.text} “{word}”"


def _are_told_together(stems: frozenset[str], person: Name, article: Article) -> bool:
    """Tell whether words stand in the title or a sentence that names somebody, or leans on one."""
    title = article.title or ""
    if stems <= content_words(title) and _is_named(person, title, article):
        return True
    return any(
        stems <= words and _is_named(person, passage_of(article, [index]).context, article)
        for index, words in enumerate(sentence_words(article))
    )


def _people_in(words: str, reading: Reading) -> list[Name]:
    """Return the people whose surname stands in these words."""
    known = content_words(words)
    people = (name for name in reading.names if name.kind == "person")
    return [name for name in people if words_of(name.text)[-1].folded in known]


def _is_named(person: Name, text: str, article: Article) -> bool:
    folded = fold(text)
    return any(
        re.search(rf"(?<!\w){re.escape(form)}(?!\w)", folded) for form in _forms(person, article)
    )


def _forms(person: Name, article: Article) -> Iterable[str]:
    mentions = (*person.mentions, *person.aliases)
    return {fold(person.text), *(fold(mention.of(article.text)) for mention in mentions)}
