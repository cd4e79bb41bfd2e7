"""Keep who spoke or acted where: those for whom a later pronoun may stand.

In "Reyes opened the gate. Doe said so. He left." they are Doe, then Reyes: the latest comes first.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from heapq import merge
from itertools import groupby, takewhile
from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.annotations import AttributionSource, Span
from briefer.analysis.english.attribution.acting_nouns import are_people, is_document_object
from briefer.analysis.span_index import SpanIndex

_MAX_SENTENCES = 12  # between a pronoun and its antecedent


class Candidate(NamedTuple):
    """A source that a pronoun may stand for, where it is mentioned.

    Attributes:
        offset: that of the mention.
        source: who or what is mentioned.
        subject: the head of the noun phrase there, if the source acts.
    """

    offset: int
    source: AttributionSource
    subject: Token | None

    @property
    def is_plural(self) -> bool:
        """Whether the words are plural: "police" and "the authorities" are "they"."""
        subject = self.subject
        return subject is not None and (subject.tag_ == "NNS" or subject.lower_ == "police")

    @property
    def is_document_object(self) -> bool:
        """Whether somebody writes or sends it: a letter, which may be what "it said" means."""
        return self.subject is not None and is_document_object(self.subject)


class Antecedents:
    """Candidate antecedents in the order of the text: sources, and subjects of clauses.

    Args:
        subjects: heads of the noun phrases that act, in order (see :func:`acts`).
        resolve_subject: returns the source that such a noun phrase names or describes.
        sentences: the text's sentences, in order.
        reported: spans in which somebody talks about others: at first, the quotations.
    """

    def __init__(
        self,
        subjects: Sequence[Token],
        resolve_subject: Callable[[Token], AttributionSource | None],
        *,
        sentences: Sequence[Span],
        reported: Iterable[Span],
    ) -> None:
        self._subjects = subjects
        self._subject_at = {token.idx: token for token in subjects}
        self._resolve_subject = resolve_subject
        self._sentences = sentences
        self._reported = SpanIndex((span, span) for span in reported)
        self._sources: list[Candidate] = []

    def remember(self, offset: int, source: AttributionSource) -> None:
        """Record that a source is mentioned at an offset."""
        candidate = Candidate(offset, source, self._subject_at.get(offset))
        insort(self._sources, candidate, key=_offset)

    def add_content(self, content: Sequence[Span], cue: Span) -> None:
        """Record reported content. People named inside it are less likely to be a later "he"."""
        for part in content:
            if part.start >= cue.start:
                self._reported.add(part, part)

    def latest(self, before: int) -> Iterator[Candidate]:
        """Yield who spoke or acted in the few sentences before an offset, the latest first.

        Within one sentence, those who speak or act come before those who are only talked about.
        """
        return self._with_sources(before, self._acting(before))

    def last(self, before: int, kinds: AbstractSet[str]) -> AttributionSource | None:
        """Return the latest source of one of ``kinds`` before an offset."""
        sources = (candidate.source for candidate in self._sources_before(before))
        return next((source for source in sources if source.kind in kinds), None)

    def last_people(self, before: int) -> AttributionSource | None:
        """Return the latest group of people before an offset, to which "one" can belong."""
        candidates = self._with_sources(before, self._acting_people(before))
        sources = (candidate.source for candidate in candidates)
        return next((one for one in sources if one.kind in {"unnamed_group", "group"}), None)

    def speaks(self, offset: int) -> bool:
        """Return True if a source is mentioned at an offset, and not just somebody who acts."""
        index = bisect_left(self._sources, offset, key=_offset)
        return index < len(self._sources) and self._sources[index].offset == offset

    def is_reported(self, offset: int) -> bool:
        """Return True if somebody is only talked about at an offset."""
        return self._reported.at(offset) is not None

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence of an offset."""
        return self._sentences[self._sentence_of(offset) - 1]

    def sentences_between(self, offset: int, later: int) -> int:
        """Return how many sentences later another offset is: 0 in the same one."""
        return self._sentence_of(later) - self._sentence_of(offset)

    def sentences_before(self, offset: int, number: int) -> Span:
        """Return so many sentences before that of an offset, and its own up to the offset."""
        first = max(self._sentence_of(offset) - 1 - number, 0)
        return Span(self._sentences[first].start, offset)

    def _with_sources(self, before: int, acting: Iterable[Candidate]) -> Iterator[Candidate]:
        earliest = self._earliest(before)
        sources = takewhile(lambda one: one.offset >= earliest, self._sources_before(before))
        candidates = merge(sources, acting, key=_offset, reverse=True)
        for _, group in groupby(candidates, key=lambda one: self._sentence_of(one.offset)):
            yield from sorted(group, key=self._distance)

    def _distance(self, candidate: Candidate) -> tuple[bool, bool, bool]:
        """Order the candidates of a sentence: a letter comes after the body that wrote it.

        Doe of "Reed, whose brother Doe owns the mill, said" comes after Reed.
        """
        subject = candidate.subject
        is_aside = subject is not None and subject.head.dep_ == "relcl"
        return self.is_reported(candidate.offset), is_aside, candidate.is_document_object

    def _earliest(self, before: int) -> int:
        return self.sentences_before(before, _MAX_SENTENCES).start

    def _sources_before(self, before: int) -> Iterator[Candidate]:
        for index in range(bisect_left(self._sources, before, key=_offset) - 1, -1, -1):
            yield self._sources[index]

    def _acting(self, before: int) -> Iterator[Candidate]:
        """Yield the candidates that act without being a source, the latest first.

        "They" can stand for many kinds of groups: of these, only people of this sentence or the
        one before are candidates.
        """
        for token in self._subjects_before(before):
            source = self._resolve_subject(token)
            is_near = self.sentences_between(token.idx, before) <= 1 and are_people(token)
            if source is not None and (source.kind != "group" or is_near):
                yield Candidate(token.idx, source, token)

    def _acting_people(self, before: int) -> Iterator[Candidate]:
        for token in self._subjects_before(before):
            if are_people(token) and (source := self._resolve_subject(token)) is not None:
                yield Candidate(token.idx, source, token)

    def _subjects_before(self, before: int) -> Iterator[Token]:
        end = bisect_left(self._subjects, before, key=lambda token: token.idx)
        first = bisect_left(self._subjects, self._earliest(before), key=lambda token: token.idx)
        yield from reversed(self._subjects[first:end])

    def _sentence_of(self, offset: int) -> int:
        return bisect_left(self._sentences, offset + 1, key=lambda sentence: sentence.start)


def _offset(candidate: Candidate) -> int:
    return candidate.offset
