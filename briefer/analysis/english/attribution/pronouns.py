"""Resolve the pronouns of sources: who "he" is, by who spoke or acted last before it.

In "Reyes opened the gate. He said it was safe." the source is Reyes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from briefer.analysis.annotations import AttributionSource, Span
from briefer.analysis.english.attribution.acting_nouns import intends
from briefer.analysis.english.attribution.antecedents import Antecedents, Candidate
from briefer.analysis.english.attribution.known_pronouns import PERSONAL, KnownPronouns
from briefer.analysis.english.attribution.noun_phrases import phrase_of
from briefer.analysis.english.attribution.pronoun_ambiguity import PronounAmbiguity
from briefer.analysis.english.attribution.rivals import Rivals
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, KIN

PRONOUN_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("he", "she"), frozenset({"person", "unnamed_person"})),
    "they": frozenset({"group", "unnamed_group", "organisation"}),
    "both": frozenset({"group", "unnamed_group"}),
    "it": frozenset({"organisation", "document"}),
}
"""The kinds of sources that each pronoun can stand for."""


class PronounResolver:
    """Finds the antecedents of pronouns.

    Args:
        text: the article's text.
        antecedents: who spoke or acted where.
        resolve_subject: returns the source that a noun phrase names or describes.
        known: "he" or "she" for the people of the article.
    """

    def __init__(
        self,
        text: str,
        antecedents: Antecedents,
        resolve_subject: Callable[[Token], AttributionSource | None],
        known: KnownPronouns,
    ) -> None:
        self._text = text
        self._antecedents = antecedents
        self._known = known
        self._rivals = Rivals(antecedents, known, resolve_subject)
        self._ambiguity = PronounAmbiguity(text, antecedents, self._rivals, known)

    def has_candidate(self, pronoun: str, before: int) -> bool:
        """Return True if a source or a subject not too far before may be "he" or "she"."""
        kinds = PRONOUN_KINDS[pronoun]
        sources = (candidate.source for candidate in self._antecedents.latest(before))
        return any(one.kind in kinds and self._known.fits(one, pronoun) for one in sources)

    def resolve(
        self, pronoun: str, before: int, *, content: Sequence[Span]
    ) -> AttributionSource | None:
        """Return the antecedent of a pronoun: the latest fitting source or subject before it.

        None if there is none, or if another person in its clause is as likely.

        Args:
            pronoun: the pronoun, in small letters.
            before: its offset.
            content: the content attributed to it; nobody speaks of himself by name, only bodies do.
        """
        kinds = PRONOUN_KINDS[pronoun]
        possessed: AttributionSource | None = None
        document: Candidate | None = None
        inside: list[Candidate] = []
        for candidate in self._outside(content, inside, pronoun, before):
            source = candidate.source
            if self._ambiguity.may_be_misread_body(candidate, pronoun, before, inside):
                return None
            if source.kind not in kinds or not self._known.fits(source, pronoun):
                if (other := self._rivals.only_one(candidate, pronoun)) is not None:
                    return other
                continue
            if pronoun == "it" and candidate.is_plural:
                continue
            if candidate.is_document_object and document is None:
                document = candidate
                continue
            is_body = source.kind != "document"
            if document and not (is_body and self._is_beside(candidate, document)):
                return document.source
            if not self._antecedents.speaks(candidate.offset):
                itself = _body_among(inside, kinds) or self._planner(inside, source, pronoun)
                if itself is not None:
                    return itself  # "The council will close the pier, it said"
            if self._ambiguity.has_rival(candidate, pronoun, before, inside):
                return None
            if source.entity is None and pronoun in PERSONAL and _is_possessed(candidate):
                possessed = possessed or source
                continue
            return source if possessed is None else possessed if source.entity is None else None
        # "Doe will resign if it fails, she said"
        people = (c.source for c in inside if c.source.kind == "person" and c.source.kind in kinds)
        oneself = next((one for one in people if self._known.fits(one, pronoun)), None)
        return possessed or (document.source if document else _body_among(inside, kinds) or oneself)

    def _outside(
        self, content: Sequence[Span], inside: list[Candidate], pronoun: str, before: int
    ) -> Iterator[Candidate]:
        """Yield the candidates outside of a content, and add those within it to a list."""
        for candidate in self._antecedents.latest(before):
            if any(part.start <= candidate.offset < part.end for part in content):
                inside.append(candidate)
            elif pronoun == "it" and candidate.source.kind == "person":
                yield self._document_of(candidate) or candidate
            else:
                yield candidate

    def _document_of(self, candidate: Candidate) -> Candidate | None:
        """Return the letter of "A letter from Doe was read. It said ..."."""
        subject = candidate.subject
        if subject is None or subject.lemma_.lower() not in DOCUMENT_NOUNS:
            return None
        phrase = phrase_of(subject)
        document = AttributionSource(phrase.text_in(self._text), "document", (phrase,))
        return candidate._replace(source=document)

    def _planner(
        self, inside: Iterable[Candidate], outside: AttributionSource, pronoun: str
    ) -> AttributionSource | None:
        """Return Doe, known to be "she", of "Doe would appeal, she told them".

        None if the one who acted last is known to be "she" too.
        """
        if pronoun not in PERSONAL or self._known.of(outside.text) == pronoun:
            return None
        found = (
            source
            for _, source, subject in inside
            if source.kind == "person" and self._known.of(source.text) == pronoun
            if subject is not None and intends(subject)
        )
        return next(found, None)

    def _is_beside(self, body: Candidate, document: Candidate) -> bool:
        """Return True for a body that acts in the sentence of its letter or in the one before."""
        is_near = self._antecedents.sentences_between(body.offset, document.offset) <= 1
        return is_near and not self._antecedents.is_reported(body.offset)


def _is_possessed(candidate: Candidate) -> bool:
    """Return True for "her teacher": the next "she" may be the teacher or the pupil.

    With a name ("her teacher, Jane Doe") it is the teacher.

    A relative becomes the one talked about: "Her sister looks away. She says ...".
    """
    subject = candidate.subject
    if subject is None or subject.lemma_.lower() in KIN:
        return False
    return any(child.dep_ == "poss" and child.pos_ == "PRON" for child in subject.lefts)


def _body_among(
    candidates: Iterable[Candidate], kinds: AbstractSet[str]
) -> AttributionSource | None:
    """Return the first organisation or group of ``kinds`` that may stand for itself."""
    bodies = kinds - {"document", "person", "unnamed_person"}
    sources = (candidate.source for candidate in candidates)
    return next((source for source in sources if source.kind in bodies), None)
