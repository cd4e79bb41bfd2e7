"""Look up the entities of an article by place, by surname and by role.

`EntityIndex` knows that the words at offset 40 are a mention of Jane Doe; `RoleIndex` that "the
mayor" refers to her, because the article calls her mayor.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, product
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Entity, Span
from briefer.analysis.english.lexicon import REFERRED_TO
from briefer.analysis.span_index import SpanIndex

_POSSESSOR = re.compile(r"^.*[’']s\s")  # "Mr. Doe's" of "Mr. Doe's daughter"
_TITLE_LENGTH = 7  # characters before a name in which a short title is looked for


class EntityIndex:
    """The entities of a parsed article, by the places where they are named."""

    def __init__(self, doc: Doc, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        mentions = sorted(
            ((mention, entity) for entity in entities for mention in entity.mentions),
            key=lambda entry: entry[0],
        )
        self._mentions = SpanIndex(((mention, (mention, entity)) for mention, entity in mentions))
        self._full_mentions: dict[str, Span] = {}
        self._by_token: dict[int, Entity] = {}
        for mention, entity in mentions:
            if mention.text_in(text) == entity.text:
                self._full_mentions.setdefault(entity.text, mention)
            tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in tokens or ():
                self._by_token[token.i] = entity
        self._by_surname: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            if entity.kind == "person" and " " in entity.text:
                self._by_surname[entity.text.split()[-1]].append(entity)

    def of_token(self, token: Token) -> Entity | None:
        """Return the entity of whose mention a token is a part."""
        return self._by_token.get(token.i)

    def mention_at(self, offset: int) -> tuple[Span, Entity] | None:
        """Return the mention that contains an offset, with its entity."""
        return self._mentions.at(offset)

    def mentions_in(self, span: Span) -> Iterator[tuple[Span, Entity]]:
        """Yield the mentions that overlap a span, with their entities, in order."""
        for _, found in self._mentions.overlapping(span):
            yield found

    def full_mention(self, entity: Entity) -> Span:
        """Return the first mention of an entity by its full name."""
        return self._full_mentions[entity.text]

    def with_surname(self, surname: str) -> Sequence[Entity]:
        """Return the people of a surname whose full names the article gives."""
        return self._by_surname.get(surname, ())

    def descriptions_of(self, person: Entity) -> str:
        """Return the roles of a person, and the word right before each mention: "Mr"."""
        roles = [_POSSESSOR.sub("", role.text_in(self._text)) for role in person.roles]
        has_namesakes = len(self.with_surname(person.text.split()[-1])) > 1
        mentions = [
            mention
            for mention in person.mentions
            if not has_namesakes or mention.text_in(self._text) == person.text
        ]
        before = [
            self._text[max(mention.start - _TITLE_LENGTH, 0) : mention.start].split()[-1:]
            for mention in mentions
        ]
        return " ".join((*roles, *chain.from_iterable(before)))


class RoleHolder(NamedTuple):
    """A mention of a person, with one of the person's roles and the words of that role."""

    mention: Span
    entity: Entity
    role: Span
    words: frozenset[str]


class RoleIndex:
    """The people of an article, by the words of their roles."""

    def __init__(self, entities: Sequence[Entity], text: str) -> None:
        self._by_word: dict[str, list[RoleHolder]] = defaultdict(list)
        for entity in entities:
            if entity.kind == "person":
                self._add(entity, text)
        for holders in self._by_word.values():
            holders.sort(key=lambda holder: holder.mention)

    def _add(self, person: Entity, text: str) -> None:
        # one role for each wording: a president may have hundreds that read the same
        first: dict[str, Span] = {}
        for role in person.roles:
            first.setdefault(role.text_in(text).lower(), role)
        for wording, role in first.items():
            words = frozenset(re.findall(r"\w+", wording))
            words = words.union(*(REFERRED_TO.get(word, ()) for word in words))
            for word, mention in product(words, person.mentions):
                self._by_word[word].append(RoleHolder(mention, person, role, words))

    def find(self, noun: str, modifiers: AbstractSet[str], *, near: int) -> RoleHolder | None:
        """Return the person whom a noun with its modifiers refers to at an offset.

        The nearest mention before the offset wins, then the nearest after it: articles usually
        introduce the holder of an office first.
        """
        holders = self._by_word.get(noun, [])
        position = bisect_right(holders, near, key=lambda holder: holder.mention.end)
        nearest = chain(range(position - 1, -1, -1), range(position, len(holders)))
        return next((holders[i] for i in nearest if modifiers <= holders[i].words), None)
