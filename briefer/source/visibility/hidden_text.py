"""Remove the text of a page that a reader does not see, and return what was removed.

Some of it is noise (a skip link, a counter); some is an instruction to a language model (prompt
injection). So it is removed before anything else reads the page. A browser decides by the style
sheets; those inside the page and all attributes count here, external style sheets are not fetched.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Final, NamedTuple

from cssselect2 import ElementWrapper
from lxml import etree
from lxml.html import HtmlElement

from briefer.source.visibility.animations import animation_of
from briefer.source.visibility.boxes import hides_content, is_inline, keyword
from briefer.source.visibility.cascade import Values, declared_for
from briefer.source.visibility.clips import Frame
from briefer.source.visibility.css_values import Basis
from briefer.source.visibility.looks import Look, look_of, on_canvas
from briefer.source.visibility.shadow_roots import open_shadow_roots
from briefer.source.visibility.style_sheets import StyleSheets, has_external_sheet
from briefer.source.visibility.told_passages import told_passages

_MAX_COLUMNS: Final = 1_000  # of a table
# Without a rule, a browser does not show these. "noscript" is apart: its text is never read as
# part of an article, but tells that a page needs a script.
_UNSEEN_TAGS: Final = frozenset(
    "template noframes noembed datalist rp audio video canvas iframe meter progress "
    "annotation annotation-xml".split()
)
_CODE_TAGS: Final = frozenset({"head", "script", "style", "title", "svg"})
# Text in these is no part of an article, so a reader need not be told that some of it is hidden.
_FURNITURE: Final = frozenset(
    "nav header footer aside form dialog menu button select noscript figure label".split()
)
_ARTICLE_TAGS: Final = ("h1", "main", "article")


def drop_hidden(tree: HtmlElement) -> tuple[str, ...]:
    """Remove the text of ``tree`` that a reader does not see, keeping the text after it.

    Returns:
        The passages that were removed from where an article may be, in the order of the page:
        the first hundred, each shortened to 300 characters.
    """
    open_shadow_roots(tree)
    root = ElementWrapper.from_html_root(tree)
    page = on_canvas(Look(), is_dark=_is_declared_dark(tree))
    if has_external_sheet(tree):
        page = page._replace(background=None)
    removed = list(_find_hidden(root, page, StyleSheets(tree)))
    passages = told_passages(_passages(removed))
    for part in removed:
        part.remove()
    return passages


def _is_declared_dark(tree: HtmlElement) -> bool:
    """Return True if a ``meta`` element says that the page has the colours of a dark one only."""
    schemes = [
        element.get("content", "").lower().split()
        for element in tree.iter("meta")
        if element.get("name", "").lower() == "color-scheme"
    ]
    return bool(schemes) and "dark" in schemes[0] and "light" not in schemes[0]


class _Hidden(NamedTuple):
    element: HtmlElement
    whole: bool  # with its children

    def remove(self) -> None:
        if not self.whole:
            self.element.text = None
            for child in self.element:
                child.tail = None
        elif self.element.getparent() is not None:
            self.element.drop_tree()


def _find_hidden(root: ElementWrapper, page: Look, sheets: StyleSheets) -> Iterator[_Hidden]:
    """Yield the hidden elements in the order of the page, from the outside to the inside."""
    animations = {name: animation_of(frames) for name, frames in sheets.keyframes.items()}
    stack = [(root, page)]
    collapsed: set[HtmlElement] = set()  # cells of columns that are not shown
    tables: dict[HtmlElement, dict[HtmlElement, list[HtmlElement]]] = {}
    while stack:
        wrapper, inherited = stack.pop()
        element = wrapper.etree_element
        if element.tag in _CODE_TAGS:
            continue
        declared = declared_for(
            wrapper, sheets, animations, inherited.variables, in_container=inherited.in_container
        )
        look = look_of(element.tag, declared.values, inherited)._replace(
            variables=declared.variables
        )
        if declared.paints_behind:
            look = look._replace(background=None)
        if element in collapsed:
            look = look._replace(is_invisible=True)
        hides_all = (
            look.hides_all
            or _is_unseen(element, declared.values)
            or hides_content(declared.values, Basis(look.font_size))
        )
        if (hides_all or look.hides_text) and _is_page_itself(element):
            look = look._replace(
                opacity=1.0, is_invisible=False, frame=Frame(), positioned_frame=Frame(),
                fixed_frame=Frame(),
            )  # fmt: skip
        elif hides_all:
            yield _Hidden(element, whole=True)
            continue
        if element.tag in {"col", "colgroup"} and look.is_invisible:
            table = next(element.iterancestors("table"), element)
            if table not in tables:
                tables[table] = _cells_by_column(table)
            collapsed.update(tables[table].get(element, ()))
        if look.hides_text or _is_closed(element):
            yield _Hidden(element, whole=False)
        stack.extend((child, look) for child in reversed(list(wrapper.iter_children())))


def _is_page_itself(element: HtmlElement) -> bool:
    """Return True for an element that holds the whole article, which a script shows at once."""
    if element.tag in {"html", "body"}:
        return True
    if next(element.iter(*_ARTICLE_TAGS), None) is None:
        return False
    page = element.getroottree().getroot()
    others = sum(1 for _ in page.iter(*_ARTICLE_TAGS)) - sum(
        1 for _ in element.iter(*_ARTICLE_TAGS)
    )
    above = sum(1 for ancestor in element.iterancestors(*_ARTICLE_TAGS))
    return others == above and _count_words(element) * 2 > _count_words(page)


def _count_words(element: HtmlElement) -> int:
    return len("".join(element.itertext()).split())


def _is_closed(element: HtmlElement | None) -> bool:
    return element is not None and element.tag == "details" and element.get("open") is None


def _is_unseen(element: HtmlElement, values: Values) -> bool:
    """Return True if attributes hide an element, and no rule shows it."""
    parent = element.getparent()
    if _is_closed(parent) and element is not parent.find("summary"):
        return True
    if keyword(values, "display") not in {"", "none"}:
        return False
    return (
        element.tag in _UNSEEN_TAGS
        or (element.tag == "object" and _has_object(element))
        or element.get("hidden") is not None
        or element.get("popover") is not None
        or (element.tag == "dialog" and element.get("open") is None)
    )


def _has_object(element: HtmlElement) -> bool:
    """Return True if an object is shown in place of the text within; no browser has plug-ins."""
    kind = element.get("type", "").lower()
    return bool(element.get("data")) and not kind.startswith("application/x-")


def _cells_by_column(table: HtmlElement) -> dict[HtmlElement, list[HtmlElement]]:
    """Return the cells of each ``col`` and ``colgroup`` of a table."""
    spans = (
        repeat(element, _span(element))
        for element in table.iter("col", "colgroup")
        if element.tag == "col" or element.find("col") is None
    )
    columns = list(islice(chain.from_iterable(spans), _MAX_COLUMNS))
    cells: dict[HtmlElement, list[HtmlElement]] = {}
    for row in table.iter("tr"):
        in_row = (cell for cell in row if cell.tag in {"td", "th"})
        for column, cell in zip(columns, in_row, strict=False):
            cells.setdefault(column, []).append(cell)
            if column.tag == "col" and column.getparent().tag == "colgroup":
                cells.setdefault(column.getparent(), []).append(cell)
    return cells


def _span(element: HtmlElement) -> int:
    span = element.get("span", "1")
    return max(1, min(int(span), _MAX_COLUMNS)) if span.isdecimal() and len(span) < 5 else 1


def _passages(removed: Sequence[_Hidden]) -> Iterator[str]:
    """Yield the words of each outermost hidden element that may stand in an article."""
    hidden = {part.element: part.whole for part in removed}
    for element in hidden:
        above = list(element.iterancestors())
        if any(ancestor in hidden or ancestor.tag in _FURNITURE for ancestor in above):
            continue
        if element.tag not in _FURNITURE:
            yield "".join(_hidden_texts(element, hidden))


def _hidden_texts(outermost: HtmlElement, hidden: Mapping[HtmlElement, bool]) -> Iterator[str]:
    """Yield the hidden texts in an element, with a space before each block."""
    wholes = 0
    for event, element in etree.iterwalk(outermost, events=("start", "end")):
        is_whole = hidden.get(element, False)
        if event == "start":
            wholes += is_whole
            yield "" if is_inline(element.tag, {}) else " "
            yield element.text or "" if wholes or element in hidden else ""
        else:
            wholes -= is_whole
            is_inside = element is not outermost and (wholes or element.getparent() in hidden)
            yield element.tail or "" if is_inside else ""
