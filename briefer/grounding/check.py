"""The form of a check: its name, its codes, its languages, and the function that finds them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefer.grounding.findings import Finding
from briefer.grounding.line_context import LineContext
from briefer.schema.vocabulary import FindingCode


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of mistake, and how to find it.

    Attributes:
        name: short name, used in measurements.
        codes: the codes of its findings.
        languages: ISO 639-1 codes of the languages it works for; None for every language.
        run: yields the findings of a line.
    """

    name: str
    codes: tuple[FindingCode, ...]
    languages: frozenset[str] | None
    run: Callable[[LineContext], Iterable[Finding]]

    def speaks(self, language: str) -> bool:
        """Return True if the check works for a language."""
        return self.languages is None or language in self.languages
