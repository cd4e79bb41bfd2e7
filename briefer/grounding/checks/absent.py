"""Numbers, dates, names and quotations of a line that the article does not have anywhere."""

import re
from collections.abc import Iterator

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
    r"\b(?:about|almost|approximately|around|close to|just|more than|nearly|over|roughly|some|under"
    r"|well|environ|près de|plus de|cerca de|más de|casi|unos|etwa|rund|fast|mehr als)\s+\W?$",
    re.IGNORECASE,
)
_ROUNDING = 0.1  # share by which a rough number may differ
_QUOTED = re.compile(r"[“«\"]\s?([^”»\"]{3,}?)\s?[”»\"]|(?<!\w)‘([^’]{3,}?)’(?!\w)")
_MIN_QUOTED_WORDS = 3
_SENTENCE_MARKS = " .,;:!?…"


def _run(line: LineContext) -> Iterator[Finding]:
    yield from _numbers(line)
    yield from _dates(line)
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
    if _ROUGHLY.search(line.text, 0, token.start):
        near = (abs(value - other) <= _ROUNDING * other for other in known if other > _SMALL)
        if any(near):
            return True
    factors = (7, 10, 12, 24, 60, 100)  # weeks, decades, years, days, hours, fractions
    converted = {n for other in known for f in factors for n in (other * f, other / f)}
    return value in converted or value in {100 - other for other in known}


def _clock_times(text: str) -> set[int]:
    return {_minutes(match) for match in _CLOCK.finditer(text)}


def _minutes(match: re.Match[str]) -> int:
    """Return minutes after noon or midnight: 20:15 and 8.15 pm are both 495."""
    hour = int(match["hour"] or match["hour24"])
    return hour % 12 * 60 + int(match["minute"] or match["minute24"] or 0)


def _dates(line: LineContext) -> Iterator[Finding]:
    """Find a day or month that the article neither names nor is published on."""
    published = line.index.article.published
    today = {published.strftime(form).lower() for form in ("%A", "%B")} if published else set()
    for token in line.content:
        if token.kind == "calendar" and token.form not in today and not line.index.is_known(token):
            yield Finding("date_not_in_article", strength=0.5, params={"date": token.text})


def _names(line: LineContext) -> Iterator[Finding]:
    for token in sorted(line.names, key=lambda name: name.start):
        if not line.index.is_known(token):
            yield Finding("name_not_in_article", params={"name": token.text})


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
        "date_not_in_article",
        "name_not_in_article",
        "quotation_not_verbatim",
    ),
    None,
    _run,
)
