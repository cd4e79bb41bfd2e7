"""Resolve the pronouns of sources: who "he" is, by who spoke or acted last before it.

In "Reyes opened the gate. He said it was safe." the source is Reyes.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from heapq import merge
from itertools import groupby, takewhile

from spacy.tokens import Token

from briefer.analysis.annotations import AttributionSource, Span
from briefer.analysis.english.attribution.acting_nouns import (
    acts_on,
    are_people,
    intends,
    is_asking,
    is_document_object,
    objects,
    partners,
    possessors,
)
from briefer.analysis.english.attribution.known_pronouns import (
    PERSONAL,
    KnownPronouns,
    pronoun_from,
)
from briefer.analysis.english.attribution.noun_phrases import phrase_of
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, KIN
from briefer.analysis.parser import dictionary
from briefer.analysis.span_index import SpanIndex

_MAX_SENTENCES = 12  # between a pronoun and its antecedent
_NEAR = 2  # sentences before that of a pronoun
_OBJECT_FORMS = {"he": "him", "she": "her"}
_FULL_NAME = 2  # words
_FORMS = {
    "he": re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE),
}
_Candidate = tuple[int, AttributionSource]  # an antecedent with the offset of its mention


class PronounResolver:
    """Candidate antecedents in the order of the text: sources, and subjects of clauses.

    Args:
        text: the article's text.
        subjects: heads of the noun phrases that act, in order (see :func:`acts`).
        resolve_subject: returns the source that such a noun phrase names or describes.
        sentences: the text's sentences, in order.
        reported: spans in which somebody talks about others: at first, the quotations.
        pronouns: "he" or "she" for the people of an article.
    """

    def __init__(
        self,
        text: str,
        subjects: Sequence[Token],
        resolve_subject: Callable[[Token], AttributionSource | None],
        *,
        sentences: Sequence[Span],
        reported: Iterable[Span],
        pronouns: KnownPronouns,
    ) -> None:
        self._text = text
        self._subjects = subjects
        self._subject_at = {token.idx: token for token in subjects}
        self._resolve_subject = resolve_subject
        self._sentences = sentences
        self._reported = SpanIndex((span, span) for span in reported)
        self._sources: list[_Candidate] = []
        self._known = pronouns

    def remember(self, offset: int, source: AttributionSource) -> None:
        """Record that a source is mentioned at an offset."""
        insort(self._sources, (offset, source), key=_offset)

    def add_content(self, content: Sequence[Span], cue: Span) -> None:
        """Record reported content. People named inside it are less likely to be a later "he"."""
        for part in content:
            if part.start >= cue.start:
                self._reported.add(part, part)

    def last(self, before: int, kinds: AbstractSet[str]) -> AttributionSource | None:
        """Return the latest source of one of ``kinds`` before an offset."""
        candidates = _backwards_from(before, self._sources)
        return next((source for _, source in candidates if source.kind in kinds), None)

    def last_people(self, before: int) -> AttributionSource | None:
        """Return the latest group of people before an offset, to which "one" can belong."""
        candidates = self._latest(before, self._acting_people(before))
        return next((s for _, s in candidates if s.kind in {"unnamed_group", "group"}), None)

    def has_candidate(self, pronoun: str, before: int, kinds: AbstractSet[str]) -> bool:
        """Return True if a source or a subject not too far before may be "he" or "she"."""
        candidates = self._latest(before, self._acting(before))
        return any(one.kind in kinds and self.fits(one, pronoun) for _, one in candidates)

    def sentences_before(self, offset: int) -> Span:
        """Return the text of the two sentences before an offset and its own, up to it."""
        return Span(self._earliest(offset, _NEAR), offset)

    def resolve(
        self, pronoun: str, before: int, kinds: AbstractSet[str], *, content: Sequence[Span]
    ) -> AttributionSource | None:
        """Return the antecedent of a pronoun: the latest fitting source or subject before it.

        None if there is none, or if another person in its clause is as likely.

        Args:
            pronoun: the pronoun, in small letters.
            before: its offset.
            kinds: the kinds of sources that it can stand for.
            content: the content attributed to it; nobody speaks of himself by name, only bodies do.
        """
        possessed: AttributionSource | None = None
        document: _Candidate | None = None
        inside: list[_Candidate] = []
        for offset, source in self._outside(content, inside, pronoun, before):
            if self._is_unclear(offset, source, pronoun, before, inside):
                return None
            if source.kind not in kinds or not self.fits(source, pronoun):
                if (other := self._other_person(offset, pronoun)) is not None:
                    return other
                continue
            if pronoun == "it" and self._are_several(offset):
                continue
            if self._is_document_object(offset) and document is None:
                document = offset, source
                continue
            is_body = source.kind != "document"
            if document and not (is_body and self._is_beside(offset, document[0])):
                return document[1]
            if not self._speaks(offset):
                itself = _body_among(inside, kinds) or self._planner(inside, source, pronoun)
                if itself is not None:
                    return itself  # "The council will close the pier, it said"
            if self._is_open(offset, source, pronoun, before, inside):
                return None
            if source.entity is None and pronoun in PERSONAL and self._is_possessed(offset):
                possessed = possessed or source
                continue
            return source if possessed is None else possessed if source.entity is None else None
        # "Doe will resign if it fails, she said"
        people = (one for _, one in inside if one.kind == "person" and one.kind in kinds)
        oneself = next((one for one in people if self.fits(one, pronoun)), None)
        return possessed or (document[1] if document else _body_among(inside, kinds) or oneself)

    def _outside(
        self, content: Sequence[Span], inside: list[_Candidate], pronoun: str, before: int
    ) -> Iterator[_Candidate]:
        """Yield the candidates outside of a content, and add those within it to a list."""
        for offset, source in self._latest(before, self._acting(before)):
            if any(part.start <= offset < part.end for part in content):
                inside.append((offset, source))
            elif pronoun == "it" and source.kind == "person" and self._is_document(offset):
                yield offset, self._document_of(offset)  # "A letter from Doe was read. It said"
            else:
                yield offset, source

    def _planner(
        self, inside: Iterable[_Candidate], outside: AttributionSource, pronoun: str
    ) -> AttributionSource | None:
        """Return Doe, known to be "she", of "Doe would appeal, she told them".

        None if the one who acted last is known to be "she" too.
        """
        if pronoun not in PERSONAL or self._known.of(outside.text) == pronoun:
            return None
        found = (
            source
            for offset, source in inside
            if source.kind == "person" and self._known.of(source.text) == pronoun
            if offset in self._subject_at and intends(self._subject_at[offset])
        )
        return next(found, None)

    def _has_newer_person(
        self, offset: int, source: AttributionSource, pronoun: str, inside: Sequence[_Candidate]
    ) -> bool:
        """Return True if a new paragraph introduces somebody else who may speak of himself.

        In "The groom, John Doe, never doubted it, he recalled" it may be Doe who recalls it, or
        the one who spoke in the paragraph before.
        """
        return any(
            one.text != source.text
            and one.entity is not None
            and one.entity.mentions[0].start > offset
            and self.fits(one, pronoun)
            and "\n" in self._text[offset:place]
            for place, one in inside
            if one.kind == "person" and place in self._subject_at and not self._is_reported(place)
        )

    def _is_unclear(
        self,
        offset: int,
        source: AttributionSource,
        pronoun: str,
        before: int,
        inside: Iterable[_Candidate],
    ) -> bool:
        """Return True if a body before a pronoun may be a person, or not what "they" stands for."""
        if pronoun == "they":
            return self._may_be_own_subject(offset, source, inside)
        return pronoun in PERSONAL and self._may_be_person(offset, source, before)

    def _may_be_own_subject(
        self, offset: int, source: AttributionSource, inside: Iterable[_Candidate]
    ) -> bool:
        """Return True if "they" of "Anglers counted them, they say" may be the anglers.

        The other candidate is one body, such as a company, or one that only acts.
        """
        is_plain = self._speaks(offset) and self._are_several(offset)
        own = (self._subject_at.get(place) for place, one in inside if one.kind == "group")
        is_own = any(one is not None and one.dep_ == "nsubj" and one.tag_ == "NNS" for one in own)
        return is_own and source.kind == "organisation" and not is_plain

    def _is_possessed(self, offset: int) -> bool:
        """Return True for "her teacher": the next "she" may be the teacher or the pupil.

        With a name ("her teacher, Jane Doe") it is the teacher.

        A relative becomes the one talked about: "Her sister looks away. She says ...".
        """
        subject = self._subject_at.get(offset)
        if subject is None or subject.lemma_.lower() in KIN:
            return False
        return any(child.dep_ == "poss" and child.pos_ == "PRON" for child in subject.lefts)

    def _speaks(self, offset: int) -> bool:
        index = bisect_left(self._sources, offset, key=_offset)
        return index < len(self._sources) and self._sources[index][0] == offset

    def _may_be_person(self, offset: int, source: AttributionSource, before: int) -> bool:
        """Return True for a name such as "Dell Moon" right before "she", taken for a body."""
        is_next = self._sentence_of(before) - self._sentence_of(offset) <= 1
        words = source.text.split()
        is_body = source.kind == "organisation" and source.entity is not None
        has_form = len(words) == _FULL_NAME and all(word.istitle() for word in words)
        known = dictionary("en")
        return is_body and is_next and has_form and words[-1].lower() not in known

    def _is_document(self, offset: int) -> bool:
        subject = self._subject_at.get(offset)
        return subject is not None and subject.lemma_.lower() in DOCUMENT_NOUNS

    def _document_of(self, offset: int) -> AttributionSource:
        phrase = phrase_of(self._subject_at[offset])
        return AttributionSource(phrase.text_in(self._text), "document", (phrase,))

    def _is_document_object(self, offset: int) -> bool:
        subject = self._subject_at.get(offset)
        return subject is not None and is_document_object(subject)

    def _is_beside(self, offset: int, document: int) -> bool:
        """Return True for a body that acts in the sentence of its letter or in the one before."""
        is_near = self._sentence_of(document) - self._sentence_of(offset) <= 1
        return is_near and not self._is_reported(offset)

    def _are_several(self, offset: int) -> bool:
        """Return True for "police" and "the authorities", which are "they"."""
        subject = self._subject_at.get(offset)
        return subject is not None and (subject.tag_ == "NNS" or subject.lower_ == "police")

    def _is_open(
        self,
        offset: int,
        source: AttributionSource,
        pronoun: str,
        before: int,
        inside: Sequence[_Candidate],
    ) -> bool:
        """Return True if "he", "she" or "they" may as well be somebody else than a source."""
        if self._acts_on_many(offset, before, pronoun):
            return True
        return pronoun in PERSONAL and (
            self._has_rival(offset, source, pronoun)
            or self._fits_better(offset, source, pronoun)
            or self._has_newer_person(offset, source, pronoun, inside)
        )

    def _acts_on_many(self, offset: int, before: int, pronoun: str) -> bool:
        """Return True if "they" may be those on whom a source acts in the same sentence.

        An example is "Police led two men away after they refused to go".
        """
        subject = self._subject_at.get(offset)
        is_same = self._sentence_of(offset) == self._sentence_of(before)
        if pronoun != "they" or subject is None or not is_same:
            return False
        return any(one.tag_ in {"NNS", "NNPS"} and are_people(one) for one in objects(subject))

    def _has_rival(self, offset: int, source: AttributionSource, pronoun: str) -> bool:
        """Return True if a pronoun may as well stand for another person in the clause of a source.

        The source and that person act together ("Doe and Roe met"), or the source acts on "him":
        "Doe hired him" goes on about somebody, and so may the next "he". It may also mean Roe of
        "Doe fired Roe", unless Doe is known to be "he", and of "The clerk told Roe that".
        """
        subject = self._subject_at.get(offset)
        if subject is None:
            return False
        speaks = self._speaks(offset) and not is_asking(subject)  # whom she asks may answer
        if not speaks and acts_on(subject, _OBJECT_FORMS[pronoun]):
            return True
        others = partners(subject)
        if any(self._may_be_described(one, source, pronoun) for one in others):
            return True  # "The driver and the guard survived"
        if source.entity is None or not (speaks or self._known.is_shown(source.text)):
            others += [*objects(subject), *possessors(subject)]
        return any(other.text != source.text for other in self._people_among(others, pronoun))

    def _may_be_described(self, token: Token, source: AttributionSource, pronoun: str) -> bool:
        """Return True if a noun describes a person without a name, other than a source."""
        other = self._resolve_subject(token)
        if other is None or other.entity is not None or other.text == source.text:
            return False
        return other.kind in {"person", "unnamed_person"} and self.fits(other, pronoun)

    def _fits_better(self, offset: int, source: AttributionSource, pronoun: str) -> bool:
        """Return True if someone else, known to be "she", is named right before a source.

        "Ms Doe arrived. Roe left. She ..." may go on about Doe, unless Roe is "she", or spoke and
        not about "her".
        """
        is_plain = self._speaks(offset) and not self._is_mentioned_by(offset, pronoun)
        is_known = self._known.of(source.text) == pronoun
        if is_plain or is_known or source.entity is None:
            return False
        earliest = self._earliest(offset, 1)
        before = self._latest(offset, self._acting(offset))
        return any(
            one.kind == "person"
            and one.text != source.text
            and self._known.is_shown(one.text, pronoun)
            for place, one in takewhile(lambda candidate: candidate[0] >= earliest, before)
        )

    def _is_mentioned_by(self, offset: int, pronoun: str) -> bool:
        """Return True if the sentence of a source has "she" or "her"."""
        sentence = self._sentences[self._sentence_of(offset) - 1]
        return _FORMS[pronoun].search(self._text, sentence.start, sentence.end) is not None

    def _other_person(self, offset: int, pronoun: str) -> AttributionSource | None:
        """Return Roe of "Mr Doe sued Roe. She ...": the only one whom "she" can mean there."""
        subject = self._subject_at.get(offset)
        if pronoun not in PERSONAL or subject is None or self._is_reported(offset):
            return None
        others = self._people_among(objects(subject), pronoun)
        return others[0] if len({other.text for other in others}) == 1 else None

    def _people_among(self, tokens: Iterable[Token], pronoun: str) -> list[AttributionSource]:
        """Return the people, among those whom tokens name, for whom a pronoun can stand."""
        sources = filter(None, map(self._resolve_subject, tokens))
        return [one for one in sources if one.kind == "person" and self.fits(one, pronoun)]

    def _latest(self, before: int, acting: Iterable[_Candidate]) -> Iterator[_Candidate]:
        """Yield who spoke or acted in the few sentences before an offset, the latest first.

        Within one sentence, those who speak or act come before those who are only talked about.
        """
        earliest = self._earliest(before)
        sources = takewhile(lambda c: c[0] >= earliest, _backwards_from(before, self._sources))
        candidates = merge(sources, acting, key=_offset, reverse=True)
        for _, group in groupby(candidates, key=lambda entry: self._sentence_of(entry[0])):
            yield from sorted(group, key=self._distance)

    def _distance(self, candidate: _Candidate) -> tuple[bool, bool, bool]:
        """Order the candidates of a sentence: a letter comes after the body that wrote it.

        Doe of "Reed, whose brother Doe owns the mill, said" comes after Reed.
        """
        subject = self._subject_at.get(candidate[0])
        is_letter = subject is not None and is_document_object(subject)
        is_aside = subject is not None and subject.head.dep_ == "relcl"
        return self._is_reported(candidate[0]), is_aside, is_letter

    def _earliest(self, before: int, sentences: int = _MAX_SENTENCES) -> int:
        """Return where the sentence begins that stands so many sentences before an offset's own."""
        sentence = max(self._sentence_of(before) - 1 - sentences, 0)
        return self._sentences[sentence].start

    def _acting(self, before: int) -> Iterator[_Candidate]:
        """Yield the candidates that act without being a source, the latest first.

        "They" can stand for many kinds of groups: of these, only people of this sentence or the
        one before are candidates.
        """
        previous = self._sentence_of(before) - 1
        for token in self._subjects_before(before):
            source = self._resolve_subject(token)
            is_near = self._sentence_of(token.idx) >= previous and are_people(token)
            if source is not None and (source.kind != "group" or is_near):
                yield token.idx, source

    def _acting_people(self, before: int) -> Iterator[_Candidate]:
        for token in self._subjects_before(before):
            if are_people(token) and (source := self._resolve_subject(token)) is not None:
                yield token.idx, source

    def _subjects_before(self, before: int) -> Iterator[Token]:
        end = bisect_left(self._subjects, before, key=lambda token: token.idx)
        first = bisect_left(self._subjects, self._earliest(before), key=lambda token: token.idx)
        yield from reversed(self._subjects[first:end])

    def _sentence_of(self, offset: int) -> int:
        return bisect_left(self._sentences, offset + 1, key=lambda sentence: sentence.start)

    def _is_reported(self, offset: int) -> bool:
        return self._reported.at(offset) is not None

    def fits(self, source: AttributionSource, pronoun: str) -> bool:
        """Return True if nothing is known that keeps a pronoun from standing for a source."""
        if pronoun not in PERSONAL:
            return True
        if source.entity is None:
            return (pronoun_from(source.text) or pronoun) == pronoun
        return self._known.may_be(source.text, pronoun)


def _body_among(
    candidates: Iterable[_Candidate], kinds: AbstractSet[str]
) -> AttributionSource | None:
    """Return the first organisation or group of ``kinds`` that may stand for itself."""
    bodies = kinds - {"document", "person", "unnamed_person"}
    return next((one for _, one in candidates if one.kind in bodies), None)


def _backwards_from(before: int, candidates: list[_Candidate]) -> Iterator[_Candidate]:
    for index in range(bisect_left(candidates, before, key=_offset) - 1, -1, -1):
        yield candidates[index]


def _offset(candidate: _Candidate) -> int:
    return candidate[0]
