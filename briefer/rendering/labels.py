"""The words of all faces: schema terms, times and counts as a reader reads them."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from briefer.schema import Brief, Source, When
from briefer.vocabulary import Likelihood, SourceKind, TimeType, UncertaintyKind

UNCERTAINTY: Final[dict[UncertaintyKind, str]] = {
    "disputed": "Disputed",
    "discrepancy": "Discrepancy",
    "unconfirmed": "Unconfirmed",
    "unnamed_source": "Unnamed source",
    "single_source": "Single source",
    "hedged": "Hedged",
    "open_question": "Open question",
}
"""Label of each kind of uncertainty, the gravest first."""

MARKED_KIND: Final[dict[SourceKind, str]] = {
    "document": "document",
    "unnamed_person": "unnamed person",
    "unnamed_group": "unnamed group",
}
"""The kinds of source that a reader must be told; the name tells the others."""

NOT_NAMED: Final = "not named because"
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
NO_CLAIMS: Final = "Nothing found that the article attributes to anyone."
NO_DOUBTS: Final = "Nothing was marked. That does not make everything certain."
OWN_VOICE: Final = "in the article’s own voice"

_TIME_TYPE: Final[dict[TimeType, str]] = {
    "date": "",
    "time": "",
    "duration": "a duration",
    "set": "again and again",
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
    """Return a date as ``14 March 2025``, with its time and zone when it has one."""
    words = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if isinstance(moment, datetime):
        words += f", {moment:%H:%M} {moment.tzname() or ''}".rstrip()
    return words


def value_words(when: When) -> str:
    """Return the value of a time as a reader says it, or the TIMEX3 value where no rule does.

    Empty when the value is not known.
    """
    if not when.value:
        return ""
    if week := _WEEK.fullmatch(when.value):
        with suppress(ValueError):  # few years have a week 53
            monday = date.fromisocalendar(int(week["year"]), int(week["week"]), 1)
            return f"week of {day_words(monday)}"
    found = _TIMEX.fullmatch(when.value)
    if found is None:
        return ", ".join(filter(None, (when.value, _TIME_TYPE[when.type])))
    words = found["year"]
    if found["month"]:
        words = f"{_MONTHS[int(found['month']) - 1]} {words}"
    if found["day"]:
        words = f"{int(found['day'])} {words}"
    time = found["time"]
    return f"{words}, {_PART_OF_DAY.get(time, time)}" if time else words


def count(number: int, noun: str) -> str:
    """Return ``1 call``, ``2 calls``, ``1,200 calls``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def source_name(source: Source) -> str:
    """Return the name of a source, with a capital where it opens a line of its own."""
    if source.kind == "unknown":
        return "Source not stated"
    return source.name[0].upper() + source.name[1:]


def not_fully_read(brief: Brief) -> str:
    """Return how many sentences the model read, or an empty string when it read all of them."""
    held = brief.coverage
    if held.sentences_read >= held.sentences:
        return ""
    return f"The model read {held.sentences_read:,} of {count(held.sentences, 'sentence')}."


def coverage_words(brief: Brief) -> str:
    """Say how much of the article stands behind the brief."""
    held = brief.coverage
    parts = [
        f"{covered:,} of {count(total, noun)}"
        for covered, total, noun in (
            (held.quotations_covered, held.quotations, "quotation"),
            (held.attributions_covered, held.attributions, "attribution"),
        )
        if total
    ]
    read = f"{held.sentences_read:,} of {count(held.sentences, 'sentence')} read"
    return f"{read}; the claims hold {' and '.join(parts)}." if parts else f"{read}."


def provenance_words(brief: Brief) -> str:
    """Say in one sentence what made the brief, and at what cost."""
    made = brief.provenance
    seconds = f"{made.seconds:.1f} s" if made.seconds < 10 else f"{made.seconds:,.0f} s"
    by = "rules alone, no model" if made.model == "none" else made.model
    words = f"Made by {by} in {seconds}"
    if made.calls:
        again = f" ({made.reasks:,} asked again)" if made.reasks else ""
        cached = f" ({made.cached_tokens:,} cached)" if made.cached_tokens else ""
        words += (
            f": {count(made.calls, 'call')}{again}, "
            f"{count(made.input_tokens, 'token')} in{cached}, {made.output_tokens:,} out"
        )
    return f"{words}; briefer {made.version}, {day_words(made.created.date())}."


def left_out(number: int, noun: str) -> str:
    """Say how many items of a kind the page had no room for, and how to see them."""
    verb = "does" if number == 1 else "do"
    return f"… {count(number, f'more {noun}')} {verb} not fit on this page: --all shows everything."


def refused_words(brief: Brief) -> str:
    """Say how much grounding refused, or return an empty string when it refused nothing."""
    number = len(brief.coverage.rejected)
    verb = "was" if number == 1 else "were"
    return f"{count(number, 'item')} {verb} refused by the checks and left out." if number else ""
