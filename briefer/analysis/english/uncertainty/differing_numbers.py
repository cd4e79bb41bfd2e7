"""Find numbers of the same thing that two sources, or the article and a source, give differently.

Example: "Police counted 2,500 marchers; the organisers spoke of 6,000."
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from briefer.analysis.annotations import Attribution, UncertaintyFinding
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.nouns import GROUP_NOUNS
from briefer.analysis.english.uncertainty.counting_words import CROWD_NOUNS, DURATIONS, PRESENCE
from briefer.analysis.english.uncertainty.counts import difference
from briefer.analysis.english.uncertainty.number_claims import NumberClaim, number_claims
from briefer.schema.article import Article

_NEAR = 2  # sentences; further apart, both must say what is counted and what happens to it
_MAX_RATIO_NEAR = 20
_MAX_RATIO = 3  # of two numbers further apart; one that differs more is a part, or something else
_LARGE, _MAX_RATIO_CLOSE = 1_000, 1.25
_MIN_RATIO = 1.02  # twelve months are a year
_MIN_NUMBER = 10  # of numbers further apart
_MOST = 200  # numbers before one that it is compared with; an article has fewer
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
# The second number is of another time, or corrects the first.
_UPDATE = re.compile(
    r"\b(?:last|previous|next)\s+(?:week|month|year|summer|winter|spring|autumn|season|time)\b"
    r"|\b(?:now|later|earlier|by\s+then|since\s+then|initially|originally|previously|formerly)\b"
    r"|\b(?:rise|rose|risen|fell|fallen|grew|grown|climbed|dropped|increased|revised|corrected)\b"
    r"|\b(?:up|down)\s+from\b|\bin\s+(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)


def number_differences(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Yield a finding for each number that another source gives differently."""
    earlier: deque[NumberClaim] = deque(maxlen=_MOST)
    contradicted: set[NumberClaim] = set()
    sentences = list(doc.sents)
    for claim in number_claims(doc, attributions):
        end = sentences[claim.sentence].end_char
        other = next((one for one in _candidates(claim, earlier) if _differ(one, claim)), None)
        earlier.append(claim)
        if other is None or other in contradicted:
            continue
        if not _UPDATE.search(article.text, other.count.span.end, end):
            contradicted.add(other)
            yield difference("numbers_differ", (other.count, claim.count), article)


def _candidates(claim: NumberClaim, earlier: Iterable[NumberClaim]) -> list[NumberClaim]:
    """Return the numbers before that a number can contradict, the nearest first.

    What a bare number counts is what the nearest sentence with a number counts, if that is one
    thing.
    """
    others = [one for one in earlier if one.count.source != claim.count.source][::-1]
    others.sort(key=lambda one: one.count.source is None)  # sources come before the article's own
    if claim.thing is not None:
        return others
    if claim.unit is not None:  # "$5m" is no number of piers
        others = [one for one in others if _have_one_unit(one, claim)]
    sourced = [one for one in others if one.count.source is not None] or others
    nearest = [one for one in sourced if one.sentence == sourced[0].sentence]
    return nearest if len({(one.thing, one.unit) for one in nearest}) == 1 else []


def _differ(first: NumberClaim, second: NumberClaim) -> bool:
    one, two = first.count, second.count
    near = second.sentence - first.sentence <= _NEAR
    ratio = _ratio(first, second)
    if ratio < _MIN_RATIO or _folded(one.source) == _folded(two.source):
        return False
    is_bare = first.thing is None and second.thing not in {None, first.event}
    if is_bare and first.sentence != second.sentence:
        return False  # "There were six. Two buses had broken down": six of what came before
    first, second = _as_measure(first, second), _as_measure(second, first)
    if None in {one.source, two.source} and not _says_the_same(first, second, near=near):
        return False
    if not near and (min(one.value, two.value) < _MIN_NUMBER or ratio > _MAX_RATIO):
        return False
    return (
        ratio <= _MAX_RATIO_NEAR
        and _have_one_unit(first, second)
        and _same_thing(first, second, near=near)
        and _same_event(first, second, near=near)
        and not (first.days and second.days and first.days != second.days)
    )


def _have_one_unit(first: NumberClaim, second: NumberClaim) -> bool:
    return first.unit == second.unit or (first.unit in DURATIONS and second.unit in DURATIONS)


def _ratio(first: NumberClaim, second: NumberClaim) -> float:
    """Return how many times one number is the other; "90 minutes" and "an hour" are in seconds."""
    values = [one.count.value for one in (first, second)]
    if first.unit != second.unit and _have_one_unit(first, second):
        values = [one.count.value * DURATIONS.get(one.unit or "", 1) for one in (first, second)]
    return max(values) / min(values)


def _says_the_same(own: NumberClaim, other: NumberClaim, *, near: bool) -> bool:
    """Return True if a number of the article's own is that of the same event, in full or in short.

    "Some 4,000 people marched. Police said 2,500 people marched" and "... Police spoke of 2,500".
    """
    is_short = other.thing is None and other.event is None and own.event == PRESENCE
    is_count = own.event is not None and own.unit is None
    return near and is_count and (is_short or own.event == other.event)


def _as_measure(claim: NumberClaim, other: NumberClaim) -> NumberClaim:
    """Read "5 million crowns" as a measure of what is left out if the other number is one.

    A bare number ("put it at eight") has the unit of the other one.
    """
    things = {None, other.unit, other.thing}
    is_measure = claim.unit is None and other.unit is not None and claim.thing in things
    return replace(claim, thing=None, unit=other.unit) if is_measure else claim


def _same_thing(first: NumberClaim, second: NumberClaim, *, near: bool) -> bool:
    if first.thing is None or second.thing is None:
        return near
    if near and second.thing == first.event:
        return True  # "spilled 400 tonnes of oil" and "put the spill at 900 tonnes"
    if first.qualifiers != second.qualifiers:
        return False
    if first.thing == second.thing:
        return True
    # "2,500 marchers" and "6,000 people"
    both = (first.thing, second.thing)
    is_only_counted = first.event is None or second.event is None
    is_crowd = all(map(_is_crowd, both)) and any(thing in CROWD_NOUNS for thing in both)
    return near and is_only_counted and is_crowd


def _is_crowd(thing: str) -> bool:
    return thing in CROWD_NOUNS | GROUP_NOUNS or is_person_noun(thing)


def _same_event(first: NumberClaim, second: NumberClaim, *, near: bool) -> bool:
    if near and first.thing is None and second.thing == first.event:
        return True  # "40 were missing" and "put the number of missing at 25"
    if near and second.is_against and second.thing is None:
        return True  # "14,000 would gain, they said. Only 9,500 are covered, the union said"
    is_short = near and second.thing is None and second.event is None
    if is_short and first.unit is not None and _have_one_unit(first, second):
        return True  # "ill for three days, she said. Her son said it was one"
    if first.event is None or second.event is None:
        bare = [one.event for one in (first, second) if one.thing is None]
        is_given = set(bare) <= {None, PRESENCE}
        return is_given and (near or {first.event, second.event} <= {None, PRESENCE})
    if _are_close(first.count.value, second.count.value):
        return True
    one, two = first.participants, second.participants
    return first.event == second.event and (one <= two or two <= one)


def _are_close(one: float, two: float) -> bool:
    """Return True for two large numbers that differ little: parts of one whole rarely do."""
    return min(one, two) >= _LARGE and max(one, two) / min(one, two) <= _MAX_RATIO_CLOSE


def _folded(source: str | None) -> str:
    return _ARTICLE.sub("", source or "").casefold()
