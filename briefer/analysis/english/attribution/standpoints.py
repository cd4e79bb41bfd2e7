"""Find whose word a phrase gives: "according to Reyes", "in the view of Reyes", "by her account".

The clause around such a phrase is what Reyes says.
"""

from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.noun_phrases import end_of_source
from briefer.analysis.english.attribution.reporting_subjects import AROUND_INSERTION
from briefer.analysis.spacy_helpers import end_offset

# Nouns behind a preposition for what somebody thinks, says or has counted.
_STANDPOINTS: dict[str, frozenset[str]] = {
    "in": frozenset("view opinion word estimation judgment judgement telling".split()),
    "by": frozenset("account figure count reckoning estimate calculation admission".split()),
}

POSSESSIVES = {"his": "he", "her": "she", "their": "they"}
"""The pronouns of "in her view", each with its form as a subject."""


class Standpoint(NamedTuple):
    """A phrase that gives somebody's word.

    Attributes:
        holder: the head of the noun phrase of the source, or a possessive pronoun.
        cue: the words that make it the source.
        phrase: the whole phrase.
    """

    holder: Token
    cue: Span
    phrase: Span


def standpoint_at(token: Token) -> Standpoint | None:
    """Return the phrase that a word opens, or None if it opens none."""
    if token.lower_ == "according":
        to = next((child for child in token.children if child.lower_ == "to"), None)
        holder = _object_of(to)
        if to is None or holder is None:
            return None
        end = end_offset(end_of_source(holder))
        return Standpoint(holder, Span(token.idx, end_offset(to)), Span(token.idx, end))
    noun = _object_of(token) if token.lower_ in _STANDPOINTS and _is_apart(token) else None
    if noun is None or noun.lemma_ not in _STANDPOINTS[token.lower_]:
        return None
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    holder = owner or _object_of(of)
    if holder is None:
        return None
    last = end_offset(noun if owner is not None or of is None else of)
    end = last if owner is not None else end_offset(end_of_source(holder))
    return Standpoint(holder, Span(token.idx, last), Span(token.idx, end))


def _object_of(preposition: Token | None) -> Token | None:
    objects = () if preposition is None else preposition.children
    return next((child for child in objects if child.dep_ in {"pobj", "pcomp"}), None)


def _is_apart(preposition: Token) -> bool:
    """Return True if a phrase opens its sentence or follows a comma."""
    first = preposition.i == preposition.sent.start
    return first or preposition.nbor(-1).text in AROUND_INSERTION
