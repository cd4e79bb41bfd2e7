"""Casing: a line written like a title is set as a sentence, as the article would write its words.

Small models write many a headline in capitals ("Mayor Opens Bridge in Ellery"), which tell a reader
nothing and hide from the parser and the checks which words are names.
"""

import re
from collections import Counter

from briefer.analysis.annotations import Analysis
from briefer.analysis.parser import is_verb
from briefer.article import Article
from briefer.text.normalization import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBERS = frozenset({"dozens", "hundreds", "thousands", "millions", "billions"})
_TITLED = 0.6  # share of its longer words in capitals from which a line is written like a title
_LONG = 4  # letters; titles write shorter words small, too


def _is_titled(text: str) -> bool:
    """Tell whether a line is written like a title."""
    long = [word[0] for word in list(_WORD.finditer(text))[1:] if len(word[0]) >= _LONG]
    return sum(word[0].isupper() for word in long) > _TITLED * len(long)


def truecase(text: str, article: Article, analysis: Analysis) -> str:
    """Return a line that is written like a title with its plain words in small letters.

    Plain is what the article mostly writes small, or a verb or number that it does not use, and
    no name of the article has.
    """
    if not _is_titled(text):
        return text
    named = {
        fold(word)
        for name in analysis.entities
        for form in name.forms(article.text)
        for word in _WORD.findall(form)
    } | {
        fold(w)
        for place in analysis.places
        for w in _WORD.findall(place.span.text_in(article.text))
    }
    written = Counter(_WORD.findall(article.text))

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        capital = word[0].isupper() and not word.isupper() and match.start() > 0
        bare = re.sub(r"['’]s$", "", word.lower())
        small, large = written[bare], written[bare.capitalize()]
        unknown = bare in _NUMBERS or is_verb(bare, article.language)
        plain = small >= large if small or large else unknown
        return word.lower() if capital and plain and fold(bare) not in named else word

    return _WORD.sub(cased, text)
