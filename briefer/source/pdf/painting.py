"""What is painted on a PDF page besides text: filled rectangles, other shapes and images.

It decides whether a reader sees a text: white letters on white paper, or letters under a bar that
was painted over them, are not seen.
"""

from typing import Final, NamedTuple

from briefer.source.pdf.geometry import Box
from briefer.source.visibility.css_colours import BLACK, WHITE, Rgba

SAME_COLOUR: Final = 1.2
"""A contrast ratio below which letters cannot be read."""

_FAINT: Final = 0.1  # opacity
_MIN_AREA: Final = 30.0  # square points: a word in small type
_MAX_SHAPES: Final = 3_000
_COVERED: Final = 0.8  # of the area of a text
_DEVICE_SPACES: Final = frozenset(
    "/DeviceGray /DeviceRGB /DeviceCMYK /CalGray /CalRGB /ICCBased /G /RGB /CMYK".split()
)


class Shape(NamedTuple):
    """A painted area.

    Attributes:
        box: the box around it.
        colour: its colour; None if it has several, or is not a rectangle.
    """

    box: Box
    colour: Rgba | None


class Paint:
    """The shapes on a page, in the order in which they are painted."""

    def __init__(self) -> None:
        self._shapes: list[Shape] = []

    def add(self, box: Box, colour: Rgba | None) -> None:
        """Paint a shape over what is there, unless it is tiny or the page has thousands."""
        if box.area >= _MIN_AREA and len(self._shapes) < _MAX_SHAPES:
            self._shapes.append(Shape(box, colour))

    @property
    def level(self) -> int:
        """How many shapes there are: what is painted now lies above these."""
        return len(self._shapes)

    def shows(self, box: Box, colour: Rgba | None, *, level: int) -> bool:
        """Return True if letters can be seen.

        Args:
            box: the place of the letters.
            colour: their colour; None if it is not known.
            level: how many shapes lie below them.
        """
        if colour is not None and colour.alpha < _FAINT:
            return False
        if any(
            shape.colour is not None
            and shape.colour.alpha == 1
            and shape.box.overlap(box) > _COVERED * box.area > 0
            for shape in self._shapes[level:]
        ):
            return False
        background = self._below(box, level)
        if colour is None or background is None:
            return True
        return colour.over(background).contrast(background) >= SAME_COLOUR

    def _below(self, box: Box, level: int) -> Rgba | None:
        """Return the colour behind letters; None if it is not known."""
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        for shape in reversed(self._shapes[:level]):
            if shape.box.contains(x, y):
                is_opaque = shape.colour is not None and shape.colour.alpha == 1
                return shape.colour if is_opaque else None
        return WHITE


def colour_of(values: list[float]) -> Rgba | None:
    """Return a colour from one value (grey), three (RGB) or four (CMYK); else None."""
    parts = [min(max(value, 0.0), 1.0) for value in values]
    if len(parts) == 1:
        return Rgba(parts[0], parts[0], parts[0])
    if len(parts) == 3:
        return Rgba(*parts)
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return Rgba(*((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)))
    return None


def first_colour(space: str) -> Rgba | None:
    """Return the colour that a new colour space begins with, or None for one without a meaning."""
    return BLACK if space in _DEVICE_SPACES else None
