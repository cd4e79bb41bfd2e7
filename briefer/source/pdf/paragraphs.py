"""Join the lines of a PDF to paragraphs, across columns and pages, and undo hyphenation."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from briefer.source.hyphenation import count_forms, join_two
from briefer.source.pdf.columns import CELL_END, Column
from briefer.source.pdf.lines import Piece

_OTHER_SIZE: Final = 1.08
_OTHER_WIDTH: Final = 1.15
_FAR: Final = 1.3  # times the usual distance of two lines
_INDENT: Final = 0.7  # em
_HANGING: Final = 0.3  # em
_MAX_INDENT: Final = 6.0  # em; what begins further right is centred or set apart
_SURELY_SHORT: Final = 2.0  # em
_SHORT: Final = 0.5  # em
_WIDTH_OF_LETTER: Final = 0.5  # em
_BULLET: Final = re.compile(r"[•‣▪●◦■–*-]\s+\S")
_NUMBERED: Final = re.compile(r"\d{1,2}[.)]\s+\S")  # after "from May", it is a date
_SENTENCE_END: Final = re.compile(r"[.!?…:][\"'”’»)\]]*$")


class Paragraph(NamedTuple):
    """The words of a paragraph.

    Attributes:
        text: in one line.
        size: the size of its type.
        page: the number of its page, from 0.
    """

    text: str
    size: float
    page: int


def usual_size(lines: Iterable[Piece | Paragraph]) -> float:
    """Return the size of type that has the most letters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def join_lines(pages: Sequence[Sequence[Column]]) -> list[Paragraph]:
    """Return the paragraphs of a document.

    Args:
        pages: the columns of each page, in the order of reading.
    """
    lines = [line for page in pages for column in page for line in column]
    words = count_forms(line.text for line in lines)
    joiner = _Joiner(usual_size(lines), words)
    for number, columns in enumerate(pages):
        for column in columns:
            joiner.add(column, page=number)
    return joiner.paragraphs


class _Joiner:
    """Collects paragraphs, and continues one where the next column goes on with it.

    Args:
        size: the size of the document's usual type.
        words: how often each word occurs in it.
    """

    def __init__(self, size: float, words: Counter[str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self._size, self._words = size, words
        self._last: int | None = None  # of the paragraphs in the usual type
        self._last_line: Piece | None = None
        self._last_shape: _Shape | None = None

    def add(self, column: Column, *, page: int) -> None:
        shape = _Shape.of(column)
        for group in _groups(column, shape):
            text = _text(group, self._words)
            is_body = _same_size(group[0].size, self._size)
            if is_body and group[0] is column[0] and self._goes_on(shape, group[0]):
                before = self.paragraphs[self._last or 0]
                joined = join_two(before.text, text, self._words)
                self.paragraphs[self._last or 0] = before._replace(text=joined)
            else:
                self._last = len(self.paragraphs) if is_body else self._last
                self.paragraphs.append(Paragraph(text, group[0].size, page))
            if is_body:
                self._last_line, self._last_shape = group[-1], shape

    def _goes_on(self, shape: "_Shape", line: Piece) -> bool:
        """Return True if the first line of a column continues the last one before it."""
        before, shape_before = self._last_line, self._last_shape
        if before is None or shape_before is None:
            return False
        if _SENTENCE_END.search(before.text) or _BULLET.match(line.text):
            return False
        if line.text[0].islower():
            return True
        is_alike = shape.width < _OTHER_WIDTH * shape_before.width < _OTHER_WIDTH**2 * shape.width
        return is_alike and not shape_before.is_short(before, line)


def _groups(column: Column, shape: "_Shape") -> Iterator[list[Piece]]:
    """Yield the lines of each paragraph of a column."""
    group: list[Piece] = []
    for line in column:
        if group and shape.begins_paragraph(group, line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


class _Shape(NamedTuple):
    """The usual form of a column: where its lines of the usual size begin and end."""

    size: float
    left: float
    right: float
    distance: float

    @classmethod
    def of(cls, column: Column) -> "_Shape":
        size = usual_size(column)
        lines = [line for line in column if _same_size(line.size, size)] or column
        distances = [
            upper.baseline - lower.baseline
            for upper, lower in itertools.pairwise(column)
            if _same_size(upper.size, lower.size) and upper.baseline > lower.baseline
        ]
        lefts = Counter(round(line.left) for line in lines)
        return cls(
            size,
            min(lefts, key=lambda place: (-lefts[place], place)),
            max(line.right for line in lines),
            distances[len(distances) // 4] if distances else 1.2 * size,
        )

    @property
    def width(self) -> float:
        return self.right - self.left

    def begins_paragraph(self, group: Sequence[Piece], line: Piece) -> bool:
        before = group[-1]
        if not _same_size(before.size, line.size):
            return True
        scale = max(line.size / self.size, 1.0)
        if before.baseline - line.baseline > _FAR * self.distance * scale:
            return True
        if _BULLET.match(line.text) or CELL_END in line.text or CELL_END in before.text:
            return True
        if _NUMBERED.match(line.text) and _SENTENCE_END.search(before.text):
            return True
        if not _same_size(line.size, self.size):
            return False  # the lines of a headline are broken by their sense
        if _BULLET.match(group[0].text) and line.left > group[0].left + _HANGING * line.size:
            return False
        if line.font != before.font and _SENTENCE_END.search(before.text):
            return True
        return self._is_indented(before, line) or self.is_short(before, line)

    def _is_indented(self, before: Piece, line: Piece) -> bool:
        em = line.size
        moved = line.left - before.left
        is_at_edge = before.left - self.left <= _INDENT * em / 2
        return is_at_edge and _INDENT * em < moved < _MAX_INDENT * em

    def is_short(self, before: Piece, line: Piece) -> bool:
        """Return True if the first word of ``line`` had room in the line before it."""
        if before.text.endswith(("-", "\u2010", "\u00ad")):
            return False
        em = line.size
        word = line.text.split()[0]
        room = self.right - before.right - (len(word) + 1) * _WIDTH_OF_LETTER * em
        is_finished = bool(_SENTENCE_END.search(before.text))
        return room > (_SHORT if is_finished else _SURELY_SHORT) * em


def _same_size(first: float, second: float) -> bool:
    return max(first, second) <= _OTHER_SIZE * min(first, second)


def _text(lines: Sequence[Piece], words: Counter[str]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = join_two(text, line.text, words)
    return text
