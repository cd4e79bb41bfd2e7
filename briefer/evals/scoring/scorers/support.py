"""Support: does its evidence bear a line out?

Each line is held against the sentences that its own evidence stands in: its numbers and names must
occur there; a "not" and a hedge of the passage that the line retells must be in the line; and what
gold knows as somebody's claim must not be told in the brief's own voice. None of it asks the
reading or the grounding that made the brief, so that a fault of theirs shows.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefer.analysis.annotations import Span
from briefer.article import Article
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import shared, tokens
from briefer.evals.scoring.text_patterns import (
    HEDGING,
    NEGATING,
    PRONOUNS,
    REPORTING,
    ROUNDING,
    names_in,
    numbers_in,
)
from briefer.evals.suites.format import Gold, GoldClaim, spans_of
from briefer.evidence import Evidence
from briefer.schema import Brief
from briefer.text.normalization import content_words

Check = Literal["numbers", "names", "negation", "hedge", "source"]
CHECKS: tuple[Check, ...] = ("numbers", "names", "negation", "hedge", "source")
_COUNTED = re.compile(r"\b\w+ (?=(?:claims|sources|ways|figures|versions|statements)\b)")
"""What a note counts itself stands nowhere in the article ("2 claims rest on ...")."""
_WILL = re.compile(r"\bwill\b|['’]ll\b", re.IGNORECASE)
_NEAR = 4  # words behind a hedge or a "not" that tell what it is about
_RETOLD = 0.6  # share of those words that a line must hold to be about the same
_OF_CLAIM = 0.6  # share of a line's content words that make it somebody's claim


class Line(NamedTuple):
    """One line of a brief.

    Attributes:
        text: what it says.
        evidence: what it rests on.
        checks: what it is held to.
        sources: the names that the brief sets beside it as its sources.
        named: whether all of it is a name or a phrase, whose every word must stand there.
        cue: words of the passage that the brief shows apart, which may hold the hedge.
    """

    text: str
    evidence: tuple[Evidence, ...]
    checks: tuple[Check, ...]
    sources: tuple[str, ...] = ()
    named: bool = False
    cue: Evidence | None = None


class Fault(NamedTuple):
    """A line that its evidence does not bear out, and why not."""

    line: str
    check: Check
    reason: str


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the support of all lines, one measure for each kind of fault."""
    lines = list(_lines(brief))
    faults = list(_faults(lines, gold, article))
    scores: Scores = {}
    for check in CHECKS:
        if check == "source" and gold.claimed_by is None:
            scores["support.source"] = Score.none("the suite does not say who claims what")
            continue
        held = sum(check in line.checks for line in lines)
        wrong = [fault for fault in faults if fault.check == check]
        details = tuple(f"{fault.reason}: {fault.line}" for fault in wrong)
        bad = len({fault.line for fault in wrong})
        scores[f"support.{check}"] = Score.share(held - bad, held, of="lines", details=details)
    return scores


def faults_of_points(brief: Brief, gold: Gold, article: Article) -> tuple[Fault, ...]:
    """Return the faults of headline and summary."""
    return tuple(_faults(_points(brief), gold, article))


def _points(brief: Brief) -> list[Line]:
    return [Line(p.text, p.evidence, CHECKS, p.sources) for p in (brief.headline, *brief.summary)]


def _lines(brief: Brief) -> Iterator[Line]:
    yield from _points(brief)
    for who in brief.who:
        said = f"{who.role} {who.name}" if who.role else who.name
        yield Line(said, who.evidence, ("names",), named=True)
    for what in brief.what:
        yield Line(what.event, what.evidence, CHECKS, what.sources)
    for where in brief.where:
        yield Line(where.place, where.evidence, ("names",), named=True)
    for when in brief.when:
        yield Line(when.phrase, when.evidence, ("names",), named=True)
    for claim in brief.claimed_by:
        checks: tuple[Check, ...] = ("numbers", "names", "negation", "hedge")
        evidence = (*claim.evidence, *claim.source.evidence)
        told = claim.cue is not None and claim.content.startswith(claim.cue.quote)
        yield Line(claim.content, evidence, checks, cue=None if told else claim.cue)
    for doubt in brief.uncertainty:
        if doubt.evidence:
            yield Line(_COUNTED.sub("", doubt.note), doubt.evidence, ("names", "numbers"))


def _faults(lines: Sequence[Line], gold: Gold, article: Article) -> Iterator[Fault]:
    for line in lines:
        passage = [s for s in article.sentences if any(e.overlaps(*s) for e in line.evidence)]
        sentences = [article.text[start:end] for start, end in passage]
        together = " ".join(sentences)
        bare = [_without(line.cue, start, article.text[start:end]) for start, end in passage]
        reasons: dict[Check, str | None] = {
            "numbers": _foreign_number(line.text, together),
            "names": _foreign_name(line, together, article),
            "negation": _turned(line.text, bare),
            "hedge": _strengthened(line.text, bare),
            "source": _told_as_fact(line, gold.claimed_by or (), article),
        }
        for check in line.checks:
            if (reason := reasons[check]) is not None:
                yield Fault(line.text, check, reason)


def _without(cue: Evidence | None, start: int, sentence: str) -> str:
    """Take the cue out of a sentence that begins at ``start``."""
    if cue is None or not start <= cue.start < start + len(sentence):
        return sentence
    return sentence[: cue.start - start] + " " + sentence[cue.end - start :]


def _foreign_number(text: str, passage: str) -> str | None:
    foreign = sorted(numbers_in(text) - numbers_in(passage))
    return f"{foreign[0]} is not in its evidence" if foreign else None


def _foreign_name(line: Line, passage: str, article: Article) -> str | None:
    """Return the first name that the passage does not hold.

    A name may be the full form of a shorter one in the passage, or of a pronoun there.
    """
    held = set(tokens(passage))
    refers = bool(held & PRONOUNS)
    everywhere = " ".join(tokens(f"{article.title or ''} {article.text}"))
    names = (line.text,) if line.named else names_in(line.text, known=everywhere)
    for name in names:
        words = tokens(name)
        if set(words) <= held:
            continue
        full = not line.named and f" {' '.join(words)} " in f" {everywhere} "
        if not (full and (refers or set(words) & held)):
            return f"{name!r} is not in its evidence"
    return None


def _turned(text: str, sentences: Sequence[str]) -> str | None:
    """Tell whether a "not" was lost or added."""
    denies = bool(NEGATING.search(text))
    if denies and sentences and not any(NEGATING.search(sentence) for sentence in sentences):
        return "says “not” where its evidence does not"
    if denies:
        return None
    lost = next((word for word in _dropped(NEGATING, text, sentences)), None)
    return f"leaves out “{lost}”" if lost else None


def _strengthened(text: str, sentences: Sequence[str]) -> str | None:
    """Tell whether a hedge was lost; one of the same kind may stand in its place.

    What somebody "said would" happen, he says "will": that "would" only stands in the past.
    """
    backshifted = bool(REPORTING.search(text) and _WILL.search(text))
    for hedges in (HEDGING, ROUNDING):
        if not hedges.search(text):
            for word in _dropped(hedges, text, sentences):
                if not (backshifted and word.lower() == "would"):
                    return f"leaves out “{word}”"
    return None


def _dropped(pattern: re.Pattern[str], text: str, sentences: Sequence[str]) -> Iterator[str]:
    """Yield the words of ``pattern`` behind which the passage says what the line says too."""
    said = content_words(text)
    for sentence in sentences:
        for found in pattern.finditer(sentence):
            behind = re.split(r"[.;:?!\n]", sentence[found.end() :])[0]
            about = [w for w in re.findall(r"[\w’'-]+", behind) if content_words(w)][:_NEAR]
            wanted = content_words(" ".join(about))
            if wanted and len(wanted & said) >= _RETOLD * len(wanted):
                yield found[0]


def _told_as_fact(line: Line, claims: Sequence[GoldClaim], article: Article) -> str | None:
    """Tell whether a line says on its own what the article has on somebody's word."""
    if line.sources or REPORTING.search(line.text):
        return None
    said = content_words(line.text)
    own = [Span(e.start, e.end) for e in line.evidence]
    for claim in claims:
        places = spans_of(claim, article) if claim.sources else ()
        if not places or not said or not max(shared(own, places)):
            continue
        claimed = content_words(" ".join(place.text_in(article.text) for place in places))
        named = any(set(tokens(line.text)) & set(tokens(source)) for source in claim.sources)
        if not named and len(said & claimed) >= _OF_CLAIM * len(said):
            return f"tells as fact what {claim.source!r} says"
    return None
