"""Find the order in which the pieces of lines on a PDF page are read.

A place across the page where many lines begin, and which several lines in a row leave free, is the
edge of a column. There the lines are split, the left part is read before the right one, and each of
them is split in the same way. A heading over two columns crosses the edge and stays whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from briefer.source.pdf.lines import Piece, rows_of

_MIN_STRIP: Final = 0.8  # em: the width of the strip between two columns
_MIN_STRIP_IN_LINE: Final = 0.5  # em: the same between two pieces of a line
_MIN_LINES: Final = 3  # of the longer column
_MIN_WORDS: Final = 2.5  # for each line of a column; the cells of a table have fewer
_FAR: Final = 1.4  # times the usual distance of two lines
_OTHER_SIZE: Final = 1.12
_MAX_ROWS_OF_HEAD: Final = 2
_MAX_DEPTH: Final = 8
_GRID: Final = 2.0  # points: how exactly the lines of a column begin at the same place
_CELL: Final = 1.5  # em: a wider gap in a line is between two cells of a table

CELL_END: Final = " | "
"""What stands between two cells of a table."""

Column = list[Piece]
"""Whole lines, from the top to the bottom."""

_Row = list[Piece]


def reading_order(pieces: Iterable[Piece], *, depth: int = 0) -> list[Column]:
    """Return the columns of a page in the order in which they are read."""
    rows = rows_of(pieces)
    edge = _best_edge(rows) if depth < _MAX_DEPTH else None
    if edge is None:
        return [list(_lines(rows))] if rows else []
    columns: list[Column] = []
    for is_split, part in _parts(rows, edge):
        inner = [piece for row in part for piece in row]
        sides = _sides(part, edge) if is_split else (inner,)
        for side in sides:
            columns += reading_order(side, depth=depth + 1)
    return columns


def _best_edge(rows: Sequence[_Row]) -> float | None:
    """Return the left edge of a column that splits the most pieces, or None."""
    lefts = Counter(round(piece.left / _GRID) for row in rows for piece in row)
    inner = {round(piece.left / _GRID) for row in rows for piece in row[1:]}
    edges = [place * _GRID for place, count in lefts.items() if count >= 2 or place in inner]
    split = {
        edge: sum(len(row) for is_split, part in _parts(rows, edge) for row in part if is_split)
        for edge in edges
    }
    best = max(split, key=lambda edge: (split[edge], edge), default=None)
    return best if best is not None and split[best] else None


def _parts(rows: Sequence[_Row], edge: float) -> Iterator[tuple[bool, list[_Row]]]:
    """Yield runs of lines, and whether they have columns to both sides of ``edge``."""
    whole: list[_Row] = []
    for crosses, run in _runs(rows, edge):
        if crosses:
            whole += run
            continue
        head = _rows_of_head(run, edge)
        if not _has_columns(run[head:], edge):
            whole += run
            continue
        whole += run[:head]
        if whole:
            yield False, whole
        yield True, run[head:]
        whole = []
    if whole:
        yield False, whole


def _runs(rows: Sequence[_Row], edge: float) -> Iterator[tuple[bool, list[_Row]]]:
    """Yield the consecutive lines that cross ``edge``, or that do not and have one size of type."""
    for crosses, group in groupby(rows, lambda row: _crosses(row, edge)):
        run: list[_Row] = []
        for row in group:
            if run and not crosses and _is_apart(run, row):
                yield crosses, run
                run = []
            run.append(row)
        yield crosses, run


def _is_apart(rows: Sequence[_Row], row: _Row) -> bool:
    """Return True if a line has another type than those above it, and stands far below them."""
    size = median(piece.size for one in rows for piece in one)
    is_other = all(not size / _OTHER_SIZE < piece.size < size * _OTHER_SIZE for piece in row)
    return is_other and rows[-1][0].baseline - row[0].baseline > _FAR * max(size, row[0].size)


def _crosses(row: _Row, edge: float) -> bool:
    """Return True if a line goes over ``edge``, or ends too close to it.

    A mark at its end may hang over into the strip if there is a piece on the other side.
    """
    has_other_side = any(abs(piece.left - edge) <= _GRID for piece in row)
    strip = _MIN_STRIP_IN_LINE if has_other_side else _MIN_STRIP
    return any(
        piece.left < edge - _GRID and piece.right > edge - strip * piece.size for piece in row
    )


def _rows_of_head(rows: Sequence[_Row], edge: float) -> int:
    """Return how many lines at the top, such as a byline and a date, stand above the columns."""
    left, _ = _sides(rows, edge)
    usual = median(_distances(rows_of(left)) or [0.0])
    size = median(piece.size for row in rows for piece in row)
    distances = _distances(rows)
    head = 0
    for index, row in enumerate(rows[:_MAX_ROWS_OF_HEAD]):
        if index >= len(distances) or any(abs(piece.left - edge) <= _GRID for piece in row):
            break  # a line of the right column
        is_other = all(not size / _OTHER_SIZE < piece.size < size * _OTHER_SIZE for piece in row)
        if is_other or distances[index] > _FAR * usual > 0:
            head = index + 1
    return head


def _distances(rows: Sequence[_Row]) -> list[float]:
    return [upper[0].baseline - lower[0].baseline for upper, lower in pairwise(rows)]


def _has_columns(rows: Sequence[_Row], edge: float) -> bool:
    sides = _sides(rows, edge)
    counts = [len(rows_of(side)) for side in sides]
    if min(counts) == 0 or max(counts) < _MIN_LINES:
        return False
    return all(_is_prose(side) for side in sides) and _overlap(*sides)


def _is_prose(pieces: Sequence[Piece]) -> bool:
    """Return True if lines have several words each; one or two lines may have fewer."""
    lines = rows_of(pieces)
    words = sum(len(piece.text.split()) for piece in pieces)
    return len(lines) < _MIN_LINES or words >= _MIN_WORDS * len(lines)


def _overlap(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Return True if two columns stand side by side, and not one above the other."""
    top = min(max(p.baseline for p in side) for side in (left, right))
    bottom = max(min(p.baseline for p in side) for side in (left, right))
    return top >= bottom


def _sides(rows: Sequence[_Row], edge: float) -> tuple[list[Piece], list[Piece]]:
    pieces = [piece for row in rows for piece in row]
    right = [piece for piece in pieces if piece.left >= edge - _GRID]
    left = [piece for piece in pieces if piece.left < edge - _GRID]
    return left, right


def _lines(rows: Sequence[_Row]) -> Iterator[Piece]:
    """Yield each line as one piece, with bars between the cells of a table."""
    for index, row in enumerate(rows):
        neighbours = [*rows[max(index - 1, 0) : index], *rows[index + 1 : index + 2]]
        is_in_table = any(_begin_alike(row, other) for other in neighbours)
        text = row[0].text
        for before, piece in pairwise(row):
            is_far = piece.left - before.right > _CELL * max(before.size, piece.size)
            text += f"{CELL_END if is_in_table or is_far else ' '}{piece.text}"
        longest = max(row, key=lambda piece: len(piece.text))
        yield longest._replace(text=text, left=row[0].left, right=max(piece.right for piece in row))


def _begin_alike(row: _Row, other: _Row) -> bool:
    """Return True if two lines have pieces that begin at the same places, as rows of a table do."""
    places = [round(piece.left / _GRID) for piece in other]
    return sum(round(piece.left / _GRID) in places for piece in row) > 1
