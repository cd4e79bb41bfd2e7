"""The text of a PDF page, with the place and the type of each string."""

from typing import Final, NamedTuple

from briefer.source.pdf.geometry import Box

_ASCENT: Final = 0.7  # of the size of a type


class Run(NamedTuple):
    """A piece of text in one line.

    Attributes:
        text: its letters.
        left, right, baseline: its place on the page.
        size: the size of its type, in points.
        font: the name of its font.
        is_furniture: whether the document marks it as a running head, a foot or a page number.
        is_hidden: whether a reader cannot see it.
        is_invisible: whether it is hidden because it is neither filled nor stroked.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str
    is_furniture: bool = False
    is_hidden: bool = False
    is_invisible: bool = False

    @property
    def box(self) -> Box:
        """The place of the letters."""
        return Box(self.left, self.baseline, self.right, self.baseline + _ASCENT * self.size)


class PageText(NamedTuple):
    """The text of a page.

    Attributes:
        runs: in the order in which they are painted.
        width, height: the size of the page, in points.
        image_share: how much of the page images cover; 1 is all of it.
    """

    runs: tuple[Run, ...]
    width: float
    height: float
    image_share: float
