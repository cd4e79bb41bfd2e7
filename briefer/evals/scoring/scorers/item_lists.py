"""Who, what, where and when: precision, recall and F1 of the whole lists.

The items of the brief are paired with those of gold one to one, so that the likeness of all pairs
together is largest; a pair counts from a likeness of one half. A pair with an optional item is
right, and the lack of one is no fault. Gold must be a full list for precision to mean anything.
"""

from collections.abc import Sequence
from typing import TypeVar

from briefer.article import Article
from briefer.evals.scoring.matching import Match, match
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.scorers.claims import harmonic
from briefer.evals.scoring.similarity import (
    RIGHT,
    best,
    event_f1,
    name_f1,
    time_likeness,
    token_f1,
    value_likeness,
)
from briefer.evals.suites.format import Gold, GoldItem, GoldTime
from briefer.schema import Brief, What, When, Where, Who

Found = TypeVar("Found", Who, What, Where, When)
Wanted = TypeVar("Wanted", GoldItem, GoldTime)


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the four lists, and the values of the times."""
    del article
    return {
        **_list("who", brief.who, gold.who, pair_who(brief, gold)),
        **_list("what", brief.what, gold.what, pair_what(brief, gold)),
        **_list("where", brief.where, gold.where, pair_where(brief, gold)),
        **_list("when", brief.when, gold.when, pair_when(brief, gold)),
        "when.value": _values(brief.when, gold.when),
    }


def pair_who(brief: Brief, gold: Gold) -> Match[Who, GoldItem]:
    """Pair the people of a brief with those of gold."""
    return match(brief.who, gold.who or (), _who, least=RIGHT)


def pair_what(brief: Brief, gold: Gold) -> Match[What, GoldItem]:
    """Pair the events of a brief with those of gold."""
    return match(brief.what, gold.what or (), _what, least=RIGHT)


def pair_where(brief: Brief, gold: Gold) -> Match[Where, GoldItem]:
    """Pair the places of a brief with those of gold."""
    return match(brief.where, gold.where or (), _where, least=RIGHT)


def pair_when(brief: Brief, gold: Gold) -> Match[When, GoldTime]:
    """Pair the times of a brief with those of gold."""
    return match(brief.when, gold.when or (), _when, least=RIGHT)


def _who(found: Who, wanted: GoldItem) -> float:
    names = (found.name, f"{found.role} {found.name}") if found.role else (found.name,)
    return best(wanted.forms, names, name_f1)


def _what(found: What, wanted: GoldItem) -> float:
    return best(wanted.forms, (found.event,), event_f1)


def _where(found: Where, wanted: GoldItem) -> float:
    return best(wanted.forms, (found.place,), token_f1)


def _when(found: When, wanted: GoldTime) -> float:
    likenesses = (
        time_likeness((form, wanted.value), (found.phrase, found.value)) for form in wanted.forms
    )
    return max(likenesses)


def _list(
    name: str,
    found: Sequence[Found],
    wanted: Sequence[Wanted] | None,
    pairs: Match[Found, Wanted],
) -> Scores:
    names = [f"{name}.{figure}" for figure in ("precision", "recall", "f1")]
    if wanted is None:
        return dict.fromkeys(names, Score.none("the suite does not score it"))
    if not wanted:
        wrong = Score.share(0, len(found), of="items, where there should be none")
        empty = Score(value=float(not found), reason=f"should be none, are {len(found)}")
        return dict(zip(names, (wrong, Score.none("nothing in gold"), empty), strict=True))
    missed = tuple(f"missed: {item.text}" for item in pairs.missed if item.essential)
    essential = sum(item.essential for item in wanted)
    spurious = tuple(f"not in gold: {_told(item)}" for item in pairs.spurious)
    precision = Score.share(len(pairs.pairs), len(found), of="items", details=spurious)
    recall = Score.share(
        essential - len(missed), essential, of="essential gold items", details=missed
    )
    return dict(zip(names, (precision, recall, harmonic(precision, recall)), strict=True))


def _told(item: Who | What | Where | When) -> str:
    match item:
        case Who():
            return item.name
        case What():
            return item.event
        case Where():
            return item.place
        case When():
            return f"{item.phrase} ({item.value})"


def _values(found: Sequence[When], wanted: Sequence[GoldTime] | None) -> Score:
    """Score the values of the times whose phrase is one of gold's."""
    if wanted is None:
        return Score.none("the suite does not score it")
    valued = [item for item in wanted if item.value]

    def likeness(one: When, other: GoldTime) -> float:
        return best(other.forms, (one.phrase,), token_f1)

    pairs = match(found, valued, likeness, least=RIGHT).pairs
    wrong = tuple(
        f"{one.phrase!r} is {one.value}, should be {other.value}"
        for one, other in pairs
        if one.value is None or other.value is None or value_likeness(one.value, other.value) < 1
    )
    return Score.share(len(pairs) - len(wrong), len(pairs), of="times with a value", details=wrong)
