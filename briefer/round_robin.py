"""Limit a list so that every group gets a turn: one claim of each source before a second of any."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def round_robin(
    items: Sequence[Item], limit: int, *, key: Callable[[Item], Hashable]
) -> list[Item]:
    """Keep up to ``limit`` items, the first of each group before the second of any.

    Args:
        items: the items, which keep their order.
        limit: how many to keep.
        key: returns the group of an item, such as the source of a claim.
    """
    turns: Counter[Hashable] = Counter()
    ranked: list[tuple[int, int]] = []
    for index, item in enumerate(items):
        turns[key(item)] += 1
        ranked.append((turns[key(item)], index))
    selected = {index for _, index in sorted(ranked)[:limit]}
    return [item for index, item in enumerate(items) if index in selected]
