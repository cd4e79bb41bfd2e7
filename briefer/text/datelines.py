"""Find the dateline of a news text and the lines above it: bylines, dates, credits, standfirsts.

"ARDENFORD, March 18 (Reuters) - A bridge ..." has the place "ARDENFORD" and the day "March 18".
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from briefer.text.agencies import AGENCY
from briefer.text.months import MONTH_NAME
from briefer.text.stamps import stamps_in

Offsets = tuple[int, int]

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_MONTH_NAME: Final = rf"(?:{_MONTH}|{_MONTH.upper()})[^\W\d]*\.?"
_WEEKDAY: Final = r"(?:[A-Z][a-z]+day|[A-Z]{3,6}DAY|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?)"
_NUMBERS: Final = r"\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/)\d{4}"
_AGENCY: Final = r"\s*(?:\([^)\n]{2,30}\)|/[A-Z]\w{2,20}/)"
_DASH: Final = r"(?:(?:\.(?=[—–-])|\s*)(?:—|–|--?)\s|—(?=[A-Z]))"
_DASH_OR_COLON: Final = rf"(?:{_DASH}|:\s)"
_CAPITAL: Final = f"A-ZÀ-ÖØ-ÞА-ЯЁІЇЄ{''.join(filter(str.isupper, map(chr, range(0x100, 0x180))))}"
_NAME: Final = (
    rf"[{_CAPITAL}][\w.'’-]+(?:[ /][{_CAPITAL}][\w.'’-]+){{0,2}}"
    rf"(?:, (?!{_MONTH}|{_WEEKDAY}\W)[{_CAPITAL}][\w.]+)?"
)
_AGENCY_ALONE: Final = re.compile(rf"\s*\((?=[A-ZÀ-Þ])[^)\n]{{2,30}}\){_DASH}")
# Labels that editors put before a text; they are not places.
_LABEL: Final = re.compile(
    r"(?:BREAKING|EXCLUSIVE|UPDATED?|WATCH|VIDEO|LIVE|ANALYSIS|OPINION|EDITORIAL|COMMENT|REVIEW"
    r"|INTERVIEW|EDS|EDITOR['’]?S?['’]? NOTE|CORRECTION|CLARIFICATION|SPOILER|FACT[ -]?CHECK"
    r"|EXPLAINER|PHOTOS?|POLL|NEWS|PICTURE|IMAGE|CREDIT|NOTE|FILE)\b",
    re.IGNORECASE,
)
# A note above the story, which may be long: "Correction, Oct. 15: An earlier version ...".
_NOTE: Final = re.compile(
    r"\W*(?:correction|clarification|editors?['’]?s?['’]? note|eds|updated?)\b", re.IGNORECASE
)
_NAMES: Final = r"[A-ZÀ-Þ][\w.’'-]*(?:[ ,]+(?:[A-ZÀ-Þ][\w.’'-]*|and|und|et|y|e|en|de|van|von|der))*"
_BYLINE: Final = re.compile(
    rf"(?:(?i:by|text by|words by|reporting by|written by|von|par|por|di|door))\s+{_NAMES}"
    r"(?:,? (?i:in|at|aus|à|en|a) (?P<place>[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,2}))?"
    r"(?:, [a-z][\w -]{2,40})?(?:[,|/·•–—-]? ?(?:"
    rf"{AGENCY}|[A-Z]{{2,5}}))?"
)
_CREDIT: Final = re.compile(
    r"\W*(?:(?:file |stock |handout )?(?:photo(?:graph)?s?|image|picture|video|graphic|illustration"
    r"|credit|foto|bild)(?: (?:credit|courtesy|illustration|by|copyright))*\s*(?::|by\b|©|/)"
    r"|©|\(c\)\s).{0,200}",
    re.IGNORECASE,
)
_AGENCY_NOTE: Final = re.compile(
    rf"[(\[]?(?:(?i:with|from|by|source:)\s)?(?:The\s)?(?:{AGENCY}"
    r"|(?i:agencies|staff|staff and agencies|wire reports|news agencies"
    r"|staff (?:reporter|writer)s?))"
    r"(?i: (?:reports?|news|staff))?[)\]]?[.:]?"
)
# What a desk tells its customers: "(Adds quotes; recasts first paragraph)".
_DESK_NOTE: Final = re.compile(
    r"(?P<open>[(\[])?(?:eds?\s?:\s?)?(?:adds?|updates?|recasts?|corrects?|refiles?|repeats?|rewrites"
    r"|writes through|releads?|leads? throughout|changes?|fixes)\s[^()\[\]\n]{3,200}(?(open)[)\]])",
    re.IGNORECASE,
)
# The slug of an agency's story: "BC-LOR--Dam Leak, 2nd Ld-Writethru".
_SLUG: Final = re.compile(
    r"[A-Z0-9]{2,8}(?:-[A-Z0-9]{2,12})*--\S.{0,80}"
    r"|.{0,80}\b(?:Writethru|\d(?:st|nd|rd|th) (?:Ld|Lead))\b.{0,40}"
)
_PART_OF_STORY: Final = re.compile(
    r"\b(?:paragraphs?|pars?|headline|byline|dateline|first reference)\b", re.IGNORECASE
)
_SHORT_LINE: Final = 8  # words; what is no sentence and as short is a kicker or a name
_LINE: Final = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_SENTENCE_ENDS: Final = frozenset(".!?:;…,—)]\"'”’»")
_HEAD_LINES: Final = 7  # among these the dateline is found
_TAIL_LINES: Final = 3
_MAX_STANDFIRSTS: Final = 2
_MAX_STANDFIRST_WORDS: Final = 45


class Dateline(NamedTuple):
    """Offsets of a dateline in a text.

    Attributes:
        start: where its line begins.
        end: where the text after it begins.
        place: its town; None if it names only an agency.
        day: its day and month, perhaps with the year.
    """

    start: int
    end: int
    place: Offsets | None = None
    day: Offsets | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a dateline with a place in capitals, and with one in mixed case.

    Examples: "SAN ROQUE, Calif.", "PARIS/BERLIN", "Kaltenbrunn, 14. März 2026 –", "Orme,
    14.3.2026:". In mixed case, a day, an agency, or a dash before a capital letter makes it one.
    """
    local = rf"\d{{1,2}}\.?\s(?:de\s)?{MONTH_NAME}\b\.?(?:,?\s(?:del?\s)?\d{{4}})?"
    english = rf"(?:{_MONTH_NAME}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH_NAME})(?:,?\s\d{{4}})?"
    day = rf"(?:(?:,?\s{_WEEKDAY})?(?:,?\s(?:le\s)?(?P<day>{english}|{local}|{_NUMBERS})))"
    capitals = (
        rf"\s*(?P<place>[{_CAPITAL}][{_CAPITAL}.'’\-/ ]{{2,40}}?"
        rf"(?:,\s(?!{_MONTH}|{_WEEKDAY}\W|le\s)[A-Za-zÀ-ÿ][\w.À-ÿ ]{{1,19}}?)?)"
        rf"(?:{day}|,\s{_WEEKDAY})?"
        rf"(?:(?:{_AGENCY})?\s*{_DASH_OR_COLON}|{_AGENCY}\s+(?=[{_CAPITAL}“\"‘]))"
    )
    mixed = (
        rf"\s*(?P<place>{_NAME})(?:{day}(?:(?:{_AGENCY})?{_DASH_OR_COLON}"
        r"|(?<=\d{4})\.\s(?:[–—-]\s)?)"
        rf"|{_AGENCY}{_DASH_OR_COLON}|\s+(?:—|–|--?)\s+(?=[{_CAPITAL}“\"‘]))"
    )
    return re.compile(capitals), re.compile(mixed)


@lru_cache(maxsize=8)
def find_dateline(text: str) -> Dateline | None:
    """Find the dateline at the start of a text, or below its byline, credits and standfirst."""
    standfirsts = 0
    for start, end in _head(text):
        line = text[start:end]
        in_capitals, in_mixed_case = _patterns()
        found = in_capitals.match(text, start, end)
        if found is None and not standfirsts:
            found = in_mixed_case.match(text, start, end)
        # "Plus - Minus: the tram" is a headline: the words after a dateline are a sentence.
        is_sentence = bool(found) and line.rstrip()[-1:] in _SENTENCE_ENDS
        if found and is_sentence and not _LABEL.match(found["place"]) and not is_head_line(line):
            return _dateline(found)
        if agency := _AGENCY_ALONE.match(text, start, end):
            return Dateline(start, agency.end())
        if not is_head_line(line) and not _NOTE.match(line):
            standfirsts += not _is_short(line)
            if standfirsts > _MAX_STANDFIRSTS or len(line.split()) > _MAX_STANDFIRST_WORDS:
                return None
    return None


def head_lines(text: str) -> Iterator[Offsets]:
    """Yield the lines at the head of a text that are not part of its story."""
    for start, end in _head(text):
        if is_head_line(text[start:end]):
            yield start, end
        elif len(text[start:end].split()) > _MAX_STANDFIRST_WORDS:
            return


def lines_of(authors: Iterable[str], text: str) -> Iterator[Offsets]:
    """Yield the lines at the head that have but an author and a place: "Nell Farrow in Corrie"."""
    names = tuple(authors)
    for start, end in _head(text):
        line = text[start:end]
        if _is_short(line) and any(line.startswith(name) for name in names):
            yield start, end


def tail_lines(text: str) -> Iterator[Offsets]:
    """Yield the last lines of a text if they only say when it was published or changed."""
    lines = [line.span() for line in _LINE.finditer(text)]
    for start, end in lines[_HEAD_LINES:][-_TAIL_LINES:]:
        if any(stamp.kind != "bare" for stamp in stamps_in(text[start:end])):
            yield start, end


def byline_place(text: str) -> Offsets | None:
    """Return the town of a byline: "Corrie" in "By Nell Farrow in Corrie"."""
    for start, end in head_lines(text):
        match = _BYLINE.fullmatch(text, start, end)
        if match and match["place"]:
            return match.span("place")
    return None


def is_head_line(line: str) -> bool:
    """Return True for a byline, a line with dates of publication, a credit or an agency's name."""
    line = line.strip()
    return bool(
        _BYLINE.fullmatch(line)
        or _AGENCY_NOTE.fullmatch(line)
        or _CREDIT.fullmatch(line)
        or is_desk_note(line)
        or stamps_in(line)
    )


def _is_short(line: str) -> bool:
    """Return True for a line above a story that cannot be its lead: a name, a kicker, a title."""
    return len(line.split()) <= _SHORT_LINE and line.rstrip()[-1:] not in _SENTENCE_ENDS


def is_desk_note(line: str) -> bool:
    """Return True for an agency's slug, and for a note on what changed in a story.

    The note is in brackets or on a paragraph.
    """
    if _SLUG.fullmatch(line):
        return True
    is_marked = line[:1] in {"(", "["} or _PART_OF_STORY.search(line) is not None
    return is_marked and bool(_DESK_NOTE.fullmatch(line.rstrip(" .")))


def _head(text: str) -> Iterator[Offsets]:
    for _, line in zip(range(_HEAD_LINES), _LINE.finditer(text), strict=False):
        yield line.span()


def _dateline(match: re.Match[str]) -> Dateline:
    place = match["place"].rstrip()
    if place.count(".") == 1 and "," not in place:
        place = place.rstrip(".")  # "HUANTARQUI.—", but not "MACON, Ga. —"
    start = match.start("place")
    day = match.span("day") if match["day"] else None
    return Dateline(start, match.end(), (start, start + len(place)), day)
