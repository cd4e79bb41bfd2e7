"""Compute how far an element is moved from its place, and how much it is scaled.

For example, ``left: -9999px`` on a positioned element and ``transform: translateX(-100vw)`` move
its text off the screen, and ``transform: scale(0)`` leaves nothing of it.
"""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from tinycss2.ast import FunctionBlock, Node

from briefer.source.visibility.boxes import functions, is_positioned, keyword, length
from briefer.source.visibility.cascade import Values
from briefer.source.visibility.css_values import (
    VIEWPORT_HEIGHT,
    VIEWPORT_WIDTH,
    Basis,
    arguments,
    pixels,
)

_OFF_SCREEN_X: Final = 0.5 * VIEWPORT_WIDTH  # to the left, where no scrolling leads
_OFF_SCREEN_Y: Final = VIEWPORT_HEIGHT
_FAR_RIGHT: Final = 1.5 * VIEWPORT_WIDTH  # a reader could scroll there, but has no reason to
_FAR_DOWN: Final = 8000.0
_FLAT: Final = 0.001


class Movement(NamedTuple):
    """How an element is painted elsewhere than where it stands: pixels, and a factor of size."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    is_fixed: bool = False

    def then(self, other: "Movement") -> "Movement":
        """Return the movement of a child that moves by ``other`` within its parent."""
        return Movement(
            self.x + other.x,
            self.y + other.y,
            self.scale * other.scale,
            self.is_fixed or other.is_fixed,
        )

    @property
    def is_off_screen(self) -> bool:
        """Whether a reader cannot see the place, nor scroll to it within reason."""
        if self.is_fixed and (self.x >= VIEWPORT_WIDTH or self.y >= VIEWPORT_HEIGHT):
            return True
        before = self.x < -_OFF_SCREEN_X or self.y <= -_OFF_SCREEN_Y
        return before or self.x > _FAR_RIGHT or self.y > _FAR_DOWN


def movement(values: Values, basis: Basis, *, is_inline: bool) -> Movement:
    """Return how the declarations of one element move it.

    Args:
        values: the element's declarations.
        basis: its font size.
        is_inline: whether it flows within a line, so that only margins and offsets apply.
    """
    moved = _by_offsets(values, basis).then(_by_margins(values, basis))
    return moved if is_inline else moved.then(_by_transform(values, basis))


def offset_axes(values: Values) -> tuple[bool, bool]:
    """Return whether an element is placed by an offset from left to right, and up and down."""
    x, y = (
        any(keyword(values, side) != "auto" and values.get(side) for side in sides)
        for sides in (("left", "right"), ("top", "bottom"))
    )
    return x, y


def _by_offsets(values: Values, basis: Basis) -> Movement:
    position = keyword(values, "position")
    if position not in {"relative", "absolute", "fixed"}:
        return Movement()
    is_apart = is_positioned(values)
    x = _offset(values, ("left", "right"), VIEWPORT_WIDTH, basis, is_apart=is_apart)
    y = _offset(values, ("top", "bottom"), VIEWPORT_HEIGHT, basis, is_apart=is_apart)
    return Movement(x, y, is_fixed=position == "fixed")


def _offset(
    values: Values, sides: tuple[str, str], whole: float, basis: Basis, *, is_apart: bool
) -> float:
    """Return the distance to where an element would be, or to the edge that it is placed at."""
    near, far = (length(values, side, basis._replace(whole=whole)) for side in sides)
    if near is not None:
        return near
    if far is None:
        return 0.0
    if not is_apart:
        return -far
    # A box placed at the far edge is out of sight on one side or the other. A percentage of 100 is
    # beside the box that it refers to, which need not be the screen.
    is_share = values[sides[1]][0].type == "percentage"
    if far > whole or (far == whole and not is_share):
        return -far - whole
    return whole - far if far < 0 else 0.0


def _by_margins(values: Values, basis: Basis) -> Movement:
    # A percentage is part of a layout in columns, unless it is far more than the whole.
    offsets = dict.fromkeys(("margin-left", "padding-left", "margin-top"), 0.0)
    for name in offsets:
        tokens = values.get(name, ())
        offset = length(values, name, basis)
        if offset is not None and (tokens[0].type != "percentage" or abs(tokens[0].value) > 150):
            offsets[name] = offset
    return Movement(offsets["margin-left"] + offsets["padding-left"], offsets["margin-top"])


def _by_transform(values: Values, basis: Basis) -> Movement:
    moved = Movement()
    for name, function in functions(values, "transform"):
        moved = moved.then(_transformed(name, arguments(function), basis))
    for name in ("translate", "scale", "rotate"):
        tokens = values.get(name, ())
        axis = next((token.lower_value for token in tokens if token.type == "ident"), "")
        amounts = [token for token in tokens if token.type != "ident"]
        moved = moved.then(_transformed(name + (axis if len(axis) == 1 else ""), amounts, basis))
    zoom = length(values, "zoom", Basis(whole=1.0))
    return moved._replace(scale=moved.scale * zoom) if zoom else moved


def _transformed(name: str, amounts: Sequence[Node], basis: Basis) -> Movement:
    if not amounts:
        return Movement()
    if name.startswith(("rotate", "skew")):
        return _turned(name, amounts)
    wholes = (VIEWPORT_WIDTH, VIEWPORT_HEIGHT)
    if name.startswith(("scale", "matrix")):
        wholes = (1.0, 1.0)
    numbers = [
        pixels(token, basis._replace(whole=wholes[min(index, 1)])) or 0.0
        for index, token in enumerate(amounts)
    ]
    first, second = numbers[0], numbers[1] if len(numbers) > 1 else 0.0
    if name in {"translate", "translate3d"}:
        return Movement(first, second)
    if name == "translatex":
        return Movement(first)
    if name == "translatey":
        return Movement(0.0, first)
    if name in {"scale", "scalex", "scaley", "scale3d"}:
        sizes = numbers[:2] if name in {"scale", "scale3d"} else numbers[:1]
        return Movement(scale=min(abs(size) for size in sizes))
    if name == "matrix" and len(numbers) == 6:
        a, b, c, d, x, y = numbers
        return Movement(x, y, scale=min(1.0, math.sqrt(abs(a * d - b * c))))
    if name == "matrix3d" and len(numbers) == 16:
        area = abs(numbers[0] * numbers[5] - numbers[1] * numbers[4])
        return Movement(numbers[12], numbers[13], scale=min(1.0, math.sqrt(area)))
    return Movement()


def _turned(name: str, amounts: Sequence[Node]) -> Movement:
    """Return the movement of a turn: after a quarter, a box is seen from its side, as a line."""
    if name.startswith("skew"):
        flat = any(abs(math.cos(_radians(amount))) < _FLAT for amount in amounts)
        return Movement(scale=0.0) if flat else Movement()
    *vector, angle = amounts
    axes = [axis for axis, part in zip("xyz", vector, strict=False) if pixels(part, Basis())]
    if name in {"rotatex", "rotatey"} or axes in (["x"], ["y"]):
        return Movement(scale=abs(math.cos(_radians(angle))))
    return Movement()


def _radians(angle: Node) -> float:
    return pixels(FunctionBlock(0, 0, "calc", [angle]), Basis()) or 0.0
