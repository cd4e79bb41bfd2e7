"""Read a live blog: its posts, each with the time at which it was published.

The newest post comes first, as on most pages, so that the latest state leads. Each post begins
with its time on a line of its own: "22:15".
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from briefer.schema.article import Post
from briefer.source.decoding import one_line
from briefer.source.page_metadata import parse_date
from briefer.source.post_clocks import PostClock, clock_markers, clock_of, moments_of
from briefer.source.rejections import count_words
from briefer.text.clocks import CLOCK, POST_STAMP
from briefer.text.sentences import ends_like_a_sentence
from briefer.text.stamps import day_of, stamps_in

_LIVE_TITLE: Final = re.compile(
    r"\blive(?:\s*(?:[:–—|-]|$)|[ -]?(?:blog|ticker|updates?|coverage|rapport\w*|bericht\w*)\b)"
    r"|(?:\bthe|:) latest$|\blatest updates?\b|\bminute[- ]by[- ]minute\b"
    r"|\b(?:ticker|newsblog|as it happened|(?:en|le|notre) direct|en (?:vivo|directo)|in diretta"
    r"|ao (?:vivo|minuto)|minuto a minuto)\b",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(r"updat|modif", re.IGNORECASE)
# "16:20", "16:20 Strike over", "4.20pm - Strike over"; but not "10.30 degrees were measured"
_CLOCK_LINE: Final = re.compile(
    rf"(?P<stamp>{POST_STAMP})(?:\s*$|\s*[-–—|:]\s+|\s+(?=[A-ZÀ-Þ“\"‘'«„]))(?P<rest>.*)"
)
_PARAGRAPHS: Final = frozenset("h1 h2 h3 h4 h5 h6 p li blockquote".split())
_NO_TEXT: Final = frozenset("time figure nav footer aside button form script style".split())
_MAX_DAYS: Final = 50  # that the posts of a blog are grouped by
_MIN_POSTS: Final = 2
_MIN_SHARE: Final = 0.7  # of the page's text is in its posts; else they are links to other pages
_SHORTEST_POST: Final = 12  # words; shorter containers are the headings of flat posts

Updates = Mapping[str, datetime]
"""The time of each post by its headline, as the page declares."""


class LiveText(NamedTuple):
    """The text of a live blog, and where its posts begin."""

    paragraphs: tuple[str, ...]
    posts: tuple[Post, ...]


class _ReadPost(NamedTuple):
    published: datetime
    stamp: str
    paragraphs: tuple[str, ...]


def read_live_blog(
    tree: HtmlElement,
    paragraphs: Sequence[str],
    *,
    updates: Updates,
    day: date | None = None,
) -> LiveText | None:
    """Read the posts of a live blog; None if no two of them have a time.

    Args:
        tree: the page.
        paragraphs: its text; what comes before the posts stays before them.
        updates: the posts that the page declares.
        day: the last day that the page declares, for posts with a time of day only.
    """
    posts = _read_posts(tree, updates, day)
    return _live_text(paragraphs, posts) or read_live_lines(paragraphs, day=day)


def is_live(titles: Iterable[str]) -> bool:
    """Return True if one of the titles of a source says that it is a live blog."""
    return any(map(_LIVE_TITLE.search, titles))


def read_live_lines(paragraphs: Sequence[str], *, day: date | None) -> LiveText | None:
    """Read the posts of a live blog from its paragraphs, some of which begin with a time of day.

    They stay in their order; but a time before a sentence becomes a line of its own.

    Args:
        paragraphs: its text; a time may be in the first line of several.
        day: the day of the last post; without one no post has a date.
    """
    whole = [line for paragraph in paragraphs for line in _split_at_clock(paragraph)]
    lines = [part for line in whole for part in _without_clock(line)]
    heads = [(i, clock) for i, line in enumerate(lines) if (clock := _clock_line(line))]
    told = sum(map(len, lines[heads[0][0] :])) if heads else 0
    if day is None or len(heads) < _MIN_POSTS or told < _MIN_SHARE * sum(map(len, lines)):
        return None
    starts = _starts(lines)
    moments = _moments(lines, heads, day)
    posts = (
        Post(start=starts[head], published=moment)
        for (head, _), moment in zip(heads, moments, strict=True)
    )
    return LiveText(tuple(lines), tuple(posts))


def _moments(
    lines: Sequence[str], heads: Sequence[tuple[int, PostClock]], day: date
) -> list[datetime]:
    """Return the moment of each head; a date on a line of its own is the day of those below it."""
    clocks = dict(heads)
    moments: list[datetime] = []
    of_day: list[PostClock] = []
    days_left = _MAX_DAYS
    for index in range(heads[0][0], len(lines)):
        if clock := clocks.get(index):
            of_day.append(clock)
        elif days_left and (stated := _day_line(lines[index])):
            moments += moments_of(of_day, day)
            of_day, day, days_left = [], stated, days_left - 1
    return moments + moments_of(of_day, day)


def _day_line(line: str) -> date | None:
    """Return the day of a line that has nothing but a date with its month in words."""
    stamps = stamps_in(line)
    return day_of(stamps[0].words, "en", None) if len(stamps) == 1 else None


def _starts(lines: Sequence[str]) -> list[int]:
    """Return where each paragraph of a text begins; two line breaks join them."""
    return list(accumulate((len(line) + 2 for line in lines), initial=0))


def _split_at_clock(paragraph: str) -> list[str]:
    """Return the lines of a paragraph whose first line is a time of day, perhaps with a heading."""
    lines = paragraph.split("\n")
    return lines if len(lines) > 1 and _clock_line(lines[0]) else [paragraph]


def _without_clock(line: str) -> tuple[str, ...]:
    """Return a paragraph, or a time and the sentence after it; a question is a heading."""
    match = _CLOCK_LINE.fullmatch(line)
    if match is None or clock_of(match["stamp"]) is None or line.endswith("?"):
        return (line,)
    return (match["stamp"], match["rest"]) if ends_like_a_sentence(match["rest"]) else (line,)


def _clock_line(line: str) -> PostClock | None:
    """Return the time of day that a line begins with."""
    match = _CLOCK_LINE.fullmatch(line)
    return clock_of(match["stamp"]) if match else None


def _live_text(paragraphs: Sequence[str], posts: list[_ReadPost]) -> LiveText | None:
    """Put posts after what comes before them; None if they are not most of the text."""
    written = " ".join(line for post in posts for line in post.paragraphs)
    if len(posts) < _MIN_POSTS or len(written) < _MIN_SHARE * len(" ".join(paragraphs)):
        return None
    posts.sort(key=lambda post: post.published, reverse=True)
    lines = list(_introduction(paragraphs, posts))
    heads: list[int] = []
    for post in posts:
        heads.append(len(lines))
        lines += [post.stamp, *post.paragraphs]
    starts = _starts(lines)
    begun = (
        Post(start=starts[head], published=post.published)
        for head, post in zip(heads, posts, strict=True)
    )
    return LiveText(tuple(lines), tuple(begun))


def _introduction(paragraphs: Sequence[str], posts: Sequence[_ReadPost]) -> Iterator[str]:
    """Yield the paragraphs before those of the posts."""
    known = {paragraph for post in posts for paragraph in post.paragraphs}
    for paragraph in paragraphs:
        if paragraph in known or _clock_line(paragraph):
            return
        yield paragraph


def _read_posts(tree: HtmlElement, updates: Updates, day: date | None) -> list[_ReadPost]:
    markers = _declared_markers(tree, updates) or _time_markers(tree) or clock_markers(tree, day)
    containers = {
        container: moment
        for element, moment in markers.items()
        if (container := _container(element, markers)) is not None
    }
    if not containers:
        return []
    kinds = Counter((one.tag, one.getparent()) for one in containers)
    kind, _ = kinds.most_common(1)[0]  # not the time of the whole page, in its header
    own = {one: moment for one, moment in containers.items() if (one.tag, one.getparent()) == kind}
    words = sorted(count_words("".join(one.itertext())) for one in own)
    is_flat = words[len(words) // 2] < _SHORTEST_POST
    found = (
        _ReadPost(moment, _stamp(one, moment), tuple(_text_of(one, own, is_flat=is_flat)))
        for one, moment in own.items()
    )
    return [post for post in found if post.paragraphs]


def _declared_markers(tree: HtmlElement, updates: Updates) -> dict[HtmlElement, datetime]:
    """Return the headings of the declared posts, with their times."""
    return (
        {
            element: updates[heading]
            for element in tree.iter("h2", "h3", "h4")
            if (heading := one_line("".join(element.itertext()))) in updates
        }
        if len(updates) >= _MIN_POSTS
        else {}
    )


def _time_markers(tree: HtmlElement) -> dict[HtmlElement, datetime]:
    """Return the ``time`` elements with a date and a time of day, except those of changes."""
    return {
        element: moment
        for element in tree.iter("time")
        if isinstance(moment := parse_date(element.get("datetime")), datetime)
        and not _UPDATED.search(f"{element.get('class')} {element.get('itemprop')}")
    }


def _container(element: HtmlElement, markers: Mapping[HtmlElement, datetime]) -> HtmlElement | None:
    """Return the largest element around a marker that has no other marker."""
    container = None
    for ancestor in (element, *element.iterancestors()):
        if any(other is not element and other in markers for other in ancestor.iter()):
            break
        container = ancestor
    return container


def _stamp(container: HtmlElement, moment: datetime) -> str:
    """Return the time of day as the page shows it, or as it declares it."""
    shown = (one_line("".join(time.itertext())) for time in container.iter("time"))
    return next((words for words in shown if CLOCK.fullmatch(words)), f"{moment:%H:%M}")


def _text_of(
    container: HtmlElement, others: Mapping[HtmlElement, datetime], *, is_flat: bool
) -> Iterator[str]:
    """Yield the paragraphs of a post; if its container is only a heading, those that follow."""
    yield from _paragraphs_in(container)
    if is_flat:
        for sibling in container.itersiblings():
            if sibling in others:
                return
            yield from _paragraphs_in(sibling)


def _paragraphs_in(element: HtmlElement) -> Iterator[str]:
    if element.tag in _NO_TEXT:
        return
    inner = [child for child in element.iterdescendants() if child.tag in _PARAGRAPHS]
    if element.tag in _PARAGRAPHS and not inner:
        line = one_line("".join(_words_of(element)))
        if line and not CLOCK.fullmatch(line):
            yield line
        return
    for child in element:
        yield from _paragraphs_in(child)


def _words_of(element: HtmlElement) -> Iterator[str]:
    """Yield the text of an element, without the times in it."""
    yield element.text or ""
    for child in element:
        if child.tag not in _NO_TEXT:
            yield from _words_of(child)
        yield child.tail or ""
