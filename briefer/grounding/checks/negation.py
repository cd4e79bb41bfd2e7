"""A "not" that the line loses or adds.

By what it is about: the line has the words that a sentence denies, and denies nothing; or it denies
words that its sentences have without any denial. Word by word: the line repeats a sentence and
leaves the "not" out.
"""

import re
from collections.abc import Iterator
from itertools import dropwhile

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.scopes import SAME, Scope, find_denials, repeated
from briefer.grounding.tokens import denies

# "Read only on Sunday" says that it was not read before; "whether" and "doubts" leave it open.
_IMPLIED = re.compile(
    r"\b(?:whether|if|unless|only|until|before|avoid\w*|disput\w*|doubt\w*|prevent\w*|stop\w*"
    r"|impossible|ob|nur|erst|bis|si|seul\w*|jusqu\w*|avant|s[oó]lo|hasta|antes|se|fino|prima)\b",
    re.IGNORECASE,
)


def _run(line: LineContext) -> Iterator[Finding]:
    if not denies(line.tokens) and not _IMPLIED.search(line.text):
        yield from _lost(line)
    yield from _left_out(line)
    for denial in find_denials(line.tokens, line.text, line.language):
        yield from _added(denial, line)


def _lost(line: LineContext) -> Iterator[Finding]:
    stated = [passage.not_denied for passage in line.passages]
    for passage in line.passages:
        for denial in passage.denials:
            strength = repeated(denial, line.tokens, line.index) * passage.likeness
            if strength and all(repeated(denial, one, line.index) < SAME for one in stated):
                yield Finding("lost_negation", strength=strength, params={"word": denial.word})


def _left_out(line: LineContext) -> Iterator[Finding]:
    for edit, strength in line.comparison.short_edits():
        words = list(dropwhile(lambda token: token.kind != "negation", edit.sentence))
        # A clause that is left out as a whole takes its denial with it.
        if words and not line.drops(words) and not denies(edit.line):
            yield Finding("lost_negation", strength=strength, params={"word": words[0].text})


def _added(denial: Scope, line: LineContext) -> Iterator[Finding]:
    first = denial.about[0]
    having = [one for one in line.passages if line.index.best_match(first, one.tokens) >= SAME]
    if any(denies(one.tokens) or _IMPLIED.search(one.text) for one in having):
        return
    for passage in having:
        strength = repeated(denial, passage.tokens, line.index) * passage.likeness
        if strength:
            yield Finding("added_negation", strength=strength, params={"word": denial.word})


# Languages with words of denying in ``tokens.py``, and of what implies one above.
NEGATION = Check(
    "negation",
    ("lost_negation", "added_negation"),
    frozenset({"de", "en", "es", "fr", "it"}),
    _run,
    elsewhere=True,
)
