"""Keep who is quoted beside what is quoted: the line of a name below a quotation in a box.

``<blockquote><p>“Enough.”</p><footer>Ada Roe, baker</footer></blockquote>`` becomes
"“Enough.” — Ada Roe, baker": the name is not furniture, and without it somebody else would seem
to speak.
"""

from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from briefer.source.decoding import one_line

_CREDITS: Final = ("footer", "cite", "figcaption")
_MAX_CHARACTERS: Final = 120


def join_quotation_credits(tree: HtmlElement) -> None:
    """Put the name below each quotation in a box at the end of its text."""
    for quotation in list(tree.iter("blockquote")):
        figure = quotation.getparent()
        is_figure = figure is not None and figure.tag == "figure" and _has_one(figure)
        holder = figure if is_figure else quotation
        credit = _last_credit(holder)
        if credit is None:
            continue
        words = one_line(credit.text_content()).lstrip("—–- ")
        credit.drop_tree()
        if is_figure:
            holder.tag = "div"
            holder.attrib.pop("class", None)
        _append(quotation, f" — {words}")


def _has_one(figure: HtmlElement) -> bool:
    """Return True if a figure has a single quotation."""
    return next(islice(figure.iter("blockquote"), 1, None), None) is None


def _last_credit(holder: HtmlElement) -> HtmlElement | None:
    """Return the short element for a name that ends a box, if it has one."""
    found = list(holder.iterdescendants(*_CREDITS))
    if not found:
        return None
    credit = found[-1]
    words, whole = one_line(credit.text_content()), one_line(holder.text_content())
    is_last = bool(words) and whole != words and whole.endswith(words)
    return credit if is_last and len(words) <= _MAX_CHARACTERS else None


def _append(quotation: HtmlElement, words: str) -> None:
    """Add words to the last paragraph of a quotation, or to its own text."""
    paragraphs = [one for one in quotation.iterdescendants("p") if one.text_content().strip()]
    last = paragraphs[-1] if paragraphs else quotation
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() + words
    else:
        last.text = (last.text or "").rstrip() + words
