"""Find the name of a source that the article at first only describes.

In "A witness said … The witness, Ada Lunt, …" the witness is Ada Lunt. "Nurse Carla Finch" need not
be the nurse who was quoted before.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, AttributionSource, Entity, Span
from briefer.analysis.english.attribution.anonymity import SPOKESPEOPLE
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.noun_phrases import head_noun
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import SPEECH
from briefer.analysis.spacy_helpers import SUBJECTS, last_word

_DETERMINERS = frozenset({"a", "an", "one", "the", "this"})
_NAMING = frozenset({"name", "identify"})
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_ANYBODY = frozenset({"man", "woman", "boy", "girl", "person"})
_PERSONAL = frozenset({"he", "she"})
_ABOUT_PEOPLE = frozenset("he she him her his hers people men women children".split())


def name_later_named(
    attributions: Sequence[Attribution], doc: Doc, text: str, entities: Sequence[Entity]
) -> list[Attribution]:
    """Give each source that a later sentence names its name."""
    finder = _LaterNames(doc, text, entities)
    return [replace(one, source=finder.named(one)) for one in attributions]


class _LaterNames:
    """The people of an article with the passages that say that a description means them."""

    def __init__(self, doc: Doc, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        index = EntityIndex(doc, text, entities)
        self._named = [
            *self._by_role([one for one in entities if one.kind == "person"]),
            *self._by_verb(doc, index),
            *self._by_complement(doc, index),
        ]
        self._next_names = dict(self._by_pronoun(doc, index))
        self._sentences = [sentence.start_char for sentence in doc.sents]

    def named(self, attribution: Attribution) -> AttributionSource:
        """Return the person whom a description means, if one later passage names just one."""
        source = attribution.source
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
        if not found and not self._is_about_others(attribution):
            following = self._next_names.get(self._sentence_of(described.start) + 1)
            found = {} if following is None else {following[0].text: following}
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

    def _sentence_of(self, offset: int) -> int:
        return bisect_right(self._sentences, offset)

    def _is_about_others(self, attribution: Attribution) -> bool:
        """Return True if what is said mentions somebody whom the next "he" or "the man" may be."""
        said = " ".join(part.text_in(self._text) for part in attribution.content)
        words = [word.strip("’'“”\".,;:?!").lower() for word in said.split()]
        return any(word in _ABOUT_PEOPLE or is_person_noun(word) for word in words)

    def _by_pronoun(
        self, doc: Doc, index: EntityIndex
    ) -> Iterator[tuple[int, tuple[Entity, Span]]]:
        """Yield the person of "The man, Ivo Sand, said", "Her name is ..." and "He is ...".

        Each comes with the number of its sentence.
        """
        for number, sentence in enumerate(doc.sents, 1):
            root = sentence.root
            subject = next((c for c in root.lefts if c.dep_ in SUBJECTS), None)
            if subject is None:
                continue
            named = _child(subject, frozenset({"appos"}))
            is_anybody = subject.lower_ in _ANYBODY and root.lemma_ in SPEECH
            is_name = subject.lower_ == "name" and any(c.tag_ == "PRP$" for c in subject.lefts)
            if root.lemma_ == "be" and (is_name or subject.lower_ in _PERSONAL):
                named = _child(root, frozenset({"attr"}))
            elif not is_anybody:
                continue
            person = index.of_token(named) if named is not None else None
            if person is not None and person.kind == "person":
                yield number, (person, Span(subject.idx, subject.idx + len(subject)))

    def _by_complement(self, doc: Doc, index: EntityIndex) -> Iterator[tuple[Entity, Span]]:
        """Yield "worker" of "That worker is Ada Lunt" and of "The worker, local boss Ada Lunt,"."""
        for subject in doc:
            if subject.dep_ not in SUBJECTS or subject.lower_ in _ANYBODY:
                continue
            before = [one.lower_ for one in subject.lefts]
            is_definite = len(before) == 1 and before[0] in {"the", "this", "that"}
            named = _child(subject, frozenset({"appos"}))
            if named is None and subject.head.lemma_ == "be":
                named = _child(subject.head, frozenset({"attr"}))
            person = index.of_token(named) if named is not None and is_definite else None
            if person is not None and person.kind == "person":
                yield person, Span(subject.idx, subject.idx + len(subject))

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
