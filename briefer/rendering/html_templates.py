"""Helpers for self-contained HTML pages: an auto-escaping template environment and CSP hashes."""

import base64
import hashlib
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefer.rendering.sanitize import sanitize_inline

RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""ISO 639 codes of languages written from right to left."""


def direction(language: str) -> str:
    """Return the direction in which a language is written, as HTML has it: ``ltr`` or ``rtl``."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@cache
def template_environment(package: str) -> Environment:
    """Return an environment for a package's templates that escapes and sanitizes all output."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def csp_hash(text: str) -> str:
    """Return the hash that allows an inline style sheet or script in the page's CSP."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _finalize(value: object) -> object:
    """Sanitize every string that a template prints; autoescape then escapes it."""
    return (
        value if isinstance(value, Markup) or not isinstance(value, str) else sanitize_inline(value)
    )
