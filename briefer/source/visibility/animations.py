"""Find the declarations of an animation that stay when it has ended.

For example, ``.q { opacity: 0; animation: show 1s forwards }`` with ``@keyframes show { to {
opacity: 1 } }`` is seen after a second.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tinycss2.ast import Declaration, Node

Keyframes = Mapping[str, Sequence[tuple[float, Sequence[Declaration]]]]

_LONG: Final = 30.0  # seconds before an animation begins
_MAX_ANIMATIONS: Final = 4  # of an element
_SECONDS: Final = {"s": 1.0, "ms": 0.001}


def shown_at_the_end(
    values: Mapping[str, Sequence[Node]], keyframes: Keyframes
) -> list[Declaration]:
    """Return the declarations of the animations of an element that a reader sees at last."""
    tokens = [
        token
        for name in ("animation", "animation-name", "animation-fill-mode", "animation-delay",
                     "animation-iteration-count")
        for token in values.get(name, ())
    ]  # fmt: skip
    names = {token.value for token in tokens if token.type in {"ident", "string"}}
    times = [
        token.value * _SECONDS[token.lower_unit]
        for token in values.get("animation", ())
        if token.type == "dimension" and token.lower_unit in _SECONDS
    ]
    named = sorted(names & keyframes.keys())[:_MAX_ANIMATIONS]
    frames = [frame for name in named for frame in keyframes[name]]
    if not frames:
        return []
    if "infinite" in names:
        return list(_constant(frames))
    is_late = len(times) > 1 and times[1] > _LONG
    if is_late:
        return _at(frames, 0.0) if names & {"both", "backwards"} else []
    return _at(frames, 100.0) if names & {"both", "forwards"} else []


def _at(frames: Sequence[tuple[float, Sequence[Declaration]]], place: float) -> list[Declaration]:
    return [one for at, declarations in frames if at == place for one in declarations]


def _constant(
    frames: Sequence[tuple[float, Sequence[Declaration]]],
) -> Iterable[Declaration]:
    """Yield what is the same from the first frame to the last."""
    try:
        yield from _same_in_all(frames)
    except RecursionError:
        return  # thousands of brackets in brackets


def _same_in_all(
    frames: Sequence[tuple[float, Sequence[Declaration]]],
) -> Iterable[Declaration]:
    last = {one.lower_name: _text(one) for one in _at(frames, 100.0)}
    values = [{one.lower_name: _text(one) for one in declarations} for _, declarations in frames]
    for one in _at(frames, 0.0):
        name, text = one.lower_name, _text(one)
        if last.get(name) == text and all(value.get(name, text) == text for value in values):
            yield one


def _text(declaration: Declaration) -> str:
    return "".join(token.serialize() for token in declaration.value).strip()
