"""Find who says what in a language without a parser, from verbs of speech and "according to".

A quotation takes the cue next to it, or the one in its sentence. Reported speech is the clause
next to a cue: "…, a annoncé la préfète", "Der Sprecher sagte, dass …", "Selon Hydrovale, …".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefer.analysis.annotations import Attribution, AttributionSource, Entity, Quotation, Span
from briefer.analysis.attribution_trace import (
    AttributionTrace,
    RejectedCandidate,
    RejectionReason,
)
from briefer.analysis.datelines import without_dateline
from briefer.analysis.multilingual.cues import Cue, CueFinder
from briefer.analysis.multilingual.noun_phrases import PhraseReader
from briefer.analysis.multilingual.people import UNKNOWN, People
from briefer.analysis.multilingual.reporting_words import ReportingWords
from briefer.analysis.multilingual.rules import PatternRule
from briefer.analysis.multilingual.sentences import sentences_of
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
from briefer.schema.vocabulary import QuoteKind
from briefer.text.normalization import end_of_words

_MIN_QUOTED_WORDS = 3  # fewer are scare quotes
_SOURCE_REACH = 1000  # characters from a verb without a subject back to its source
_MIN_REPORTED = 12  # characters; fewer are no statement
_MIN_REPORTED_WITHOUT_VOWELS = 8  # in Arabic, which does not write short vowels
_SPACES_AND_DASHES = " \xa0–—-"
_BETWEEN = re.compile(r"[\s,.;!?…–—-]*")
_LINK = re.compile(r"\s*[,،:]?\s*")
_NEXT_CLAUSE = re.compile(r"\s*,[^,.;:]*")
_QUOTED_AFTER_COLON = re.compile(r":\s*[«„“”‘\"»][^«„“”\"»:]*[»“”’\"«]\s*[,–—]$")
_REST = re.compile(r"[\s.)»“”\"]*$")


class AttributionFinder:
    """Finds the attributions of one article.

    Args:
        article: the article.
        words: the words of its language.
        quotations: its quotations.
        entities: its names.
        trace: a list to which the quotations without a source are appended.
    """

    def __init__(
        self,
        article: Article,
        words: ReportingWords,
        *,
        quotations: tuple[Quotation, ...],
        entities: tuple[Entity, ...],
        trace: AttributionTrace | None = None,
    ) -> None:
        self._article, self._text, self._words = article, article.text, words
        self._quotations, self._trace = quotations, trace
        self._quoted = SpanIndex((one.span, one) for one in quotations)
        self._reader = PhraseReader(article.text, words, article.language)
        self._people = people = People(article.text, words, self._reader, entities)
        self._finder = CueFinder(
            article.text, words, reader=self._reader, people=people, quotations=quotations
        )
        self._sentences = sentences_of(article, quotations, words)
        self._cues = {one: self._finder.cues_in(one) for one in self._sentences}
        self._all_cues = [cue for cues in self._cues.values() for cue in cues]

    def find(self) -> tuple[Attribution, ...]:
        """Return the attributions in order."""
        reported = [one for s in self._sentences for one in self._reported(s)]
        by_cue = {one.cue: one for one in reported}
        quoted = [one for one in self._quoted_claims() if not _is_part(one, by_cue.get(one.cue))]
        covered = SpanIndex((part, one) for one in quoted for part in one.content)
        reported = [one for one in reported if not any(covered.overlapping(one.content[0]))]
        found = sorted([*quoted, *reported], key=lambda one: one.content[0])
        return tuple(sorted([*found, *self._continued(found)], key=lambda one: one.content[0]))

    def _continued(self, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """Yield the sentences that go on with the report of the sentence before, by their mood.

        In "Holt sagte, man warte. Ein Gutachten habe Risse gezeigt." the second one is Holt's, too.
        """
        last = {self._index_at(one.content[-1].start): one for one in found}
        for index, sentence in enumerate(self._sentences[1:], start=1):
            before, text = last.get(index - 1), sentence.text_in(self._text)
            if before is None or before.source == UNKNOWN or index in last or self._cues[sentence]:
                continue
            quoted = any(self._quoted.overlapping(sentence))
            is_new = "\n" in self._text[self._sentences[index - 1].end : sentence.start]
            if quoted or is_new or not self._words.reported_mood.search(text):
                continue
            if any(text.endswith(", ", 0, so.start()) for so in self._words.so.finditer(text)):
                continue  # ", hieß es aus der Initiative"
            content = self._trimmed(*sentence)
            last[index] = replace(
                before,
                content=(content,),
                quote_kind="indirect",
                sentence=self._article.sentence_at(content.start),
                rule=PatternRule.REPORT_CONTINUES,
            )
            yield last[index]

    def _quoted_claims(self) -> list[Attribution]:
        """Return the attributions of the quotations; one that runs on is a part of its claim."""
        found: list[Attribution] = []
        for span in (one.span for one in self._quotations):
            sentence = self._sentences[self._index_at(span.start)]
            is_short = len(re.findall(r"\w+", span.text_in(self._text))) < _MIN_QUOTED_WORDS
            cue = self._cue_of_short(span, sentence) if is_short else self._cue_of(span, sentence)
            if cue is not None:
                found.append(self._of_quotation(cue, span))
            elif found and self._runs_on(span, found[-1], sentence):
                found[-1] = replace(found[-1], content=(*found[-1].content, span))
            else:
                self._reject(span, "too_short" if is_short else "no_cue")
        return found

    def _of_quotation(self, cue: Cue, quotation: Span) -> Attribution:
        if cue.source is None:
            cue = cue._replace(source=self._source_before(cue.span.start))
        is_after = cue.span.start >= quotation.end
        rule = PatternRule.CUE_AFTER_QUOTATION if is_after else PatternRule.CUE_BEFORE_QUOTATION
        return self._attribution(cue, quotation, "direct", rule)

    def _cue_of(self, quotation: Span, sentence: Span) -> Cue | None:
        """Return the cue of a quotation: the one right after it, or the nearest in its sentence."""
        if cue := self._cue_right_after(quotation):
            return cue
        own = [*self._before_colon(sentence, quotation), *self._cues[sentence]]
        earlier = [cue for cue in own if cue.span.end <= quotation.start]
        later = [cue for cue in own if cue.span.start >= quotation.end]
        return earlier[-1] if earlier else next(iter(later), None)

    def _cue_right_after(self, quotation: Span) -> Cue | None:
        gap = _BETWEEN.match(self._text, quotation.end)
        right_after = gap.end() if gap else quotation.end
        cues = self._cues_between(right_after, right_after + 1)
        return next((c for c in cues if c.is_verb and self._is_joined(quotation, c)), None)

    def _cue_of_short(self, quotation: Span, sentence: Span) -> Cue | None:
        """Return the cue of one or two words that are a whole utterance: „Nie“, sagte sie."""
        before = self._text[sentence.start : quotation.start].strip(_SPACES_AND_DASHES)
        begins = not before or before.endswith(":")
        for speaker in self._cues[sentence]:  # "Die Präsidentin, Nadia Sorge: „Das stimmt“"
            is_before = speaker.span.end <= quotation.start
            gap = self._text[speaker.span.end : quotation.start]
            if is_before and speaker.span.text_in(self._text) == ":" and not gap.strip():
                return speaker
        cue = self._cue_right_after(quotation) if begins else None
        marked = cue and self._text[quotation.end - 2 : cue.span.start].strip('»“”"«’ \xa0')
        return cue if marked and not marked[-1].isalnum() else None

    def _source_before(self, position: int) -> AttributionSource:
        """Return the last source before a verb without a subject, or the last person if later."""
        cues = reversed(self._cues_between(position - _SOURCE_REACH, position))
        cue = next((one for one in cues if one.source is not None), None)
        person = self._people.last_before(position)
        if person is not None and (cue is None or cue.region.start < person[0]):
            return person[1]
        return cue.source or UNKNOWN if cue else UNKNOWN

    def _cues_between(self, start: int, end: int) -> list[Cue]:
        """Return the cues that begin from ``start`` on and before ``end``, in order."""
        first, last = (
            bisect_left(self._all_cues, at, key=lambda cue: cue.span.start) for at in (start, end)
        )
        return self._all_cues[first:last]

    def _index_at(self, position: int) -> int:
        """Return the index of the sentence at a position."""
        found = bisect_right(self._sentences, position, key=lambda sentence: sentence.end)
        return min(found, len(self._sentences) - 1)

    def _is_joined(self, quotation: Span, cue: Cue) -> bool:
        """Return True if a cue right after a quotation does not begin a sentence of its own."""
        between = self._text[quotation.end : cue.span.start]
        if self._words.caseless and "." in between:
            return False
        return "\n" not in between and not self._text[cue.span.start].isupper()

    def _before_colon(self, sentence: Span, quotation: Span) -> list[Cue]:
        """Return the cues of the sentence before, if it ends with a colon before the quotation."""
        begins = not self._text[sentence.start : quotation.start].strip()
        index = self._index_at(sentence.start)
        if not (
            begins
            and index
            and self._text.endswith(":", 0, end_of_words(self._text, quotation.start))
        ):
            return []
        return self._cues[self._sentences[index - 1]]

    def _runs_on(self, quotation: Span, before: Attribution, sentence: Span) -> bool:
        """Return True if a quotation is a sentence that goes on with the one before it."""
        end = before.content[-1].end
        between = self._text[end : quotation.start]
        begins = not self._text[sentence.start : quotation.start].strip(_SPACES_AND_DASHES)
        others = [one for one in self._cues_between(end, quotation.start) if one.span != before.cue]
        return begins and "\n" not in between and not others

    def _reported(self, sentence: Span) -> Iterator[Attribution]:
        """Yield the reported speech of a sentence; each part of it is reported once."""
        taken: list[Span] = []
        for cue in self._cues[sentence]:
            content = self._content_of(cue, sentence)
            rule = PatternRule.REPORTED_CLAUSE
            if content is None:
                content, rule = self._sentence_before(cue, sentence), PatternRule.SENTENCE_BEFORE
            if content is None or cue.source in {None, UNKNOWN}:
                continue
            least = _MIN_REPORTED_WITHOUT_VOWELS if self._words.caseless else _MIN_REPORTED
            if content.end - content.start < least or any(map(content.overlaps, taken)):
                continue
            taken.append(content)
            quoted = any(content.contains(one) for one, _ in self._quoted.overlapping(content))
            kind: QuoteKind = "mixed" if quoted else "indirect"
            yield self._attribution(cue, content, kind, rule)

    def _content_of(self, cue: Cue, sentence: Span) -> Span | None:
        """Return the clause that a cue reports: after it, or before it behind a comma."""
        text, words = self._text, self._words
        after = self._reader.skip_adverbs(cue.region.end, sentence.end)
        after = self._finder.after_particle(after, sentence.end)
        link = _LINK.match(text, after, sentence.end)
        begin = link.end() if link else after
        head = text[sentence.start : cue.region.start].strip()
        as_said = words.as_said.fullmatch(head)
        for match in words.as_said.finditer(head):
            if match.end() == len(head):  # "..., wie die Polizei mitteilte"
                head = head[: match.start()].rstrip()
        if as_said or (not cue.is_verb and not head):
            of_source = words.stop.match(text, begin, sentence.end)
            comma = text.find(",", begin, sentence.end)
            begin = comma if of_source and comma >= 0 else begin
            return self._reported_clause(begin, sentence.end)
        if words.verb_final and cue.is_verb:
            return self._before_final_verb(cue)
        that = words.that.match(text, begin, sentence.end) if cue.is_verb else None
        if that and words.relative_that:
            is_relative = "," in text[after:begin]
            return None if is_relative else self._reported_clause(that.end(), sentence.end)
        if that:
            return self._trimmed(begin, sentence.end)
        clause = _NEXT_CLAUSE.match(text, after, sentence.end)
        if cue.is_verb and clause and words.subjunctive.search(text, *clause.span()):
            return self._trimmed(begin, sentence.end)
        ends_here = _REST.match(text[after : sentence.end])
        if _QUOTED_AFTER_COLON.search(head):
            return None  # "The party protests: “Enough”, said Ruiz": only the quotation is hers
        if head.endswith((",", "–", "—")) and (ends_here or not cue.is_verb):
            end = text.rindex(head[-1], sentence.start, cue.region.start)
            before = without_dateline(Span(sentence.start, end), self._article)
            return self._trimmed(*before)
        return None

    def _reported_clause(self, start: int, end: int) -> Span:
        """Return a clause without the author's comment behind it: "…, ce qui est nouveau"."""
        content = self._trimmed(start, end)
        for comma in re.finditer(r",\s+", content.text_in(self._text)):
            at = content.start + comma.end()
            is_long = comma.start() >= _MIN_REPORTED
            if is_long and self._words.comment.match(self._text, at, content.end):
                return self._trimmed(content.start, content.start + comma.start())
        return content

    def _before_final_verb(self, cue: Cue) -> Span | None:
        """Return what is said in Turkish: between the comma behind the source and the verb."""
        comma = self._text.find(", ", *Span(cue.region.start, cue.span.start))
        content = self._trimmed(comma + 1, cue.span.start)
        if comma < 0 or any(self._quoted.overlapping(content)):
            return None
        last_word = self._text.rfind(" ", *content) + 1
        return content if self._words.subjunctive.match(self._text, last_word) else None

    def _sentence_before(self, cue: Cue, sentence: Span) -> Span | None:
        """Return what "Das teilte die Polizei mit" reports: the sentence before it."""
        back = self._words.refers_back.match(self._text, *sentence)
        if not (back and cue.is_verb and self._reaches(back.end(), cue, sentence)):
            return None
        index = self._index_at(sentence.start)
        before = self._sentences[index - 1] if index else sentence
        is_free = before != sentence and not self._cues[before]
        if not is_free or "\n" in self._text[before.end : sentence.start]:
            return None
        return self._trimmed(*without_dateline(before, self._article))

    def _reaches(self, start: int, cue: Cue, sentence: Span) -> bool:
        """Return True if a sentence has nothing but a cue and its source from ``start`` on."""
        after = self._reader.skip_adverbs(cue.region.end, sentence.end)
        after = self._finder.after_particle(after, sentence.end)
        ends = _REST.match(self._text[after : sentence.end])
        return ends is not None and not self._text[start : cue.region.start].strip()

    def _trimmed(self, start: int, end: int) -> Span:
        """Return a span without the dashes, spaces and marks around its words."""
        text = self._text[start:end]
        left = len(text) - len(text.lstrip(" \n\xa0,،;:–—"))
        return Span(start + left, start + len(text.rstrip(" \xa0\n.,،;:–—")))

    def _attribution(self, cue: Cue, content: Span, kind: QuoteKind, rule: str) -> Attribution:
        return Attribution(
            source=cue.source or UNKNOWN,
            cue=cue.span,
            content=(content,),
            quote_kind=kind,
            sentence=self._article.sentence_at(content.start),
            rule=rule,
        )

    def _reject(self, quotation: Span, reason: RejectionReason) -> None:
        if self._trace is not None:
            rule = PatternRule.CUE_AFTER_QUOTATION
            self._trace.append(RejectedCandidate(rule, quotation, reason))


def _is_part(quoted: Attribution, reported: Attribution | None) -> bool:
    """Return True if quoted words are a part of longer reported speech with the same cue."""
    if reported is None:
        return False
    inner, outer = quoted.content[0], reported.content[0]
    around = outer.end - outer.start - (inner.end - inner.start)
    return outer.contains(inner) and around >= _MIN_REPORTED
