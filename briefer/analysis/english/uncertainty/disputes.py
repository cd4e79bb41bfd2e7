"""Disputes: where one source says that what another says is not so."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, Span, UncertaintyFinding
from briefer.analysis.english.lexicon import CLAIM_NOUNS, DENIABLE, DENIAL
from briefer.analysis.english.uncertainty.excerpts import excerpt
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.article import Article

_THAT = frozenset({"it", "that", "this", "them", "those", "these"})
_PREDICATIVE = frozenset({"acomp", "attr", "oprd", "pobj", "prep", "amod", "pcomp"})
_UNTRUE = re.compile(
    r"(?:\b(?:is|are|was|were|as|be|called)|['’](?:s|re))\s+(?:\w+ly\s+)?"
    r"(?:false|untrue|baseless|unfounded|nonsense|fabricated|a\s+lie|lies|not\s+true)\b",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(r"\bno\s+such\s+(\w+)", re.IGNORECASE)
_OTHERWISE = re.compile(r"\btold\s+otherwise\b", re.IGNORECASE)
_SILENT = re.compile(r"\b(?:refus|declin)", re.IGNORECASE)
_WORDS = 14  # of each side, in a note
_NEAR = 3  # sentences back to the claim that "denied it" means
_ABOUT = 5  # and to the claim about whoever denies it
_SHARED = 2  # words that a claim and its denial share, where nothing else ties them
_FURTHER = re.compile(r"\s(?:of|for|from|in|at|with|close)\s")
_MARKS = '“”‘’", '


class _Answer(NamedTuple):
    """Where somebody says that something is not so.

    Attributes:
        who: the words that name whoever says it.
        source: whoever says it, as :func:`_plain` writes it.
        start: where it begins.
        sentence: index of its sentence.
        topic: the words of what is denied, and of what is said instead.
        told: it, for a note.
        spans: where it stands.
    """

    who: frozenset[str]
    source: str
    start: int
    sentence: int
    topic: frozenset[str]
    told: str
    spans: tuple[Span, ...]


def find_disputes(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Yield each claim that another source denies, with the words of both."""
    seen: set[int] = set()
    for claim, answer in _Disputes(doc, article, attributions).find():
        if claim.content[0].start not in seen:
            seen.add(claim.content[0].start)
            note = f"{_side(claim, article)} {answer.told}"
            yield UncertaintyFinding("disputed", note, (*claim.content, *answer.spans))


class _Disputes:
    """Looks for the claim that each denial is of."""

    def __init__(self, doc: Doc, article: Article, attributions: Sequence[Attribution]) -> None:
        self._doc = doc
        self._article = article
        self._attributions = attributions
        self._words = {id(a): self._content_words(a.content) for a in attributions}
        self._states = [a for a in attributions if self._states_something(a)]

    def find(self) -> Iterator[tuple[Attribution, _Answer]]:
        """Yield each claim with its denial."""
        for found in self._attributions:
            answer = self._answer(found)
            claim = self._denied_by(found, answer) or self._gainsaid_by(found, answer)
            if claim is not None:
                yield claim, answer
        for verb in self._doc:
            told = self._denial_of_that(verb)
            near = [] if told is None else self._before(told, reach=_NEAR)
            if told is not None and near:
                yield max(near, key=lambda a: self._likeness(a, told)), told

    def _denied_by(self, denial: Attribution, answer: _Answer) -> Attribution | None:
        """Return the claim that "denied that ..." and "rejected X's account" are of."""
        verb = self._denying(denial.cue)
        if verb is None:
            return None
        of = next((child for child in verb.children if child.dep_ == "dobj"), None)
        if of is not None and of.tag_ != "VBG" and of.lemma_.lower() not in DENIABLE:
            return None  # "rejected the offer"
        before = self._before(answer)
        beside = [a for a in before if a.sentence == answer.sentence]
        if beside:
            return beside[-1]  # "X said ..., but Y denied ..."
        holder = of and next((child for child in of.children if child.dep_ == "poss"), None)

        def is_tied(claim: Attribution) -> bool:
            about = bool(answer.who & set(self._said(claim).split()))
            near = answer.sentence - claim.sentence <= _ABOUT
            theirs = holder is not None and holder.text in self._called(claim)
            shared = self._likeness(claim, answer)[0]
            return (about and near) or shared >= (1 if theirs else _SHARED)

        tied = filter(is_tied, before)
        return max(tied, key=lambda a: self._likeness(a, answer), default=None)

    def _gainsaid_by(self, found: Attribution, answer: _Answer) -> Attribution | None:
        """Return the claim that "the reports are false" and "no such list" are of."""
        words = self._said(found)
        match = _NO_SUCH.search(words)
        if match is not None:
            stem = match[1].lower().rstrip("s")
            before = self._before(answer)
            said = [a for a in before if any(w.startswith(stem) for w in self._words[id(a)])]
            return said[-1] if said else None
        near = self._before(answer, reach=_NEAR)
        if _OTHERWISE.search(words):
            return near[-1] if near else None
        for part in found.content:
            for untrue in _UNTRUE.finditer(part.text_in(self._article.text)):
                what = self._called_untrue(part.start + untrue.end())
                if what is None:
                    continue
                if what.lower_ in _THAT:
                    return near[-1] if near else None
                tied = [a for a in near if self._is_about(a, what, answer)]
                if tied:
                    return tied[-1]
        return None

    def _called_untrue(self, end: int) -> Token | None:
        """Return the noun or the pronoun of which the word that ends here says it is untrue."""
        last = self._doc.char_span(end - 1, end, alignment_mode="expand")
        if last is None:
            return None
        word = last[0]
        while word.dep_ in _PREDICATIVE:
            word = word.head
        if word.pos_ not in {"VERB", "AUX"} and not any(c.dep_ in SUBJECTS for c in word.children):
            return None  # "a lie detector"
        of = [c for c in word.children if c.dep_ in {*SUBJECTS, "dobj"} and c.idx < end]
        return of[-1] if of else None

    def _is_about(self, claim: Attribution, what: Token, answer: _Answer) -> bool:
        """Tell whether a claim is about what somebody calls untrue."""
        if what.lemma_.lower() not in CLAIM_NOUNS | DENIABLE:
            return what.lemma_.lower() in self._words[id(claim)]
        return self._likeness(claim, answer)[0] > 0

    def _denial_of_that(self, verb: Token) -> _Answer | None:
        """Return the answer of "X denied it", "Y disputes that"."""
        if verb.pos_ != "VERB" or verb.lemma_ not in DENIAL:
            return None
        said = next((child for child in verb.rights if child.dep_ in {"dobj", "mark"}), None)
        subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
        if said is None or said.lower_ not in _THAT or list(said.children):
            return None
        if subject is None or subject.pos_ == "PRON":
            return None
        index = self._article.sentence_at(verb.idx)
        sentence = Span(*self._article.sentences[index])
        own = [
            a
            for a in self._states
            if index <= a.sentence <= index + 1
            and a.content[0].start > verb.idx
            and subject.text in a.source.text.split()
        ][:1]
        spans = (sentence, *(span for a in own for span in a.content))
        told = " ".join(
            (
                _cut(sentence.text_in(self._article.text)) + ".",
                *(_quoted(a, self._article) for a in own),
            )
        )
        who = frozenset({subject.text})
        source = _plain(self._doc[subject.left_edge.i : subject.i + 1].text)
        return _Answer(who, source, verb.idx, index, self._content_words(spans), told, spans)

    def _answer(self, found: Attribution) -> _Answer:
        """Return an attribution as an answer, with what its source says next."""
        next_ones = (
            self._words[id(a)]
            for a in self._states
            if a.source.text == found.source.text and 0 <= a.sentence - found.sentence <= 1
        )
        return _Answer(
            self._naming(found.source.text),
            _plain(found.source.text),
            min(found.content[0].start, found.cue.start),
            found.sentence,
            self._words[id(found)].union(*next_ones),
            _side(found, self._article),
            found.content,
        )

    def _before(self, answer: _Answer, *, reach: int | None = None) -> list[Attribution]:
        """Return what others state before an answer, at most so many sentences before it."""
        return [
            a
            for a in self._states
            if a.content[-1].end <= answer.start
            and not answer.who & _own_words(a)
            and answer.source != _plain(a.source.text)
            and (reach is None or answer.sentence - a.sentence <= reach)
        ]

    def _states_something(self, found: Attribution) -> bool:
        """Tell whether an attribution says something that another can deny."""
        silent = _SILENT.search(found.cue.text_in(self._article.text))
        return not (silent or found.source.kind == "unknown" or self._denying(found.cue))

    def _denying(self, cue: Span) -> Token | None:
        tokens = self._doc.char_span(*cue, alignment_mode="expand")
        return next((token for token in tokens or () if token.lemma_ in DENIAL), None)

    def _likeness(self, claim: Attribution, answer: _Answer) -> tuple[int, int]:
        whose = {word.lower() for word in answer.who}
        return len((self._words[id(claim)] & answer.topic) - whose), claim.sentence

    def _naming(self, source: str) -> frozenset[str]:
        """Return the words of a source that are a name's: not the "The" of "The ministry"."""
        words = (word for word in source.split() if word[0].isupper())
        return frozenset(word for word in words if not self._doc.vocab[word].is_stop)

    def _called(self, claim: Attribution) -> list[str]:
        role = claim.source.role
        described = "" if role is None else role.text_in(self._article.text)
        return re.findall(r"\w+", f"{claim.source.text} {described}")

    def _said(self, claim: Attribution) -> str:
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


def _plain(source: str) -> str:
    """Return a source in small letters and without its article."""
    return re.sub(r"^(?:the|an?)\s+", "", source.lower())


def _own_words(found: Attribution) -> set[str]:
    """Return the words that name a source: not the committee of "a clerk of the committee"."""
    return set(_FURTHER.split(found.source.text)[0].split())


def _side(found: Attribution, article: Article) -> str:
    """Return who says what, in a few words of the article."""
    who = found.source.text[:1].upper() + found.source.text[1:]
    if found.content[0].start != found.cue.start:
        return f"{who}: {_quoted(found, article)}"
    return f"{who} {_cut(' '.join(span.text_in(article.text) for span in found.content))}."


def _quoted(found: Attribution, article: Article) -> str:
    words = _cut(" … ".join(span.text_in(article.text).strip(_MARKS) for span in found.content))
    return f"“{words}”."


def _cut(words: str) -> str:
    return excerpt(words, _WORDS).rstrip(".,;")
