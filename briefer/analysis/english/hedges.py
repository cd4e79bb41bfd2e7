"""Hedges: words that weaken a statement, found by their form."""

import re
from collections.abc import Sequence
from functools import cache

from briefer.analysis.annotations import Hedge, Span
from briefer.analysis.english.lexicon import HEDGES
from briefer.article import Article

# "May" with a capital inside a sentence is the month; "could not", "may not" and "nobody could"
# mostly tell of inability or of a ban, "may not have" does not.
_ABILITY = frozenset({"could", "might", "may"})
_NO_HEDGE = re.compile(r"could\s*n[o’']t\b|may\s+not\s+(?!have|be)", re.IGNORECASE)
# "Nobody could", "no member of the board could": only where these words are the subject of "could".
_SMALL = r"(?:the|an?|this|that|these|those|its|his|her|their|our|it|he|she|they|we|you|and|but)\b"
_FEW_WORDS = rf"(?:\s+(?!{_SMALL})[\w’'-]+)"
_THOSE = rf"(?:\s+{_SMALL})?{_FEW_WORDS}{{1,2}}"
_INABILITY = re.compile(
    rf"""\b(?:
        (?:nobody|no\s+one|none|nothing|neither)(?:\s+else|\s+(?:of|in|at|on|from){_THOSE})?
      | no\s+(?:way|means|chance|reason){_THOSE}
      | neither{_FEW_WORDS} | nor(?:{_THOSE})?
      | (?<!with\s)(?<!in\s)(?<!at\s)(?<!by\s)(?<!for\s)no{_FEW_WORDS}{{1,2}}
            (?:\s+of{_THOSE}|(?:\s+(?:at|by|from|in|on))?\s+(?:which|that|who|where)(?:{_THOSE})?)?
    )\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
# "so that it could leave", "how easily it could be fooled": a purpose, a degree
_NO_DOUBT = re.compile(r"\b(?:so\s+that|how\s+\w+ly)\s+(?:\S+\s+){0,4}$", re.IGNORECASE)


def find_hedges(article: Article) -> tuple[Hedge, ...]:
    """Find the hedges of an English article, in order."""
    found: list[Hedge] = []
    for index, sentence in enumerate(article.sentences):
        for match in _pattern().finditer(article.text, sentence.start, sentence.end):
            words = match[0]
            month = words == "May" and not _begins(article.text, sentence.start, match.start())
            before = article.text[sentence.start : match.start()]
            able = words.lower() in _ABILITY and _NO_DOUBT.search(before)
            unable = words.lower() == "could" and _INABILITY.search(before)
            if month or able or unable or _NO_HEDGE.match(article.text, match.start()):
                continue
            key = " ".join(words.lower().split())
            found.append(Hedge(Span(*match.span()), index, HEDGES[key]))
    return tuple(found)


def hedge_within(hedges: Sequence[Hedge], spans: Sequence[Span]) -> Hedge | None:
    """Return the first hedge that lies within one of ``spans``."""
    return next((h for h in hedges if any(span.contains(h.span) for span in spans)), None)


def _begins(text: str, start: int, at: int) -> bool:
    """Tell whether nothing but marks stands between the start of a sentence and a word."""
    return not any(mark.isalnum() for mark in text[start:at])


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(HEDGES, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
