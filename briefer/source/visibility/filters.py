"""Compute what CSS filters do to a colour: "brightness(0) invert(1)" makes every colour white."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Final

from tinycss2.ast import FunctionBlock

from briefer.source.visibility.boxes import functions, share
from briefer.source.visibility.cascade import Values
from briefer.source.visibility.css_colours import Rgba

ColourFilter = Callable[[Rgba], Rgba]

_LARGEST: Final = 1000.0


def colour_filters(values: Values) -> tuple[ColourFilter, ...]:
    """Return the filters of an element that change colours, in their order."""
    return tuple(
        _FILTERS[name](min(max(amount, 0.0), _LARGEST))
        for name, function in functions(values, "filter")
        if name in _FILTERS and (amount := _amount(function)) is not None
    )


def filtered(shade: Rgba, filters: Sequence[ColourFilter]) -> Rgba:
    """Return a colour after all filters."""
    return reduce(lambda found, change: change(found), filters, shade)


def _amount(function: FunctionBlock) -> float | None:
    return share(function.arguments) if function.arguments else 1.0


def _linear(slope: float, shift: float) -> ColourFilter:
    def change(shade: Rgba) -> Rgba:
        red, green, blue = (min(max(part * slope + shift, 0.0), 1.0) for part in shade[:3])
        return Rgba(red, green, blue, shade.alpha)

    return change


def _greyed(amount: float) -> ColourFilter:
    amount = min(amount, 1.0)

    def change(shade: Rgba) -> Rgba:
        grey = 0.2126 * shade.red + 0.7152 * shade.green + 0.0722 * shade.blue
        red, green, blue = (part + (grey - part) * amount for part in shade[:3])
        return Rgba(red, green, blue, shade.alpha)

    return change


_FILTERS: Final[dict[str, Callable[[float], ColourFilter]]] = {
    "brightness": lambda amount: _linear(amount, 0.0),
    "contrast": lambda amount: _linear(amount, 0.5 - 0.5 * amount),
    "invert": lambda amount: _linear(1 - 2 * min(amount, 1.0), min(amount, 1.0)),
    "grayscale": _greyed,
}
