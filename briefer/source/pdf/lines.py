"""Put the runs of a PDF page together to pieces of lines.

A piece is text without a wide gap: two columns side by side give two pieces for each line.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from briefer.source.pdf.page_text import PageText, Run

_SAME_LINE: Final = 0.4  # of the type's size: the distance of baselines in a line
_SPACE: Final = 0.15  # em; a narrower gap is between two letters of a word
_WIDE_GAP: Final = 0.6  # em; a wider gap may be between two columns
_INITIAL: Final = 1.8  # times the size of the type beside it
_EDGE: Final = 0.14  # of the page's height: where running heads and feet stand
_SAME_PLACE: Final = 4.0  # points
_RAISED: Final = 0.2  # of the size of the type
_SMALLER: Final = 0.8
_NOTE_MARK: Final = re.compile(r"\d{1,2}|[*†‡]")
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"[\W_]*(?:(?:page|seite|p\.|pg\.?|página|pagina)\s*)?(?:\d{1,4}|[ivxl]{1,6}|[A-H]\d{1,2})"
    r"(?:\s*(?:/|of|von|sur|de|di)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A piece of a line, or a whole one.

    Attributes:
        text: its words.
        left, right, baseline: its place on the page.
        size: the size of its type, in points.
        font: the font of its first letter.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


class PagePieces(NamedTuple):
    """The pieces of a page, from the top to the bottom, and its height."""

    pieces: tuple[Piece, ...]
    height: float


def read_pieces(page: PageText, runs: Iterable[Run]) -> PagePieces:
    """Return the pieces that some runs of a page make up."""
    pieces = [piece for row in _rows(runs) for piece in _pieces(row)]
    return PagePieces(tuple(_with_initials(pieces)), page.height)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces by their lines, from the top to the bottom and from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.baseline):
        first = rows[-1][0] if rows else None
        limit = _SAME_LINE * piece.size
        if first is not None and abs(first.baseline - piece.baseline) <= limit:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def split_furniture(pages: Sequence[PagePieces]) -> tuple[list[PagePieces], list[str]]:
    """Remove running heads, feet and page numbers: what repeats at the same place of pages.

    Returns:
        The pages without them, and the words that were removed.
    """
    bodies: list[PagePieces] = []
    removed: list[str] = []
    for number, page in enumerate(pages):
        others = [other for index, other in enumerate(pages) if index != number]
        furniture = {piece for piece in _at_edge(page) if _is_furniture(piece, page, others)}
        removed += [piece.text for piece in page.pieces if piece in furniture]
        kept = tuple(piece for piece in page.pieces if piece not in furniture)
        bodies.append(PagePieces(kept, page.height))
    return bodies, removed


def _at_edge(page: PagePieces) -> list[Piece]:
    limit = _EDGE * page.height
    return [p for p in page.pieces if p.baseline <= limit or p.baseline >= page.height - limit]


def _is_furniture(piece: Piece, page: PagePieces, others: Sequence[PagePieces]) -> bool:
    if _PAGE_NUMBER.fullmatch(piece.text):
        baselines = [other.baseline for other in page.pieces if other.size >= piece.size]
        return piece.baseline in {min(baselines), max(baselines)}
    words = _DIGITS.sub("#", piece.text)
    return any(
        _DIGITS.sub("#", twin.text) == words
        and abs((twin.baseline - other.height) - (piece.baseline - page.height)) <= _SAME_PLACE
        for other in others
        for twin in other.pieces
    )


def _rows(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line, from left to right."""
    row: list[Run] = []
    for run in sorted(runs, key=lambda one: -one.baseline):
        if row and row[0].baseline - run.baseline > _SAME_LINE * max(row[0].size, run.size):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(run)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _pieces(row: Sequence[Run]) -> Iterator[Piece]:
    piece: list[Run] = []
    for run in row:
        if piece and _is_new_piece(piece[-1], run):
            yield _joined(piece)
            piece = []
        if run.text.strip() and not (piece and _is_note_mark(piece[-1], run)):
            piece.append(run)
    if piece:
        yield _joined(piece)


def _is_note_mark(before: Run, run: Run) -> bool:
    """Return True if a run is the raised number of a footnote."""
    is_raised = run.baseline - before.baseline > _RAISED * before.size
    is_mark = bool(_NOTE_MARK.fullmatch(run.text.strip())) and not before.text[-1:].isdigit()
    return is_raised and is_mark and run.size < _SMALLER * before.size


def _is_new_piece(before: Run, run: Run) -> bool:
    size = max(before.size, run.size)
    is_initial = before.size > _INITIAL * run.size or run.size > _INITIAL * before.size
    return run.left - before.right > _WIDE_GAP * size or is_initial


def _joined(runs: Sequence[Run]) -> Piece:
    text = runs[0].text
    for before, run in itertools.pairwise(runs):
        gap = run.left - before.right
        text += " " if gap > _SPACE * max(before.size, run.size) else ""
        text += run.text
    longest = max(runs, key=lambda run: len(run.text))
    return Piece(
        " ".join(text.split()),
        runs[0].left,
        max(run.right for run in runs),
        longest.baseline,
        longest.size,
        longest.font,
    )


def _with_initials(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, with a large initial letter put before the rest of its word."""
    initials: dict[int, Piece] = {}
    for piece in pieces:
        if len(piece.text) == 1 and piece.text.isalpha():
            beside = [
                other
                for other in pieces
                if other.size * _INITIAL < piece.size
                and piece.baseline <= other.baseline + _SAME_LINE * other.size
                and other.baseline <= piece.baseline + piece.size
                and -_WIDE_GAP * other.size <= other.left - piece.right <= 2 * other.size
            ]
            if beside:
                initials[id(max(beside, key=lambda other: other.baseline))] = piece
    used = {id(piece) for piece in initials.values()}
    for piece in pieces:
        initial = initials.get(id(piece))
        if initial is not None:
            # the lines beside the letter are not indented: they begin where it does
            yield piece._replace(text=initial.text + piece.text, left=initial.left)
        elif id(piece) not in used:
            yield piece
