"""Quotations with the marks of other languages: ”ja” in Swedish, »ja« in Danish and German."""

import re

from briefer.analysis.annotations import Quotation
from briefer.analysis.quotations import find_quotations

_SAME_MARK = re.compile(r"(?<![^\s(\[–—-])”(?=[\w„«‘’¡¿])")
_POINTS_IN = re.compile(r"(?<![^\s(\[–—-])»(?=\w)(?P<inner>[^«»\n]*)(?<=[\w.,!?…])«(?!\w)")


def find_all_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of ``text``, with marks of the same or of the reversed form too."""
    return find_quotations(paired_marks(text))


def paired_marks(text: str) -> str:
    """Return a text of the same length in which opening and closing marks differ."""
    marked = _SAME_MARK.sub("“", text)
    return _POINTS_IN.sub(lambda match: f"«{match['inner']}»", marked)
