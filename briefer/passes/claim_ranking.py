"""Weighing: which of the article's claims matter most, and what it leaves open."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from briefer.analysis.annotations import Analysis, Attribution, Span
from briefer.article import Article
from briefer.assembly.limits import MAX_OPEN_QUESTIONS
from briefer.evidence import Evidence
from briefer.grounding.alignment import find_phrase
from briefer.grounding.checks.names_and_numbers import unknown_names
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema import RejectedItem, Uncertainty
from briefer.text.normalization import content_words, tidy_items
from briefer.text.numbers import numbers_of

_ANSWERED = 0.8  # share of a question's content words in one sentence: then it is no open one

_Beginning = Annotated[str, Field(max_length=120)]
_Question = Annotated[str, Field(max_length=160)]


class WeighDraft(BaseModel):
    """What the model answers: how the statements begin that matter, and questions."""

    claims: Annotated[list[_Beginning], Field(max_length=8)]
    open: Annotated[list[_Question], Field(max_length=MAX_OPEN_QUESTIONS)]


@dataclass(frozen=True, slots=True)
class RankedClaims:
    """The attributions in order of importance, and what is missing."""

    attributions: tuple[Attribution, ...]
    missing: tuple[Uncertainty, ...]


def ground_claim_ranking(
    draft: WeighDraft, article: Article, reading: Analysis
) -> GroundingResult[RankedClaims]:
    """Find the chosen statements among the attributions; hold the questions against the article.

    A statement that stands in the article and that the reading attributes to nobody is no problem:
    it only cannot be put first.
    """
    problems: list[RejectedItem] = []
    chosen: list[Attribution] = []
    for beginning in tidy_items(draft.claims):
        words = find_phrase(article, beginning)
        if words is None:
            reason = "these words do not stand in the article"
            problems.append(RejectedItem(section="claimed_by", text=beginning, reason=reason))
        elif (found := _attributed(words, article, reading)) is not None:
            chosen.append(found)
    missing = []
    for question in tidy_items(draft.open):
        problem = _problem_of(question, article, reading)
        if problem is None:
            missing.append(Uncertainty(kind="open_question", note=question))
        else:
            problems.append(RejectedItem(section="uncertainty", text=question, reason=problem))
    return GroundingResult(
        RankedClaims(tuple(dict.fromkeys(chosen)), tuple(missing)), tuple(problems)
    )


def _attributed(words: Evidence, article: Article, reading: Analysis) -> Attribution | None:
    """Return the attribution that holds ``words``, or else the first one of their sentence."""
    sentence = article.sentences[article.sentence_at(words.start)]
    for span in (Span(words.start, words.end), Span(*sentence)):
        for attribution in reading.attributions:
            if any(part.overlaps(span) for part in attribution.content):
                return attribution
    return None


def _problem_of(question: str, article: Article, reading: Analysis) -> str | None:
    if not re.search(r"\?\s*$", question):
        return "it is no question"
    foreign = unknown_names(question, article.text, article, reading)
    if foreign:
        return f"{foreign[0]!r} is not in the article"
    if numbers_of(question) - numbers_of(article.text):
        return "it holds a number that is not in the article"
    wanted = content_words(question)
    for start, end in article.sentences:
        held = len(wanted & content_words(article.text[start:end]))
        if wanted and held >= _ANSWERED * len(wanted):
            return "the article speaks of it"
    return None


CLAIM_RANKING = Pass(
    name="the claims",
    prompt="brief/rank_claims.j2",
    draft=WeighDraft,
    ground=ground_claim_ranking,
    max_tokens=300,
)
