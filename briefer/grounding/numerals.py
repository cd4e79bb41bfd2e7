"""Numerals: the numbers of a text, however they are written."""

import re
from decimal import Decimal

_UNITS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
}
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_WORDS = "|".join([*_UNITS, *_TENS])
_NUMERAL = re.compile(
    rf"(?<![\w.])(?:(?P<digits>{_DIGITS})|(?P<word>(?:{_WORDS})(?:-(?:{_WORDS}))?))"
    r"(?:(?P<gap>[\s-]?)(?P<scale>hundred|thousand|million|billion|trillion|m|bn))?(?!\w)",
    re.IGNORECASE,
)
_INSIDE_WORD = re.compile(r"(?<=[A-Za-z-])\d+|\d+(?=[A-Za-z])")


def numbers_of(text: str) -> set[str]:
    """Return the numbers of a text as plain digits: "1.5 million" and "1,500,000" are one."""
    numbers = set()
    for match in _NUMERAL.finditer(text):
        value = (
            Decimal(match["digits"].replace(",", "")) if match["digits"] else _spelt(match["word"])
        )
        numbers.add(_plain(value * _SCALES.get((match["scale"] or "").lower(), 1)))
    # "Covid-19": the digits count however they are joined to letters
    rest = _NUMERAL.sub(" ", text)
    numbers.update(_plain(Decimal(digits)) for digits in _INSIDE_WORD.findall(rest))
    return numbers


def _spelt(words: str) -> Decimal:
    return Decimal(sum(_UNITS.get(word, _TENS.get(word, 0)) for word in words.lower().split("-")))


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
