"""The briefs that a server has made since it was started, the newest first.

The id of a brief is a digest of it: ``RecentBriefs().add(brief)`` returns ``"5b0c3f6a9d1e42c7"``,
and the same brief from the cache has the same id.
"""

import hashlib
from collections import OrderedDict
from typing import Final

from briefer.schema.brief import Brief

MAX_BRIEFS: Final = 100
MAX_CHARACTERS: Final = 20_000_000  # of all briefs together, as JSON
_ID_LENGTH: Final = 16


class RecentBriefs:
    """Keeps briefs in memory, up to a number and a size; the oldest go first."""

    def __init__(self) -> None:
        self._briefs: OrderedDict[str, tuple[Brief, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._briefs)

    def add(self, brief: Brief) -> str:
        """Keep a brief as the newest, and return its id."""
        text = brief.model_dump_json()
        brief_id = hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]
        self._briefs[brief_id] = (brief, len(text))
        self._briefs.move_to_end(brief_id)
        while len(self._briefs) > 1 and self._is_full():
            self._briefs.popitem(last=False)
        return brief_id

    def get(self, brief_id: str) -> Brief | None:
        """Return the brief with this id, or None."""
        kept = self._briefs.get(brief_id)
        return None if kept is None else kept[0]

    def newest(self, limit: int) -> list[tuple[str, Brief]]:
        """Return ids and briefs, the newest first."""
        found = [(brief_id, brief) for brief_id, (brief, _) in reversed(self._briefs.items())]
        return found[:limit]

    def _is_full(self) -> bool:
        characters = sum(size for _, size in self._briefs.values())
        return len(self._briefs) > MAX_BRIEFS or characters > MAX_CHARACTERS
