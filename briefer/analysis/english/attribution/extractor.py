"""Find who says what in a parsed English article: source, cue and content (PARC 3.0).

"Reyes said that the gate was open" gives the source "Reyes", the cue "said" and the content "the
gate was open".
"""

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
from briefer.analysis.attribution_trace import AttributionTrace, RejectionReason
from briefer.analysis.english.attribution.asked_questions import attribute_questions
from briefer.analysis.english.attribution.builder import (
    AttributionBuilder,
    is_part_of_another,
    merge_attributions,
)
from briefer.analysis.english.attribution.content import Content, content_of, is_thought_question
from briefer.analysis.english.attribution.cue_rules import CUES, is_that_clause, rule_of
from briefer.analysis.english.attribution.cues import (
    clause_around,
    cue_of,
    heard_from,
    is_refusal,
    points_out,
    subject_of,
)
from briefer.analysis.english.attribution.inscriptions import attribute_inscriptions
from briefer.analysis.english.attribution.later_names import name_later_named
from briefer.analysis.english.attribution.nearby_speakers import holder_of_view
from briefer.analysis.english.attribution.own_pronouns import OwnPronouns
from briefer.analysis.english.attribution.passive import agent_of, is_passive
from briefer.analysis.english.attribution.quotation_frames import (
    before_next_speaker,
    document_before,
    frame_of,
    is_another_report,
    quotation_has_own_cue,
)
from briefer.analysis.english.attribution.quoted_speakers import quoted_as_saying
from briefer.analysis.english.attribution.reporting_subjects import own_subject
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.attribution.second_hand import ChainFinder
from briefer.analysis.english.attribution.sources import SourceResolver
from briefer.analysis.english.attribution.stances import attribute_stances
from briefer.analysis.english.attribution.standpoints import (
    POSSESSIVES,
    Standpoint,
    standpoint_at,
)
from briefer.analysis.english.attribution.uncued_quotations import (
    attribute_posts,
    attribute_uncued,
)
from briefer.analysis.english.attribution.unsaid import reason_not_said
from briefer.analysis.english.hedges import hedge_within
from briefer.analysis.english.lexicon import (
    ACCUSING,
    CITING,
    COURTS,
    EXPRESSING,
    FINDING,
    THOUGHT,
    WEAK,
)
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import end_offset, subtree_span
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article


def find_attributions(
    doc: Doc,
    article: Article,
    *,
    entities: Sequence[Entity],
    quotations: Sequence[Quotation],
    hedges: Sequence[Hedge],
    trace: AttributionTrace | None = None,
) -> tuple[Attribution, ...]:
    """Find the attributions of a parsed English article, in order.

    Args:
        doc: the article's parse.
        article: the article.
        entities: its entities.
        quotations: its quotations, in order.
        hedges: its hedges, in order.
        trace: a list to which the rejected candidates are appended.
    """
    extractor = _Extractor(doc, article, entities, quotations, trace=trace)
    found = sorted(
        merge_attributions(extractor.extract(), article.text),
        key=lambda a: (a.content[0].start, a.cue.start),
    )
    chains = ChainFinder(doc, found, extractor.sources, extractor.quoted_text)
    by_content = SpanIndex((part, one) for one in found for part in one.content)
    hedge_index = SpanIndex((hedge.span, hedge) for hedge in hedges)
    own_pronouns = OwnPronouns(doc, extractor.quoted_text, extractor.sources, found)
    kept: list[Attribution] = []
    for attribution in found:
        if is_part_of_another(attribution, by_content) or chains.is_only_told(attribution):
            extractor.builder.reject(attribution.rule, attribution.cue, "inside_another")
            continue
        content = attribution.content
        source = extractor.sources.reasons.with_reason(attribution.source, content[0].start)
        complete = replace(
            attribution,
            source=source,
            hedge=hedge_within(hedge_index, content),
            own_pronoun=own_pronouns.find(attribution),
        )
        kept.append(chains.with_chain(complete))
    return tuple(name_later_named(kept, doc, article.text, entities))


class _Extractor:
    """Applies the rules to one article: cue words first, then the quotations that are left."""

    def __init__(
        self,
        doc: Doc,
        article: Article,
        entities: Sequence[Entity],
        quotations: Sequence[Quotation],
        *,
        trace: AttributionTrace | None,
    ) -> None:
        self.doc = doc
        self.quoted_text = QuotedText(article.text, quotations)
        self.sources = SourceResolver(
            doc, article.text, entities, quotations=[quotation.span for quotation in quotations]
        )
        self.builder = AttributionBuilder(article, self.quoted_text, self.sources, trace=trace)

    def extract(self) -> Iterator[Attribution]:
        yield from attribute_inscriptions(self.doc, self.builder)
        yield from attribute_questions(self.doc, self.builder)
        yield from attribute_stances(self.doc, self.builder)
        for token in self.doc:
            rule = rule_of(token)
            if self.quoted_text.quotation_at(token.idx) is not None:
                if rule is not None:
                    self.builder.reject(rule, _span_of(token), "inside_quotation")
                continue
            found = self._beside_quotation(token) if rule is None else self._apply(rule, token)
            if found is not None:
                yield found
        for quotation in self.quoted_text.quotations:
            if quotation.span not in self.builder.used:
                found = attribute_uncued(quotation, self.doc, self.builder)
                if found is not None:
                    yield found
        yield from attribute_posts(self.doc, self.builder)

    def _apply(self, rule: Rule, token: Token) -> Attribution | None:
        if (standpoint := standpoint_at(token)) is not None:
            return self._according_to(token, standpoint)
        return self._noun(token) if rule is Rule.CLAIM_NOUN else self._verb(token, rule)

    def _beside_quotation(self, verb: Token) -> Attribution | None:
        """Attribute the quotations that a clause accompanies to its subject, whatever the verb."""
        frame = frame_of(verb, self.quoted_text)
        if frame is None or frame.quotation in self.builder.used:
            return None
        if (reason := reason_not_said(verb, self.quoted_text)) is not None:
            self.builder.reject(Rule.VERB_BESIDE_QUOTATION, cue_of(verb), reason)
            return None
        is_told = is_passive(verb) and verb.lemma_ not in CITING
        speaker = holder_of_view(frame.subject) or frame.subject  # "came the answer from Doe"
        source = self._agent(verb) if is_told else self.sources.resolve(speaker)
        rule, cue = Rule.VERB_BESIDE_QUOTATION, cue_of(verb)
        if source is None:
            # somebody says it, and so it is not the next words of the one before
            self.builder.set_aside(frame.quotation, rule, "no_source")
            return None
        return self.builder.build(source, cue, Content((frame.quotation,)), rule=rule)

    def _according_to(self, token: Token, found: Standpoint) -> Attribution | None:
        """Attribute the clause around "according to X" or "in the view of X" to X."""
        source = self._holder(found.holder)
        if source is None:
            self.builder.reject(Rule.ACCORDING_TO, found.cue, "no_source")
            return None
        if quotation_has_own_cue(token, self.quoted_text):
            self.builder.reject(Rule.ACCORDING_TO, found.cue, "quotation_has_cue")
            return None
        # "according to Doe's lawyer, Jane Roe, the gate was open"
        names = () if found.holder.lower_ in POSSESSIVES else source.spans
        ends = (span.end for span in names if span.start == found.phrase.end + len(", "))
        end = max(found.phrase.end, *ends, 0)
        clause = clause_around(token)
        before = self.quoted_text.trimmed(Span(clause.start, found.phrase.start))
        after = self.quoted_text.trimmed(Span(end, clause.end))
        if before and after and self._is_another_statement(after):
            after = None
        text = self.quoted_text
        parts = (p for p in (before, after) if p and (text.words(p) > 1 or text.begins_quoted(p)))
        return self.builder.build(source, found.cue, Content(tuple(parts)), rule=Rule.ACCORDING_TO)

    def _is_another_statement(self, after: Span) -> bool:
        """Return True for "but Roe says it is shut" of "It is open, according to Doe, but ..."."""
        words = self.doc.char_span(*after, alignment_mode="contract")
        is_joined = words is not None and words[0].pos_ in {"CCONJ", "SCONJ"}
        return is_joined and any(map(is_another_report, words or ()))

    def _holder(self, holder: Token) -> AttributionSource | None:
        """Return the source of "according to Doe", "in her view" and "By her own account, Doe"."""
        form = POSSESSIVES.get(holder.lower_)
        if form is None:
            return self.sources.resolve(holder, is_cited=holder.dep_ != "poss")
        verb = next((one for one in holder.ancestors if one.pos_ in {"VERB", "AUX"}), None)
        subject = None if verb is None else own_subject(verb)
        own = any(word.lower_ == "own" for word in holder.head.lefts)  # not "In her view, Doe ..."
        is_after = own and subject is not None and subject.i > holder.i and subject.pos_ != "PRON"
        if subject is not None and is_after and self.sources.person_at(subject, form):
            return self.sources.resolve(subject)
        pronouns = self.sources.pronouns
        return pronouns.antecedent(holder, form) or pronouns.only_person(form, holder.idx)

    def _verb(self, verb: Token, rule: Rule) -> Attribution | None:
        """Attribute the content of a reporting verb to its subject, or its agent if passive."""
        if is_refusal(verb):
            self.builder.reject(rule, cue_of(verb), "refusal")
            return None
        content = content_of(verb, self.quoted_text, self.builder.used)
        has_quoted_subject = self._has_quoted_subject(verb)
        is_misread = content is None or self._quotes_another(content) or has_quoted_subject
        if is_misread and (found := self._beside_quotation(verb)) is not None:
            return found
        if has_quoted_subject:
            self.builder.reject(rule, cue_of(verb), "no_source")
            return None
        if content is not None and self._is_quotation_of_another(content, verb):
            self.builder.reject(rule, cue_of(verb), "inside_another")
            return None
        if content is not None:
            spans = before_next_speaker(content.spans, verb, self.quoted_text)
            content = content._replace(spans=spans)
        reason = None if content is None else self._reason_to_reject(verb, content)
        if content is None or reason is not None:
            if self.builder.trace is not None:
                self.builder.reject(rule, cue_of(verb), reason or _missing_content_reason(verb))
            return None
        source = self._source_of(verb, content, rule)
        if source is None and is_passive(verb) and verb.lemma_.lower() in ACCUSING:
            source, rule = self.sources.unknown(), Rule.PASSIVE_WITHOUT_AGENT
        cue = cue_of(verb)
        if source is None:
            self.builder.reject(rule, cue, "no_source")
            if frame_of(verb, self.quoted_text) and self.quoted_text.is_quoted(content.spans):
                # somebody says it, and so it is not the next words of the one before
                for span in content.spans:
                    self.builder.set_aside(span, rule, "no_source")
            return None
        return self.builder.build(source, cue, content, rule=rule)

    def _reason_to_reject(self, verb: Token, content: Content) -> RejectionReason | None:
        lemma = verb.lemma_.lower()
        if (reason := reason_not_said(verb, self.quoted_text)) is not None:
            return reason
        if self._continues_claim(verb, content):
            return "continues_claim"
        is_weak = lemma in WEAK - THOUGHT - FINDING and not points_out(verb)
        return "weak_verb" if is_weak and not self.quoted_text.is_quoted(content.spans) else None

    def _quotes_another(self, content: Content) -> bool:
        """Return True if content contains a quotation that already has a source."""
        quoted = (q for span in content.spans for q in self.quoted_text.quotations_in(span))
        return any(quotation.span in self.builder.used for quotation in quoted)

    def _is_quotation_of_another(self, content: Content, verb: Token) -> bool:
        """Return True if content is a quotation before a verb that already has a source.

        The parser may join "Reyes told them so" to the quotation that ends before it.
        """
        is_before = content.spans[-1].end <= verb.idx
        is_quoted = is_before and self.quoted_text.is_quoted(content.spans)
        return is_quoted and self._quotes_another(content)

    def _has_quoted_subject(self, verb: Token) -> bool:
        """Return True for “Nine,” repeated the warden, where the parser takes “Nine” for it."""
        subject = subject_of(verb)
        return subject is not None and self.quoted_text.quotation_at(subject.idx) is not None

    def _continues_claim(self, verb: Token, content: Content) -> bool:
        """Return True if a participle only continues the claim of the reporting verb above it.

        "She praised the crew, speaking of the night": without a clause or a quotation of its own,
        the participle is a part of that claim.
        """
        has_statement = content.stands_alone or any(
            map(self.quoted_text.quotations_in, content.spans)
        )
        depends_on_cue = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.lemma_ in CUES
        return depends_on_cue and not has_statement

    def _source_of(self, verb: Token, content: Content, rule: Rule) -> AttributionSource | None:
        if rule is Rule.COURT_HEARS:
            return self._heard_source(verb)
        if rule is Rule.AGENT_OF_PASSIVE_VERB:
            return self._agent(verb)
        frame = frame_of(verb, self.quoted_text)
        is_framed = frame is not None and frame.quotation in content.spans
        beside = frame.subject if frame is not None and is_framed else None
        subject = beside or quoted_as_saying(verb) or subject_of(verb)
        return self._subject(verb, subject, self.builder.limited(content.spans, cue_of(verb)))

    def _subject(
        self, verb: Token, subject: Token | None, content: Sequence[Span] = ()
    ) -> AttributionSource | None:
        """Resolve the subject of a verb; what is read out is a document ("“...,” it read")."""
        if subject is not None and verb.lemma_ == "read" and subject.lower_ == "it":
            subject = document_before(subject, self.quoted_text) or subject
        elif subject is not None and verb.lemma_ == "say" and subject.lower_ == "it":
            return self._what_it_is(subject, content)
        return None if subject is None else self.sources.resolve(subject, content=content)

    def _what_it_is(self, pronoun: Token, content: Sequence[Span]) -> AttributionSource | None:
        """Resolve the "it" of “Boy fined,” it said: a paper named later than the last body."""
        source = self.sources.resolve(pronoun, content=content)
        document = document_before(pronoun, self.quoted_text)
        if source is None or document is None or not self.quoted_text.is_quoted(content):
            return source
        last = max((span.start for span in source.spans if span.start < pronoun.idx), default=-1)
        is_newer = last < document.sent.start_char and document.sent.end <= pronoun.sent.start
        return self.sources.resolve(document) or source if is_newer else source

    def _agent(self, verb: Token) -> AttributionSource | None:
        """Return the source behind "by" of a passive verb."""
        head = agent_of(verb)
        return None if head is None else self.sources.resolve(head)

    def _heard_source(self, verb: Token) -> AttributionSource | None:
        """Return "a nurse" of "The court heard from a nurse that"; unknown if nobody is named."""
        is_misread = verb.dep_ == "acl" and verb.head.dep_ == "ROOT"  # "A jury heard that"
        subject = verb.head if is_misread else subject_of(verb)
        if subject is None or subject.lemma_.lower() not in COURTS:
            return None
        head = heard_from(verb)
        return self.sources.unknown() if head is None else self.sources.resolve(head)

    def _noun(self, noun: Token) -> Attribution | None:
        """Attribute the clause of "their claim that ..." and "the warning by X that ..."."""
        clause = next(child for child in noun.rights if is_that_clause(child))
        holder = next((child for child in noun.children if child.dep_ == "poss"), None)
        for child in noun.children:
            if holder is None and child.lower_ in {"by", "from", "of"} and child.i < clause.i:
                holder = next(iter(child.children), None)
        source = None if holder is None else self.sources.resolve(holder)
        if holder is None and noun.dep_ == "dobj" and noun.head.lemma_ in EXPRESSING:
            source = self._subject(noun.head, subject_of(noun.head))
        span = self.quoted_text.trimmed(subtree_span(clause))
        if source is None or span is None:
            reason: RejectionReason = "no_source" if source is None else "no_content"
            self.builder.reject(Rule.CLAIM_NOUN, _span_of(noun), reason)
            return None
        return self.builder.build(source, _span_of(noun), Content((span,)), rule=Rule.CLAIM_NOUN)


def _missing_content_reason(verb: Token) -> RejectionReason:
    clauses = (child for child in verb.rights if child.dep_ in {"ccomp", "parataxis"})
    asks = any(is_thought_question(verb, clause) for clause in clauses)
    return "question" if asks else "no_content"


def _span_of(token: Token) -> Span:
    return Span(token.idx, end_offset(token))
