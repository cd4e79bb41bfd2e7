"""Look up the entities of an article by place and by surname.

For example, the words at offset 40 are a mention of Jane Doe.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Entity, Span
from briefer.analysis.english.attribution.role_words import own_words
from briefer.analysis.span_index import SpanIndex

_LOCATIVE = re.compile(r"\b(?i:in|near|outside)\s$")
_TITLE_LENGTH = 8  # characters before a name, for a short title or preposition


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
        self._mere_places: dict[str, bool] = {}
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

    def is_mere_place(self, token: Token) -> bool:
        """Return True if a name is that of a town where something happens; a town never speaks.

        A government may: "Washington said", if nothing happens "in Washington".
        """
        place = self.of_token(token)
        if place is None or place.kind != "place":
            return False
        if place.text not in self._mere_places:
            self._mere_places[place.text] = self._is_mere(place)
        return self._mere_places[place.text]

    def _is_mere(self, place: Entity) -> bool:
        in_dateline = not place.text.isupper() and place.text.upper() in self._text
        return in_dateline or any(
            _LOCATIVE.search(self._text, max(mention.start - _TITLE_LENGTH, 0), mention.start)
            for mention in place.mentions
        )

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
        roles = [own_words(role.text_in(self._text)) for role in person.roles]
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
