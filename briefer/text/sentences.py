"""Split a text into sentences: sentencex, corrected for the abbreviations of English news.

sentencex wrongly ends a sentence after "Ms." and between "10:30 p.m." and "Aug. 9". It wrongly
continues one after "May.", "me." or "in the U.S." before "Officials said so", because those are on
its list of abbreviations.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

import sentencex

# Segments to join: the period belongs to the abbreviation.
_TITLE = re.compile(
    r"(?<!\w)(?:Ms|Mx|Messrs|Atty|Ft|Supt|Det|Insp|Cmdr|Dep|Asst|Amb|Sens?|Reps?|Govs?"
    r"|Ste|[A-Z]-(?:St|Mt|Ft))\.\s*$"  # "Ste. Anne", "R-St. Albans"
)
_INITIAL = re.compile(r"\b[A-Z](?:-[A-Z])?\.$")  # "R-W.Va.": the rest follows without a space
_CLOCK = re.compile(r"\d\s?[ap]\.m\.\s*$")
# What continues a sentence after a time of day: a date, a weekday, a number, a time zone, or words
# in lower case.
_AFTER_CLOCK = re.compile(
    r"(?:\d|[a-z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T)\b"
    r"|(?:Eastern|Central|Mountain|Pacific|Atlantic|Greenwich)\s(?:[Tt]ime|[SDM][a-z]+\s[Tt]ime)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\s\d)"
)
_SHORTENED = re.compile(r"(?<!\w)(?:approx|incl|esp|vs|etc|ca|cf|e\.g|i\.e)\.\s*$", re.IGNORECASE)
_LOWER_OR_DIGIT = re.compile(r"[a-z0-9]")

# Segments to split: a period after a word that sentencex takes for an abbreviation, and before a
# capital letter.
_PERIOD = re.compile(
    r"""(?<![\w.’'])(?P<word>[A-Za-z]+(?:\.[A-Za-z]+)*)\.(?P<close>["”’)\]]*)[ \t\xa0]+
        (?=(?P<open>["“‘(\[]?)(?P<next>[A-Z][\w-]*)(?P<clitic>(?:[’'][a-z]+)?)(?P<rest>[^\n]{0,16}))""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…。\uff01\uff1f؟।:][\"'”’»)\]]*$")
_MARK = re.compile(r'[“”"()\n]')
_CLOSING = {"“": "”", '"': '"', "(": ")"}
# Whole words that only look like abbreviations: no name continues after one. Short months are
# abbreviations, but only before a number.
_WORDS = frozenset(
    """may no nos etc me miss mar art arc ark con id ill min ok ore pa
    May No Nos Etc Art Arc Con Fed Ken Ida Bart Yahoo Yum
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    MAY NO OK ID HR AL CA CT DC GA IA LA PA UT VA VT WY""".split()
)
# Abbreviations that follow a comma ("Tampa, Fla.") and companies: a name or title may continue
# after one ("Acme Inc. Chairman Ann Reed") unless it begins a clause ("Acme Inc. Reed said").
_STATES = frozenset(
    """Ala Ariz Ark Calif Conn Del Fla Ga Ill Ind Kan Ky La Md Me Mich Minn Miss Mo Mont Neb Nev
    Okla Ont Ore Pa Que Tenn Tex Va Vt Wis Wyo D.C N.C N.H N.J N.M N.Y R.I S.C S.D N.D W.Va B.C
    """.split()
)
_COMPANIES = frozenset("Inc Corp Ltd".split())
_OFFICES = re.compile(
    r"(?:(?:Vice|Co|Deputy)-)?(?:Chief|Chair\w*|President|Vice|Executive|Senior|Director|Founder"
    r"|Manager|Spokes\w+|Gov\w*|Mayor|Senator|Representative|Attorney|Sheriff|Judge|Police"
    r"|Council\w*|Congress\w+|Secretary|Treasurer|Commission\w*|Circuit|Court|Department)$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s(?:said|says|told|was|were|is|are|has|had|will|would|did|does|could|can|went|came|made|took"
    r"|rose|fell|won|lost|left|wrote|also|later|then|\w{2,}ed)\b"
)
# After all others ("U.S.", "Jr.", "Main St.", "Plan B.") only a word that cannot begin a name
# starts a new sentence.
_OTHERS = frozenset("Co Bros Jr Sr Esq St Ave Blvd Rd Hwy Dept Univ Assn al".split()) | _STATES
_DOTTED = re.compile(r"[A-Z](?:\.[A-Z])*|Ph\.D")
_FUNCTION_WORDS = frozenset(
    """A I The An This That These Those He She It They We You His Her Its Their Our My There Here
    But And So Or Yet If When While After Before As Although Though Since Because Until In On At By
    For From With Without To About Under Over During Despite According Then Now Also Both Each Every
    All Some Many Most Several One Two Three Not Nobody Nothing What Who Why How Where Which
    However Meanwhile Instead Yes Nor Neither Even Only Just Among Between""".split()
)
_SUBJECTS = frozenset(
    """Officials Police Authorities Residents Witnesses Investigators Prosecutors Lawyers Detectives
    Officers Firefighters Rescuers Doctors Nurses Teachers Students Pupils Parents Neighbors
    Neighbours Critics Supporters Opponents Protesters Demonstrators Activists Campaigners Experts
    Analysts Economists Scientists Researchers Engineers Historians Workers Employees Staff
    Executives Managers Voters Lawmakers Legislators Ministers Reporters Journalists People Women
    Men Children Families Friends Relatives Colleagues Customers Passengers Drivers Shares Sales
    Profits Prices Stocks Investors Shareholders Nobody Everyone Everybody Somebody Someone
    Anyone Others""".split()
)
_ROMAN = re.compile(r"[IVXLC]{2,}")
_LOWER_WORD = re.compile(r"\s[a-z]")


# A longer "sentence" is a list, a table or an attack: the time of an analysis grows with the square
# of a sentence's length. The longest sentences in news have about 130 words and marks.
_MAX_CHARACTERS = 2000
_MAX_WORDS = 250
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
# What sentencex segments at once, which takes the square of the number of open quotation marks.
# Pieces end where a line does, or else after a full stop, or else at a space.
_PIECE = re.compile(
    r".{1,20000}\Z|.{10000,20000}\n\s*|.{10000,20000}[.!?。]\s+(?=[^\Wa-z])"
    r"|.{10000,20000}\s+|.{1,20000}",
    re.DOTALL,
)
_WHITE_SPACE = re.compile(r"\s+")


def ends_like_a_sentence(text: str) -> bool:
    """Return True if ``text`` ends with a mark that ends a sentence or introduces a list."""
    return bool(_SENTENCE_END.search(text))


def split_sentences(text: str, language: str) -> list[str]:
    """Split a text into sentences, each with the white space after it; joined they are the text.

    A sentence of more than 2,000 characters, or of more than 250 words and marks, is cut before a
    word.
    """
    segments = [
        segment
        for piece in _PIECE.findall(text)
        for segment in _whole(sentencex.segment(language, piece), piece)
    ]
    sentences = _corrected(segments) if language == "en" else segments
    return [part for sentence in sentences for part in _cut(sentence)]


def _corrected(segments: Iterable[str]) -> list[str]:
    """Join and split segments as the abbreviations of English news demand."""
    found: list[str] = []
    for segment in segments:
        first, *others = _split(segment)
        if found and _continues(found[-1], first):
            found[-1] += first
        else:
            found.append(first)
        found.extend(others)
    return found


def _cut(sentence: str) -> list[str]:
    words = [match.start() for match in _WORD_OR_MARK.finditer(sentence)]
    parts: list[str] = []
    start = 0
    while start < len(sentence):
        beyond = bisect_left(words, start) + _MAX_WORDS
        limit = words[beyond] if beyond < len(words) else len(sentence)
        end = _before_word(sentence, start, min(limit, start + _MAX_CHARACTERS))
        parts.append(sentence[start:end])
        start = end
    return parts


def _before_word(sentence: str, start: int, limit: int) -> int:
    """Return the last offset up to a limit where white space ends, or the limit without any."""
    if limit >= len(sentence):
        return len(sentence)
    if space := _WHITE_SPACE.match(sentence, limit):
        return space.end()
    return max((m.end() for m in _WHITE_SPACE.finditer(sentence, start, limit)), default=limit)


def _whole(segments: Iterable[str], text: str) -> list[str]:
    """Return the segments with all white space of the text: sentencex drops some in long texts."""
    starts: list[int] = []
    end = 0
    for segment in segments:
        if words := segment.strip():
            starts.append(text.index(words, end))
            end = starts[-1] + len(words)
    bounds = [0, *starts[1:], len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def _continues(before: str, after: str) -> bool:
    """Return True if ``after`` continues the sentence that ``before`` seems to end."""
    if before.endswith("\n"):
        return False
    if _INITIAL.search(before):
        return True
    return bool(
        _TITLE.search(before)
        or (_CLOCK.search(before) and _AFTER_CLOCK.match(after))
        or (_SHORTENED.search(before) and _LOWER_OR_DIGIT.match(after))
    )


def _split(segment: str) -> Iterator[str]:
    """Split a segment after each abbreviation that ends a sentence, outside quotations."""
    start = 0
    enclosed = _enclosed(segment)
    for match in _PERIOD.finditer(segment):
        before = bisect_left(enclosed, (match.end(),)) - 1  # the last that begins before its end
        inside = before >= 0 and match.end() < enclosed[before][1]
        if not inside and _ends_a_sentence(match):
            yield segment[start : match.end()]
            start = match.end()
    yield segment[start:]


def _enclosed(segment: str) -> list[tuple[int, int]]:
    """Return the spans of quotations and of round brackets without others in them, in order."""
    found: list[tuple[int, int]] = []
    marks = [(match.start(), match[0]) for match in _MARK.finditer(segment)]
    closing: dict[str, int] = {}  # the next place of each mark, looked up from the end
    ends: list[int | None] = []
    for place, mark in reversed(marks):
        end = closing.get(_CLOSING.get(mark, ""))
        ends.append(end)
        if mark == "\n":
            closing.clear()
        elif mark == "(":
            closing.pop(")", None)  # brackets around others do not count
        if mark != "\n":
            closing[mark] = place
    last = 0
    for (place, _), end in zip(marks, reversed(ends), strict=True):
        if end is not None and place >= last:
            last = end + 1
            found.append((place, last))
    return found


def _ends_a_sentence(period: re.Match[str]) -> bool:
    """Return True if a sentence ends at a match of ``_PERIOD``."""
    word, following, rest = period["word"], period["next"], period["rest"]
    lower_case_follows = bool(_LOWER_WORD.match(rest))
    shouted = len(following) > 1 and following.isupper() and word.isupper()
    numbered = len(following) == 1 and not (lower_case_follows or rest.startswith("."))
    if shouted or numbered or _ROMAN.fullmatch(following):
        return False  # "MAY. SMITH", "No. A", "No. IV"
    if word in _WORDS:
        return True
    text, at = period.string, period.start()
    after_town = word in _STATES and text[:at].endswith(", ")
    if (after_town or word in _COMPANIES) and _VERB.match(rest) and not _OFFICES.match(following):
        return True
    if word in _OTHERS or word in _COMPANIES or _DOTTED.fullmatch(word):
        return lower_case_follows and following in _FUNCTION_WORDS | _SUBJECTS
    return False
