"""Find the other people in the clause of a candidate, for whom a pronoun may stand as well.

In "Doe and Roe met. He said ..." the source may be either.
"""

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from briefer.analysis.annotations import AttributionSource
from briefer.analysis.english.attribution.acting_nouns import (
    acts_on,
    is_asking,
    objects,
    partners,
    possessors,
)
from briefer.analysis.english.attribution.antecedents import Antecedents, Candidate
from briefer.analysis.english.attribution.known_pronouns import (
    OBJECT_FORMS,
    PERSONAL,
    KnownPronouns,
)


class Rivals:
    """Those who act together with a candidate, and those on whom it acts.

    Args:
        antecedents: who spoke or acted where.
        known: "he" or "she" for the people of an article.
        resolve_subject: returns the source that a noun phrase names or describes.
    """

    def __init__(
        self,
        antecedents: Antecedents,
        known: KnownPronouns,
        resolve_subject: Callable[[Token], AttributionSource | None],
    ) -> None:
        self._antecedents = antecedents
        self._known = known
        self._resolve_subject = resolve_subject

    def are_beside(self, candidate: Candidate, pronoun: str) -> bool:
        """Return True if "he" or "she" may as well stand for another person in the clause.

        The source and that person act together ("Doe and Roe met"), or the source acts on "him":
        "Doe hired him" goes on about somebody, and so may the next "he". It may also mean Roe of
        "Doe fired Roe", unless Doe is known to be "he", and of "The clerk told Roe that".
        """
        source, subject = candidate.source, candidate.subject
        if subject is None:
            return False
        # whom she asks may answer
        speaks = self._antecedents.speaks(candidate.offset) and not is_asking(subject)
        if not speaks and acts_on(subject, OBJECT_FORMS[pronoun]):
            return True
        others = partners(subject)
        if any(self._may_be_described(one, source, pronoun) for one in others):
            return True  # "The driver and the guard survived"
        if source.entity is None or not (speaks or self._known.is_shown(source.text)):
            others += [*objects(subject), *possessors(subject)]
        return any(other.text != source.text for other in self._people_among(others, pronoun))

    def only_one(self, candidate: Candidate, pronoun: str) -> AttributionSource | None:
        """Return Roe of "Mr Doe sued Roe. She ...": the only one whom "she" can mean there."""
        subject = candidate.subject
        if pronoun not in PERSONAL or subject is None:
            return None
        if self._antecedents.is_reported(candidate.offset):
            return None
        others = self._people_among(objects(subject), pronoun)
        return others[0] if len({other.text for other in others}) == 1 else None

    def _may_be_described(self, token: Token, source: AttributionSource, pronoun: str) -> bool:
        """Return True if a noun describes a person without a name, other than a source."""
        other = self._resolve_subject(token)
        if other is None or other.entity is not None or other.text == source.text:
            return False
        return other.kind in {"person", "unnamed_person"} and self._known.fits(other, pronoun)

    def _people_among(self, tokens: Iterable[Token], pronoun: str) -> list[AttributionSource]:
        """Return the people, among those whom tokens name, for whom a pronoun can stand."""
        sources = filter(None, map(self._resolve_subject, tokens))
        return [one for one in sources if one.kind == "person" and self._known.fits(one, pronoun)]
