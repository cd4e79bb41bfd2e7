"""Decide whether an element's own declarations hide its whole content, whatever its children say.

For example ``display: none``, ``clip-path: inset(50%)`` and ``filter: opacity(0)``.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from tinycss2.ast import FunctionBlock, Node

from briefer.source.visibility.cascade import Values
from briefer.source.visibility.css_colours import colours_in
from briefer.source.visibility.css_values import (
    Basis,
    arguments,
    pixels,
    split_commas,
    words,
)

_TINY: Final = 4.0  # pixels: no letter can be read in a clip of this size
_FAINT: Final = 0.1  # opacity
_COORDINATE: Final = re.compile(r"-?\d+(?:\.\d+)?|-?\.\d+")
_COORDINATES_OF_TRIANGLE: Final = 4  # the shortest way to write one: "M0 0H9V9"
_MAX_PATH: Final = 10_000
_BLURRED: Final = 8.0  # pixels
# Without a rule, these flow with the text, so that sizes, transforms and overflow do not apply.
_INLINE_TAGS: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small "
    "span strike strong sub sup time tt u var".split()
)


def keyword(values: Values, name: str) -> str:
    """Return the first word of a declaration in lower case, or an empty string."""
    tokens = values.get(name, ())
    return tokens[0].lower_value if tokens and tokens[0].type == "ident" else ""


def length(values: Values, name: str, basis: Basis) -> float | None:
    """Return a declared length in pixels; None if there is none."""
    tokens = values.get(name, ())
    return pixels(tokens[0], basis) if tokens else None


def functions(values: Values, name: str) -> Iterator[tuple[str, FunctionBlock]]:
    """Yield the functions of a declaration such as ``transform``."""
    for token in values.get(name, ()):
        if isinstance(token, FunctionBlock):
            yield token.lower_name, token


def is_positioned(values: Values) -> bool:
    """Return True if an element is placed apart from the flow of the text."""
    return keyword(values, "position") in {"absolute", "fixed"}


def is_inline(tag: str, values: Values) -> bool:
    """Return True if an element flows within a line of text, so that it has no box of its own."""
    if is_positioned(values) or keyword(values, "float") in {"left", "right"}:
        return False
    display = keyword(values, "display")
    return display in {"inline", "contents"} if display else tag in _INLINE_TAGS


def hides_content(values: Values, basis: Basis) -> bool:
    """Return True if nothing inside an element can be seen, whatever its size.

    Args:
        values: its declarations.
        basis: its font size.
    """
    return (
        keyword(values, "display") == "none"
        or keyword(values, "content-visibility") == "hidden"
        or _is_filtered_out(values, basis)
        or _is_clipped_away(values, basis)
        or _is_masked(values)
        or _is_turned_away(values)
    )


def opacity(values: Values) -> float:
    """Return the opacity of an element, from 0 to 1."""
    value = share(values.get("opacity", ()))
    return 1.0 if value is None else min(max(value, 0.0), 1.0)


def share(tokens: Sequence[Node]) -> float | None:
    """Return a number or a percentage as a number: "50%" is 0.5; None if it is neither."""
    return pixels(words(tokens)[0], Basis(whole=1.0)) if words(tokens) else None


def _is_filtered_out(values: Values, basis: Basis) -> bool:
    for name, function in functions(values, "filter"):
        value = share(function.arguments)
        if name == "opacity" and value is not None and value < _FAINT:
            return True
        blur = pixels(words(function.arguments)[0], basis) if value is not None else None
        if name == "blur" and blur is not None and blur > _BLURRED:
            return True
    return False


def _is_turned_away(values: Values) -> bool:
    """Return True if an element shows its back, which is not painted."""
    if keyword(values, "backface-visibility") != "hidden":
        return False
    turns = [
        function.arguments
        for name, function in functions(values, "transform")
        if name in {"rotatex", "rotatey"}
    ]
    if values.get("rotate") and {keyword(values, "rotate")} & {"x", "y"}:
        turns.append(values["rotate"][1:])
    angle = sum(pixels(FunctionBlock(0, 0, "calc", turn), Basis()) or 0.0 for turn in turns)
    return math.cos(angle) < 0


def _is_masked(values: Values) -> bool:
    """Return True if a mask lets nothing through; one whose image is not in the page may."""
    sizes = [pixels(token, Basis()) for token in values.get("mask-size", ())]
    if values.get("mask-image") and 0.0 in sizes:
        return True
    shades = list(colours_in(values.get("mask-image", ())))
    return bool(shades) and all(shade is not None and shade.alpha < _FAINT for shade in shades)


def _is_clipped_away(values: Values, basis: Basis) -> bool:
    if is_positioned(values):
        for name, function in functions(values, "clip"):
            sides = [pixels(token, basis) for token in arguments(function)]
            if name == "rect" and len(sides) == 4 and None not in sides:
                top, right, bottom, left = (side or 0.0 for side in sides)
                if right - left < _TINY or bottom - top < _TINY:
                    return True
    return any(_is_empty_shape(name, function) for name, function in functions(values, "clip-path"))


def _is_empty_shape(name: str, function: FunctionBlock) -> bool:
    # A shape is measured in an element of 100 by 100 pixels, so that 1 % is 1 pixel.
    parts = split_commas(function.arguments)
    numbers = [pixels(token, Basis(whole=100.0)) for part in parts for token in part]
    sizes = [number for number in numbers if number is not None]
    if name == "inset" and sizes:
        top, right, bottom, left = _four_sides(sizes)
        return top + bottom >= 100 or left + right >= 100
    if name in {"circle", "ellipse"} and sizes and numbers[0] is not None:
        radii = sizes[:1] if name == "circle" else sizes[:2]
        return min(radii) < 1
    if name == "polygon":
        return _area(parts) < 1
    if name == "path":
        path = next((part.value for part in function.arguments if part.type == "string"), "")
        return len(_COORDINATE.findall(path[:_MAX_PATH])) < _COORDINATES_OF_TRIANGLE
    if name == "rect" and len(sizes) == 4:
        top, right, bottom, left = sizes
        return right - left < 1 or bottom - top < 1
    if name == "xywh" and len(sizes) >= 4:
        return min(sizes[2:4]) < 1
    return False


def _four_sides(sizes: Sequence[float]) -> tuple[float, float, float, float]:
    top = sizes[0]
    right = sizes[1] if len(sizes) > 1 else top
    bottom = sizes[2] if len(sizes) > 2 else top
    left = sizes[3] if len(sizes) > 3 else right
    return top, right, bottom, left


def _area(corners: Sequence[Sequence[Node]]) -> float:
    """Return the area of a polygon; infinite if a corner cannot be computed."""
    points = []
    for corner in corners:
        numbers = [pixels(token, Basis(whole=100.0)) for token in corner]
        if len(numbers) == 2 and None not in numbers:
            points.append((numbers[0] or 0.0, numbers[1] or 0.0))
        elif len(numbers) > 1:
            return float("inf")
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
