"""What a page needs that needs nothing but itself: safe templates, and digests for its policy."""

import base64
import hashlib
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefer.rendering.sanitize import sanitize_inline

RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@cache
def template_environment(package: str) -> Environment:
    """Return the templates of a package; what they print is safe HTML, and safe to look at."""
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
    """Return the digest by which a page's policy knows its own style sheet or script."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _finalize(value: object) -> object:
    """Make every text that a template prints safe to look at; autoescape makes it safe HTML."""
    return (
        value if isinstance(value, Markup) or not isinstance(value, str) else sanitize_inline(value)
    )
