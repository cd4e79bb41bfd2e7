"""Wording: what a line loses of the sentences that it retells: a "not", a "may", a "plans to"."""

import re
from collections.abc import Iterator, Sequence

from briefer.analysis.annotations import Analysis
from briefer.analysis.english.lexicon import BOUNDS
from briefer.analysis.english.line_syntax import verbs_in
from briefer.article import Article
from briefer.text.normalization import content_words, occurs_in, stem

_NEGATIONS = frozenset(
    """not no never none nobody neither nor without cannot deny denied denies denying refuse
    refused refuses reject rejected rejects fail failed fails lack lacks unable n't""".split()
)
_DOUBTING = re.compile(
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
# What somebody only plans, weighs or wants, with the verb for it ...
_PLANNED = re.compile(
    r"\b(?:(?:prepar|plan|intend|want|hop|seek|aim|threaten|propos|expect|schedul|demand|urg)\w*"
    r"|sought|ready|due|set)\s+(?:\w+\s+)?to\s+(?:be\s+|have\s+)?(?P<verb>[a-z]{3,})\b"
    r"|\b(?:consider|weigh|mull|discuss|propos|plan)\w*\s+(?P<doing>[a-z]{2,}ing)\b",
    re.IGNORECASE,
)
# ... and the ways in which a line can look ahead itself.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|must|to|plan\w*|consider\w*|weigh\w*"
    r"|prepar\w*|propos\w*|mull\w*|discuss\w*)\s+(?:to\s+)?(?:not\s+)?(?:be\s+|have\s+(?:been\s+)?)?"
    r"[a-z]+\b",
    re.IGNORECASE,
)
# Words on which no sentence ends: a model's answer ends there when it was cut or lost its way.
_BROKEN_OFF = re.compile(
    r"\b(?:an?|the|of|and|or|but|which|who|whose|was|were|is|are|be|been|has|had|have|to"
    r"|with|from|by|their|its|as|because|than)\W*$"
)
_OWNER = re.compile(r"\w+['’]s$")  # without what is owned, unless it is a name ("McDonald’s")
_NEAR_WORDS = 4  # words behind a hedge or a "not" that tell what it is about


def truncated_line(text: str, article: Article) -> Iterator[str]:
    """Find a line that ends in the middle of a sentence."""
    owner = _OWNER.search(text)
    whole = owner and re.search(rf"{re.escape(owner[0])}(?:[^\w\s]|$)", article.text)
    if _BROKEN_OFF.search(text) or (owner and not whole):
        yield "it breaks off"


def plan_told_as_fact(text: str, evidence: Sequence[str], language: str) -> Iterator[str]:
    """Find what a line tells as done and its sentences only as planned, weighed or asked for."""
    planned = [found for part in evidence for found in _PLANNED.finditer(part)]
    done = _told_verbs(text, _AHEAD, language) if planned else frozenset()
    for found in planned:
        verb = _root(stem((found["verb"] or found["doing"]).lower()))
        # what another sentence tells as done, a line may
        if verb in done and not any(verb in _told_verbs(p, _PLANNED, language) for p in evidence):
            yield f"the article says “{' '.join(found[0].split())}”, not that it is done"
            return


def _told_verbs(text: str, left_out: re.Pattern[str], language: str) -> frozenset[str]:
    """Return the roots of the verbs of a text, but for those in what matches ``left_out``."""
    ahead = [match.span() for match in left_out.finditer(text)]
    return frozenset(
        _root(stem(lemma))
        for lemma, place in verbs_in(text, language)
        if not any(start <= place < end for start, end in ahead)
    )


def _root(stemmed: str) -> str:
    """Undo the doubling of "cancelled" and "planning"."""
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", stemmed)


def lost_negation(text: str, evidence: Sequence[str]) -> Iterator[str]:
    """Compare what a line denies with what each of its sentences denies."""
    if _negations(text):
        if evidence and not any(map(_negations, evidence)):
            yield "it says “not” where the article does not"
        return
    wanted = content_words(text)
    plain = frozenset[str]().union(*(_content_not_denied(part) for part in evidence))
    for part in evidence:
        words = _words(part)
        for index in _negations(part):
            about = content_words(" ".join(words[index + 1 : index + 1 + _NEAR_WORDS]))
            # what another sentence says without a "not" may be told without one
            if about and about <= wanted and not about <= plain:
                yield f"it leaves out the “{words[index]}” of the article"
                return


def _content_not_denied(text: str) -> frozenset[str]:
    return frozenset() if _negations(text) else content_words(text)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in re.findall(r"[\w'’-]+", text)]


def _negations(text: str) -> list[int]:
    """Return the indices of the words of a text that deny something."""
    words = _words(text)
    return [i for i, word in enumerate(words) if word in _NEGATIONS or word.endswith("n't")]


def lost_hedge(
    text: str, analysis: Analysis, article: Article, sentences: Sequence[int]
) -> Iterator[str]:
    """Find a hedge of the sentences that a line lets fall, though it retells what is hedged."""
    wanted = content_words(text)
    title = content_words(article.title or "")
    for hedge in analysis.hedges:
        words = hedge.span.text_in(article.text)
        kept = _BOUNDING if words.lower() in BOUNDS else _DOUBTING
        if hedge.sentence not in sentences or kept.search(text) or occurs_in(words, text):
            continue
        after = article.text[hedge.span.end : hedge.span.end + 60].split()[:_NEAR_WORDS]
        about = content_words(" ".join(after))
        # what the title says without a hedge, the article says so itself
        if about and len(about & wanted) * 2 > len(about) and not about & wanted <= title:
            yield f"it leaves out the “{words}” of the article"
            return
