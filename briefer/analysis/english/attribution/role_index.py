"""Look up the people of an article by role.

For example, "the mayor" refers to Jane Doe, because the article calls her mayor.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from briefer.analysis.annotations import Entity, Span
from briefer.analysis.english.attribution.role_words import RoleWords, roles_in


class RoleHolder(NamedTuple):
    """A mention of a person, with one of the person's roles and the words of that role."""

    mention: Span
    entity: Entity
    role: Span
    words: RoleWords


class RoleIndex:
    """The people of an article, by the nouns of their roles."""

    def __init__(self, entities: Sequence[Entity], text: str) -> None:
        self._by_noun: dict[str, list[RoleHolder]] = defaultdict(list)
        for entity in entities:
            if entity.kind == "person":
                self._add(entity, text)
        for holders in self._by_noun.values():
            holders.sort(key=lambda holder: holder.mention)

    def _add(self, person: Entity, text: str) -> None:
        # one role for each wording: a president may have hundreds that read the same
        first: dict[str, Span] = {}
        for role in person.roles:
            first.setdefault(role.text_in(text).lower(), role)
        for wording, role in first.items():
            for words in roles_in(wording):
                for mention in person.mentions:
                    holder = RoleHolder(mention, person, role, words)
                    for noun in words.nouns:
                        self._by_noun[noun].append(holder)

    def find(self, description: str, *, near: int) -> RoleHolder | None:
        """Return the person whom a description such as "the foreign minister" refers to.

        The nearest mention before the offset wins, then the nearest after it: articles usually
        introduce the holder of an office first.

        Args:
            description: the noun phrase.
            near: its offset.
        """
        meant = next(roles_in(description), None)
        if meant is None:
            return None
        holders = self._by_noun.get(meant.noun, [])
        position = bisect_right(holders, near, key=lambda holder: holder.mention.end)
        nearest = chain(range(position - 1, -1, -1), range(position, len(holders)))
        return next((holders[i] for i in nearest if meant.may_mean(holders[i].words)), None)
