"""Merge items from several model calls and from the analysis into one ranked list."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from briefer.schema.brief import SummaryPoint, Uncertainty, What
from briefer.text.normalization import content_words

T = TypeVar("T")
Line = TypeVar("Line", SummaryPoint, What)

_RESTATED = 0.6  # share of the shorter line's content words that makes two lines the same
_MODEL_WEIGHT = 0.8  # of a model's ranks; the analysis has 1


def interleave(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """Take the first item of each part, then the second of each, without repetitions."""
    rounds = chain(*zip_longest(*parts))
    return tuple(dict.fromkeys(item for item in rounds if item is not None))


def first_of_each(items: Iterable[T], *, key: Callable[[T], object]) -> tuple[T, ...]:
    """Keep the first item of each key."""
    first: dict[object, T] = {}
    for item in items:
        first.setdefault(key(item), item)
    return tuple(first.values())


def model_first(
    model: Iterable[T], analysis: Iterable[T], *, key: Callable[[T], object]
) -> tuple[T, ...]:
    """Put the model's items before those of the analysis; keep the first of each key."""
    return first_of_each(chain(model, analysis), key=key)


def reciprocal_rank_fusion(
    model: Iterable[T], analysis: Iterable[T], *, key: Callable[[T], object]
) -> tuple[T, ...]:
    """Rank items of the model and of the analysis by both ranks; items that both have come first.

    This is reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009) with a constant of 0. The
    model's first item comes first if it is among the first four of the analysis too; otherwise the
    first of the analysis does. Of two items with one key, that of the analysis is kept, because it
    points at the most important mention.
    """
    ranked = first_of_each(model, key=key), first_of_each(analysis, key=key)
    scores: dict[object, float] = {}
    for items, weight in zip(ranked, (_MODEL_WEIGHT, 1.0), strict=True):
        for rank, item in enumerate(items, start=1):
            scores[key(item)] = scores.get(key(item), 0.0) + weight / rank
    items = first_of_each(chain(*reversed(ranked)), key=key)
    return tuple(sorted(items, key=lambda item: -scores[key(item)]))


def drop_restatements(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Drop each line that says the same as an earlier one, in more words or in fewer."""
    distinct: list[Line] = []
    for line in lines:
        if not any(_restates(line, other) for other in distinct):
            distinct.append(line)
    return tuple(distinct)


def fill_up(written: Sequence[Line], others: Iterable[Line], *, size: int) -> tuple[Line, ...]:
    """Extend ``written`` to ``size`` lines with others that add something from other passages."""
    lines = list(written)
    for line in others:
        if len(lines) >= size:
            break
        if not any(_has_same_passage(line, other) or _restates(line, other) for other in lines):
            lines.append(line)
    return tuple(lines)


def merge_uncertainty(parts: Iterable[Sequence[Uncertainty]]) -> tuple[Uncertainty, ...]:
    """Join what several parts of an article leave uncertain; what two parts say stays once."""
    merged: list[Uncertainty] = []
    for part in parts:
        earlier = list(merged)
        merged += [one for one in part if not any(_repeats(one, other) for other in earlier)]
    return tuple(merged)


def _repeats(one: Uncertainty, other: Uncertainty) -> bool:
    words = content_words(one.note), content_words(other.note)
    return one.kind == other.kind and _share_most_words(*words)


def _has_same_passage(one: SummaryPoint | What, other: SummaryPoint | What) -> bool:
    """Return True if the first evidence of both lines, which supports them most, overlaps."""
    left, right = one.evidence[0], other.evidence[0]
    return left.overlaps(right.start, right.end)


def _restates(one: SummaryPoint | What, other: SummaryPoint | What) -> bool:
    return _share_most_words(content_words(_text_of(one)), content_words(_text_of(other)))


def _share_most_words(left: frozenset[str], right: frozenset[str]) -> bool:
    fewer = min(len(left), len(right))
    return len(left & right) >= _RESTATED * fewer


def _text_of(line: SummaryPoint | What) -> str:
    return line.text if isinstance(line, SummaryPoint) else line.event
