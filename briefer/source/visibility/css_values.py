"""Compute CSS lengths in pixels; "calc(1em - 100vw)" is a length."""

import math
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tinycss2.ast import FunctionBlock, Node, ParenthesesBlock

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
    "rlh": 1.2 * ROOT_FONT_SIZE,
    "cqw": VIEWPORT_WIDTH / 100,
    "cqi": VIEWPORT_WIDTH / 100,
    "cqh": VIEWPORT_HEIGHT / 100,
    "cqb": VIEWPORT_HEIGHT / 100,
} | {
    f"{size}{unit}": pixels
    for size in "sld"
    for unit, pixels in (("vw", VIEWPORT_WIDTH / 100), ("vh", VIEWPORT_HEIGHT / 100))
}
_FONT_UNITS: Final = {"em": 1.0, "ex": 0.5, "ch": 0.5, "lh": 1.2, "ic": 1.0, "cap": 0.7}


def _rounding(to_whole: Callable[[float], int]) -> Callable[[Sequence[float]], float]:
    def rounded(values: Sequence[float]) -> float:
        step = values[1] if len(values) > 1 else 1.0
        return to_whole(values[0] / step) * step

    return rounded


_ANGLES: Final = {"deg": math.pi / 180, "grad": math.pi / 200, "rad": 1.0, "turn": 2 * math.pi}
_CONSTANTS: Final = {"pi": math.pi, "e": math.e, "infinity": 1e9, "-infinity": -1e9}
_FUNCTIONS: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "calc": lambda values: values[0],
    "min": min,
    "max": max,
    "clamp": lambda values: max(values[0], min(values[1:] or values)),
    "abs": lambda values: abs(values[0]),
    "sign": lambda values: math.copysign(1.0, values[0]) if values[0] else 0.0,
    "round": _rounding(round),
    "round nearest": _rounding(round),
    "round up": _rounding(math.ceil),
    "round down": _rounding(math.floor),
    "round to-zero": _rounding(math.trunc),
    "mod": lambda values: values[0] % values[1],
    "rem": lambda values: math.fmod(values[0], values[1]),
    "sqrt": lambda values: math.sqrt(values[0]),
    "pow": lambda values: math.pow(values[0], values[1]),
    "hypot": lambda values: math.hypot(*values),
    "exp": lambda values: math.exp(values[0]),
    "log": lambda values: math.log(*values[:2]),
    "sin": lambda values: math.sin(values[0]),
    "cos": lambda values: math.cos(values[0]),
    "tan": lambda values: math.tan(values[0]),
}
MATH_FUNCTIONS: Final = frozenset({*_FUNCTIONS, "-webkit-calc", "-moz-calc"})


class Basis(NamedTuple):
    """What relative lengths refer to, in pixels: the font size, and the length that is 100 %."""

    font_size: float = ROOT_FONT_SIZE
    whole: float = VIEWPORT_WIDTH


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
        if depth and unit in _ANGLES:
            return _finite(token.value * _ANGLES[unit])
        factor = _UNITS.get(unit) or _FONT_UNITS.get(unit, 0.0) * basis.font_size
        return _finite(token.value * factor) if unit in _UNITS or unit in _FONT_UNITS else None
    if depth and token.type == "ident":
        return _CONSTANTS.get(token.lower_value)
    if depth < _MAX_DEPTH and isinstance(token, (FunctionBlock, ParenthesesBlock)):
        return _computed(token, basis, depth=depth + 1)
    return None


def _computed(block: FunctionBlock | ParenthesesBlock, basis: Basis, *, depth: int) -> float | None:
    """Return the value of a function such as ``calc``, or of parentheses within one."""
    if isinstance(block, ParenthesesBlock):
        return _sum(words(block.content), basis, depth=depth)
    name = block.lower_name.removeprefix("-webkit-").removeprefix("-moz-")
    parts = split_commas(block.arguments)
    if name == "round" and len(parts[0]) == 1 and parts[0][0].type == "ident":
        name = f"round {parts.pop(0)[0].lower_value}"
    sums = [_sum(part, basis, depth=depth) for part in parts]
    values = [value for value in sums if value is not None]
    if name not in _FUNCTIONS or not values or len(values) < len(sums):
        return None
    try:
        return _finite(_FUNCTIONS[name](values))
    except (ArithmeticError, IndexError, ValueError):
        return None


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
