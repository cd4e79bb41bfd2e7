"""Numbers, dates and names that the article has in another place than the line.

Two signs: the line repeats a sentence word by word with another number in it (``…_replaced``), or
what is around the number stands where the article has another one (``…_elsewhere``).
"""

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import Edit, LineContext
from briefer.grounding.matching import MATCH
from briefer.grounding.tokens import NUMBER_LANGUAGES, Token
from briefer.schema.vocabulary import FindingCode

Slot = Literal["number", "date", "name", "word"]
_REPLACED: dict[Slot, FindingCode] = {
    "number": "number_replaced", "date": "date_replaced", "name": "name_replaced"
}  # fmt: skip
_ELSEWHERE: dict[Slot, FindingCode] = {
    "number": "number_elsewhere", "date": "date_elsewhere", "name": "name_elsewhere",
    "word": "word_elsewhere",
}  # fmt: skip
_MAX_LINE, _MAX_SENTENCE = 4, 5  # tokens of an edit; more is another sentence, not another word
_REACH = 5.0  # tokens over which the weight of a neighbour falls to a third
_MIN_TOKENS = 3  # content tokens of a line that has neighbours to compare
_BEFORE, _AFTER = 0.7, 0.5  # how much the sentences around one tell what it is about
_NAME_REACH = 2  # sentences after a name in which a pronoun may stand for it
_NEARLY_ALL = 0.85  # match of a plain word's neighbours in a sentence that the line repeats
_SAME_NAME = 2  # tokens between the parts of one name


def slot_of(token: Token, line: LineContext) -> Slot | None:
    """Return what a line's token is: a number, a date or a name; None for other words."""
    if token.kind == "number":
        return "number"
    if token.kind == "calendar":
        return "date"
    return "name" if token in line.names else None


_NO_FINDING = Finding("word_elsewhere", strength=0.0)


def _slot_in_article(token: Token) -> Slot | None:
    if token.kind == "word":
        return "name" if token.is_capitalised else None
    return {"number": "number", "calendar": "date"}.get(token.kind)  # type: ignore[return-value]


def _run(line: LineContext) -> Iterator[Finding]:
    comparison = line.comparison
    for edit in comparison.edits:
        yield from _replaced(edit, comparison.likeness, line)
    yield from _elsewhere(line)


def _replaced(edit: Edit, likeness: float, line: LineContext) -> Iterator[Finding]:
    if not edit.line or not edit.sentence:
        return
    if len(edit.line) > _MAX_LINE or len(edit.sentence) > _MAX_SENTENCE:
        return
    for slot, code in _REPLACED.items():
        ours = [token for token in edit.line if slot_of(token, line) == slot]
        theirs = [token for token in edit.sentence if _slot_in_article(token) == slot]
        if ours and theirs and not any(line.has(token, theirs) for token in ours):
            yield Finding(
                code,
                strength=edit.context * likeness,
                params={"line": ours[0].text, "article": theirs[0].text},
            )


class _Binding(NamedTuple):
    """How the neighbours of a token are matched where the article has it, and where it has not.

    Attributes:
        with_it: the best match of the neighbours in a sentence that has the token, from 0 to 1;
            None if no sentence has it.
        without: the best match in any sentence.
        rival: another token of the same kind in that sentence; None without one.
    """

    with_it: float | None
    without: float
    rival: Token | None


def _elsewhere(line: LineContext) -> Iterator[Finding]:
    if len(line.content) < _MIN_TOKENS:
        return
    strongest: dict[FindingCode, Finding] = {}
    for place, token in enumerate(line.content):
        slot = slot_of(token, line) or "word"
        binding = _bind(place, slot, line)
        if binding is None:
            continue
        if slot == "word":
            finding = _word_finding(token, binding, line.comparison.likeness)
        elif binding.rival is None or binding.with_it is None:
            continue
        else:
            finding = Finding(
                _ELSEWHERE[slot],
                strength=(binding.without - binding.with_it) * binding.without,
                params={"line": token.text, "article": binding.rival.text},
            )
        if finding and finding.strength > strongest.get(finding.code, _NO_FINDING).strength:
            strongest[finding.code] = finding
    yield from strongest.values()


def _word_finding(token: Token, binding: _Binding, likeness: float) -> Finding | None:
    """Return a finding if an almost verbatim line has one plain word from another place."""
    if binding.with_it is None or binding.without < _NEARLY_ALL:
        return None
    strength = (binding.without - binding.with_it) * likeness**2
    return Finding("word_elsewhere", strength=strength, params={"word": token.text})


def _bind(place: int, slot: Slot, line: LineContext) -> _Binding | None:
    """Compare where the article has a token with where it has the token's neighbours."""
    weights = _neighbour_weights(place, slot, line)
    total = sum(weights)
    if not total:
        return None
    rows = [_with_context(line, number) for number in range(len(line.matches))]
    rows.append(list(line.title_match))
    near = [sum(w * m for w, m in zip(weights, row, strict=True)) / total for row in rows]
    has = [_has_token(place, slot, number, line) for number in range(len(line.matches))]
    has.append(line.title_match[place] >= MATCH)
    if not any(has) and slot != "word":
        return None  # it is nowhere in the article, which is another finding
    best = max(range(len(near)), key=lambda number: near[number])
    with_it = max((value for value, found in zip(near, has, strict=True) if found), default=None)
    sentence = line.index.title if best == len(line.matches) else line.index.sentences[best]
    rivals = (
        other
        for other in sentence
        if _slot_in_article(other) == slot and not _stands_in_line(other, line)
    )
    return _Binding(with_it, near[best], next(rivals, None))


def _neighbour_weights(place: int, slot: Slot, line: LineContext) -> list[float]:
    positions = {token.start: number for number, token in enumerate(line.tokens)}
    own = positions[line.content[place].start]
    weights = []
    for number, token in enumerate(line.content):
        distance = abs(positions[token.start] - own)
        same_name = slot == "name" and token in line.names and distance <= _SAME_NAME
        weight = 0.0 if number == place or same_name else line.weights[number]
        weights.append(weight * math.exp(-distance / _REACH))
    return weights


def _with_context(line: LineContext, number: int) -> list[float]:
    """Return how well a sentence, with the ones before and after it, has each content token."""
    row = list(line.matches[number])
    if number:
        row = [max(m, _BEFORE * o) for m, o in zip(row, line.matches[number - 1], strict=True)]
    if number + 1 < len(line.matches):
        row = [max(m, _AFTER * o) for m, o in zip(row, line.matches[number + 1], strict=True)]
    return row


def _has_token(place: int, slot: Slot, number: int, line: LineContext) -> bool:
    first = max(0, number - _NAME_REACH) if slot == "name" else number
    return any(line.matches[other][place] >= MATCH for other in range(first, number + 1))


def _stands_in_line(other: Token, line: LineContext) -> bool:
    return any(line.index.similarity(token, other) >= MATCH for token in line.content)


SLOTS = Check(
    "slots",
    (*_REPLACED.values(), *_ELSEWHERE.values()),
    NUMBER_LANGUAGES,
    _run,
    elsewhere=True,
)
