"""Read the text of a PDF page: each string with its place, its type, and whether it can be seen.

The operators of the page's content stream are interpreted as far as they place text or paint areas
(ISO 32000-1, annex A). Nothing is drawn, and images are not decoded.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from briefer.source.pdf.fonts import Fonts
from briefer.source.pdf.geometry import Box, Matrix
from briefer.source.pdf.graphics_state import GraphicsState
from briefer.source.pdf.objects import dictionary, numbers
from briefer.source.pdf.page_text import PageText, Run
from briefer.source.pdf.painter import Painter

_MAX_DEPTH_OF_FORMS: Final = 8
_UPRIGHT: Final = 0.1  # how far a baseline may rise, for each point to the right
_UNREADABLE_SIZE: Final = 2.25  # points: three pixels of a page
_PAGE_FURNITURE: Final = frozenset({"/Pagination", "/Page", "/Background"})


class Budget:
    """Counts operators and stops a document that has too many.

    Args:
        operators: the limit.
        error: makes the exception for a document over the limit.
    """

    def __init__(self, operators: int, *, error: Callable[[], Exception]) -> None:
        self._left = operators
        self._error = error

    def spend(self) -> None:
        """Count one operator."""
        self._left -= 1
        if self._left < 0:
            raise self._error()


def read_page_text(
    page: PageObject, *, fonts: Fonts, budget: Budget, hidden_layers: frozenset[int]
) -> PageText:
    """Return the text of a page.

    Args:
        page: the page.
        fonts: the fonts of the document that are known so far.
        budget: the limit of the document.
        hidden_layers: the object numbers of the layers that are not shown.
    """
    box = page.cropbox
    turned = _turned(Box(*(float(side) for side in box)), int(page.get("/Rotate", 0) or 0))
    reader = _Reader(page, turned, fonts, budget, hidden_layers)
    contents = page.get("/Contents")
    if contents is not None:
        reader.read(contents.get_object(), dictionary(page.get("/Resources")))
    return PageText(
        tuple(reader.runs()),
        turned.width,
        turned.height,
        min(reader.image_area / max(turned.width * turned.height, 1.0), 1.0),
    )


class _Turned(NamedTuple):
    """A page as it is shown: the matrix from its user space, and its size."""

    matrix: Matrix
    width: float
    height: float


def _turned(box: Box, degrees: int) -> _Turned:
    width, height = box.right - box.left, box.top - box.bottom
    origin = Matrix(e=-box.left, f=-box.bottom)
    turns: dict[int, tuple[Matrix, float, float]] = {
        90: (Matrix(0, -1, 1, 0, 0, width), height, width),
        180: (Matrix(-1, 0, 0, -1, width, height), width, height),
        270: (Matrix(0, 1, -1, 0, height, 0), height, width),
    }
    turn, across, up = turns.get(degrees % 360, (Matrix(), width, height))
    return _Turned(origin.then(turn), across, up)


class _Placed(NamedTuple):
    """A run, its colour, and how many shapes lie below it."""

    run: Run
    level: int
    state: GraphicsState


class _Reader(Painter):
    """Interprets the content stream of a page and the forms that it shows."""

    def __init__(
        self,
        page: PageObject,
        turned: _Turned,
        fonts: Fonts,
        budget: Budget,
        hidden_layers: frozenset[int],
    ) -> None:
        super().__init__(turned.matrix, Box(0, 0, turned.width, turned.height))
        self._pdf = page.pdf
        self._fonts, self._budget, self._hidden_layers = fonts, budget, hidden_layers
        self._placed: list[_Placed] = []
        self._text, self._line = Matrix(), Matrix()
        self._marks: list[tuple[bool, bool]] = []  # of marked content: is furniture, is hidden
        self._forms: list[int] = []

    def runs(self) -> Iterator[Run]:
        """Yield the runs of the page, once all of it is read."""
        for placed in self._placed:
            run, state = placed.run, placed.state
            x, y = (run.left + run.right) / 2, run.baseline
            is_seen = (
                run.size >= _UNREADABLE_SIZE
                and state.clip.contains(x, y)
                and self.paint.shows(run.box, state.paint, level=placed.level)
            )
            is_invisible = state.is_invisible
            yield run._replace(
                is_hidden=run.is_hidden or is_invisible or not is_seen,
                is_invisible=is_invisible and not run.is_hidden,
            )

    def read(self, stream: PdfObject, resources: DictionaryObject) -> None:
        """Interpret a stream with the fonts and forms of ``resources``."""
        content = ContentStream(stream, self._pdf, "bytes")  # which keeps the codes of strings
        outer, self.resources = self.resources, resources
        for operands, operator in content.operations:
            self._budget.spend()
            handler = _HANDLERS.get(operator)
            if handler is not None:
                handler(self, operands if isinstance(operands, list) else [])
        self.resources = outer

    def begin_text(self, _: Sequence[PdfObject]) -> None:
        """``BT``: begin a text."""
        self._text = self._line = Matrix()

    def set_font(self, operands: Sequence[PdfObject]) -> None:
        """``Tf``: choose font and size."""
        if len(operands) >= 2 and (size := numbers(operands[1:2])):
            self.state.font = self._fonts.get(self.resources, operands[0])
            self.state.size = size[0]

    def set_number(self, operands: Sequence[PdfObject], name: str, factor: float = 1.0) -> None:
        """``Tc``, ``Tw``, ``Tz``, ``TL``, ``Ts``, ``Tr``: set a number of the text state."""
        if values := numbers(operands[:1]):
            setattr(self.state, name, values[0] * factor)

    def set_matrix(self, operands: Sequence[PdfObject]) -> None:
        """``Tm``: set the matrix of the text."""
        if len(values := numbers(operands)) == 6:
            self._text = self._line = Matrix(*values)

    def move(self, operands: Sequence[PdfObject]) -> None:
        """``Td``: move to another line."""
        if len(values := numbers(operands)) == 2:
            self._text = self._line = Matrix(e=values[0], f=values[1]).then(self._line)

    def move_and_lead(self, operands: Sequence[PdfObject]) -> None:
        """``TD``: move to another line, and keep the distance."""
        if len(values := numbers(operands)) == 2:
            self.state.leading = -values[1]
        self.move(operands)

    def next_line(self, _: Sequence[PdfObject]) -> None:
        """``T*``: move to the next line."""
        self._text = self._line = Matrix(f=-self.state.leading).then(self._line)

    def show(self, operands: Sequence[PdfObject]) -> None:
        """``Tj``: show strings, moved by the numbers between them."""
        for item in operands:
            if isinstance(item, ByteStringObject):
                self._show(item)
            elif values := numbers([item]):
                self._advance(-values[0] / 1000 * self.state.size * self.state.scale)

    def show_array(self, operands: Sequence[PdfObject]) -> None:
        """``TJ``: show the strings of an array."""
        if operands and isinstance(operands[0], ArrayObject):
            self.show(operands[0])

    def show_on_next_line(self, operands: Sequence[PdfObject]) -> None:
        """``'``: show a string in the next line."""
        self.next_line(())
        self.show(operands[-1:])

    def show_with_spaces(self, operands: Sequence[PdfObject]) -> None:
        """The double quote: show a string in the next line, with spaces."""
        if len(spaces := numbers(operands[:2])) == 2:
            self.state.word_space, self.state.character_space = spaces
        self.show_on_next_line(operands)

    def _advance(self, width: float) -> None:
        self._text = Matrix(e=width).then(self._text)

    def _show(self, codes: bytes) -> None:
        state = self.state
        if state.font is None:
            return
        letters: list[str] = []
        matrix = Matrix(f=state.rise).then(self._text).then(state.matrix)
        for glyph in state.font.glyphs(codes):
            letters.append(glyph.letters)
            space = state.character_space + (state.word_space if glyph.is_space else 0.0)
            self._advance((glyph.width * state.size + space) * state.scale)
        left, baseline = matrix.e, matrix.f
        end = Matrix(f=state.rise).then(self._text).then(state.matrix)
        is_upright = matrix.a > 0 and abs(matrix.b) <= _UPRIGHT * matrix.a
        if not letters or not is_upright:  # a watermark, or a credit at the side of a photo
            return
        is_furniture = any(mark[0] for mark in self._marks)
        is_hidden = any(mark[1] for mark in self._marks) or not self.page.contains(
            (left + end.e) / 2, baseline
        )
        size = abs(state.size) * (matrix.c**2 + matrix.d**2) ** 0.5
        run = Run(
            "".join(letters), left, max(end.e, left), baseline, size, state.font.name,
            is_furniture=is_furniture, is_hidden=is_hidden,
        )  # fmt: skip
        self._placed.append(_Placed(run, self.paint.level, state.copy()))

    # forms, images and marked content

    def show_object(self, operands: Sequence[PdfObject]) -> None:
        """``Do``: show a form or an image."""
        objects = dictionary(self.resources.get("/XObject"))
        shown = objects.get(str(operands[0])) if operands else None
        shown = shown.get_object() if shown is not None else None
        if not isinstance(shown, StreamObject):
            return
        if shown.get("/Subtype") == "/Image":
            self.show_image(())
        elif len(self._forms) < _MAX_DEPTH_OF_FORMS and id(shown) not in self._forms:
            self._show_form(shown)

    def _show_form(self, form: StreamObject) -> None:
        saved = self.state.copy(), self._saved, self._text, self._line, self._marks
        self._saved = []
        self._marks = [*self._marks, (False, self._is_hidden_layer(form.get("/OC")))]
        self._forms.append(id(form))
        if "/Group" in form:
            self.state.group_alpha *= self.state.alpha
            self.state.alpha = 1.0
        self.transform(form.get("/Matrix", ArrayObject()))
        own = dictionary(form.get("/Resources"))
        self.read(form, own or self.resources)
        self._forms.pop()
        self.state, self._saved, self._text, self._line, self._marks = saved

    def begin_mark(self, operands: Sequence[PdfObject]) -> None:
        """``BMC``, ``BDC``: begin marked content."""
        tag = str(operands[0]) if operands else ""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, NameObject):
            named = dictionary(self.resources.get("/Properties"))
            properties = named.raw_get(properties) if properties in named else None
        kind = str(dictionary(properties).get("/Type", ""))
        is_furniture = tag == "/Artifact" and kind in _PAGE_FURNITURE
        is_hidden = tag == "/OC" and self._is_hidden_layer(properties)
        self._marks.append((is_furniture, is_hidden))

    def end_mark(self, _: Sequence[PdfObject]) -> None:
        """``EMC``: end marked content."""
        if self._marks:
            self._marks.pop()

    def _is_hidden_layer(self, layer: object) -> bool:
        number = getattr(layer, "idnum", None) or getattr(
            getattr(layer, "indirect_reference", None), "idnum", None
        )
        return number in self._hidden_layers


_Handler = Callable[[_Reader, Sequence[PdfObject]], None]


def _sets(name: str, factor: float = 1.0) -> _Handler:
    return lambda reader, operands: reader.set_number(operands, name, factor)


_HANDLERS: Final[Mapping[bytes, _Handler]] = {
    b"q": _Reader.save, b"Q": _Reader.restore, b"cm": _Reader.transform,
    b"gs": _Reader.use_dictionary,
    b"cs": _Reader.set_space, b"sc": _Reader.set_values, b"scn": _Reader.set_values,
    b"g": _Reader.set_colour, b"rg": _Reader.set_colour, b"k": _Reader.set_colour,
    b"m": _Reader.add_points, b"l": _Reader.add_points, b"c": _Reader.add_points,
    b"v": _Reader.add_points, b"y": _Reader.add_points, b"re": _Reader.add_rectangle,
    b"W": _Reader.clip, b"W*": _Reader.clip,
    b"f": _Reader.fill, b"F": _Reader.fill, b"f*": _Reader.fill,
    b"B": _Reader.fill, b"B*": _Reader.fill, b"b": _Reader.fill, b"b*": _Reader.fill,
    b"S": _Reader.end_path, b"s": _Reader.end_path, b"n": _Reader.end_path,
    b"sh": _Reader.shade,
    b"BT": _Reader.begin_text, b"Tf": _Reader.set_font, b"Tm": _Reader.set_matrix,
    b"Td": _Reader.move, b"TD": _Reader.move_and_lead, b"T*": _Reader.next_line,
    b"Tc": _sets("character_space"), b"Tw": _sets("word_space"), b"Tz": _sets("scale", 0.01),
    b"TL": _sets("leading"), b"Ts": _sets("rise"), b"Tr": _sets("mode"),
    b"Tj": _Reader.show, b"TJ": _Reader.show_array,
    b"'": _Reader.show_on_next_line, b'"': _Reader.show_with_spaces,
    b"Do": _Reader.show_object, b"INLINE IMAGE": _Reader.show_image,
    b"BMC": _Reader.begin_mark, b"BDC": _Reader.begin_mark, b"EMC": _Reader.end_mark,
}  # fmt: skip
