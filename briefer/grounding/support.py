"""Support: whether the evidence bears a line out.

Each check returns the problem in words that a model can act on, or None. They look for what fluent
summaries get wrong: names and numbers that are not there, a lost "not", a lost "may", and one
source's claim in another's mouth.
"""

import re
from collections.abc import Iterator, Sequence

from briefer.article import Article
from briefer.grounding.alignment import content_words, fold, words_of
from briefer.grounding.numerals import numbers_of
from briefer.grounding.sourcing import wrong_source
from briefer.reading.candidates import Reading
from briefer.reading.lexicon import BOUNDS

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
_NEAR_WORDS = 4  # words on either side of a hedge or a "not" that tell what it is about


def problem_of(
    text: str, *, article: Article, reading: Reading, sentences: Sequence[int]
) -> str | None:
    """Return the first reason why ``text`` is not borne out by these sentences, or None."""
    return next(_problems(text, article, reading, sentences), None)


def _problems(
    text: str, article: Article, reading: Reading, sentences: Sequence[int]
) -> Iterator[str]:
    evidence = [article.text[slice(*article.sentences[index])] for index in sentences]
    together = " ".join(evidence)
    if wrong := wrong_source(text, article=article, reading=reading, sentences=sentences):
        yield wrong
    for number in sorted(numbers_of(text) - numbers_of(together)):
        yield f"the number {number} does not stand in the passage it rests on"
    for word in foreign_names(text, together, article, reading):
        yield f"{word!r} is not in the article's passage about it"
    wanted = content_words(text)
    if wanted and len(wanted & content_words(together)) < len(wanted) / 2:
        yield "the article does not say this"
    yield from _lost_negation(text, evidence)
    yield from _lost_hedge(text, reading, article, sentences)


def foreign_names(text: str, evidence: str, article: Article, reading: Reading) -> list[str]:
    """Return the capitalised words of ``text`` that its evidence does not hold.

    Someone whom the evidence names may be called by each of the names that the article gives.
    """
    known = {word.folded for word in words_of(evidence)}
    names: set[str] = set()
    for name in reading.names:
        places = (*name.mentions, *name.aliases, *name.roles)
        forms = {name.text, *(place.of(article.text) for place in places)}
        words = {word.folded for form in forms for word in words_of(form)}
        names |= words
        if any(_stands_in(form, evidence) for form in forms):
            known |= words
    foreign = []
    for index, word in enumerate(words_of(text)):
        written = text[word.start : word.end]
        # the first word of a line is capital anyway: only a name of the article is foreign there
        if written[:1].isupper() and word.folded not in known and (index or word.folded in names):
            foreign.append(written)
    return foreign


def _stands_in(form: str, evidence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(form))}(?!\w)", fold(evidence)) is not None


def _lost_negation(text: str, evidence: Sequence[str]) -> Iterator[str]:
    said = {w.lower() for w in re.findall(r"[A-Za-z]+(?:n['’]t)?|n['’]t", text)}
    denies = bool(said & _NEGATIONS) or any(w.endswith(("n't", "n’t")) for w in said)
    best = evidence[0] if evidence else ""
    words = [w.lower().replace("’", "'") for w in re.findall(r"[\w'’-]+", best)]
    negated = [i for i, w in enumerate(words) if w in _NEGATIONS or w.endswith("n't")]
    if denies and evidence and not any(_denies(part) for part in evidence):
        yield "it says “not” where the article does not"
    if not denies:
        wanted = content_words(text)
        for index in negated:
            about = content_words(" ".join(words[index + 1 : index + 1 + _NEAR_WORDS]))
            if about and about <= wanted:
                yield f"it leaves out the “{words[index]}” of the article"
                return


def _denies(text: str) -> bool:
    words = {w.lower().replace("’", "'") for w in re.findall(r"[\w'’-]+", text)}
    return bool(words & _NEGATIONS) or any(w.endswith("n't") for w in words)


def _lost_hedge(
    text: str, reading: Reading, article: Article, sentences: Sequence[int]
) -> Iterator[str]:
    wanted = content_words(text)
    for hedge in reading.hedges:
        words = hedge.span.of(article.text)
        kept = _BOUNDING if words.lower() in BOUNDS else _DOUBTING
        if hedge.sentence not in sentences or kept.search(text):
            continue
        after = article.text[hedge.span.end : hedge.span.end + 60].split()[:_NEAR_WORDS]
        about = content_words(" ".join(after))
        if about and len(about & wanted) * 2 > len(about):
            yield f"it leaves out the “{words}” of the article"
            return
