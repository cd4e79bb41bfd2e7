"""Find the name of a source that the article at first only describes.

In "A witness said … The witness, Ada Lunt, …" the witness is Ada Lunt. "Nurse Carla Finch" need not
be the nurse who was quoted before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, AttributionSource, Entity, Span
from briefer.analysis.english.attribution.anonymity import SPOKESPEOPLE
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.noun_phrases import head_noun
from briefer.analysis.spacy_helpers import last_word

_DETERMINERS = frozenset({"a", "an", "one", "the", "this"})
_NAMING = frozenset({"name", "identify"})
_OBJECTS = frozenset({"dobj", "nsubjpass"})


def name_later_named(
    attributions: Sequence[Attribution], doc: Doc, text: str, entities: Sequence[Entity]
) -> list[Attribution]:
    """Give each source that a later sentence names its name."""
    finder = _LaterNames(doc, text, entities)
    return [replace(one, source=finder.named(one.source)) for one in attributions]


class _LaterNames:
    """The people of an article with the passages that say that a description means them."""

    def __init__(self, doc: Doc, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        index = EntityIndex(doc, text, entities)
        self._named = [
            *self._by_role([one for one in entities if one.kind == "person"]),
            *self._by_verb(doc, index),
        ]

    def named(self, source: AttributionSource) -> AttributionSource:
        """Return the person whom a description means, if one later passage names just one."""
        if source.kind != "unnamed_person" or source.reason is not None:
            return source
        described = source.spans[-1]
        words = _words(described.text_in(self._text))
        head = head_noun(source.text).lower()
        found = {
            person.text: (person, role)
            for person, role in self._named
            if role.start > described.end and self._means(role, head, words)
        }
        if len(found) != 1:
            return source
        [(person, role)] = found.values()
        full = next(span for span in person.mentions if span.text_in(self._text) == person.text)
        spans = tuple(dict.fromkeys((*source.spans, full)))
        return AttributionSource(
            person.text, "person", spans, entity=person, role=role, by_pronoun=source.by_pronoun
        )

    def _means(self, role: Span, head: str, words: frozenset[str]) -> bool:
        role_words = role.text_in(self._text).lower()
        own = _words(role_words)
        fits = own <= words or (head in SPOKESPEOPLE and words <= own)
        return head_noun(role_words) == head and fits

    def _by_role(self, people: Sequence[Entity]) -> Iterator[tuple[Entity, Span]]:
        """Yield "the witness" of "the witness, Ada Lunt," and "spokesman" before a name."""
        for person in people:
            for role in person.roles:
                before = last_word(self._text, role.start)
                words = role.text_in(self._text).lower().split()
                is_definite = before.lower() in {"the", "this"}
                if is_definite or SPOKESPEOPLE.intersection(words[-1:]):
                    yield person, role

    def _by_verb(self, doc: Doc, index: EntityIndex) -> Iterator[tuple[Entity, Span]]:
        """Yield "the driver" of "police named the driver as Ivo Sand"."""
        for verb in doc:
            if verb.lemma_ not in _NAMING:
                continue
            described = _child(verb, _OBJECTS)
            preposition = next((one for one in verb.children if one.lower_ == "as"), None)
            name = preposition and _child(preposition, frozenset({"pobj"}))
            person = index.of_token(name) if name else None
            is_definite = described is not None and any(
                one.lower_ in {"the", "this"} for one in described.lefts
            )
            if described is not None and is_definite and person and person.kind == "person":
                yield person, Span(described.idx, described.idx + len(described))


def _words(description: str) -> frozenset[str]:
    return frozenset(description.lower().split()) - _DETERMINERS


def _child(head: Token, relations: frozenset[str]) -> Token | None:
    return next((child for child in head.children if child.dep_ in relations), None)
