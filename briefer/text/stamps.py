"""Read lines that only say when an article was published or changed.

"Published: 05/04/2026 09:20 | Updated: 13/04/2026 16:02 | By Orla Penrose" has two stamps. A
sentence with a date has none: its date is that of an event.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final, Literal, NamedTuple

import dateparser
from dateparser.languages.loader import default_loader

from briefer.text.clocks import ZONE
from briefer.text.numeric_dates import NUMERIC_DATE, DateOrder, read_date

StampKind = Literal["published", "updated", "bare"]

# What precedes a date, by what it says; each list has several languages.
_PUBLISHED: Final = (
    r"(?:first |originally )?(?:published|posted|released|issued|filed|created)|date"
    r"|veröffentlicht|erschienen|publiée?|paru|publicado|pubblicato|gepubliceerd|publicera[dt]"
    r"|publiceret|udgivet|publisert|opublikowan[oay]|julkaistu|publicat|zveřejněno"
)
_UPDATED: Final = (
    r"(?:last |latest )?(?:updated?|modified|edited|revised)|(?:zuletzt )?aktualisiert|stand"
    r"|(?:mis|mise) à jour|modifié|actualizado|atualizado|aggiornato|bijgewerkt|uppdatera[dt]"
    r"|opdateret|oppdatert|(?:za)?aktualizowan[oay]|päivitetty|actualizat|aktualizováno"
)
_JOIN: Final = (
    r"\s*(?:(?:on|at|am|le|el|il|em|op|the)\b|[:–—-])?\s*(?:(?:on|at|am|le|el|il|em|op)\b\s*)?"
)
_CLOCK: Final = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?(?:[ap]\.?m\b\.?|h\b))"
    rf"(?:\s?{ZONE})?"
)
_ARABIC: Final = r"[\u0621-\u064a]{3,10}"  # a month, which may have two names: "مارس/آذار"
_DAY_NAME: Final = (
    rf"(?:ال{_ARABIC}،?\s+)?"
    r"(?:(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun|\w+(?:day|tag|dag|edì|-feira)|mittwoch|dimanche"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|lunes|martes|miércoles|jueves|viernes|s[áa]bado"
    r"|doming?o|domenica)\b\.?,?\s+(?:(?:den|the)\s+)?)?"
)
_DATE: Final = (
    r"(?P<date>\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:del?\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    rf"|\d{{1,2}} {_ARABIC}(?:/{_ARABIC})? \d{{4}}"
    r"|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)(?![\w/])"
)
_AT: Final = r"(?:,?\s+(?:at|um|à|a las|alle|om|às|kl\.?|klo|o godz\.)\s+|,\s*|\s+[-–—]\s+|\s+)"
_STAMP: Final = re.compile(
    rf"(?:\b(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))\b{_JOIN})?"
    rf"(?:{_CLOCK}{_AT})?{_DAY_NAME}{_DATE}(?:{_AT}{_CLOCK})?",
    re.IGNORECASE,
)
_ISSUE: Final = r"(?i:(?:no|nr|vol|issue|ausgabe|edition)\b\.?|n[°º])\s?\d[\d.,]{0,8}"
_ISSUES: Final = re.compile(rf"(?:{_ISSUE}[\s|•·,;–—-]*){{1,2}}")
# What else such a line may have: its author, a place and the time to read it.
_BESIDE: Final = re.compile(
    r"[\s|•·,;()–—-]*(?:(?i:by)\s+[A-ZÀ-Þ][^|•·\d]{1,80}"
    r"|(?:(?:\w+ )?(?i:reporter|correspondent|editor|writer) )?"
    r"[A-ZÀ-Þ][\w.’'-]+(?:,|(?: [A-ZÀ-Þ][\w.’'-]+){1,3})"
    r"|\d+[ -]min(?:ute)?s?(?: read)?|(?i:and|und|et|y|e)"
    r"|(?i:lesezeit|lesedauer|(?:temps|durée) de lecture|tiempo de lectura|tempo di lettura"
    r"|tempo de leitura|leestijd|reading time)\s*:?\s*\d+\s*(?i:min\w*)"
    rf"|(?i:{_UPDATED})\s+(?i:(?:at|um|à|a las|om|às)\s+)?{_CLOCK}"
    rf")?[\s|•·,;()–—.-]*(?:{_ISSUE})?"
    r"[\s|•·,;()–—.-]*"
)
_MAX_WORDS: Final = 30  # of a line with stamps; a longer line belongs to the story
_MAX_CHARACTERS: Final = 600  # the same, for lines without spaces
_HEAD_LINES: Final = 8
_TAIL_LINES: Final = 3
_SECOND_NAME: Final = re.compile(rf"(?<=[\u0621-\u064a])/{_ARABIC}")
_SHORT_YEAR: Final = re.compile(r"(?P<mark>[/.-])(?=\d\d$)")
_WHOLE_DATES: Final = {"REQUIRE_PARTS": ["day", "month", "year"]}


class Stamp(NamedTuple):
    """One date of a stamp line, as it is written."""

    kind: StampKind
    words: str


def stamps_in(line: str) -> tuple[Stamp, ...]:
    """Return the stamps of a line that has nothing but stamps, and perhaps its author."""
    if len(line) > _MAX_CHARACTERS or len(line.split()) > _MAX_WORDS:
        return ()
    matches = list(_STAMP.finditer(line))
    rest = _STAMP.sub("\n", line).split("\n")
    if not matches or not all(map(_BESIDE.fullmatch, rest)):
        return ()
    return tuple(
        Stamp("published" if m["published"] else "updated" if m["updated"] else "bare", m["date"])
        for m in matches
    )


def is_masthead_line(line: str) -> bool:
    """Return True for a line under a masthead: "9 May 2026", "Vol. 12, No. 3"."""
    return bool(stamps_in(line) or _ISSUES.fullmatch(line.strip()))


def stated_days(
    lines: Sequence[str], *, language: str, order: DateOrder | None
) -> tuple[date | None, date | None]:
    """Return when an article was published and last changed, as its own stamp lines say.

    They are above the story, or below it if they say "published" or "updated". With a change
    alone, that day counts as the day of publication. A day in the future is none.

    Args:
        lines: the paragraphs under the headline.
        language: their language.
        order: the order of day and month in numbers; None if it is open.
    """
    head = next((i for i, line in enumerate(lines) if len(line.split()) > _MAX_WORDS), len(lines))
    above = [stamp for line in lines[: min(head, _HEAD_LINES)] for stamp in stamps_in(line)]
    below = [stamp for line in lines[-_TAIL_LINES:] for stamp in stamps_in(line)]
    days: dict[StampKind, date | None] = {}
    for stamp in (*above, *(one for one in below if one.kind != "bare")):
        if stamp.kind not in days:
            days[stamp.kind] = day_of(stamp.words, language, order)
    published = next(
        (days[kind] for kind in ("published", "bare", "updated") if kind in days), None
    )
    modified = days.get("updated")
    return published, modified if published and modified and modified >= published else None


def day_of(words: str, language: str, order: DateOrder | None) -> date | None:
    """Return the day of a date in numbers or in words; None if it is open or in the future."""
    numbers = NUMERIC_DATE.fullmatch(_SHORT_YEAR.sub(r"\g<mark>20", words))
    if numbers:
        day = read_date(numbers, order)
    else:
        words = _SECOND_NAME.sub("", words)
        found = dateparser.parse(words, languages=_known_languages(language), settings=_WHOLE_DATES)
        day = found.date() if found else None
    return day if day and day <= datetime.now(UTC).date() + timedelta(days=1) else None


@cache
def _known_languages(language: str) -> list[str] | None:
    """Return the language in a list, or None if dateparser does not know it."""
    try:
        return [language] if language in default_loader.get_locale_map([language]) else None
    except ValueError:  # it has no words for dates in this language at all
        return None
