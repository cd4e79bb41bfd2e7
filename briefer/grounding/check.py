"""The form of a check: its name, its codes, its languages, and the function that finds them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefer.grounding.findings import Finding
from briefer.schema.vocabulary import FindingCode

Context = TypeVar("Context")
"""What a check looks at: a line or a claim, with the article."""


@dataclass(frozen=True, slots=True)
class Check(Generic[Context]):
    """One kind of mistake, and how to find it.

    Attributes:
        name: short name, used in measurements.
        codes: the codes of its findings.
        languages: ISO 639-1 codes of the languages it works for; None for every language.
        run: yields the findings of a line or a claim.
    """

    name: str
    codes: tuple[FindingCode, ...]
    languages: frozenset[str] | None
    run: Callable[[Context], Iterable[Finding]]

    def speaks(self, language: str) -> bool:
        """Return True if the check works for a language."""
        return self.languages is None or language in self.languages
