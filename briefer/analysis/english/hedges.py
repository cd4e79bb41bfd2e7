"""Find hedges, the words that weaken a statement, by their form ("may", "is set to")."""

import re
from collections.abc import Sequence
from functools import cache

from briefer.analysis.annotations import Hedge, Span
from briefer.analysis.english.lexicon import HEDGES
from briefer.schema.article import Article

# "could not", "may not" and "nobody could" mostly express inability or a ban; "may not have"
# does not.
_MODALS = frozenset({"could", "might", "may"})
_NEGATED_MODAL = re.compile(r"could\s*n[o’']t\b|may\s+not\s+(?!have|be)", re.IGNORECASE)
# "Nobody could", "no member of the board could": only if these words are the subject of "could".
_FUNCTION_WORD = (
    r"(?:the|an?|this|that|these|those|its|his|her|their|our|it|he|she|they|we|you|and|but)\b"
)
_FEW_WORDS = rf"(?:\s+(?!{_FUNCTION_WORD})[\w’'-]+)"
_NOUN_PHRASE = rf"(?:\s+{_FUNCTION_WORD})?{_FEW_WORDS}{{1,2}}"
_INABILITY = re.compile(
    rf"""\b(?:
        (?:nobody|no\s+one|none|nothing|neither)(?:\s+else|\s+(?:of|in|at|on|from){_NOUN_PHRASE})?
      | no\s+(?:way|means|chance|reason){_NOUN_PHRASE}
      | neither{_FEW_WORDS} | nor(?:{_NOUN_PHRASE})?
      | (?<!with\s)(?<!in\s)(?<!at\s)(?<!by\s)(?<!for\s)no{_FEW_WORDS}{{1,2}}
            (?:\s+of{_NOUN_PHRASE}|(?:\s+(?:at|by|from|in|on))?\s+(?:which|that|who|where)(?:{_NOUN_PHRASE})?)?
    )\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
# "so that it could leave", "how easily it could be fooled": a purpose or a degree, not a hedge.
_PURPOSE_OR_DEGREE = re.compile(r"\b(?:so\s+that|how\s+\w+ly)\s+(?:\S+\s+){0,4}$", re.IGNORECASE)


def find_hedges(article: Article) -> tuple[Hedge, ...]:
    """Find the hedges of an English article, in order."""
    found: list[Hedge] = []
    for index, sentence in enumerate(article.sentences):
        for match in _pattern().finditer(article.text, sentence.start, sentence.end):
            words = match[0]
            before = article.text[sentence.start : match.start()]
            # "May" with a capital inside a sentence is the month
            month = words == "May" and any(mark.isalnum() for mark in before)
            able = words.lower() in _MODALS and _PURPOSE_OR_DEGREE.search(before)
            unable = words.lower() == "could" and _INABILITY.search(before)
            if month or able or unable or _NEGATED_MODAL.match(article.text, match.start()):
                continue
            key = " ".join(words.lower().split())
            found.append(Hedge(Span(*match.span()), index, HEDGES[key]))
    return tuple(found)


def hedge_within(hedges: Sequence[Hedge], spans: Sequence[Span]) -> Hedge | None:
    """Return the first hedge that lies within one of ``spans``; None if there is none."""
    return next(
        (hedge for hedge in hedges if any(span.contains(hedge.span) for span in spans)), None
    )


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(HEDGES, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
