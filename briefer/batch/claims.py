"""Find articles that appear twice in a batch: the first one is briefed, the others link to it.

Two articles are exact copies if their words, their headline and their day are the same. With a
threshold for near-duplicates, an article that shares most of its words with an earlier one counts
as a copy of it, too.
"""

from typing import TYPE_CHECKING, NamedTuple

from briefer.batch.journal import Journal, Known
from briefer.batch.stages import ReadArticle
from briefer.extras import require_extra

if TYPE_CHECKING:
    from briefer.batch.near_duplicates import Neighbours


class Copy(NamedTuple):
    """The earlier article that an article repeats, and how similar both are, from 0 to 1."""

    original: str
    similarity: float


class Claims:
    """Which articles of a batch are taken. Ask in the order of the input.

    Args:
        journal: what is finished; None if nothing is kept.
        threshold: similarity from which an article is a copy; None is for exact copies only.
    """

    def __init__(self, journal: Journal | None, threshold: float | None) -> None:
        self._journal = journal
        self._taken: dict[str, str] = {}
        self._neighbours = None if threshold is None else _neighbours(threshold)

    def claim(self, row: int, read: ReadArticle) -> Copy | None:
        """Return the earlier article that this one repeats; if there is none, it is taken."""
        found = self._taken.get(read.content)
        if found is None and self._journal is not None:
            found = self._journal.earlier(read.content, row)
        if found is not None:
            return Copy(found, 1.0)
        if self._neighbours is not None and read.signature is not None:
            near = self._neighbours.nearest(row, read.signature)
            if near is not None:
                return Copy(*near)
            self._neighbours.add(row, read.id, read.signature)
        self._taken[read.content] = read.id
        return None

    def remember(self, row: int, known: Known) -> None:
        """Take an article that was briefed before."""
        if known.status == "done" and self._neighbours is not None and known.signature is not None:
            self._neighbours.add(row, known.id, known.signature)

    def finished(self, content: str) -> None:
        """Forget an article that is in the journal now, so that memory does not grow."""
        if self._journal is not None:
            self._taken.pop(content, None)


def _neighbours(threshold: float) -> "Neighbours":
    require_extra("batch", "datasketch")
    from briefer.batch.near_duplicates import Neighbours  # noqa: PLC0415 (needs the extra)

    return Neighbours(threshold)
