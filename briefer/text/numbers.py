"""Find the numbers of a text, whether written in digits or in words.

"Twenty-five of 1.5 million" gives {"25", "1500000"}.
"""

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
# Words before a number that make it an upper bound. Not "more than": more than 80 are also 80. Not
# "about": it rounds, as a headline may. Not "under": "under 12 feet of water".
_UPPER_BOUND = re.compile(
    r"\b(?:nearly|almost|close to|(?<!\bno )(?<!\bnot )(?:less|fewer|lower) than|at most|up to"
    r"|as (?:many|much|few) as)\s+(?:the\s+)?[£$€]?$",
    re.IGNORECASE,
)
_OR_LESS = re.compile(r"(?:\s+[\w-]+)?\s+or (?:less|fewer)\b", re.IGNORECASE)
_INSIDE_WORD = re.compile(r"(?<=[A-Za-z-])\d+|\d+(?=[A-Za-z])")


def numbers_of(text: str) -> set[str]:
    """Return the numbers of a text in plain digits; "1.5 million" and "1,500,000" are the same."""
    numbers = {_value(match) for match in _NUMERAL.finditer(text)}
    # digits that are joined to letters count as well: "Covid-19"
    rest = _NUMERAL.sub(" ", text)
    numbers.update(_plain(Decimal(digits)) for digits in _INSIDE_WORD.findall(rest))
    return numbers


def numbers_reached(text: str) -> set[str]:
    """Return the numbers of a text without those given as an upper bound ("nearly 80")."""
    return {
        _value(match)
        for match in _NUMERAL.finditer(text)
        if not _UPPER_BOUND.search(text, 0, match.start()) and not _OR_LESS.match(text, match.end())
    }


def _value(match: re.Match[str]) -> str:
    digits = match["digits"]
    value = Decimal(digits.replace(",", "")) if digits else _value_of_words(match["word"])
    return _plain(value * _SCALES.get((match["scale"] or "").lower(), 1))


def _value_of_words(words: str) -> Decimal:
    return Decimal(sum(_UNITS.get(word, _TENS.get(word, 0)) for word in words.lower().split("-")))


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
