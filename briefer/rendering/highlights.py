"""Cut an article's text into paragraphs and segments, so that overlapping evidence can be shown.

"a b c" with the evidence "a b" and "b c" becomes the segments "a " (first evidence), "b" (both)
and " c" (second).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefer.schema.evidence import Evidence


class Segment(NamedTuple):
    """A piece of text inside which no evidence begins or ends.

    Attributes:
        text: the words, including spaces at the ends.
        covering: indices of the evidence that contains the segment.
    """

    text: str
    covering: tuple[int, ...]


def paragraphs(text: str, evidence: Sequence[Evidence]) -> list[list[Segment]]:
    """Cut ``text`` at its line breaks, and each paragraph at the bounds of the evidence.

    This is done here and not in the browser, because offsets count code points: a browser counts
    UTF-16 units and would be off by one after each emoji.
    """
    result: list[list[Segment]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        if words:
            result.append(_segments(text, evidence, offset, offset + len(words)))
        offset += len(line)
    return result


def _segments(text: str, evidence: Sequence[Evidence], start: int, end: int) -> list[Segment]:
    overlapping = [
        (index, each) for index, each in enumerate(evidence) if each.overlaps(start, end)
    ]
    bounds = {start, end}
    for _, each in overlapping:
        bounds |= {bound for bound in (each.start, each.end) if start < bound < end}
    return [
        Segment(
            text=text[left:right],
            covering=tuple(index for index, each in overlapping if each.overlaps(left, right)),
        )
        for left, right in pairwise(sorted(bounds))
    ]
