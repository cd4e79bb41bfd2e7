"""How long a brief takes on this machine: remembered for each model, in a file of the cache.

For example, two briefs of 4,000 characters took 30 and 34 seconds; so one of 4,000 characters is
expected to take about 32. Without a brief to compare with, nothing is expected.
"""

import json
import statistics
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from briefer.file_replacement import replacement_of

FILE = "durations.json"
_KEPT = 5  # the last briefs of a model
_MODELS = 50
_SHORTEST = 1.0  # seconds; a shorter brief needs no estimate


class Duration(NamedTuple):
    """How long the brief of an article of so many characters took."""

    characters: int
    seconds: float


class Durations:
    """The durations of earlier briefs; a file that cannot be read or written is ignored.

    Args:
        folder: the cache folder; None remembers nothing.
        model: the name of the model.
    """

    def __init__(self, folder: Path | None, model: str) -> None:
        self._path = None if folder is None else folder / FILE
        self._model = model

    def expected(self, characters: int) -> float | None:
        """Return the seconds that a brief is expected to take; None if that is not known.

        Half of the time goes into reading, which depends on the length of the article, and half
        into writing, which hardly does.
        """
        found = [
            one.seconds * (1 + characters / one.characters) / 2
            for one in self._read().get(self._model, ())
        ]
        seconds = statistics.median(found) if found else 0.0
        return seconds if seconds >= _SHORTEST else None

    def remember(self, characters: int, seconds: float) -> None:
        """Add a brief, and forget the oldest one."""
        if self._path is None or not characters:
            return
        known = self._read()
        last = [*known.pop(self._model, ()), Duration(characters, round(seconds, 1))]
        known[self._model] = last[-_KEPT:]  # at the end: the models used last are kept
        text = json.dumps(dict(list(known.items())[-_MODELS:]))
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with replacement_of(self._path) as temporary:
                temporary.touch(mode=0o600)
                temporary.write_text(text, encoding="utf-8")

    def _read(self) -> dict[str, list[Duration]]:
        if self._path is None:
            return {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return {
                str(model): [
                    Duration(int(one[0]), float(one[1])) for one in durations if one[0] > 0
                ]
                for model, durations in found.items()
            }
        except (OSError, ValueError, TypeError, AttributeError, LookupError, OverflowError):
            return {}


def time_left(seconds: float) -> str:
    """Return in words how much time is left; steps of five seconds keep a display calm."""
    if seconds <= 0:
        return "longer than usual"
    if seconds < 5:
        return "a few seconds left"
    if seconds < 90:
        return f"about {5 * round(seconds / 5)} s left"
    return f"about {round(seconds / 60)} min left"
