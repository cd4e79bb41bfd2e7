"""Load labelled lines from a JSONL file.

A row has ``line``, ``supported`` and either ``article`` (the id of a case of a suite) or
``article_text`` (with ``title``, ``language`` and ``published``, if known); a wrong line has
``fault``, too.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, StrictBool, ValidationError, model_validator

from briefer.errors import SettingsError
from briefer.evals.lines.format import FaultKind, LabelledLine
from briefer.evals.suites.format import Suite
from briefer.evals.suites.jsonl import describe, read_rows
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.schema.article import Article
from briefer.schema.evidence import NonEmptyStr
from briefer.source.language import detect_language

_SEE_FORMAT = "docs/evals.md describes the format"


class _Row(BaseModel):
    """One row of the file; notes in other fields are ignored."""

    model_config = ConfigDict(frozen=True)

    article: NonEmptyStr | None = None
    article_text: NonEmptyStr | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    line: NonEmptyStr
    supported: StrictBool
    fault: FaultKind | None = None
    rests_on: str | None = None

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if (self.article is None) == (self.article_text is None):
            raise ValueError("give either 'article' (an id) or 'article_text'")
        if self.supported and self.fault is not None:
            raise ValueError("a line that is supported has no fault")
        return self


def load_lines(path: Path, *, suites: Sequence[Suite] = ()) -> tuple[LabelledLine, ...]:
    """Load labelled lines.

    Args:
        path: the file.
        suites: where articles that are given by id come from; the shipped suites by default.

    Raises:
        SettingsError: the file cannot be read or does not have the format, or an article is not in
            the suites; the message names the file and the row.
    """
    lines: list[LabelledLine] = []
    for number, text in read_rows(path):
        where = f"'{path}', row {number}"
        try:
            row = _Row.model_validate_json(text)
            article = _article(row, suites)
        except ValidationError as error:
            raise SettingsError(f"{where}: {describe(error)}; {_SEE_FORMAT}") from error
        except LookupError as error:
            raise SettingsError(f"{where}: {error.args[0]}") from error
        lines.append(
            LabelledLine(
                article=article,
                article_id=row.article or article.sha256[:16],
                line=row.line,
                supported=row.supported,
                fault=row.fault,
                rests_on=row.rests_on,
            )
        )
    if not lines:
        raise SettingsError(f"'{path}' has no lines: {_SEE_FORMAT}")
    return tuple(lines)


def _article(row: _Row, suites: Sequence[Suite]) -> Article:
    """Return the article of a row.

    Raises:
        LookupError: no suite has it, or several have different ones with this id.
        ValidationError: what the row says about it is not valid.
    """
    if row.article_text is not None:
        return _given_article(row.article_text, row.title, row.language, row.published)
    found = {
        case.article
        for suite in suites or _shipped()
        for case in suite.cases
        if case.id == row.article
    }
    if not found:
        names = ", ".join(suite.name for suite in suites or _shipped())
        raise LookupError(
            f"no article {row.article!r} in {names}: name its suite next to '--lines'"
        )
    if len(found) > 1:
        raise LookupError(f"several suites have an article {row.article!r}: name only one of them")
    return found.pop()


@cache
def _shipped() -> tuple[Suite, ...]:
    return tuple(map(load_suite, shipped_suites()))


@lru_cache(maxsize=64)
def _given_article(
    text: str, title: str | None, language: str | None, published: str | None
) -> Article:
    """Return an article, the same one for consecutive rows about it."""
    return Article.model_validate(
        {
            "text": text,
            "title": title,
            "language": language or detect_language(text),
            "published": published,
        }
    )
