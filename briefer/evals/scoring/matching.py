"""Matching: items of a brief and of gold, one to one, so that the whole fits best."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from briefer.extras import require_extra

linear_sum_assignment = require_extra("evals", "scipy.optimize").linear_sum_assignment
Found = TypeVar("Found")
Wanted = TypeVar("Wanted")


class Match(NamedTuple, Generic[Found, Wanted]):
    """What was found and what was wanted, in pairs, and what of either stayed alone."""

    pairs: tuple[tuple[Found, Wanted], ...]
    spurious: tuple[Found, ...]
    missed: tuple[Wanted, ...]


def match(
    found: Sequence[Found],
    wanted: Sequence[Wanted],
    likeness: Callable[[Found, Wanted], float],
    *,
    least: float,
) -> Match[Found, Wanted]:
    """Pair items one to one so that the likeness of all pairs together is largest.

    Args:
        found: the brief's items.
        wanted: gold's items.
        likeness: compares one with the other; 0 for nothing in common.
        least: two that are less alike than this are never paired.
    """
    table = [[_worth(likeness(one, other), least) for other in wanted] for one in found]
    rows, columns = linear_sum_assignment(table, maximize=True) if found and wanted else ((), ())
    pairs = {int(r): int(c) for r, c in zip(rows, columns, strict=True) if table[r][c] > 0}
    taken = set(pairs.values())
    return Match(
        tuple((found[row], wanted[column]) for row, column in sorted(pairs.items())),
        tuple(one for row, one in enumerate(found) if row not in pairs),
        tuple(other for column, other in enumerate(wanted) if column not in taken),
    )


def _worth(likeness: float, least: float) -> float:
    """Make one more pair worth more than any likeness: first as many as can be, then the best."""
    return 1000 + likeness if likeness >= least else 0.0
