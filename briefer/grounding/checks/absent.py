"""Numbers, names and quotations of a line that the article does not have anywhere."""

import re
from collections.abc import Iterator
from itertools import combinations

from briefer.analysis.parser import is_common_word
from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.tokens import NUMBER_LANGUAGES, Token
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
# Behind a number: a share, or a unit of time or money in which the article may give another number.
_UNIT = re.compile(
    r"[\s-]*(?:(?P<share>%|per ?cent|pour cent|por ciento|prozent|points?)"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|cents?|pence|p\b"
    r"|heures?|jours?|semaines?|mois|ans?|años?|días?|horas?|semanas?|meses|tagen?|wochen|stunden"
    r"|jahren?|minuten)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:years?|decades?|ans?|années?|décennies?|años?|décadas?|jahren?|jahrzehnten?)\b",
    re.IGNORECASE,
)
_YEARS_AFTER = re.compile(rf"[\s-]*{_YEARS.pattern}", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1000.0, 2100.0
_NEARLY = 0.1  # share by which "some three decades" may differ from the years between two others
_LARGE = 1000.0  # a difference or sum as large as this is no coincidence
_ABBREVIATION = 4  # letters
_QUOTED = re.compile(r"[“«\"]\s?([^”»\"]{3,2000}?)\s?[”»\"]|(?<!\w)‘([^’]{3,2000}?)’(?!\w)")
_MIN_QUOTED_WORDS = 3
_SENTENCE_MARKS = " .,;:!?…"


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
    shown = {one.value for one in line.content} - {value}
    if any(
        value in {abs(a - b), a + b} and (value >= _LARGE or {a, b} & shown)
        for a, b in combinations(large, 2)
    ):
        return True  # "£700,000 over budget", "389, 77 more than"
    counts_years = _YEARS.search(token.text) or _YEARS_AFTER.match(line.text, token.end)
    if counts_years and _lies_between(value, known):
        return True
    published = line.index.article.published
    if published and abs(value - published.year) <= 1:
        return True  # "next year"
    return _is_converted(value, known, _UNIT.match(line.text, token.end))


def _lies_between(years: float, known: frozenset[float]) -> bool:
    """Return True for about the time between two years: "three decades" for "1978 and 2009"."""
    dates = [number for number in known if _FIRST_YEAR <= number <= _LAST_YEAR]
    return any(
        abs(abs(one - other) - years) <= _NEARLY * years for one, other in combinations(dates, 2)
    )


def _is_converted(value: float, known: frozenset[float], unit: re.Match[str] | None) -> bool:
    """Return True if a number is another one in the unit behind it: hours in minutes, a share."""
    if unit is None:
        return False
    if unit["share"]:
        few = [other for other in known if 0 < other <= _SMALL]
        odds = {round(100 * a / b) for a in few for b in few if a < b}  # "one in five"
        return value in odds | {100 - other for other in known} or value / 100 in known
    factors = (7, 10, 12, 24, 60, 100)
    return value in {round(n, 6) for k in known for f in factors for n in (k * f, k / f)}


def _clock_times(text: str) -> set[int]:
    return {_minutes(match) for match in _CLOCK.finditer(text)}


def _minutes(match: re.Match[str]) -> int:
    """Return minutes after noon or midnight: 20:15 and 8.15 pm are both 495."""
    hour = int(match["hour"] or match["hour24"])
    return hour % 12 * 60 + int(match["minute"] or match["minute24"] or 0)


def _names(line: LineContext) -> Iterator[Finding]:
    proper = {token.idx for token in line.parsed if token.pos_ == "PROPN"}
    names = line.names.union(_opening_name(line, proper))
    runs: list[list[Token]] = []  # "Greta Kald" is one name
    for token in sorted(names, key=lambda name: name.start):
        short = token.text.isupper() and len(token.text) <= _ABBREVIATION  # "CEO", "PM"
        plain = bool(line.parsed) and token.start not in proper  # "the Spanish minister"
        if short or plain or line.index.has_name(token):
            continue
        if runs and line.text[runs[-1][-1].end : token.start] == " ":
            runs[-1].append(token)
        else:
            runs.append([token])
    for run in runs:
        name = line.text[run[0].start : run[-1].end]
        yield Finding("name_not_in_article", "hard", params={"name": name})


def _opening_name(line: LineContext, proper: set[int]) -> tuple[Token, ...]:
    """Return the first word if the start of the line alone does not explain its capital."""
    first = line.tokens[:1]
    is_name = all(
        token.kind == "word"
        and token.is_capitalised
        and token.start in proper
        and not is_common_word(token.form, line.language)
        for token in first
    )
    return first if is_name else ()


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


# Languages in which names have a capital, and nouns have none.
_NAMES_CAPITALISED = frozenset({"da", "en", "es", "fr", "it", "nl", "pt", "ru", "sv"})

ABSENT = (
    Check("absent numbers", ("number_not_in_article",), NUMBER_LANGUAGES, _numbers, elsewhere=True),
    Check("absent names", ("name_not_in_article",), _NAMES_CAPITALISED, _names, elsewhere=True),
    Check("absent quotations", ("quotation_not_verbatim",), None, _quotations),
)
