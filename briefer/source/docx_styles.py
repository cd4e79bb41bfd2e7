"""How the text of a DOCX document looks, as far as it decides whether a reader sees it.

A property of a run counts first, then that of its character style, of the paragraph's style and of
the document's defaults; a style inherits from the one that it is based on.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from briefer.source.visibility.css_colours import WHITE, Rgba

_SAME_COLOUR: Final = 1.2  # contrast ratio
_UNREADABLE_SIZE: Final = re.compile("0*[0-4]")  # half points
_UNREADABLE_WIDTH: Final = 20  # per cent of the usual width of letters
_HIGHLIGHTS: Final = {  # the colours that Word has for marking text
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_MAX_DEPTH_OF_STYLES: Final = 20
_OFF: Final = frozenset({"0", "false", "off", "none"})
_WHITE_THEMES: Final = frozenset({"background1", "bg1", "light1"})


class Looks:
    """The styles of a document."""

    def __init__(self, document: DocxDocument) -> None:
        self._root = document.styles.element
        self._document = document.element
        self._styles = {
            style.get(qn("w:styleId")): style for style in self._root.iter(qn("w:style"))
        }

    def style_name(self, paragraph: _Element) -> str:
        """Return the name of a paragraph's style in lower case; empty for the default."""
        style = self._styles.get(_value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")))
        return "" if style is None else _value(style.find(qn("w:name"))).lower()

    def hides(self, run: _Element, paragraph: _Element) -> bool:
        """Return True if a reader does not see the text of a run."""
        properties = list(self._properties(run, paragraph))
        for tag in ("w:vanish", "w:specVanish"):
            if _is_on(_first(properties, tag)):
                return True
        size = _value(_first(properties, "w:sz"))
        width = _value(_first(properties, "w:w")).rstrip("%")
        is_squeezed = width.isdecimal() and 0 < int(width[:4]) < _UNREADABLE_WIDTH
        if _UNREADABLE_SIZE.fullmatch(size) or is_squeezed:
            return True
        colour = _colour_of_text(_first(properties, "w:color"))
        background = self._background(properties, paragraph)
        if colour is None or background is None:
            return False
        return colour.contrast(background) < _SAME_COLOUR

    def _properties(self, run: _Element, paragraph: _Element) -> Iterator[_Element]:
        """Yield the properties of a run that decide, the nearest first."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_style(_value(own.find(qn("w:rStyle"))))
        yield from self._of_style(
            _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) or self._default_style
        )
        defaults = self._root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if defaults is not None:
            yield defaults

    def _of_style(self, identity: str) -> Iterator[_Element]:
        for _ in range(_MAX_DEPTH_OF_STYLES):
            style = self._styles.get(identity)
            if style is None:
                return
            properties = style.find(qn("w:rPr"))
            if properties is not None:
                yield properties
            identity = _value(style.find(qn("w:basedOn")))

    @cached_property
    def _default_style(self) -> str:
        for identity, style in self._styles.items():
            is_default = style.get(qn("w:default")) in {"1", "true"}
            if is_default and style.get(qn("w:type")) == "paragraph":
                return str(identity)
        return ""

    def _background(self, properties: list[_Element], paragraph: _Element) -> Rgba | None:
        """Return the colour behind a text; None if it is not known, as in a styled table."""
        mark = _value(_first(properties, "w:highlight"))
        if mark not in {"", "none"}:
            return _colour(_HIGHLIGHTS.get(mark, ""))
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}")
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        of_cell = None if cell is None else cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        for shade in (_first(properties, "w:shd"), own, of_cell):
            fill = "" if shade is None else shade.get(qn("w:fill")) or ""
            if fill and fill.lower() != "auto":
                return _colour(fill)
        if cell is not None or next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None:
            return None
        page = self._document.find(qn("w:background"))
        return WHITE if page is None else _colour(page.get(qn("w:color")) or "")


def _first(properties: list[_Element], tag: str) -> _Element | None:
    return next((found for p in properties if (found := p.find(qn(tag))) is not None), None)


def _value(element: _Element | None) -> str:
    return "" if element is None else str(element.get(qn("w:val")) or "")


def _is_on(element: _Element | None) -> bool:
    return element is not None and _value(element).lower() not in _OFF


def _colour_of_text(element: _Element | None) -> Rgba | None:
    if element is None:
        return None
    if element.get(qn("w:themeColor")) in _WHITE_THEMES:
        return WHITE
    return _colour(_value(element))


def _colour(hexadecimal: str) -> Rgba | None:
    try:
        parts = bytes.fromhex(hexadecimal)
    except ValueError:
        return None
    return Rgba(*(part / 255 for part in parts)) if len(parts) == 3 else None
