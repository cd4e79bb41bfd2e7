"""Join two lines of a text, and undo the hyphenation at the end of the first.

No dictionary is used: the rest of the text says how a word is written.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_BROKEN_WORD: Final = re.compile(r"([^\W\d_]+)[-\u2010]$")
_NEXT_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_HYPHENS: Final = ("-", "\u2010")
_LONGEST_WORD: Final = 60
_SOFT_HYPHEN: Final = "\u00ad"


def count_forms(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word occurs, with the hyphens within it, in lower case."""
    return Counter(word for line in lines for word in _WORD.findall(line.casefold()))


def join_two(before: str, after: str, words: Counter[str]) -> str:
    """Return two lines as one.

    The second part of a divided word is joined to the first if the whole word occurs elsewhere, or
    if the part begins with a small letter and the word does not occur with a hyphen.

    Args:
        before: the first line.
        after: the line that follows it.
        words: the words of the whole text, from ``count_forms``.
    """
    if before.endswith(_SOFT_HYPHEN):
        return before[:-1] + after
    if not before.endswith(_HYPHENS):
        return f"{before} {after}"
    broken, rest = _BROKEN_WORD.search(before[-_LONGEST_WORD:]), _NEXT_WORD.match(after)
    if broken and rest:
        first, second = broken[1].casefold(), rest[0].casefold()
        is_whole = words[first + second] > 0
        is_compound = words[f"{first}-{second}"] > 0 or words[f"{first}\u2010{second}"] > 0
        if is_whole or (rest[0].islower() and not is_compound):
            return before[:-1] + after
        return before + after
    is_number = after[:1].isdigit() and before[-2:-1].isalnum()
    return before + after if is_number else f"{before} {after}"
