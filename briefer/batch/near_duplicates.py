"""Recognise reworked copies of an article, such as wire copy, by MinHash (package datasketch).

The similarity of two articles is the share of common shingles, runs of four words, among all their
shingles (Jaccard). MinHash estimates it from 128 numbers for each article, and an index of bands
finds the candidates without comparing all pairs.
"""

import re
from typing import Final

import numpy as np
from datasketch import MinHash, MinHashLSH

_PERMUTATIONS: Final = 128
_SEED: Final = 1
_SCHEME: Final = "affine32"  # signatures of different schemes cannot be compared
_SHINGLE: Final = 4  # words; characters in scripts without spaces
_WORD: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+"
)


def signature_of(text: str) -> bytes:
    """Return what articles are compared by."""
    words = [word.casefold() for word in _WORD.findall(text)]
    count = max(1, len(words) - _SHINGLE + 1)
    shingles = {" ".join(words[start : start + _SHINGLE]).encode() for start in range(count)}
    found = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME)
    found.update_batch(sorted(shingles))
    return np.asarray(found.hashvalues, dtype="<u4").tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """Return the estimated similarity of two signatures, from 0 to 1."""
    return float(_minhash(one).jaccard(_minhash(other)))


class Neighbours:
    """An index of signatures, in memory: about 4 kB for each article.

    Args:
        threshold: similarity from which two articles are copies.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        # candidates from a lower similarity on: the estimate decides, not the index
        self._index = MinHashLSH(threshold=max(0.1, threshold - 0.15), num_perm=_PERMUTATIONS)
        self._found: dict[int, tuple[str, bytes]] = {}

    def add(self, row: int, article_id: str, signature: bytes) -> None:
        """Add an article."""
        if row not in self._found:
            self._found[row] = (article_id, signature)
            self._index.insert(row, _minhash(signature))

    def nearest(self, row: int, signature: bytes) -> tuple[str, float] | None:
        """Return id and similarity of the most similar earlier article, if this one is a copy."""
        earlier = [one for one in self._index.query(_minhash(signature)) if one < row]
        compared = [(similarity(signature, self._found[one][1]), -one) for one in earlier]
        best, negative = max(compared, default=(0.0, 0))
        return (self._found[-negative][0], round(best, 3)) if best >= self._threshold else None


def _minhash(signature: bytes) -> MinHash:
    values = np.frombuffer(signature, dtype="<u4").copy()
    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME, hashvalues=values)
