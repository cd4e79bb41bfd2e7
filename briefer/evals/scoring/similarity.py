"""Similarity: how near an answer comes to gold. Each measure lies between 0 and 1.

- ``token_f1``: harmonic mean of precision and recall over the bag of words, as in SQuAD: case,
  marks, accents and articles do not count.
- ``name_f1``: the same without titles ("Mr", "Dr").
- ``event_f1``: the same over content words, cut to their stems.
- ``is_part_of_name``: whether the content words of one name all stand in the other.
- ``time_likeness``: by value where both have one, else ``token_f1`` of the phrases.
- ``shared``: by place in the article.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from briefer.analysis.annotations import Span
from briefer.text.normalization import content_words

RIGHT = 0.5  # likeness from which an answer counts as the one in gold
_COARSER = 0.75  # of two values of which one says the other, less finely

_ARTICLES = frozenset({"a", "an", "the"})
_TITLES = frozenset("mr mrs ms miss dr prof professor sir dame lord lady rev hon st".split())
_WORD = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """Split a text into lower-case words without accents, marks, articles and possessive s."""
    # the sign of a trade mark is no letter of its name, though NFKD would make "tm" of it
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
    """Tell whether the content words of one name, titles left out, all stand in the other."""
    left, right = (set(content_words(text)) - _TITLES for text in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def event_f1(one: str, other: str) -> float:
    """Return the F1 over the stems of the content words of two texts."""
    return _f1(content_words(one), content_words(other))


def best(forms: Iterable[str], answers: Iterable[str], like: Callable[[str, str], float]) -> float:
    """Return the likeness of the answer and the form that are nearest to each other."""
    answers = tuple(answers)
    return max((like(form, answer) for form in forms for answer in answers), default=0.0)


def value_likeness(one: str, other: str) -> float:
    """Compare two TIMEX3 values: 1 when they are the same, 0.75 when one only says less finely.

    ``2031-03`` and ``2031-03-04`` are of the second kind, ``2031-03-04`` and ``2031-03-05`` have
    nothing in common.
    """
    one, other = sorted((one.upper(), other.upper()), key=len)
    if one == other:
        return 1.0
    return _COARSER if other.startswith(one) and other[len(one)] in "-T" else 0.0


def time_likeness(one: tuple[str, str | None], other: tuple[str, str | None]) -> float:
    """Compare two times, each a phrase with its value."""
    if one[1] and other[1]:
        return value_likeness(one[1], other[1])
    return token_f1(one[0], other[0])


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that touch, so that no character counts twice."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def shared(one: Sequence[Span], other: Sequence[Span]) -> tuple[float, float]:
    """Return which share of ``one`` and of ``other`` lies in both, by characters."""
    left, right = merged(one), merged(other)
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    sizes = (sum(s.end - s.start for s in side) for side in (left, right))
    first, second = (both / size if size else 0.0 for size in sizes)
    return first, second


def _f1(one: Iterable[str], other: Iterable[str]) -> float:
    left, right = Counter(one), Counter(other)
    if not left or not right:
        return float(left == right)
    common = (left & right).total()
    return 2 * common / (left.total() + right.total())
