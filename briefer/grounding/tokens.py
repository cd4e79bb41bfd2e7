"""Tokens of a text for comparison: words, numbers, days and months, negations, function words.

"Twelve people left on May 3" gives the number 12, the words "people" and "left", the month "may"
and the number 3. Numbers in words are read in the languages of text2num, days and months in those
of dateparser, function words in those of spaCy. In other languages every word is a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final, Literal

from dateparser.languages.loader import default_loader
from spacy.util import get_lang_class
from text_to_num import find_numbers

from briefer.analysis.time_values import DAYS, MONTHS
from briefer.text.number_scales import SHORT_SCALES

UNSPACED: Final = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "zh"})
"""Languages that are written without spaces between words, so that no words can be compared."""

NOUNS_CAPITALISED: Final = frozenset({"de", "lb"})
"""Languages that write all nouns with a capital, so that it tells no name."""

TokenKind = Literal["word", "number", "calendar", "negation", "function"]

_TEXTS_KEPT = 512
_SPACES = "\u00a0\u2009\u202f"  # that may group digits by threes: "2 000 000"
_WORD = (
    r"(?P<digits>(?<!\d)(?<!\d[.,])\d{{1,3}}(?:[{spaces}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*)(?:(?:st|nd|rd|th|er|e|º|ª)(?![^\W\d_]))?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*(?:\.[^\W\d_]\.?)*"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
NUMBER_LANGUAGES: Final = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pt"})
"""Languages whose numbers are also read in words."""

_SCALES: Final = {
    **SHORT_SCALES,
    "hundred": 1e2, "thousand": 1e3, "mille": 1e3, "mil": 1e3, "tausend": 1e3, "million": 1e6,
    "millions": 1e6, "millones": 1e6, "millionen": 1e6, "billion": 1e9, "milliard": 1e9,
    "milliards": 1e9, "milliarden": 1e9, "trillion": 1e12,
}  # fmt: skip
_CAPITALISED_CALENDARS = frozenset({"de", "en", "nl"})
_SHORT_NAME, _AFTER_SHORT = 3, frozenset(".0123456789")  # "Oct. 3", "Oct 3"
_CURRENCY = re.compile(r"[£$€¥₹]\s?$")
_GROUPS: Final = {"dozen": 12.0, "dozens": 12.0, "half": 0.5, "quarter": 0.25, "decade": 10.0,
                  "douzaine": 12.0, "docena": 12.0, "dutzend": 12.0}  # fmt: skip
# Words that multiply the number before them, scales apart: "three decades", "two dozen".
_MULTIPLES: Final = {"dozen": 12.0, "dozens": 12.0, "decade": 10.0, "decades": 10.0}
_DENYING_VERBS: Final = {
    "en": "unable deny denies denied denying refuse refuses refused reject rejects rejected fail"
    " fails failed lack lacks lacked decline declines declined",
    "es": "niega negó",
    "fr": "nie nient dément",
}  # fmt: skip

# Words that turn a statement into its opposite, by language.
_NEGATIONS: Final = {
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder",
    "en": "not no never none nobody nothing neither nor without cannot hardly barely",
    "es": "no ni nunca jamás sin nadie nada ninguno ninguna ningún tampoco",
    "fr": "ne n pas jamais aucun aucune sans ni rien personne",
    "it": "non né mai senza nessuno nessuna niente nulla",
    "nl": "niet geen nooit niemand niets zonder noch",
    "pt": "não nem nunca jamais sem ninguém nada nenhum nenhuma",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of a text.

    Attributes:
        text: as it is written.
        form: without case, accents, elision and possessive; the lemma where a parser gives one.
        kind: what it is.
        value: the number that it names; None for words.
        start: offset of its first character in the text.
        end: offset after its last character.
        in_digits: whether the number is written in digits.
    """

    text: str
    form: str
    kind: TokenKind
    value: float | None
    start: int
    end: int
    in_digits: bool = False

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_content(self) -> bool:
        """Whether it carries content: neither a function word nor a negation."""
        return self.kind in {"word", "number", "calendar"}

    @property
    def key(self) -> str:
        """What equals another token's key when both are the same word or number."""
        return self.form if self.value is None else f"#{self.value:.15g}"

    def with_form(self, form: str) -> "Token":
        """Return the token with another form, its lemma for instance."""
        return replace(self, form=form)


@lru_cache(maxsize=_TEXTS_KEPT)
def tokenize(text: str, language: str) -> tuple[Token, ...]:
    """Split a text into tokens, in order."""
    matches = list(_word(language).finditer(text))
    numbers = dict(_numbers(text, matches, language))
    calendar, negations, functions = _calendar(language), _negations(language), _functions(language)
    tokens = []
    index = 0
    while index < len(matches):
        if index in numbers:
            after, value, in_digits = numbers[index]
            start, end = matches[index].start(), matches[after - 1].end()
            words = text[start:end]
            tokens.append(Token(words, words.lower(), "number", value, start, end, in_digits))
            index = after
            continue
        match = matches[index]
        form = normal_form(match[0])
        kind: TokenKind = "word"
        if form in calendar and _is_calendar(text, match, language):
            form, kind = calendar[form], "calendar"
        elif form in negations or form.endswith(("n't", "nt'")):
            kind = "negation"
        elif form in functions or (len(form) == 1 and not match[0].isupper()):
            kind = "function"
        tokens.append(Token(match[0], form, kind, None, match.start(), match.end()))
        index += 1
    return tuple(tokens)


def _is_calendar(text: str, match: re.Match[str], language: str) -> bool:
    """Return True if a word that names a day or month does so: "May", "Sun." but not "sun"."""
    if language not in _CAPITALISED_CALENDARS:
        return True
    short = len(match[0]) <= _SHORT_NAME
    whole = match[0] == "May" or not short
    return match[0][0].isupper() and (
        whole or text[match.end() : match.end() + 2].strip(" ")[:1] in _AFTER_SHORT
    )


def normal_form(word: str) -> str:
    """Return a word without case, accents, elided article, possessive and inner periods."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").lower())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    if plain.endswith("n't"):
        return plain
    return _POSSESSIVE.sub("", _ELISION.sub("", plain)).replace(".", "")


class _NumberWord:
    """A word as ``text_to_num.find_numbers`` wants it."""

    def __init__(self, word: str, *, apart: bool) -> None:
        self._word, self._apart = word, apart

    def text(self) -> str:
        return self._word

    def text_lowercase(self) -> str:
        return self._word.lower()

    def nt_separated(self, _previous: object) -> bool:
        return self._apart

    def not_a_number_part(self) -> bool:
        return False


def _numbers(
    text: str, matches: Sequence[re.Match[str]], language: str
) -> Iterator[tuple[int, tuple[int, float, bool]]]:
    """Yield the numbers: index of the first word, (index after the last, value, in digits)."""
    spelt = {start: (end, value) for start, end, value in _spelt_numbers(text, matches, language)}
    index = 0
    while index < len(matches):
        digits = matches[index]["digits"]
        if digits:
            after, value = index + 1, _digits_value(digits)
        elif index in spelt:
            after, value = spelt[index]
        elif matches[index][0].lower() in _GROUPS:
            after, value = index + 1, _GROUPS[matches[index][0].lower()]
        else:
            index += 1
            continue
        if value == _GROUPS["half"] and [m[0] for m in matches[after : after + 1]] == ["a"]:
            after += 1  # "half a dozen"
        while after < len(matches):
            gap = text[matches[after - 1].end() : matches[after].start()]
            word = normal_form(matches[after][0])
            glued = gap == "" or (gap == " " and word not in SHORT_SCALES) or gap == "-"
            factor = _SCALES.get(word) or _MULTIPLES.get(word)
            metres = word == "m" and not _CURRENCY.search(text, 0, matches[index].start())
            if factor is None or not glued or metres:
                break
            after, value = after + 1, round(value * factor, 6)  # 4.1 * 1e6 is not 4.1e6
        yield index, (after, value, bool(digits))
        index = after


def _digits_value(digits: str) -> float:
    digits = re.sub(r"\s", "", digits)
    whole = digits.replace(",", "").replace(".", "")
    if _THOUSANDS.fullmatch(digits):
        return float(whole)
    parts = re.split(r"[.,]", digits)
    if len(parts) > 2:  # "1.2.2030", "1,234.56"
        return float("".join(parts[:-1]) + "." + parts[-1]) if "," in digits else float(whole)
    return float(".".join(parts))


def _spelt_numbers(
    text: str, matches: Sequence[re.Match[str]], language: str
) -> Iterator[tuple[int, int, float]]:
    if language not in NUMBER_LANGUAGES:
        return
    words = []
    for before, match in zip([None, *matches], matches, strict=False):
        gap = "" if before is None else text[before.end() : match.start()]
        apart = before is not None and gap not in {" ", "-", "‑", "\n", "\u00a0"}
        words.append(_NumberWord("·" if match["digits"] else match[0], apart=apart))
    for found in find_numbers(words, language, 0.0):
        if found.end - found.start > 1 and found.is_ordinal:
            # "million second" is no number: only its last word is an ordinal
            yield found.end - 1, found.end, float(found.value)
        else:
            yield found.start, found.end, float(found.value)


@cache
def _word(language: str) -> re.Pattern[str]:
    """Return the pattern of words and numbers; English does not group digits by plain spaces."""
    return re.compile(_WORD.format(spaces=_SPACES + " " * (language != "en")))


@cache
def _negations(language: str) -> frozenset[str]:
    words = _NEGATIONS.get(language, "").split()
    return frozenset(map(normal_form, words)) | denying_verbs(language)


def denies(tokens: Iterable[Token]) -> bool:
    """Return True if one of some tokens denies."""
    return any(token.kind == "negation" for token in tokens)


@cache
def denying_verbs(language: str) -> frozenset[str]:
    """Return the verbs, and "unable", that turn what depends on them into its opposite.

    Their object may well be there: "rejected the plan".
    """
    return frozenset(map(normal_form, _DENYING_VERBS.get(language, "").split()))


@cache
def _functions(language: str) -> frozenset[str]:
    try:
        words = get_lang_class(language).Defaults.stop_words
    except ImportError:
        return frozenset()
    return frozenset(map(normal_form, words)) - _negations(language)


@cache
def _calendar(language: str) -> dict[str, str]:
    """Return the names of days and months of a language, each with its English name."""
    names = {name: name for name in (*DAYS, *MONTHS)}
    names |= {f"{name}s": name for name in DAYS} if language == "en" else {}
    names |= {name[:3]: name for name in (*DAYS, *MONTHS)} if language == "en" else {}
    if language == "en":
        return names | {"sept": "september", "tues": "tuesday", "thurs": "thursday"}
    try:
        info = default_loader.get_locale(language).info
    except ValueError:
        return {}
    return {
        normal_form(name): english
        for english in (*DAYS, *MONTHS)
        for name in info.get(english, ())
        if len(name) > 3
    }
