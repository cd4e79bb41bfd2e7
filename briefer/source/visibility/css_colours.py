"""Compute CSS colours: names, hashes, functions, mixtures, and colours made from other colours.

For example, "color-mix(in srgb, #fff 90%, white)" and "rgb(from white r g b)" are white.
"""

import colorsys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from tinycss2.ast import FunctionBlock, Node, NumberToken, PercentageToken
from tinycss2.color4 import Color, parse_color

from briefer.source.visibility.css_values import (
    MATH_FUNCTIONS,
    Basis,
    pixels,
    split_commas,
    words,
)

_Channels = tuple[float, float, float]
_Matrix = tuple[_Channels, _Channels, _Channels]

_MAX_DEPTH: Final = 8  # of colours within colours
_OPAQUE: Final = 1.0
_FUNCTIONS: Final = frozenset("rgb rgba hsl hsla hwb lab lch oklab oklch color".split())
_SPACES: Final = frozenset(
    "srgb srgb-linear display-p3 a98-rgb prophoto-rgb rec2020 lab oklab xyz xyz-d50 xyz-d65 hsl "
    "hwb lch oklch".split()
)
# The channels by which "rgb(from white r g b)" names those of the other colour.
_CHANNELS: Final = {
    "rgb": "rgb", "rgba": "rgb", "color": "rgb", "hsl": "hsl", "hsla": "hsl", "hwb": "hwb",
    "lab": "lab", "oklab": "lab", "lch": "lch", "oklch": "lch",
}  # fmt: skip
_FROM_XYZ_D65: Final[_Matrix] = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)
_FROM_XYZ_D50: Final[_Matrix] = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
_LARGEST: Final = 1000.0  # of a channel; no colour has more


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
DARK_CANVAS: Final = Rgba(18 / 255, 18 / 255, 18 / 255)  # of a page with "color-scheme: dark"
_CANVASES: Final = frozenset({"canvas", "field"})
_INKS: Final = frozenset({"canvastext", "fieldtext"})


class Palette(NamedTuple):
    """What the colours of an element refer to.

    Attributes:
        current: the colour that "currentcolor" stands for; None if it cannot be known.
        is_dark: whether the colours of a dark page count in ``light-dark()``.
    """

    current: Rgba | None = None
    is_dark: bool = False


_PLAIN: Final = Palette()


def is_colour(token: Node, *, depth: int = 0) -> bool:
    """Return True if a browser accepts a token as a colour, in so many others."""
    if depth > _MAX_DEPTH:
        return False
    if token.type == "ident" and token.lower_value in _CANVASES | _INKS:
        return True
    if isinstance(token, FunctionBlock):
        others = _others(token)
        if others is not None:
            return bool(others) and all(is_colour(other, depth=depth + 1) for other in others)
    return token.type in {"ident", "hash", "function"} and _parsed(_plain(token)) is not None


def _others(token: FunctionBlock) -> Sequence[Node] | None:
    """Return the colours that a colour is made of; nothing if it is damaged, None if of none."""
    parts = split_commas(token.arguments)
    name = token.lower_name
    if name == "contrast-color":
        return parts[0] if len(parts) == len(parts[0]) == 1 else ()
    if name == "light-dark":
        return [part[0] for part in parts] if [len(part) for part in parts] == [1, 1] else ()
    if name == "color-mix":
        space, *mixed = parts
        names = [one.lower_value for one in space if one.type == "ident"]
        shades = [[one for one in part if one.type != "percentage"] for part in mixed]
        is_whole = names[:1] == ["in"] and names[1:2] and names[1] in _SPACES
        is_whole = is_whole and [len(part) for part in shades] == [1, 1]
        return [part[0] for part in shades] if is_whole else ()
    if not _is_relative(token):
        return None
    origin, *rest = _origin(token) or [None]
    known = {*_CHANNELS[name], "none", "alpha", *(_SPACES | set("xyz") if name == "color" else ())}
    names = [one.lower_value for one in rest if one.type == "ident"]
    return [origin] if len(rest) >= len("rgb") and known.issuperset(names) else ()


def colour(token: Node, palette: Palette = _PLAIN, *, depth: int = 0) -> Rgba | None:
    """Return the colour that a token names; None if it names none or one that is not computed.

    Args:
        token: a name, a hash or a function such as ``rgb()``.
        palette: what it may refer to.
        depth: in how many other colours it is.
    """
    if token.type not in {"ident", "hash", "function"} or depth > _MAX_DEPTH:
        return None
    if token.type == "ident" and token.lower_value in _CANVASES | _INKS:
        is_canvas = token.lower_value in _CANVASES
        dark, light = (DARK_CANVAS, WHITE) if is_canvas else (WHITE, BLACK)
        return dark if palette.is_dark else light
    if isinstance(token, FunctionBlock):
        if token.lower_name == "light-dark":
            choices = split_commas(token.arguments)
            chosen = choices[palette.is_dark] if len(choices) == 2 else []
            return colour(chosen[0], palette, depth=depth + 1) if len(chosen) == 1 else None
        if token.lower_name == "color-mix":
            return _mixed(token, palette, depth=depth)
        if _origin(token):
            return _from_other(token, palette, depth=depth)
    parsed = _parsed(_plain(token))
    if isinstance(parsed, str):  # "currentcolor"
        return palette.current
    return None if parsed is None else _rgba(parsed)


def colours_in(tokens: Sequence[Node], palette: Palette = _PLAIN) -> Iterator[Rgba | None]:
    """Yield each colour in a value, also in functions such as ``linear-gradient()``.

    An image whose colours are unknown, such as ``url(sky.jpg)``, is yielded as None.
    """
    for token in words(tokens):
        found = colour(token, palette)
        if found is not None:
            yield found
        elif token.type == "url" or (token.type == "function" and token.lower_name == "url"):
            yield from [None] if _address(token) else []
        elif token.type == "function":
            yield from colours_in(token.arguments, palette)


def legacy_colour(value: str) -> Rgba | None:
    """Return the colour of an attribute such as ``bgcolor``, in which a browser accepts anything.

    For example, "fffffe" and "#fffffe" are the same colour.
    """
    name = value.strip()
    if not name or name.lower() == "transparent":
        return None
    parsed = _parsed(name)
    if isinstance(parsed, Color):
        return _rgba(parsed)
    digits = "".join(
        letter if letter in "0123456789abcdefABCDEF" else "0" for letter in name[:128].lstrip("#")
    )
    digits += "0" * (-len(digits) % 3 or (0 if digits else 3))
    size = len(digits) // 3
    parts = [digits[start : start + size][-8:] for start in range(0, 3 * size, size)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    red, green, blue = (int(part[:2], 16) / 255 for part in parts)
    return Rgba(red, green, blue)


def _address(token: Node) -> str:
    if token.type == "url":
        return str(token.value)
    return next((str(part.value) for part in token.arguments if part.type == "string"), "")


def _parsed(token: Node | str) -> Color | str | None:
    """Return what the parser makes of a colour; None also where it fails, as for "color()"."""
    try:
        return parse_color(token)
    except (ValueError, RecursionError):
        return None


def _plain(token: Node) -> Node:
    """Return a colour function with its ``calc()`` computed."""
    if not isinstance(token, FunctionBlock) or token.lower_name not in _FUNCTIONS:
        return token
    return _with_arguments(token, [_number(part, {}) for part in token.arguments])


def _number(token: Node, channels: Mapping[str, float]) -> Node:
    """Return a number for a mathematical function or the name of a channel, else the token."""
    if token.type == "ident" and token.lower_value in channels:
        return _number_token(token, channels[token.lower_value])
    if not isinstance(token, FunctionBlock) or token.lower_name not in MATH_FUNCTIONS:
        return token
    arguments = [_number(part, channels) for part in token.arguments]
    value = pixels(_with_arguments(token, arguments), Basis(whole=100.0))
    if value is None:
        return token
    if any(part.type == "percentage" for part in arguments):
        return PercentageToken(token.source_line, token.source_column, value, None, f"{value:f}")
    return _number_token(token, value)


def _number_token(token: Node, value: float) -> NumberToken:
    return NumberToken(token.source_line, token.source_column, value, None, f"{value:f}")


def _with_arguments(token: FunctionBlock, arguments: Sequence[Node]) -> FunctionBlock:
    return FunctionBlock(token.source_line, token.source_column, token.name, arguments)


def _mixed(token: FunctionBlock, palette: Palette, *, depth: int) -> Rgba | None:
    """Return the mixture of two colours; in any colour space as in sRGB, which is near enough."""
    _, *parts = split_commas(token.arguments)
    if len(parts) != 2:
        return None
    shades: list[Rgba] = []
    shares: list[float | None] = []
    for part in parts:
        share = next((one.value / 100 for one in part if one.type == "percentage"), None)
        rest = [one for one in part if one.type != "percentage"]
        shade = colour(rest[0], palette, depth=depth + 1) if len(rest) == 1 else None
        if shade is None:
            return None
        shades.append(shade)
        shares.append(share)
    first, second = shares
    if first is None:
        first = 0.5 if second is None else 1 - second
    second = 1 - first if second is None else second
    total = first + second
    if total <= 0:
        return None
    return _weighted(shades[0], shades[1], first / total, min(total, 1.0))


def _weighted(one: Rgba, other: Rgba, share: float, opacity: float) -> Rgba:
    alpha = one.alpha * share + other.alpha * (1 - share)
    if alpha <= 0:
        return Rgba(0.0, 0.0, 0.0, 0.0)
    red, green, blue = (
        (first * one.alpha * share + second * other.alpha * (1 - share)) / alpha
        for first, second in zip(one[:3], other[:3], strict=True)
    )
    return Rgba(red, green, blue, alpha * opacity)


def _origin(token: FunctionBlock) -> Sequence[Node]:
    """Return the tokens after "from" in ``rgb(from white r g b)``; nothing in other functions."""
    return words(token.arguments)[1:] if _is_relative(token) else ()


def _is_relative(token: FunctionBlock) -> bool:
    first = words(token.arguments)[:1]
    return token.lower_name in _CHANNELS and any(
        part.type == "ident" and part.lower_value == "from" for part in first
    )


def _from_other(token: FunctionBlock, palette: Palette, *, depth: int) -> Rgba | None:
    origin, *rest = _origin(token)
    other = colour(origin, palette, depth=depth + 1)
    if other is None:
        return None
    names = _CHANNELS[token.lower_name]
    if [part.lower_value if part.type == "ident" else "" for part in rest] == list(names):
        return other
    values = _channel_values(names, other, whole=1.0 if token.lower_name == "color" else 255.0)
    channels = {**dict(zip(names, values, strict=False)), "alpha": other.alpha}
    parsed = _parsed(_with_arguments(token, [_number(part, channels) for part in rest]))
    return _rgba(parsed) if isinstance(parsed, Color) and values else None


def _channel_values(names: str, shade: Rgba, *, whole: float) -> Sequence[float]:
    if names == "rgb":
        return [part * whole for part in shade[:3]]
    hue, light, saturation = colorsys.rgb_to_hls(*shade[:3])
    if names == "hsl":
        return [hue * 360, saturation * 100, light * 100]
    return [hue * 360, min(shade[:3]) * 100, 100 - max(shade[:3]) * 100] if names == "hwb" else ()


def _rgba(parsed: Color) -> Rgba:
    space = parsed.space
    first, second, third = (
        min(max(part or 0.0, -_LARGEST), _LARGEST) for part in parsed.coordinates
    )
    parsed = Color(space, (first, second, third), parsed.alpha)
    if space == "hwb":
        return _from_hwb(first, min(second / 100, 1.0), min(third / 100, 1.0), parsed.alpha)
    if space in {"lab", "lch"}:
        parts = _product(_FROM_XYZ_D50, parsed.to("xyz-d50").coordinates)
    elif space in {"oklab", "oklch"}:
        parts = _product(_FROM_XYZ_D65, parsed.to("xyz-d65").coordinates)
    elif space.startswith("xyz"):
        matrix = _FROM_XYZ_D50 if space == "xyz-d50" else _FROM_XYZ_D65
        parts = _product(matrix, (first, second, third))
    elif space == "hsl":
        parts = list(parsed.to("srgb").coordinates)
    else:  # the greys of the other spaces are those of sRGB, and their colours are near enough
        parts = [
            _gamma(part) if space == "srgb-linear" else part for part in (first, second, third)
        ]
    red, green, blue = (min(max(part, 0.0), 1.0) for part in parts)
    return Rgba(red, green, blue, parsed.alpha)


def _product(matrix: _Matrix, parts: Sequence[float]) -> list[float]:
    """Return red, green and blue for the coordinates of another colour space."""
    return [
        _gamma(sum(factor * part for factor, part in zip(row, parts, strict=True)))
        for row in matrix
    ]


def _gamma(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _from_hwb(hue: float, white: float, black: float, alpha: float) -> Rgba:
    if white + black >= 1:
        grey = white / (white + black)
        return Rgba(grey, grey, grey, alpha)
    pure = colorsys.hsv_to_rgb(hue % 360 / 360, 1.0, 1.0)
    red, green, blue = (part * (1 - white - black) + white for part in pure)
    return Rgba(red, green, blue, alpha)
