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

from briefer.source.visibility.media_queries import applies_to_screen

_GROUPS: Final = frozenset({"media", "supports", "layer", "container", "scope", "starting-style"})
_MAX_NESTING: Final = 12
# Characters of all selectors inside rules. Each repeats its parent, which "&" can multiply.
_MAX_NESTED: Final = 1_000_000
# A number of thousands of digits is an error in Python and infinite in a browser.
_LONG_NUMBER: Final = re.compile(r"(\d{60})\d+")
_DATA_SHEET: Final = re.compile(r"\s*data:text/css([^,]{0,100}),(.*)", re.IGNORECASE | re.DOTALL)


class Rule(NamedTuple):
    """The declarations of one rule. A rule in a cascade layer yields to one without a layer."""

    declarations: tuple[Declaration, ...]
    in_layer: bool


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
    """The style sheets inside a page, ready to be matched with its elements."""

    def __init__(self, tree: HtmlElement) -> None:
        self._matcher = Matcher()
        self._nested = 0  # characters of the selectors inside rules
        for text in _sheet_texts(tree):
            nodes = tinycss2.parse_stylesheet(
                _shorten(text), skip_comments=True, skip_whitespace=True
            )
            self._add(nodes)

    def rules_for(self, element: ElementWrapper) -> Iterator[tuple[tuple[int, int, int], Rule]]:
        """Yield the specificity and the declarations of each rule for an element, weakest first."""
        for specificity, _, pseudo, rule in self._matcher.match(element):
            if pseudo is None:
                yield specificity, rule

    def _add(
        self, nodes: Sequence[Node], *, parent: str = "", in_layer: bool = False, depth: int = 0
    ) -> None:
        """Add rules; ``parent`` is the selector that "&" stands for."""
        if depth > _MAX_NESTING:
            return
        for node in nodes:
            if isinstance(node, QualifiedRule):
                self._add_rule(node, parent=parent, in_layer=in_layer, depth=depth)
            elif isinstance(node, AtRule) and _applies(node):
                layer = in_layer or node.lower_at_keyword == "layer"
                content = _contents(node)
                self._add_declarations(content, selector=parent, in_layer=layer)
                self._add(content, parent=parent, in_layer=layer, depth=depth + 1)
            elif isinstance(node, AtRule) and node.lower_at_keyword == "import":
                self._add_import(node, in_layer=in_layer, depth=depth)

    def _add_rule(self, rule: QualifiedRule, *, parent: str, in_layer: bool, depth: int) -> None:
        try:
            selector = tinycss2.serialize(rule.prelude).strip()
        except RecursionError:
            return  # thousands of brackets in brackets
        if parent:
            self._nested += len(selector) + len(parent) * (
                1 + selector.count(",") + selector.count("&")
            )
            if self._nested > _MAX_NESTED:
                return
            selector = _nested(selector, parent)
        content = _contents(rule)
        self._add_declarations(content, selector=selector, in_layer=in_layer)
        self._add(content, parent=selector, in_layer=in_layer, depth=depth + 1)

    def _add_declarations(self, content: Sequence[Node], *, selector: str, in_layer: bool) -> None:
        declarations = tuple(node for node in content if isinstance(node, Declaration))
        if not declarations or not selector:
            return
        try:
            compiled = compile_selector_list(selector)
        except (SelectorError, RecursionError):
            return  # a browser ignores a rule with an unknown selector, too
        for part in compiled:
            self._matcher.add_selector(part, Rule(declarations, in_layer))

    def _add_import(self, node: AtRule, *, in_layer: bool, depth: int) -> None:
        tokens = [
            part
            for token in node.prelude
            for part in (token.arguments if token.type == "function" else [token])
        ]
        for token in tokens:
            address = token.value if token.type in {"url", "string"} else ""
            if (text := _data_sheet(address)) is not None:
                nodes = tinycss2.parse_stylesheet(_shorten(text), skip_comments=True)
                self._add(nodes, in_layer=in_layer, depth=depth + 1)


def _sheet_texts(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("style", "link"):
        if not _is_for_screen(element.get("media", "")):
            continue
        if element.tag == "style":
            yield element.text or ""
        elif "stylesheet" in element.get("rel", "").lower():
            yield _data_sheet(element.get("href", "")) or ""


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
    """Return True if the rules in an at-rule apply on a screen."""
    name = rule.lower_at_keyword
    if name == "media":
        return applies_to_screen(rule.prelude)
    if name == "supports":
        return not tinycss2.serialize(rule.prelude).strip().lower().startswith("not")
    return name in _GROUPS and name != "starting-style"


def _nested(selector: str, parent: str) -> str:
    """Return the full selector of a rule inside a rule: ".b" inside ".a" is ":is(.a) .b"."""
    whole = f":is({parent})"
    return ", ".join(
        part.replace("&", whole) if "&" in part else f"{whole} {part}"
        for part in selector.split(",")
    )
