"""Numbers, names and quotations of a line that the article does not have anywhere."""

import re
from collections.abc import Iterator
from itertools import combinations

from briefer.analysis.parser import dictionary
from briefer.grounding.check import Check
from briefer.grounding.findings import Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.tokens import Token
from briefer.text.normalization import fold

_SMALL = 12.0  # a number up to this one, in words, may count what the article lists
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap])\.?m\b"
    r"|\b(?P<hour24>\d{1,2})[:.h](?P<minute24>\d{2})\b",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"\b(?:about|almost|approximately|around|close to|just|less than|fewer than|more than|nearly"
    r"|over|roughly|some|under|well|environ|près de|plus de|moins de|cerca de|más de|menos de|casi"
    r"|unos|etwa|rund|fast|mehr als|weniger als)\s+\W?$",
    re.IGNORECASE,
)
_ROUNDING = 0.35  # share by which "fewer than 2,000" may differ from the number
_LARGE = 1000.0  # a difference or sum as large as this is no coincidence
_ABBREVIATION = 4  # letters
_QUOTED = re.compile(r"[“«\"]\s?([^”»\"]{3,}?)\s?[”»\"]|(?<!\w)‘([^’]{3,}?)’(?!\w)")
_MIN_QUOTED_WORDS = 3
_SENTENCE_MARKS = " .,;:!?…"


def _run(line: LineContext) -> Iterator[Finding]:
    yield from _numbers(line)
    yield from _names(line)
    yield from _quotations(line)


def _numbers(line: LineContext) -> Iterator[Finding]:
    times = _clock_times(line.index.article.text) | _clock_times(line.index.article.title or "")
    for token in line.content:
        if token.value is None or token.value in line.index.values:
            continue
        if _is_known_time(token, line, times) or _can_be_derived(token, line):
            continue
        yield Finding("number_not_in_article", "hard", params={"number": token.text})


def _is_known_time(token: Token, line: LineContext, times: set[int]) -> bool:
    """Return True if a number is part of a time of day that the article has, in either form."""
    return any(
        match.start() <= token.start < match.end() and _minutes(match) in times
        for match in _CLOCK.finditer(line.text)
    )


def _can_be_derived(token: Token, line: LineContext) -> bool:
    """Return True if a number counts what is listed, rounds, converts or complements another."""
    value, known = token.value or 0.0, line.index.values
    if value <= _SMALL and not token.in_digits:
        return True
    large = [other for other in known if other > _SMALL]
    if _ROUGHLY.search(line.text, 0, token.start) and any(
        abs(value - other) <= _ROUNDING * other for other in large
    ):
        return True
    if value >= _LARGE and any(value in {abs(a - b), a + b} for a, b in combinations(large, 2)):
        return True  # "£700,000 over budget"
    factors = (7, 10, 12, 24, 60, 100)  # weeks, decades, years, days, hours, fractions
    converted = {round(n, 6) for other in known for f in factors for n in (other * f, other / f)}
    published = line.index.article.published
    near_years = {published.year + step for step in (-1, 0, 1)} if published else set[int]()
    return value in converted | {100 - other for other in known} | near_years  # "next year"


def _clock_times(text: str) -> set[int]:
    return {_minutes(match) for match in _CLOCK.finditer(text)}


def _minutes(match: re.Match[str]) -> int:
    """Return minutes after noon or midnight: 20:15 and 8.15 pm are both 495."""
    hour = int(match["hour"] or match["hour24"])
    return hour % 12 * 60 + int(match["minute"] or match["minute24"] or 0)


def _names(line: LineContext) -> Iterator[Finding]:
    words = dictionary(line.language)
    for token in sorted(line.names, key=lambda name: name.start):
        short = token.text.isupper() and len(token.text) <= _ABBREVIATION  # "CEO", "PM"
        plain = token.form in words  # "Spanish", "Parliament"
        if not (short or plain or line.index.has_name(token)):
            yield Finding("name_not_in_article", "hard", params={"name": token.text})


def _quotations(line: LineContext) -> Iterator[Finding]:
    text = _plain(f"{line.index.article.title or ''} {line.index.article.text}")
    for match in _QUOTED.finditer(line.text):
        quoted = match[1] or match[2]
        parts = [part.strip(_SENTENCE_MARKS) for part in re.split(r"…|\.\.\.|\[[^]]*\]", quoted)]
        if len(quoted.split()) < _MIN_QUOTED_WORDS or all(_plain(part) in text for part in parts):
            continue
        yield Finding("quotation_not_verbatim", "hard", params={"quotation": quoted})


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", fold(text)).strip()


ABSENT = Check(
    "absent",
    (
        "number_not_in_article",
        "name_not_in_article",
        "quotation_not_verbatim",
    ),
    None,
    _run,
)
