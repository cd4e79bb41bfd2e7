"""Alignment: words that a model wrote, and the exact slices of the article that they rest on."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from briefer.article import Article
from briefer.evidence import Evidence
from briefer.text.normalization import (
    content_words,
    fold,
    words_of,
)

_LEAST_RATIO = 85.0  # rapidfuzz partial ratio from which a near-verbatim phrase is found
_LEAST_COVER = 0.5  # share of a paraphrase's content words that its sentences must hold
_MOST_SENTENCES = 3


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
