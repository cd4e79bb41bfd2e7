"""The plots of a report as inline SVG; their colours come from the style sheet of the page."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from briefer.evals.statistics import Comparison, Mean
from briefer.rendering.sanitize import sanitize

_WHISKER: Final = (108, 12)
_LABELS, _PLOT, _ROW = 168, 420, 26
_TICKS: Final = {
    -1.0: "\N{MINUS SIGN}1", -0.5: "\N{MINUS SIGN}.5", 0.0: "0", 0.5: "+.5", 1.0: "+1"
}  # fmt: skip
_BIN = 0.04  # dots closer than this on the axis are fanned out
_PANEL: Final = (216, 176)
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 10, 26, 26
_MIN_SECONDS = 0.01  # left end of the logarithmic axis
_SHAPES: Final = (
    "M-5,0A5,5 0 1 0 5,0A5,5 0 1 0 -5,0Z",
    "M-4.5,-4.5H4.5V4.5H-4.5Z",
    "M0,-5.5L5.5,4.5H-5.5Z",
    "M0,-6L6,0L0,6L-6,0Z",
    "M0,5.5L5.5,-4.5H-5.5Z",
    "M-6,-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z",
)


class Dot(NamedTuple):
    """A system in a plot: its number in the report, its mean score and its mean seconds."""

    system: int
    score: Mean
    seconds: float


def whisker(mean: Mean) -> Markup:
    """Draw a mean between 0 and 1 with its interval."""
    width, height = _WHISKER
    svg = _svg(width, height, classes="whisker")
    svg.set("aria-hidden", "true")  # the same numbers are in the text next to it
    middle = height / 2
    _line(svg, (4, middle), (width - 4, middle), classes="axis")

    def x_of(value: float) -> float:
        return 4 + min(max(value, 0.0), 1.0) * (width - 8)

    _line(svg, (x_of(mean.low), middle), (x_of(mean.high), middle), classes="interval")
    _add(svg, "circle", {"cx": x_of(mean.mean), "cy": middle, "r": 4, "class": "mean"})
    return _markup(svg)


def differences(
    compared: Mapping[str, Comparison],
    by_case: Mapping[str, Mapping[str, float]],
    *,
    labels: Mapping[str, str],
    title: str,
    anchors: Mapping[str, str],
) -> Markup:
    """Draw the difference on every case, a row for each metric, with mean and interval.

    Args:
        compared: the comparison by metric.
        by_case: the differences by metric and case.
        labels: the label by metric.
        title: the accessible name of the plot.
        anchors: by case, the id of its element on the page.
    """
    height = _ROW * (len(compared) + 1) + 8
    svg = _svg(_LABELS + _PLOT + 16, height, title=title)
    for value, label in _TICKS.items():
        x = _difference_x(value)
        _line(svg, (x, 4), (x, height - _ROW + 4), classes="zero" if value == 0 else "grid")
        _text(svg, (x, height - 6), label, anchor="middle")
    for number, (name, one) in enumerate(compared.items()):
        y = 4 + _ROW * number + _ROW / 2
        _text(svg, (_LABELS - 22, y + 4), labels[name], anchor="end")
        _dots(svg, y, by_case[name], anchors)
        low, high = _difference_x(one.low), _difference_x(one.high)
        _line(svg, (low, y), (high, y), classes="interval")
        transform = f"translate({_difference_x(one.difference):.1f},{y:.1f})"
        diamond = _add(svg, "path", {"d": _SHAPES[3], "transform": transform})
        diamond.set("class", "mean" if one.decisive else "mean open")
    return _markup(svg)


def _dots(svg: Element, y: float, by_case: Mapping[str, float], anchors: Mapping[str, str]) -> None:
    """Draw a dot for each case; dots with nearly the same difference fan out up and down."""
    in_bin = Counter[int]()
    limit = _ROW / 2 - 2
    for case, value in sorted(by_case.items(), key=lambda entry: entry[1]):
        bin_number = round(value / _BIN)
        rank = in_bin[bin_number]
        in_bin[bin_number] += 1
        offset = (rank + 1) // 2 * (3 if rank % 2 else -3)
        link = _add(svg, "a", {"href": f"#{anchors[case]}", "tabindex": -1})
        center = {
            "cx": f"{_difference_x(value):.1f}",
            "cy": f"{y + max(-limit, min(limit, offset)):.1f}",
        }
        outcome = "same" if not value else "won" if value > 0 else "lost"
        dot = _add(link, "circle", {**center, "r": 2.6, "class": f"dot {outcome}"})
        _add(dot, "title", {}).text = sanitize(f"{case}: {value:+.2f}")


def _difference_x(value: float) -> float:
    return _LABELS + (min(max(value, -1.0), 1.0) + 1) / 2 * _PLOT


def cost(title: str, dots: Sequence[Dot]) -> Markup:
    """Draw scores with their intervals against the seconds for a brief, on a logarithmic axis."""
    width, height = _PANEL
    svg = _svg(width, height, title=f"{title} against seconds for a brief")
    last = max(1, *(math.ceil(math.log10(max(dot.seconds, _MIN_SECONDS))) for dot in dots))
    first = round(math.log10(_MIN_SECONDS))
    bottom, right = height - _BOTTOM, width - _RIGHT

    def x_of(seconds: float) -> float:
        share = (math.log10(max(seconds, _MIN_SECONDS)) - first) / (last - first)
        return _LEFT + share * (right - _LEFT)

    def y_of(value: float) -> float:
        return bottom - min(max(value, 0.0), 1.0) * (bottom - _TOP)

    _text(svg, (_LEFT, 14), title, classes="title")
    for value, label in ((0.0, "0"), (0.5, ".5"), (1.0, "1")):
        _line(svg, (_LEFT, y_of(value)), (right, y_of(value)), classes="grid")
        _text(svg, (_LEFT - 9, y_of(value) + 4), label, anchor="end")
    for power in range(first, last + 1):
        x = x_of(10.0**power)
        _line(svg, (x, _TOP), (x, bottom), classes="grid")
        _text(svg, (x, height - 10), f"{10.0**power:g}", anchor="middle")
    for dot in dots:
        x = x_of(dot.seconds)
        _line(svg, (x, y_of(dot.score.low)), (x, y_of(dot.score.high)), classes="interval")
        transform = f"translate({x:.1f},{y_of(dot.score.mean):.1f})"
        _add(svg, "path", {"d": shape(dot.system), "transform": transform, "class": "mean"})
    return _markup(svg)


def shape(system: int) -> str:
    """Return the outline that identifies a system without colour."""
    return _SHAPES[system % len(_SHAPES)]


def legend(system: int) -> Markup:
    """Draw the mark of a system for the legend."""
    svg = _svg(14, 14, classes="legend")
    svg.set("aria-hidden", "true")
    _add(svg, "path", {"d": shape(system), "transform": "translate(7,7)", "class": "mean"})
    return _markup(svg)


def _svg(width: float, height: float, *, title: str = "", classes: str = "plot") -> Element:
    svg = Element("svg", {"viewBox": f"0 0 {width:g} {height:g}", "class": classes})
    svg.set("width", f"{width:g}")
    svg.set("height", f"{height:g}")
    if title:
        svg.set("role", "group")
        svg.set("aria-label", sanitize(title))
    return svg


def _add(parent: Element, tag: str, attributes: Mapping[str, str | float]) -> Element:
    return SubElement(parent, tag, {name: str(value) for name, value in attributes.items()})


def _line(
    svg: Element, start: tuple[float, float], end: tuple[float, float], *, classes: str
) -> None:
    ends = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
    _add(svg, "line", {**{name: f"{value:.1f}" for name, value in ends}, "class": classes})


def _text(
    svg: Element,
    where: tuple[float, float],
    text: str,
    *,
    anchor: str = "start",
    classes: str = "label",
) -> None:
    x, y = where
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "class": classes}
    _add(svg, "text", attributes).text = sanitize(text)


def _markup(svg: Element) -> Markup:
    return Markup(tostring(svg, encoding="unicode"))  # noqa: S704 (ElementTree escaped it)
