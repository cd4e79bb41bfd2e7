"""Labels for readers, from schema terms, times and counts; all output formats use them.

Example: in English, the kind ``unnamed_source`` is "Unnamed source", and the TIMEX3 value
``2026-03-17TNI`` is "17 March 2026, night". Labels of a brief are in the brief's language.
"""

import re
from contextlib import suppress
from datetime import date, datetime, timezone
from typing import Final, Literal

from briefer.rendering.messages import ENGLISH, messages_in
from briefer.schema.brief import Brief, Claim, Source, When
from briefer.schema.coverage import RejectedItem
from briefer.schema.vocabulary import Section, UncertaintyKind

UNCERTAINTY_ORDER: Final[tuple[UncertaintyKind, ...]] = (
    "disputed",
    "discrepancy",
    "correction",
    "superseded",
    "unconfirmed",
    "unnamed_source",
    "single_source",
    "hedged",
    "open_question",
)
"""The order of the page: the most serious kind first."""

UNCERTAINTY: Final[dict[UncertaintyKind, str]] = {
    kind: messages_in(ENGLISH).text(f"uncertainty.{kind}") for kind in UNCERTAINTY_ORDER
}
"""What precedes the note of each kind, in English."""

# "The council", "L’adjoint", but "The Hague", "La Poste"; an indefinite article with any word.
_INITIAL_ARTICLE: Final = re.compile(
    r"^(?:(?:(?:The|An?|Its|His|Her|Their|One|Two|Three|Several|Some|Many|D(?:er|ie|as|es|em|en)|Les?|La"
    r"|El|Los|Las|Il|Lo|Gli|De|Het|Os?|As?)(?= [^\W\d_A-ZÀ-Þ])|L['’](?=[^\W\d_A-ZÀ-Þ]))"
    r"|(?:Eine?[rmns]?|Seine?[rmns]?|Ihre?[rmns]?|Mehrere|Une?|Un[ao]s?|Een|Uma?)(?= ))"
)
_WEEK: Final = re.compile(r"(?P<year>\d{4})-W(?P<week>0[1-9]|[1-4]\d|5[0-3])")
_TIMEX: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?"
    r"(?:T(?P<time>[A-Z]{2}|\d\d(?::\d\d)*(?:Z|[+-]\d\d:\d\d)?))?"
)


def day_words(moment: date, *, language: str = ENGLISH) -> str:
    """Return a date as ``14 March 2025``, with its time and zone if it has one."""
    words = _calendar_words(str(moment.year), moment.month, moment.day, language=language)
    if isinstance(moment, datetime):
        offset = moment.utcoffset()  # not tzname(): a brief read back from JSON has other names
        zone = "" if offset is None else timezone(offset).tzname(None)
        clock = f"{moment:%H:%M} {zone}".rstrip()
        return messages_in(language).text("time.with_clock", day=words, time=clock)
    return words


def _calendar_words(year: str, month: int = 0, day: int = 0, *, language: str) -> str:
    """Return a year, a month or a day in words; 0 means that it is not given."""
    words = messages_in(language)
    if not month:
        return words.text("time.year", year=year)
    name = words.text(f"month.{month}")
    if not day:
        return words.text("time.month", year=year, month=name)
    number = words.text("time.first_day") if day == 1 else str(day)
    return words.text("time.day", year=year, month=name, day=number)


def value_words(when: When, *, language: str = ENGLISH) -> str:
    """Return the value of a time in words: ``17 March 2026, night``.

    An unusual TIMEX3 value is returned as it is, an unknown value as an empty string.
    """
    if not when.value:
        return ""
    words = messages_in(language)
    if week := _WEEK.fullmatch(when.value):
        with suppress(ValueError):  # few years have a week 53
            monday = date.fromisocalendar(int(week["year"]), int(week["week"]), 1)
            return words.text("time.week", day=day_words(monday, language=language))
    timex = _TIMEX.fullmatch(when.value)
    if timex is None:
        unusual = [words.text(f"time.{when.type}")] if when.type in {"duration", "set"} else []
        return words.text("punctuation.comma").join([when.value, *unusual])
    day = _calendar_words(
        timex["year"], int(timex["month"] or 0), int(timex["day"] or 0), language=language
    )
    time = timex["time"]
    if not time:
        return day
    if part := words.entries.get(f"part_of_day.{time}"):
        return words.text("time.with_part", day=day, part=part)
    return words.text("time.with_clock", day=day, time=time)


def source_name(source: Source, *, language: str = ENGLISH) -> str:
    """Return the name of a source, capitalised to begin a line."""
    if source.kind == "unknown":
        return messages_in(language).text("source.unknown")
    return source.name[0].upper() + source.name[1:]


def within_a_line(name: str) -> str:
    """Return a source's name for the middle of a line: "the council", but "The Hague"."""
    return _INITIAL_ARTICLE.sub(lambda found: found[0].lower(), name)


def source_mark(source: Source, *, language: str = ENGLISH) -> str:
    """Return the kind of a source if its name alone does not show it, else an empty string."""
    if source.kind in {"document", "unnamed_person", "unnamed_group"}:
        return messages_in(language).text(f"source.{source.kind}")
    return ""


def chain_words(claim: Claim, *, language: str = ENGLISH) -> str:
    """Return on whose word a claim rests besides its source's: ``according to Falk``.

    It is ``citing Sand`` if the source itself relies on another one, ``""`` if there is none.
    """
    words = messages_in(language)
    if claim.reported_by is not None:
        return words.text("source.according_to", sources=within_a_line(claim.reported_by.name))
    if claim.relies_on is None:
        return ""
    if claim.relies_on.kind == "unknown":
        return words.text("source.citing_unknown")
    return words.text("source.citing", source=within_a_line(claim.relies_on.name))


def not_fully_read(brief: Brief) -> str:
    """Return how many sentences the model read; an empty string if it read all of them."""
    coverage = brief.coverage
    if coverage.sentences_read >= coverage.sentences:
        return ""
    words = messages_in(brief.language)
    return words.count("coverage.model_read", coverage.sentences, read=coverage.sentences_read)


def nothing_found(brief: Brief, section: Section) -> str:
    """Return what an empty section says: that nothing was found, or that nothing was looked for."""
    kind = section if section in {"claimed_by", "uncertainty"} else "facts"
    state = "not_read" if section in brief.coverage.not_read else "empty"
    return messages_in(brief.language).text(f"{state}.{kind}")


def coverage_words(brief: Brief) -> str:
    """Return how much of the article was read, and how much of it the claims cover."""
    coverage = brief.coverage
    words = messages_in(brief.language)
    read = words.count("coverage.read", coverage.sentences, read=coverage.sentences_read)
    parts = [
        words.count(f"coverage.{name}", total, covered=covered)
        for covered, total, name in (
            (coverage.quotations_covered, coverage.quotations, "quotations"),
            (coverage.reporting_words_covered, coverage.reporting_words, "reporting_words"),
        )
        if total
    ]
    if not parts:
        return words.text("coverage.read_only", read=read)
    both = parts[0]
    if len(parts) == 2:
        both = words.text("coverage.both", first=parts[0], second=parts[1])
    return words.text("coverage.with_claims", read=read, parts=both)


def not_covered_words(brief: Brief) -> str:
    """Return how many passages no claim covers; an empty string if there is none."""
    number = len(brief.coverage.not_covered)
    return messages_in(brief.language).count("page.not_covered", number) if number else ""


def provenance_words(brief: Brief) -> str:
    """Return what made the brief, in what time and with how many calls and tokens."""
    made = brief.provenance
    words = messages_in(brief.language)
    seconds = words.number(made.seconds, decimals=1 if made.seconds < 10 else 0)
    if made.model == "none":
        text = words.text("provenance.by_rules", seconds=seconds)
    else:
        text = words.text("provenance.by_model", seconds=seconds, model=made.model)
    if made.calls:
        text = words.text("provenance.usage", made=text, **_usage(brief))
    if made.lines_verified:
        verified = words.count(
            "provenance.verified",
            made.lines_verified,
            corrected=made.lines_corrected,
            refused=made.lines_refused,
        )
        text = words.text("provenance.verified_too", made=text, verified=verified)
    day = day_words(made.created.date(), language=brief.language)
    return words.text("provenance.whole", made=text, version=made.version, day=day)


def _usage(brief: Brief) -> dict[str, str]:
    """Return calls, input tokens and output tokens in words."""
    made = brief.provenance
    words = messages_in(brief.language)
    calls = words.count("provenance.calls", made.calls)
    if made.reasks:
        calls += f" {words.in_brackets(words.text('provenance.repeated', count=made.reasks))}"
    tokens = words.count("provenance.tokens_in", made.input_tokens)
    if made.cached_tokens:
        cached = words.text("provenance.cached", count=made.cached_tokens)
        tokens += f" {words.in_brackets(cached)}"
    output = words.text("provenance.tokens_out", count=made.output_tokens)
    return {"calls": calls, "input": tokens, "output": output}


def more_items(
    number: int, what: Literal["points", "claims", "uncertainty"], *, language: str = ENGLISH
) -> str:
    """Return how many items the page has no room for, and how to see them."""
    return messages_in(language).count(f"page.more_{what}", number)


def rejected_words(brief: Brief) -> str:
    """Return how many items the checks rejected; an empty string if they rejected none."""
    number = len(brief.coverage.rejected)
    return messages_in(brief.language).count("page.rejected", number) if number else ""


def rejected_section(item: RejectedItem, *, language: str = ENGLISH) -> str:
    """Return the name of the section that a rejected item was meant for."""
    return messages_in(language).entries.get(f"section.{item.section}", item.section)
