"""Turn a pronoun that a cue points to into a source: the one that it stands for.

The source of "They said it was safe" is the group before it; without one, it is unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import AttributionSource, Entity, Span
from briefer.analysis.english.attribution.antecedents import Antecedents
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.known_pronouns import (
    PERSONAL,
    SUBJECT_FORMS,
    KnownPronouns,
)
from briefer.analysis.english.attribution.named_sources import NamedSources
from briefer.analysis.english.attribution.pronouns import PRONOUN_KINDS, PronounResolver
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset

_QUANTIFIERS = frozenset("many some others most several few all".split())
_NEAR = 2  # sentences before that of a pronoun


class PronounSources:
    """Finds the sources that are pronouns, and remembers for whom they stand.

    Args:
        doc: the article's parse.
        resolver: finds antecedents.
        antecedents: who spoke or acted where.
        entities: the entities of the article.
        names: finds those whom a noun phrase names.
        known: "he" or "she" for the people of the article.
    """

    def __init__(
        self,
        doc: Doc,
        resolver: PronounResolver,
        *,
        antecedents: Antecedents,
        entities: EntityIndex,
        names: NamedSources,
        known: KnownPronouns,
    ) -> None:
        self._doc = doc
        self._resolver = resolver
        self._antecedents = antecedents
        self._entities = entities
        self._names = names
        self._known = known

    def find(self, token: Token, content: Sequence[Span]) -> AttributionSource | None:
        """Resolve a pronoun; the source is unknown if it has no antecedent.

        Args:
            token: the pronoun; None is returned for one such as "I".
            content: the content attributed to it.
        """
        span = Span(token.idx, end_offset(token))
        pronoun = SUBJECT_FORMS.get(token.lower_, token.lower_)
        if pronoun in _QUANTIFIERS:
            group = AttributionSource(pronoun, "group", (span,))
            self._antecedents.remember(token.idx, group)
            return group
        if pronoun not in PRONOUN_KINDS:
            return None
        antecedent = self._resolver.resolve(pronoun, token.idx, content=content)
        antecedent = antecedent or self.only_person(pronoun, token.idx)
        if antecedent is not None and self._may_be_talked_about(token, pronoun, antecedent):
            antecedent = None
        if antecedent is None:
            return AttributionSource("unknown", "unknown", (span,), by_pronoun=True)
        self._antecedents.remember(token.idx, antecedent)
        self._known.learn(antecedent, pronoun)
        spans = tuple(dict.fromkeys((span, *antecedent.spans)))
        return replace(antecedent, spans=spans, by_pronoun=True)

    def antecedent(self, pronoun: Token, form: str) -> AttributionSource | None:
        """Return whom a pronoun most likely means; None if two are as likely.

        Args:
            pronoun: the pronoun, in any case.
            form: its form as a subject: "he", "she" or "they".
        """
        return self._resolver.resolve(form, pronoun.idx, content=())

    def only_person(self, pronoun: str, before: int) -> AttributionSource | None:
        """Return Doe of "For Jane Doe it was over. As she puts it, ...": nobody else can be "she".

        Nobody who acts can be, and of those named before, only Doe is known to be "she".
        """
        if "person" not in PRONOUN_KINDS[pronoun]:
            return None
        if self._resolver.has_candidate(pronoun, before):
            return None
        around = self._antecedents.sentences_before(before, _NEAR)
        named = self.people_named(around, pronoun)
        people = {entity.text: (entity, mention) for mention, entity in named}
        if len(people) != 1:
            return None
        entity, mention = next(iter(people.values()))
        is_known = self._known.of(entity.text) == pronoun
        return self._names.of_entity(entity, mention, None) if is_known else None

    def people_named(self, span: Span, pronoun: str) -> Iterator[tuple[Span, Entity]]:
        """Yield the mentions of people who are or may be "he" or "she", with the people."""
        for mention, entity in self._entities.mentions_in(span):
            if entity.kind == "person" and self._known.may_be(entity.text, pronoun):
                yield mention, entity

    def _may_be_talked_about(
        self, subject: Token, pronoun: str, antecedent: AttributionSource
    ) -> bool:
        """Return True for "He" of "Doe said Roe had lied. He had told them he was ill.".

        The past perfect may go on with what Doe says, and then "he" is Roe.
        """
        words = {child.lower_ for child in subject.head.lefts if child.dep_ == "aux"}
        if subject.dep_ not in SUBJECTS or words != {"had"} or antecedent.entity is None:
            return False
        before = self._doc[max(subject.sent.start - 1, 0)].sent
        named = self.people_named(Span(before.start_char, subject.idx), pronoun)
        others = (person for _, person in named if person.text != antecedent.text)
        return pronoun in PERSONAL and any(others)
