"""What briefer finds in a short text, in a form that is easy to compare."""

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Attribution
from briefer.schema.article import Article


def attributions(text: str) -> tuple[Attribution, ...]:
    return analyze(Article(text=text)).attributions


def sources(text: str) -> list[str]:
    return [found.source.text for found in attributions(text)]


def claims(text: str) -> list[tuple[str, str]]:
    """Return (source, content) pairs; slices of content are joined by " … "."""
    return [
        (found.source.text, " … ".join(part.text_in(text) for part in found.content))
        for found in attributions(text)
    ]
