"""Turn the noun phrase that a cue points to into a source.

Pronouns, short names and offices are resolved to the name that the article gives: in "Mayor Jane
Doe spoke. The mayor said ..." the source is Jane Doe.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import AttributionSource, Entity, Span
from briefer.analysis.english.attribution.acting_nouns import (
    acts,
    conjuncts_before,
    is_mentioned_object,
)
from briefer.analysis.english.attribution.anonymity import AnonymityReasons
from briefer.analysis.english.attribution.antecedents import Antecedents
from briefer.analysis.english.attribution.described_sources import DescribedSources
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.genders import pronouns_of_people
from briefer.analysis.english.attribution.group_members import GroupMembers
from briefer.analysis.english.attribution.joint_sources import joint_source
from briefer.analysis.english.attribution.known_pronouns import KnownPronouns
from briefer.analysis.english.attribution.named_sources import NamedSources
from briefer.analysis.english.attribution.noun_phrases import (
    antecedent_of,
    conjunction_of,
    issuer_of,
    joined_to,
    names_nobody,
)
from briefer.analysis.english.attribution.pronoun_sources import PronounSources
from briefer.analysis.english.attribution.pronouns import PRONOUN_KINDS, PronounResolver
from briefer.analysis.english.attribution.role_index import RoleIndex
from briefer.analysis.english.entities.first_names import pronoun_of_name
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.analysis.span_index import SpanIndex

_RELATIVE = frozenset({"who", "which", "that"})
_SUBJECT_OR_COMPLEMENT = SUBJECTS | {"attr"}


class SourceResolver:
    """Resolves the sources of one parsed article.

    Call :meth:`resolve` in the order of the text: each source becomes the most likely antecedent
    of the pronouns after it.

    Attributes:
        pronouns: resolves the pronouns among them.
        reasons: why sources are not named.
    """

    def __init__(
        self, doc: Doc, text: str, entities: Sequence[Entity], *, quotations: Sequence[Span]
    ) -> None:
        sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
        self._quotations = SpanIndex((span, True) for span in quotations)
        self._entities = EntityIndex(doc, text, entities)
        self._known = _known_pronouns(doc, entities, self._entities)
        self._antecedents = Antecedents(
            [token for token in doc if acts(token) or self._is_acting_name(token)],
            self._resolve_subject,
            sentences=sentences,
            reported=quotations,
        )
        self._names = NamedSources(text, self._entities, self._known)
        self._descriptions = DescribedSources(
            text,
            entities=self._entities,
            roles=RoleIndex(entities, text),
            names=self._names,
            antecedents=self._antecedents,
        )
        self.reasons = AnonymityReasons(text, sentences)
        self._members = GroupMembers(
            doc,
            text,
            names=self._names,
            descriptions=self._descriptions,
            antecedents=self._antecedents,
            reasons=self.reasons,
        )
        self.pronouns = PronounSources(
            doc,
            PronounResolver(text, self._antecedents, self._resolve_subject, self._known),
            antecedents=self._antecedents,
            entities=self._entities,
            names=self._names,
            known=self._known,
        )

    def _is_acting_name(self, token: Token) -> bool:
        """Return True if a subject is a name, although the tagger takes it for another word."""
        return token.dep_ in SUBJECTS and self._entities.of_token(token) is not None

    def _resolve_subject(self, head: Token) -> AttributionSource | None:
        """Return the source that a subject names or describes, if a pronoun can stand for it."""
        may_be_name = head.text[:1].isupper() or any(c.dep_ == "appos" for c in head.rights)
        source = self._names.find(head) if may_be_name else None
        is_fitting = (
            head.dep_ in _SUBJECT_OR_COMPLEMENT
            or is_mentioned_object(head)
            or any(one.dep_ in SUBJECTS for one in conjuncts_before(head))
        )
        is_described = is_fitting and not self._quotations.at(head.idx)
        if source is None and is_described:
            source = self._descriptions.find(head)
        return source

    def add_content(self, content: Sequence[Span], cue: Span) -> None:
        """Record reported content; people named in it are less likely to be a later "he"."""
        self._antecedents.add_content(content, cue)

    def unknown(self) -> AttributionSource:
        """Return the source of a claim for which the article names nobody."""
        return AttributionSource("unknown", "unknown")

    def person_at(self, head: Token, pronoun: str) -> str | None:
        """Return the name or description of a person whom a noun means, if a pronoun fits."""
        source = self._names.find(head) or self._descriptions.find(head)
        if source is None or source.kind not in PRONOUN_KINDS[pronoun]:
            return None
        return source.text if self._known.fits(source, pronoun) else None

    def resolve(
        self, head: Token, *, is_cited: bool = False, content: Sequence[Span] = ()
    ) -> AttributionSource | None:
        """Return the source that a noun phrase stands for, or None if it cannot be a source.

        Args:
            head: the head of the noun phrase.
            is_cited: whether "according to" makes it a source, whatever it is.
            content: the content attributed to it.
        """
        noun = antecedent_of(head) if head.lower_ in _RELATIVE and head.dep_ in SUBJECTS else head
        if noun is None or self._entities.is_mere_place(noun):
            return None
        issuer = issuer_of(noun)
        head = noun if issuer is None or names_nobody(issuer) else issuer
        source = self._members.find(head)
        if source is None and head.pos_ == "PRON":
            return self.pronouns.find(head, content)
        source = source or self._names.find(head)
        source = source or self._descriptions.find(head, is_cited=is_cited)
        if source is not None:
            source = self._with_partners(source, head)
            self._antecedents.remember(max([head, *joined_to(head)]).idx, source)
        return source

    def _with_partners(self, source: AttributionSource, head: Token) -> AttributionSource:
        """Return "Doe and Roe" as one source if both speak."""
        if head.dep_ not in SUBJECTS:
            return source
        if (name := self._names.of_partners(head)) is not None:
            return name
        others = (self._names.find(one) or self._descriptions.find(one) for one in joined_to(head))
        return joint_source([source, *filter(None, others)], joined_with=conjunction_of(head))


def _known_pronouns(doc: Doc, entities: Sequence[Entity], index: EntityIndex) -> KnownPronouns:
    """Return who is "he" and who "she": by sentences, first names and descriptions."""
    known = KnownPronouns(pronouns_of_people(doc, index.of_token), _pronouns_by_name(entities))
    for entity in entities:
        if entity.kind == "person":
            known.describe(entity.text, index.descriptions_of(entity))
    return known


def _pronouns_by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Return "she" for Jane Doe: the pronouns of the people whose first names decide it."""
    people = (entity.text for entity in entities if entity.kind == "person")
    found = ((name, pronoun_of_name(name)) for name in people)
    return {name: pronoun for name, pronoun in found if pronoun is not None}
