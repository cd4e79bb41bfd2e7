"""Untrusted text made safe to look at: nothing in it steers a screen or reorders its neighbours."""

from typing import Final

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def _table() -> dict[int, str]:
    """Map each character that must not reach a reader's screen to what stands in for it."""
    table = {code: chr(0x2400 + code) for code in range(0x20)}  # the pictures ␀ to ␟
    table |= dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f"), " ")
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table |= dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)  # C1: 0x9b alone opens a sequence
    table[0x85] = " "
    table |= dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)  # no encoding can write these
    # Embeddings, overrides and isolates turn the text after them around; tags hide words.
    table |= dict.fromkeys(range(0x202A, 0x202F), _REPLACEMENT)
    table |= dict.fromkeys(range(0x2066, 0x206A), _REPLACEMENT)
    table |= dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT)
    # Marks with no width of their own. The joiners U+200C and U+200D stay: Persian and emoji
    # are spelled with them.
    invisible = (0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x2060, 0x2065), 0xFEFF)
    return table | dict.fromkeys(invisible, "")


_TABLE: Final = _table()


def sanitize(text: str) -> str:
    """Return ``text`` as one line that is safe in a terminal, a page or a document.

    White space, line breaks included, becomes single spaces. Control characters become visible
    pictures (``␛``) or the replacement character, and so do the characters that change the
    direction of the text around them. Markup is left alone: each face escapes its own.
    """
    return " ".join(text.translate(_TABLE).split())


def sanitize_inline(text: str) -> str:
    """Sanitize a piece of a line; keep the space on either side of it."""
    words = sanitize(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return f"{before}{words}{after}"
