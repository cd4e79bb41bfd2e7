"""Evaluate media queries for a reader's screen: "print" is False, "(min-width: 600px)" is True."""

from collections.abc import Sequence
from typing import Final

from tinycss2.ast import Node, ParenthesesBlock

from briefer.source.visibility.css_values import (
    VIEWPORT_HEIGHT,
    VIEWPORT_WIDTH,
    Basis,
    pixels,
    split_commas,
    words,
)

_SIZES: Final = {
    "width": VIEWPORT_WIDTH,
    "device-width": VIEWPORT_WIDTH,
    "height": VIEWPORT_HEIGHT,
    "inline-size": VIEWPORT_WIDTH,
    "block-size": VIEWPORT_HEIGHT,
    "device-height": VIEWPORT_HEIGHT,
}
_STATES: Final = {
    "orientation": "landscape",
    "prefers-color-scheme": "light",
    "prefers-reduced-motion": "no-preference",
    "prefers-contrast": "no-preference",
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "scripting": "enabled",
    "forced-colors": "none",
    "display-mode": "browser",
}
_OPERATORS: Final = frozenset({"not", "and", "or"})
_BOOLEAN: Final = {"color", "hover", "any-hover", "pointer", "any-pointer", "scripting", *_SIZES}


def applies_to_screen(prelude: Sequence[Node]) -> bool:
    """Return True if a media query list is true for a desktop screen with a light theme."""
    queries = split_commas(prelude)
    return queries == [[]] or any(_query(query) for query in queries if query)


def fits_container(prelude: Sequence[Node]) -> bool:
    """Return True if a container query is true for a container as wide as the screen.

    A query of a custom property is not computed: it is false.
    """
    tokens = words(prelude)
    blocks = [token for token in tokens if isinstance(token, ParenthesesBlock)]
    return bool(blocks) and _query(
        [token for token in tokens if token.type != "ident" or token.lower_value in _OPERATORS]
    )


def _query(tokens: Sequence[Node]) -> bool:
    names = [token.lower_value for token in tokens if token.type == "ident"]
    negated = names[:1] == ["not"]
    medium = next((name for name in names if name not in {"not", "only", "and", "or"}), "all")
    conditions = [_condition(token) for token in tokens if isinstance(token, ParenthesesBlock)]
    combined = any(conditions) if "or" in names else all(conditions)
    return (medium in {"all", "screen"} and combined) is not negated


def _condition(block: ParenthesesBlock) -> bool:
    tokens = words(block.content)
    if any(isinstance(token, ParenthesesBlock) for token in tokens):
        return _query(tokens)
    name = next((token.lower_value for token in tokens if token.type == "ident"), "")
    signs = "".join(token.value for token in tokens if token.type == "literal")
    if not signs:
        return name in _BOOLEAN
    value = tokens[-1]
    if signs == ":":
        return _feature(name, value)
    return _comparison(tokens, name, signs)


def _feature(name: str, value: Node) -> bool:
    for prefix, sign in (("min-", 1), ("max-", -1)):
        size = _SIZES.get(name.removeprefix(prefix))
        if name.startswith(prefix) and size is not None:
            limit = pixels(value, Basis())
            return limit is not None and (size - limit) * sign >= 0
    if name in _STATES:
        return value.type == "ident" and str(value.lower_value) == _STATES[name]
    return False


def _comparison(tokens: Sequence[Node], name: str, signs: str) -> bool:
    """Evaluate a range such as ``width >= 600px`` or ``400px <= width``."""
    size = _SIZES.get(name)
    limits = [limit for token in tokens if (limit := pixels(token, Basis())) is not None]
    if size is None or not limits or signs.strip("<>=") or len(limits) > 1:
        return size is not None and len(limits) > 1 and limits[0] <= size <= limits[-1]
    first, second = (size, limits[0]) if tokens[0].type == "ident" else (limits[0], size)
    return first >= second if ">" in signs else first <= second if "<" in signs else first == second
