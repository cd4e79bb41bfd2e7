"""Align words that a model wrote with the exact slices of the article that support them."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from briefer.schema.article import Article
from briefer.schema.evidence import Evidence
from briefer.text.normalization import fold

_MIN_RATIO = 85.0  # rapidfuzz partial ratio of a near-verbatim phrase
_MIN_COVERAGE = 0.5  # share of a paraphrase's content words that its sentences must contain
_MAX_SENTENCES = 3
_MIN_FIRST_GAIN, _MIN_NEXT_GAIN = 0.9, 1.9  # another sentence must add more than one chance word


def find_phrase(article: Article, phrase: str) -> Evidence | None:
    """Find a phrase in the article, verbatim or nearly so.

    Punctuation and case may differ, and a few letters in a phrase of three words or more.

    Returns:
        The article's own slice, or None if the phrase is not in the article.
    """
    wanted = fold(" ".join(phrase.split())).strip(" .,;:\"'")
    if not wanted:
        return None
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    match = re.search(rf"(?<!\w){pattern}(?!\w)", _folded(article))
    if match:
        return article.evidence(*match.span())
    if len(wanted.split()) < 3:
        return None
    return _near_verbatim(article, wanted)


def _near_verbatim(article: Article, wanted: str) -> Evidence | None:
    folded = _folded(article)
    found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_MIN_RATIO)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and folded[start - 1].isalnum() and folded[start].isalnum():
        start -= 1
    while end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum():
        end += 1
    extra_words = len(folded[start:end].split()) - len(wanted.split())
    return article.evidence(start, end) if abs(extra_words) <= 1 else None


@lru_cache(maxsize=8)
def _folded(article: Article) -> str:
    return fold(article.text)
