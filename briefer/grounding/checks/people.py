"""Check that the article says this about the same person.

The worst mistake of fluent summaries is to combine correct words wrongly: one sentence says that a
driver was arrested, another names a passenger, and the summary says that the passenger was
arrested.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from briefer.analysis.annotations import Analysis, Entity
from briefer.analysis.english.attribution.noun_phrases import head_noun
from briefer.analysis.english.lexicon import ORGANISATION_NOUNS
from briefer.analysis.english.line_syntax import described_in, speakers_in, subject_of
from briefer.grounding.passage import passage_of
from briefer.grounding.sources import source_words
from briefer.schema.article import Article
from briefer.text.normalization import (
    content_words,
    content_words_of,
    last_word,
    occurs_in,
    stem,
    words_of,
)
from briefer.text.numbers import numbers_of

# Subjects that refer to something named before. Companies and clubs too, since entity recognition
# takes many for people; but not organisations that act on people, such as courts.
_REFERRING = frozenset({"he", "she", "they", "it"}) | (
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
    """Find a line about a person whom no supporting sentence mentions."""
    subject = subject_of(text, article.language)
    people = _people_in(subject.short_phrase, analysis) if subject is not None else []
    if subject is None or not people:
        return
    statement = content_words(text) - content_words(subject.phrase)
    parts = [_Part.of_title(article), *(_Part.of_sentence(i, article, analysis) for i in sentences)]
    best = max(len(statement & part.words) for part in parts)
    enough = max(1, min(best, (len(statement) + 1) // 2))
    supporting = [part for part in parts if len(statement & part.words) >= enough]
    forms = {person: _forms(person, article, analysis) for person in people}
    if not any(
        part.mentions(person, forms[person], article) for part in supporting for person in people
    ):
        yield f"the article says this about someone other than {people[0].text}"


class _Part(NamedTuple):
    """The title or a sentence of an article.

    Attributes:
        words: its content words.
        text: its text.
        context: its text with the sentences to which its pronouns may refer.
        surnames: words that are enough to mention somebody, such as the names of its sources.
    """

    words: frozenset[str]
    text: str
    context: str = ""
    surnames: frozenset[str] = frozenset()

    @classmethod
    def of_title(cls, article: Article) -> Self:
        title = article.title or ""
        words = content_words(title)
        return cls(words, title, surnames=words)  # titles use surnames alone

    @classmethod
    def of_sentence(cls, index: int, article: Article, analysis: Analysis) -> Self:
        passage = passage_of(article, [index])
        sources = source_words(article=article, analysis=analysis, sentences=[index])
        return cls(content_words(passage.text), passage.text, passage.context, sources)

    def mentions(self, person: Entity, forms: Sequence[str], article: Article) -> bool:
        """Return True if the part is about a person with these names, or quotes the person."""
        if last_word(person.text) in self.surnames or _any_occurs_in(forms, self.text):
            return True
        if not _any_occurs_in(forms, self.context):
            return False
        # a later pronoun does not make a sentence about someone else one about this person
        subject = subject_of(self.text, article.language)
        return subject is not None and subject.noun.lower() in _REFERRING


def invented_speaker(text: str, article: Article, analysis: Analysis) -> Iterator[str]:
    """Find a person who says something in a line but nothing in the article."""
    phrases = speakers_in(text, article.language)
    if not phrases:
        return
    sources = content_words_of(claim.source.text for claim in analysis.attributions)
    for phrase in phrases:
        people = _people_in(phrase, analysis)
        if people and not any(last_word(person.text) in sources for person in people):
            yield f"{people[0].text} does not say anything in the article"


def wrong_description(text: str, article: Article, analysis: Analysis) -> Iterator[str]:
    """Find a person whom a line calls a driver, or 42 years old, and the article does not."""
    for name, description in described_in(text, article.language):
        for person in _people_named(name, analysis):
            roles = " ".join(role.text_in(article.text) for role in person.roles)
            others = _offices(analysis, article, except_for=person)
            forms = _forms(person, article, analysis)
            for word in description:
                supported = _contains(roles, word) or (
                    word.lower() not in others and _are_mentioned_together(word, forms, article)
                )
                if not supported:
                    yield f"the article does not call {person.text} “{word}”"


def _people_named(name: str, analysis: Analysis) -> list[Entity]:
    """Return the people whom a name may mean; of one family, those with all words of the name."""
    people = _people_in(name, analysis)
    words = content_words(name)
    return [person for person in people if words <= content_words(person.text)] or people


def _are_mentioned_together(word: str, forms: Sequence[str], article: Article) -> bool:
    """Return True if the title or a sentence with this word also mentions one of these forms."""
    title = article.title or ""
    if _contains(title, word) and _any_occurs_in(forms, title):
        return True
    return any(
        _contains(article.text[start:end], word)
        and _any_occurs_in(forms, passage_of(article, [index]).context)
        for index, (start, end) in enumerate(article.sentences)
    )


def _contains(text: str, word: str) -> bool:
    """Return True if a text contains a number or a form of a role: chair, chairwoman, chairs."""
    if word.isdigit():
        return word in numbers_of(text)
    root = _PERSON.sub("", word.lower())
    return root in text.lower() and any(w.folded.startswith(stem(root)) for w in words_of(text))


def _people_in(words: str, analysis: Analysis) -> list[Entity]:
    """Return the people whose surname is in these words and not part of another name there."""
    known = content_words(words)
    in_full = [entity for entity in analysis.entities if occurs_in(entity.text, words)]
    others = {last_word(entity.text) for entity in in_full if entity.kind != "person"}
    return [
        person
        for person in analysis.entities
        if person.kind == "person"
        and (surname := last_word(person.text)) in known
        and (person in in_full or surname not in others)
    ]


def _any_occurs_in(forms: Sequence[str], text: str) -> bool:
    return any(occurs_in(form, text) for form in forms)


def _forms(person: Entity, article: Article, analysis: Analysis) -> tuple[str, ...]:
    """Return the names of a person, and "the mayor" if nobody else in the article is a mayor."""
    others = _offices(analysis, article, except_for=person)
    nouns = (head_noun(role.text_in(article.text)) for role in person.roles)
    offices = (f"the {noun}" for noun in nouns if noun.lower() not in others)
    return (*person.forms(article.text), *offices)


def _offices(analysis: Analysis, article: Article, *, except_for: Entity) -> frozenset[str]:
    """Return the head nouns of the roles of all others: "mayor", "son"."""
    return frozenset(
        head_noun(role.text_in(article.text)).lower()
        for entity in analysis.entities
        for role in entity.roles
        if entity.text != except_for.text
    )
