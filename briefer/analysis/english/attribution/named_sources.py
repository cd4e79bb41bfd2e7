"""Find the source that a noun phrase names: Jane Doe of "Ms Doe" and of "the mayor, Jane Doe,"."""

from spacy.tokens import Token

from briefer.analysis.annotations import AttributionSource, Entity, Span
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.joint_sources import joint_source
from briefer.analysis.english.attribution.known_pronouns import KnownPronouns
from briefer.analysis.english.attribution.noun_phrases import (
    is_only_described,
    joined_to,
    names_beside,
    names_by_participle,
)
from briefer.analysis.english.nouns import PERSON_NOUNS
from briefer.analysis.spacy_helpers import end_offset, last_word
from briefer.schema.vocabulary import SourceKind


class NamedSources:
    """Finds the people and bodies of an article by their names.

    Args:
        text: the article's text.
        entities: its entities.
        known: "he" or "she" for its people.
    """

    def __init__(self, text: str, entities: EntityIndex, known: KnownPronouns) -> None:
        self._text = text
        self._entities = entities
        self._known = known

    def find(self, head: Token) -> AttributionSource | None:
        """Resolve a noun phrase that contains a name of its own."""
        entity = None if is_only_described(head) else self._entities.of_token(head)
        mention = self._mention_at(head)
        namesakes = self._entities.with_surname(head.text)
        if entity is None and len(namesakes) == 1 and head.lower_ not in PERSON_NOUNS:
            # a surname that the parser takes for a noun
            entity, mention = namesakes[0], Span(head.idx, end_offset(head))
        may_have_name = head.pos_ in {"NOUN", "PROPN", "ADJ"} or names_by_participle(head)
        if entity is None and may_have_name:
            # "the minister, Jane Doe," names her, "Jane Doe's spokesman" does not
            for child in names_beside(head):
                entity = self._entities.of_token(child)
                if entity is not None and entity.kind == "group":
                    entity = None  # "two senators, a Republican and a Democrat,"
                if entity is not None and head.tag_ == "NNS":
                    return self._all_named(child)
                if entity is not None:
                    mention = self._mention_at(child)
                    break
        if entity is None or mention is None or entity.kind == "group":
            return None
        if entity.kind == "place" and head.i > head.left_edge.i + 1:
            return None
        if entity.kind == "person":
            entity = self._by_title(entity, mention)
        return self.of_entity(entity, mention, entity.roles[0] if entity.roles else None)

    def of_partners(self, head: Token) -> AttributionSource | None:
        """Return the firm of "the builder, Haft & Sons,", which the parser takes for partners."""
        joined = joined_to(head)
        mentions = {self._mention_at(token) for token in joined}
        mention = mentions.pop() if len(mentions) == 1 else None
        is_one = len(joined) > 1 and mention is not None and mention != self._mention_at(head)
        return self.find(joined[0]) if is_one else None

    def of_entity(self, entity: Entity, mention: Span, role: Span | None) -> AttributionSource:
        """Return an entity as a source, with this mention and the first one of its full name."""
        spans = tuple(dict.fromkeys((mention, self._entities.full_mention(entity))))
        kind: SourceKind = "person" if entity.kind == "person" else "organisation"
        return AttributionSource(entity.text, kind, spans, entity=entity, role=role)

    def _all_named(self, apposition: Token) -> AttributionSource:
        """Return "Tom and Isla Reeve" for "the parents, Tom and Isla Reeve, said"."""
        found = (self._entities.of_token(token) for token in apposition.subtree)
        people = list(dict.fromkeys(one for one in found if one is not None))
        sources = [self.of_entity(one, one.mentions[0], None) for one in people]
        return joint_source(sources, joined_with="and")

    def _by_title(self, person: Entity, mention: Span) -> Entity:
        """Return the Doe whom "Ms. Doe" refers to: the woman, if exactly one is known to be."""
        title = last_word(self._text, mention.start)
        namesakes = self._entities.with_surname(mention.text_in(self._text))
        if not title or len(namesakes) <= 1:
            return person
        fitting = [n for n in namesakes if self._known.takes_title(n.text, title)]
        return fitting[0] if len(fitting) == 1 else person

    def _mention_at(self, token: Token) -> Span | None:
        found = self._entities.mention_at(token.idx)
        return found[0] if found else None
