"""Align words that a model wrote with the exact slices of the article that support them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from briefer.analysis.annotations import Span
from briefer.schema.article import Article
from briefer.schema.evidence import Evidence
from briefer.text.normalization import fold, is_within_number

_MIN_RATIO = 85.0  # rapidfuzz partial ratio of a near-verbatim phrase
_MIN_FUZZY_WORDS = 3  # a shorter phrase must be verbatim
# Scripts in which a word may follow another one without a space, or begin with a particle.
_UNSPACED = (
    ("\u0600", "\u06ff"), ("\u0750", "\u077f"), ("\u0e00", "\u0eff"), ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"),
)  # fmt: skip
_WORD = re.compile(r"\w+")
_GAP = r"[\W_]{1,8}?"  # between two words: spaces, marks, the end of a paragraph
_SPACES = " \u00a0\u202f"
_EDGE_MARKS = "$€£¥₹%°#@&+()"
_LONG_WORD = 4  # letters of a word that may have another ending
# Endings that a name or a noun may have in a text, and not in a list of names.
_ENDINGS = {"de": "s|es|n|en|e|ns|em"}
_OTHER_ENDINGS = r"\w{1,2}"
_UNINFLECTED = frozenset({"en"})


def find_phrase(article: Article, phrase: str) -> Evidence | None:
    """Find a phrase in the article, verbatim or nearly so.

    Punctuation and case may differ, and a few letters in a phrase of three words or more.

    Returns:
        The article's own slice, or None if the phrase is not in the article.
    """
    wanted = fold(" ".join(phrase.split())).strip(" .,;:\"'")
    if not wanted:
        return None
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    match = next(_whole_words(re.compile(pattern), article), None)
    if match is not None:
        return article.evidence(*match)
    if len(wanted.split()) < _MIN_FUZZY_WORDS:
        return None
    return _near_verbatim(article, wanted)


def find_words(article: Article, words: str, *, near: Span) -> Span | None:
    """Find the mention of some words that is nearest to a place of the article.

    Only the words count: marks between them may differ, and they may run over a paragraph. A few
    letters may differ in three words or more, within ``near`` or close to it.

    Args:
        article: the article.
        words: what to find.
        near: the sentence, or another slice, where the words should be.
    """
    pattern = _words_pattern(words)
    if pattern is None:
        return None
    found = _whole_words(pattern, article)
    best = min(found, key=lambda span: (span.distance_to(near), span.start), default=None)
    if best is None and len(_WORD.findall(words)) >= _MIN_FUZZY_WORDS:
        best = _near_verbatim_in(article, fold(" ".join(words.split())), _around(near, article))
    return None if best is None else _with_edge_marks(best, words, article)


def find_mentions(article: Article, words: str, *, within: Span) -> list[Span]:
    """Find all mentions of some words in a slice of the article, in order."""
    pattern = _words_pattern(words)
    if pattern is None:
        return []
    return list(_whole_words(pattern, article, within))


def find_words_after(article: Article, words: str, *, start: int, limit: int) -> Span | None:
    """Find the first mention of some words that ends after ``start`` and before ``limit``."""
    pattern = _words_pattern(words)
    if pattern is None:
        return None
    match = next(_whole_words(pattern, article, Span(start, limit)), None)
    if match is not None:
        return _with_edge_marks(match, words, article)
    if len(_WORD.findall(words)) < _MIN_FUZZY_WORDS:
        return None
    return _near_verbatim_in(article, fold(" ".join(words.split())), Span(start, limit))


def find_inflected(article: Article, words: str, *, near: Span) -> Span | None:
    """Find some words with other endings: "Berliner Kammergerichtes" for "Berliner Kammergericht".

    Only long words may have another ending, and not in every language: "Reeder" is not "Reed".
    """
    parts = _WORD.findall(fold(words))
    if not parts or article.language in _UNINFLECTED:
        return None
    ending = _ENDINGS.get(article.language, _OTHER_ENDINGS)
    forms = (
        rf"{re.escape(part)}(?:{ending})?" if len(part) >= _LONG_WORD else re.escape(part)
        for part in parts
    )
    found = _whole_words(re.compile(_GAP.join(forms)), article)
    return min(found, key=lambda span: (span.distance_to(near), span.start), default=None)


def _words_pattern(words: str) -> re.Pattern[str] | None:
    parts = _WORD.findall(fold(words))
    if not parts:
        return None
    return re.compile(_GAP.join(map(re.escape, parts)))


def _whole_words(
    pattern: re.Pattern[str], article: Article, within: Span | None = None
) -> Iterator[Span]:
    """Yield the matches that neither begin nor end within a word or a number."""
    text = _folded(article)
    for match in pattern.finditer(text, *(within or (0, len(text)))):
        start, end = match.span()
        if is_within_number(text, start - 1) or is_within_number(text, end):
            continue  # "000 metres" in "50,000 metres"
        if not (_is_in_word(start, text) or _is_in_word(end, text)):
            yield Span(start, end)


def _is_in_word(offset: int, text: str) -> bool:
    """Return True if the characters on both sides of an offset are parts of one word."""
    sides = text[max(0, offset - 1) : offset + 1]
    return len(sides) == 2 and all(map(_is_joined, sides))


def _is_joined(character: str) -> bool:
    """Return True if a character is part of a word in a script that has spaces between words."""
    is_word = character.isalnum() or character == "_"
    return is_word and not any(first <= character <= last for first, last in _UNSPACED)


def _around(near: Span, article: Article) -> Span:
    """Return the sentences of a span with those before and after them."""
    first = max(0, article.sentence_at(near.start) - 1)
    last = min(len(article.sentences) - 1, article.sentence_at(max(near.start, near.end - 1)) + 1)
    return Span(article.sentences[first].start, article.sentences[last].end)


def _with_edge_marks(span: Span, words: str, article: Article) -> Span:
    """Add the currency sign or percent sign that ``words`` begin or end with."""
    start, end = span
    wanted = words.strip()
    if start > 0 and wanted[:1] in _EDGE_MARKS and article.text[start - 1] == wanted[0]:
        start -= 1
    after = end + (article.text[end : end + 1] in _SPACES)  # "3 %"
    if wanted[-1:] in _EDGE_MARKS and article.text[after : after + 1] == wanted[-1:]:
        end = after + 1
    return Span(start, end)


def _near_verbatim(article: Article, wanted: str) -> Evidence | None:
    found = _near_verbatim_in(article, wanted, Span(0, len(article.text)))
    return None if found is None else article.evidence(*found)


def _near_verbatim_in(article: Article, wanted: str, within: Span) -> Span | None:
    folded = _folded(article)
    found = fuzz.partial_ratio_alignment(wanted, within.text_in(folded), score_cutoff=_MIN_RATIO)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = within.start + found.dest_start, within.start + found.dest_end
    while start > 0 and _is_inside(folded, start):
        start -= 1
    while end < len(folded) and _is_inside(folded, end):
        end += 1
    extra_words = len(folded[start:end].split()) - len(wanted.split())
    if abs(extra_words) > 1:
        return None
    evidence = article.evidence(start, end)
    return Span(evidence.start, evidence.end)


def _is_inside(text: str, offset: int) -> bool:
    """Return True if an offset is between two characters of one word or number."""
    word = text[offset - 1].isalnum() and text[offset].isalnum()
    return word or is_within_number(text, offset - 1) or is_within_number(text, offset)


@lru_cache(maxsize=8)
def _folded(article: Article) -> str:
    return fold(article.text)
