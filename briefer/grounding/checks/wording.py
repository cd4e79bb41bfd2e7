"""One plain word of an otherwise verbatim line is another word: "issued" for "ignored"."""

from collections.abc import Iterator

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import Edit, LineContext
from briefer.grounding.matching import MATCH, token_similarity
from briefer.grounding.tokens import Token

_MAX_EDIT = 2  # tokens on either side
_VERBATIM = 10  # equal tokens around it from which it is certain that the sentence is meant
_MIN_STRENGTH = 0.7
_MIN_SIDE, _LONG_SIDE = 2, 4


def _run(line: LineContext) -> Iterator[Finding]:
    for edit in line.comparison.edits:
        ours, theirs = _plain_word(edit.line, line), _plain_word(edit.sentence, line)
        strength = min(1.0, (edit.before + edit.after) / _VERBATIM)
        if ours is None or theirs is None or strength < _MIN_STRENGTH:
            continue
        if token_similarity(ours, theirs) < MATCH and _is_enclosed(edit, line):
            params = {"line": ours.text, "article": theirs.text}
            yield Finding("word_replaced", strength=strength, params=params)


def _plain_word(tokens: tuple[Token, ...], line: LineContext) -> Token | None:
    words = [t for t in tokens if t.kind == "word" and t not in line.names]
    return words[0] if len(words) == 1 and len(tokens) <= _MAX_EDIT else None


def _is_enclosed(edit: Edit, line: LineContext) -> bool:
    """Return True if equal words are on both sides, or many on one at an end of the line."""
    if min(edit.before, edit.after) >= _MIN_SIDE:
        return True
    at_end = edit.line[-1].end == line.tokens[-1].end
    at_start = edit.line[0].start <= line.tokens[min(1, len(line.tokens) - 1)].start
    return (edit.before >= _LONG_SIDE and at_end) or (edit.after >= _LONG_SIDE and at_start)


WORDING = Check("wording", ("word_replaced",), None, _run)
