"""Similarity of an answer and gold, between 0 and 1.

- ``token_f1``: F1 over the bags of words, as in SQuAD; case, punctuation, accents and articles do
  not count.
- ``name_f1``: the same without titles ("Mr", "Dr").
- ``event_f1``: the same over the stems of content words.
- ``is_part_of_name``: True if one name has all content words of the other.
- ``time_similarity``: by TIMEX3 value if both times have one, else ``token_f1`` of the phrases.
- ``overlap_shares``: by position in the article.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from briefer.analysis.annotations import Span
from briefer.schema.evidence import Evidence
from briefer.text.normalization import content_words

MATCH_THRESHOLD = 0.5  # similarity from which an answer counts as the one in gold
_SAME_BUT_COARSER = 0.75  # "2031-03" and "2031-03-04"

_ARTICLES = frozenset({"a", "an", "the"})
_TITLES = frozenset("mr mrs ms miss dr prof professor sir dame lord lady rev hon st".split())
_WORD = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """Split a text into lower-case words, without accents, articles and the possessive s."""
    # A trademark sign is not part of the name, but NFKD would turn it into "tm".
    plain = unicodedata.normalize("NFKD", re.sub("[™®©℠]", "", text.casefold()))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain)  # 1,200 is 1200
    plain = re.sub(r"\b(\w)\.(?=\w\b|\W|$)", r"\1", plain)  # u.s. is us
    plain = re.sub(r"'s\b", "", plain).replace("'", "")
    return [word for word in _WORD.findall(plain) if word not in _ARTICLES]


def token_f1(one: str, other: str) -> float:
    """Return the token F1 of two texts."""
    return _f1(tokens(one), tokens(other))


def name_f1(one: str, other: str) -> float:
    """Return the token F1 of two names without their titles."""
    left, right = ([w for w in tokens(text) if w not in _TITLES] for text in (one, other))
    return _f1(left, right)


def is_part_of_name(one: str, other: str) -> bool:
    """Return True if one name has all content words of the other, apart from titles."""
    left, right = (set(content_words(text)) - _TITLES for text in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def event_f1(one: str, other: str) -> float:
    """Return the F1 over the stems of the content words of two texts."""
    return _f1(content_words(one), content_words(other))


def best_similarity(
    forms: Iterable[str], answers: Iterable[str], similarity: Callable[[str, str], float]
) -> float:
    """Return the similarity of the most similar pair of a form and an answer."""
    answers = tuple(answers)
    return max((similarity(form, answer) for form in forms for answer in answers), default=0.0)


def value_similarity(one: str, other: str) -> float:
    """Compare two TIMEX3 values: 1 if they are equal, 0.75 if one is a coarser form of the other.

    ``2031-03`` is a coarser form of ``2031-03-04``; ``2031-03-04`` and ``2031-03-05`` give 0.
    """
    one, other = sorted((one.upper(), other.upper()), key=len)
    if one == other:
        return 1.0
    return _SAME_BUT_COARSER if other.startswith(one) and other[len(one)] in "-T" else 0.0


def time_similarity(one: tuple[str, str | None], other: tuple[str, str | None]) -> float:
    """Compare two times, each given as its phrase and its TIMEX3 value."""
    if one[1] and other[1]:
        return value_similarity(one[1], other[1])
    return token_f1(one[0], other[0])


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Merge spans that touch or overlap, so that no character counts twice."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def overlap_shares(one: Sequence[Span], other: Sequence[Span]) -> tuple[float, float]:
    """Return the share of ``one`` that lies in ``other``, and the reverse, by characters."""
    left, right = merge_spans(one), merge_spans(other)
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    sizes = (sum(s.end - s.start for s in side) for side in (left, right))
    first, second = (common / size if size else 0.0 for size in sizes)
    return first, second


def spans_of_evidence(evidence: Iterable[Evidence]) -> list[Span]:
    """Return the positions of evidence in its article."""
    return [Span(one.start, one.end) for one in evidence]


def _f1(one: Iterable[str], other: Iterable[str]) -> float:
    left, right = Counter(one), Counter(other)
    if not left or not right:
        return float(left == right)
    common = (left & right).total()
    return 2 * common / (left.total() + right.total())
