"""Windows: an article that does not fit into a model's window is read in parts."""

from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise

from briefer.article import Article
from briefer.errors import ContextError

_PARTS = 64  # more than this and the model's window is too small to brief anything


async def windows_of(
    article: Article, *, fits: Callable[[str], Awaitable[bool]]
) -> tuple[str, ...]:
    """Split an article at paragraphs into the fewest even parts that fit.

    Where a paragraph alone is too long, it is split at sentences.

    Args:
        article: the article.
        fits: tells whether a part leaves room for the prompt around it and for the answer.

    Raises:
        ContextError: it would take too many parts, or not even a single sentence fits.
    """
    if await fits(article.text):
        return (article.text,)
    pieces = [line for line in article.text.splitlines(keepends=True) if line.strip()]
    if not await fits(max(pieces, key=len)):
        pieces = _sentences(article)
    if await fits(max(pieces, key=len)):
        for count in range(2, min(len(pieces), _PARTS) + 1):
            parts = _even(pieces, count)
            if all([await fits(part) for part in parts]):
                return tuple(parts)
    raise ContextError(
        "the article does not fit into the model's window, not even in parts; set "
        "BRIEFER_CONTEXT_TOKENS to a larger window or choose another model with --model"
    )


def _sentences(article: Article) -> list[str]:
    """Cut an article's text into its sentences, each with the white space after it."""
    starts = [0, *(sentence.start for sentence in article.sentences[1:]), len(article.text)]
    return [article.text[start:end] for start, end in pairwise(starts)]


def _even(pieces: Sequence[str], count: int) -> list[str]:
    """Join paragraphs or sentences into ``count`` parts of about the same length."""
    total = sum(map(len, pieces))
    parts: list[str] = [""]
    done = 0
    for left, piece in zip(range(len(pieces), 0, -1), pieces, strict=True):
        full = done >= total * len(parts) / count
        if parts[-1] and len(parts) < count and (full or left <= count - len(parts)):
            parts.append("")
        parts[-1] += piece
        done += len(piece)
    return parts
