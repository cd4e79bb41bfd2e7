"""An article's text cut into paragraphs and pieces, so that overlapping evidence can be shown."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefer.evidence import Evidence


class Segment(NamedTuple):
    """A piece of the text that no evidence begins or ends within.

    Attributes:
        text: the words, spaces at the ends included.
        covering: indices of the evidence that holds the piece.
    """

    text: str
    covering: tuple[int, ...]


def paragraphs(text: str, evidence: Sequence[Evidence]) -> list[list[Segment]]:
    """Cut ``text`` at its line breaks, and each paragraph at the bounds of the evidence.

    Everything happens in code points, the unit of the offsets, and here: a browser counts
    UTF-16 units and would be off by one after each emoji.
    """
    cut: list[list[Segment]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        if words:
            cut.append(_pieces(text, evidence, offset, offset + len(words)))
        offset += len(line)
    return cut


def _pieces(text: str, evidence: Sequence[Evidence], start: int, end: int) -> list[Segment]:
    here = [(index, each) for index, each in enumerate(evidence) if each.overlaps(start, end)]
    bounds = {start, end}
    for _, each in here:
        bounds |= {bound for bound in (each.start, each.end) if start < bound < end}
    ordered = sorted(bounds)
    return [
        Segment(
            text=text[left:right],
            covering=tuple(index for index, each in here if each.overlaps(left, right)),
        )
        for left, right in pairwise(ordered)
    ]
