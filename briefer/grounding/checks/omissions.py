"""Check that a line keeps the "not", "may" and "plans to" of the sentences that support it."""

import re
from collections.abc import Iterator, Sequence

from briefer.analysis.annotations import Analysis
from briefer.analysis.english.lexicon import BOUNDS
from briefer.analysis.english.line_syntax import verbs_in
from briefer.schema.article import Article
from briefer.text.normalization import content_words, occurs_in, stem

_NEGATIONS = frozenset(
    """not no never none nobody neither nor without cannot deny denied denies denying refuse
    refused refuses reject rejected rejects fail failed fails lack lacks unable n't""".split()
)
_HEDGING = re.compile(
    r"\b(?:may|might|could|would|alleg\w+|reportedly|apparent\w*|appear\w*|seem\w*|likely|unlikely"
    r"|probabl\w+|improbable|possib\w+|suspect\w*|believ\w+|estimat\w+|expect\w*|unclear|uncertain"
    r"|unconfirmed|unverified|perhaps|potential\w*|presum\w+|purport\w+|suppos\w+|preliminary"
    r"|claim\w*|accus\w+|think\w*|thought|fear\w*|rumou?r\w*|set to"
    r"|not (?:yet )?(?:clear|known))\b",
    re.IGNORECASE,
)
_BOUNDING = re.compile(
    r"\b(?:about|around|some|up to|at least|as many as|more than|over|nearly|almost|or more"
    r"|so-called|possible|potential|apparent|set to)\b",
    re.IGNORECASE,
)
# An action that somebody only plans, considers or wants ...
_PLANNED = re.compile(
    r"\b(?:(?:prepar|plan|intend|want|hop|seek|aim|threaten|propos|expect|schedul|demand|urg)\w*"
    r"|sought|ready|due|set)\s+(?:\w+\s+)?to\s+(?:be\s+|have\s+)?(?P<verb>[a-z]{3,})\b"
    r"|\b(?:consider|weigh|mull|discuss|propos|plan)\w*\s+(?P<doing>[a-z]{2,}ing)\b",
    re.IGNORECASE,
)
# ... and the ways in which a line can state an action as not done yet.
_NOT_DONE = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|must|to|plan\w*|consider\w*|weigh\w*"
    r"|prepar\w*|propos\w*|mull\w*|discuss\w*)\s+(?:to\s+)?(?:not\s+)?(?:be\s+|have\s+(?:been\s+)?)?"
    r"[a-z]+\b",
    re.IGNORECASE,
)
# Words that end no sentence; a model's line may end in one if it was cut off.
_TRUNCATED = re.compile(
    r"\b(?:an?|the|of|and|or|but|which|who|whose|was|were|is|are|be|been|has|had|have|to"
    r"|with|from|by|their|its|as|because|than)\W*$"
)
_POSSESSIVE = re.compile(r"\w+['’]s$")  # with its noun cut off, unless it is a name ("McDonald’s")
_SCOPE = 4  # words after a hedge or a "not" to which it applies


def truncated_line(text: str, article: Article) -> Iterator[str]:
    """Find a line that ends in the middle of a sentence."""
    possessive = _POSSESSIVE.search(text)
    is_name = possessive and re.search(rf"{re.escape(possessive[0])}(?:[^\w\s]|$)", article.text)
    if _TRUNCATED.search(text) or (possessive and not is_name):
        yield "the line is cut off"


def plan_told_as_fact(text: str, evidence: Sequence[str], language: str) -> Iterator[str]:
    """Find an action that a line states as done and its sentences only as planned or demanded."""
    planned = [found for part in evidence for found in _PLANNED.finditer(part)]
    done = _verbs_outside(text, _NOT_DONE, language) if planned else frozenset()
    for found in planned:
        verb = _root(stem((found["verb"] or found["doing"]).lower()))
        # unless another sentence states it as done
        if verb in done and not any(
            verb in _verbs_outside(p, _PLANNED, language) for p in evidence
        ):
            yield f"the article says “{' '.join(found[0].split())}”, not that it has happened"
            return


def _verbs_outside(text: str, excluded: re.Pattern[str], language: str) -> frozenset[str]:
    """Return the roots of the verbs of a text, without those that ``excluded`` matches."""
    skipped = [match.span() for match in excluded.finditer(text)]
    return frozenset(
        _root(stem(lemma))
        for lemma, offset in verbs_in(text, language)
        if not any(start <= offset < end for start, end in skipped)
    )


def _root(stemmed: str) -> str:
    """Undo the doubling of "cancelled" and "planning"."""
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", stemmed)


def lost_negation(text: str, evidence: Sequence[str]) -> Iterator[str]:
    """Find a "not" that a line adds to its sentences or drops from them."""
    if _negations(text):
        if evidence and not any(map(_negations, evidence)):
            yield "the line says “not” where the article does not"
        return
    wanted = content_words(text)
    affirmed = frozenset[str]().union(*(_affirmed_words(part) for part in evidence))
    for part in evidence:
        words = _words(part)
        for index in _negations(part):
            about = content_words(" ".join(words[index + 1 : index + 1 + _SCOPE]))
            # unless another sentence says it without a "not"
            if about and about <= wanted and not about <= affirmed:
                yield f"the line leaves out the article's “{words[index]}”"
                return


def _affirmed_words(text: str) -> frozenset[str]:
    return frozenset() if _negations(text) else content_words(text)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in re.findall(r"[\w'’-]+", text)]


def _negations(text: str) -> list[int]:
    """Return the indices of the negations among the words of a text."""
    words = _words(text)
    return [i for i, word in enumerate(words) if word in _NEGATIONS or word.endswith("n't")]


def lost_hedge(
    text: str, analysis: Analysis, article: Article, sentences: Sequence[int]
) -> Iterator[str]:
    """Find a hedge of the sentences that a line drops, although it repeats what is hedged."""
    wanted = content_words(text)
    title = content_words(article.title or "")
    for hedge in analysis.hedges:
        words = hedge.span.text_in(article.text)
        equivalent = _BOUNDING if words.lower() in BOUNDS else _HEDGING
        if hedge.sentence not in sentences or equivalent.search(text) or occurs_in(words, text):
            continue
        after = article.text[hedge.span.end : hedge.span.end + 60].split()[:_SCOPE]
        about = content_words(" ".join(after))
        # unless the title says it without a hedge
        if about and len(about & wanted) * 2 > len(about) and not about & wanted <= title:
            yield f"the line leaves out the article's “{words}”"
            return
