"""Recognise declarations that a browser ignores, such as "display: gone" after "display: none"."""

from collections.abc import Sequence
from typing import Final

from tinycss2.ast import Node

from briefer.source.visibility.css_colours import is_colour
from briefer.source.visibility.css_values import Basis, pixels

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
# Only these take a number without a unit, besides 0.
_NUMBERS: Final = frozenset(
    "opacity line-height z-index scale rotate zoom transform filter clip-path order flex flex-grow "
    "flex-shrink font-weight tab-size orphans widows aspect-ratio "
    "animation-iteration-count".split()
)
_SIZES: Final = frozenset(
    "font-size width height max-width max-height min-width min-height padding-top padding-right "
    "padding-bottom padding-left".split()
)  # never negative
_LENGTHS: Final = _SIZES | frozenset(
    "top right bottom left margin-top margin-right margin-bottom margin-left letter-spacing".split()
)
_NUMERIC: Final = frozenset({"number", "percentage", "dimension"})


def is_valid(name: str, tokens: Sequence[Node]) -> bool:
    """Return False if a browser would ignore a declaration, so that an earlier one counts."""
    first = tokens[0]
    word = first.lower_value if first.type == "ident" else ""
    if word in _EVERYWHERE:
        return len(tokens) == 1
    if name == "all":
        return False
    if name in _KEYWORDS:
        return word in _KEYWORDS[name] and _is_single(name, tokens)
    if name in _COLOURS:
        return len(tokens) == 1 and is_colour(first)
    if name == "opacity":
        return len(tokens) == 1 and first.type in {"number", "percentage", "function"}
    if name in _LENGTHS:
        return len(tokens) == 1 and _is_length(first, may_be_negative=name not in _SIZES)
    return not (first.type == "number" and first.value != 0) or name in _NUMBERS


def _is_single(name: str, tokens: Sequence[Node]) -> bool:
    """Return True for one keyword, or for two of ``display``, such as "block flow"."""
    if name != "display" or len(tokens) == 1:
        return len(tokens) == 1
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    return "none" not in words and _KEYWORDS[name].issuperset(words)


def _is_length(token: Node, *, may_be_negative: bool) -> bool:
    if token.type == "number":
        return bool(token.value == 0)
    if token.type == "dimension" and pixels(token, Basis()) is None:
        return False
    return token.type in {"ident", "function"} or (
        token.type in _NUMERIC and (may_be_negative or token.value >= 0)
    )
