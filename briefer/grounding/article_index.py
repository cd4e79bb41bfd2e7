"""What the checks need to know about one article, computed once.

Tokens of each sentence with their lemmas, the weight of each word, by what other words an entity
is called, the parse, and the words that the article says in its own voice.
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Doc
from spacy.tokens import Token as ParsedToken

from briefer.analysis.annotations import Analysis, AttributionSource, Entity, Span
from briefer.analysis.english.line_syntax import parsed_line
from briefer.analysis.english.unasserted_clauses import is_order
from briefer.analysis.parser import can_parse, parse
from briefer.analysis.span_index import SpanIndex
from briefer.analysis.unasserted import states_nothing, talks_to_readers
from briefer.grounding.matching import MATCH, token_similarity
from briefer.grounding.predicates import Clause, Predicate, find_clauses, find_predicates
from briefer.grounding.tokens import Token, normal_form, tokenize
from briefer.schema.article import Article
from briefer.text.normalization import stem

Found = TypeVar("Found", Predicate, Clause)

SEQUENCE = 3
"""Tokens in a row that show that a line repeats the words of a sentence."""

_ALIAS_SIMILARITY = 0.7
_DIGITS = re.compile(r"\d+")
_LEMMATISED = frozenset({"ADJ", "AUX", "NOUN", "VERB"})
_ROOT = 4  # letters that related forms share, unless they are equal
_NUMBER_WEIGHT, _NAME_FACTOR, _NAME_FLOOR, _BASE_WEIGHT = 1.5, 1.3, 0.95, 0.3


class ArticleIndex:
    """An article prepared for comparison with lines.

    Attributes:
        article: the article.
        analysis: its analysis.
        sentences: the tokens of each sentence.
        title: the tokens of the title; none if it is a question or talks to a machine.
    """

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self.article, self.analysis = article, analysis
        language = article.language
        title = article.title or ""
        self.title = () if _states_nothing(title, language) else tokenize(title, language)
        texts = [article.text[start:end] for start, end in article.sentences]
        self.sentences = [tokenize(text, language) for text in texts]
        if self.doc is not None:
            parsed = {token.idx: token for token in self.doc}
            starts = [start for start, _ in article.sentences]
            self.sentences = [
                tuple(lemmatised(token, parsed.get(start + token.start)) for token in tokens)
                for start, tokens in zip(starts, self.sentences, strict=True)
            ]
        self._starts = [start for start, _ in article.sentences]
        self._by_root: dict[str, dict[str, Token]] = defaultdict(dict)
        self._sentences_with: dict[str, set[int]] = defaultdict(set)
        for number, tokens in enumerate(self.sentences):
            for token in filter(lambda one: one.is_content, tokens):
                self._by_root[token.key[:_ROOT]].setdefault(token.key, token)
                self._sentences_with[token.key].add(number)
        self._rows: dict[str, tuple[float, ...]] = {}
        self._frequency = Counter(
            root
            for tokens in self.sentences
            for root in {stem(token.form) for token in tokens if token.is_content}
        )

    @cached_property
    def doc(self) -> Doc | None:
        """The parsed text; None in a language without a pipeline."""
        return parse(self.article) if can_parse(self.article.language) else None

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of text and title, without those of prompt injections."""
        injected = {self.article.sentence_at(span.start) for span in self.analysis.injections}
        genuine = (
            t for i, tokens in enumerate(self.sentences) if i not in injected for t in tokens
        )
        return (*genuine, *self.title)

    @cached_property
    def values(self) -> frozenset[float]:
        """The numbers of text and title, and the years, months and days of its times."""
        written = {token.value for token in self.tokens if token.value is not None}
        dated = (found.value or "" for found in self.analysis.times)
        return frozenset(written | {float(n) for value in dated for n in _DIGITS.findall(value)})

    @cached_property
    def written_small(self) -> frozenset[str]:
        """The words that the article writes without a capital."""
        return frozenset(t.form for t in self.tokens if t.kind == "word" and not t.is_capitalised)

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """The words that the article writes with a capital."""
        return frozenset(t.form for t in self.tokens if t.kind == "word" and t.is_capitalised)

    @cached_property
    def _aliases(self) -> dict[str, frozenset[str]]:
        """By each word of an entity's names: all words of its names, roles and initials."""
        aliases: dict[str, set[str]] = defaultdict(set)
        for entity in self.analysis.entities:
            named = self._words(entity.forms(self.article.text))
            initials = "".join(word[0] for word in entity.text.split() if word[0].isupper())
            if len(initials) > 1:
                named.add(normal_form(initials))
            roles = self._words(role.text_in(self.article.text) for role in entity.roles)
            for word in named:
                aliases[word] |= named | roles
        return {word: frozenset(words) for word, words in aliases.items()}

    def _words(self, texts: Iterable[str]) -> set[str]:
        language = self.article.language
        return {t.form for text in texts for t in tokenize(text, language) if t.kind == "word"}

    def are_aliases(self, one: str, other: str) -> bool:
        """Return True if two words name one entity: surname and role, name and initials."""
        return other in self._aliases.get(one, ())

    def similarity(self, one: Token, other: Token, *, aliases: bool = True) -> float:
        """Return how much a line's token is a token of the article, from 0 to 1."""
        found = token_similarity(one, other)
        if aliases and found < _ALIAS_SIMILARITY and self.are_aliases(one.form, other.form):
            return _ALIAS_SIMILARITY
        return found

    def matches(self, token: Token) -> tuple[float, ...]:
        """Return how well each sentence has a token of a line, from 0 to 1."""
        if token.key not in self._rows:
            row = [0.0] * len(self.sentences)
            aliases = self._aliases.get(token.form, frozenset[str]())
            for form in {word[:_ROOT] for word in (token.key, *aliases)}:
                for key, other in self._by_root.get(form, {}).items():
                    if found := self.similarity(token, other):
                        for number in self._sentences_with[key]:
                            row[number] = max(row[number], found)
            self._rows[token.key] = tuple(row)
        return self._rows[token.key]

    def best_match(self, token: Token, tokens: Iterable[Token], *, aliases: bool = True) -> float:
        """Return the largest similarity of a token with any of ``tokens``; 0 without any."""
        content = (other for other in tokens if other.is_content)
        return max((self.similarity(token, other, aliases=aliases) for other in content), default=0)

    def has_name(self, token: Token) -> bool:
        """Return True if the article has a name: the same word, or another form with a capital.

        Forms of one name differ in length ("Iraq", "Iraqi"); "Nambari" is not "Nambara".
        """
        return any(
            other.form == token.form
            or self.are_aliases(token.form, other.form)
            or (
                other.is_capitalised
                and len(other.form) != len(token.form)
                and token_similarity(token, other) >= MATCH
            )
            for other in self.tokens
        )

    def weight(self, token: Token) -> float:
        """Return how much a token of a line tells: more for numbers, names and rare words."""
        if token.value is not None or token.kind == "calendar":
            return _NUMBER_WEIGHT
        total = len(self.sentences)
        rarity = math.log(1 + total / (0.5 + self._frequency.get(stem(token.form), 1)))
        weight = rarity / math.log(1 + total) + _BASE_WEIGHT
        return max(_NAME_FLOOR, _NAME_FACTOR * weight) if token.is_capitalised else weight

    @cached_property
    def sequences(self) -> dict[tuple[str, ...], frozenset[int]]:
        """The sentences that have each sequence of ``SEQUENCE`` tokens."""
        found: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, tokens in enumerate(self.sentences):
            keys = [token.key for token in tokens]
            for start in range(len(keys) - SEQUENCE + 1):
                found[tuple(keys[start : start + SEQUENCE])].add(number)
        return {keys: frozenset(numbers) for keys, numbers in found.items()}

    def sentence_of(self, offset: int) -> int:
        """Return the index of the sentence at an offset of the text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def source_words(self, source: AttributionSource) -> set[str]:
        """Return the words by which the article calls a source, roles included."""
        text = self.article.text
        forms = [source.text, *(span.text_in(text) for span in source.spans)]
        forms += [source.role.text_in(text)] if source.role else []
        if source.entity is not None:
            forms += [*source.entity.forms(text), *(r.text_in(text) for r in source.entity.roles)]
        return self._words(forms)

    def entities_among(self, words: Iterable[str]) -> frozenset[Entity]:
        """Return the entities that words name: a person by the surname, others by a long word."""
        found = {normal_form(word) for word in words}
        return frozenset(one for one in self.analysis.entities if self._is_named(one, found))

    def _is_named(self, entity: Entity, words: set[str]) -> bool:
        forms = [t.form for t in tokenize(entity.text, self.article.language) if t.kind == "word"]
        if not forms:
            return False
        return forms[-1] in words or (
            entity.kind != "person" and any(len(form) > 3 and form in words for form in forms)
        )

    @cached_property
    def predicates(self) -> dict[int, list[Predicate]]:
        """The predicates of each sentence, by its index; empty without a parser."""
        return self._by_sentence(find_predicates(self.doc or ()))

    @cached_property
    def clauses(self) -> dict[int, list[Clause]]:
        """The verbs of each sentence with their subjects and objects; empty without a parser."""
        return self._by_sentence(find_clauses(self.doc or ()))

    def _by_sentence(self, found: Iterable[Found]) -> dict[int, list[Found]]:
        grouped: dict[int, list[Found]] = defaultdict(list)
        for one in found:
            grouped[self.sentence_of(one.head.idx)].append(one)
        return grouped

    @cached_property
    def own_voice(self) -> list[tuple[Token, ...]]:
        """The tokens of each sentence that are attributed to nobody."""
        return self._without(
            [span for found in self.analysis.attributions for span in found.content]
        )

    @cached_property
    def not_ordered(self) -> list[tuple[Token, ...]]:
        """The tokens of each sentence, without orders and talk to a machine."""
        return self._without(self.analysis.orders)

    @cached_property
    def asserted(self) -> list[tuple[Token, ...]]:
        """The tokens of each sentence that it states: no orders, questions, conditions, denials."""
        return self._without(self._not_stated)

    @cached_property
    def unquoted(self) -> list[tuple[Token, ...]]:
        """The tokens of each sentence that it states, and states without quotation marks."""
        quoted = [quotation.span for quotation in self.analysis.quotations]
        quoted += self.analysis.sides
        return self._without((*self._not_stated, *quoted))

    @property
    def _not_stated(self) -> tuple[Span, ...]:
        found = self.analysis
        return (*found.orders, *found.open_clauses, *found.rejected_clauses)

    def _without(self, spans: Sequence[Span]) -> list[tuple[Token, ...]]:
        """Return the tokens of each sentence that are in none of the spans."""
        index = SpanIndex((span, None) for span in spans)
        return [
            tuple(
                token
                for token in tokens
                if not index.covers(Span(start + token.start, start + token.end))
            )
            for (start, _), tokens in zip(self.article.sentences, self.sentences, strict=True)
        ]


def _states_nothing(title: str, language: str) -> bool:
    """Return True if a title asks, or gives an order."""
    return (
        states_nothing(title)
        or any(map(is_order, parsed_line(title, language)))
        or (not can_parse(language) and talks_to_readers(title, language))
    )


def lemmatised(token: Token, parsed: ParsedToken | None) -> Token:
    """Return a token with the lemma of its parsed word as its form, where that is a plain word."""
    plain = parsed is not None and token.kind == "word" and parsed.pos_ in _LEMMATISED
    if parsed is None or not plain or len(parsed.lemma_) < 2 or not parsed.lemma_.isprintable():
        return token
    return token.with_form(normal_form(parsed.lemma_))
