"""Holders: whom "the mayor" means, of those whom the article calls so."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, product
from typing import NamedTuple

from briefer.analysis.annotations import Entity, Span
from briefer.analysis.english.lexicon import REFERRED_TO


class RoleHolder(NamedTuple):
    """A mention of a person, with a role of theirs and its words."""

    mention: Span
    name: Entity
    role: Span
    words: frozenset[str]


class RoleIndex:
    """The people of an article by the words of their roles."""

    def __init__(self, names: Sequence[Entity], text: str) -> None:
        self._by_word: dict[str, list[RoleHolder]] = defaultdict(list)
        for name in names:
            if name.kind == "person":
                self._index(name, text)
        for holders in self._by_word.values():
            holders.sort(key=lambda holder: holder.mention)

    def _index(self, name: Entity, text: str) -> None:
        first: dict[str, Span] = {}  # role of each wording: of a president's there may be hundreds
        for role in name.roles:
            first.setdefault(role.text_in(text).lower(), role)
        for wording, role in first.items():
            words = frozenset(re.findall(r"\w+", wording))
            words = words.union(*(REFERRED_TO.get(word, ()) for word in words))
            for word, mention in product(words, name.mentions):
                self._by_word[word].append(RoleHolder(mention, name, role, words))

    def of(self, noun: str, modifiers: AbstractSet[str], *, near: int) -> RoleHolder | None:
        """Return whom a noun with its modifiers means at an offset.

        Who holds an office is as a rule introduced before it is referred to, at times after.
        """
        holders = self._by_word.get(noun, [])
        here = bisect_right(holders, near, key=lambda holder: holder.mention.end)
        nearest = chain(range(here - 1, -1, -1), range(here, len(holders)))
        return next((holders[i] for i in nearest if modifiers <= holders[i].words), None)
