"""Checking a brief that comes from elsewhere: all that fails, not only the first."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError

from briefer.article import Article
from briefer.errors import CheckError
from briefer.schema import Brief


class VerificationResult(NamedTuple):
    """How many evidence slices were looked up, and what is wrong with those that fail."""

    slices: int
    failures: tuple[str, ...]


def verify_brief(text: str, *, against: Article | None = None) -> VerificationResult:
    """Look up every evidence slice of a brief.

    Args:
        text: the brief as JSON.
        against: the article to look in; that which the brief carries when left out.

    Raises:
        CheckError: the text is no brief.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise CheckError(f"the file is not JSON: {error}. 'briefer -f json' makes one") from error
    words = against.text if against else _text_of(data)
    slices = list(_slices(data, "brief"))
    failures = [failure for place, item in slices if (failure := _failure(place, item, words))]
    if not failures:
        _must_be_a_brief(text)
    return VerificationResult(len(slices), tuple(failures))


def _text_of(data: object) -> str:
    article = data.get("article") if isinstance(data, dict) else None
    text = article.get("text") if isinstance(article, dict) else None
    if not isinstance(text, str):
        raise CheckError("the file is no brief: it has no article. 'briefer -f json' makes one")
    return text


def _slices(data: object, place: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Walk the JSON and yield each object that is an evidence slice, with its place."""
    if isinstance(data, dict):
        if "quote" in data and "start" in data:
            yield place, data
            return
        for name, value in data.items():
            yield from _slices(value, f"{place}.{name}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _slices(value, f"{place}[{index}]")


def _failure(place: str, item: dict[str, object], words: str) -> str | None:
    start, end, quote = item.get("start"), item.get("end"), item.get("quote")
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)):
        return f"{place} is not an evidence slice"
    if 0 <= start < end and words[start:end] == quote:
        return None
    found = words.find(quote) if quote else -1
    elsewhere = f"it stands at {found}" if found >= 0 else "it stands nowhere in the article"
    return f"{place} says {quote!r} stands at {start}:{end}, and {elsewhere}"


def _must_be_a_brief(text: str) -> None:
    try:
        Brief.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "brief"
        raise CheckError(
            f"the file is no valid brief: {place}: {first['msg']}. "
            "Make it again with 'briefer -f json'"
        ) from error
