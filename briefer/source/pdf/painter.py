"""Interpret the operators of a PDF content stream that paint areas or change how it is painted."""

from collections.abc import Sequence
from typing import Final

from pypdf.generic import ArrayObject, DictionaryObject, NullObject, PdfObject

from briefer.source.pdf.fonts import PdfFont
from briefer.source.pdf.geometry import Box, Matrix
from briefer.source.pdf.graphics_state import GraphicsState
from briefer.source.pdf.objects import dictionary, numbers
from briefer.source.pdf.painting import Paint, colour_of, first_colour

_MAX_DEPTH_OF_STATES: Final = 500


class Painter:
    """The state of a page while its content stream is read, and the shapes on it.

    Args:
        matrix: from the user space to the page as it is shown.
        page: the whole page.

    Attributes:
        state: the graphics state.
        paint: the shapes so far.
        image_area: the area of all images, in square points.
        resources: the fonts, forms and states that the stream names.
    """

    def __init__(self, matrix: Matrix, page: Box) -> None:
        self.page = page
        self.state = GraphicsState(matrix, page)
        self.paint = Paint()
        self.image_area = 0.0
        self.resources = DictionaryObject()
        self._saved: list[GraphicsState] = []
        self._path: list[tuple[float, float]] = []
        self._rectangles = self._segments = 0
        self._clips = False

    def save(self, _: Sequence[PdfObject]) -> None:
        """``q``: save the state."""
        if len(self._saved) < _MAX_DEPTH_OF_STATES:
            self._saved.append(self.state.copy())

    def restore(self, _: Sequence[PdfObject]) -> None:
        """``Q``: restore the state."""
        if self._saved:
            self.state = self._saved.pop()

    def transform(self, operands: Sequence[PdfObject]) -> None:
        """``cm``: change the matrix."""
        if len(values := numbers(operands)) == 6:
            self.state.matrix = Matrix(*values).then(self.state.matrix)

    def use_dictionary(self, operands: Sequence[PdfObject]) -> None:
        """``gs``: set the opacity and the font of a named state."""
        states = dictionary(self.resources.get("/ExtGState"))
        state = dictionary(states.get(str(operands[0]))) if operands else DictionaryObject()
        if values := numbers([state.get("/ca", NullObject())]):
            self.state.alpha = values[0]
        font = state.get("/Font")
        if isinstance(font, ArrayObject) and len(font) == 2 and (size := numbers(font[1:])):
            self.state.font = PdfFont(dictionary(font[0]))
            self.state.size = size[0]

    def set_space(self, operands: Sequence[PdfObject]) -> None:
        """``cs``: choose a colour space."""
        name = str(operands[0]) if operands else ""
        space = dictionary(self.resources.get("/ColorSpace")).get(name)
        space = space.get_object() if space is not None else None
        kind = str(space[0]) if isinstance(space, ArrayObject) and space else str(space or name)
        self.state.fill = first_colour(kind)
        self.state.fill_has_values = self.state.fill is not None

    def set_colour(self, operands: Sequence[PdfObject]) -> None:
        """``g``, ``rg``, ``k``: set a colour of the device."""
        self.state.fill_has_values = True
        self.set_values(operands)

    def set_values(self, operands: Sequence[PdfObject]) -> None:
        """``sc``, ``scn``: set a colour of the colour space."""
        values = numbers(operands)
        self.state.fill = colour_of(values) if self.state.fill_has_values else None

    def add_points(self, operands: Sequence[PdfObject]) -> None:
        """``m``, ``l``, ``c``, ``v``, ``y``: add a segment to the path."""
        values = numbers(operands)
        pairs = zip(values[::2], values[1::2], strict=False)
        self._path.extend(self.state.matrix.point(x, y) for x, y in pairs)
        self._segments += 1

    def add_rectangle(self, operands: Sequence[PdfObject]) -> None:
        """``re``: add a rectangle to the path."""
        if len(values := numbers(operands)) == 4:
            x, y, width, height = values
            box = self.state.matrix.box(x, y, x + width, y + height)
            self._path += [(box.left, box.bottom), (box.right, box.top)]
            self._rectangles += 1

    def clip(self, _: Sequence[PdfObject]) -> None:
        """``W``: the path clips what is painted after it."""
        self._clips = True

    def fill(self, _: Sequence[PdfObject]) -> None:
        """``f``, ``B``, ``b``: fill the path."""
        if self._path:
            is_plain = self._is_rectangle and self.state.has_simple_clip
            box = _common(Box.around(self._path), self.state.clip)
            self.paint.add(box, self.state.paint if is_plain else None)
        self.end_path(())

    def end_path(self, _: Sequence[PdfObject]) -> None:
        """``n``, ``S``: end the path without filling it."""
        if self._clips and self._path:
            self.state.clip = _common(Box.around(self._path), self.state.clip)
            self.state.has_simple_clip &= self._is_rectangle
        self._path, self._clips = [], False
        self._rectangles = self._segments = 0

    @property
    def _is_rectangle(self) -> bool:
        """Whether the path is one rectangle, drawn with ``re`` or with lines."""
        if self._rectangles == 1 and not self._segments:
            return True
        across = {round(x, 1) for x, _ in self._path}
        up = {round(y, 1) for _, y in self._path}
        corners = len(across) == len(up) == 2 and 4 <= len(self._path) <= 5
        return not self._rectangles and corners

    def shade(self, _: Sequence[PdfObject]) -> None:
        """``sh``: paint a gradient."""
        self.paint.add(self.state.clip, None)

    def show_image(self, _: Sequence[PdfObject]) -> None:
        """``Do``: show an image."""
        box = _common(self.state.matrix.box(0, 0, 1, 1), self.state.clip)
        self.paint.add(box, None)
        self.image_area += box.area


def _common(box: Box, clip: Box) -> Box:
    """Return what two boxes have in common; empty if they have nothing."""
    left, bottom = max(box.left, clip.left), max(box.bottom, clip.bottom)
    right, top = min(box.right, clip.right), min(box.top, clip.top)
    return Box(left, bottom, max(right, left), max(top, bottom))
