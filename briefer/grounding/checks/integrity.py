"""A line that says what no sentence says, repeats a prompt injection, or was cut off."""

import re
from collections.abc import Iterator

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext

MIN_COVER = 0.3
"""Share of a line's content, by weight, that its sentences and the title must have."""

# English words that end no sentence; a model's line may end in one if it was cut off.
_TRUNCATED = re.compile(r"\b(?:an?|the|and|or|but|which|because|than|their|its)\W*$")


def _run(line: LineContext) -> Iterator[Finding]:
    article = line.index.article
    injections = line.index.analysis.injections
    if injections and line.sentences:
        start, end = article.sentences[line.sentences[0]]
        for injection in injections:
            if injection.start < end and start < injection.end:
                yield Finding("only_in_injection", "hard", spans=(injection,))
    if line.language == "en" and _TRUNCATED.search(line.text):
        yield Finding("cut_off", "hard")
    if line.total_cover < MIN_COVER:
        yield Finding("not_in_article", "hard")


INTEGRITY = Check("integrity", ("only_in_injection", "cut_off", "not_in_article"), None, _run)
