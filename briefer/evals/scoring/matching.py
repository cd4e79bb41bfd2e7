"""Pair the items of a brief with those of gold, one to one, and score the pairs.

The pairing is the assignment with the most pairs and, among those, the largest total similarity:
"the mayor" pairs with "Mayor Ada Lin" if "Ada Lin" is taken by a better match.
"""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.suites.format import GoldClaim, GoldItem
from briefer.extras import require_extra

linear_sum_assignment = require_extra("evals", "scipy.optimize").linear_sum_assignment
Found = TypeVar("Found")
Expected = TypeVar("Expected")
ExpectedItem = TypeVar("ExpectedItem", bound=GoldItem | GoldClaim)


class Match(NamedTuple, Generic[Found, Expected]):
    """Found and expected items in pairs, and those of either side that have no partner."""

    pairs: tuple[tuple[Found, Expected], ...]
    spurious: tuple[Found, ...]
    missed: tuple[Expected, ...]


def match(
    found: Sequence[Found],
    expected: Sequence[Expected],
    similarity: Callable[[Found, Expected], float],
    *,
    threshold: float,
) -> Match[Found, Expected]:
    """Pair items one to one so that the total similarity of all pairs is largest.

    Args:
        found: the brief's items.
        expected: gold's items.
        similarity: compares two items; 0 means that they have nothing in common.
        threshold: the lowest similarity at which two items may be paired.
    """
    table = [[_weight(similarity(one, other), threshold) for other in expected] for one in found]
    rows, columns = linear_sum_assignment(table, maximize=True) if found and expected else ((), ())
    pairs = {int(r): int(c) for r, c in zip(rows, columns, strict=True) if table[r][c] > 0}
    paired_columns = set(pairs.values())
    return Match(
        tuple((found[row], expected[column]) for row, column in sorted(pairs.items())),
        tuple(one for row, one in enumerate(found) if row not in pairs),
        tuple(other for column, other in enumerate(expected) if column not in paired_columns),
    )


def precision_recall_f1(
    matched: Match[Found, ExpectedItem], *, items: str, describe: Callable[[Found], str]
) -> Scores:
    """Score a match: ``precision``, ``recall`` and ``f1``.

    Recall counts essential gold items only; a pair with an optional item counts as correct, and a
    missing optional item is not a fault. If gold has no items, precision and F1 say whether the
    brief has none either.

    Args:
        matched: the pairs, and what has no partner.
        items: what the items are called in reasons ("claims").
        describe: returns the text of a found item, for the list of faults.
    """
    expected = [*(gold for _, gold in matched.pairs), *matched.missed]
    count = len(matched.pairs) + len(matched.spurious)
    spurious = tuple(f"not in gold: {describe(one)}" for one in matched.spurious)
    precision = Score.share(len(matched.pairs), count, of=items, details=spurious)
    if not expected:
        reason = f"{count} {items}, gold has none"
        return {
            "precision": precision,
            "recall": Score.none(f"no {items} in gold"),
            "f1": Score(value=float(not count), reason=reason, details=spurious),
        }
    essential = sum(gold.essential for gold in expected)
    missed = tuple(f"missed: {gold.forms[0]}" for gold in matched.missed if gold.essential)
    recall = Score.share(
        essential - len(missed), essential, of=f"essential gold {items}", details=missed
    )
    return {"precision": precision, "recall": recall, "f1": _f1(precision, recall)}


def _f1(precision: Score, recall: Score) -> Score:
    """Return F1: zero if nothing was found, the precision if gold has nothing essential."""
    if recall.value is None:
        return Score(value=precision.value, reason="no essential gold items; same as precision")
    p, r = precision.value or 0.0, recall.value
    reason = f"precision {p:.2f}, recall {r:.2f}"
    return Score(value=2 * p * r / (p + r) if p + r else 0.0, reason=reason)


def _weight(similarity: float, threshold: float) -> float:
    """Weigh a pair so that one more pair always outweighs any gain in similarity."""
    return 1000 + similarity if similarity >= threshold else 0.0
