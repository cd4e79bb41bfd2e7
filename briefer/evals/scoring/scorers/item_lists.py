"""Who, what, where and when: precision, recall and F1 of the whole lists.

The items of the brief are paired with those of gold one to one (see `matching`); a pair needs a
similarity of at least one half. Precision is only meaningful if gold lists everything.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from briefer.evals.scoring.matching import Match, match, precision_recall_f1
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import (
    MATCH_THRESHOLD,
    best_similarity,
    event_f1,
    name_f1,
    time_similarity,
    token_f1,
    value_similarity,
)
from briefer.evals.suites.format import Gold, GoldItem, GoldTime
from briefer.schema.article import Article
from briefer.schema.brief import Brief, What, When, Where, Who

Found = TypeVar("Found", Who, What, Where, When)
Expected = TypeVar("Expected", GoldItem, GoldTime)


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the four lists, and the values of the times."""
    del article
    return {
        **_list("who", gold.who, pair_who(brief, gold), lambda who: who.name),
        **_list("what", gold.what, pair_what(brief, gold), lambda what: what.event),
        **_list("where", gold.where, pair_where(brief, gold), lambda where: where.place),
        **_list(
            "when", gold.when, pair_when(brief, gold), lambda when: f"{when.phrase} ({when.value})"
        ),
        "when.value": _values(brief.when, gold.when),
    }


def pair_who(brief: Brief, gold: Gold) -> Match[Who, GoldItem]:
    """Pair the people and organisations of a brief with those of gold."""
    return match(brief.who, gold.who or (), _who_similarity, threshold=MATCH_THRESHOLD)


def pair_what(brief: Brief, gold: Gold) -> Match[What, GoldItem]:
    """Pair the events of a brief with those of gold."""
    return match(brief.what, gold.what or (), _what_similarity, threshold=MATCH_THRESHOLD)


def pair_where(brief: Brief, gold: Gold) -> Match[Where, GoldItem]:
    """Pair the places of a brief with those of gold."""
    return match(brief.where, gold.where or (), _where_similarity, threshold=MATCH_THRESHOLD)


def pair_when(brief: Brief, gold: Gold) -> Match[When, GoldTime]:
    """Pair the times of a brief with those of gold."""
    return match(brief.when, gold.when or (), _when_similarity, threshold=MATCH_THRESHOLD)


def _who_similarity(found: Who, expected: GoldItem) -> float:
    names = (found.name, f"{found.role} {found.name}") if found.role else (found.name,)
    return best_similarity(expected.forms, names, name_f1)


def _what_similarity(found: What, expected: GoldItem) -> float:
    return best_similarity(expected.forms, (found.event,), event_f1)


def _where_similarity(found: Where, expected: GoldItem) -> float:
    return best_similarity(expected.forms, (found.place,), token_f1)


def _when_similarity(found: When, expected: GoldTime) -> float:
    return max(
        time_similarity((form, expected.value), (found.phrase, found.value))
        for form in expected.forms
    )


def _list(
    section: str,
    expected: Sequence[Expected] | None,
    matched: Match[Found, Expected],
    describe: Callable[[Found], str],
) -> Scores:
    if expected is None:
        unscored = Score.none("the suite does not score it")
        return {f"{section}.{name}": unscored for name in ("precision", "recall", "f1")}
    scores = precision_recall_f1(matched, items="items", describe=describe)
    return {f"{section}.{name}": value for name, value in scores.items()}


def _values(found: Sequence[When], expected: Sequence[GoldTime] | None) -> Score:
    """Score the TIMEX3 values of the times whose phrase is one of gold's."""
    if expected is None:
        return Score.none("the suite does not score it")
    with_value = [time for time in expected if time.value]

    def similarity(one: When, other: GoldTime) -> float:
        return best_similarity(other.forms, (one.phrase,), token_f1)

    pairs = match(found, with_value, similarity, threshold=MATCH_THRESHOLD).pairs
    wrong = tuple(
        f"{one.phrase!r} is {one.value}, should be {other.value}"
        for one, other in pairs
        if one.value is None or other.value is None or value_similarity(one.value, other.value) < 1
    )
    return Score.share(len(pairs) - len(wrong), len(pairs), of="times with a value", details=wrong)
