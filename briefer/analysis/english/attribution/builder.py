"""Build attributions from a source, a cue and content, and merge those that share a cue.

“A,” she said. “B.” gives two attributions with one cue; they become one with two slices.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from briefer.analysis.annotations import Attribution, AttributionSource, Span
from briefer.analysis.attribution_trace import (
    AttributionTrace,
    RejectedCandidate,
    RejectionReason,
)
from briefer.analysis.english.attribution.content import Content
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.attribution.sentence_limits import within_the_sentence
from briefer.analysis.english.attribution.sources import SourceResolver
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article

Cue = tuple[Span, AttributionSource]
"""The cue words of an attribution, with its source."""

_MIN_WORDS = 3  # of content that is not a quotation; less than that is not a statement
_MAX_CUES = 100  # looked at before a quotation; its speaker is a few sentences away


class AttributionBuilder:
    """Builds the attributions of one article, and records which quotations and cues are used.

    Attributes:
        article: the article.
        quoted_text: its text with its quotations.
        sources: resolves its sources.
        trace: where rejected candidates are recorded; None to record nothing.
        attributed: the spans of the quotations that have a source, with their cue and source.
    """

    def __init__(
        self,
        article: Article,
        quoted_text: QuotedText,
        sources: SourceResolver,
        *,
        trace: AttributionTrace | None = None,
    ) -> None:
        self.article = article
        self.quoted_text = quoted_text
        self.sources = sources
        self.trace = trace
        self.attributed: dict[Span, Cue] = {}
        self._used: set[Span] = set()
        self._cues: list[Cue] = []

    def reject(self, rule: str, span: Span, reason: RejectionReason) -> None:
        """Record that a rule rejected a candidate."""
        if self.trace is not None:
            self.trace.append(RejectedCandidate(rule, span, reason))

    def set_aside(self, quotation: Span, rule: str, reason: RejectionReason) -> None:
        """Record that a quotation is no statement, so that no other rule attributes it."""
        self._used.add(quotation)
        self.reject(rule, quotation, reason)

    @property
    def used(self) -> AbstractSet[Span]:
        """The spans of the quotations that have a source or are no statement."""
        return self._used

    def limited(self, spans: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
        """Return what of a content is in the sentence of its cue; all of it if it is quoted."""
        if self.quoted_text.is_quoted(spans):
            return spans
        return within_the_sentence(spans, cue, article=self.article, quoted_text=self.quoted_text)

    def build(
        self, source: AttributionSource, cue: Span, content: Content, *, rule: Rule
    ) -> Attribution | None:
        """Return the attribution, or None if too little of the content is left to be one."""
        spans = content.spans
        if not spans:
            self.reject(rule, cue, "no_content")
            return None
        if rule is not Rule.SPEAKER_AFTER_QUOTATION:  # in another sentence than the signature
            spans = self.limited(spans, cue)
        quoted = self.quoted_text.is_quoted(spans)
        if not spans:
            self.reject(rule, cue, "crosses_sentences")
            return None
        if source.kind == "unknown" and not (quoted or content.stands_alone):
            self.reject(rule, cue, "no_source")  # "refused to leave" is nobody's statement
            return None
        is_short = sum(map(self.quoted_text.words, spans)) < _MIN_WORDS
        if is_short and not (quoted or content.says_enough):
            self.reject(rule, cue, "too_short")
            return None
        for quotation in (q for s in spans for q in self.quoted_text.quotations_in(s)):
            self.attributed[quotation.span] = (cue, source)
            self._used.add(quotation.span)
        self.sources.add_content(spans, cue)
        insort(self._cues, (cue, source), key=lambda entry: entry[0])
        if not content.stands_alone and cue.start < spans[0].start:
            spans = (Span(cue.start, spans[0].end), *spans[1:])
        return Attribution(
            source=source,
            cue=cue,
            content=tuple(map(self.quoted_text.without_open_mark, spans)),
            quote_kind=self.quoted_text.quote_kind(spans),
            sentence=self.article.sentence_at(spans[0].start),
            rule=rule,
        )

    def last_cue(self, before: int, *, but: str | None = None) -> Cue | None:
        """Return the latest cue before an offset with its source, for a quotation without a cue.

        Args:
            before: the offset.
            but: the name of a source whose cues are skipped: an asker does not give the answer.

        Documents are skipped, because they do not continue to talk; None if the source is unknown.
        """
        end = bisect_left(self._cues, before, key=lambda entry: entry[0].start)
        for index in range(end - 1, max(-1, end - 1 - _MAX_CUES), -1):
            cue, source = self._cues[index]
            if source.kind == "unknown":
                return None
            if source.kind != "document" and source.text != but:
                return cue, source
        return None


def merge_attributions(found: Iterable[Attribution], text: str) -> list[Attribution]:
    """Merge the attributions of one cue in one paragraph, in the order of their content.

    What a source is quoted as saying stays apart from the report before it ("Reed said that the
    gate was open. “Wide open.”").
    """
    merged: list[Attribution] = []
    latest: dict[Span, int] = {}
    for attribution in sorted(found, key=lambda a: a.content[0].start):
        index = latest.get(attribution.cue)
        continues = attribution.rule != Rule.ACTION_BEFORE_QUOTATION
        if index is not None and continues and _is_one_paragraph(merged[index], attribution, text):
            parts = merged[index].content
            new = (part for part in attribution.content if not any(map(part.overlaps, parts)))
            merged[index] = replace(merged[index], content=(*parts, *new))
        else:
            latest[attribution.cue] = len(merged)
            merged.append(attribution)
    return merged


def _is_one_paragraph(first: Attribution, second: Attribution, text: str) -> bool:
    return "\n" not in text[first.content[0].start : second.content[-1].end]


def is_part_of_another(inner: Attribution, by_content: SpanIndex[Attribution]) -> bool:
    """Return True if an attribution only repeats a part of a longer one of the same source.

    An account of what another source said is not a repetition: it is nested, and its source is
    another one.
    """
    return any(
        outer is not inner
        and part.contains(inner.cue)
        and not any(own.contains(outer.cue) for own in inner.content)
        and (outer.source.text == inner.source.text or inner.by_pronoun)
        for part, outer in by_content.overlapping(inner.cue)
    )
