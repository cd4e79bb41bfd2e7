"""Turn the noun phrase that a cue points to into a source.

Pronouns, short names and offices are resolved to the name that the article gives: in "Mayor Jane
Doe spoke. The mayor said ..." the source is Jane Doe.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import AttributionSource, Entity, Span
from briefer.analysis.english.attribution.acting_nouns import (
    acts,
    conjuncts_before,
    is_mentioned_object,
)
from briefer.analysis.english.attribution.anonymity import reason_near
from briefer.analysis.english.attribution.antecedents import Antecedents
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.genders import pronouns_of_people
from briefer.analysis.english.attribution.joint_sources import joint_source
from briefer.analysis.english.attribution.known_pronouns import PERSONAL, KnownPronouns
from briefer.analysis.english.attribution.noun_phrases import (
    antecedent_of,
    conjunction_of,
    head_noun,
    is_only_described,
    is_share,
    issuer_of,
    joined_to,
    maker_of,
    names_beside,
    names_by_participle,
    names_nobody,
    phrase_of,
)
from briefer.analysis.english.attribution.phrase_names import (
    named_after,
    named_at_the_end,
    named_before,
)
from briefer.analysis.english.attribution.pronouns import PronounResolver
from briefer.analysis.english.attribution.role_index import RoleIndex
from briefer.analysis.english.attribution.source_kinds import kind_of
from briefer.analysis.english.entities.first_names import pronoun_of_name
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, last_word
from briefer.analysis.span_index import SpanIndex
from briefer.schema.vocabulary import SourceKind

# The kinds of sources that each pronoun can stand for.
_PRONOUN_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("he", "she"), frozenset({"person", "unnamed_person"})),
    "they": frozenset({"group", "unnamed_group", "organisation"}),
    "both": frozenset({"group", "unnamed_group"}),
    "it": frozenset({"organisation", "document"}),
}
_SUBJECT_FORMS = {"him": "he", "her": "she", "them": "they"}
_QUANTIFIERS = frozenset("many some others most several few all".split())
_RELATIVE = frozenset({"who", "which", "that"})
_NEAR = 2  # sentences before that of a pronoun
_SUBJECT_OR_COMPLEMENT = SUBJECTS | {"attr"}
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})


class SourceResolver:
    """Resolves the sources of one parsed article.

    Call :meth:`resolve` in the order of the text: each source becomes the most likely antecedent
    of the pronouns after it.
    """

    def __init__(
        self, doc: Doc, text: str, entities: Sequence[Entity], *, quotations: Sequence[Span]
    ) -> None:
        self._doc = doc
        self._text = text
        self._sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
        self._quotations = SpanIndex((span, True) for span in quotations)
        self._entities = EntityIndex(doc, text, entities)
        self._roles = RoleIndex(entities, text)
        self._known = KnownPronouns(
            pronouns_of_people(doc, self._entities.of_token), _pronouns_by_name(entities)
        )
        self._antecedents = Antecedents(
            [token for token in doc if acts(token) or self._is_acting_name(token)],
            self._resolve_subject,
            sentences=self._sentences,
            reported=quotations,
        )
        self._pronouns = PronounResolver(
            text, self._antecedents, self._resolve_subject, self._known
        )
        for entity in entities:
            if entity.kind == "person":
                self._known.describe(entity.text, self._entities.descriptions_of(entity))

    def _is_acting_name(self, token: Token) -> bool:
        """Return True if a subject is a name, although the tagger takes it for another word."""
        return token.dep_ in SUBJECTS and self._entities.of_token(token) is not None

    def _resolve_subject(self, head: Token) -> AttributionSource | None:
        """Return the source that a subject names or describes, if a pronoun can stand for it."""
        may_be_name = head.text[:1].isupper() or any(c.dep_ == "appos" for c in head.rights)
        source = self._named(head) if may_be_name else None
        is_fitting = (
            head.dep_ in _SUBJECT_OR_COMPLEMENT
            or is_mentioned_object(head)
            or any(one.dep_ in SUBJECTS for one in conjuncts_before(head))
        )
        is_described = is_fitting and not self._quotations.at(head.idx)
        if source is None and is_described:
            source = self._described(head, is_cited=False)
        return source

    def add_content(self, content: Sequence[Span], cue: Span) -> None:
        """Record reported content; people named in it are less likely to be a later "he"."""
        self._antecedents.add_content(content, cue)

    def unknown(self) -> AttributionSource:
        """Return the source of a claim for which the article names nobody."""
        return AttributionSource("unknown", "unknown")

    def antecedent(self, pronoun: Token, form: str) -> AttributionSource | None:
        """Return whom a pronoun most likely means; None if two are as likely.

        Args:
            pronoun: the pronoun, in any case.
            form: its form as a subject: "he", "she" or "they".
        """
        return self._pronouns.resolve(form, pronoun.idx, _PRONOUN_KINDS[form], content=())

    def people_named(self, span: Span, pronoun: str) -> Iterator[tuple[Span, Entity]]:
        """Yield the mentions of people who are or may be "he" or "she", with the people."""
        for mention, entity in self._entities.mentions_in(span):
            if entity.kind == "person" and self._known.may_be(entity.text, pronoun):
                yield mention, entity

    def person_at(self, head: Token, pronoun: str) -> str | None:
        """Return the name or description of a person whom a noun means, if a pronoun fits."""
        source = self._named(head) or self._described(head, is_cited=False)
        if source is None or source.kind not in _PRONOUN_KINDS[pronoun]:
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
        source = self._member_of_group(head)
        if source is None and head.pos_ == "PRON":
            return self._pronoun(head, content)
        source = source or self._named(head) or self._described(head, is_cited=is_cited)
        if source is not None:
            source = self._with_partners(source, head)
            self._antecedents.remember(max([head, *joined_to(head)]).idx, source)
        return source

    def _with_partners(self, source: AttributionSource, head: Token) -> AttributionSource:
        """Return "Doe and Roe" as one source if both speak."""
        if head.dep_ not in SUBJECTS:
            return source
        if (name := self._named_by_conjuncts(head)) is not None:
            return name
        others = (
            self._named(one) or self._described(one, is_cited=False) for one in joined_to(head)
        )
        return joint_source([source, *filter(None, others)], joined_with=conjunction_of(head))

    def _named_by_conjuncts(self, head: Token) -> AttributionSource | None:
        """Return the firm of "the builder, Haft & Sons,", which the parser takes for partners."""
        joined = joined_to(head)
        mentions = {self._mention_at(token) for token in joined}
        mention = mentions.pop() if len(mentions) == 1 else None
        is_one = len(joined) > 1 and mention is not None and mention != self._mention_at(head)
        return self._named(joined[0]) if is_one else None

    def with_reason(self, source: AttributionSource, offset: int) -> AttributionSource:
        """Add the reason for anonymity that the article gives for an unnamed source."""
        if source.kind not in {"unnamed_person", "unnamed_group", "group"} or source.reason:
            return source
        noun = head_noun(source.text)
        reason = reason_near(noun, self._text, sentences=self._sentences, offset=offset)
        if reason is None:
            return source
        if source.kind == "group":
            return replace(source, kind="unnamed_group", reason=reason)
        return replace(source, reason=reason)

    def _named(self, head: Token) -> AttributionSource | None:
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
        return self._entity_source(entity, mention, entity.roles[0] if entity.roles else None)

    def _all_named(self, apposition: Token) -> AttributionSource:
        """Return "Tom and Isla Reeve" for "the parents, Tom and Isla Reeve, said"."""
        found = (self._entities.of_token(token) for token in apposition.subtree)
        people = list(dict.fromkeys(one for one in found if one is not None))
        sources = [self._entity_source(one, one.mentions[0], None) for one in people]
        return joint_source(sources, joined_with="and")

    def _entity_source(self, entity: Entity, mention: Span, role: Span | None) -> AttributionSource:
        """Return an entity as a source, with this mention and the first one of its full name."""
        spans = tuple(dict.fromkeys((mention, self._entities.full_mention(entity))))
        kind: SourceKind = "person" if entity.kind == "person" else "organisation"
        return AttributionSource(entity.text, kind, spans, entity=entity, role=role)

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

    def _member_of_group(self, head: Token) -> AttributionSource | None:
        """Resolve "one of them" and "the other" to the unnamed group they belong to."""
        if head.lower_ not in {"one", "another", "other"}:
            return None
        if is_share(head):
            share = phrase_of(head)
            return AttributionSource(share.text_in(self._text), "group", (share,))
        if (named := next((c for c in head.rights if c.dep_ == "appos"), None)) is not None:
            return self._named(named) or self._described(named, is_cited=False)
        is_described = any(child.pos_ in {"NOUN", "PROPN"} for child in head.subtree)
        group = self._antecedents.last_people(head.idx)
        if group is None and head.lower_ == "another" and not is_described:
            return AttributionSource(head.lower_, "unnamed_person", (phrase_of(head),))
        if is_described or group is None:
            return None
        which = "the other" if head.lower_ == "other" else head.lower_
        words = self._doc.char_span(*group.spans[0], alignment_mode="expand")
        is_common_noun = words is not None and words[0].pos_ != "PROPN"
        initial = group.text[:1].lower() if is_common_noun else group.text[:1]
        text = f"{which} of {initial}{group.text[1:]}"
        reason = self.with_reason(group, group.spans[0].start).reason
        return AttributionSource(
            text, "unnamed_person", (phrase_of(head), *group.spans), reason=reason
        )

    def _described(self, head: Token, *, is_cited: bool) -> AttributionSource | None:
        """Resolve a noun phrase without a name of its own: by its author, its role or its kind."""
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
        known = self._by_role_or_noun(head) if named is None else self._entity_source(*named)
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
        return None if maker is None else self._named(maker) or self._by_role(maker)

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

    def _pronoun(self, token: Token, content: Sequence[Span]) -> AttributionSource | None:
        """Resolve a pronoun; the source is unknown if it has no antecedent."""
        span = Span(token.idx, end_offset(token))
        pronoun = _SUBJECT_FORMS.get(token.lower_, token.lower_)
        if pronoun in _QUANTIFIERS:
            group = AttributionSource(pronoun, "group", (span,))
            self._antecedents.remember(token.idx, group)
            return group
        kinds = _PRONOUN_KINDS.get(pronoun)
        if kinds is None:
            return None
        antecedent = self._pronouns.resolve(pronoun, token.idx, kinds, content=content)
        antecedent = antecedent or self.only_person(pronoun, token.idx)
        if antecedent is not None and self._may_be_talked_about(token, pronoun, antecedent):
            antecedent = None
        if antecedent is None:
            return AttributionSource("unknown", "unknown", (span,), by_pronoun=True)
        self._antecedents.remember(token.idx, antecedent)
        self._known.learn(antecedent, pronoun)
        spans = tuple(dict.fromkeys((span, *antecedent.spans)))
        return replace(antecedent, spans=spans, by_pronoun=True)

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

    def only_person(self, pronoun: str, before: int) -> AttributionSource | None:
        """Return Doe of "For Jane Doe it was over. As she puts it, ...": nobody else can be "she".

        Nobody who acts can be, and of those named before, only Doe is known to be "she".
        """
        kinds = _PRONOUN_KINDS[pronoun]
        if "person" not in kinds or self._pronouns.has_candidate(pronoun, before, kinds):
            return None
        around = self._antecedents.sentences_before(before, _NEAR)
        named = self.people_named(around, pronoun)
        people = {entity.text: (entity, mention) for mention, entity in named}
        if len(people) != 1:
            return None
        entity, mention = next(iter(people.values()))
        is_known = self._known.of(entity.text) == pronoun
        return self._entity_source(entity, mention, None) if is_known else None


def _pronouns_by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Return "she" for Jane Doe: the pronouns of the people whose first names decide it."""
    people = (entity.text for entity in entities if entity.kind == "person")
    found = ((name, pronoun_of_name(name)) for name in people)
    return {name: pronoun for name, pronoun in found if pronoun is not None}
