"""Find the declarations of an animation that a reader sees.

For example, ``.q { opacity: 0; animation: show 1s forwards }`` with ``@keyframes show { to {
opacity: 1 } }`` is seen after a second.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import tinycss2
from tinycss2.ast import Declaration, Node

from briefer.source.visibility.css_values import split_commas, words

_LATE: Final = 30.0  # seconds before an animation begins, or until it has ended
_SLOW: Final = 600.0  # seconds of one run of an animation without end
_MAX_ANIMATIONS: Final = 4  # of an element
_MAX_DECLARATIONS: Final = 50  # of the first and of the last frame
_SECONDS: Final = {"s": 1.0, "ms": 0.001}
# The words of a value such as "1s ease 2 both show", besides the name and the numbers.
_WORDS: Final = {
    "animation-fill-mode": frozenset("none forwards backwards both".split()),
    "animation-direction": frozenset("normal reverse alternate alternate-reverse".split()),
    "animation-play-state": frozenset("running paused".split()),
    "animation-iteration-count": frozenset({"infinite"}),
    "animation-timing-function": frozenset(
        "linear ease ease-in ease-out ease-in-out step-start step-end".split()
    ),
}
_DEFAULTS: Final = {
    name: tinycss2.parse_component_value_list(value)
    for name, value in {
        "animation-name": "none",
        "animation-duration": "0s",
        "animation-delay": "0s",
        "animation-iteration-count": "1",
        "animation-fill-mode": "none",
        "animation-direction": "normal",
        "animation-play-state": "running",
    }.items()
}
_COMMA: Final = tinycss2.parse_component_value_list(",")

Frames = Sequence[tuple[float, Sequence[Declaration]]]


class Animation(NamedTuple):
    """What an animation declares in its first frame, in its last, and all the time."""

    first: Sequence[Declaration]
    last: Sequence[Declaration]
    constant: Sequence[Declaration]


def animation_of(frames: Frames) -> Animation:
    """Return the animation that has some frames, each with its place from 0 to 100."""
    frames = [(at, [one for one in content if _counts(one)]) for at, content in frames]
    first, last = _at(frames, 0.0), _at(frames, 100.0)
    try:
        constant = list(_same_in_all(frames, first, last))
    except RecursionError:
        constant = []  # thousands of brackets in brackets
    return Animation(first, last, constant)


def longhands(tokens: Sequence[Node]) -> Iterator[tuple[str, Sequence[Node]]]:
    """Yield the properties that ``animation`` sets: all of them, for each of its animations."""
    parts = [_longhands_of_one(part) for part in split_commas(tokens)]
    for name, default in _DEFAULTS.items():
        values = [part.get(name, default) for part in parts]
        yield name, [token for value in values for token in (*_COMMA, *value)][1:]


def shown_in_the_end(
    values: Mapping[str, Sequence[Node]], animations: Mapping[str, Animation]
) -> list[Declaration]:
    """Return the declarations of the animations of an element that a reader sees at last."""
    found: list[Declaration] = []
    names = split_commas(values.get("animation-name", ()))[:_MAX_ANIMATIONS]
    for number, tokens in enumerate(names):
        name = tokens[0].value if tokens and tokens[0].type in {"ident", "string"} else ""
        if name in animations:
            found += _shown(animations[name], _Timing(values, number))
    return found


class _Timing:
    """When and how one of the animations of an element runs."""

    def __init__(self, values: Mapping[str, Sequence[Node]], number: int) -> None:
        def token(name: str) -> Node:
            parts = split_commas(values.get(name, _DEFAULTS[name]))
            part = parts[number % len(parts)]
            return part[0] if part else _DEFAULTS[name][0]

        self.duration, self.delay = (
            _seconds(token(name)) or 0.0 for name in ("animation-duration", "animation-delay")
        )
        count = token("animation-iteration-count")
        self.is_endless = _word(count) == "infinite"
        self.count = count.value if count.type == "number" else 1.0
        fill = _word(token("animation-fill-mode"))
        self.fills_before = fill in {"backwards", "both"}
        self.fills_after = fill in {"forwards", "both"}
        self.direction = _word(token("animation-direction"))
        self.is_paused = _word(token("animation-play-state")) == "paused"

    @property
    def is_late(self) -> bool:
        return self.delay > _LATE or (self.is_paused and self.delay > 0)

    @property
    def is_at_its_beginning(self) -> bool:
        if self.is_endless:
            return self.is_paused or self.duration > _SLOW
        return self.is_paused or self.delay + self.duration * self.count > _LATE

    @property
    def ends_where_it_began(self) -> bool:
        is_even = self.direction.startswith("alternate") and self.count % 2 == 0
        return self.count == 0 or is_even


def _shown(animation: Animation, timing: _Timing) -> Sequence[Declaration]:
    begin, end = animation.first, animation.last
    if timing.direction in {"reverse", "alternate-reverse"}:
        begin, end = end, begin
    if timing.is_late:
        return begin if timing.fills_before else ()
    if timing.is_at_its_beginning:
        return begin
    if timing.is_endless:
        return animation.constant if timing.duration > 0 else ()
    if not timing.fills_after:
        return ()
    return begin if timing.ends_where_it_began else end


def _longhands_of_one(tokens: Sequence[Node]) -> dict[str, Sequence[Node]]:
    found: dict[str, Sequence[Node]] = {}
    for token in tokens:
        name = "animation-name"
        if token.type == "number":
            name = "animation-iteration-count"
        elif _seconds(token) is not None:
            is_second = "animation-duration" in found
            name = "animation-delay" if is_second else "animation-duration"
        elif token.type == "function":
            name = "animation-timing-function"
        elif token.type == "ident":
            # A word that was there before is the name.
            kinds = (kind for kind, known in _WORDS.items() if token.lower_value in known)
            name = next((kind for kind in kinds if kind not in found), name)
        found.setdefault(name, [token])
    return found


def _seconds(token: Node) -> float | None:
    if token.type != "dimension" or token.lower_unit not in _SECONDS:
        return None
    return float(token.value * _SECONDS[token.lower_unit])


def _word(token: Node) -> str:
    return token.lower_value if token.type == "ident" else ""


def _counts(declaration: Declaration) -> bool:
    """Return False for what a browser ignores in a frame.

    What is not displayed has no animation, so that none can display it.
    """
    if declaration.important:
        return False
    value = words(declaration.value)
    return declaration.lower_name != "display" or [_word(one) for one in value] == ["none"]


def _at(frames: Frames, place: float) -> list[Declaration]:
    """Return the declarations of a place, the last of each property."""
    found = {one.lower_name: one for at, content in frames if at == place for one in content}
    return list(found.values())[:_MAX_DECLARATIONS]


def _same_in_all(
    frames: Frames, first: Sequence[Declaration], last: Sequence[Declaration]
) -> Iterator[Declaration]:
    """Yield what is the same from the first frame to the last."""
    at_last = {one.lower_name: _text(one) for one in last}
    values = [{one.lower_name: _text(one) for one in content} for _, content in frames]
    for one in first:
        name, text = one.lower_name, _text(one)
        if at_last.get(name) == text and all(value.get(name, text) == text for value in values):
            yield one


def _text(declaration: Declaration) -> str:
    return "".join(token.serialize() for token in declaration.value).strip()
