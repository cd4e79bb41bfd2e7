"""Turns: everyone is heard once before anyone is heard twice."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def round_robin(
    items: Sequence[Item], most: int, *, whose: Callable[[Item], Hashable]
) -> list[Item]:
    """Keep up to ``most`` items so that every source is heard before one is heard twice.

    The order stays as it was given.

    Args:
        items: what is said.
        most: how many are kept.
        whose: tells who says it.
    """
    turns: Counter[Hashable] = Counter()
    ranked: list[tuple[int, int]] = []
    for index, item in enumerate(items):
        turns[whose(item)] += 1
        ranked.append((turns[whose(item)], index))
    kept = {index for _, index in sorted(ranked)[:most]}
    return [item for index, item in enumerate(items) if index in kept]
