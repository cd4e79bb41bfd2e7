"""Make untrusted text safe to display: it cannot control a terminal or reorder text around it.

The escape sequence that clears a screen becomes ``␛[2J``; an override of the writing direction
becomes the replacement character.
"""

from typing import Final

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def _replacements() -> dict[int, str]:
    """Map each unsafe character to its replacement."""
    table = {code: chr(0x2400 + code) for code in range(0x20)}  # the pictures ␀ to ␟
    table |= dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f"), " ")
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table |= dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)  # C1: 0x9b alone opens a sequence
    table[0x85] = " "
    table |= dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)  # surrogates cannot be encoded
    table |= dict.fromkeys((0xFFFE, 0xFFFF), _REPLACEMENT)  # XML does not allow them
    # Embeddings, overrides and isolates reverse the text after them; tag characters hide words.
    table |= dict.fromkeys(range(0x202A, 0x202F), _REPLACEMENT)
    table |= dict.fromkeys(range(0x2066, 0x206A), _REPLACEMENT)
    table |= dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT)
    # Invisible marks. The joiners U+200C and U+200D stay: Persian and emoji need them.
    invisible = (0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x2060, 0x2065), 0xFEFF)
    return table | dict.fromkeys(invisible, "")


_REPLACEMENTS: Final = _replacements()


def sanitize(text: str) -> str:
    """Return ``text`` as one line that is safe in a terminal, a page or a document.

    White space, including line breaks, becomes single spaces. Control characters become visible
    pictures (``␛``) or the replacement character, and so do characters that change the direction
    of the text around them. Markup stays as it is: each output format escapes its own.
    """
    return " ".join(text.translate(_REPLACEMENTS).split())


def sanitize_lines(text: str) -> str:
    """Sanitize text of several lines; keep its line breaks and spaces."""
    return "\n".join(line.translate(_REPLACEMENTS) for line in text.split("\n"))


def sanitize_inline(text: str) -> str:
    """Sanitize part of a line; keep one space at either end if there was white space."""
    words = sanitize(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return f"{before}{words}{after}"
