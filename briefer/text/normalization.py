"""Normalise words for comparison: case, quotation marks, dashes, English endings.

"The Mayor’s alarms" gives the content words "mayor" and "alarm".
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

_FOLDS = str.maketrans("“”„«»‘’‚‐‑–—\u00a0", '"""""\'\'\'---- ')


_WORDS_KEPT = 4_096
_CACHE_SIZE = 512  # texts; every line is compared with the same sentences and names

_STOP_WORDS = frozenset(
    """a an the of in on at to for by with from and or but as is are was were be been being has have
    had it its this that these those he she they his her their him them who which what when where
    said says say told will would after before over into about than then there also not no
    while during between against under up out more most one""".split()
)
_CJK = r"\u3040-\u30ff\u3400-\u9fff"  # scripts in which every character counts as a word
_LETTER = rf"[^\W{_CJK}]"
_WORD = re.compile(rf"[{_CJK}]|{_LETTER}+(?:['’.-]{_LETTER}+)*")
_ENDINGS = "ations ation ings ing ies ied ers ed es er s e y".split()  # in the order to try them
_SHORTEST_STEM = 4  # letters
_ENDS_WITH_COLON = re.compile(r"(?:.*\w)?+\W*[:\uff1a]")
_SPLIT_INITIALS = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")
_NUMBER_MARKS = frozenset(".,:\u00a0\u2009\u202f")  # between the digits of one number


def fold_name(text: str) -> str:
    """Fold a name for comparison: case, accents, hyphens, apostrophes ("O’Céilí" → "o ceili")."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^\w]+", " ", plain.replace("'s ", " ")).strip()


def tidy(text: str) -> str:
    """Put a model's text on one line and close up split initials ("U. S." → "U.S.")."""
    return _SPLIT_INITIALS.sub("", " ".join(text.split()))


def tidy_items(texts: Iterable[str]) -> list[str]:
    """Tidy the items of a model's list and drop those without a letter or digit."""
    return [text for text in map(tidy, texts) if not says_nothing(text)]


def says_nothing(text: str) -> bool:
    """Return True if a text has no letter and no digit, so that nothing could be looked up."""
    return not any(map(str.isalnum, text))


def end_of_words(text: str, offset: int) -> int:
    """Return the offset after the last character before ``offset`` that is no white space."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return offset


def ends_with_colon(line: str) -> bool:
    """Return True if no letter or digit follows the last colon of a line."""
    return _ENDS_WITH_COLON.match(line) is not None


def is_description(name: str) -> bool:
    """Return True for a description ("two officials"), False for a name ("Ann Reed")."""
    return name.rsplit(maxsplit=1)[-1][:1].islower()


class Word(NamedTuple):
    """A word of a text: its folded stem and its offsets."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=_CACHE_SIZE)
def fold(text: str) -> str:
    """Fold quotation marks, dashes and case for comparison; offsets stay the same."""
    folded = text.translate(_FOLDS)
    # lower() changes the length of a few characters; those stay as they are
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


@lru_cache(maxsize=_CACHE_SIZE)
def words_of(text: str) -> tuple[Word, ...]:
    """Split a text into words, each folded and stemmed, with its offsets."""
    return tuple(Word(stem(m[0]), m.start(), m.end()) for m in _WORD.finditer(fold(text)))


def last_word(text: str) -> str:
    """Return the last word of a text, folded and stemmed; empty if there is none ("🚒")."""
    words = words_of(text)
    return words[-1].folded if words else ""


@lru_cache(maxsize=_CACHE_SIZE)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that are not stop words."""
    return frozenset(w.folded for w in words_of(text) if w.folded not in _STOP_WORDS)


def content_words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the content words of several texts together."""
    return frozenset[str]().union(*map(content_words, texts))


@lru_cache(maxsize=_WORDS_KEPT)
def stem(word: str) -> str:
    """Strip the most common English endings ("accusations" → "accus")."""
    word = re.sub(r"['’]s$", "", word).replace(".", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def is_in_order(words: Sequence[str], whole: Iterable[str]) -> bool:
    """Return True if there are words, and ``whole`` has all of them in this order."""
    rest = iter(whole)
    return bool(words) and all(word in rest for word in words)


def is_within_number(text: str, offset: int) -> bool:
    """Return True if the character at an offset is a mark between two digits: "50,000", "8.15"."""
    between = 0 < offset < len(text) - 1 and text[offset] in _NUMBER_MARKS
    return between and text[offset - 1].isdigit() and text[offset + 1].isdigit()
