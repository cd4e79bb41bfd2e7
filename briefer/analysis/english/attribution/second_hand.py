"""Find the chain of second-hand words: on whose word a claim rests besides its source's.

"Falk said Sand had promised to pay" is Falk's claim and relies on Sand; what Sand promised is a
claim of his, reported by Falk.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, AttributionSource, Span
from briefer.analysis.english.attribution.cues import subject_of
from briefer.analysis.english.attribution.passive import (
    agent_of,
    is_passive,
)
from briefer.analysis.english.attribution.quoted_speakers import quoted_as_saying
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.attribution.sources import SourceResolver
from briefer.analysis.english.attribution.unsaid import reason_not_said
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import (
    CITING,
    INTRODUCING,
    LEARNING,
    PLAIN_SPEECH,
    SPEECH,
    TELLING,
    THOUGHT,
)
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, GROUP_NOUNS
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import subtree_span
from briefer.analysis.span_index import SpanIndex

_HALF = 0.5  # of a slice of the content that must be second-hand, to say that the claim is
_OPENING = re.compile(r"[\s,:]{0,3}[‘“'\"](?=\w)")  # of a quotation right after a verb
_SHARE = re.compile(r"\bper ?cent\b|%", re.IGNORECASE)
_NAMING_POS = frozenset({"NOUN", "PROPN", "NUM"})
_QUESTION_TAGS = frozenset({"WP", "WRB"})
_UNSPOKEN = THOUGHT - {"agree", "accept"}


class ChainFinder:
    """Adds to attributions who reports them and on whose word they rely.

    Use it when all attributions have been found: it resolves sources in any order.
    """

    def __init__(
        self, doc: Doc, found: Sequence[Attribution], sources: SourceResolver, text: QuotedText
    ) -> None:
        self._doc = doc
        self._by_content = SpanIndex(
            (part, (order, outer)) for order, outer in enumerate(found) for part in outer.content
        )
        self._repeating = SpanIndex(
            (inner.cue, (order, inner))
            for order, inner in enumerate(found)
            if inner.rule == Rule.ACCORDING_TO or self._verb_of(inner, PLAIN_SPEECH)
        )
        self._sources = sources
        self._quoted_text = text

    def with_chain(self, attribution: Attribution) -> Attribution:
        """Return the attribution with its ``relies_on`` and ``reported_by``."""
        relies_on = (one for one in self._origins(attribution) if _are_apart(one, attribution))
        return replace(
            attribution, relies_on=next(relies_on, None), reported_by=self._reporter(attribution)
        )

    def is_only_told(self, attribution: Attribution) -> bool:
        """Return True for a part of a claim that is nobody else's statement.

        In "Falk says that figures show ..." and "Falk says that Sand thinks ..." Falk alone
        speaks, and his claim has those words. What Sand said is a statement of Sand's.
        """
        is_datum = attribution.source.kind == "document" or _is_share(attribution.source)
        if not (is_datum or self._verb_of(attribution, _UNSPOKEN)):
            return False
        around = _in_order(self._by_content.overlapping(attribution.cue))
        return any(_is_nested(attribution, outer) for outer in around)

    def _reporter(self, inner: Attribution) -> AttributionSource | None:
        """Return the source in whose claim this one is nested."""
        around = [
            outer
            for outer in _in_order(self._by_content.overlapping(inner.cue))
            if _is_nested(inner, outer) and _are_apart(outer.source, inner)
        ]
        closest = min(around, key=lambda outer: sum(map(_length, outer.content)), default=None)
        return self._quoting(inner) if closest is None else closest.source

    def _quoting(self, quoted: Attribution) -> AttributionSource | None:
        """Return "Radio Ellery" of "Radio Ellery quoted Sand as saying", also in the passive."""
        verb = self._verb_of(quoted, INTRODUCING | CITING)
        is_complement = verb is not None and verb.dep_ == "pcomp" and verb.head.lower_ == "as"
        quoting = verb.head.head if verb is not None and is_complement else verb
        if quoting is None or quoting.lemma_ not in CITING:
            return None
        is_quoted = is_complement or is_passive(quoting) or quoted_as_saying(quoting) is not None
        if not is_quoted:
            return None  # "Sand reported that"
        subject = agent_of(quoting) if is_passive(quoting) else subject_of(quoting)
        source = None if subject is None else self._sources.resolve(subject)
        return source if source is not None and _are_apart(source, quoted) else None

    def _origins(self, outer: Attribution) -> Iterator[AttributionSource]:
        """Yield the sources that a claim repeats or cites, the surest first."""
        within = chain.from_iterable(map(self._repeating.overlapping, outer.content))
        for inner in _in_order(within):
            is_told = _is_nested(inner, outer) and not self._is_only_topic(inner)
            if is_told and _is_main_part(_extent(inner), outer):
                yield inner.source
        yield from self._cited(outer)
        for part in outer.content:
            for token in self._doc.char_span(*part, alignment_mode="expand") or ():
                source = self._learnt_from(token) or self._speaker_in_quotation(token)
                if source and _is_main_part(self._clause(token, part), outer):
                    yield source

    def _is_only_topic(self, inner: Attribution) -> bool:
        """Return True for "had told a clerk what had happened", which does not say what."""
        words = self._doc.char_span(*inner.content[0], alignment_mode="expand")
        return words is not None and words[0].tag_ in _QUESTION_TAGS

    def _cited(self, outer: Attribution) -> Iterator[AttributionSource]:
        """Yield "Sand" of "Falk, citing Sand, said"."""
        verb = self._verb_of(outer, SPEECH)
        subject = None if verb is None else subject_of(verb)
        around = [*(verb.children if verb else ()), *(subject.children if subject else ())]
        for participle in around:
            if participle.lemma_ not in CITING or participle.tag_ != "VBG":
                continue
            cited = next((child for child in participle.rights if child.dep_ == "dobj"), None)
            source = None if cited is None else self._sources.resolve(cited)
            if cited is not None and source is not None and _can_be_cited(cited, source):
                yield source

    def _learnt_from(self, verb: Token) -> AttributionSource | None:
        """Return "Sand" of "she had heard from Sand" and of "she had been told by Sand that"."""
        if verb.lemma_ in TELLING and is_passive(verb):
            agent = agent_of(verb)
            is_means = agent is not None and agent.lemma_ in DOCUMENT_NOUNS  # "told by e-mail"
            return None if agent is None or is_means else self._sources.resolve(agent)
        if verb.lemma_ not in LEARNING:
            return None
        heads = (
            head
            for child in verb.rights
            if child.dep_ == "prep" and child.lower_ == "from"
            for head in child.children
            if head.dep_ == "pobj" and head.pos_ in _NAMING_POS
        )
        head = next(heads, None)
        return None if head is None else self._sources.resolve(head)

    def _speaker_in_quotation(self, verb: Token) -> AttributionSource | None:
        """Return "Holm" of “And Holm said, ‘Keep the road open’”."""
        if verb.pos_ != "VERB" or verb.lemma_ not in PLAIN_SPEECH or not self._has_content(verb):
            return None
        is_quoted = self._quoted_text.quotation_at(verb.idx) is not None
        if not is_quoted or reason_not_said(verb, self._quoted_text) is not None:
            return None
        subject = subject_of(verb)
        if subject is None or subject.pos_ not in _NAMING_POS:
            return None
        return self._sources.resolve(subject)

    def _has_content(self, verb: Token) -> bool:
        """Return True for "said it was open" and "said, ‘Open it’", not for "confirmed it"."""
        has_clause = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.rights)
        return has_clause or self._is_before_quotation(subtree_span(verb).end)

    def _clause(self, verb: Token, part: Span) -> Span:
        """Return the clause of a verb; that of a quotation in a quotation ends with its sentence.

        The parser may take the inner quotation for a sentence of its own.
        """
        start, end = subtree_span(verb)
        return Span(start, part.end if self._is_before_quotation(end) else end)

    def _is_before_quotation(self, offset: int) -> bool:
        return _OPENING.match(self._quoted_text.text, offset) is not None

    def _verb_of(self, attribution: Attribution, lemmas: frozenset[str]) -> Token | None:
        """Return the verb of an attribution's cue if it is one of ``lemmas``."""
        words = self._doc.char_span(*attribution.cue, alignment_mode="expand") or ()
        return next((word for word in words if word.lemma_.lower() in lemmas), None)


def _is_share(source: AttributionSource) -> bool:
    """Return True for a share of those asked in a poll: "54 percent of the drivers"."""
    return source.kind == "group" and _SHARE.search(source.text) is not None


def _can_be_cited(noun: Token, source: AttributionSource) -> bool:
    """Return False for "citing costs": a plural noun that is no word for people."""
    lemma = noun.lemma_.lower()
    is_people = lemma in GROUP_NOUNS or is_person_noun(lemma)
    return source.kind != "group" or source.entity is not None or is_people


def _is_nested(inner: Attribution, outer: Attribution) -> bool:
    """Return True if all of an attribution is a part of what another one reports."""
    return outer is not inner and any(
        part.contains(inner.cue) and all(map(part.contains, inner.content))
        for part in outer.content
    )


def _in_order(entries: Iterable[tuple[Span, tuple[int, Attribution]]]) -> list[Attribution]:
    """Return attributions from an index, each once, in the order in which they were found."""
    found = dict(value for _, value in entries)
    return [found[order] for order in sorted(found)]


def _are_apart(other: AttributionSource, attribution: Attribution) -> bool:
    return other.kind != "unknown" and other.text != attribution.source.text


def _extent(attribution: Attribution) -> Span:
    """Return the span from the source or the cue to the end of the content."""
    starts = [attribution.cue.start, attribution.content[0].start]
    return Span(min(starts), max(attribution.cue.end, attribution.content[-1].end))


def _is_main_part(span: Span, outer: Attribution) -> bool:
    """Return True if a span fills half of a slice of the content."""
    return any(
        part.overlaps(span)
        and min(span.end, part.end) - max(span.start, part.start) >= _HALF * _length(part)
        for part in outer.content
    )


def _length(span: Span) -> int:
    return span.end - span.start
