"""The words that briefer itself writes on a page, by language: key and values → words.

``messages_in("de").text("source.citing", source="Sand")`` is "unter Berufung auf Sand". Each
language has a file of its own, ``languages/CODE.toml``; English stands in for all others.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

ENGLISH: Final = "en"

_FOLDER: Final = Path(__file__).resolve().parent / "languages"
_SINGULAR: Final[Mapping[str, frozenset[int]]] = {"fr": frozenset({0, 1})}


def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that have labels and notes."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def has_labels(language: str) -> bool:
    """Return True if labels and notes exist in a language; otherwise a page has English ones."""
    return language in languages()


@dataclass(frozen=True)
class Messages:
    """The sentences and labels of one language.

    Attributes:
        language: ISO 639-1 code.
        entries: the sentences by key: the names of the tables in the file, joined by full stops.
    """

    language: str
    entries: Mapping[str, str]

    def text(self, key: str, /, **values: str | int) -> str:
        """Return a sentence with its values filled in; whole numbers get separators."""
        shown = {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return self.entries[key].format_map(shown)

    def count(self, key: str, number: int, /, **values: str | int) -> str:
        """Return a sentence about ``number`` things, in the singular or the plural."""
        form = "one" if number in _SINGULAR.get(self.language, {1}) else "other"
        plural = f"{key}.{form}"
        return self.text(plural if plural in self.entries else key, count=number, **values)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """Return a number with the separators of the language: ``6,310`` or ``6.310``."""
        separators = self.text("numbers.thousands") + self.text("numbers.decimal")
        return f"{value:,.{decimals}f}".translate(str.maketrans(",.", separators))

    def listed(self, items: Iterable[str]) -> str:
        """Return the items with commas between them."""
        return self.text("punctuation.list").join(items)

    def notes(self, items: Iterable[str]) -> str:
        """Return the items with semicolons between them."""
        return self.text("punctuation.semicolon").join(items)

    def in_brackets(self, words: str) -> str:
        """Return the words in round brackets."""
        return self.text("punctuation.brackets", words=words)

    def label(self, name: str) -> str:
        """Return a label with a colon and, if the language has one there, a space after it."""
        return f"{name}{self.text('punctuation.colon')}"


def messages_in(language: str) -> Messages:
    """Return the words of a language, or the English ones if there are none."""
    return _read(language if has_labels(language) else ENGLISH)


@cache
def _read(language: str) -> Messages:
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return Messages(language, dict(_entries(tomllib.load(file))))


def _entries(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield each sentence of a table, and of the tables in it, with its key."""
    for name, value in table.items():
        if isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            yield from _entries(value, f"{prefix}{name}.")
