"""Bearers: what a line says of somebody, the article must say of that very one.

The worst that a fluent summary does is to join right words wrongly: one sentence has a driver who
is held, another a passenger with a name, and the summary holds the passenger.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from briefer.analysis.annotations import Analysis, Entity
from briefer.analysis.english.attribution.noun_phrases import head_noun
from briefer.analysis.english.lexicon import ORGANISATION_NOUNS
from briefer.analysis.english.line_syntax import described_in, speakers_in, subject_of
from briefer.article import Article
from briefer.grounding.passage import passage_of
from briefer.grounding.sources import source_words
from briefer.text.normalization import (
    content_words,
    content_words_of,
    last_word,
    occurs_in,
    stem,
    words_of,
)
from briefer.text.numbers import numbers_of

# Subjects that mean what was named before. Companies and clubs, too, since the recogniser takes
# many for people; not those who do something to people.
_MEANS_ANOTHER = frozenset({"he", "she", "they", "it"}) | (
    ORGANISATION_NOUNS
    - frozenset(
        """ministry police government agency department court army military navy forces hospital
        council authority parliament congress senate tribunal inquest cabinet laboratory lab clinic
        administration school""".split()
    )
)
_PERSON = re.compile(r"(?:wo)?man$|person$")  # spokeswoman, spokesperson


def wrong_person(
    text: str, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> Iterator[str]:
    """Find a line about somebody whom nothing names that holds what is said."""
    subject = subject_of(text, article.language)
    people = _people_in(subject.short_phrase, analysis) if subject is not None else []
    if subject is None or not people:
        return
    said = content_words(text) - content_words(subject.phrase)
    told = [_Told.in_title(article), *(_Told.in_sentence(i, article, analysis) for i in sentences)]
    most = max(len(said & one.words) for one in told)
    least = max(1, min(most, (len(said) + 1) // 2))
    holding = [one for one in told if len(said & one.words) >= least]
    forms = {person: _forms(person, article, analysis) for person in people}
    if not any(one.names(person, forms[person], article) for one in holding for person in people):
        yield f"the article says this of somebody else than {people[0].text}"


class _Told(NamedTuple):
    """A title or a sentence.

    Attributes:
        words: its content words.
        text: what it says.
        leans_on: what a pronoun of it leans on.
        surnames: words of which one is enough to name somebody, such as those for its sources.
    """

    words: frozenset[str]
    text: str
    leans_on: str = ""
    surnames: frozenset[str] = frozenset()

    @classmethod
    def in_title(cls, article: Article) -> Self:
        title = article.title or ""
        words = content_words(title)
        return cls(words, title, surnames=words)  # a title calls people by their surnames

    @classmethod
    def in_sentence(cls, index: int, article: Article, analysis: Analysis) -> Self:
        passage = passage_of(article, [index])
        sources = source_words(article=article, analysis=analysis, sentences=[index])
        return cls(content_words(passage.text), passage.text, passage.context, sources)

    def names(self, person: Entity, forms: Sequence[str], article: Article) -> bool:
        """Tell whether it is about somebody of these names, or somebody's own words."""
        if last_word(person.text) in self.surnames or _any_stands_in(forms, self.text):
            return True
        if not _any_stands_in(forms, self.leans_on):
            return False
        # of a sentence about another, a pronoun further on does not make it one about this person
        subject = subject_of(self.text, article.language)
        return subject is not None and subject.noun.lower() in _MEANS_ANOTHER


def invented_speaker(text: str, article: Article, analysis: Analysis) -> Iterator[str]:
    """Find somebody whom a line has say something, and whom the article has say nothing at all."""
    phrases = speakers_in(text, article.language)
    if not phrases:
        return
    heard = content_words_of(found.source.text for found in analysis.attributions)
    for phrase in phrases:
        people = _people_in(phrase, analysis)
        if people and not any(last_word(person.text) in heard for person in people):
            yield f"the article does not have {people[0].text} say anything"


def wrong_description(text: str, article: Article, analysis: Analysis) -> Iterator[str]:
    """Find somebody whom a line calls a driver, or 42, and whom the article does not."""
    for name, words in described_in(text, article.language):
        for person in _bearers_of(name, analysis):
            roles = " ".join(role.text_in(article.text) for role in person.roles)
            others = _offices(analysis, article, apart_from=person)
            forms = _forms(person, article, analysis)
            for word in words:
                told = _says(roles, word) or (
                    word.lower() not in others and _are_told_together(word, forms, article)
                )
                if not told:
                    yield f"the article does not call {person.text} “{word}”"


def _bearers_of(name: str, analysis: Analysis) -> list[Entity]:
    """Return whom a name means: of one family, those whose names hold all of its words."""
    people = _people_in(name, analysis)
    words = content_words(name)
    return [person for person in people if words <= content_words(person.text)] or people


def _are_told_together(word: str, forms: Sequence[str], article: Article) -> bool:
    """Tell whether a word stands in the title, or a sentence, that has or means one of these."""
    title = article.title or ""
    if _says(title, word) and _any_stands_in(forms, title):
        return True
    return any(
        _says(article.text[start:end], word)
        and _any_stands_in(forms, passage_of(article, [index]).context)
        for index, (start, end) in enumerate(article.sentences)
    )


def _says(text: str, word: str) -> bool:
    """Tell whether a text holds a number, or a word for what one is: chair, chairwoman, chairs."""
    if word.isdigit():
        return word in numbers_of(text)
    root = _PERSON.sub("", word.lower())
    return root in text.lower() and any(w.folded.startswith(stem(root)) for w in words_of(text))


def _people_in(words: str, analysis: Analysis) -> list[Entity]:
    """Return the people whose surname stands in these words, unless it is another's there."""
    known = content_words(words)
    whole = [name for name in analysis.entities if occurs_in(name.text, words)]
    others = {last_word(name.text) for name in whole if name.kind != "person"}
    people = (name for name in analysis.entities if name.kind == "person")
    return [
        name
        for name in people
        if last_word(name.text) in known and (name in whole or last_word(name.text) not in others)
    ]


def _any_stands_in(forms: Sequence[str], text: str) -> bool:
    return any(occurs_in(form, text) for form in forms)


def _forms(person: Entity, article: Article, analysis: Analysis) -> tuple[str, ...]:
    """Return what the article calls somebody, "the mayor" too when it has only one."""
    others = _offices(analysis, article, apart_from=person)
    nouns = (head_noun(role.text_in(article.text)) for role in person.roles)
    offices = (f"the {noun}" for noun in nouns if noun.lower() not in others)
    return (*person.forms(article.text), *offices)


def _offices(analysis: Analysis, article: Article, *, apart_from: Entity) -> frozenset[str]:
    """Return the words for what the article says that others are: "mayor", "son"."""
    return frozenset(
        head_noun(role.text_in(article.text)).lower()
        for name in analysis.entities
        for role in name.roles
        if name.text != apart_from.text
    )
