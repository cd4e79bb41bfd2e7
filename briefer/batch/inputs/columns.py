"""Which columns of the input have the address, the text and the metadata of an article.

For example, ``link=url`` on the command line says that the address is in the column "link".
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from briefer.batch.rows import BatchSource
from briefer.errors import SettingsError, SourceError

FIELDS: Final = ("url", "path", "text", "id", "title", "published", "publisher", "language")
_CONTENT: Final = ("url", "path", "text")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_SHOWN: Final = 12  # names of columns in a message


class Columns:
    """The names of the columns.

    Args:
        names: the name of the column by field; the others have the name of the field.

    Raises:
        SettingsError: there is no such field.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        for field in names:
            if field not in FIELDS:
                raise SettingsError(
                    f"'--column {field}=…' names no field: use one of {', '.join(FIELDS)}"
                )
        self._names = {field: names.get(field, field) for field in FIELDS}
        self._given = frozenset(names)

    def require(self, found: Iterable[str], *, name: str) -> None:
        """Reject input that has none of the columns for an article, or lacks one that was named.

        Raises:
            SourceError: it has not.
        """
        columns = [str(one) for one in found]
        shown = ", ".join(repr(one[:60]) for one in columns[:_SHOWN]) or "none"
        missing = [self._names[field] for field in self._given if self._names[field] not in columns]
        if missing:
            raise SourceError(
                f"{name} has no column {missing[0]!r}; its columns are {shown}: correct --column"
            )
        if not any(self._names[field] in columns for field in _CONTENT):
            raise SourceError(
                f"{name} has none of the columns 'url', 'path' and 'text'; its columns are "
                f"{shown}: say which one it is, for example with '--column url=NAME'"
            )

    def wanted(self, found: Iterable[str]) -> list[str]:
        """Return those of the columns that are used."""
        names = set(self._names.values())
        return [name for name in found if name in names]

    def source(self, values: Mapping[str, object], *, row: int, name: str) -> BatchSource:
        """Return the source in one row; its problem, if it has none that can be used."""
        given: dict[str, str] = {}
        for field, column in self._names.items():
            value = values.get(column)
            text = _text(value)
            if text is None:
                if value is not None:
                    return _problem(row, column, name, "is not text")
                continue
            if text.strip():
                given[field] = text if field == "text" else text.strip()
        if not any(field in given for field in _CONTENT):
            columns = ", ".join(repr(self._names[field]) for field in _CONTENT)
            return BatchSource(
                row=row,
                id=given.get("id"),
                problem=f"row {row} of {name} is empty in the columns {columns}: fill in one",
            )
        return self._checked(BatchSource(row=row, **given), name)

    def _checked(self, source: BatchSource, name: str) -> BatchSource:
        if source.published is not None and not _is_date(source.published):
            reason = f"is {source.published[:40]!r}, not a date such as 2026-05-05"
            return _problem(source.row, self._names["published"], name, reason)
        if source.language is not None and not _LANGUAGE.fullmatch(source.language):
            reason = f"is {source.language[:40]!r}, not a code such as 'en'"
            return _problem(source.row, self._names["language"], name, reason)
        return source


def _problem(row: int, column: str, name: str, reason: str) -> BatchSource:
    return BatchSource(
        row=row, problem=f"row {row}, column {column!r} of {name} {reason}: correct it"
    )


def _text(value: object) -> str | None:
    """Return a value as text; None for nothing, and for lists and objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _is_date(value: str) -> bool:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return True
    return False
