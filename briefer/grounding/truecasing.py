"""Truecase a line in title case, with the case that the article uses for its words.

Small models often write a headline in title case: "Mayor Opens Bridge in Ellery" becomes "Mayor
opens bridge in Ellery". Title case hides from the parser and the checks which words are names.
"""

import re
from collections import Counter

from briefer.analysis.annotations import Analysis
from briefer.analysis.english.line_syntax import parsed_line
from briefer.analysis.parser import is_common_word, is_verb
from briefer.schema.article import Article
from briefer.text.normalization import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER_WORDS = frozenset({"dozens", "hundreds", "thousands", "millions", "billions"})
_MIN_CAPITALISED = 0.6  # share of the longer words with a capital in a line in title case
_LONG = 4  # letters; title case has lower case for shorter words, too


def _is_title_case(text: str) -> bool:
    """Return True if a line is in title case."""
    long_words = [word[0] for word in list(_WORD.finditer(text))[1:] if len(word[0]) >= _LONG]
    return sum(word[0].isupper() for word in long_words) > _MIN_CAPITALISED * len(long_words)


def truecase(text: str, article: Article, analysis: Analysis) -> str:
    """Return a line in title case with its common words in lower case; other lines unchanged.

    A word is common if text and title mostly write it in lower case, or if they do not use it and
    it is a verb, a number word, or no name to the parser. Words of the article's entities and
    places are not.
    """
    if not _is_title_case(text):
        return text
    named = {
        fold(word)
        for entity in analysis.entities
        for form in entity.forms(article.text)
        for word in _WORD.findall(form)
    } | {
        fold(w)
        for place in analysis.places
        for w in _WORD.findall(place.span.text_in(article.text))
    }
    counts = Counter(_WORD.findall(article.text))
    if article.title and not _is_title_case(article.title):
        counts.update(_WORD.findall(article.title))

    def is_name(word: str) -> bool:
        return word.isupper() or fold(_base(word)) in named

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        base = _base(word).lower()
        lower, upper = counts[base], counts[base.capitalize()]
        number_or_verb = base in _NUMBER_WORDS or is_verb(base, article.language)
        common = lower >= upper if lower or upper else number_or_verb
        return word.lower() if match.start() > 0 and common and not is_name(word) else word

    line = _WORD.sub(cased, text)
    plain = {
        token.idx
        for token in parsed_line(line, article.language)
        if token.idx > 0
        and token.pos_ != "PROPN"
        and is_common_word(token.text, article.language)
        and not counts[token.text]
    }

    def plainly_cased(match: re.Match[str]) -> str:
        word = match[0]
        return word.lower() if match.start() in plain and not is_name(word) else word

    return _WORD.sub(plainly_cased, line)


def _base(word: str) -> str:
    return re.sub(r"['’]s$", "", word)
