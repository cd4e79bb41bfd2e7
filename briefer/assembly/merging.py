"""Merging: what several calls and the reading found becomes one list, the best first."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from briefer.schema import SummaryPoint, What
from briefer.text.normalization import content_words

T = TypeVar("T")
Line = TypeVar("Line", SummaryPoint, What)

_RETOLD = 0.6  # share of a line's content words from which another retells it
_OF_MODEL = 0.8  # weight of a model's ranks beside the reading's


def interleave(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """Take the first of each part, then the second of each, and nothing twice."""
    rounds = chain(*zip_longest(*parts))
    return tuple(dict.fromkeys(item for item in rounds if item is not None))


def first_of_each(items: Iterable[T], *, key: Callable[[T], object]) -> tuple[T, ...]:
    """Keep the first item of each key."""
    kept: dict[object, T] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return tuple(kept.values())


def model_first(
    model: Iterable[T], reading: Iterable[T], *, key: Callable[[T], object]
) -> tuple[T, ...]:
    """Let what the reading found stand behind what the model found."""
    return first_of_each(chain(model, reading), key=key)


def reciprocal_rank_fusion(
    model: Iterable[T], reading: Iterable[T], *, key: Callable[[T], object]
) -> tuple[T, ...]:
    """Rank what model and reading found by both their ranks: what both found comes first.

    It is reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009) with a constant of 0. The
    model's first choice leads where the reading has it among its first four, too; otherwise the
    reading's first does. Of two items with one key the reading's is kept: it stands where it weighs
    most.
    """
    found = first_of_each(model, key=key), first_of_each(reading, key=key)
    weights: dict[object, float] = {}
    for items, weight in zip(found, (_OF_MODEL, 1.0), strict=True):
        for rank, item in enumerate(items, start=1):
            weights[key(item)] = weights.get(key(item), 0.0) + weight / rank
    items = first_of_each(chain(*reversed(found)), key=key)
    return tuple(sorted(items, key=lambda item: -weights[key(item)]))


def drop_restatements(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Keep what tells something that nothing before it has told, in more words or in fewer."""
    kept: list[Line] = []
    for line in lines:
        if not any(_tells(line, other) for other in kept):
            kept.append(line)
    return tuple(kept)


def fill_up(written: Sequence[Line], others: Iterable[Line], *, size: int) -> tuple[Line, ...]:
    """Fill up what is written with lines that rest on other passages and tell something else."""
    lines = list(written)
    for line in others:
        if len(lines) >= size:
            break
        if not any(_rests_on_the_same(line, other) or _tells(line, other) for other in lines):
            lines.append(line)
    return tuple(lines)


def _rests_on_the_same(one: SummaryPoint | What, other: SummaryPoint | What) -> bool:
    """Tell whether two lines rest mostly on one passage: the first of their evidence bears most."""
    left, right = one.evidence[0], other.evidence[0]
    return left.overlaps(right.start, right.end)


def _tells(one: SummaryPoint | What, other: SummaryPoint | What) -> bool:
    left, right = content_words(_words(one)), content_words(_words(other))
    return len(left & right) >= _RETOLD * min(len(left), len(right))


def _words(line: SummaryPoint | What) -> str:
    return line.text if isinstance(line, SummaryPoint) else line.event
