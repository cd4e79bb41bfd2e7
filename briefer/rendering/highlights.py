"""Cut an article's text into paragraphs and segments, so that overlapping evidence can be shown.

"a b c" with the evidence "a b" and "b c" becomes the segments "a " (first evidence), "b" (both)
and " c" (second).
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefer.schema.evidence import Evidence

_Numbered = tuple[int, int, int]  # the start and the end of evidence, and its index


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
    waiting = sorted((each.start, each.end, index) for index, each in enumerate(evidence))
    waiting.reverse()  # the next one is the last
    reached: list[_Numbered] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        end = offset + len(words)
        while waiting and waiting[-1][0] < end:
            reached.append(waiting.pop())
        reached = [span for span in reached if span[1] > offset]
        if words:
            result.append(_segments(text, reached, offset, end))
        offset += len(line)
    return result


def _segments(text: str, spans: Sequence[_Numbered], start: int, end: int) -> list[Segment]:
    """Cut ``text[start:end]`` at the bounds of the spans that overlap it, in one pass."""
    begun: dict[int, list[int]] = defaultdict(list)
    ended: dict[int, list[int]] = defaultdict(list)
    for first, last, index in spans:
        begun[max(first, start)].append(index)
        ended[min(last, end)].append(index)
    covering: set[int] = set()
    segments: list[Segment] = []
    for left, right in pairwise(sorted({start, end, *begun, *ended})):
        covering.difference_update(ended[left])
        covering.update(begun[left])
        segments.append(Segment(text[left:right], tuple(sorted(covering))))
    return segments
