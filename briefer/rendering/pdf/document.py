"""Typeset a brief as a PDF of exactly one page, with Typst and fonts from packages.

The page is first set in its largest type. While it is too long, type and spacing get smaller in
steps, never below 8.5 points, and then the least important items are left out.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Final, Literal, NamedTuple

from briefer.extras import require_extra
from briefer.rendering.pdf.content import fold_steps, page_content
from briefer.schema.brief import Brief

Paper = Literal["a4", "us-letter"]

_FONT_PACKAGES: Final = ("fontpkg_noto_sans", "fontpkg_amiri", "manimgx_fonts_cjk")


class Type(NamedTuple):
    """The size of the type in points, and the factor of all spacing."""

    size: float
    spacing: float


_STEPS: Final = (Type(10.5, 1.0), Type(10.0, 0.8), Type(9.5, 0.6), Type(9.0, 0.4), Type(8.5, 0.2))


def pdf_bytes(brief: Brief, *, paper: Paper = "a4") -> bytes:
    """Return the brief as a PDF of one page: tagged, with embedded fonts and live links.

    Args:
        brief: the brief.
        paper: the size of the page.

    Raises:
        SettingsError: the extra ``pdf`` is not installed.
    """
    typst = require_extra("pdf", "typst")
    layouts = list(_layouts(brief, paper))
    fits = partial(_fits, typst)
    layout = layouts[_first(len(layouts), lambda index: fits(layouts[index]))]
    document: bytes = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"layout": layout},
        font_paths=_font_folders(),
        ignore_system_fonts=True,
        timestamp=brief.provenance.created.replace(microsecond=0),
    )
    return document


def _layouts(brief: Brief, paper: Paper) -> Iterator[str]:
    """Yield the page as JSON, from the most spacious to the shortest one."""
    steps = fold_steps(brief)
    whole = page_content(brief, steps[0])
    for step in _STEPS:
        yield _layout(whole, step, paper)
    for counts in steps[1:]:
        yield _layout(page_content(brief, counts), _STEPS[-1], paper)


def _layout(content: dict[str, object], step: Type, paper: Paper) -> str:
    return json.dumps({**content, **step._asdict(), "paper": paper}, ensure_ascii=False)


def _first(number: int, is_true: Callable[[int], bool]) -> int:
    """Return the first index for which ``is_true``; it is true for all after it."""
    low, high = 0, number - 1
    while low < high:
        middle = (low + high) // 2
        if is_true(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _fits(typst: ModuleType, layout: str) -> bool:
    """Return True if a layout needs no second page."""
    pages = typst.query(
        _template(),
        "<pages>",
        field="value",
        one=True,
        sys_inputs={"layout": layout},
        font_paths=_font_folders(),
        ignore_system_fonts=True,
    )
    return int(json.loads(pages)) == 1


@cache
def _template() -> bytes:
    return files("briefer.rendering").joinpath("templates/page.typ").read_bytes()


@cache
def _font_folders() -> list[str]:
    """Return the folders of the installed font packages."""
    specs = [find_spec(package) for package in _FONT_PACKAGES]
    origins = [spec.origin for spec in specs if spec is not None and spec.origin]
    return [str(Path(origin).parent) for origin in origins]
