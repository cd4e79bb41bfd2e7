"""Attributions: who says what, read off the syntax (PARC's source, cue and content)."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import (
    Attribution,
    AttributionSource,
    Entity,
    Hedge,
    Quotation,
    Span,
)
from briefer.analysis.english.attribution.content import Content, content_of, is_passive
from briefer.analysis.english.attribution.cues import (
    clause_around,
    cue_of,
    is_hypothetical,
    points_out,
    subject_of,
)
from briefer.analysis.english.attribution.merging import is_part_of_another, merge_attributions
from briefer.analysis.english.attribution.reporting_clauses import reporting_clause
from briefer.analysis.english.attribution.sentence_limits import within_the_sentence
from briefer.analysis.english.attribution.sources import SourceResolver
from briefer.analysis.english.hedges import hedge_within
from briefer.analysis.english.lexicon import (
    ACCUSING,
    ASKING,
    CLAIM_NOUNS,
    COURTS,
    EXPRESSING,
    FINDING,
    HEARING,
    NAMING,
    SPEECH,
    THOUGHT,
    WEAK,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated, subtree_span
from briefer.article import Article

_CUES = SPEECH | THOUGHT | WITH_OBJECT | WITH_INFINITIVE | NAMING | ASKING | HEARING
_CUES |= frozenset(WITH_PREPOSITION)
_OF_SOURCES = frozenset("appos prep relcl acl amod npadvmod nmod cc conj".split())
_LEAST_WORDS = 3  # of a content that is no quotation; shorter ones say nothing on their own
_ENDS = frozenset(".!?,;:…—–-’'")  # of a sentence that is quoted, or of a part of one
_REACH = 6  # sentences over which a quotation without a cue can still be the last speaker's


def find_attributions(
    doc: Doc,
    article: Article,
    *,
    names: Sequence[Entity],
    quotations: Sequence[Quotation],
    hedges: Sequence[Hedge],
) -> tuple[Attribution, ...]:
    """Find the attributions of a parsed English article, in order."""
    reader = _Reader(doc, article, names, quotations)
    found = sorted(
        merge_attributions(reader.read(), article.text),
        key=lambda found: (found.content[0].start, found.cue.start),
    )
    return tuple(
        replace(
            a,
            source=reader.speakers.with_reason(a.source, a.content[0].start),
            hedge=hedge_within(hedges, a.content),
        )
        for a in found
        if not is_part_of_another(a, found)
    )


class _Reader:
    """Reads one article: cues by syntax first, then the quotations that no cue has claimed."""

    def __init__(
        self,
        doc: Doc,
        article: Article,
        names: Sequence[Entity],
        quotations: Sequence[Quotation],
    ) -> None:
        self.doc = doc
        self.article = article
        self.passages = QuotedText(article.text, quotations)
        self.speakers = SourceResolver(
            doc, article.text, names, quotations=[quotation.span for quotation in quotations]
        )
        self.claimed: set[Span] = set()
        self.said: list[tuple[Span, AttributionSource]] = []

    def read(self) -> Iterator[Attribution]:
        for token in self.doc:
            if self.passages.quotation_at(token.idx) is not None:
                continue
            found = self._at(token)
            if found is not None:
                yield found
        for quotation in self.passages.quotations:
            if quotation.span in self.claimed or not self.passages.is_statement(quotation):
                continue
            found = self._introduced(quotation) or self._running(quotation)
            if found is not None:
                yield found

    def _at(self, token: Token) -> Attribution | None:
        if token.lower_ == "according" and any(child.lower_ == "to" for child in token.children):
            return self._according_to(token)
        if token.pos_ == "VERB" and token.lemma_.lower() in _CUES:
            return self._verb(token)
        if token.pos_ == "NOUN" and token.lemma_ in CLAIM_NOUNS:
            return self._noun(token)
        return None

    def _according_to(self, token: Token) -> Attribution | None:
        to = next(child for child in token.children if child.lower_ == "to")
        head = next((child for child in to.children if child.dep_ in {"pobj", "pcomp"}), None)
        speaker = None if head is None else self.speakers.of(head, cited=True)
        if speaker is None or head is None or self._is_only_where_told(token):
            return None
        phrase = Span(token.idx, end_offset(_up_to_the_comma(_end_of_source(head))))
        clause = clause_around(token)
        before = self.passages.trimmed(Span(clause.start, phrase.start))
        after = self.passages.trimmed(Span(phrase.end, clause.end))
        parts = tuple(part for part in (before, after) if part and self.passages.words(part) > 1)
        return self._attribution(speaker, Span(token.idx, end_offset(to)), Content(parts))

    def _is_only_where_told(self, token: Token) -> bool:
        """Tell whether a quotation before "according to" has its own cue: “...,” he told them."""
        before = Span(token.sent.start_char, token.idx)
        quoted = [q.span for q in self.passages.quotations_in(before)]
        return any(
            word.pos_ == "VERB"
            and word.lemma_ in SPEECH
            and self.passages.quotation_at(word.idx) is None
            and any(
                self.passages.adjacent(q.end, reporting_clause(word, self.passages).start)
                for q in quoted
            )
            for word in token.doc[token.sent.start : token.i]
        )

    def _verb(self, verb: Token) -> Attribution | None:
        lemma = verb.lemma_.lower()
        content = content_of(verb, self.passages, self.claimed)
        if content is None or (lemma in THOUGHT | WEAK and is_negated(verb)):
            return None
        if is_hypothetical(verb) or self._only_goes_on(verb, content):
            return None
        weak = lemma in WEAK - THOUGHT - FINDING and not points_out(verb)
        if weak and not self.passages.is_quoted(content.spans):
            return None
        if lemma in HEARING:
            speaker = self._heard(verb)
        else:
            speaker = self._agent(verb) if is_passive(verb) else self._subject(verb, content.spans)
            if speaker is None and is_passive(verb) and lemma in ACCUSING:
                speaker = self.speakers.unknown()
        if speaker is None:
            return None
        return self._attribution(speaker, cue_of(verb), content)

    def _only_goes_on(self, verb: Token, content: Content) -> bool:
        """Tell whether a participle only goes on with what its verb of saying says.

        "She praised the crew, speaking of the night": without a clause or a quotation of its own it
        is a part of that claim.
        """
        own = content.stands_alone or any(map(self.passages.quotations_in, content.spans))
        continues = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.lemma_ in _CUES
        return continues and not own

    def _noun(self, noun: Token) -> Attribution | None:
        """Read "their claim that ..." and "the warning by X that ..."."""
        clause = next((child for child in noun.rights if _is_that_clause(child)), None)
        if clause is None:
            return None
        holder = next((child for child in noun.children if child.dep_ == "poss"), None)
        for child in noun.children:
            if holder is None and child.lower_ in {"by", "from", "of"} and child.i < clause.i:
                holder = next(iter(child.children), None)
        speaker = None if holder is None else self.speakers.of(holder)
        if holder is None and noun.dep_ == "dobj" and noun.head.lemma_ in EXPRESSING:
            speaker = self._subject(noun.head)
        span = self.passages.trimmed(subtree_span(clause))
        if speaker is None or span is None:
            return None
        return self._attribution(speaker, Span(noun.idx, end_offset(noun)), Content((span,)))

    def _subject(self, verb: Token, content: Sequence[Span] = ()) -> AttributionSource | None:
        subject = subject_of(verb)
        return None if subject is None else self.speakers.of(subject, content=content)

    def _heard(self, verb: Token) -> AttributionSource | None:
        """Return whom a court has heard: "heard from a nurse that", or nobody whom it names."""
        subject = subject_of(verb)
        if subject is None or subject.lemma_.lower() not in COURTS:
            return None
        heads = (
            head
            for child in verb.rights
            if child.dep_ == "prep" and child.lower_ == "from"
            for head in child.children
            if head.dep_ == "pobj"
        )
        source = next(heads, None)
        return self.speakers.unknown() if source is None else self.speakers.of(source)

    def _agent(self, verb: Token) -> AttributionSource | None:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                head = next((c for c in child.children if c.dep_ == "pobj"), None)
                return None if head is None else self.speakers.of(head)
        return None

    def _introduced(self, quotation: Quotation) -> Attribution | None:
        """Read "Jane Doe: “...”"."""
        line = self.passages.line_at(quotation.span.start)
        head = self.article.text[line.start : quotation.span.start].rstrip()
        if not head.endswith(":"):
            return None
        colon = line.start + len(head) - 1
        tokens = self.doc.char_span(line.start, colon, alignment_mode="contract")
        root = next((token for token in reversed(tokens or ()) if token.dep_ == "ROOT"), None)
        if root is None:
            return None
        subjects = [child for child in root.lefts if child.dep_ in SUBJECTS]
        named = [root] if root.pos_ == "PROPN" else []
        speaker = next(map(self.speakers.of, (*subjects, *named)), None)
        if speaker is None:
            return None
        return self._attribution(speaker, Span(colon, colon + 1), Content((quotation.span,)))

    def _running(self, quotation: Quotation) -> Attribution | None:
        """Give a quotation without a cue to the speaker before it.

        It must follow another quotation in its paragraph, take up an unclosed one, or fill a
        paragraph on its own.
        """
        line = self.passages.line_at(quotation.span.start)
        # a heading in quotation marks is no sentence
        alone = (
            self.passages.adjacent(line.start, quotation.span.start)
            and self.passages.adjacent(quotation.span.end, line.end)
            and quotation.inner.text_in(self.article.text).rstrip()[-1:] in _ENDS
        )
        follows = quotation.continues or self._follows_a_claim(quotation, line)
        cue, speaker = self._last_said(quotation.span.start)
        if not (alone or follows) or cue is None or speaker is None:
            return None
        sentences = map(self.article.sentence_at, (quotation.span.start, cue.start))
        if next(sentences) - next(sentences) > _REACH:
            return None
        return self._attribution(speaker, cue, Content((quotation.span,)))

    def _last_said(self, before: int) -> tuple[Span | None, AttributionSource | None]:
        """Return the latest cue before an offset, and whose it is; a document does not talk on."""
        end = bisect_left(self.said, before, key=lambda entry: entry[0].start)
        for index in range(end - 1, -1, -1):
            cue, speaker = self.said[index]
            if speaker.kind == "unknown":
                break
            if speaker.kind != "document":
                return cue, speaker
        return None, None

    def _follows_a_claim(self, quotation: Quotation, line: Span) -> bool:
        """Tell whether the sentence right before holds a quotation that has its speaker."""
        index = self.article.sentence_at(quotation.span.start)
        before = [Span(*sentence) for sentence in self.article.sentences[max(index - 1, 0) : index]]
        return any(
            sentence.start >= line.start
            and self.passages.adjacent(sentence.end, quotation.span.start)
            and any(q.span in self.claimed for q in self.passages.quotations_in(sentence))
            for sentence in before
        )

    def _attribution(
        self, speaker: AttributionSource, cue: Span, content: Content
    ) -> Attribution | None:
        spans = content.spans
        quoted = self.passages.is_quoted(spans)
        if spans and not quoted:
            spans = within_the_sentence(spans, cue, article=self.article, passages=self.passages)
            quoted = self.passages.is_quoted(spans)
        if not spans or (not quoted and sum(map(self.passages.words, spans)) < _LEAST_WORDS):
            return None
        self.claimed.update(q.span for s in spans for q in self.passages.quotations_in(s))
        self.speakers.tells(spans, cue)
        insort(self.said, (cue, speaker), key=lambda entry: entry[0])
        if not content.stands_alone and cue.start < spans[0].start:
            spans = (Span(cue.start, spans[0].end), *spans[1:])
        return Attribution(
            source=speaker,
            cue=cue,
            content=tuple(map(self.passages.without_open_mark, spans)),
            quote_kind=self.passages.quote_kind(spans),
            sentence=self.article.sentence_at(spans[0].start),
        )


def _end_of_source(head: Token) -> Token:
    """Return the last token of a source's phrase, its appositions and clauses included."""
    end = head
    for child in head.rights:
        if child.dep_ in _OF_SOURCES:
            end = child.right_edge
        elif child.dep_ != "punct":
            break
    return end


def _up_to_the_comma(end: Token) -> Token:
    """Return where a source ends that "and" carries on: "a poll made in May and shown later"."""
    rest = end.doc[end.i + 1 : end.sent.end]
    comma = next((token for token in rest if token.text == ","), None)
    goes_on = len(rest) > 0 and rest[0].dep_ == "cc" and comma is not None
    return comma.nbor(-1) if goes_on and comma is not None else end


def _is_that_clause(child: Token) -> bool:
    return child.dep_ in {"acl", "ccomp"} and any(word.lower_ == "that" for word in child.lefts)
