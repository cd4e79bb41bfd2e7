"""Findings, what a check sees in a line, as data; and the form of a check.

A finding has a code and parameters and no prose. Sentences for readers are made in
``rendering/findings.py``, sentences for the model in ``prompts/brief/findings.j2``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from briefer.analysis.annotations import Span
from briefer.schema.vocabulary import FindingCode

Context = TypeVar("Context")
"""What a check looks at: a line or a claim, with the article."""

Severity = Literal["hard", "soft"]
"""``hard``: provably wrong, rejects the line. ``soft``: a suspicion, weighed with others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in a line.

    Attributes:
        code: what is wrong.
        severity: whether it proves the line wrong.
        strength: how clearly it shows, from 0 to 1; 1 for hard findings.
        params: words and names that a sentence about it needs, by name.
        spans: where in the article it shows.
    """

    code: FindingCode
    severity: Severity = "soft"
    strength: float = 1.0
    params: dict[str, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Check(Generic[Context]):
    """One kind of mistake, and how to find it.

    Attributes:
        name: short name, used in measurements.
        codes: the codes of its findings.
        languages: ISO 639-1 codes of the languages that it reads: without a finding there, it has
            found nothing wrong. None for every language.
        run: yields the findings of a line or a claim.
        elsewhere: whether it also runs in other languages, where it sees a part of the mistakes: a
            number in digits, but not in words. No finding there means nothing.
    """

    name: str
    codes: tuple[FindingCode, ...]
    languages: frozenset[str] | None
    run: Callable[[Context], Iterable[Finding]]
    elsewhere: bool = False

    def reads(self, language: str) -> bool:
        """Return True if the check sees in a language what it looks for."""
        return self.languages is None or language in self.languages

    def runs_for(self, language: str) -> bool:
        """Return True if the check can find anything in a language."""
        return self.elsewhere or self.reads(language)
