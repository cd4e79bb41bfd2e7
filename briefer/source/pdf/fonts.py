"""Decode the strings of a PDF page with its fonts, and measure their glyphs."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pypdf.generic import DictionaryObject

# The one reader of fonts in pypdf that knows both letters and widths; its extractors use it, too.
from pypdf.generic._font import Font as PypdfFont

from briefer.source.pdf.objects import dictionary

UNKNOWN_LETTER: Final = "\ufffd"
_IDENTITY: Final = ("/Identity-H", "/Identity-V")
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


class Glyph(NamedTuple):
    """What a code shows: its letters, its width in em, and whether it is the one-byte space."""

    letters: str
    width: float
    is_space: bool


class PdfFont:
    """A font of a page.

    Attributes:
        name: its name, which tells fonts apart.
    """

    def __init__(self, resource: DictionaryObject) -> None:
        self._font = PypdfFont.from_font_resource(resource)
        self._is_simple = isinstance(self._font.encoding, dict)
        self._has_letters = self._font.interpretable and bool(
            self._font.character_map or resource.get("/Encoding") not in _IDENTITY
        )
        self.name = self._font.name
        # A font may have glyph space units of its own (Type 3).
        matrix = resource.get("/FontMatrix")
        self._unit = abs(float(matrix[0])) if self._font.sub_type == "Type3" and matrix else 0.001

    def glyphs(self, codes: bytes) -> Iterator[Glyph]:
        """Yield the glyphs that a string of a content stream shows."""
        for code, letters in zip(*self._decode(codes), strict=True):
            is_space = code == self._font.space_char
            width = self._font.space_width if is_space else self._font.get_text_width(code)
            known = letters.translate(_LIGATURES) if self._has_letters else UNKNOWN_LETTER
            yield Glyph(known, float(width) * self._unit, self._is_simple and code == " ")

    def _decode(self, codes: bytes) -> tuple[list[str], list[str]]:
        """Return each code as a character, and the letters that it stands for."""
        encoding = self._font.encoding
        if isinstance(encoding, dict):
            raw = [chr(code) for code in codes]
            named = [encoding.get(code, chr(code)) for code in codes]
        else:
            raw = named = list(
                codes.decode(encoding, "surrogatepass" if _is_even(codes) else "replace")
            )
        return raw, [str(self._font.character_map.get(name, name)) for name in named]


def _is_even(codes: bytes) -> bool:
    return len(codes) % 2 == 0


class Fonts:
    """The fonts of a document, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[DictionaryObject, PdfFont]] = {}

    def get(self, resources: DictionaryObject, name: object) -> PdfFont | None:
        """Return the font that ``resources`` has under ``name``, or None."""
        font = dictionary(dictionary(resources.get("/Font")).get(str(name)))
        if not font:
            return None
        if id(font) not in self._known:
            self._known[id(font)] = font, PdfFont(font)  # the first keeps the id from being reused
        return self._known[id(font)][1]
