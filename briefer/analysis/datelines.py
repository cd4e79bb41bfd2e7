"""Find the dateline of a news text: "BAGHDAD" in "BAGHDAD — The leader ..."."""

import re

from briefer.analysis.annotations import Span
from briefer.schema.article import Article

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’\-/ ]{2,40}"
    rf"(?:,\s(?!{_MONTH})[\w.À-ÿ ]{{2,20}})?)(?:,\s{_MONTH}\w*\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?\s*"
    r"(?:\([^)\n]{2,20}\)\s*)?(?:—|–|--?|:)\s"
)
# The same in mixed case ("Berlin – The ..."): a dash between spaces, then a capital letter.
_MIXED_CASE_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}(?:, [A-ZÀ-Þ][\w.]+)?)\s+"
    r"(?:\([^)\n]{2,20}\)\s+)?(?:—|–|--?)\s+(?=[A-ZÀ-Þ“\"‘])"
)
# Labels that editors put before a text; they are not places.
_LABEL = re.compile(
    r"(?:BREAKING|EXCLUSIVE|UPDATED?|WATCH|VIDEO|LIVE|ANALYSIS|OPINION|EDITORIAL|COMMENT|REVIEW"
    r"|INTERVIEW|CORRECTION|SPOILER|FACT[ -]?CHECK|EXPLAINER|PHOTOS?|POLL|NEWS)\b",
    re.IGNORECASE,
)


def find_dateline(article: Article) -> Span | None:
    """Find the place at the start of the text ("BAGHDAD — ..."); None if there is no dateline."""
    match = _dateline(article)
    if match is None:
        return None
    place = match["place"].rstrip()
    if place.count(".") == 1 and "," not in place:
        place = place.rstrip(".")  # "HUANTARQUI.—", but not "MACON, Ga. —"
    return Span(match.start("place"), match.start("place") + len(place))


def dateline_end(article: Article) -> int:
    """Return the offset at which the text after the dateline begins; 0 without a dateline."""
    match = _dateline(article)
    return match.end() if match else 0


def without_dateline(span: Span, article: Article) -> Span:
    """Return a span without the dateline, or the whole span if it is nothing but the dateline."""
    start = max(span.start, dateline_end(article))
    return Span(start, span.end) if article.text[start : span.end].strip() else span


def _dateline(article: Article) -> re.Match[str] | None:
    match = _DATELINE.match(article.text) or _MIXED_CASE_DATELINE.match(article.text)
    return None if match is None or _LABEL.match(match["place"]) else match
