"""Windows: an article that does not fit into a model's window is read in parts."""

from collections.abc import Awaitable, Callable

from briefer.errors import ContextError

_PARTS = 64  # more than this and the model's window is too small to brief anything


async def windows_of(text: str, *, fits: Callable[[str], Awaitable[bool]]) -> tuple[str, ...]:
    """Split a text at paragraphs into the fewest even parts that fit.

    Args:
        text: the article's text.
        fits: tells whether a part leaves room for the prompt around it and for the answer.

    Raises:
        ContextError: not even a single paragraph fits.
    """
    if await fits(text):
        return (text,)
    paragraphs = [line for line in text.splitlines(keepends=True) if line.strip()]
    for count in range(2, min(len(paragraphs), _PARTS) + 1):
        parts = _even(paragraphs, count)
        if all([await fits(part) for part in parts]):
            return tuple(parts)
    raise ContextError(
        "a single paragraph of the article does not fit into the model's window; set "
        "BRIEFER_CONTEXT_TOKENS to a larger window or choose another model with --model"
    )


def _even(paragraphs: list[str], count: int) -> list[str]:
    """Join paragraphs into ``count`` parts of about the same length."""
    total = sum(map(len, paragraphs))
    parts: list[str] = [""]
    done = 0
    for left, paragraph in zip(range(len(paragraphs), 0, -1), paragraphs, strict=True):
        full = done >= total * len(parts) / count
        if parts[-1] and len(parts) < count and (full or left <= count - len(parts)):
            parts.append("")
        parts[-1] += paragraph
        done += len(paragraph)
    return parts
