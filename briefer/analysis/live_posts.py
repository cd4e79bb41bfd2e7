"""The times of the posts of a live blog, and what a later post changes.

"Four people are missing" at 22:15 does not contradict "six people" at 01:10: it is earlier.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefer.analysis.annotations import Span, TimeExpression, UncertaintyFinding
from briefer.schema.article import Article, Post
from briefer.text.clocks import CLOCK, POST_STAMP

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_STAMP_LINE = re.compile(rf"^{POST_STAMP}$", re.MULTILINE)
_CHANGE_IN_TIME = frozenset({"counts_differ", "numbers_differ", "days_differ"})  # codes


def post_heads(article: Article) -> tuple[Span, ...]:
    """Return the line with the time of each post, and its heading if text follows it.

    Where the posts have no day, these are the lines with nothing but a time.
    """
    if not article.posts:
        return tuple(Span(*line.span()) for line in _STAMP_LINE.finditer(article.text))
    ends = [*(post.start for post in article.posts), len(article.text)][1:]
    return tuple(
        span
        for post, end in zip(article.posts, ends, strict=True)
        for span in _head(post, article.text, end)
    )


def post_stamp(span: Span, article: Article) -> Span | None:
    """Return the time at the head of the post that a span is in; None outside of posts."""
    post = article.post_at(span.start)
    return None if post is None else _stamp(post, article)


def post_times(article: Article) -> Iterator[TimeExpression]:
    """Yield the times of the posts."""
    for post in article.posts:
        span = _stamp(post, article)
        value = post.published.isoformat(timespec="minutes").replace("+00:00", "Z")
        yield TimeExpression(span, article.sentence_at(span.start), "time", value, "minute")


def in_order_of_posts(finding: UncertaintyFinding, article: Article) -> UncertaintyFinding:
    """Return a discrepancy between two posts as a change from the earlier to the later one."""
    if finding.code not in _CHANGE_IN_TIME or len(finding.sides) != 2:
        return finding
    dated = [
        (post, side)
        for side in finding.sides
        if (post := article.post_at(side.spans[0].start)) is not None
    ]
    if len(dated) != 2 or dated[0][0] == dated[1][0]:
        return finding
    (first, earlier), (second, later) = sorted(dated, key=lambda one: one[0].published)
    params = {
        "first": earlier.spans[0].text_in(article.text),
        "second": later.spans[0].text_in(article.text),
        "first_time": _stamp(first, article).text_in(article.text),
        "second_time": _stamp(second, article).text_in(article.text),
    }
    sides = (earlier, later)
    spans = tuple(span for side in sides for span in side.spans)
    return replace(finding, code="later_post_differs", params=params, spans=spans, sides=sides)


def _head(post: Post, text: str, end: int) -> Iterator[Span]:
    """Yield the line with the time, and the heading below it, unless the line has one itself."""
    first, *lines = (
        Span(*line.span()) for line in re.finditer(r"[^\n]*\S[^\n]*", text[:end][post.start :])
    )
    yield _moved(first, post)
    has_heading = _moved(first, post).end > _stamp_end(post, text)
    if (
        not has_heading
        and len(lines) > 1
        and not _SENTENCE_END.search(text[: post.start + lines[0].end])
    ):
        yield _moved(lines[0], post)


def _moved(span: Span, post: Post) -> Span:
    return Span(span.start + post.start, span.end + post.start)


def _stamp(post: Post, article: Article) -> Span:
    return Span(post.start, _stamp_end(post, article.text))


def _stamp_end(post: Post, text: str) -> int:
    """Return where the time at the head of a post ends: its line may have a heading as well."""
    clock = CLOCK.match(text, post.start)
    end = text.find("\n", post.start)
    return clock.end() if clock else end if end >= 0 else len(text)
