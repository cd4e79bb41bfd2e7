"""Whether to write colours: on a terminal, unless the user says otherwise.

``NO_COLOR`` (any text) forbids colours, and ``FORCE_COLOR`` asks for them in a pipe, too; ``0`` or
``false`` there forbids them. If both are set, there are none.
"""

import os
import sys
from typing import TextIO

_OFF = frozenset({"0", "false", "no"})


def wants_style(stream: TextIO) -> bool:
    """Return True if a page on this stream may have escape sequences (bold, underlined, colour)."""
    forced = os.environ.get("FORCE_COLOR", "").lower()
    if forced in _OFF or (forced and os.environ.get("NO_COLOR")):
        return stream.isatty()
    return bool(forced) or stream.isatty()


def wants_colour(stream: TextIO) -> bool:
    """Return True if colours may be written to this stream."""
    if os.environ.get("NO_COLOR") or os.environ.get("FORCE_COLOR", "").lower() in _OFF:
        return False
    return wants_style(stream)


def can_redraw(stream: TextIO) -> bool:
    """Return True if lines on this stream can be replaced: a terminal that is not dumb."""
    return stream.isatty() and os.environ.get("TERM", "") not in {"dumb", "unknown"}


def colours_here() -> str:
    """Return in words what is done about colours on stdout, for ``briefer doctor``."""
    if os.environ.get("NO_COLOR"):
        return "none, because NO_COLOR is set"
    forced = os.environ.get("FORCE_COLOR", "").lower()
    if forced in _OFF:
        return f"none, because FORCE_COLOR is '{forced}'"
    if forced:
        return "always, because FORCE_COLOR is set"
    return "yes, stdout is a terminal" if sys.stdout.isatty() else "none, stdout is no terminal"
