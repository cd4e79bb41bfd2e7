"""Evaluate the conditions of ``@supports``: "(display: grid) and (not selector(:gone))" is True."""

from collections.abc import Sequence

import tinycss2
from cssselect2 import SelectorError, compile_selector_list
from tinycss2.ast import FunctionBlock, Node, ParenthesesBlock

from briefer.source.visibility.css_validity import is_valid
from briefer.source.visibility.css_values import words
from briefer.source.visibility.selectors import selector_text


def is_supported(tokens: Sequence[Node]) -> bool:
    """Return True if a current browser supports what a condition asks for."""
    parts = words(tokens)
    names = [token.lower_value for token in parts if token.type == "ident"]
    results = [_is_true(token) for token in parts if token.type in {"() block", "function"}]
    if not results:
        return False
    if names[:1] == ["not"]:
        return not results[0]
    return any(results) if "or" in names else all(results)


def _is_true(token: Node) -> bool:
    if isinstance(token, FunctionBlock):
        return token.lower_name != "selector" or _is_selector(token.arguments)
    parts = words(token.content)
    if parts and (isinstance(parts[0], (ParenthesesBlock, FunctionBlock)) or _is_not(parts[0])):
        return is_supported(parts)
    declaration = tinycss2.parse_one_declaration(token.content, skip_comments=True)
    value = words(declaration.value) if declaration.type == "declaration" else []
    return bool(value) and is_valid(declaration.lower_name, value)


def _is_not(token: Node) -> bool:
    return bool(token.type == "ident" and token.lower_value == "not")


def _is_selector(tokens: Sequence[Node]) -> bool:
    try:
        compile_selector_list(selector_text(tokens))
    except SelectorError:
        return False
    return True
