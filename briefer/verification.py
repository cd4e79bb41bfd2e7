"""Check a brief in JSON: every slice of evidence, and every statement that rests on it.

``verify_brief(text)`` looks up all slices and reports all that are wrong. If they all hold, it
checks the statements (``statement_verification.py``).
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError

from briefer.errors import CheckError
from briefer.schema.article import Article
from briefer.schema.brief import Brief
from briefer.settings import Settings
from briefer.source.rejections import require_length
from briefer.statement_verification import verify_statements

_MAX_FOUND = 200  # failures for which the article is searched for the words
_MAX_QUOTE = 300  # characters of a quote that a message shows


class VerificationResult(NamedTuple):
    """The result of a check.

    Attributes:
        slices: number of evidence slices that were looked up.
        statements: number of statements that were checked; 0 if a slice does not hold.
        failures: a message for each slice that is not in the article, and for each statement that
            does not hold.
        unknown: a message for each statement of which code cannot decide whether it holds.
        is_signed: whether the brief has a signature, which is not verified here.
    """

    slices: int
    statements: int
    failures: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    is_signed: bool = False


def verify_brief(
    text: str, *, against: Article | None = None, settings: Settings | None = None
) -> VerificationResult:
    """Look up every evidence slice of a brief, and check its statements.

    Args:
        text: the brief as JSON.
        against: the article to look in; None for the article inside the brief.
        settings: the longest article that is analysed; None reads it from the environment.

    Raises:
        CheckError: the text is not a brief.
        NotAnArticleError: the article is too long to analyse.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = "it is nested too deeply" if isinstance(error, RecursionError) else error
        raise CheckError(
            f"the file is not JSON: {problem}. Make a brief with 'briefer -f json'"
        ) from error
    article_text = against.text if against else _article_text(data)
    slices = list(_slices(data))
    failures: list[str] = []
    for path, item in slices:
        if failure := _failure(path, item, article_text, search=len(failures) < _MAX_FOUND):
            failures.append(failure)
    if failures:
        return VerificationResult(len(slices), 0, tuple(failures))
    brief = _require_brief(text)
    require_length(article_text, of="the article", settings=settings or Settings())
    result = verify_statements(brief, _with_text(brief.article, article_text))
    is_signed = brief.signature is not None
    return VerificationResult(
        len(slices), result.checked, result.failures, result.unknown, is_signed
    )


def _with_text(article: Article, text: str) -> Article:
    """Return the article with another text."""
    if text == article.text:
        return article
    return Article.model_validate(article.model_dump() | {"text": text, "sha256": ""})


def _article_text(data: object) -> str:
    article = data.get("article") if isinstance(data, dict) else None
    text = article.get("text") if isinstance(article, dict) else None
    if not isinstance(text, str):
        raise CheckError(
            "the file is not a brief: it has no article. Make one with 'briefer -f json'"
        )
    return text


def _slices(data: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each evidence slice in the JSON, with its path ("brief.who[0].evidence[1]")."""
    waiting: list[tuple[str, object]] = [("brief", data)]  # a list, as JSON may be nested deeply
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            if "quote" in value and "start" in value:
                yield path, value
            else:
                waiting += reversed([(f"{path}.{name}", part) for name, part in value.items()])
        elif isinstance(value, list):
            waiting += reversed([(f"{path}[{index}]", part) for index, part in enumerate(value)])


def _failure(path: str, item: dict[str, object], article_text: str, *, search: bool) -> str | None:
    start, end, quote = item.get("start"), item.get("end"), item.get("quote")
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)):
        return f"{path} is not an evidence slice"
    if 0 <= start < end and article_text[start:end] == quote:
        return None
    found = article_text.find(quote) if quote and search else -1
    actual = f"it is at {found}" if found >= 0 else "it is not in the article"
    shown = quote if len(quote) <= _MAX_QUOTE else f"{quote[:_MAX_QUOTE]}…"
    return f"{path} says {shown!r} is at {start}:{end}, but {actual if search else 'it is not'}"


def _require_brief(text: str) -> Brief:
    try:
        return Brief.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "brief"
        raise CheckError(
            f"the file is not a valid brief: {field}: {first['msg']}. "
            "Make it again with 'briefer -f json'"
        ) from error
