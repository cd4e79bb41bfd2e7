"""Compute what the style sheets and attributes of a page declare for each element.

``<p class="q" style="margin: 0 2px">`` with ``.q { display: none }`` in a style sheet has the
declarations ``display: none``, ``margin-left: 2px`` and so on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Final, NamedTuple

import tinycss2
from cssselect2 import ElementWrapper
from lxml.html import HtmlElement
from tinycss2.ast import Declaration, FunctionBlock, Node

from briefer.source.visibility.animations import Animation, longhands, shown_in_the_end
from briefer.source.visibility.css_colours import colours_in, legacy_colour
from briefer.source.visibility.css_validity import is_valid
from briefer.source.visibility.css_values import split_commas, words
from briefer.source.visibility.style_sheets import StyleSheets, parse_declarations

Values = Mapping[str, Sequence[Node]]
"""The tokens of each declared property, without white space."""

_SIDES: Final = ("top", "right", "bottom", "left")
_FOUR_SIDES: Final = {
    "margin": [f"margin-{side}" for side in _SIDES],
    "padding": [f"padding-{side}" for side in _SIDES],
    "inset": list(_SIDES),
}
_SAME: Final = {
    "-webkit-clip-path": "clip-path",
    "-webkit-mask": "mask-image",
    "-webkit-mask-image": "mask-image",
    "mask": "mask-image",
    "-webkit-transform": "transform",
    "-webkit-filter": "filter",
    "-webkit-opacity": "opacity",
    "-webkit-background-clip": "background-clip",
    "-webkit-animation": "animation",
    "-webkit-animation-name": "animation-name",
    "-webkit-animation-duration": "animation-duration",
    "-webkit-animation-delay": "animation-delay",
    "-webkit-animation-iteration-count": "animation-iteration-count",
    "-webkit-animation-fill-mode": "animation-fill-mode",
    "-webkit-animation-direction": "animation-direction",
    "-webkit-animation-play-state": "animation-play-state",
    "-webkit-mask-size": "mask-size",
    "-webkit-backface-visibility": "backface-visibility",
    "-webkit-box-sizing": "box-sizing",
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "margin-inline-start": "margin-left",
    "margin-block-start": "margin-top",
    "padding-inline-start": "padding-left",
    "padding-block-start": "padding-top",
    "padding-inline-end": "padding-right",
    "padding-block-end": "padding-bottom",
    "min-inline-size": "min-width",
    "min-block-size": "min-height",
    "inline-size": "width",
    "block-size": "height",
    "max-inline-size": "max-width",
    "max-block-size": "max-height",
}
_PAIRS: Final = {
    "overflow": ("overflow-x", "overflow-y"),
    "inset-inline": ("left", "right"),
    "inset-block": ("top", "bottom"),
    "margin-inline": ("margin-left", "margin-right"),
    "margin-block": ("margin-top", "margin-bottom"),
    "padding-inline": ("padding-left", "padding-right"),
    "padding-block": ("padding-top", "padding-bottom"),
}
_FONT_SIZES: Final = frozenset(
    "xx-small x-small small medium large x-large xx-large smaller larger".split()
)
_SIZES_OF_CONTENT: Final = frozenset(
    "auto min-content max-content fit-content inherit initial unset revert revert-layer".split()
)
# What makes an element without content wide, or high: its sizes, or the two sides that it touches.
_AREA: Final = (
    (("width", "min-width", "padding-left", "padding-right"), ("left", "right")),
    (("height", "min-height", "padding-top", "padding-bottom"), ("top", "bottom")),
)
_MAX_SUBSTITUTIONS: Final = 20  # of variables that refer to variables
_MAX_STEPS: Final = 200  # replacements for one declaration
_MAX_VALUE_TOKENS: Final = 200


class Declared(NamedTuple):
    """What is declared for one element.

    Attributes:
        values: its declarations.
        variables: the custom properties, those of its ancestors included.
        paints_behind: whether a pseudo-element paints something behind or beside its text.
    """

    values: Values
    variables: Values
    paints_behind: bool = False


class _Ranked(NamedTuple):
    rank: tuple[bool, bool, tuple[int, ...], tuple[int, int, int], int]
    declaration: Declaration


def declared_for(
    element: ElementWrapper,
    sheets: StyleSheets,
    animations: Mapping[str, Animation],
    inherited: Values,
    *,
    in_container: bool = False,
) -> Declared:
    """Return the cascaded declarations of an element, with shorthands and variables replaced.

    Args:
        element: an element of the page.
        sheets: the style sheets of the page.
        animations: the animations of the page by name.
        inherited: the custom properties of the element's parent.
        in_container: whether rules for what is within a size container apply.
    """
    pseudo: list[Declaration] = []
    ranked = sorted(
        _ranked(element, sheets, pseudo, in_container=in_container), key=lambda item: item.rank
    )
    variables = inherited or sheets.initial_variables
    own = {one.name: words(one.value) for _, one in ranked if one.name.startswith("--")}
    if own:
        variables = {**variables, **own}
    values: dict[str, Sequence[Node]] = dict(_presentational(element.etree_element))
    layers = [[one for _, one in group] for _, group in groupby(ranked, lambda one: one.rank[:3])]
    for layer in layers:
        _apply(values, layer, variables)
    if "animation-name" in values and _first_word(values, "display") != "none":
        # An animation overrides what is declared, unless that is important.
        _apply(values, shown_in_the_end(values, animations), variables)
        for layer in layers:
            if layer[0].important:
                _apply(values, layer, variables)
    return Declared(
        values,
        variables,
        paints_behind=bool(pseudo) and _paints(pseudo, variables),
    )


def _apply(
    values: dict[str, Sequence[Node]], declarations: Iterable[Declaration], variables: Values
) -> None:
    """Add the declarations of a layer to ``values``; of one property, the last one counts.

    ``revert-layer`` is the value from the layers before.
    """
    before = dict(values)
    for declaration in declarations:
        if declaration.name.startswith("--"):
            continue
        tokens = _substituted(words(declaration.value), variables, steps=count())
        if not tokens or any(map(_is_broken, tokens)):
            continue
        if declaration.lower_name == "all" and is_valid("all", tokens):
            values.clear()
            values["display"] = tokens
            continue
        is_reverted = [getattr(token, "lower_value", "") for token in tokens] == ["revert-layer"]
        for name, value in _expanded(declaration.lower_name, tokens):
            if is_reverted:
                values.pop(name, None)
                values.update({name: before[name]} if name in before else {})
            elif is_valid(name, value):
                values[name] = value


def _is_broken(token: Node) -> bool:
    """Return True for what no value has; "!ie" was for one browser, which is no longer used."""
    return bool(token.type == "error" or (token.type == "literal" and token.value == "!"))


def _paints(declarations: Iterable[Declaration], variables: Values) -> bool:
    """Return True if a pseudo-element has a background and lies apart from the text."""
    values: dict[str, Sequence[Node]] = {}
    _apply(values, declarations, variables)
    position = _first_word(values, "position")
    shades = [*colours_in(values.get("background-color", ()))]
    shades += colours_in(values.get("background-image", ()))
    return (
        position in {"absolute", "fixed"}
        and _has_area(values)
        and any(shade is None or shade.alpha > 0 for shade in shades)
    )


def _has_area(values: Values) -> bool:
    """Return True if a pseudo-element that is apart from the text has content or a size."""
    content = values.get("content", ())
    if not content or _first_word(values, "content") in {"none", "normal"}:
        return False
    if any(token.type != "string" or token.value.strip() for token in content):
        return True
    return all(
        any(_is_stretched(values, name) for name in sizes)
        or all(_is_declared(values, side) for side in sides)
        for sizes, sides in _AREA
    )


def _is_stretched(values: Values, name: str) -> bool:
    """Return True if a size is not 0, nor that of the content."""
    return _is_declared(values, name) and getattr(values[name][0], "value", None) != 0


def _is_declared(values: Values, name: str) -> bool:
    return bool(values.get(name)) and _first_word(values, name) not in _SIZES_OF_CONTENT


def _first_word(values: Values, name: str) -> str:
    return next((token.lower_value for token in values.get(name, ()) if token.type == "ident"), "")


def _ranked(
    element: ElementWrapper,
    sheets: StyleSheets,
    pseudo: list[Declaration],
    *,
    in_container: bool,
) -> Iterator[_Ranked]:
    """Yield the declarations for an element; those for what is before or after it are added."""
    order = 0
    for specificity, pseudo_element, rule in sheets.rules_for(element):
        if rule.needs_container and not in_container:
            continue
        if pseudo_element:
            pseudo += rule.declarations if pseudo_element in {"before", "after"} else ()
            continue
        strength = sheets.strength(rule.layer)
        for declaration in rule.declarations:
            order += 1
            # The order of layers is the other way round for what is important.
            rank = tuple(-one for one in strength) if declaration.important else strength
            yield _Ranked((declaration.important, False, rank, specificity, order), declaration)
    style = element.etree_element.get("style", "")
    for declaration in parse_declarations(style) if style else ():
        order += 1
        yield _Ranked((declaration.important, True, (), (0, 0, 0), order), declaration)


def _presentational(element: HtmlElement) -> Iterator[tuple[str, Sequence[Node]]]:
    """Yield what attributes such as ``<font color>`` declare; they yield to every style sheet."""
    attributes = [("bgcolor", "background-color")]
    if element.tag == "font":
        attributes.append(("color", "color"))
    if element.tag == "body":
        attributes.append(("text", "color"))
    for attribute, name in attributes:
        if (shade := legacy_colour(element.get(attribute, ""))) is not None:
            digits = "".join(f"{round(part * 255):02x}" for part in shade[:3])
            yield name, tinycss2.parse_component_value_list(f"#{digits}")


def _substituted(
    tokens: Sequence[Node], variables: Values, *, steps: Iterator[int], substitutions: int = 0
) -> list[Node]:
    """Replace ``var(--name, default)``; without a value, the declaration is empty.

    Args:
        tokens: the declared value.
        variables: the custom properties.
        steps: counts the replacements; variables that multiply each other are given up.
        substitutions: how deep in other variables and functions the tokens are.
    """
    found: list[Node] = []
    for token in tokens:
        if not isinstance(token, FunctionBlock):
            found.append(token)
        elif token.lower_name == "var":
            if substitutions >= _MAX_SUBSTITUTIONS or next(steps) >= _MAX_STEPS:
                return []
            name, *default = split_commas(token.arguments)
            value = variables.get(name[0].value if name and name[0].type == "ident" else "")
            if value is None:
                value = [part for parts in default for part in parts]
            found += _substituted(value, variables, steps=steps, substitutions=substitutions + 1)
        else:
            arguments = (
                _substituted(
                    token.arguments, variables, steps=steps, substitutions=substitutions + 1
                )
                if substitutions < _MAX_SUBSTITUTIONS
                else []
            )
            found.append(
                FunctionBlock(token.source_line, token.source_column, token.name, arguments)
            )
        if len(found) > _MAX_VALUE_TOKENS:
            return []
    return found


def _expanded(name: str, tokens: Sequence[Node]) -> Iterator[tuple[str, Sequence[Node]]]:
    """Yield the properties that a declaration sets: ``margin`` sets four."""
    name = _SAME.get(name, name)
    if name in _FOUR_SIDES:
        top, right, bottom, left = _four(tokens)
        yield from zip(_FOUR_SIDES[name], ([top], [right], [bottom], [left]), strict=True)
    elif name in _PAIRS:
        first, second = _PAIRS[name]
        yield first, [tokens[0]]
        yield second, [tokens[-1]]
    elif name == "background":
        yield "background-color", tokens
        yield "background-image", tokens
        if any(token.type == "ident" and token.lower_value == "text" for token in tokens):
            yield "background-clip", tokens
    elif name == "animation":
        yield from longhands(tokens)
    elif name == "font":
        yield from _font(tokens)
    else:
        yield name, tokens


def _four(tokens: Sequence[Node]) -> tuple[Node, Node, Node, Node]:
    top, right, bottom, left = (*tokens[:4], *(None,) * 4)[:4]
    right = right or top
    return top, right, bottom or top, left or right


def _font(tokens: Sequence[Node]) -> Iterator[tuple[str, Sequence[Node]]]:
    """Yield the size in a value such as ``bold 0/1.2 serif``; a bare number above 0 is a weight.

    Without a family after the size, the value is invalid.
    """
    for place, token in enumerate(tokens):
        is_size = (
            token.type in {"dimension", "percentage", "function"}
            or (token.type == "number" and token.value == 0)
            or (token.type == "ident" and token.lower_value in _FONT_SIZES)
        )
        if is_size:
            if any(after.type in {"ident", "string"} for after in tokens[place + 1 :]):
                yield "font-size", [token]
            return
