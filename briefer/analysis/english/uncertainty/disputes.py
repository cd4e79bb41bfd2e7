"""Find disputes: a source says that the claim of another source is not true.

Example: "Reyes said the company had hidden the report. Halvorsen denied it."
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import (
    Attribution,
    Span,
    UncertaintyFinding,
    UncertaintySide,
)
from briefer.analysis.english.lexicon import DENIAL
from briefer.analysis.english.nouns import CLAIM_NOUNS, DENIABLE
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.schema.article import Article
from briefer.schema.vocabulary import ParamValue

_PRONOUNS = frozenset({"it", "that", "this", "them", "those", "these"})
_PREDICATIVE = frozenset({"acomp", "attr", "oprd", "pobj", "prep", "amod", "pcomp"})
_UNTRUE = re.compile(
    r"(?:\b(?:is|are|was|were|as|be|called)|['’](?:s|re))\s+[\"“'‘]?(?:\w+ly\s+)?"
    r"(?:false|untrue|baseless|unfounded|fabricated|nonsense|lies|not\s+true"
    r"|an?\s+(?:[\w-]+\s+)?(?:lie|fabrication|invention|fairy\s+tale|myth))\b",
    re.IGNORECASE,
)
# "There was no such order", "I never gave such an order".
_NO_SUCH = re.compile(
    r"(?:\b(?:no|not|never)|n['’]t)\s+(?:\w+\s+){0,2}?such\s+(?:an?\s+)?(\w+)", re.IGNORECASE
)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_TOLD_OTHERWISE = re.compile(r"\btold\s+otherwise\b", re.IGNORECASE)
_NO_COMMENT = re.compile(r"\b(?:refus|declin)", re.IGNORECASE)
# How many statements before and after a denial are compared with it.
_FAR_STATEMENTS = 200
_NEXT_STATEMENTS = 20
_NEAR = 3  # sentences back to the claim that "denied it" refers to
_NEAR_IF_NAMED = 5  # sentences back to a claim that names the source of the denial
_SHARED_WORDS = 2  # of a claim and its denial, if nothing else connects them
_MODIFIER = re.compile(r"\s(?:of|for|from|in|at|with|close)\s")
_MARKS = '“”‘’", '


class _Denial(NamedTuple):
    """A statement that may deny a claim of another source.

    Attributes:
        source_words: the words of the source's name.
        source: the source, in lower case and without "the".
        start: offset of its first character.
        sentence: index of its sentence.
        topic: the content words of the denial and of what the source says next.
        name: the source as the article names it.
        params: what a note says about this side.
        spans: its evidence.
    """

    source_words: frozenset[str]
    source: str
    start: int
    sentence: int
    topic: frozenset[str]
    name: str
    params: dict[str, ParamValue]
    spans: tuple[Span, ...]


def find_disputes(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Yield a finding for each claim that another source denies, with the words of both."""
    seen: set[int] = set()
    for claim, denial in _DisputeFinder(doc, article, attributions).find():
        if claim.content[0].start not in seen:
            seen.add(claim.content[0].start)
            yield UncertaintyFinding(
                "claim_denied",
                {**_params("claim", claim, article), **denial.params},
                spans=(*claim.content, *denial.spans),
                sides=(
                    UncertaintySide(claim.source.text, claim.content),
                    UncertaintySide(denial.name, denial.spans),
                ),
            )


class _DisputeFinder:
    """Finds the claim that each denial refers to."""

    def __init__(self, doc: Doc, article: Article, attributions: Sequence[Attribution]) -> None:
        self._doc = doc
        self._article = article
        self._attributions = attributions
        self._words = {id(a): self._content_words(a.content) for a in attributions}
        self._heads = {id(a): _head_words(a) for a in attributions}
        self._sources = {id(a): _without_article(a.source.text) for a in attributions}
        self._statements = [a for a in attributions if self._is_statement(a)]
        self._starts = [a.content[0].start for a in self._statements]
        self._by_source: dict[tuple[str, int], list[Attribution]] = defaultdict(list)
        for statement in self._statements:
            self._by_source[statement.source.text, statement.sentence].append(statement)

    def find(self) -> Iterator[tuple[Attribution, _Denial]]:
        """Yield each claim with its denial."""
        for attribution in self._attributions:
            denial = self._as_denial(attribution)
            claim = self._claim_of_verb(attribution, denial)
            claim = claim or self._claim_called_untrue(attribution, denial)
            if claim is not None:
                yield claim, denial
        for verb in self._doc:
            pronoun_denial = self._denial_of_pronoun(verb)
            if pronoun_denial is None:
                continue
            near = self._statements_before(pronoun_denial, reach=_NEAR)
            if near:
                yield max(near, key=lambda a: self._similarity(a, pronoun_denial)), pronoun_denial

    def _claim_of_verb(self, attribution: Attribution, denial: _Denial) -> Attribution | None:
        """Return the claim that "denied that ..." or "rejected X's account" refers to."""
        verb = self._denial_verb(attribution.cue)
        if verb is None:
            return None
        denied = next((child for child in verb.children if child.dep_ == "dobj"), None)
        if denied is not None and denied.tag_ != "VBG" and denied.lemma_.lower() not in DENIABLE:
            return None  # "rejected the offer"
        before = self._statements_before(denial)
        same_sentence = [a for a in before if a.sentence == denial.sentence]
        if same_sentence:
            return same_sentence[-1]  # "X said ..., but Y denied ..."
        owner = denied and next((child for child in denied.children if child.dep_ == "poss"), None)

        def is_connected(claim: Attribution) -> bool:
            names_source = bool(denial.source_words & set(self._content_text(claim).split()))
            near = denial.sentence - claim.sentence <= _NEAR_IF_NAMED
            is_owner = owner is not None and owner.text in self._source_words(claim)
            shared = self._similarity(claim, denial)[0]
            return (names_source and near) or shared >= (1 if is_owner else _SHARED_WORDS)

        connected = filter(is_connected, before)
        return max(connected, key=lambda a: self._similarity(a, denial), default=None)

    def _claim_called_untrue(self, attribution: Attribution, denial: _Denial) -> Attribution | None:
        """Return the claim that "the reports are false" or "no such list" refers to."""
        words = self._content_text(attribution)
        match = _NO_SUCH.search(words)
        if match is not None:
            stem = match[1].lower().rstrip("s")
            before = self._statements_before(denial)
            about = [a for a in before if any(w.startswith(stem) for w in self._words[id(a)])]
            return about[-1] if about else None
        if _TOLD_OTHERWISE.search(words):
            return next(iter(self._statements_before(denial, reach=_NEAR)[-1:]), None)
        for part in attribution.content:
            for untrue in _UNTRUE.finditer(part.text_in(self._article.text)):
                subject = self._subject_called_untrue(part.start + untrue.end())
                if subject is None:
                    continue
                near = self._statements_before(denial, reach=_NEAR)
                about = [a for a in near if self._is_about(a, subject, denial)]
                if subject.lower_ in _PRONOUNS:
                    about = near
                    if _THAT.search(words, untrue.end()):  # "It was not true that he had left"
                        about = [a for a in near if self._similarity(a, denial)[0]]
                if about:
                    return about[-1]
        return None

    def _subject_called_untrue(self, end: int) -> Token | None:
        """Return the noun or pronoun that the words ending at ``end`` call untrue, if any."""
        last = self._doc.char_span(end - 1, end, alignment_mode="expand")
        if last is None:
            return None
        word = last[0]
        while word.dep_ in _PREDICATIVE:
            word = word.head
        if word.pos_ not in {"VERB", "AUX"} and not any(c.dep_ in SUBJECTS for c in word.children):
            return None  # "a lie detector"
        nouns = [c for c in word.children if c.dep_ in {*SUBJECTS, "dobj"} and c.idx < end]
        return nouns[-1] if nouns else None

    def _is_about(self, claim: Attribution, noun: Token, denial: _Denial) -> bool:
        """Return True if a claim is about the noun that a denial calls untrue."""
        lemma = noun.lemma_.lower()
        if lemma not in CLAIM_NOUNS | DENIABLE:
            return lemma in self._words[id(claim)]
        if claim.cue.text_in(self._article.text).lower().startswith(lemma):
            return True  # "The Courier reported ..." and "the report"
        return self._similarity(claim, denial)[0] > 0

    def _denial_of_pronoun(self, verb: Token) -> _Denial | None:
        """Return the denial in "X denied it" or "Y disputes that", if there is one."""
        if verb.pos_ != "VERB" or verb.lemma_ not in DENIAL:
            return None
        denied = next((child for child in verb.rights if child.dep_ in {"dobj", "mark"}), None)
        subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
        if denied is None or denied.lower_ not in _PRONOUNS or list(denied.children):
            return None
        if subject is None or subject.pos_ == "PRON":
            return None
        index = self._article.sentence_at(verb.idx)
        sentence = Span(*self._article.sentences[index])
        next_statement = [
            a
            for a in self._statements[bisect_right(self._starts, verb.idx) :][:_NEXT_STATEMENTS]
            if index <= a.sentence <= index + 1 and subject.text in a.source.text.split()
        ][:1]
        spans = (sentence, *(span for a in next_statement for span in a.content))
        name = self._doc[subject.left_edge.i : subject.i + 1].text
        params: dict[str, ParamValue] = {"denial_sentence": sentence.text_in(self._article.text)}
        if next_statement and next_statement[0].sentence != index:  # else the sentence has it
            params["denial_quotation"] = _quotation(next_statement[0], self._article)
        return _Denial(
            source_words=frozenset({subject.text}),
            source=_without_article(name),
            start=verb.idx,
            sentence=index,
            topic=self._content_words(spans),
            name=name,
            params=params,
            spans=spans,
        )

    def _as_denial(self, attribution: Attribution) -> _Denial:
        """Return an attribution as a possible denial, with what its source says next."""
        source = attribution.source.text
        next_words = (
            self._words[id(a)]
            for sentence in (attribution.sentence, attribution.sentence + 1)
            for a in self._by_source.get((source, sentence), ())
        )
        return _Denial(
            source_words=self._name_words(source),
            source=_without_article(source),
            start=min(attribution.content[0].start, attribution.cue.start),
            sentence=attribution.sentence,
            topic=self._words[id(attribution)].union(*next_words),
            name=source,
            params=_params("denial", attribution, self._article),
            spans=attribution.content,
        )

    def _statements_before(self, denial: _Denial, *, reach: int | None = None) -> list[Attribution]:
        """Return the statements of other sources before a denial.

        Args:
            denial: the denial.
            reach: how many sentences before it a statement may be; None for any number.
        """
        end = bisect_left(self._starts, denial.start)
        return [
            a
            for a in self._statements[max(0, end - _FAR_STATEMENTS) : end]
            if (reach is None or denial.sentence - a.sentence <= reach)
            and a.content[-1].end <= denial.start
            and not denial.source_words & self._heads[id(a)]
            and denial.source != self._sources[id(a)]
        ]

    def _is_statement(self, attribution: Attribution) -> bool:
        """Return True if an attribution says something that another source can deny."""
        if _NO_COMMENT.search(attribution.cue.text_in(self._article.text)):
            return False
        return attribution.source.kind != "unknown" and not self._denial_verb(attribution.cue)

    def _denial_verb(self, cue: Span) -> Token | None:
        tokens = self._doc.char_span(*cue, alignment_mode="expand")
        return next((token for token in tokens or () if token.lemma_ in DENIAL), None)

    def _similarity(self, claim: Attribution, denial: _Denial) -> tuple[int, int]:
        """Return the number of shared content words and, for ties, the sentence of the claim."""
        source_words = {word.lower() for word in denial.source_words}
        return len((self._words[id(claim)] & denial.topic) - source_words), claim.sentence

    def _name_words(self, source: str) -> frozenset[str]:
        """Return the words of a source that belong to a name: "The" of "The ministry" does not."""
        words = (word for word in source.split() if word[0].isupper())
        return frozenset(word for word in words if not self._doc.vocab[word].is_stop)

    def _source_words(self, claim: Attribution) -> list[str]:
        """Return the words of the name and the role of a claim's source."""
        role = claim.source.role
        role_text = "" if role is None else role.text_in(self._article.text)
        return re.findall(r"\w+", f"{claim.source.text} {role_text}")

    def _content_text(self, claim: Attribution) -> str:
        return " ".join(span.text_in(self._article.text) for span in claim.content)

    def _content_words(self, spans: Sequence[Span]) -> frozenset[str]:
        tokens = (self._doc.char_span(*span, alignment_mode="contract") or () for span in spans)
        return frozenset(
            token.lemma_.lower()
            for part in tokens
            for token in part
            if token.pos_ in {"NOUN", "PROPN", "VERB", "NUM"}
            and not token.is_stop
            and token.lemma_ not in DENIAL
        )


def _without_article(source: str) -> str:
    """Return a source in lower case and without "the" or "a"."""
    return re.sub(r"^(?:the|an?)\s+", "", source.lower())


def _head_words(attribution: Attribution) -> set[str]:
    """Return the words for a source without modifiers: "a clerk" of "a clerk of a committee"."""
    return set(_MODIFIER.split(attribution.source.text)[0].split())


def _params(side: str, attribution: Attribution, article: Article) -> dict[str, ParamValue]:
    """Return what a note says about one side: the source, and its words with or without the cue."""
    source = attribution.source.text
    if attribution.content[0].start != attribution.cue.start:
        return {f"{side}_source": source, f"{side}_quotation": _quotation(attribution, article)}
    words = " ".join(span.text_in(article.text) for span in attribution.content)
    return {f"{side}_source": source, f"{side}_report": words}


def _quotation(attribution: Attribution, article: Article) -> str:
    parts = [span.text_in(article.text).strip() for span in attribution.content]
    if attribution.quote_kind == "direct":  # the note has marks of its own
        parts = [part.strip(_MARKS) for part in parts]
    return " … ".join(parts)
