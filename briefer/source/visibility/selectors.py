"""Rewrite CSS selectors into those that ``cssselect2`` knows.

For example, ".q" in a rule inside ".a { }" becomes ":is(.a) .q", and "p:read-only" becomes
"p:not(:hover)", which is true of every paragraph on a page that nobody touches.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import tinycss2
from tinycss2.ast import FunctionBlock, Node

# What the pseudo-classes mean on a page that was just opened, if cssselect2 does not know them.
_NEVER: Final = ":hover"
_ALWAYS: Final = ":not(:hover)"
_FIELD: Final = ":is(input, select, textarea)"
_PSEUDO_CLASSES: Final = {
    **dict.fromkeys(
        """autofill -webkit-autofill blank fullscreen -webkit-full-screen -moz-full-screen
        indeterminate invalid in-range modal out-of-range picture-in-picture placeholder-shown
        popover-open interest-source target-current user-error xr-overlay""".split(),
        _NEVER,
    ),
    "defined": _ALWAYS,
    "read-only": ":not(input, textarea, [contenteditable])",
    "read-write": ":is(input, textarea, [contenteditable])",
    "open": ":is(details, dialog)[open]",
    "optional": f"{_FIELD}:not([required])",
    "required": f"{_FIELD}[required]",
    "valid": _FIELD,
    "default": ":is(input[checked], option[selected])",
}
_IS: Final = frozenset({"-webkit-any", "-moz-any", "matches"})
_UNSEEN_FUNCTIONS: Final = frozenset(
    {"state", "host", "host-context", "active-view-transition-type"}
)
# Pseudo-elements that cssselect2 does not know; no rule for one says how the text looks.
_PSEUDO_ELEMENTS: Final = frozenset(
    """backdrop cue cue-region details-content grammar-error part slotted highlight
    scroll-marker scroll-marker-group scroll-button column search-text view-transition
    view-transition-group view-transition-image-pair view-transition-new view-transition-old
    target-text spelling-error file-selector-button marker placeholder selection""".split()
)
# What cssselect2 knows; in ":is()", what it does not know only does not match.
_KNOWN: Final = frozenset(
    """active any-link checked current disabled empty enabled first-child first-of-type focus
    focus-visible focus-within future host hover is has lang last-child last-of-type link local-link
    not nth-child nth-last-child nth-last-of-type nth-of-type only-child only-of-type past root
    target target-within visited where""".split()
)
_FORGIVING: Final = frozenset({"is", "where"})
_ANY_PSEUDO_ELEMENT: Final = "::before"


def selector_text(tokens: Sequence[Node], scope: str = ":root") -> str:
    """Return a selector list as cssselect2 reads it.

    Args:
        tokens: the selectors as they stand in a style sheet.
        scope: what ":scope" stands for.
    """
    return "".join(_pieces(tokens, scope)).strip()


def nested(selector: str, parent: str) -> str:
    """Return the full selector of a rule inside a rule: ".b" inside ".a" is ":is(.a) .b"."""
    whole = f":is({parent})"
    return ", ".join(
        part.replace("&", whole) if "&" in part else f"{whole} {part}"
        for part in split_selectors(selector)
    )


def scoped(selector: str, start: str, end: str) -> str:
    """Return selectors that match only within the elements of ``@scope (start) to (end)``."""
    inside = f":where({_or_within(start)})" if start else ""
    outside = f":where(:not({_or_within(end)}))" if end else ""
    return ", ".join(f"{part}{inside}{outside}" for part in split_selectors(selector))


def split_selectors(text: str) -> list[str]:
    """Split a selector list at the commas that are not in brackets."""
    parts: list[list[Node]] = [[]]
    for token in tinycss2.parse_component_value_list(text):
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def _or_within(selectors: str) -> str:
    return ", ".join(f"{one}, {one} *" for one in split_selectors(selectors))


def _pieces(tokens: Sequence[Node], scope: str, *, forgiving: bool = False) -> Iterator[str]:
    colons = 0
    for token in tokens:
        if token.type == "literal" and token.value == ":":
            colons += 1
            continue
        if colons:
            text = _pseudo(token, ":" * colons, scope)
            is_known = not forgiving or text.lstrip(":").partition("(")[0] in _KNOWN
            yield text if is_known else _NEVER
        elif isinstance(token, FunctionBlock):
            yield _function(token, scope)
        else:
            yield token.serialize()
        colons = 0
    yield ":" * colons


def _pseudo(token: Node, colons: str, scope: str) -> str:
    name = token.lower_name if isinstance(token, FunctionBlock) else ""
    if token.type == "ident":
        name = token.lower_value
    if colons == "::":
        is_unknown = name in _PSEUDO_ELEMENTS or name.startswith("-webkit-")
        return _ANY_PSEUDO_ELEMENT if is_unknown else colons + token.serialize()
    if isinstance(token, FunctionBlock):
        if name in _UNSEEN_FUNCTIONS:
            return _NEVER
        if name == "dir":
            is_normal = tinycss2.serialize(token.arguments).strip().lower() == "ltr"
            return _ALWAYS if is_normal else ":is([dir=rtl], [dir=rtl] *)"
        return colons + _function(token, scope)
    if name == "scope":
        return f":is({scope})"
    return _PSEUDO_CLASSES.get(name) or f"{colons}{token.serialize()}"


def _function(token: FunctionBlock, scope: str) -> str:
    name = "is" if token.lower_name in _IS else token.name
    arguments = _pieces(token.arguments, scope, forgiving=name in _FORGIVING)
    return f"{name}({''.join(arguments)})"
