"""Antecedents: who a pronoun means, by who spoke or acted last before it."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from heapq import merge

from briefer.reading.candidates import Speaker

_PERSONAL = frozenset({"he", "she"})
# Words that tell which pronoun their bearer takes.
_HE = frozenset(
    """mr sir lord king prince father son brother husband man boy spokesman chairman congressman
    policeman fisherman businessman grandfather uncle widower""".split()
)
_SHE = frozenset(
    """mrs ms miss lady queen princess mother daughter sister wife woman girl spokeswoman chairwoman
    congresswoman policewoman businesswoman grandmother aunt widow actress""".split()
)


class Antecedents:
    """Speakers in the order of the text, and the people that it names as subjects.

    Args:
        people: where each is named as the subject of a clause, in order.
    """

    def __init__(self, people: Iterable[tuple[int, Speaker]]) -> None:
        self._people = list(people)
        self._spoke: list[tuple[int, Speaker]] = []
        self._pronouns: dict[str, str] = {}

    def remember(self, offset: int, speaker: Speaker) -> None:
        """Note that somebody speaks at an offset."""
        insort(self._spoke, (offset, speaker), key=_offset)

    def last(self, before: int, kinds: AbstractSet[str]) -> Speaker | None:
        """Return the latest speaker of one of ``kinds`` before an offset."""
        entries = _back_from(before, self._spoke)
        return next((speaker for _, speaker in entries if speaker.kind in kinds), None)

    def meant_by(self, pronoun: str, before: int, kinds: AbstractSet[str]) -> Speaker | None:
        """Return the latest fitting speaker, or person named as a subject, before a pronoun."""
        entries = [_back_from(before, self._spoke)]
        if "person" in kinds:
            entries.append(_back_from(before, self._people))
        for _, speaker in merge(*entries, key=_offset, reverse=True):
            if speaker.kind in kinds and self._takes(speaker, pronoun):
                if speaker.name is not None and pronoun in _PERSONAL:
                    self._pronouns.setdefault(speaker.text, pronoun)
                return speaker
        return None

    def settle(self, name: str, words: str) -> None:
        """Note the pronoun of a person, where the words that describe one tell it."""
        pronoun = _pronoun_told_by(words)
        if pronoun is not None:
            self._pronouns.setdefault(name, pronoun)

    def _takes(self, speaker: Speaker, pronoun: str) -> bool:
        if pronoun not in _PERSONAL:
            return True
        if speaker.name is None:
            return (_pronoun_told_by(speaker.text) or pronoun) == pronoun
        return self._pronouns.get(speaker.text, pronoun) == pronoun


def _pronoun_told_by(words: str) -> str | None:
    told = set(re.findall(r"[a-z]+", words.lower()))
    if bool(told & _HE) == bool(told & _SHE):
        return None
    return "he" if told & _HE else "she"


def _back_from(before: int, entries: list[tuple[int, Speaker]]) -> Iterator[tuple[int, Speaker]]:
    for index in range(bisect_left(entries, before, key=_offset) - 1, -1, -1):
        yield entries[index]


def _offset(entry: tuple[int, Speaker]) -> int:
    return entry[0]
