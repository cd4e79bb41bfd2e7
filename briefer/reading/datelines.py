"""Datelines: the place at the head of a news text."""

import re

from briefer.article import Article
from briefer.reading.candidates import Span

_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,40}(?:,\s[\w.À-ÿ ]{2,20})?)\s*"
    r"(?:\([^)\n]{2,20}\)\s*)?(?:—|–|--?|:)\s"
)


def find_dateline(article: Article) -> Span | None:
    """Find the place at the head of the text ("BAGHDAD — ..."), capitals and all."""
    match = _DATELINE.match(article.text)
    if match is None:
        return None
    return Span(match.start("place"), match.start("place") + len(match["place"].rstrip()))


def dateline_end(article: Article) -> int:
    """Return the offset at which the text begins after its dateline."""
    match = _DATELINE.match(article.text)
    return match.end() if match else 0
