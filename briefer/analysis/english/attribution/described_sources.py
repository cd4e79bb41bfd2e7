"""Find the source that a noun phrase without a name describes: "the mayor", "a statement by Doe".

In "Mayor Jane Doe spoke. The mayor said ..." the source is Jane Doe.
"""

from dataclasses import replace

from spacy.tokens import Token

from briefer.analysis.annotations import AttributionSource
from briefer.analysis.english.attribution.antecedents import Antecedents
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.named_sources import NamedSources
from briefer.analysis.english.attribution.noun_phrases import (
    head_noun,
    maker_of,
    names_by_participle,
    names_nobody,
    phrase_of,
)
from briefer.analysis.english.attribution.phrase_names import (
    named_after,
    named_at_the_end,
    named_before,
)
from briefer.analysis.english.attribution.role_index import RoleIndex
from briefer.analysis.english.attribution.source_kinds import kind_of
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, PERSON_NOUNS

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})


class DescribedSources:
    """Finds the people, bodies and documents of an article by their descriptions.

    Args:
        text: the article's text.
        entities: its entities.
        roles: its people, by role.
        names: finds those whom a noun phrase names.
        antecedents: who spoke or acted where.
    """

    def __init__(
        self,
        text: str,
        *,
        entities: EntityIndex,
        roles: RoleIndex,
        names: NamedSources,
        antecedents: Antecedents,
    ) -> None:
        self._text = text
        self._entities = entities
        self._roles = roles
        self._names = names
        self._antecedents = antecedents

    def find(self, head: Token, *, is_cited: bool = False) -> AttributionSource | None:
        """Resolve a noun phrase without a name of its own: by its author, its role or its kind.

        Args:
            head: the head of the noun phrase.
            is_cited: whether "according to" makes it a source, whatever it is.
        """
        is_time = head.ent_type_ in {"DATE", "TIME"} and head.lower_ not in DOCUMENT_NOUNS
        is_noun = head.pos_ in _NOMINAL or names_by_participle(head)
        if not is_noun or is_time or names_nobody(head):
            return None
        phrase = phrase_of(head)
        if (maker := self._maker(head)) is not None:
            return maker
        named = named_at_the_end(head, phrase, entities=self._entities, text=self._text)
        named = named or named_before(phrase, entities=self._entities, text=self._text)
        named = named or named_after(head, phrase, entities=self._entities, text=self._text)
        known = self._by_role_or_noun(head) if named is None else self._names.of_entity(*named)
        if known is not None:
            return known
        text = " ".join(phrase.text_in(self._text).split())
        kind = kind_of(head) or ("document" if is_cited else None)
        if kind is None or not any(map(str.isalnum, text)):
            return None
        return AttributionSource(text, kind, (phrase,))

    def _maker(self, head: Token) -> AttributionSource | None:
        """Resolve "an announcement made by X" and "a statement from X" to X."""
        maker = maker_of(head)
        return None if maker is None else self._names.find(maker) or self._by_role(maker)

    def _by_role_or_noun(self, head: Token) -> AttributionSource | None:
        """Resolve "the MP" to the latest one whom the article calls that, named or unnamed."""
        named, unnamed = self._by_role(head), self._last_unnamed(head)
        if named is None or unnamed is None:
            return named or unnamed
        return unnamed if unnamed.spans[-1].start > named.spans[-1].start else named

    def _by_role(self, head: Token) -> AttributionSource | None:
        """Resolve "the mayor" to the person whom the article calls mayor."""
        is_definite = any(
            child.lower_ in {"the", "this"} or (child.dep_ == "poss" and child.pos_ != "PRON")
            for child in head.children
        )
        if not is_definite or head.lemma_.lower() not in PERSON_NOUNS or head.tag_ == "NNS":
            return None
        phrase = phrase_of(head)
        holder = self._roles.find(phrase.text_in(self._text), near=head.idx)
        if holder is None:
            return None
        spans = (phrase, holder.mention)
        return AttributionSource(
            holder.entity.text, "person", spans, entity=holder.entity, role=holder.role
        )

    def _last_unnamed(self, head: Token) -> AttributionSource | None:
        """Resolve "the official" to the unnamed official who spoke last."""
        if not any(child.lower_ in {"the", "this", "that"} for child in head.lefts):
            return None
        last = self._antecedents.last(head.idx, {"unnamed_person"})
        if last is None or list(head.lefts)[1:]:
            return None
        if head.lemma_.lower() != head_noun(last.text).lower():
            return None
        return replace(last, spans=tuple(dict.fromkeys((phrase_of(head), *last.spans))))
