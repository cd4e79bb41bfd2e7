"""Sentences: a text cut as sentencex does it, but for the points that English news shortens with.

sentencex ends a sentence after "Ms." and between "10:30 p.m." and "Aug. 9".
"""

import re

import sentencex

_TITLE = re.compile(r"(?<!\w)(?:Ms|Mx|Messrs|Atty|Ft|Supt|Det|Insp|Cmdr|Dep|Asst|Amb)\.\s*$")
_INITIAL = re.compile(r"\b[A-Z](?:-[A-Z])?\.$")  # "R-W.Va.": what follows stands right behind
_CLOCK = re.compile(r"\d\s?[ap]\.m\.\s*$")
# What goes on after a clock: a date, a weekday, a number, a zone, or words in small letters.
_GOES_ON = re.compile(
    r"(?:\d|[a-z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\s\d)"
)
_SHORTENED = re.compile(r"(?<!\w)(?:approx|incl|esp|vs|etc|ca|cf|e\.g|i\.e)\.\s*$", re.IGNORECASE)
_ON_THE_LINE = re.compile(r"[a-z0-9]")


def segments(text: str, language: str) -> list[str]:
    """Cut a text into sentences with the white space behind them; together they are the text."""
    found: list[str] = []
    for segment in sentencex.segment(language, text):
        if found and language == "en" and _is_one(found[-1], segment):
            found[-1] += segment
        else:
            found.append(segment)
    return found


def _is_one(before: str, after: str) -> bool:
    """Tell whether the point at the end of ``before`` ends no sentence."""
    if before.endswith("\n"):
        return False
    if _INITIAL.search(before):
        return True
    return bool(
        _TITLE.search(before)
        or (_CLOCK.search(before) and _GOES_ON.match(after))
        or (_SHORTENED.search(before) and _ON_THE_LINE.match(after))
    )
