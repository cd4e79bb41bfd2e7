"""Numbers in digits and words: "2,500", "seven", "sixty-four", "3.2 million"."""

import re

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = """ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_VALUES = {word: value for value, word in enumerate((*_UNITS, *_TEENS), start=1)}
_VALUES |= {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
_VALUES |= {
    f"{word}-{unit}": 10 * tens + value
    for tens, word in enumerate(_TENS, start=2)
    for value, unit in enumerate(_UNITS, start=1)
}
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

# "at least nine" counts as nine
APPROXIMATOR = (
    r"(?:at\s+(?:least|most)|about|around|nearly|almost|roughly|approximately|some|over|up\s+to"
    r"|(?:more|fewer|less)\s+than|as\s+many\s+as)\s+"
)
NUMERAL = "|".join((r"\d[\d,]*", *sorted(_VALUES, key=len, reverse=True)))
"""A pattern for the numbers up to ninety-nine in words, and for whole numbers in digits."""


def value_of(numeral: str) -> float | None:
    """Return the value of a number: 3,200,000 for "3.2 million"; None if it is none."""
    value = 0.0
    for word in numeral.lower().split():
        if _DIGITS.fullmatch(word):
            value += float(word.replace(",", ""))
        elif word in _VALUES:
            value += _VALUES[word]
        elif word in _SCALES:
            value = (value or 1) * _SCALES[word]
        elif word not in {"a", "and"}:
            return None
    return value or None
