"""Speakers: a noun phrase becomes a source, pronouns and short names resolved."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import AttributionSource, Entity, Span
from briefer.analysis.english.attribution.anonymity import reason_near
from briefer.analysis.english.attribution.noun_phrases import (
    head_noun,
    is_only_described,
    is_share,
    is_title_with_of,
    kind_by_trade,
    maker_of,
    phrase_of,
)
from briefer.analysis.english.attribution.pronouns import PronounResolver, acts
from briefer.analysis.english.attribution.role_index import RoleIndex
from briefer.analysis.english.attribution.source_kinds import kind_of
from briefer.analysis.english.lexicon import PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset
from briefer.analysis.span_index import SpanIndex
from briefer.vocabulary import SourceKind

# What each pronoun can stand for.
_MEANT: dict[str, frozenset[str]] = {
    **dict.fromkeys(("he", "she"), frozenset({"person", "unnamed_person"})),
    **dict.fromkeys(("they", "both"), frozenset({"group", "unnamed_group", "organisation"})),
    "it": frozenset({"organisation", "document"}),
}
_SOME = frozenset("many some others most several few all".split())
_RELATIVE = frozenset({"who", "which", "that"})
_SEVERAL = 2
_DESCRIBED_ACTING = SUBJECTS | {"attr"}
_POSSESSOR = re.compile(r"^.*[’']s\s")  # "Mr. Doe's" of his daughter
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})


class SourceResolver:
    """The speakers of one parsed article, and who a pronoun stands for.

    Built as the attributions are read in order: each named speaker becomes the one that a later
    pronoun most likely means.
    """

    def __init__(
        self, doc: Doc, text: str, names: Sequence[Entity], *, quotations: Sequence[Span]
    ) -> None:
        self._doc = doc
        self._text = text
        self._sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
        by_mention = sorted(
            ((mention, name) for name in names for mention in name.mentions),
            key=lambda entry: entry[0],
        )
        self._mentions = SpanIndex(((mention, (mention, name)) for mention, name in by_mention))
        self._quoted = SpanIndex((span, True) for span in quotations)
        self._full: dict[str, Span] = {}
        self._holders = RoleIndex(names, text)
        self._by_token: dict[int, Entity] = {}
        self._namesakes: dict[str, list[Entity]] = defaultdict(list)
        for name in names:
            if name.kind == "person" and " " in name.text:
                self._namesakes[name.text.split()[-1]].append(name)
        for mention, name in by_mention:
            if mention.text_in(text) == name.text:
                self._full.setdefault(name.text, mention)
            tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in tokens or ():
                self._by_token[token.i] = name
        self._antecedents = PronounResolver(
            [token for token in doc if acts(token)],
            self._acting,
            sentences=self._sentences,
            told=quotations,
        )
        for name in names:
            if name.kind == "person":
                self._antecedents.set_gender(name.text, self._described_as(name))

    def _described_as(self, name: Entity) -> str:
        """Return the roles of a person, and the words right before each mention: "Mr"."""
        roles = [_POSSESSOR.sub("", role.text_in(self._text)) for role in name.roles]
        shared = len(self._namesakes.get(name.text.split()[-1], ())) >= _SEVERAL
        own = [m for m in name.mentions if not shared or m.text_in(self._text) == name.text]
        before = [self._text[max(m.start - 7, 0) : m.start].split()[-1:] for m in own]
        return " ".join((*roles, *chain.from_iterable(before)))

    def _acting(self, head: Token) -> AttributionSource | None:
        """Return whom a subject names or describes, as far as a pronoun can mean it."""
        named = head.text[:1].isupper() or any(child.dep_ == "appos" for child in head.rights)
        speaker = self._named(head) if named else None
        if speaker is None and head.dep_ in _DESCRIBED_ACTING and not self._quoted.at(head.idx):
            speaker = self._described(head, cited=False)
        return speaker

    def tells(self, content: Sequence[Span], cue: Span) -> None:
        """Note what somebody says after a cue."""
        self._antecedents.add_content(content, cue)

    def unknown(self) -> AttributionSource:
        """Return the speaker of a claim that nobody is named for."""
        return AttributionSource("unknown", "unknown")

    def of(
        self, head: Token, *, cited: bool = False, content: Sequence[Span] = ()
    ) -> AttributionSource | None:
        """Return the speaker that the noun phrase of ``head`` stands for.

        Args:
            head: the head of the noun phrase.
            cited: whether "according to" makes it a source, whatever it is.
            content: what it says.
        """
        if head.lower_ in _RELATIVE and head.dep_ in {"nsubj", "nsubjpass"}:
            verb = head.head
            while verb.dep_ in {"ccomp", "xcomp", "conj"}:
                verb = verb.head
            if verb.dep_ not in {"relcl", "acl"} or verb.head.pos_ == "VERB":
                return None
            head = verb.head
        speaker = self._one_of(head)
        if speaker is None and head.pos_ == "PRON":
            return self._pronoun(head, content)
        speaker = speaker or self._named(head) or self._described(head, cited=cited)
        if speaker is not None:
            self._antecedents.remember(head.idx, speaker)
        return speaker

    def with_reason(self, speaker: AttributionSource, offset: int) -> AttributionSource:
        """Add the reason for anonymity that the article gives for an unnamed speaker."""
        if speaker.kind not in {"unnamed_person", "unnamed_group", "group"} or speaker.reason:
            return speaker
        noun = head_noun(speaker.text)
        reason = reason_near(noun, self._text, sentences=self._sentences, offset=offset)
        if reason is None:
            return speaker
        if speaker.kind == "group":
            return replace(speaker, kind="unnamed_group", reason=reason)
        return replace(speaker, reason=reason)

    def _named(self, head: Token) -> AttributionSource | None:
        name = None if is_only_described(head) else self._by_token.get(head.i)
        mention = self._mention_at(head)
        namesakes = self._namesakes.get(head.text, ())
        if name is None and len(namesakes) == 1 and head.lower_ not in PERSON_NOUNS:
            # a surname that was taken for a noun
            name, mention = namesakes[0], Span(head.idx, end_offset(head))
        if name is None and head.pos_ in {"NOUN", "PROPN"}:
            # "the minister, Jane Doe," and "Jane Doe's spokesman" differ: only an apposition names
            for child in head.children:
                if child.dep_ == "appos" and child.i in self._by_token:
                    name, mention = self._by_token[child.i], self._mention_at(child)
                    break
        if name is None or mention is None:
            return None
        if name.kind == "group" or (name.kind == "place" and head.i > head.left_edge.i + 1):
            return None
        if name.kind == "person":
            name = self._of_that_title(name, mention)
        full = self._full[name.text]
        role = name.roles[0] if name.roles else None
        spans = tuple(dict.fromkeys((mention, full)))
        kind: SourceKind = "person" if name.kind == "person" else "organisation"
        return AttributionSource(name.text, kind, spans, entity=name, role=role)

    def _of_that_title(self, name: Entity, mention: Span) -> Entity:
        """Return whom "Ms. Doe" means of those called Doe: the woman, where one is known to be."""
        title = self._text[: mention.start].split()[-1:]
        namesakes = self._namesakes.get(mention.text_in(self._text), ())
        if not title or len(namesakes) < _SEVERAL:
            return name
        fitting = [n for n in namesakes if self._antecedents.takes_title(n.text, title[0])]
        return fitting[0] if len(fitting) == 1 else name

    def _mention_at(self, token: Token) -> Span | None:
        found = self._mentions.at(token.idx)
        return found[0] if found else None

    def _one_of(self, head: Token) -> AttributionSource | None:
        """Resolve "one of them" and "the other" to the unnamed group they belong to."""
        if head.lower_ not in {"one", "another", "other"}:
            return None
        if is_share(head):
            share = phrase_of(head)
            return AttributionSource(share.text_in(self._text), "group", (share,))
        if (beside := next((c for c in head.rights if c.dep_ == "appos"), None)) is not None:
            return self._named(beside) or self._described(beside, cited=False)
        described = any(child.pos_ in {"NOUN", "PROPN"} for child in head.subtree)
        group = self._antecedents.last_people(head.idx)
        if described or group is None:
            return None
        which = "the other" if head.lower_ == "other" else head.lower_
        begins = self._doc.char_span(*group.spans[0], alignment_mode="expand")
        small = begins is not None and begins[0].pos_ != "PROPN"
        text = f"{which} of {group.text[:1].lower() if small else group.text[:1]}{group.text[1:]}"
        reason = self.with_reason(group, group.spans[0].start).reason
        return AttributionSource(
            text, "unnamed_person", (phrase_of(head), *group.spans), reason=reason
        )

    def _described(self, head: Token, *, cited: bool) -> AttributionSource | None:
        if head.pos_ not in _NOMINAL or head.ent_type_ in {"DATE", "TIME"}:
            return None
        maker = self._maker(head)
        if maker is not None:
            return maker
        known = self._known_as(head)
        if known is not None:
            return known
        span = phrase_of(head)
        known = self._named_at_the_end(head, span) or self._named_before(span)
        if known is not None:
            return known
        text = " ".join(span.text_in(self._text).split())
        kind = kind_of(head) or kind_by_trade(head) or ("document" if cited else None)
        if kind is None:
            return None
        return AttributionSource(text, kind, (span,))

    def _maker(self, head: Token) -> AttributionSource | None:
        """Resolve "an announcement made by X" and "a statement from X" to X."""
        made_by = maker_of(head)
        return None if made_by is None else self._named(made_by) or self._by_role(made_by)

    def _known_as(self, head: Token) -> AttributionSource | None:
        """Resolve "the MP" to the latest one whom the article calls so, by name or without."""
        holder, met = self._by_role(head), self._met_before(head)
        if holder is None or met is None:
            return holder or met
        return met if met.spans[-1].start > holder.spans[-1].start else holder

    def _by_role(self, head: Token) -> AttributionSource | None:
        """Resolve "the mayor" to the person whom the article calls mayor."""
        definite = any(child.lower_ in {"the", "this"} for child in head.children)
        if not definite or head.lemma_.lower() not in PERSON_NOUNS or head.tag_ == "NNS":
            return None
        modifiers = {
            child.lower_ for child in head.children if child.dep_ in {"amod", "compound", "nmod"}
        }
        holder = self._holders.of(head.lemma_.lower(), modifiers, near=head.idx)
        if holder is None:
            return None
        spans = (phrase_of(head), holder.mention)
        return AttributionSource(
            holder.name.text, "person", spans, entity=holder.name, role=holder.role
        )

    def _named_at_the_end(self, head: Token, phrase: Span) -> AttributionSource | None:
        """Resolve "the mayor of Port Ellery, Jane Doe" to Jane Doe.

        So, too, "a nurse called by the defence, Jane Doe", and, where a title goes on to a name,
        "Leader of the Opposition Jane Doe".
        """
        whole = Span(phrase.start, end_offset(head.right_edge))
        clauses = any(token.lower_ in _RELATIVE for token in head.subtree)
        for part in (phrase,) if clauses else (phrase, whole):
            end = part.start + len(part.text_in(self._text).rstrip(", "))
            for mention, (_, name) in self._mentions.overlapping(part):
                if mention.end != end or mention.start <= head.idx or name.kind != "person":
                    continue
                role = self._role_before(mention, head, part)
                set_apart = self._text[role.end : mention.start] == ", "
                if set_apart or is_title_with_of(head, role.text_in(self._text)):
                    spans = tuple(dict.fromkeys((mention, self._full[name.text])))
                    return AttributionSource(name.text, "person", spans, entity=name, role=role)
        return None

    def _role_before(self, mention: Span, head: Token, part: Span) -> Span:
        """Return what stands before a name in a noun phrase, less its article."""
        first = head.left_edge
        begin = first.nbor().idx if first.pos_ == "DET" and first.i < head.i else part.start
        words = self._text[begin : mention.start].rstrip(", ")
        return Span(begin, begin + len(words))

    def _named_before(self, phrase: Span) -> AttributionSource | None:
        """Resolve the inserted "the mayor of Port Ellery" of "Jane Doe, the mayor ..., said"."""
        set_apart = self._text[phrase.start - 2 : phrase.start] == ", "
        if not set_apart or self._text[phrase.end : phrase.end + 1] != ",":
            return None
        found = self._mentions.at(phrase.start - 3)
        if found is None or found[0].end != phrase.start - 2 or found[1].kind != "person":
            return None
        mention, name = found
        spans = tuple(dict.fromkeys((mention, self._full[name.text])))
        return AttributionSource(name.text, "person", spans, entity=name, role=phrase)

    def _met_before(self, head: Token) -> AttributionSource | None:
        """Resolve "the official" to the official without a name who spoke last."""
        if not any(child.lower_ in {"the", "this", "that"} for child in head.lefts):
            return None
        last = self._antecedents.last(head.idx, {"unnamed_person"})
        if (
            last is None
            or list(head.lefts)[1:]
            or head.lemma_.lower() != head_noun(last.text).lower()
        ):
            return None
        return replace(last, spans=tuple(dict.fromkeys((phrase_of(head), *last.spans))))

    def _pronoun(self, token: Token, content: Sequence[Span]) -> AttributionSource | None:
        here = Span(token.idx, end_offset(token))
        pronoun = token.lower_
        if pronoun in _SOME:
            some = AttributionSource(pronoun, "group", (here,))
            self._antecedents.remember(token.idx, some)
            return some
        kinds = _MEANT.get(pronoun)
        if kinds is None:
            return None
        found = self._antecedents.resolve(pronoun, token.idx, kinds, apart_from=content)
        if found is None:
            return AttributionSource("unknown", "unknown", (here,), by_pronoun=True)
        self._antecedents.remember(token.idx, found)
        spans = tuple(dict.fromkeys((here, *found.spans)))
        return replace(found, spans=spans, by_pronoun=True)
