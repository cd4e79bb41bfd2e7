"""Resolve durations ("two weeks") and recurring times ("every Friday"), which need no anchor."""

import re

from briefer.analysis.time_values import DAYS, TimeValue

_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M",
          "year": "Y", "decade": "Y"}  # fmt: skip
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, start=1)} | {"a": 1, "an": 1}

COUNT = rf"(?P<count>\d{{1,9}}|{'|'.join(_NUMBERS)})"
"""A count in digits or as a word."""

_DAY = rf"(?P<day>{'|'.join(DAYS)})"


def recurring(words: str) -> TimeValue | None:
    """Resolve "every Friday", "daily"; None for anything else."""
    match = re.match(rf"(?:every|each)\s+(?:{_DAY}|(?P<unit>day|week|month|year))", words)
    if match is None and words not in {"daily", "weekly", "monthly", "annually", "yearly"}:
        return None
    if match is not None and match["day"]:
        return TimeValue("set", f"XXXX-WXX-{DAYS.index(match['day']) + 1}", "day")
    unit = match["unit"] if match is not None else {"daily": "day"}.get(words, words[:-2])
    code = {"annual": "Y", "year": "Y", "day": "D", "week": "W", "month": "M"}.get(unit)
    return TimeValue("set", f"P1{code}") if code else TimeValue("set")


def duration(words: str) -> TimeValue | None:
    """Resolve "two weeks", "a three-day"; None for anything else."""
    match = re.fullmatch(
        rf"(?:for\s+|nearly\s+|almost\s+|more\s+than\s+|about\s+|over\s+|some\s+)*{COUNT}[\s-]+"
        r"(?P<unit>second|minute|hour|day|week|month|year|decade)s?(?:[\s-]+(?:long|old))?",
        words,
    )
    if match is None:
        return None
    count = count_of(match["count"])
    unit = match["unit"]
    if unit == "decade":
        count *= 10
    separator = "T" if unit in {"second", "minute", "hour"} else ""
    return TimeValue("duration", f"P{separator}{count}{_UNITS[unit]}")


def count_of(word: str) -> int:
    """Return the number that a match of ``COUNT`` names."""
    return int(word) if word.isdecimal() else _NUMBERS[word]
