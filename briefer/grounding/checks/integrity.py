"""A line that says what no sentence of the story says, or that was cut off.

A prompt injection and a correction of the article are no sentences of its story.
"""

import re
from collections.abc import Iterator

from briefer.analysis.annotations import Span
from briefer.analysis.corrections import find_corrections
from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext

MIN_COVER = 0.3
"""Share of a line's content, by weight, that its sentences and the title must have."""

# English words that end no sentence; a model's line may end in one if it was cut off.
_TRUNCATED = re.compile(r"\b(?:an?|the|and|or|but|which|because|than|their|its)\W*$")


def _run(line: LineContext) -> Iterator[Finding]:
    article = line.index.article
    analysis = line.index.analysis
    support = [Span(*article.sentences[index]) for index in line.sentences]
    for injection in analysis.injections:
        if support and injection.overlaps(support[0]):
            yield Finding("only_in_injection", "hard", spans=(injection,))
    for correction in find_corrections(article):
        if support and all(map(correction.contains, support)):
            yield Finding("only_in_correction", "hard", spans=(correction,))
    if line.total_cover < MIN_COVER:
        yield Finding("not_in_article", "hard")


def _truncation(line: LineContext) -> Iterator[Finding]:
    if _TRUNCATED.search(line.text):
        yield Finding("cut_off", "hard")


INTEGRITY = (
    Check("integrity", ("only_in_injection", "only_in_correction", "not_in_article"), None, _run),
    Check("truncation", ("cut_off",), frozenset({"en"}), _truncation),
)
