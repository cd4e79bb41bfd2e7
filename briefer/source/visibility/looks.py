"""Compute how the text of an element looks, from its declarations and its parent.

For example, "color: #fff" on a white page has no contrast, and a font size of one pixel cannot be
read.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tinycss2.ast import Node

from briefer.source.visibility.boxes import is_inline, keyword, length, opacity
from briefer.source.visibility.cascade import Values
from briefer.source.visibility.clips import Frame, clip_of
from briefer.source.visibility.css_colours import (
    BLACK,
    DARK_CANVAS,
    WHITE,
    Palette,
    Rgba,
    colour,
    colours_in,
)
from briefer.source.visibility.css_values import (
    ROOT_FONT_SIZE,
    VIEWPORT_WIDTH,
    Basis,
    pixels,
    split_commas,
)
from briefer.source.visibility.filters import ColourFilter, colour_filters, filtered
from briefer.source.visibility.movements import movement, offset_axes

_FAINT: Final = 0.1  # opacity
_UNREADABLE_SIZE: Final = 3.0  # pixels
_SAME_COLOUR: Final = 1.2  # contrast ratio; the lightest grey that pages use on white has 1.4
_FAR_INDENT: Final = 500.0  # pixels
_OVERLAPPING: Final = 0.4  # of the font size, by which letters come nearer to each other
_MAX_FILTERS: Final = 50  # of an element and those around it; no page has so many
_VISIBLE_STROKE: Final = 0.1  # pixels
_INHERITED_COLOURS: Final = frozenset({"inherit", "unset", "revert", "currentcolor"})
_STROKES: Final = frozenset({"thin", "medium", "thick"})
_FONT_SIZES: Final = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip


class Look(NamedTuple):
    """How the text directly in an element looks; the element's children inherit it."""

    font_size: float = ROOT_FONT_SIZE
    foreground: Rgba | None = BLACK  # None if it cannot be known
    background: Rgba | None = WHITE  # after the filters of what has painted it
    filters: tuple[ColourFilter, ...] = ()
    halo: tuple[Rgba | None, ...] = ()  # the colours around the letters
    opacity: float = 1.0
    indent: float = 0.0
    spacing: float = 0.0  # between letters
    frame: Frame = Frame()
    positioned_frame: Frame = Frame()  # to which "position: absolute" refers
    fixed_frame: Frame = Frame()
    row_height: float | None = None
    is_invisible: bool = False
    is_behind: bool = False
    is_dark: bool = False
    in_container: bool = False
    on_own_background: bool = False
    shows_background: bool = False
    variables: Values = {}  # noqa: RUF012 - never changed

    @property
    def hides_text(self) -> bool:
        """Whether a reader cannot see the text, though a child may look otherwise."""
        return (
            self.is_invisible
            or self.font_size * self.frame.moved.scale < _UNREADABLE_SIZE
            or self.frame.is_out_of_sight
            or abs(self.indent) > _FAR_INDENT
            or self.spacing <= -_OVERLAPPING * self.font_size
            or self._has_no_contrast
        )

    @property
    def hides_all(self) -> bool:
        """Whether a reader cannot see the text, nor that of any child."""
        return self.opacity < _FAINT or self.is_behind or len(self.filters) > _MAX_FILTERS

    @property
    def _has_no_contrast(self) -> bool:
        if self.foreground is None or self.shows_background:
            return False
        return not any(map(self._stands_out, (self.foreground, *self.halo)))

    def _stands_out(self, shade: Rgba | None) -> bool:
        if shade is None:
            return True
        if shade.alpha < _FAINT:
            return False
        if self.background is None:
            return True
        painted = filtered(shade, self.filters).over(self.background)
        return painted.contrast(self.background) >= _SAME_COLOUR


def on_canvas(look: Look, *, is_dark: bool) -> Look:
    """Return how text looks on an empty page."""
    if look.is_dark == is_dark:
        return look
    known = look.background is not None
    return look._replace(
        is_dark=is_dark,
        foreground=WHITE if is_dark else BLACK,
        background=(DARK_CANVAS if is_dark else WHITE) if known else None,
    )


def look_of(tag: str, values: Values, inherited: Look) -> Look:
    """Return the look of an element.

    Args:
        tag: the element's name.
        values: its declarations.
        inherited: the look of its parent.
    """
    schemes = [token.lower_value for token in values.get("color-scheme", ()) if _is_word(token)]
    is_dark = "dark" in schemes and "light" not in schemes if schemes else inherited.is_dark
    if tag == "html":
        inherited = on_canvas(inherited, is_dark=is_dark)
    font_size = _font_size(values, inherited.font_size)
    basis = Basis(font_size)
    inline = is_inline(tag, values)
    foreground = _foreground(values, Palette(inherited.foreground, is_dark))
    palette = Palette(foreground, is_dark)
    filters = (*colour_filters(values), *inherited.filters)[: _MAX_FILTERS + 1]
    background, on_own_background = _background(values, inherited.background, palette, filters)
    fills_letters = _fills_letters(values)
    if fills_letters:
        fill, is_filled = background, on_own_background
        background, on_own_background = inherited.background, False
        if is_filled and fill is not None and foreground is not None:
            foreground, fills_letters = foreground.over(fill), False
    visibility = keyword(values, "visibility")
    is_invisible = inherited.is_invisible
    if visibility and visibility != "inherit":
        is_invisible = visibility in {"hidden", "collapse"}
    z_index = values.get("z-index", ())
    level = pixels(z_index[0], basis) if z_index else None
    spacing = length(values, "letter-spacing", basis)
    look = Look(
        font_size=font_size,
        foreground=foreground,
        background=background,
        filters=filters,
        halo=_halo(values, inherited.halo, palette, basis),
        opacity=inherited.opacity * opacity(values),
        indent=inherited.indent if inline else _indent(values, inherited, basis),
        spacing=inherited.spacing if spacing is None else spacing,
        row_height=_row_height(values),
        is_invisible=is_invisible,
        is_behind=(
            keyword(values, "position") in {"relative", "absolute", "fixed"}
            and level is not None
            and level < 0
            and inherited.on_own_background
        ),
        is_dark=is_dark,
        in_container=inherited.in_container or _is_container(values),
        on_own_background=(
            inherited.on_own_background or (on_own_background and tag not in {"html", "body"})
        ),
        shows_background=fills_letters or inherited.shows_background,
    )
    return _placed(look, values, inherited, is_inline=inline)


def _placed(look: Look, values: Values, inherited: Look, *, is_inline: bool) -> Look:
    """Return a look with the place of the element, and of what is in it."""
    basis = Basis(look.font_size)
    position = keyword(values, "position")
    around = inherited.frame
    if position in {"absolute", "fixed"}:
        base = inherited.positioned_frame if position == "absolute" else inherited.fixed_frame
        by_x, by_y = offset_axes(values)
        around = Frame(
            around.moved._replace(
                x=base.moved.x if by_x else around.moved.x,
                y=base.moved.y if by_y else around.moved.y,
            ),
            base.clip,
        )
    moved = around.moved.then(movement(values, basis, is_inline=is_inline))
    frame = Frame(moved, around.clip)
    if not is_inline:
        frame = frame._replace(clip=clip_of(values, basis, frame, row_height=inherited.row_height))
    holds_fixed = any(
        values.get(name) and keyword(values, name) != "none"
        for name in (
            "transform",
            "filter",
            "perspective",
            "contain",
            "translate",
            "scale",
            "rotate",
        )
    )
    holds_absolute = holds_fixed or position in {"relative", "absolute", "fixed", "sticky"}
    return look._replace(
        frame=frame,
        positioned_frame=frame if holds_absolute else inherited.positioned_frame,
        fixed_frame=frame if holds_fixed else inherited.fixed_frame,
    )


def _is_container(values: Values) -> bool:
    return any(
        _is_word(token) and token.lower_value in {"inline-size", "size"}
        for name in ("container-type", "container")
        for token in values.get(name, ())
    )


def _row_height(values: Values) -> float | None:
    """Return the height of the rows of a grid, if they have none."""
    if keyword(values, "display") not in {"grid", "inline-grid"}:
        return None
    rows = values.get("grid-template-rows", ())
    is_flat = bool(rows) and all(getattr(token, "value", None) == 0 for token in rows)
    return 0.0 if is_flat else None


def _is_word(token: Node) -> bool:
    return bool(token.type == "ident")


def _halo(
    values: Values, inherited: tuple[Rgba | None, ...], palette: Palette, basis: Basis
) -> tuple[Rgba | None, ...]:
    """Return the colours of the shadows and outlines of letters."""
    found = _stroke(values, palette, basis)
    if "text-shadow" not in values:
        return tuple(found) or inherited
    for shadow in split_commas(values["text-shadow"]):
        offsets = [size for token in shadow if (size := pixels(token, basis)) is not None][:2]
        if len(offsets) == 2 and max(map(abs, offsets)) <= basis.font_size:
            found += list(colours_in(shadow, palette)) or [palette.current]
    return tuple(found)


def _stroke(values: Values, palette: Palette, basis: Basis) -> list[Rgba | None]:
    """Return the colours of the outline of letters; none if it is too thin to be seen."""
    both = values.get("-webkit-text-stroke", ())
    width = values.get("-webkit-text-stroke-width", both)
    sizes = [size for token in width if (size := pixels(token, basis)) is not None]
    words = {token.lower_value for token in width if _is_word(token)}
    if not words & _STROKES and not any(size > _VISIBLE_STROKE for size in sizes):
        return []
    shades = list(colours_in(values.get("-webkit-text-stroke-color", both), palette))
    return shades or [palette.current]


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
    return inherited if size is None else max(size, 0.0)


def _indent(values: Values, inherited: Look, basis: Basis) -> float:
    indent = length(values, "text-indent", basis._replace(whole=VIEWPORT_WIDTH))
    return inherited.indent if indent is None else indent


def _foreground(values: Values, inherited: Palette) -> Rgba | None:
    for name in ("-webkit-text-fill-color", "color"):
        tokens = values.get(name, ())
        if tokens and keyword(values, name) not in _INHERITED_COLOURS:
            return colour(tokens[0], inherited)
    return inherited.current


def _background(
    values: Values,
    inherited: Rgba | None,
    palette: Palette,
    filters: Sequence[ColourFilter],
) -> tuple[Rgba | None, bool]:
    """Return the colour behind the text, None if unknown; and whether the element has painted."""
    shades = [
        shade
        for name in ("background-color", "background-image")
        for shade in colours_in(values.get(name, ()), palette)
    ]
    for shadow in split_commas(values.get("box-shadow", ())):
        is_inside = any(_is_word(token) and token.lower_value == "inset" for token in shadow)
        if is_inside and any(pixels(token, Basis()) for token in shadow):
            shades += colours_in(shadow, palette)
    painted = [shade for shade in shades if shade is None or shade.alpha > 0]
    if not painted:
        return inherited, False
    first = painted[0]
    if first is None or any(shade != first for shade in painted):
        return None, True
    first = filtered(first, filters)
    if first.alpha == 1:
        return first, True
    return (None if inherited is None else first.over(inherited)), True
