"""Recognise declarations that a browser ignores, such as "display: gone" after "display: none"."""

from collections.abc import Sequence
from typing import Final

from tinycss2.ast import Node
from tinycss2.color4 import parse_color

_EVERYWHERE: Final = frozenset("inherit initial unset revert revert-layer".split())
_KEYWORDS: Final = {
    "display": frozenset(
        "none block inline inline-block flex inline-flex grid inline-grid table inline-table "
        "table-row table-cell table-caption table-column table-row-group table-header-group "
        "table-footer-group table-column-group list-item contents flow flow-root run-in ruby "
        "ruby-text ruby-base math -webkit-box -webkit-inline-box -webkit-flex".split()
    ),
    "visibility": frozenset("visible hidden collapse".split()),
    "content-visibility": frozenset("visible auto hidden".split()),
    "position": frozenset("static relative absolute fixed sticky -webkit-sticky".split()),
    "overflow-x": frozenset("visible hidden clip scroll auto overlay".split()),
    "overflow-y": frozenset("visible hidden clip scroll auto overlay".split()),
    "float": frozenset("left right none inline-start inline-end".split()),
}
_COLOURS: Final = frozenset({"color", "-webkit-text-fill-color"})
_COMPUTED_COLOURS: Final = frozenset({"color-mix", "light-dark", "device-cmyk", "contrast-color"})
# Only these take a number without a unit, besides 0.
_NUMBERS: Final = frozenset(
    "opacity line-height z-index scale zoom transform filter clip-path".split()
)
_LENGTHS: Final = frozenset(
    "font-size text-indent top right bottom left width height max-width max-height margin-top "
    "margin-left padding-left".split()
)
_SYSTEM_COLOURS: Final = frozenset({"canvas", "canvastext", "field", "fieldtext"})


def is_valid(name: str, tokens: Sequence[Node]) -> bool:
    """Return False if a browser would ignore a declaration, so that an earlier one counts."""
    first = tokens[0]
    word = first.lower_value if first.type == "ident" else ""
    if word in _EVERYWHERE:
        return True
    if name in _KEYWORDS:
        return word in _KEYWORDS[name]
    if name in _COLOURS:
        return _is_colour(first, word)
    if name == "opacity":
        return first.type in {"number", "percentage", "function"}
    if name in _LENGTHS:
        return not (first.type == "number" and first.value != 0) and first.type != "hash"
    return not (first.type == "number" and first.value != 0) or name in _NUMBERS


def _is_colour(token: Node, word: str) -> bool:
    if word in _SYSTEM_COLOURS:
        return True
    if token.type == "function" and token.lower_name in _COMPUTED_COLOURS:
        return True
    return token.type in {"ident", "hash", "function"} and parse_color(token) is not None
