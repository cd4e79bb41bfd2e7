"""Datelines: the place at the head of a news text."""

import re

from briefer.analysis.annotations import Span
from briefer.article import Article

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’\-/ ]{2,40}"
    rf"(?:,\s(?!{_MONTH})[\w.À-ÿ ]{{2,20}})?)(?:,\s{_MONTH}\w*\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?\s*"
    r"(?:\([^)\n]{2,20}\)\s*)?(?:—|–|--?|:)\s"
)
# The same in small letters ("Berlin – The ..."): a dash between spaces, and then a sentence.
_SMALL_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}(?:, [A-ZÀ-Þ][\w.]+)?)\s+"
    r"(?:\([^)\n]{2,20}\)\s+)?(?:—|–|--?)\s+(?=[A-ZÀ-Þ“\"‘])"
)
# What editors set before a text, and is no place.
_LABEL = re.compile(
    r"(?:BREAKING|EXCLUSIVE|UPDATED?|WATCH|VIDEO|LIVE|ANALYSIS|OPINION|EDITORIAL|COMMENT|REVIEW"
    r"|INTERVIEW|CORRECTION|SPOILER|FACT[ -]?CHECK|EXPLAINER|PHOTOS?|POLL|NEWS)\b",
    re.IGNORECASE,
)


def find_dateline(article: Article) -> Span | None:
    """Find the place at the head of the text ("BAGHDAD — ..."), capitals and all."""
    match = _dateline(article)
    if match is None:
        return None
    place = match["place"].rstrip()
    if place.count(".") == 1 and "," not in place:
        place = place.rstrip(".")  # "HUANTARQUI.—", and not "MACON, Ga. —"
    return Span(match.start("place"), match.start("place") + len(place))


def dateline_end(article: Article) -> int:
    """Return the offset at which the text begins after its dateline."""
    match = _dateline(article)
    return match.end() if match else 0


def without_dateline(span: Span, article: Article) -> Span:
    """Return what of a span stands after the dateline; all of it when nothing else does."""
    start = max(span.start, dateline_end(article))
    return Span(start, span.end) if article.text[start : span.end].strip() else span


def _dateline(article: Article) -> re.Match[str] | None:
    match = _DATELINE.match(article.text) or _SMALL_DATELINE.match(article.text)
    return None if match is None or _LABEL.match(match["place"]) else match
