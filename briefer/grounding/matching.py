"""How much one word is another: 1 for the same, less for related forms, 0 for different words.

``word_similarity("collapsed", "collapse")`` is .95, ``("Ardavan", "ardava")`` is .8.
"""

from functools import lru_cache
from itertools import takewhile

from briefer.grounding.tokens import Token
from briefer.text.normalization import stem

MATCH = 0.55
"""Similarity from which two words count as one."""

_PAIRS_KEPT = 1 << 14
_SAME_STEM, _SAME_ROOT, _NEAR_ROOT = 0.95, 0.8, 0.6


def token_similarity(one: Token, other: Token) -> float:
    """Return how much two tokens name the same thing, from 0 to 1."""
    if one.value is not None or other.value is not None:
        return float(one.value == other.value)
    if "calendar" in {one.kind, other.kind}:
        return float(one.kind == other.kind and one.form == other.form)
    return word_similarity(one.form, other.form)


@lru_cache(maxsize=_PAIRS_KEPT)
def word_similarity(one: str, other: str) -> float:
    """Return how much two normalised words are forms of one, from 0 to 1."""
    if one == other:
        return 1.0
    if stem(one) == stem(other):
        return _SAME_STEM
    pairs = zip(one, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    shorter, longer = sorted((len(one), len(other)))
    if shared >= max(4, shorter - 2) and shared >= 0.55 * longer:
        return _SAME_ROOT
    return _NEAR_ROOT if shared >= max(5, 0.6 * longer) else 0.0
