"""Check a brief in JSON: look up every slice of evidence, and report all failures at once."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError

from briefer.errors import CheckError
from briefer.schema.article import Article
from briefer.schema.brief import Brief


class VerificationResult(NamedTuple):
    """The result of a check.

    Attributes:
        slices: number of evidence slices that were looked up.
        failures: a message for each slice that is not in the article.
    """

    slices: int
    failures: tuple[str, ...]


def verify_brief(text: str, *, against: Article | None = None) -> VerificationResult:
    """Look up every evidence slice of a brief.

    Args:
        text: the brief as JSON.
        against: the article to look in; None for the article inside the brief.

    Raises:
        CheckError: the text is not a brief.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise CheckError(
            f"the file is not JSON: {error}. Make a brief with 'briefer -f json'"
        ) from error
    article_text = against.text if against else _article_text(data)
    slices = list(_slices(data, "brief"))
    found = (_failure(path, item, article_text) for path, item in slices)
    failures = tuple(failure for failure in found if failure)
    if not failures:
        _require_brief(text)
    return VerificationResult(len(slices), failures)


def _article_text(data: object) -> str:
    article = data.get("article") if isinstance(data, dict) else None
    text = article.get("text") if isinstance(article, dict) else None
    if not isinstance(text, str):
        raise CheckError(
            "the file is not a brief: it has no article. Make one with 'briefer -f json'"
        )
    return text


def _slices(data: object, path: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each evidence slice in the JSON, with its path ("brief.who[0].evidence[1]")."""
    if isinstance(data, dict):
        if "quote" in data and "start" in data:
            yield path, data
            return
        for name, value in data.items():
            yield from _slices(value, f"{path}.{name}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _slices(value, f"{path}[{index}]")


def _failure(path: str, item: dict[str, object], article_text: str) -> str | None:
    start, end, quote = item.get("start"), item.get("end"), item.get("quote")
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)):
        return f"{path} is not an evidence slice"
    if 0 <= start < end and article_text[start:end] == quote:
        return None
    found = article_text.find(quote) if quote else -1
    actual = f"it is at {found}" if found >= 0 else "it is not in the article"
    return f"{path} says {quote!r} is at {start}:{end}, but {actual}"


def _require_brief(text: str) -> None:
    try:
        Brief.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "brief"
        raise CheckError(
            f"the file is not a valid brief: {field}: {first['msg']}. "
            "Make it again with 'briefer -f json'"
        ) from error
