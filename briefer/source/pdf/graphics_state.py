"""The graphics and text state of a content stream (ISO 32000-1, 8.4 and 9.3)."""

from dataclasses import dataclass, replace
from typing import Final

from briefer.source.pdf.fonts import PdfFont
from briefer.source.pdf.geometry import Box, Matrix
from briefer.source.visibility.css_colours import BLACK, Rgba

_INVISIBLE_MODES: Final = (3, 7)  # neither filled nor stroked


@dataclass
class GraphicsState:
    """What the operators ``q`` and ``Q`` save and restore.

    Attributes:
        matrix: from the user space to the page.
        clip: the area that can be painted on.
        has_simple_clip: whether that area is a rectangle.
        fill: the colour of shapes and letters; None if it is not known.
        fill_has_values: whether the colour space gives numbers their usual meaning.
        alpha: the opacity of what is filled.
        group_alpha: the opacity of the group that it is in.
        font: the font; None before one is chosen.
        size, character_space, word_space, scale, leading, rise, mode: the text state.
    """

    matrix: Matrix
    clip: Box
    has_simple_clip: bool = True
    fill: Rgba | None = BLACK
    fill_has_values: bool = True
    alpha: float = 1.0
    group_alpha: float = 1.0
    font: PdfFont | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> "GraphicsState":
        """Return the state as ``q`` saves it."""
        return replace(self)

    @property
    def paint(self) -> Rgba | None:
        """The colour of shapes and letters with its opacity."""
        return (
            None if self.fill is None else self.fill._replace(alpha=self.alpha * self.group_alpha)
        )

    @property
    def is_invisible(self) -> bool:
        """Whether letters leave no mark, whatever their colour."""
        return self.mode in _INVISIBLE_MODES
