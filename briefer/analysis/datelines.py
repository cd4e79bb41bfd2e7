"""Where the story of an article begins: its dateline, and the lines above it that are not story.

"BAGHDAD" is the dateline's place in "BAGHDAD — The leader ...", also below "By Ann Brandt".
"""

from functools import lru_cache

from briefer.analysis.annotations import Span
from briefer.schema.article import Article
from briefer.text import datelines


def find_dateline(article: Article) -> Span | None:
    """Find the place of writing: in the dateline, or else in the byline; None if there is none."""
    found = datelines.find_dateline(article.text)
    place = found.place if found else datelines.byline_place(article.text)
    return Span(*place) if place else None


def dateline_day(article: Article) -> Span | None:
    """Find the day of writing in the dateline; None if it has none."""
    found = datelines.find_dateline(article.text)
    return Span(*found.day) if found and found.day else None


def story_start(article: Article) -> int | None:
    """Return the offset at which the text after the dateline begins; None without a dateline."""
    found = datelines.find_dateline(article.text)
    return found.end if found else None


@lru_cache(maxsize=8)
def front_matter(article: Article) -> tuple[Span, ...]:
    """Find what is not part of the story: the dateline, bylines, credits, dates of publication."""
    found = datelines.find_dateline(article.text)
    lines = [Span(*line) for line in datelines.head_lines(article.text)]
    lines += [Span(*line) for line in datelines.tail_lines(article.text)]
    lines += [Span(*line) for line in datelines.lines_of(article.authors, article.text)]
    return tuple(sorted({*lines, *((Span(found.start, found.end),) if found else ())}))


def is_front_matter(span: Span, article: Article) -> bool:
    """Return True if a span is within a byline, a credit, a stamp line or the dateline."""
    return any(one.contains(span) for one in front_matter(article))


def without_dateline(span: Span, article: Article) -> Span:
    """Return a span without the dateline, or the whole span if it is nothing but the dateline."""
    found = datelines.find_dateline(article.text)
    if found is None or not span.overlaps(Span(found.start, found.end)):
        return span
    start = max(span.start, found.end)
    return Span(start, span.end) if article.text[start : span.end].strip() else span
