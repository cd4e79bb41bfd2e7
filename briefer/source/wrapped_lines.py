"""Join the lines of a plain text that was broken to a width, as in an e-mail or a pasted page.

A text is wrapped if nearly every line is followed by a word that had no room in it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefer.source.hyphenation import count_forms, join_two

_MIN_WIDTH: Final = 25
_MAX_WIDTH: Final = 130
_MIN_PAIRS: Final = 3
_MIN_FULL: Final = 0.7  # of the lines that another one follows
_MIN_SHARE: Final = 0.6  # of the width
_MIN_OPEN: Final = 0.4  # of the full lines end within a sentence
_SLACK: Final = 2  # characters that a full line may be shorter
_BULLET: Final = re.compile(r"\s*[•‣▪●◦■*–—-]\s+\S")
_NUMBERED: Final = re.compile(r"\s*\d{1,3}[.)]\s+\S")  # after "from May", it is a date
_INDENT: Final = re.compile(r"[ \t]{2,}\S")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ADDRESS: Final = re.compile(r"\S{40,}")


def join_wrapped(text: str) -> str:
    """Return a text with whole paragraphs in one line each, if it clearly is wrapped.

    Args:
        text: a normalized text; between its paragraphs there may be empty lines.
    """
    lines = text.split("\n")
    width = _width(lines)
    if width is None:
        return text
    words = count_forms(lines)
    joined: list[str] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else ""
        if index and _continues(before, line, width):
            joined[-1] = join_two(joined[-1].rstrip(), line.strip(), words)
        else:
            joined.append(line)
    return "\n".join(joined)


def _width(lines: Sequence[str]) -> int | None:
    """Return the width to which lines are broken, or None if they are not."""
    # A long address sticks out of a wrapped text.
    widths = [len(line) for line in lines if not _ADDRESS.search(line)]
    width = max(widths, default=0)
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    pairs = [
        (before, line)
        for before, line in pairwise(lines)
        if line.strip()
        and len(before) >= _MIN_SHARE * width  # not a byline, and not the end of a paragraph
        and not (_BULLET.match(before) or _BULLET.match(line))
    ]
    full = [before for before, line in pairs if _is_full(before, line, width)]
    open_ends = [line for line in full if not _SENTENCE_END.search(line)]
    is_wrapped = len(full) >= max(_MIN_FULL * len(pairs), _MIN_PAIRS)
    return width if is_wrapped and len(open_ends) >= _MIN_OPEN * len(full) else None


def _is_full(before: str, line: str, width: int) -> bool:
    """Return True if the first word of ``line`` had no room in the line before it."""
    first = line.split(maxsplit=1)[0]
    return len(before) + 1 + len(first) > width - _SLACK


def _continues(before: str, line: str, width: int) -> bool:
    if not before.strip() or not line.strip() or _BULLET.match(line):
        return False
    if _NUMBERED.match(line) and _SENTENCE_END.search(before):
        return False
    if _INDENT.match(line) and not _INDENT.match(before) and not _BULLET.match(before):
        return False  # the first line of a paragraph
    return _is_full(before, line, width) or (
        line.lstrip()[0].islower() and not _SENTENCE_END.search(before)
    )
