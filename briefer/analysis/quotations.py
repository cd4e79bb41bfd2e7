"""Find quotations: words in quotation marks, also across paragraphs."""

import re

from briefer.analysis.annotations import Quotation, Span

_CLOSES = {"“": "”", "„": "“”", "«": "»", "‹": "›", "”": "”", '"': '"”', "‘": "’", "「": "」"}
_OPENS_AFTER = re.compile(r"[\s(\[{—–\-/:,]")
_ENDS_SINGLE = re.compile(r"[\s.,;:!?)\]—–]|$")
_PARAGRAPH = re.compile(r"[^\n]+")


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of ``text`` in order; ignore marks that are opened but never closed.

    A quotation across paragraphs opens with a mark in each of them and closes only in the last: a
    paragraph that begins with a mark continues the open quotation of the paragraph before.
    """
    found: list[Quotation] = []
    left_open: Span | None = None
    continuing = False
    for paragraph in _PARAGRAPH.finditer(text):
        quotations, unclosed = _in_paragraph(text, Span(*paragraph.span()))
        opens_here = quotations[0].span.start if quotations else unclosed
        first_word = paragraph.start() + len(paragraph[0]) - len(paragraph[0].lstrip())
        continues = left_open is not None and opens_here == first_word
        if left_open is not None and continues:
            found.append(_quotation(left_open, closed=False, continues=continuing))
            if quotations:
                head = quotations[0]
                quotations[0] = Quotation(head.span, head.inner, continues=True)
        continuing = continues and not quotations
        found.extend(quotations)
        rest = paragraph[0][unclosed - paragraph.start() :] if unclosed is not None else ""
        left_open = Span(unclosed, unclosed + len(rest.rstrip())) if unclosed is not None else None
    return tuple(found)


def _quotation(span: Span, *, closed: bool, continues: bool) -> Quotation:
    inner = Span(span.start + 1, span.end - 1 if closed else span.end)
    return Quotation(span, inner, continues)


def _in_paragraph(text: str, paragraph: Span) -> tuple[list[Quotation], int | None]:
    """Return the closed quotations of a paragraph, and the offset of an unclosed opening mark."""
    found: list[Quotation] = []
    opened: int | None = None
    position = paragraph.start
    while position < paragraph.end:
        if opened is None:
            if _opens(text, position, paragraph):
                opened = position
        elif _closes(text, opened, position):
            if position > opened + 1:
                found.append(_quotation(Span(opened, position + 1), closed=True, continues=False))
            opened = None
        position += 1
    return found, opened


def _opens(text: str, position: int, paragraph: Span) -> bool:
    mark = text[position]
    if mark not in _CLOSES or mark == "”":
        return False
    before = text[position - 1] if position > paragraph.start else " "
    after = text[position + 1] if position + 1 < paragraph.end else " "
    if mark == '"':
        return not after.isspace() and bool(_OPENS_AFTER.match(before))
    if mark == "‘":
        closing = _single_close(text, position, paragraph.end)
        return bool(_OPENS_AFTER.match(before)) and closing is not None
    return True


def _closes(text: str, opened: int, position: int) -> bool:
    mark = text[position]
    if mark not in _CLOSES[text[opened]]:
        return False
    if text[opened] == "‘":
        return bool(_ENDS_SINGLE.match(text, position + 1)) and text[position - 1] != "s"
    return True


def _single_close(text: str, opened: int, end: int) -> int | None:
    """Find the ’ that closes a ‘ and is not an apostrophe."""
    for position in range(opened + 1, end):
        if _closes(text, opened, position):
            return position
    return None
