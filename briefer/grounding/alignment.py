"""Alignment: words that a model wrote, and the exact slices of the article that they rest on."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from briefer.article import Article
from briefer.evidence import Evidence

_FOLDS = str.maketrans("“”„«»‘’‚‐‑–—\u00a0", '"""""\'\'\'---- ')
_LEAST_RATIO = 85.0  # rapidfuzz partial ratio from which a near-verbatim phrase is found
_LEAST_COVER = 0.5  # share of a paraphrase's content words that its sentences must hold
_MOST_SENTENCES = 3
_KEPT = 2048  # texts: each line is held against the same sentences and names of an article
_STOP = frozenset(
    """a an the of in on at to for by with from and or but as is are was were be been being has have
    had it its this that these those he she they his her their him them who which what when where
    said says say told will would after before over into about than then there also not no
    while during between against under up out more most one""".split()
)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


_SPLIT_INITIALS = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")


def tidied(text: str) -> str:
    """Set what a model wrote on one line, initials ("U. S.") as news writes them."""
    return _SPLIT_INITIALS.sub("", " ".join(text.split()))


def tidied_items(texts: Iterable[str]) -> list[str]:
    """Tidy the items of a model's list; leave out those that say nothing."""
    return [text for text in map(tidied, texts) if not says_nothing(text)]


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


def stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text as whole words, without regard to case and marks."""
    wanted, folded = fold(words), fold(text)
    return wanted in folded and bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded))


def find_phrase(article: Article, phrase: str) -> Evidence | None:
    """Find a phrase that stands in the article, verbatim or nearly so.

    Marks and case may differ, and a few letters in a longer phrase. Returns the article's own
    slice, or None.
    """
    wanted = fold(" ".join(phrase.split())).strip(" .,;:\"'")
    if not wanted:
        return None
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    match = re.search(rf"(?<!\w){pattern}(?!\w)", _folded(article))
    if match:
        return article.evidence(*match.span())
    if len(wanted.split()) < 3:
        return None
    return _near_verbatim(article, wanted)


def _near_verbatim(article: Article, wanted: str) -> Evidence | None:
    folded = _folded(article)
    found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_LEAST_RATIO)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and folded[start - 1].isalnum() and folded[start].isalnum():
        start -= 1
    while end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum():
        end += 1
    longer = len(folded[start:end].split()) - len(wanted.split())
    return article.evidence(start, end) if abs(longer) <= 1 else None


def find_sentences(article: Article, text: str) -> tuple[int, ...]:
    """Find the sentences that a paraphrase rests on, the best first; empty when none bear it."""
    wanted = content_words(text)
    if not wanted:
        return ()
    sentences = _sentence_words(article)
    names = {
        word.folded
        for index, word in enumerate(words_of(text))
        if text[word.start].isdigit() or (index and text[word.start].isupper())
    }
    missing, chosen = set(wanted), list[int]()
    while missing and len(chosen) < _MOST_SENTENCES:
        # names and numbers count twice: "the crash in Croydon" rests on where Croydon is
        # named, too
        gains = [
            (
                len(missing & words)
                + len(missing & words & names)
                - 0.02 * index / max(len(sentences), 1),
                index,
            )
            for index, words in enumerate(sentences)
            if index not in chosen
        ]
        gain, best = max(gains, default=(0.0, 0), key=lambda entry: entry[0])
        # a further sentence must bring more than a chance word
        if gain < (0.9 if not chosen else 1.9):
            break
        chosen.append(best)
        missing -= sentences[best]
    covered = 1 - len(missing) / len(wanted)
    return tuple(chosen) if covered >= _LEAST_COVER else ()


@lru_cache(maxsize=8)
def _folded(article: Article) -> str:
    return fold(article.text)


@lru_cache(maxsize=8)
def _sentence_words(article: Article) -> tuple[frozenset[str], ...]:
    """Return the content words of each sentence, and the parts of those with a hyphen.

    A title may call "Ellery" what the text calls "Ellery-on-Sea".
    """
    texts = (article.text[s.start : s.end] for s in article.sentences)
    return tuple(content_words(text) | content_words(text.replace("-", " ")) for text in texts)
