"""Ask the model which claims matter most and which questions the article leaves open.

The model repeats the first words of a claim; code finds the attribution that contains them.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from briefer.analysis.annotations import Analysis, Attribution, Span
from briefer.assembly.limits import MAX_OPEN_QUESTIONS
from briefer.grounding.alignment import find_phrase
from briefer.grounding.line_checker import LineChecker
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema.article import Article
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence
from briefer.text.normalization import content_words, tidy_items

_ANSWERED = 0.8  # share of a question's content words in one sentence that answers it

_Beginning = Annotated[str, Field(max_length=120)]
_Question = Annotated[str, Field(max_length=160)]


class WeighDraft(BaseModel):
    """What the model answers: how the statements begin that matter, and questions."""

    claims: Annotated[list[_Beginning], Field(max_length=8)]
    open: Annotated[list[_Question], Field(max_length=MAX_OPEN_QUESTIONS)]


@dataclass(frozen=True, slots=True)
class RankedClaims:
    """What the model chose, without what the article does not support.

    Attributes:
        attributions: the chosen ones, the most important first.
        open_questions: what a reader would ask and the article leaves open.
    """

    attributions: tuple[Attribution, ...]
    open_questions: tuple[str, ...]


def ground_claim_ranking(draft: WeighDraft, checker: LineChecker) -> GroundingResult[RankedClaims]:
    """Find the chosen statements among the attributions, and check the questions.

    A statement that is in the article but is not attributed to anyone is not a problem: it only
    cannot be ranked.
    """
    article, analysis = checker.article, checker.analysis
    problems: list[RejectedItem] = []
    chosen: list[Attribution] = []
    for beginning in tidy_items(draft.claims):
        words = find_phrase(article, beginning)
        if words is None:
            finding = RejectionFinding(code="words_not_in_article")
            problems.append(RejectedItem(section="claimed_by", text=beginning, findings=(finding,)))
        elif (attribution := _attribution_at(words, article, analysis)) is not None:
            chosen.append(attribution)
    open_questions = []
    for question in tidy_items(draft.open):
        problem = _question_finding(question, checker)
        if problem is None:
            open_questions.append(question)
        else:
            problems.append(RejectedItem(section="uncertainty", text=question, findings=(problem,)))
    return GroundingResult(
        RankedClaims(tuple(dict.fromkeys(chosen)), tuple(open_questions)), tuple(problems)
    )


def _attribution_at(words: Evidence, article: Article, analysis: Analysis) -> Attribution | None:
    """Return the attribution that contains ``words``, or else the first one of their sentence."""
    sentence = article.sentences[article.sentence_at(words.start)]
    for span in (Span(words.start, words.end), Span(*sentence)):
        for attribution in analysis.attributions:
            if any(part.overlaps(span) for part in attribution.content):
                return attribution
    return None


def _question_finding(question: str, checker: LineChecker) -> RejectionFinding | None:
    """Return why a question cannot be shown as an open one, or None."""
    if not re.search(r"\?\s*$", question):
        return RejectionFinding(code="not_a_question")
    absent = {"name_not_in_article", "number_not_in_article"}
    for finding in checker.check(question).findings:
        if finding.code in absent:
            return RejectionFinding(code=finding.code, params=finding.params)
    article = checker.article
    wanted = content_words(question)
    for start, end in article.sentences:
        shared = len(wanted & content_words(article.text[start:end]))
        if wanted and shared >= _ANSWERED * len(wanted):
            return RejectionFinding(code="already_answered")
    return None


CLAIM_RANKING = Pass(
    name="the claims",
    prompt="brief/rank_claims.j2",
    draft=WeighDraft,
    ground=ground_claim_ranking,
    max_tokens=300,
)
