"""Split an article into parts that fit the model's context window."""

from collections.abc import Awaitable, Callable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from briefer.analysis.annotations import Span
from briefer.errors import ContextError
from briefer.schema.article import Article

_MAX_PARTS = 64  # a window that needs more is too small to brief anything


class Window(NamedTuple):
    """A part of an article that is sent to the model in one request.

    Attributes:
        text: its text; blank lines of the article may be left out.
        span: its place in the article; a sentence is never split between two windows.
    """

    text: str
    span: Span


def whole_article(article: Article) -> Window:
    """Return the window that is the whole article."""
    return Window(article.text, Span(0, len(article.text)))


async def split_to_fit(
    article: Article, *, fits: Callable[[Window], Awaitable[bool]]
) -> tuple[Window, ...]:
    """Split an article at paragraphs into the fewest parts of equal length that fit.

    If a single paragraph is too long, split at sentences.

    Args:
        article: the article.
        fits: returns True if a part leaves room for the prompt around it and for the answer.

    Raises:
        ContextError: it would take too many parts, or a single sentence does not fit.
    """
    text, whole = article.text, whole_article(article)
    if await fits(whole):
        return (whole,)
    pieces = _lines(text)
    if not await fits(_longest(pieces, text)):
        pieces = _sentences(article)
    if await fits(_longest(pieces, text)):
        for count in range(2, min(len(pieces), _MAX_PARTS) + 1):
            parts = tuple(_window(part, text) for part in _even_parts(pieces, count))
            if all([await fits(part) for part in parts]):
                return parts
    raise ContextError(
        "the article does not fit into the model's context window, not even in parts; set "
        "BRIEFER_CONTEXT_TOKENS to a larger window or choose another model with --model"
    )


def _lines(text: str) -> list[Span]:
    """Return the non-blank lines of a text, each with its line break."""
    ends = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    lines = [Span(start, end) for start, end in pairwise(ends)]
    return [line for line in lines if line.text_in(text).strip()]


def _sentences(article: Article) -> list[Span]:
    """Return the sentences of an article, each with the white space after it."""
    starts = [0, *(sentence.start for sentence in article.sentences[1:]), len(article.text)]
    return [Span(start, end) for start, end in pairwise(starts)]


def _longest(pieces: Sequence[Span], text: str) -> Window:
    longest = max(pieces, key=lambda piece: piece.end - piece.start)
    return Window(longest.text_in(text), longest)


def _window(pieces: Sequence[Span], text: str) -> Window:
    span = Span(pieces[0].start, pieces[-1].end)
    return Window("".join(piece.text_in(text) for piece in pieces), span)


def _even_parts(pieces: Sequence[Span], count: int) -> list[list[Span]]:
    """Group paragraphs or sentences into ``count`` parts of about the same length."""
    total = sum(piece.end - piece.start for piece in pieces)
    parts: list[list[Span]] = [[]]
    done = 0
    for remaining, piece in zip(range(len(pieces), 0, -1), pieces, strict=True):
        full = done >= total * len(parts) / count
        if parts[-1] and len(parts) < count and (full or remaining <= count - len(parts)):
            parts.append([])
        parts[-1].append(piece)
        done += piece.end - piece.start
    return parts
