"""Support: is each line of the brief supported by its evidence?

Each line is compared with the sentences that contain its evidence, and with the title if it repeats
that or a part of it:

- numbers and names: those of the line must occur there;
- negation and hedge: a "not" or a "may" on words that the line repeats must be in the line;
- source: what gold attributes to a source must not be stated in the brief's own voice.

The scorer uses none of the checks that briefer itself makes (`briefer.grounding`), so that their
faults show; both share only the stemmer.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import overlap_shares, spans_of_evidence, tokens
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
from briefer.schema.article import Article
from briefer.schema.brief import Brief, Uncertainty
from briefer.schema.evidence import Evidence
from briefer.text.normalization import content_words

Check = Literal["numbers", "names", "negation", "hedge", "source"]
CHECKS: tuple[Check, ...] = ("numbers", "names", "negation", "hedge", "source")
_WILL = re.compile(r"\bwill\b|['’]ll\b", re.IGNORECASE)
_SCOPE = 4  # content words after a hedge or a "not" that it applies to
_REPEATED = 0.6  # share of those words that a line must have to be about the same
_NOUNS_CAPITALISED = frozenset({"de", "lb"})  # a capital does not tell a name from a noun there
_SAME_CLAIM = 0.6  # share of a line's content words that must be in a claim to repeat it


class Line(NamedTuple):
    """One line of a brief.

    Attributes:
        text: the line.
        evidence: the passages given as its evidence.
        checks: the checks that apply to it.
        sources: the sources that the brief names for it outside the text.
        all_names: True if the whole line is a name or a phrase: every word must be in the evidence.
        cue: words of the evidence that the brief shows separately; a hedge may be among them.
    """

    text: str
    evidence: tuple[Evidence, ...]
    checks: tuple[Check, ...]
    sources: tuple[str, ...] = ()
    all_names: bool = False
    cue: Evidence | None = None


class Fault(NamedTuple):
    """A line that fails a check, and why."""

    line: str
    check: Check
    reason: str


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the support of all lines, one metric for each check."""
    lines = list(_lines(brief))
    faults = list(_faults(lines, gold, article))
    scores: Scores = {}
    for check in CHECKS:
        if check == "source" and gold.claimed_by is None:
            scores["support.source"] = Score.none("the suite has no claims")
            continue
        checked = sum(check in line.checks for line in lines)
        failed = [fault for fault in faults if fault.check == check]
        details = tuple(f"{fault.reason}: {fault.line}" for fault in failed)
        failed_lines = len({fault.line for fault in failed})
        scores[f"support.{check}"] = Score.share(
            checked - failed_lines, checked, of="lines", details=details
        )
    return scores


def faults_of_points(brief: Brief, gold: Gold, article: Article) -> tuple[Fault, ...]:
    """Return the faults of headline and summary."""
    return tuple(_faults(_points(brief), gold, article))


def _points(brief: Brief) -> list[Line]:
    return [Line(p.text, p.evidence, CHECKS, p.sources) for p in (brief.headline, *brief.summary)]


def _lines(brief: Brief) -> Iterator[Line]:
    yield from _points(brief)
    for who in brief.who:
        text = f"{who.role} {who.name}" if who.role else who.name
        yield Line(text, who.evidence, ("names",), all_names=True)
    for what in brief.what:
        yield Line(what.event, what.evidence, CHECKS, what.sources)
    for where in brief.where:
        yield Line(where.place, where.evidence, ("names",), all_names=True)
    for when in brief.when:
        yield Line(when.phrase, when.evidence, ("names",), all_names=True)
    for claim in brief.claimed_by:
        checks: tuple[Check, ...] = ("numbers", "names", "negation", "hedge")
        evidence = (*claim.evidence, *claim.source.evidence)
        # A cue at the start of the content is not shown separately.
        in_content = claim.cue is not None and claim.content.startswith(claim.cue.quote)
        yield Line(claim.content, evidence, checks, cue=None if in_content else claim.cue)
    for item in brief.uncertainty:
        if item.evidence:
            yield Line(_words_of(item), item.evidence, ("names", "numbers"))


def _words_of(item: Uncertainty) -> str:
    """Return what a note says of the article, without its own words and counts ("2 claims")."""
    if item.code is None:
        return item.note
    words = (value for value in item.params.values() if not isinstance(value, int))
    return "\n".join(value if isinstance(value, str) else "\n".join(value) for value in words)


def _faults(lines: Sequence[Line], gold: Gold, article: Article) -> Iterator[Fault]:
    for line in lines:
        spans = [s for s in article.sentences if any(e.overlaps(*s) for e in line.evidence)]
        repeated = not line.all_names and _repeats(line.text, article.title or "")
        title = [article.title] if article.title and repeated else []
        passage = " ".join([*(article.text[start:end] for start, end in spans), *title])
        without_cue = [
            _remove_cue(line.cue, start, article.text[start:end]) for start, end in spans
        ] + title
        reasons: dict[Check, str | None] = {
            "numbers": _unsupported_number(line.text, passage),
            "names": _unsupported_name(line, passage, article),
            "negation": _changed_negation(line.text, without_cue),
            "hedge": _lost_hedge(line.text, without_cue),
            "source": _lost_source(line, gold.claimed_by or (), article),
        }
        for check in line.checks:
            if (reason := reasons[check]) is not None:
                yield Fault(line.text, check, reason)


def _repeats(line: str, title: str) -> bool:
    """Return True if a line is the title, or a part of it."""
    return f" {' '.join(tokens(line))} " in f" {' '.join(tokens(title))} "


def _remove_cue(cue: Evidence | None, start: int, sentence: str) -> str:
    """Remove the cue from a sentence that begins at offset ``start`` of the article."""
    if cue is None or not start <= cue.start < start + len(sentence):
        return sentence
    return sentence[: cue.start - start] + " " + sentence[cue.end - start :]


def _unsupported_number(text: str, passage: str) -> str | None:
    unsupported = sorted(numbers_in(text) - numbers_in(passage))
    return f"{unsupported[0]} is not in its evidence" if unsupported else None


def _unsupported_name(line: Line, passage: str, article: Article) -> str | None:
    """Return why a name of the line is not in the passage, or None.

    A name may be the full form of a shorter one in the passage, or of a pronoun there. Where all
    nouns have capitals, only lines that are a name as a whole are looked at.
    """
    if article.language in _NOUNS_CAPITALISED and not line.all_names:
        return None
    passage_words = set(tokens(passage))
    has_pronoun = bool(passage_words & PRONOUNS)
    article_words = " ".join(tokens(f"{article.title or ''} {article.text}"))
    names = (line.text,) if line.all_names else names_in(line.text, known=article_words)
    for name in names:
        words = tokens(name)
        if set(words) <= passage_words:
            continue
        in_article = not line.all_names and f" {' '.join(words)} " in f" {article_words} "
        if not (in_article and (has_pronoun or set(words) & passage_words)):
            return f"{name!r} is not in its evidence"
    return None


def _changed_negation(text: str, sentences: Sequence[str]) -> str | None:
    """Return why a "not" was lost or added, or None."""
    negated = bool(NEGATING.search(text))
    if negated and sentences and not any(NEGATING.search(sentence) for sentence in sentences):
        return "says “not” where its evidence does not"
    if negated:
        return None
    lost = next((word for word in _dropped(NEGATING, text, sentences)), None)
    return f"leaves out “{lost}”" if lost else None


def _lost_hedge(text: str, sentences: Sequence[str]) -> str | None:
    """Return why a hedge was lost, or None; another hedge of the same type may replace it.

    "She said it would open" may become "it will open, she said": this "would" is only the past
    tense of the report.
    """
    backshifted = bool(REPORTING.search(text) and _WILL.search(text))
    for hedges in (HEDGING, ROUNDING):
        if not hedges.search(text):
            for word in _dropped(hedges, text, sentences):
                if not (backshifted and word.lower() == "would"):
                    return f"leaves out “{word}”"
    return None


def _dropped(pattern: re.Pattern[str], text: str, sentences: Sequence[str]) -> Iterator[str]:
    """Yield the matches of ``pattern`` that the line drops although it repeats what follows."""
    line_words = content_words(text)
    for sentence in sentences:
        for found in pattern.finditer(sentence):
            clause = re.split(r"[.;:?!\n]", sentence[found.end() :])[0]
            scope = [w for w in re.findall(r"[\w’'-]+", clause) if content_words(w)][:_SCOPE]
            scope_words = content_words(" ".join(scope))
            if scope_words and len(scope_words & line_words) >= _REPEATED * len(scope_words):
                yield found[0]


def _lost_source(line: Line, claims: Sequence[GoldClaim], article: Article) -> str | None:
    """Return why a line states as fact what the article attributes to a source, or None."""
    if line.sources or REPORTING.search(line.text):
        return None
    line_words = content_words(line.text)
    line_spans = spans_of_evidence(line.evidence)
    for claim in claims:
        spans = spans_of(claim, article) if claim.sources else ()
        if not spans or not line_words or not max(overlap_shares(line_spans, spans)):
            continue
        claim_words = content_words(" ".join(span.text_in(article.text) for span in spans))
        names_source = any(set(tokens(line.text)) & set(tokens(source)) for source in claim.sources)
        if not names_source and len(line_words & claim_words) >= _SAME_CLAIM * len(line_words):
            return f"states as fact what {claim.source!r} says"
    return None
