"""Drawing a brief: which faces there are, and which one a file's name asks for."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from briefer.errors import SettingsError
from briefer.rendering.html import page_text
from briefer.rendering.markdown import markdown_text
from briefer.rendering.terminal import terminal_text
from briefer.schema import Brief

OutputFormat = Literal["md", "html", "json", "terminal"]


def _json_text(brief: Brief) -> str:
    return brief.model_dump_json(indent=2)


_DRAWN_BY: Final[dict[OutputFormat, Callable[[Brief], str]]] = {
    "md": markdown_text,
    "html": page_text,
    "json": _json_text,
    "terminal": terminal_text,
}

_SUFFIXES: Final[dict[str, OutputFormat]] = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".txt": "terminal",
}


def render(brief: Brief, face: OutputFormat = "md") -> str:
    """Draw a brief; no model and no network is needed.

    Args:
        brief: the brief.
        face: ``"md"`` for CommonMark with numbered evidence, ``"html"`` for one self-contained
            page beside the article, ``"json"`` for the whole brief as data (it parses back to
            an equal one), ``"terminal"`` for plain text of at most 80 columns.

    Raises:
        SettingsError: there is no such face.
    """
    draw = _DRAWN_BY.get(face)
    if draw is None:
        known = ", ".join(f'"{name}"' for name in _DRAWN_BY)
        raise SettingsError(f'there is no face "{face}" of a brief; use one of {known}')
    return draw(brief)


def format_for(path: Path) -> OutputFormat:
    """Return the face that a file's suffix asks for.

    Raises:
        SettingsError: the suffix is not known.
    """
    face = _SUFFIXES.get(path.suffix.lower())
    if face is None:
        known = ", ".join(_SUFFIXES)
        raise SettingsError(
            f'the suffix of "{path.name}" names no format of a brief; use one of {known}'
        )
    return face
