"""Quotations with the marks of other languages: ”ja” in Swedish, »ja« in Danish and German.

A line that begins with a dash is dialogue, if a verb of speech follows in it: "– Det är dyrt, säger
Bo Ek." Then other lines with a dash are spoken, too.
"""

import re
from collections.abc import Iterator

from briefer.analysis.annotations import Quotation, Span
from briefer.analysis.multilingual.reporting_words import ReportingWords
from briefer.analysis.quotations import find_quotations

_SAME_MARK = re.compile(r"(?<![^\s(\[–—-])”(?=[\w„«‘’¡¿])")
_POINTS_IN = re.compile(r"(?<![^\s(\[–—-])»(?=\w)(?P<inner>[^«»\n]*)(?<=[\w.,!?…])«(?!\w)")
_DIALOGUE = re.compile(r"^(?P<dash>—|[–-](?=[ \xa0]))[ \xa0]*(?P<words>\S[^\n]*)", re.MULTILINE)
_BEFORE_VERB = re.compile(r"[,.…]?[ \xa0][–—-][ \xa0]?|(?:(?<=[?!])|,)[ \xa0]+")
_HAS_WORDS = re.compile(r"[^\W_]")
_GOES_ON = re.compile(r"(?:(?<=[.!?…])[ \xa0][–—-]|—[.,])[ \xa0]+(?=\S)")


def find_all_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of ``text``, with marks of the same or of the reversed form too."""
    return find_quotations(paired_marks(text))


def paired_marks(text: str) -> str:
    """Return a text of the same length in which opening and closing marks differ."""
    marked = _SAME_MARK.sub("“", text)
    return _POINTS_IN.sub(lambda match: f"«{match['inner']}»", marked)


def find_dialogue(text: str, words: ReportingWords) -> tuple[Quotation, ...]:
    """Find what is said in the lines of dialogue of a text, in order."""
    lines = list(_DIALOGUE.finditer(text))
    tagged = {line: list(_spoken(text, Span(*line.span("words")), words)) for line in lines}
    dashes = {line["dash"] for line, spoken in tagged.items() if spoken}
    spans = (
        _stripped(text, span)
        for line, spoken in tagged.items()
        if line["dash"] in dashes
        for span in spoken or [Span(*line.span("words"))]
    )
    return tuple(Quotation(span, span) for span in spans if _HAS_WORDS.search(text, *span))


def _stripped(text: str, span: Span) -> Span:
    """Return a span without the spaces at its ends."""
    words = span.text_in(text)
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))


def _spoken(text: str, line: Span, words: ReportingWords) -> Iterator[Span]:
    """Yield the parts of a line before its verb of speech and after the dash behind its source."""
    for pause in _BEFORE_VERB.finditer(text, *line):
        if words.verb.match(text, pause.end(), line.end):
            yield Span(line.start, pause.start())
            if after := _GOES_ON.search(text, pause.end(), line.end):
                yield Span(after.end(), line.end)
            return
