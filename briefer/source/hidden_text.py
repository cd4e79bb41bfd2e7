"""Remove text that is in a page but invisible to a reader, such as ``<p hidden>``.

Some of it is noise (a skip link, a counter); some is an instruction to a language model (prompt
injection). So it is removed before anything else reads the page.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml.html import HtmlElement

_HIDING_STYLES: Final = (
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
_OFF_SCREEN: Final = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw)")
_NAMED_COLOURS: Final = {
    "white": "#ffffff",
    "black": "#000000",
    "#fff": "#ffffff",
    "#000": "#000000",
}
_RGB: Final = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)")


def drop_hidden(tree: HtmlElement) -> None:
    """Remove the elements of ``tree`` that hide their text, keeping the text after them.

    Only the ``hidden`` attribute and inline styles count; style sheets are not read. An element
    with most of the page's text stays: it is the page itself, which a script fades in.
    """
    total_words = len("".join(tree.itertext()).split())
    for element in [element for element in tree.iter("*") if _is_hidden(element)]:
        words = len("".join(element.itertext()).split())
        if words * 2 < total_words and element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = _style(element)
    if any(value.fullmatch(style.get(name, "")) for name, value in _HIDING_STYLES):
        return True
    if style.get("position") in {"absolute", "fixed"} and any(
        _OFF_SCREEN.fullmatch(style.get(side, "")) for side in ("left", "top", "right", "bottom")
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
    """Return the colour behind ``element``, or None if a style sheet may have set it."""
    for ancestor in _self_and_ancestors(element):
        style = _style(ancestor)
        background = (
            style.get("background-color") or style.get("background") or ancestor.get("bgcolor", "")
        )
        if background:
            return _colour(background)
    root = element.getroottree().getroot()
    has_style_sheet = root.xpath("boolean(//style | //link[contains(@rel, 'stylesheet')])")
    return None if has_style_sheet else "#ffffff"


def _self_and_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _style(element: HtmlElement) -> Mapping[str, str]:
    declarations = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in declarations
    }


def _colour(value: str) -> str | None:
    """Return a colour as ``#rrggbb`` if possible, or else unchanged; None if it is empty."""
    value = value.strip().lower()
    if match := _RGB.fullmatch(value):
        red, green, blue = (min(int(part), 255) for part in match.groups()[:3])
        return f"#{red:02x}{green:02x}{blue:02x}"
    return _NAMED_COLOURS.get(value, value) or None
