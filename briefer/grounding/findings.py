"""Findings: what a check sees in a line, as data.

A finding has a code and parameters and no prose. Sentences for readers are made in
``rendering/findings.py``, sentences for the model in ``prompts/brief/findings.j2``.
"""

from dataclasses import dataclass, field
from typing import Literal

from briefer.analysis.annotations import Span
from briefer.schema.vocabulary import FindingCode

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
