"""Find out whether a pronoun may as well be somebody else than its most likely antecedent.

In "Police led two men away after they refused to go" they may be the police or the men.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from briefer.analysis.english.attribution.acting_nouns import are_people, objects
from briefer.analysis.english.attribution.antecedents import Antecedents, Candidate
from briefer.analysis.english.attribution.known_pronouns import PERSONAL, KnownPronouns
from briefer.analysis.english.attribution.rivals import Rivals
from briefer.analysis.parser import dictionary

_FULL_NAME = 2  # words
_FORMS = {
    "he": re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE),
}


class PronounAmbiguity:
    """Decides which pronouns have another antecedent that is as likely as a candidate.

    Args:
        text: the article's text.
        antecedents: who spoke or acted where.
        rivals: the other people in the clause of a candidate.
        known: "he" or "she" for the people of the article.
    """

    def __init__(
        self, text: str, antecedents: Antecedents, rivals: Rivals, known: KnownPronouns
    ) -> None:
        self._text = text
        self._antecedents = antecedents
        self._rivals = rivals
        self._known = known

    def may_be_misread_body(
        self, candidate: Candidate, pronoun: str, before: int, inside: Iterable[Candidate]
    ) -> bool:
        """Return True if a body before a pronoun may be a person, or not what "they" stands for.

        Args:
            candidate: the body, or another candidate, for which the answer is no.
            pronoun: the pronoun, in small letters.
            before: its offset.
            inside: the candidates within the content that is attributed to it.
        """
        if pronoun == "they":
            return self._may_be_own_subject(candidate, inside)
        return pronoun in PERSONAL and self._may_be_person(candidate, before)

    def has_rival(
        self, candidate: Candidate, pronoun: str, before: int, inside: Sequence[Candidate]
    ) -> bool:
        """Return True if "he", "she" or "they" may as well be somebody else than a candidate.

        Args:
            candidate: the most likely antecedent.
            pronoun: the pronoun, in small letters.
            before: its offset.
            inside: the candidates within the content that is attributed to it.
        """
        if self._acts_on_many(candidate, before, pronoun):
            return True
        return pronoun in PERSONAL and (
            self._rivals.are_beside(candidate, pronoun)
            or self._fits_better(candidate, pronoun)
            or self._has_newer_person(candidate, pronoun, inside)
        )

    def _may_be_own_subject(self, candidate: Candidate, inside: Iterable[Candidate]) -> bool:
        """Return True if "they" of "Anglers counted them, they say" may be the anglers.

        The other candidate is one body, such as a company, or one that only acts.
        """
        is_plain = self._antecedents.speaks(candidate.offset) and candidate.is_plural
        own = (one.subject for one in inside if one.source.kind == "group")
        is_own = any(one is not None and one.dep_ == "nsubj" and one.tag_ == "NNS" for one in own)
        return is_own and candidate.source.kind == "organisation" and not is_plain

    def _may_be_person(self, candidate: Candidate, before: int) -> bool:
        """Return True for a name such as "Dell Moon" right before "she", taken for a body."""
        source = candidate.source
        is_next = self._antecedents.sentences_between(candidate.offset, before) <= 1
        words = source.text.split()
        is_body = source.kind == "organisation" and source.entity is not None
        has_form = len(words) == _FULL_NAME and all(word.istitle() for word in words)
        known = dictionary("en")
        return is_body and is_next and has_form and words[-1].lower() not in known

    def _acts_on_many(self, candidate: Candidate, before: int, pronoun: str) -> bool:
        """Return True if "they" may be those on whom a source acts in the same sentence.

        An example is "Police led two men away after they refused to go".
        """
        subject = candidate.subject
        is_same = self._antecedents.sentences_between(candidate.offset, before) == 0
        if pronoun != "they" or subject is None or not is_same:
            return False
        return any(one.tag_ in {"NNS", "NNPS"} and are_people(one) for one in objects(subject))

    def _fits_better(self, candidate: Candidate, pronoun: str) -> bool:
        """Return True if someone else, known to be "she", is named right before a source.

        "Ms Doe arrived. Roe left. She ..." may go on about Doe, unless Roe is "she", or spoke and
        not about "her".
        """
        offset, source, _ = candidate
        is_plain = self._antecedents.speaks(offset) and not self._is_mentioned_by(offset, pronoun)
        is_known = self._known.of(source.text) == pronoun
        if is_plain or is_known or source.entity is None:
            return False
        earliest = self._antecedents.sentences_before(offset, 1).start
        near = takewhile(lambda one: one.offset >= earliest, self._antecedents.latest(offset))
        return any(
            one.kind == "person"
            and one.text != source.text
            and self._known.is_shown(one.text, pronoun)
            for _, one, _ in near
        )

    def _is_mentioned_by(self, offset: int, pronoun: str) -> bool:
        """Return True if the sentence of a source has "she" or "her"."""
        sentence = self._antecedents.sentence_at(offset)
        return _FORMS[pronoun].search(self._text, sentence.start, sentence.end) is not None

    def _has_newer_person(
        self, candidate: Candidate, pronoun: str, inside: Iterable[Candidate]
    ) -> bool:
        """Return True if a new paragraph introduces somebody else who may speak of himself.

        In "The groom, John Doe, never doubted it, he recalled" it may be Doe who recalls it, or
        the one who spoke in the paragraph before.
        """
        return any(
            one.text != candidate.source.text
            and one.entity is not None
            and one.entity.mentions[0].start > candidate.offset
            and self._known.fits(one, pronoun)
            and "\n" in self._text[candidate.offset : place]
            for place, one, subject in inside
            if one.kind == "person"
            and subject is not None
            and not self._antecedents.is_reported(place)
        )
