"""One plain word of an otherwise verbatim line is another: "issued" for "ignored"."""

from collections.abc import Iterator

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import Edit, LineContext
from briefer.grounding.matching import MATCH
from briefer.grounding.tokens import Token

_MAX_TOKENS = 2  # of an edit on either side; more is a paraphrase
_VERBATIM = 7  # equal tokens around it that show that this very sentence is meant
_MIN_SIDE, _LONG_SIDE = 2, 4  # equal tokens on both sides, or on one at an end of the line


def _run(line: LineContext) -> Iterator[Finding]:
    likeness = line.comparison.likeness
    for edit in line.comparison.edits:
        ours, theirs = _plain_word(edit.line, line), _plain_word(edit.sentence, line)
        if ours is None or theirs is None or edit.before + edit.after < _VERBATIM:
            continue
        if edit.is_cut:
            continue  # the sentence goes on, and the line may end in words of its own
        if line.index.similarity(ours, theirs) < MATCH and _is_enclosed(edit, line):
            params = {"line": ours.text, "article": theirs.text}
            yield Finding("word_replaced", strength=likeness**2, params=params)


def _plain_word(tokens: tuple[Token, ...], line: LineContext) -> Token | None:
    words = [t for t in tokens if t.kind == "word" and t not in line.names]
    return words[0] if len(words) == 1 and len(tokens) <= _MAX_TOKENS else None


def _is_enclosed(edit: Edit, line: LineContext) -> bool:
    if min(edit.before, edit.after) >= _MIN_SIDE:
        return True
    at_end = edit.line[-1].end == line.tokens[-1].end
    at_start = edit.line[0].start <= line.tokens[min(1, len(line.tokens) - 1)].start
    return (edit.before >= _LONG_SIDE and at_end) or (edit.after >= _LONG_SIDE and at_start)


WORDING = Check("wording", ("word_replaced",), None, _run)
