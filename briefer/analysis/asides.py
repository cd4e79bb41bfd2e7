"""The passages of an article that are not part of its story.

These are the dateline, bylines, credits, dates of publication, the heads of posts, and what the
article says about itself: "This article was amended on 3 May". No event, claim or time of the story
is in them.
"""

from collections.abc import Iterator
from functools import lru_cache

from briefer.analysis.annotations import Span, UncertaintyFinding
from briefer.analysis.corrections import (
    LONGEST_HEADING,
    find_corrections,
    find_editorial_notes,
)
from briefer.analysis.datelines import front_matter
from briefer.analysis.live_posts import post_heads
from briefer.schema.article import Article


@lru_cache(maxsize=8)
def find_asides(article: Article) -> tuple[Span, ...]:
    """Find the passages that are not part of the story, in order."""
    notes = (note.span for note in find_editorial_notes(article))
    return tuple(sorted((*front_matter(article), *notes, *post_heads(article))))


def is_aside(span: Span, article: Article) -> bool:
    """Return True if a span lies within a passage that is not part of the story."""
    return any(aside.contains(span) for aside in find_asides(article))


def corrections_in(article: Article) -> Iterator[UncertaintyFinding]:
    """Yield a finding for each passage in which the article corrects itself."""
    for span in find_corrections(article):
        heading, _, rest = span.text_in(article.text).partition("\n")
        is_heading = rest and len(heading.split()) <= LONGEST_HEADING
        params = {"passage": rest if is_heading else span.text_in(article.text)}
        yield UncertaintyFinding("article_corrected", params, spans=(span,))
