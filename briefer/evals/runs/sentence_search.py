"""Find the sentences that a paraphrase is about by shared words, for the plain baseline."""

from functools import lru_cache

from briefer.schema.article import Article
from briefer.text.normalization import content_words, words_of

_MIN_COVERAGE = 0.5  # share of a paraphrase's content words that its sentences must contain
_MAX_SENTENCES = 3
_MIN_FIRST_GAIN, _MIN_NEXT_GAIN = 0.9, 1.9  # another sentence must add more than one chance word


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
def _sentence_words(article: Article) -> tuple[frozenset[str], ...]:
    """Return the content words of each sentence, including the parts of hyphenated words.

    A title may write "Ellery" for the "Ellery-on-Sea" of the text.
    """
    texts = (article.text[s.start : s.end] for s in article.sentences)
    return tuple(content_words(text) | content_words(text.replace("-", " ")) for text in texts)
