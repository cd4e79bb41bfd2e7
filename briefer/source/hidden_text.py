"""Text that a page carries and no reader sees.

It is noise at best (a skip link, a counter) and at worst words meant for a machine that reads
along, so it is taken out before anything else looks at the page.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml.html import HtmlElement

_CONCEALED: Final = (
    ("display", re.compile(r"none")),
    ("visibility", re.compile(r"hidden|collapse")),
    ("opacity", re.compile(r"0*\.?0+%?")),
    ("font-size", re.compile(r"0*\.?0+(?:px|pt|em|rem|%|vw)?")),
    ("color", re.compile(r"transparent")),
    ("clip", re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)")),
    ("clip-path", re.compile(r"inset\((?:50|100)%\)|circle\(0(?:px|%)?\)")),
    ("transform", re.compile(r"scale\(0(?:,\s*0)?\)")),
    ("text-indent", re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw)")),
)
_AWAY: Final = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw)")
_NAMED: Final = {"white": "#ffffff", "black": "#000000", "#fff": "#ffffff", "#000": "#000000"}
_RGB: Final = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)")


def drop_hidden(tree: HtmlElement) -> None:
    """Remove the elements of ``tree`` that hide their text, keeping the text after them.

    The ``hidden`` attribute and inline styles count; style sheets are not read. An element that
    holds most of the page's text stays: that is a page which a script fades in, not a hidden
    note on it.
    """
    whole = len("".join(tree.itertext()).split())
    for element in [found for found in tree.iter("*") if _is_hidden(found)]:
        if len("".join(element.itertext()).split()) * 2 < whole and element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = _style(element)
    if any(shape.fullmatch(style.get(name, "")) for name, shape in _CONCEALED):
        return True
    if style.get("position") in {"absolute", "fixed"} and any(
        _AWAY.fullmatch(style.get(side, "")) for side in ("left", "top", "right", "bottom")
    ):
        return True
    if style.get("overflow") == "hidden" and any(
        re.fullmatch(r"[01](?:px)?", style.get(name, ""))
        for name in ("width", "height", "max-height")
    ):
        return True
    colour = _colour(style.get("color") or element.get("color", ""))
    return colour is not None and colour == _background(element)


def _background(element: HtmlElement) -> str | None:
    """Return the colour behind ``element``, None when a style sheet may have set it."""
    for around in _outwards(element):
        style = _style(around)
        said = style.get("background-color") or style.get("background") or around.get("bgcolor", "")
        if said:
            return _colour(said)
    root = element.getroottree().getroot()
    styled = root.xpath("boolean(//style | //link[contains(@rel, 'stylesheet')])")
    return None if styled else "#ffffff"


def _outwards(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _style(element: HtmlElement) -> Mapping[str, str]:
    declarations = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in declarations
    }


def _colour(said: str) -> str | None:
    """Return ``said`` as ``#rrggbb`` where that is what it amounts to, else as it stands."""
    said = said.strip().lower()
    if match := _RGB.fullmatch(said):
        red, green, blue = (min(int(part), 255) for part in match.groups()[:3])
        return f"#{red:02x}{green:02x}{blue:02x}"
    return _NAMED.get(said, said) or None
