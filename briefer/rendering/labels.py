"""English labels for readers, from schema terms, times and counts; all output formats use them.

Example: the kind ``unnamed_source`` is "Unnamed source", the TIMEX3 value ``2026-03-17TNI`` is
"17 March 2026, night".
"""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from briefer.schema.brief import Brief, Source, When
from briefer.schema.vocabulary import Likelihood, SourceKind, TimeType, UncertaintyKind

UNCERTAINTY: Final[dict[UncertaintyKind, str]] = {
    "disputed": "Disputed",
    "discrepancy": "Discrepancy",
    "unconfirmed": "Unconfirmed",
    "unnamed_source": "Unnamed source",
    "single_source": "Single source",
    "hedged": "Hedged",
    "open_question": "Open question",
}
"""What precedes the note of each kind, in the order of the page: the most serious kind first."""

SOURCE_KIND_MARK: Final[dict[SourceKind, str]] = {
    "document": "document",
    "unnamed_person": "unnamed person",
    "unnamed_group": "unnamed group",
}
"""Marks for kinds of source that the name alone does not show."""

NOT_NAMED: Final = "not named"
NOT_FULLY_READ: Final = "Not fully read"
PARTLY_QUOTED: Final = "partly quoted"

LIKELIHOOD: Final[dict[Likelihood, str]] = {
    "almost_no_chance": "almost no chance (1–5 %)",
    "very_unlikely": "very unlikely (5–20 %)",
    "unlikely": "unlikely (20–45 %)",
    "roughly_even_chance": "roughly even chance (45–55 %)",
    "likely": "likely (55–80 %)",
    "very_likely": "very likely (80–95 %)",
    "almost_certain": "almost certain (95–99 %)",
}
"""The bands of ICD 203."""

NONE_FOUND: Final = "None found."
NO_CLAIMS: Final = "No attributed claims found."
NO_UNCERTAINTY: Final = "No uncertainty found. That does not make everything certain."
NO_TEXT: Final = "(no text)"
NO_SOURCE: Final = "stated by the article itself"

_TIME_TYPE: Final[dict[TimeType, str]] = {
    "date": "",
    "time": "",
    "duration": "a duration",
    "set": "recurring",
}

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_PART_OF_DAY: Final = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "DT": "daytime",
}

_WEEK: Final = re.compile(r"(?P<year>\d{4})-W(?P<week>0[1-9]|[1-4]\d|5[0-3])")
_TIMEX: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?"
    r"(?:T(?P<time>[A-Z]{2}|\d\d(?::\d\d)*(?:Z|[+-]\d\d:\d\d)?))?"
)


def day_words(moment: date) -> str:
    """Return a date as ``14 March 2025``, with its time and zone if it has one."""
    words = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if isinstance(moment, datetime):
        words += f", {moment:%H:%M} {moment.tzname() or ''}".rstrip()
    return words


def value_words(when: When) -> str:
    """Return the value of a time in words: ``17 March 2026, night``.

    An unusual TIMEX3 value is returned as it is, an unknown value as an empty string.
    """
    if not when.value:
        return ""
    if week := _WEEK.fullmatch(when.value):
        with suppress(ValueError):  # few years have a week 53
            monday = date.fromisocalendar(int(week["year"]), int(week["week"]), 1)
            return f"week of {day_words(monday)}"
    timex = _TIMEX.fullmatch(when.value)
    if timex is None:
        return ", ".join(filter(None, (when.value, _TIME_TYPE[when.type])))
    words = timex["year"]
    if timex["month"]:
        words = f"{_MONTHS[int(timex['month']) - 1]} {words}"
    if timex["day"]:
        words = f"{int(timex['day'])} {words}"
    time = timex["time"]
    return f"{words}, {_PART_OF_DAY.get(time, time)}" if time else words


def count(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 call``, ``2 calls``, ``1,200 calls``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def source_name(source: Source) -> str:
    """Return the name of a source, capitalised to begin a line."""
    if source.kind == "unknown":
        return "Source not stated"
    return source.name[0].upper() + source.name[1:]


def not_fully_read(brief: Brief) -> str:
    """Return how many sentences the model read; an empty string if it read all of them."""
    coverage = brief.coverage
    if coverage.sentences_read >= coverage.sentences:
        return ""
    return f"The model read {coverage.sentences_read:,} of {count(coverage.sentences, 'sentence')}."


def coverage_words(brief: Brief) -> str:
    """Return how much of the article was read, and how much of it the claims cover."""
    coverage = brief.coverage
    parts = [
        f"{covered:,} of {count(total, noun)}"
        for covered, total, noun in (
            (coverage.quotations_covered, coverage.quotations, "quotation"),
            (coverage.attributions_covered, coverage.attributions, "attribution"),
        )
        if total
    ]
    read = f"{coverage.sentences_read:,} of {count(coverage.sentences, 'sentence')} read"
    return f"{read}; the claims cover {' and '.join(parts)}." if parts else f"{read}."


def provenance_words(brief: Brief) -> str:
    """Return what made the brief, in what time and with how many calls and tokens."""
    made = brief.provenance
    seconds = f"{made.seconds:.1f} s" if made.seconds < 10 else f"{made.seconds:,.0f} s"
    maker = "rules alone (no model)" if made.model == "none" else made.model
    words = f"Made in {seconds} by {maker}"
    if made.calls:
        repeated = f" ({made.reasks:,} repeated)" if made.reasks else ""
        cached = f" ({made.cached_tokens:,} cached)" if made.cached_tokens else ""
        words += (
            f": {count(made.calls, 'call')}{repeated}, "
            f"{count(made.input_tokens, 'token')} in{cached}, {made.output_tokens:,} out"
        )
    return f"{words}; briefer {made.version}, {day_words(made.created.date())}."


def more_items(number: int, noun: str, plural: str = "") -> str:
    """Return how many items the page has no room for, and how to see them."""
    return (
        f"… {count(number, f'more {noun}', plural and f'more {plural}')} (--all shows everything)"
    )


def rejected_words(brief: Brief) -> str:
    """Return how many items the checks rejected; an empty string if they rejected none."""
    number = len(brief.coverage.rejected)
    return f"The checks rejected {count(number, 'item')}." if number else ""
