"""Find quotations: words in quotation marks, also across paragraphs."""

import re

from briefer.analysis.annotations import Quotation, Span

_CLOSES = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    "”": "”",
    '"': '"”',
    "‘": "’",
    "'": "'",
    "「": "」",
}
_OPENS_AFTER = re.compile(r"[\s(\[{—–\-/:,]")
_ENDS_WORD = re.compile(r"[\s.,;:!?)\]—–]|$")
# By the opening mark: a closing one at the end of a word.
_SINGLE_CLOSING = {
    opening: re.compile(rf"{closing}(?=[\s.,;:!?)\]—–]|\Z)")
    for opening, closing in {"‘": "’", "'": "'"}.items()
}
_NEXT_LETTER = re.compile(r"\s*(\S)")
_SINGLE = "‘'"
_LONGEST_SINGLE = 2_000  # characters in a paragraph; bounds the search for the closing mark
# An apostrophe for letters or digits that are left out: "'em", "'90s", "rock 'n' roll".
_ELISION = re.compile(r"['‘’](?:em|n|til|tis|twas|cause|cos|bout|round|\d+s?)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\n]+")


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of ``text`` in order; ignore marks that are never closed, and empty ones.

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
        left_open = None
        if unclosed is not None:
            rest = paragraph[0][unclosed - paragraph.start() :].rstrip()
            if len(rest) > 1:  # more than the mark itself
                left_open = Span(unclosed, unclosed + len(rest))
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
            if text[opened + 1 : position].strip():
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
    if mark in _SINGLE:
        if after.isspace() or not _OPENS_AFTER.match(before) or _ELISION.match(text, position):
            return False
        last = min(paragraph.end, position + _LONGEST_SINGLE)
        closing = _SINGLE_CLOSING[mark].finditer(text, position + 1, last + 1)
        ends = (match.start() for match in closing)
        is_closed = any(end < last and _closes(text, position, end) for end in ends)
        return is_closed or _is_taken_up(text, position, paragraph)
    return True


def _closes(text: str, opened: int, position: int) -> bool:
    mark = text[position]
    if mark == '"' and text[opened] == "“":
        return _closes_curly(text, opened, position)
    if mark not in _CLOSES[text[opened]]:
        return False
    if text[opened] in _SINGLE:
        ends_word = bool(_ENDS_WORD.match(text, position + 1))
        return ends_word and not _is_plural_possessive(text, opened, position)
    return True


def _closes_curly(text: str, opened: int, position: int) -> bool:
    """Return True if a straight mark closes a curly one: no inches, no quotation within it."""
    before = text[position - 1]
    if before.isspace() or before.isdigit() or not _ENDS_WORD.match(text, position + 1):
        return False
    return text.find('"', opened + 1, position) < 0


def _is_plural_possessive(text: str, opened: int, position: int) -> bool:
    """Return True for the mark of "the ships' crews" if a later one closes the quotation."""
    if text[position - 1] != "s" or text[position + 1 : position + 2] != " ":
        return False
    mark = text[opened]
    for later in range(position + 1, min(len(text), opened + _LONGEST_SINGLE)):
        if text[later] == "\n" or (text[later] == mark and text[later - 1].isspace()):
            return False
        if text[later] in _CLOSES[mark] and _ENDS_WORD.match(text, later + 1):
            return True
    return False


def _is_taken_up(text: str, position: int, paragraph: Span) -> bool:
    """Return True if a mark opens a sentence and the next paragraph, without a closing one."""
    first, following = (_NEXT_LETTER.match(text, at) for at in paragraph)
    is_first = first is not None and first.start(1) == position
    # "'It is late,' he wrote. 'I leave with my head high."
    ended = text[max(position - 2, paragraph.start) : position].rstrip()[-1:] in set(".!?")
    opens_sentence = is_first or (ended and text[position + 1 : position + 2].isupper())
    return opens_sentence and following is not None and following[1] == text[position]


def with_marks_around(span: Span, text: str) -> Span:
    """Return words with the pair of marks right around them: “Nie” for Nie."""
    closing = _CLOSES.get(text[span.start - 1 : span.start])
    following = text[span.end : span.end + 1]
    if closing and following and following in closing:
        return Span(span.start - 1, span.end + 1)
    return span
