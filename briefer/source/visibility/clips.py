"""Decide what of an element's content is left by the boxes that cut it off.

For example, ``height: 0; overflow: hidden`` leaves nothing, and neither does a box of 40 pixels
whose content begins 500 pixels further down.
"""

from typing import Final, NamedTuple

from briefer.source.visibility.boxes import keyword, length
from briefer.source.visibility.cascade import Values
from briefer.source.visibility.css_values import (
    VIEWPORT_HEIGHT,
    VIEWPORT_WIDTH,
    Basis,
    pixels,
)
from briefer.source.visibility.movements import Movement

_TINY: Final = 4.0  # pixels: no letter can be read in a box of this size
_CUTTING: Final = frozenset({"hidden", "clip"})
_SCROLLING: Final = frozenset({"auto", "scroll"})
_CONTAINING: Final = frozenset({"paint", "content", "strict"})


class Clip(NamedTuple):
    """A box that cuts off what is larger, and where it is.

    Attributes:
        width: how much of the content is left, in pixels; None if that is not declared.
        height: the same for its height.
        place: where the box is.
        scrolls: whether a reader can scroll to what is cut off.
        is_within_nothing: whether nothing is left of a box around it.
    """

    width: float | None = None
    height: float | None = None
    place: Movement = Movement()
    scrolls: bool = False
    is_within_nothing: bool = False

    @property
    def is_tiny(self) -> bool:
        """Whether the box is too small for a letter."""
        sizes = [size for size in (self.width, self.height) if size is not None]
        return self.is_within_nothing or any(size < _TINY for size in sizes)

    def cuts_off(self, text: Movement) -> bool:
        """Return True if nothing is left of a text at a place."""
        if self.is_tiny:
            return True
        if self.scrolls:
            return False
        x, y = text.x - self.place.x, text.y - self.place.y
        return (self.width is not None and x >= self.width) or (
            self.height is not None and y >= self.height
        )


class Frame(NamedTuple):
    """Where the content of an element is, and what cuts it off."""

    moved: Movement = Movement()
    clip: Clip | None = None

    @property
    def is_out_of_sight(self) -> bool:
        """Whether a reader cannot see text at this place."""
        return self.moved.is_off_screen or (
            self.clip is not None and self.clip.cuts_off(self.moved)
        )


def clip_of(
    values: Values, basis: Basis, around: Frame, *, row_height: float | None
) -> Clip | None:
    """Return the clip of an element's content.

    Args:
        values: the declarations of an element that has a box.
        basis: its font size.
        around: the place of the element, and the clip around it.
        row_height: the height of the row of a grid in which it is, if that is known.
    """
    horizontal, vertical = (keyword(values, f"overflow-{axis}") for axis in "xy")
    contained = any(
        token.type == "ident" and token.lower_value in _CONTAINING
        for token in values.get("contain", ())
    )
    either = {horizontal, vertical}
    by_width = contained or bool(either & _SCROLLING) or horizontal in _CUTTING
    by_height = contained or bool(either & _SCROLLING) or vertical in _CUTTING
    if "hidden" in either:
        by_width = by_height = by_width or by_height
    if not (by_width or by_height):
        return around.clip
    width = _left_of(values, basis, "width") if by_width else None
    height = _left_of(values, basis, "height") if by_height else None
    if by_height and height is None:
        line_height = values.get("line-height", ())
        is_flat = bool(line_height) and pixels(line_height[0], basis) == 0
        height = 0.0 if is_flat else row_height
    return Clip(
        width,
        height,
        around.moved,
        scrolls=not contained and bool(either & _SCROLLING),
        is_within_nothing=around.clip is not None and around.clip.cuts_off(around.moved),
    )


def _left_of(values: Values, basis: Basis, name: str) -> float | None:
    """Return the width or height from the beginning of the content to the end of its box."""
    is_width = name == "width"
    before, after = (
        max(length(values, f"padding-{side}", basis) or 0.0, 0.0)
        for side in (("left", "right") if is_width else ("top", "bottom"))
    )
    least, size, most = (
        _size(values, f"{prefix}{name}", basis, is_width=is_width)
        for prefix in ("min-", "", "max-")
    )
    if most is not None:
        size = most if size is None else min(size, most)
    if size is None:
        return None
    size = max(size, least or 0.0)
    if keyword(values, "box-sizing") == "border-box":
        size = max(size - before - after, 0.0)
    return size + after


def _size(values: Values, name: str, basis: Basis, *, is_width: bool) -> float | None:
    tokens = values.get(name, ())
    if tokens and tokens[0].type == "percentage" and not is_width:
        return None  # of a height that is not known
    return length(
        values, name, basis._replace(whole=VIEWPORT_WIDTH if is_width else VIEWPORT_HEIGHT)
    )
