"""Attributions: who says what, read off the syntax (PARC's source, cue and content)."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from briefer.article import Article
from briefer.reading.candidates import Attribution, Hedge, Name, Quotation, Span, Speaker
from briefer.reading.hedges import hedge_within
from briefer.reading.lexicon import (
    ACCUSING,
    CLAIM_NOUNS,
    SPEECH,
    THOUGHT,
    WEAK,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.reading.speakers import Speakers
from briefer.schema import QuoteKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEAST_WORDS = 3  # of a content that is no quotation; shorter ones say nothing on their own
_SCARE_WORDS = 3  # a quotation of fewer words, on its own, is no statement


def find_attributions(
    doc: Doc,
    article: Article,
    *,
    names: Sequence[Name],
    quotations: Sequence[Quotation],
    hedges: Sequence[Hedge],
) -> tuple[Attribution, ...]:
    """Find the attributions of a parsed English article, in order."""
    reader = _Reader(doc, article, names, quotations)
    found = sorted(reader.read(), key=lambda found: found.content[0].start)
    return tuple(
        Attribution(
            speaker=reader.speakers.with_reason(a.speaker, a.content[0].start),
            cue=a.cue,
            content=a.content,
            quote_kind=a.quote_kind,
            sentence=a.sentence,
            hedge=hedge_within(hedges, a.content),
        )
        for a in found
    )


class _Reader:
    """Reads one article: cues by syntax first, then the quotations that no cue has claimed."""

    def __init__(
        self,
        doc: Doc,
        article: Article,
        names: Sequence[Name],
        quotations: Sequence[Quotation],
    ) -> None:
        self.doc = doc
        self.article = article
        self.text = article.text
        self.quotations = quotations
        self.speakers = Speakers(doc, article.text, names)
        self.claimed: set[Span] = set()

    def read(self) -> Iterator[Attribution]:
        for token in self.doc:
            if self._quotation_at(token.idx) is not None:
                continue
            found = self._at(token)
            if found is not None:
                yield found
        yield from self._running_quotations()

    def _at(self, token: Token) -> Attribution | None:
        if token.lower_ == "according" and any(child.lower_ == "to" for child in token.children):
            return self._according_to(token)
        if token.pos_ == "VERB":
            return self._verb(token)
        if token.pos_ == "NOUN" and token.lemma_ in CLAIM_NOUNS:
            return self._noun(token)
        return None

    # -- according to ------------------------------------------------------------------------

    def _according_to(self, token: Token) -> Attribution | None:
        to = next(child for child in token.children if child.lower_ == "to")
        head = next((child for child in to.children if child.dep_ in {"pobj", "pcomp"}), None)
        speaker = None if head is None else self.speakers.of(head)
        if speaker is None or head is None:
            return None
        phrase = Span(token.idx, _end(self._np_end(head)))
        sentence = Span(token.sent.start_char, token.sent.end_char)
        before = self._trim(Span(sentence.start, phrase.start))
        after = self._trim(Span(phrase.end, sentence.end))
        content = tuple(part for part in (before, after) if part and self._words(part) > 1)
        return self._attribution(speaker, Span(token.idx, _end(to)), content)

    def _np_end(self, head: Token) -> Token:
        """Return the last token of a source's phrase, its appositions and clauses included."""
        end = head
        for child in head.rights:
            if child.dep_ in {"appos", "prep", "relcl", "acl", "amod", "npadvmod", "nmod"}:
                end = child.right_edge
            elif child.dep_ != "punct":
                break
        return end

    # -- verbs -------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Attribution | None:
        lemma = verb.lemma_.lower()
        known = lemma in SPEECH or lemma in THOUGHT
        if not (
            known or lemma in WITH_OBJECT or lemma in WITH_INFINITIVE or lemma in WITH_PREPOSITION
        ):
            return None
        passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
        content = (
            (self._clause(verb) if known else None)
            or self._prepositional(verb, passive=passive)
            or (self._infinitive(verb, passive=passive) if lemma in WITH_INFINITIVE else None)
            or (self._quoted(verb) if known else None)
            or (self._object(verb) if lemma in WITH_OBJECT and not passive else None)
        )
        if content is None or (lemma in THOUGHT | WEAK and self._negated(verb)):
            return None
        if (
            lemma in WEAK
            and not self._is_quoted(content)
            and lemma not in THOUGHT | {"find", "show", "determine", "rule"}
        ):
            return None
        speaker = self._agent(verb) if passive else self._subject(verb)
        if speaker is None:
            if not passive or lemma not in ACCUSING:
                return None
            speaker = self.speakers.unknown()
        return self._attribution(speaker, self._cue(verb), content)

    def _clause(self, verb: Token) -> tuple[Span, ...] | None:
        """Return the clause that is said, before or after the verb."""
        for child in verb.children:
            if child.dep_ == "ccomp" or (child.dep_ == "parataxis" and child.i > verb.i):
                if (
                    child.i > verb.i
                    and any(w.tag_ in {"WDT", "WP", "WRB"} for w in child.lefts)
                    and verb.lemma_ in THOUGHT
                ):
                    return None
                return self._clause_spans(verb, child)
        # "X, he said" is at times parsed with the said clause as the head
        if (
            verb.dep_ in {"parataxis", "ccomp"}
            and verb.head.pos_ in {"VERB", "AUX"}
            and self._is_inserted(verb)
        ):
            return self._around(verb)
        return None

    def _is_inserted(self, verb: Token) -> bool:
        """Tell whether the verb's clause stands between commas or at the end, as "he said" does."""
        has_subject = any(child.dep_ in _SUBJECTS for child in verb.children)
        left = verb.left_edge
        before = self.doc[left.i - 1] if left.i > verb.sent.start else None
        return has_subject and before is not None and before.text in {",", '"', "—", "–", "!", "?"}

    def _clause_spans(self, verb: Token, clause: Token) -> tuple[Span, ...]:
        if clause.i < verb.i:
            return self._around(verb)
        end = clause.right_edge
        span = self._trim(Span(clause.left_edge.idx, _end(end)))
        return (self._with_whole_quotations(span),) if span else ()

    def _around(self, verb: Token) -> tuple[Span, ...]:
        """Return what stands before and, when it is quoted, after an inserted "he said"."""
        sentence = Span(verb.sent.start_char, verb.sent.end_char)
        clause = self._inserted_clause(verb)
        parts = []
        before = self._trim(Span(sentence.start, clause.start))
        if before:
            parts.append(self._with_whole_quotations(before))
        after = self._trim(Span(clause.end, sentence.end))
        if after and self._starts_quoted(after):
            parts.append(after)
        return tuple(parts)

    def _inserted_clause(self, verb: Token) -> Span:
        """Return the "he said on Friday" around the verb, its subject's descriptions included."""
        tokens = [verb]
        for child in verb.children:
            if child.dep_ in _SUBJECTS | {
                "npadvmod",
                "advmod",
                "prep",
                "aux",
                "neg",
                "dobj",
                "dative",
                "prt",
                "agent",
            }:
                tokens.extend(child.subtree)
        outside = [token for token in tokens if self._quotation_at(token.idx) is None]
        start = min(token.i for token in outside)
        end = max(token.i for token in outside)
        # subjects of a clause before it are not its own
        while start < verb.i and self.doc[start].is_punct:
            start += 1
        return Span(self.doc[start].idx, _end(self.doc[end]))

    def _prepositional(self, verb: Token, *, passive: bool) -> tuple[Span, ...] | None:
        """Return what a preposition carries: accused X of Y, warned of Y, called X Y."""
        wanted = WITH_PREPOSITION.get(verb.lemma_.lower(), frozenset())
        target = next(
            (c for c in verb.children if c.dep_ == ("nsubjpass" if passive else "dobj")), None
        )
        for child in verb.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in wanted and child.i > verb.i:
                start = target.left_edge if target is not None and not passive else child
                first = start if start.i > verb.i else child
                span = self._trim(Span(first.idx, _end(child.right_edge)))
                if passive and target is not None:
                    return tuple(
                        part
                        for part in (
                            self._trim(Span(target.left_edge.idx, _end(target.right_edge))),
                            span,
                        )
                        if part
                    )
                return (self._with_whole_quotations(span),) if span else None
        return None

    def _infinitive(self, verb: Token, *, passive: bool) -> tuple[Span, ...] | None:
        if passive:
            return None
        for child in verb.children:
            if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and child.tag_ == "VB":
                target = next(
                    (c for c in verb.children if c.dep_ == "dobj" and c.i < child.i), None
                )
                first = (target or child).left_edge
                span = self._trim(Span(first.idx, _end(child.right_edge)))
                return (self._with_whole_quotations(span),) if span else None
        return None

    def _object(self, verb: Token) -> tuple[Span, ...] | None:
        for child in verb.children:
            if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
                last = child.right_edge
                for other in verb.children:
                    if other.dep_ == "prep" and other.i == last.i + 1:
                        last = other.right_edge
                span = self._trim(Span(child.left_edge.idx, _end(last)))
                if span and self._words(span) >= _LEAST_WORDS:
                    return (self._with_whole_quotations(span),)
        return None

    def _quoted(self, verb: Token) -> tuple[Span, ...] | None:
        """Return the quotations that this verb introduces or follows in its sentence."""
        sentence = Span(verb.sent.start_char, verb.sent.end_char)
        near = [
            q.span
            for q in self.quotations
            if sentence.meets(q.span) and q.span not in self.claimed and self._is_statement(q)
        ]
        after = [span for span in near if span.start > verb.idx]
        before = [span for span in near if span.end <= verb.idx]
        if before and self._touches(before[-1].end, self._inserted_clause(verb).start):
            return tuple(before)
        if after and not self._other_cue_between(verb, after[0].start):
            return tuple(after)
        return None

    def _other_cue_between(self, verb: Token, end: int) -> bool:
        return any(
            token.pos_ == "VERB"
            and token.lemma_ in SPEECH
            and self._quotation_at(token.idx) is None
            for token in self.doc[verb.i + 1 : verb.sent.end]
            if token.idx < end
        )

    def _touches(self, end: int, start: int) -> bool:
        return end <= start and not any(mark.isalnum() for mark in self.text[end:start])

    # -- nouns -------------------------------------------------------------------------------

    def _noun(self, noun: Token) -> Attribution | None:
        """Read "their claim that ..." and "the warning by X that ..."."""
        clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.i > noun.i
                       and any(w.lower_ == "that" for w in c.lefts)), None)  # fmt: skip
        if clause is None:
            return None
        holder = next((child for child in noun.children if child.dep_ == "poss"), None)
        if holder is None:
            for child in noun.children:
                if (
                    child.dep_ == "prep"
                    and child.lower_ in {"by", "from", "of"}
                    and child.i < clause.i
                ):
                    holder = next(iter(child.children), None)
        verb = noun.head
        if (
            holder is None
            and noun.dep_ == "dobj"
            and verb.lemma_ in {"express", "make", "issue", "voice", "raise"}
        ):
            speaker = self._subject(verb)
        else:
            speaker = None if holder is None else self.speakers.of(holder)
        span = self._trim(Span(clause.left_edge.idx, _end(clause.right_edge)))
        if speaker is None or span is None:
            return None
        return self._attribution(speaker, _span(noun), (self._with_whole_quotations(span),))

    # -- sources of verbs --------------------------------------------------------------------

    def _subject(self, verb: Token) -> Speaker | None:
        """Return who says it: the verb's subject, or that of the verb it depends on."""
        seen = verb
        while True:
            subject = next((c for c in seen.children if c.dep_ in _SUBJECTS), None)
            if subject is not None:
                return self._speaker_with_conjuncts(subject)
            if seen.dep_ in {"acl", "relcl"} and seen.head.pos_ in {"NOUN", "PROPN", "PRON"}:
                return self.speakers.of(seen.head) if seen.tag_ != "VBN" else None
            if seen.dep_ in {"conj", "advcl", "xcomp"} and seen.head.pos_ in {"VERB", "AUX"}:
                seen = seen.head
                continue
            return None

    def _speaker_with_conjuncts(self, subject: Token) -> Speaker | None:
        return self.speakers.of(subject)

    def _agent(self, verb: Token) -> Speaker | None:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                head = next((c for c in child.children if c.dep_ == "pobj"), None)
                return None if head is None else self.speakers.of(head)
        return None

    def _negated(self, verb: Token) -> bool:
        return any(child.dep_ == "neg" for child in verb.children)

    def _cue(self, verb: Token) -> Span:
        """Return the verb with its particle and the negation and auxiliaries right before it."""
        first, last = verb.i, verb.i
        for child in verb.children:
            if child.dep_ in {"aux", "auxpass", "neg"} and child.i == first - 1:
                first = child.i
            if child.dep_ == "prt" and child.i == last + 1:
                last = child.i
        for child in verb.children:
            if child.dep_ in {"aux", "auxpass", "neg"} and child.i == first - 1:
                first = child.i
        return Span(self.doc[first].idx, _end(self.doc[last]))

    # -- quotations that no cue has claimed ---------------------------------------------------

    def _running_quotations(self) -> Iterator[Attribution]:
        """Give a quotation without a cue to whom the one before it in its paragraph belongs.

        One that fills a paragraph on its own goes to the last speaker.
        """
        for quotation in self.quotations:
            if quotation.span in self.claimed or not self._is_statement(quotation):
                continue
            found = self._introduced(quotation) or self._running(quotation)
            if found is not None:
                yield found

    def _introduced(self, quotation: Quotation) -> Attribution | None:
        """Read "Jane Doe: “...”"."""
        line = self.text.rfind("\n", 0, quotation.span.start) + 1
        head = self.text[line : quotation.span.start].rstrip()
        if not head.endswith(":"):
            return None
        tokens = self.doc.char_span(line, line + len(head) - 1, alignment_mode="contract")
        subject = None
        for token in tokens or ():
            if token.dep_ in _SUBJECTS or (token.dep_ == "ROOT" and token.pos_ == "PROPN"):
                subject = token
        speaker = None if subject is None else self.speakers.of(subject)
        if speaker is None or tokens is None:
            return None
        return self._attribution(
            speaker, Span(line + len(head) - 1, line + len(head)), (quotation.span,)
        )

    def _running(self, quotation: Quotation) -> Attribution | None:
        start = self.text.rfind("\n", 0, quotation.span.start) + 1
        ahead = self.text[start : quotation.span.start]
        end = self.text.find("\n", quotation.span.end)
        behind = self.text[quotation.span.end : end if end >= 0 else len(self.text)]
        alone = not ahead.strip() and not behind.strip()
        follows = quotation.continues or any(
            earlier.start >= start and self._touches(earlier.end, quotation.span.start)
            for earlier in self._ends_of_cues(start, quotation.span.start)
        )
        if not (alone or follows):
            return None
        speaker = self.speakers.last(quotation.span.start)
        if speaker is None or not speaker.spans:
            return None
        cue = self._last_cue
        if (
            cue is None
            or self.article.sentence_at(quotation.span.start) - self.article.sentence_at(cue.start)
            > 6
        ):
            return None
        return self._attribution(speaker, cue, (quotation.span,))

    def _ends_of_cues(self, start: int, end: int) -> list[Span]:
        """Return the sentences in ``start:end`` that hold a claimed quotation."""
        return [
            Span(s.start, s.end)
            for s in self.article.sentences
            if start <= s.start
            and s.end <= end
            and any(c.start < s.end and s.start < c.end for c in self.claimed)
        ]

    # -- shared ------------------------------------------------------------------------------

    _last_cue: Span | None = None

    def _attribution(
        self, speaker: Speaker, cue: Span, content: tuple[Span, ...]
    ) -> Attribution | None:
        content = tuple(part for part in content if part.end > part.start)
        quoted = self._is_quoted(content)
        if not content or (not quoted and sum(map(self._words, content)) < _LEAST_WORDS):
            return None
        self.claimed.update(
            q.span for q in self.quotations if any(part.meets(q.span) for part in content)
        )
        self._last_cue = cue
        return Attribution(
            speaker=speaker,
            cue=cue,
            content=content,
            quote_kind=self._quote_kind(content),
            sentence=self.article.sentence_at(content[0].start),
        )

    def _quote_kind(self, content: tuple[Span, ...]) -> QuoteKind:
        if self._is_quoted(content):
            return "direct"
        within = any(part.meets(q.span) for part in content for q in self.quotations)
        return "mixed" if within else "indirect"

    def _is_quoted(self, content: tuple[Span, ...]) -> bool:
        return bool(content) and all(
            any(q.span.holds(self._bare(part)) for q in self.quotations) for part in content
        )

    def _bare(self, span: Span) -> Span:
        end = span.end
        while end > span.start and self.text[end - 1] in " ,.\n":
            end -= 1
        return Span(span.start, end)

    def _is_statement(self, quotation: Quotation) -> bool:
        words = quotation.inner.of(self.text)
        return len(words.split()) >= _SCARE_WORDS or words.rstrip()[-1:] in {",", ".", "!", "?"}

    def _starts_quoted(self, span: Span) -> bool:
        return any(q.span.start <= span.start + 1 <= q.span.end for q in self.quotations)

    def _with_whole_quotations(self, span: Span) -> Span:
        """Widen a span to the quotations it cuts."""
        for q in self.quotations:
            if span.meets(q.span):
                span = Span(min(span.start, q.span.start), max(span.end, q.span.end))
        return span

    def _quotation_at(self, offset: int) -> Quotation | None:
        return next((q for q in self.quotations if q.span.start <= offset < q.span.end), None)

    def _words(self, span: Span) -> int:
        return len(span.of(self.text).split())

    def _trim(self, span: Span) -> Span | None:
        """Trim white space, commas and leading "that" from a content; keep quotation marks."""
        start, end = span
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:—–-"):
            start += 1
        if self.text[start : start + 5].lower() == "that ":
            start += 5
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:—–-"):
            end -= 1
        return Span(start, end) if end > start else None


def _span(token: Token) -> Span:
    return Span(token.idx, _end(token))


def _end(token: Token) -> int:
    return int(token.idx + len(token.text))
