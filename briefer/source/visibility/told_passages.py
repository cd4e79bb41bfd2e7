"""Choose and shorten the hidden passages of a source that its reader is told about."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

_MAX_TOLD: Final = 100
_MAX_TOLD_CHARACTERS: Final = 300
_TOLD_WORDS: Final = 4


def told_passages(passages: Iterable[str]) -> tuple[str, ...]:
    """Return the first hundred passages of four words or more, each shortened to 300 characters."""
    lines = (" ".join(passage.split()) for passage in passages)
    told = (line[:_MAX_TOLD_CHARACTERS] for line in lines if len(line.split()) >= _TOLD_WORDS)
    return tuple(islice(told, _MAX_TOLD))
