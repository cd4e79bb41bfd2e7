"""Remove the text of a page that a reader does not see, and return what was removed.

Some of it is noise (a skip link, a counter); some is an instruction to a language model (prompt
injection). So it is removed before anything else reads the page. A browser decides by the style
sheets; those inside the page and all attributes count here, external style sheets are not fetched.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cssselect2 import ElementWrapper
from lxml import etree
from lxml.html import HtmlElement

from briefer.source.visibility.boxes import (
    hides_content,
    is_inline,
    keyword,
    length,
    opacity,
)
from briefer.source.visibility.cascade import Values, declared_for
from briefer.source.visibility.css_values import (
    BLACK,
    ROOT_FONT_SIZE,
    VIEWPORT_WIDTH,
    WHITE,
    Basis,
    Rgba,
    colour,
    colours_in,
    pixels,
)
from briefer.source.visibility.movements import Movement, movement
from briefer.source.visibility.style_sheets import StyleSheets, has_external_sheet
from briefer.source.visibility.told_passages import told_passages

_FAINT: Final = 0.1  # opacity
_UNREADABLE_SIZE: Final = 3.0  # pixels
_SAME_COLOUR: Final = 1.2  # contrast ratio; the lightest grey that pages use on white has 1.4
_FAR_INDENT: Final = 500.0  # pixels
# Without a rule, a browser does not show these. "noscript" is apart: its text is never read as
# part of an article, but tells that a page needs a script.
_UNSEEN_TAGS: Final = frozenset(
    "template noframes noembed datalist rp audio video canvas iframe object "
    "annotation annotation-xml".split()
)
_CODE_TAGS: Final = frozenset({"head", "script", "style", "title", "svg"})
# Text in these is no part of an article, so a reader need not be told that some of it is hidden.
_FURNITURE: Final = frozenset(
    "nav header footer aside form dialog menu button select noscript figure label".split()
)
_ARTICLE_TAGS: Final = ("h1", "main", "article")
_FONT_SIZES: Final = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip


class _Look(NamedTuple):
    """How the text directly in an element looks; the element's children inherit it."""

    font_size: float = ROOT_FONT_SIZE
    foreground: Rgba | None = BLACK  # None if it cannot be known
    background: Rgba | None = WHITE
    opacity: float = 1.0
    indent: float = 0.0
    moved: Movement = Movement()
    is_invisible: bool = False
    is_behind: bool = False
    on_own_background: bool = False
    shows_background: bool = False
    variables: Values = {}  # noqa: RUF012 - never changed

    @property
    def hides_text(self) -> bool:
        """Whether a reader cannot see the text, though a child may look otherwise."""
        return (
            self.is_invisible
            or self.font_size * self.moved.scale < _UNREADABLE_SIZE
            or self.moved.is_off_screen
            or abs(self.indent) > _FAR_INDENT
            or self._has_no_contrast
        )

    @property
    def hides_all(self) -> bool:
        """Whether a reader cannot see the text, nor that of any child."""
        return self.opacity < _FAINT or self.is_behind

    @property
    def _has_no_contrast(self) -> bool:
        if self.foreground is None or self.shows_background:
            return False
        if self.foreground.alpha < _FAINT:
            return True
        if self.background is None:
            return False
        return self.foreground.over(self.background).contrast(self.background) < _SAME_COLOUR


def drop_hidden(tree: HtmlElement) -> tuple[str, ...]:
    """Remove the text of ``tree`` that a reader does not see, keeping the text after it.

    Returns:
        The passages that were removed from where an article may be, in the order of the page:
        the first hundred, each shortened to 300 characters.
    """
    root = ElementWrapper.from_html_root(tree)
    page = _Look(background=None if has_external_sheet(tree) else WHITE)
    removed = list(_find_hidden(root, page, StyleSheets(tree)))
    passages = told_passages(_passages(removed))
    for part in removed:
        part.remove()
    return passages


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


def _find_hidden(root: ElementWrapper, page: _Look, sheets: StyleSheets) -> Iterator[_Hidden]:
    """Yield the hidden elements in the order of the page, from the outside to the inside."""
    stack = [(root, page)]
    while stack:
        wrapper, inherited = stack.pop()
        element = wrapper.etree_element
        if element.tag in _CODE_TAGS:
            continue
        declared = declared_for(wrapper, sheets, inherited.variables)
        look = _look(element.tag, declared.values, inherited)._replace(variables=declared.variables)
        hides_all = (
            look.hides_all
            or _is_unseen(element, declared.values)
            or hides_content(element.tag, declared.values, Basis(look.font_size))
        )
        if (hides_all or look.hides_text) and _is_page_itself(element):
            look = look._replace(opacity=1.0, is_invisible=False, moved=Movement())
        elif hides_all:
            yield _Hidden(element, whole=True)
            continue
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
        or element.get("hidden") is not None
        or element.get("popover") is not None
        or (element.tag == "dialog" and element.get("open") is None)
    )


def _look(tag: str, values: Values, inherited: _Look) -> _Look:
    font_size = _font_size(values, inherited.font_size)
    basis = Basis(font_size)
    inline = is_inline(tag, values)
    background, on_own_background = _background(values, inherited)
    visibility = keyword(values, "visibility")
    is_invisible = inherited.is_invisible
    if visibility and visibility != "inherit":
        is_invisible = visibility in {"hidden", "collapse"}
    z_index = values.get("z-index", ())
    level = pixels(z_index[0], basis) if z_index else None
    return _Look(
        font_size=font_size,
        foreground=_foreground(values, inherited),
        background=background,
        opacity=inherited.opacity * opacity(values),
        indent=inherited.indent if inline else _indent(values, inherited, basis),
        moved=inherited.moved.then(movement(values, basis, is_inline=inline)),
        is_invisible=is_invisible,
        is_behind=(
            keyword(values, "position") in {"relative", "absolute", "fixed"}
            and level is not None
            and level < 0
            and inherited.on_own_background
        ),
        on_own_background=(
            inherited.on_own_background or (on_own_background and tag not in {"html", "body"})
        ),
        shows_background=_fills_letters(values) or inherited.shows_background,
    )


def _fills_letters(values: Values) -> bool:
    """Return True if the background is painted within the letters, which may be transparent."""
    tokens = values.get("background-clip", ())
    return any(token.type == "ident" and token.lower_value == "text" for token in tokens)


def _font_size(values: Values, inherited: float) -> float:
    name = keyword(values, "font-size")
    if name:
        factor = {"smaller": 1 / 1.2, "larger": 1.2}.get(name)
        return inherited * factor if factor else _FONT_SIZES.get(name, inherited)
    size = length(values, "font-size", Basis(inherited, whole=inherited))
    return inherited if size is None or size < 0 else size


def _indent(values: Values, inherited: _Look, basis: Basis) -> float:
    indent = length(values, "text-indent", basis._replace(whole=VIEWPORT_WIDTH))
    return inherited.indent if indent is None else indent


def _foreground(values: Values, inherited: _Look) -> Rgba | None:
    for name in ("-webkit-text-fill-color", "color"):
        tokens = values.get(name, ())
        if tokens and keyword(values, name) not in {"inherit", "unset", "currentcolor"}:
            return colour(tokens[0], inherited.foreground)
    return inherited.foreground


def _background(values: Values, inherited: _Look) -> tuple[Rgba | None, bool]:
    """Return the colour behind the text, None if unknown; and whether the element has painted."""
    shades = [
        shade
        for name in ("background-color", "background-image")
        for shade in colours_in(values.get(name, ()), inherited.foreground)
    ]
    painted = [shade for shade in shades if shade is None or shade.alpha > 0]
    if not painted:
        return inherited.background, False
    first = painted[0]
    if first is None or any(shade != first for shade in painted):
        return None, True
    if first.alpha == 1:
        return first, True
    behind = inherited.background
    return (None if behind is None else first.over(behind)), True


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
