"""Align words that a model wrote with the exact slices of the article that support them."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from briefer.schema.article import Article
from briefer.schema.evidence import Evidence
from briefer.text.normalization import content_words, fold, words_of

_MIN_RATIO = 85.0  # rapidfuzz partial ratio of a near-verbatim phrase
_MIN_COVERAGE = 0.5  # share of a paraphrase's content words that its sentences must contain
_MAX_SENTENCES = 3
_MIN_FIRST_GAIN, _MIN_NEXT_GAIN = 0.9, 1.9  # another sentence must add more than one chance word


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
    match = re.search(rf"(?<!\w){pattern}(?!\w)", _folded(article))
    if match:
        return article.evidence(*match.span())
    if len(wanted.split()) < 3:
        return None
    return _near_verbatim(article, wanted)


def _near_verbatim(article: Article, wanted: str) -> Evidence | None:
    folded = _folded(article)
    found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_MIN_RATIO)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and folded[start - 1].isalnum() and folded[start].isalnum():
        start -= 1
    while end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum():
        end += 1
    extra_words = len(folded[start:end].split()) - len(wanted.split())
    return article.evidence(start, end) if abs(extra_words) <= 1 else None


def find_sentences(article: Article, text: str) -> tuple[int, ...]:
    """Return the indices of the sentences that support a paraphrase, best first; may be empty."""
    wanted = content_words(text)
    if not wanted:
        return ()
    sentences = _sentence_words(article)
    names_and_numbers = {
        word.folded
        for index, word in enumerate(words_of(text))
        if text[word.start].isdigit() or (index and text[word.start].isupper())
    }
    missing, chosen = set(wanted), list[int]()
    while missing and len(chosen) < _MAX_SENTENCES:
        # names and numbers count twice: "the crash in Croydon" also needs the sentence that
        # names Croydon
        gains = [
            (
                len(missing & words)
                + len(missing & words & names_and_numbers)
                - 0.02 * index / max(len(sentences), 1),
                index,
            )
            for index, words in enumerate(sentences)
            if index not in chosen
        ]
        gain, best = max(gains, default=(0.0, 0), key=lambda entry: entry[0])
        if gain < (_MIN_NEXT_GAIN if chosen else _MIN_FIRST_GAIN):
            break
        chosen.append(best)
        missing -= sentences[best]
    coverage = 1 - len(missing) / len(wanted)
    return tuple(chosen) if coverage >= _MIN_COVERAGE else ()


@lru_cache(maxsize=8)
def _folded(article: Article) -> str:
    return fold(article.text)


@lru_cache(maxsize=8)
def _sentence_words(article: Article) -> tuple[frozenset[str], ...]:
    """Return the content words of each sentence, including the parts of hyphenated words.

    A title may write "Ellery" for the "Ellery-on-Sea" of the text.
    """
    texts = (article.text[s.start : s.end] for s in article.sentences)
    return tuple(content_words(text) | content_words(text.replace("-", " ")) for text in texts)
