"""Read the style sheets inside a page: rules with selectors, and the declarations of each.

External style sheets are not fetched. Those written as a "data:" address are read.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from lxml.html import HtmlElement
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from briefer.source.visibility.conditions import is_supported
from briefer.source.visibility.css_values import split_commas, words
from briefer.source.visibility.media_queries import applies_to_screen, fits_container
from briefer.source.visibility.selectors import nested, scoped, selector_text

_GROUPS: Final = frozenset({"media", "supports", "layer", "container", "scope"})
_MAX_FRAMES: Final = 50  # of an animation, and declarations of a frame
_UNLAYERED: Final = 1_000_000  # after all layers
_MAX_NESTING: Final = 12
# Characters of all selectors inside rules. Each repeats its parent, which "&" can multiply.
_MAX_NESTED: Final = 1_000_000
# A number of thousands of digits is an error in Python and infinite in a browser.
_LONG_NUMBER: Final = re.compile(r"(\d{60})\d+")
_DATA_SHEET: Final = re.compile(r"\s*data:text/css([^,]{0,100}),(.*)", re.IGNORECASE | re.DOTALL)


Layer = tuple[str, ...]
"""The names of a cascade layer and of those around it; empty outside layers."""


class Rule(NamedTuple):
    """The declarations of one rule.

    Attributes:
        declarations: what it declares.
        layer: the cascade layer that it is in.
        needs_container: whether it counts only within an element that is a size container.
    """

    declarations: tuple[Declaration, ...]
    layer: Layer = ()
    needs_container: bool = False


class _Context(NamedTuple):
    """Where a rule stands: the parent that "&" stands for, its layer, and the rules around it."""

    parent: str = ""
    layer: Layer = ()
    needs_container: bool = False
    scopes: tuple[tuple[str, str], ...] = ()
    depth: int = 0


def parse_declarations(text: str) -> list[Declaration]:
    """Return the declarations of a ``style`` attribute that can be parsed."""
    nodes = tinycss2.parse_blocks_contents(_shorten(text), skip_comments=True, skip_whitespace=True)
    return [node for node in nodes if isinstance(node, Declaration)]


def has_external_sheet(tree: HtmlElement) -> bool:
    """Return True if a style sheet that is not in the page may change how it looks."""
    return any(
        "stylesheet" in link.get("rel", "").lower() and _data_sheet(link.get("href", "")) is None
        for link in tree.iter("link")
    )


class StyleSheets:
    """The style sheets inside a page, ready to be matched with its elements.

    Attributes:
        keyframes: the frames of the animations by name, each with its place from 0 to 100.
        initial_variables: the values of custom properties that are registered with ``@property``.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.keyframes: dict[str, list[tuple[float, Sequence[Declaration]]]] = {}
        self.initial_variables: dict[str, Sequence[Node]] = {}
        self._matcher = Matcher()
        self._layers: dict[Layer, int] = {}
        self._nested = 0  # characters of the selectors inside rules
        for text in _sheet_texts(tree):
            nodes = tinycss2.parse_stylesheet(
                _shorten(text), skip_comments=True, skip_whitespace=True
            )
            self._add(nodes, _Context())

    def rules_for(
        self, element: ElementWrapper
    ) -> Iterator[tuple[tuple[int, int, int], str | None, Rule]]:
        """Yield specificity, pseudo-element and declarations of each rule, the weakest first."""
        for specificity, _, pseudo, rule in self._matcher.match(element):
            yield specificity, pseudo, rule

    def strength(self, layer: Layer) -> tuple[int, ...]:
        """Return the rank of a layer; what is in none, or in no further one, is the strongest."""
        ranks = [self._layers.get(layer[: end + 1], 0) for end in range(len(layer))]
        return (*ranks, _UNLAYERED)

    def _add(self, nodes: Sequence[Node], around: _Context) -> None:
        if around.depth > _MAX_NESTING:
            return
        for node in nodes:
            if isinstance(node, QualifiedRule):
                self._add_rule(node, around)
            elif isinstance(node, AtRule):
                self._add_at_rule(node, around)

    def _add_at_rule(self, node: AtRule, around: _Context) -> None:
        name = node.lower_at_keyword
        if name == "layer":
            layers = [self._layer(names, around.layer) for names in split_commas(node.prelude)]
            around = around._replace(layer=layers[0])
        elif name == "import":
            self._add_import(node, around)
        elif name.removeprefix("-webkit-").removeprefix("-moz-") == "keyframes":
            self._add_keyframes(node)
        elif name == "property":
            self._add_property(node)
        if name not in _GROUPS or node.content is None or not _applies(node):
            return
        around = around._replace(
            depth=around.depth + 1, needs_container=around.needs_container or name == "container"
        )
        if name == "scope":
            limits = self._scope(node, around.parent)
            if limits is None:
                return
            around = around._replace(parent="", scopes=(*around.scopes, limits))
        content = _contents(node)
        if self._grows_too_long(len(around.parent)):
            return
        self._add_declarations(content, around.parent, around)
        self._add(content, around)

    def _layer(self, tokens: Sequence[Node], parent: Layer) -> Layer:
        """Return the layer that ``a.b`` names, and remember its place among the others."""
        names = [token.value for token in tokens if token.type == "ident"][:_MAX_NESTING]
        if len(parent) > _MAX_NESTING:
            return parent
        for name in names or [f"layer {len(self._layers)}"]:
            parent = (*parent, name)
            self._layers.setdefault(parent, len(self._layers))
        return parent

    def _scope(self, rule: AtRule, parent: str) -> tuple[str, str] | None:
        """Return the selectors of where ``@scope (start) to (end)`` begins and ends.

        It is None if they are too long, or are thousands of brackets in brackets.
        """
        try:
            limits = [selector_text(t.content) for t in rule.prelude if t.type == "() block"]
        except RecursionError:
            return None
        has_start = not any(
            token.type == "ident" and token.lower_value == "to" for token in words(rule.prelude)[:1]
        )
        start = limits[0] if limits and has_start else ""
        end = limits[-1] if len(limits) > has_start else ""
        if not parent:
            return start, end
        if self._grows_too_long(start.count("&") * len(parent)):
            return None
        return start.replace("&", f":is({parent})"), end

    def _add_rule(self, rule: QualifiedRule, around: _Context) -> None:
        try:
            selector = self._selector(rule, around)
        except RecursionError:
            return  # thousands of brackets in brackets
        if selector is None:
            return
        content = _contents(rule)
        self._add_declarations(content, selector, around)
        self._add(content, around._replace(parent=selector, depth=around.depth + 1))

    def _selector(self, rule: QualifiedRule, around: _Context) -> str | None:
        """Return the full selector of a rule; None if those of all rules become too long."""
        start, end = around.scopes[-1] if around.scopes else ("", "")
        is_inside = bool(around.parent or around.scopes)
        # ":scope" in the rule is replaced by all that it stands for.
        scopes = tinycss2.serialize(rule.prelude).lower().count("scope") if is_inside else 0
        if self._grows_too_long(scopes * len(start)):
            return None
        selector = selector_text(rule.prelude, start or ":root")
        if not is_inside:
            return selector
        repeated = len(around.parent) + 2 * (len(start) + len(end))
        times = 1 + selector.count(",") + selector.count("&")
        if self._grows_too_long(len(selector) + repeated * times):
            return None
        if around.parent:
            return nested(selector, around.parent)
        return scoped(selector.replace("&", f":where({start or ':root'})"), start, end)

    def _grows_too_long(self, characters: int) -> bool:
        """Count characters of selectors inside rules; return True if there are too many."""
        self._nested += characters
        return characters > 0 and self._nested > _MAX_NESTED

    def _add_declarations(self, content: Sequence[Node], selector: str, around: _Context) -> None:
        declarations = tuple(node for node in content if isinstance(node, Declaration))
        if not declarations or not selector:
            return
        try:
            compiled = compile_selector_list(selector)
        except (SelectorError, RecursionError):
            return  # a browser ignores a rule with an unknown selector, too
        rule = Rule(declarations, around.layer, around.needs_container)
        for part in compiled:
            self._matcher.add_selector(part, rule)

    def _add_keyframes(self, node: AtRule) -> None:
        name = next((t.value for t in node.prelude if t.type in {"ident", "string"}), "")
        frames: list[tuple[float, Sequence[Declaration]]] = []
        for frame in _contents(node):
            if not isinstance(frame, QualifiedRule):
                continue
            content = [one for one in _contents(frame) if isinstance(one, Declaration)]
            content = content[:_MAX_FRAMES]
            for token in words(frame.prelude):
                at = token.value if token.type == "percentage" else None
                if token.type == "ident":
                    at = {"from": 0.0, "to": 100.0}.get(token.lower_value)
                if at is not None and len(frames) < _MAX_FRAMES:
                    frames.append((at, content))
        self.keyframes[name] = frames

    def _add_property(self, node: AtRule) -> None:
        name = next((token.value for token in node.prelude if token.type == "ident"), "")
        for one in _contents(node):
            if isinstance(one, Declaration) and one.lower_name == "initial-value":
                self.initial_variables[name] = words(one.value)

    def _add_import(self, node: AtRule, around: _Context) -> None:
        tokens = [
            part
            for token in node.prelude
            for part in (token.arguments if token.type == "function" else [token])
        ]
        for token in tokens:
            address = token.value if token.type in {"url", "string"} else ""
            if (text := _data_sheet(address)) is not None:
                nodes = tinycss2.parse_stylesheet(_shorten(text), skip_comments=True)
                self._add(nodes, around._replace(depth=around.depth + 1))


def _sheet_texts(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("style", "link"):
        if not (_is_css(element) and _is_for_screen(element.get("media", ""))):
            continue
        if element.tag == "style":
            yield element.text or ""
        elif "stylesheet" in element.get("rel", "").lower():
            yield _data_sheet(element.get("href", "")) or ""


def _is_css(element: HtmlElement) -> bool:
    """Return True if a browser takes the type for CSS: of a link, blanks and parameters aside."""
    kind = element.get("type", "").lower()
    if element.tag == "link":
        kind = kind.partition(";")[0].strip()
    return kind in {"", "text/css"}


def _is_for_screen(media: str) -> bool:
    """Return True if a media query list applies; not with thousands of nested brackets."""
    try:
        return applies_to_screen(tinycss2.parse_component_value_list(_shorten(media)))
    except RecursionError:
        return False


def _data_sheet(address: str) -> str | None:
    """Return the style sheet that a "data:" address holds; None if it is another address."""
    match = _DATA_SHEET.match(address)
    if not match:
        return None
    data = unquote_to_bytes(match[2])
    if match[1].lower().endswith(";base64"):
        try:
            data = base64.b64decode(data)
        except ValueError:
            return ""
    return data.decode("utf-8", errors="replace")


def _shorten(text: str) -> str:
    return _LONG_NUMBER.sub(r"\1", text)


def _contents(rule: QualifiedRule | AtRule) -> list[Node]:
    if rule.content is None:
        return []
    nodes: list[Node] = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return nodes


def _applies(rule: AtRule) -> bool:
    """Return True if the rules in an at-rule apply; not with thousands of nested brackets."""
    try:
        return _is_true(rule)
    except RecursionError:
        return False


def _is_true(rule: AtRule) -> bool:
    """Return True if the rules in an at-rule apply on a screen, in a wide container."""
    name = rule.lower_at_keyword
    if name == "media":
        return applies_to_screen(rule.prelude)
    if name == "container":
        return fits_container(rule.prelude)
    return is_supported(rule.prelude) if name == "supports" else True
