"""Normalise words for comparison: case, quotation marks, dashes, English endings."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


def fold_name(text: str) -> str:
    """Fold a name for comparison: case, accents, the hyphens and apostrophes of its spelling."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^\w]+", " ", plain.replace("'s ", " ")).strip()


_FOLDS = str.maketrans("“”„«»‘’‚‐‑–—\u00a0", '"""""\'\'\'---- ')


_KEPT = 2048  # texts: each line is held against the same sentences and names of an article


_STOP = frozenset(
    """a an the of in on at to for by with from and or but as is are was were be been being has have
    had it its this that these those he she they his her their him them who which what when where
    said says say told will would after before over into about than then there also not no
    while during between against under up out more most one""".split()
)


_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


_SPLIT_INITIALS = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")


def tidy(text: str) -> str:
    """Set what a model wrote on one line, initials ("U. S.") as news writes them."""
    return _SPLIT_INITIALS.sub("", " ".join(text.split()))


def tidy_items(texts: Iterable[str]) -> list[str]:
    """Tidy the items of a model's list; leave out those that say nothing."""
    return [text for text in map(tidy, texts) if not says_nothing(text)]


def says_nothing(text: str) -> bool:
    """Return True if a text has no letter and no digit: nothing of it could be looked up."""
    return not any(map(str.isalnum, text))


class Word(NamedTuple):
    """A word of a text, folded, with its place."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Fold marks and case for comparison; every character keeps its place."""
    folded = text.translate(_FOLDS)
    # lower() may change the length of a few characters; those are left as they are
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> tuple[Word, ...]:
    """Split a text into folded words with their offsets."""
    return tuple(Word(stem(m[0]), m.start(), m.end()) for m in _WORD.finditer(fold(text)))


def last_word(text: str) -> str:
    """Return the last word of a text, folded; empty when it has none ("🚒")."""
    words = words_of(text)
    return words[-1].folded if words else ""


@lru_cache(maxsize=_KEPT)
def content_words(text: str) -> frozenset[str]:
    """Return the folded words of a text that carry its content."""
    return frozenset(w.folded for w in words_of(text) if w.folded not in _STOP)


def content_words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the content words of several texts together."""
    return frozenset[str]().union(*map(content_words, texts))


def stem(word: str) -> str:
    """Strip the endings by which forms of one English word most often differ."""
    word = re.sub(r"['’]s$", "", word).replace(".", "")
    for ending in (
        "ations",
        "ation",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "ed",
        "es",
        "er",
        "s",
        "e",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def occurs_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text as whole words, without regard to case and marks."""
    wanted, folded = fold(words), fold(text)
    return wanted in folded and bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded))
