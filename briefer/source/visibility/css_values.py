"""Compute CSS lengths in pixels, and colours; "calc(1em - 100vw)" is a length."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from tinycss2.ast import FunctionBlock, Node, ParenthesesBlock
from tinycss2.color4 import Color, parse_color

VIEWPORT_WIDTH: Final = 1280.0
VIEWPORT_HEIGHT: Final = 720.0
ROOT_FONT_SIZE: Final = 16.0

_MAX_DEPTH: Final = 12  # of nested parentheses in a length
_UNITS: Final = {
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "rem": ROOT_FONT_SIZE,
    "vw": VIEWPORT_WIDTH / 100,
    "vi": VIEWPORT_WIDTH / 100,
    "vh": VIEWPORT_HEIGHT / 100,
    "vb": VIEWPORT_HEIGHT / 100,
    "vmax": VIEWPORT_WIDTH / 100,
    "vmin": VIEWPORT_HEIGHT / 100,
} | {
    f"{size}{unit}": pixels
    for size in "sld"
    for unit, pixels in (("vw", VIEWPORT_WIDTH / 100), ("vh", VIEWPORT_HEIGHT / 100))
}
_FONT_UNITS: Final = {"em": 1.0, "ex": 0.5, "ch": 0.5, "lh": 1.2, "ic": 1.0, "cap": 0.7}
_FUNCTIONS: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "min": min,
    "max": max,
    "clamp": lambda values: max(values[0], min(values[1:])),
}
_OPAQUE: Final = 1.0


class Basis(NamedTuple):
    """What relative lengths refer to, in pixels: the font size, and the length that is 100 %."""

    font_size: float = ROOT_FONT_SIZE
    whole: float = VIEWPORT_WIDTH


class Rgba(NamedTuple):
    """A colour: red, green, blue and opacity, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = _OPAQUE

    def over(self, background: "Rgba") -> "Rgba":
        """Return this colour painted on an opaque one."""
        mixed = (
            front * self.alpha + back * (1 - self.alpha)
            for front, back in zip(self[:3], background[:3], strict=True)
        )
        return Rgba(*mixed)

    def contrast(self, other: "Rgba") -> float:
        """Return the contrast ratio of WCAG: 1 for the same colour, 21 for black and white."""
        darker, lighter = sorted((self.luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)

    @property
    def luminance(self) -> float:
        """How bright the colour is, from 0 to 1."""
        linear = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in self[:3]
        )
        return sum(
            weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
        )


WHITE: Final = Rgba(1.0, 1.0, 1.0)
BLACK: Final = Rgba(0.0, 0.0, 0.0)
_SYSTEM_COLOURS: Final = {"canvas": WHITE, "field": WHITE, "canvastext": BLACK, "fieldtext": BLACK}


def words(tokens: Sequence[Node]) -> list[Node]:
    """Return the tokens of a value without white space and comments."""
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


def pixels(token: Node, basis: Basis) -> float | None:
    """Return a length in pixels; None if the token is no length. A bare number counts as pixels."""
    return _pixels(token, basis, depth=0)


def _pixels(token: Node, basis: Basis, *, depth: int) -> float | None:
    if token.type == "number":
        return _finite(token.value)
    if token.type == "percentage":
        return _finite(token.value / 100 * basis.whole)
    if token.type == "dimension":
        unit = token.lower_unit
        factor = _UNITS.get(unit) or _FONT_UNITS.get(unit, 0.0) * basis.font_size
        return _finite(token.value * factor) if unit in _UNITS or unit in _FONT_UNITS else None
    if depth < _MAX_DEPTH and isinstance(token, (FunctionBlock, ParenthesesBlock)):
        return _computed(token, basis, depth=depth + 1)
    return None


def _computed(block: FunctionBlock | ParenthesesBlock, basis: Basis, *, depth: int) -> float | None:
    """Return the value of a function such as ``calc``, or of parentheses within one."""
    if isinstance(block, ParenthesesBlock):
        return _sum(words(block.content), basis, depth=depth)
    name = block.lower_name.removeprefix("-webkit-").removeprefix("-moz-")
    sums = [_sum(part, basis, depth=depth) for part in split_commas(block.arguments)]
    values = [value for value in sums if value is not None]
    if not values or len(values) < len(sums):
        return None
    if name == "calc":
        return values[0]
    return _FUNCTIONS[name](values) if name in _FUNCTIONS and len(values) > 1 else None


def _sum(tokens: Sequence[Node], basis: Basis, *, depth: int) -> float | None:
    """Return the value of a sum of products, such as ``2 * 1em - 10px``."""
    total: float | None = 0.0
    product: float | None = None
    sign, operator = 1.0, ""
    for token in words(tokens):
        symbol = token.value if token.type == "literal" else ""
        if symbol in {"+", "-"}:
            total = _added(total, product, sign)
            product, sign, operator = None, 1.0 if symbol == "+" else -1.0, ""
        elif symbol in {"*", "/"}:
            operator = symbol
        else:
            value = _pixels(token, basis, depth=depth)
            if value is None:
                return None
            product = value if product is None else _applied(product, operator, value)
    return _added(total, product, sign)


def _added(total: float | None, product: float | None, sign: float) -> float | None:
    return None if total is None or product is None else _finite(total + sign * product)


def _applied(first: float, operator: str, second: float) -> float | None:
    if operator == "*":
        return _finite(first * second)
    return _finite(first / second) if operator == "/" and second else None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def arguments(function: FunctionBlock) -> list[Node]:
    """Return the arguments of a function without commas."""
    return [token for part in split_commas(function.arguments) for token in part]


def split_commas(tokens: Sequence[Node]) -> list[list[Node]]:
    """Split the tokens of a value at its commas."""
    parts: list[list[Node]] = [[]]
    for token in words(tokens):
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def colour(token: Node, current: Rgba | None = None) -> Rgba | None:
    """Return the colour that a token names; None if it names none or one that is not computed.

    Args:
        token: a name, a hash or a function such as ``rgb()``.
        current: the colour that ``currentcolor`` stands for.
    """
    if token.type not in {"ident", "hash", "function"}:
        return None
    if token.type == "ident" and token.lower_value in _SYSTEM_COLOURS:
        return _SYSTEM_COLOURS[token.lower_value]
    parsed = parse_color(token)
    if isinstance(parsed, str):  # "currentcolor"
        return current
    return None if parsed is None else _rgba(parsed)


def _rgba(parsed: Color) -> Rgba | None:
    if parsed.space == "hwb":
        hue, white, black = (part or 0.0 for part in parsed.coordinates)
        return _from_hwb(hue, min(white / 100, 1.0), min(black / 100, 1.0), parsed.alpha)
    if parsed.space in {"lab", "lch", "oklab", "oklch"}:
        return _grey(parsed)
    try:
        red, green, blue = (
            min(max(part or 0.0, 0.0), 1.0) for part in parsed.to("srgb").coordinates
        )
    except NotImplementedError:
        return None
    return Rgba(red, green, blue, parsed.alpha)


def _from_hwb(hue: float, white: float, black: float, alpha: float) -> Rgba:
    if white + black >= 1:
        grey = white / (white + black)
        return Rgba(grey, grey, grey, alpha)
    pure = parse_color(f"hsl({hue % 360} 100% 50%)").to("srgb").coordinates
    red, green, blue = (part * (1 - white - black) + white for part in pure)
    return Rgba(red, green, blue, alpha)


def _grey(parsed: Color) -> Rgba | None:
    """Return a colour without a hue of its own, such as ``oklch(98% 0 0)``; None for the others."""
    lightness, first, second = (part or 0.0 for part in parsed.coordinates)
    is_ok = parsed.space.startswith("ok")
    chroma = abs(first) if parsed.space.endswith("lch") else math.hypot(first, second)
    if chroma > (0.02 if is_ok else 5):
        return None
    light = lightness if is_ok else lightness / 100
    # The lightness is the cube root of the luminance, roughly, and sRGB is close to that curve.
    grey = min(max(light, 0.0), 1.0)
    return Rgba(grey, grey, grey, parsed.alpha)


def colours_in(tokens: Sequence[Node], current: Rgba | None = None) -> Iterator[Rgba | None]:
    """Yield each colour in a value, also in functions such as ``linear-gradient()``.

    An image whose colours are unknown, such as ``url(sky.jpg)``, is yielded as None.
    """
    for token in words(tokens):
        found = colour(token, current)
        if found is not None:
            yield found
        elif token.type == "url" or (token.type == "function" and token.lower_name == "url"):
            yield None
        elif token.type == "function":
            yield from colours_in(token.arguments, current)
