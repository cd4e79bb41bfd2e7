"""Support: whether the evidence bears a line out.

Each check returns the problem in words that a model can act on, or None. They look for what fluent
summaries get wrong: names and numbers that are not there, a lost "not", a lost "may", and one
source's claim in another's mouth.
"""

import re
from collections.abc import Iterator, Sequence

from briefer.article import Article
from briefer.grounding.alignment import Word, content_words, fold, stem, words_of
from briefer.grounding.numerals import numbers_of
from briefer.grounding.sourcing import wrong_source
from briefer.reading.candidates import Reading
from briefer.reading.lexicon import BOUNDS
from briefer.reading.parsing import named_things, subject_of

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
_REACH = 6  # words between a thing and the name it belongs to
_STEM = 3  # letters that a name shares with a word made from it, at least
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
    if any(order.of(article.text) in evidence for order in reading.orders):
        yield "the article says this only in an order to a machine"
    if wrong := wrong_source(text, article=article, reading=reading, sentences=sentences):
        yield wrong
    for number in sorted(numbers_of(text) - numbers_of(f"{article.title or ''} {together}")):
        yield f"the number {number} does not stand in the passage it rests on"
    for word in foreign_names(text, together, article, reading):
        yield f"{word!r} is not in the article's passage about it"
    wanted = content_words(text)
    if wanted and len(wanted & content_words(together)) < len(wanted) / 2:
        yield "the article does not say this"
    subject = subject_of(text, article.language)
    told, title = content_words(together), content_words(article.title or "")
    if len(wanted & title) * 2 >= len(wanted):
        told |= title  # the line retells the title, whose words the text may not repeat
    if subject is not None and not content_words(subject) <= told:
        yield f"the article says this of something else than {subject!r}"
    yield from _wrongly_named(text, article)
    yield from _lost_negation(text, evidence)
    yield from _lost_hedge(text, reading, article, sentences)
    yield from _done_too_early(text, evidence)


def foreign_names(text: str, evidence: str, article: Article, reading: Reading) -> list[str]:
    """Return the capitalised words of ``text`` that its evidence does not hold.

    Someone whom the evidence names may be called by each of the names that the article gives, and
    what the title says, the article says of itself.
    """
    known = {word.folded for word in (*words_of(evidence), *words_of(article.title or ""))}
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


def _wrongly_named(text: str, article: Article) -> Iterator[str]:
    """Find names set before things that the article never speaks of together."""
    pairs = named_things(text, article.language)
    passages = [words_of(part) for part in _passages(article)] if pairs else []
    for name, thing in pairs:
        bearer, borne = (words_of(part)[-1].folded for part in (name, thing))
        if not any(_are_near(bearer, borne, words) for words in passages):
            yield f"the article speaks of no “{name} {thing}”"


def _passages(article: Article) -> Iterator[str]:
    """Yield the title and the sentences."""
    if article.title:
        yield article.title
    for start, end in article.sentences:
        yield article.text[start:end]


def _are_near(name: str, thing: str, words: Sequence[Word]) -> bool:
    """Tell whether a thing stands within a few words of a name, or of a word made from it."""
    root = name[: max(_STEM, len(name) - 2)]  # Iraq and Iraqi, Spain and Spanish
    named = [i for i, word in enumerate(words) if word.folded.startswith(root)]
    things = [i for i, word in enumerate(words) if word.folded == thing]
    return any(abs(one - other) <= _REACH for one in named for other in things)


def _done_too_early(text: str, evidence: Sequence[str]) -> Iterator[str]:
    """Find what a line tells as done and its sentences only as planned, weighed or asked for."""
    done = _verbs(_AHEAD.sub(" ", text))
    elsewhere = frozenset[str]().union(*(_verbs(_PLANNED.sub(" ", part)) for part in evidence))
    for found in (found for part in evidence for found in _PLANNED.finditer(part)):
        verb = _root(stem((found["verb"] or found["doing"]).lower()))
        if verb in done and verb not in elsewhere:
            yield f"the article says “{' '.join(found[0].split())}”, not that it is done"
            return


def _verbs(text: str) -> frozenset[str]:
    return frozenset(_root(word.folded) for word in words_of(text))


def _root(stemmed: str) -> str:
    """Undo the doubling of "cancelled" and "planning"."""
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", stemmed)


def _stands_in(form: str, evidence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(form))}(?!\w)", fold(evidence)) is not None


def _lost_negation(text: str, evidence: Sequence[str]) -> Iterator[str]:
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
