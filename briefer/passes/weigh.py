"""Weighing: which of the claims found matter most, and what the article leaves open."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from briefer.article import Article
from briefer.grounding.alignment import content_words
from briefer.grounding.naming import foreign_names
from briefer.grounding.numerals import numbers_of
from briefer.passes.engine import Grounded, Pass
from briefer.reading.candidates import Attribution, Reading
from briefer.schema import Rejected, Uncertainty

MOST_CHOSEN = 8
_LEAST_CHOSEN = 3
_SHOWN_WORDS = 16  # of a claim, in the prompt
_MOST_OPEN = 2
_ANSWERED = 0.8  # share of a question's content words in one sentence: then it is no open one


_Id = Annotated[str, Field(max_length=5)]
_Question = Annotated[str, Field(max_length=160)]


class WeighDraft(BaseModel):
    """What the model answers: ids, and questions."""

    claims: Annotated[list[_Id], Field(max_length=MOST_CHOSEN)]
    open: Annotated[list[_Question], Field(max_length=2)]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The attributions in order of importance, and what is missing."""

    attributions: tuple[Attribution, ...]
    missing: tuple[Uncertainty, ...]


def claim_ids(reading: Reading) -> dict[str, Attribution]:
    """Give each attribution the id under which the model knows it."""
    shown = [
        found
        for found in reading.attributions
        if not any(order.meets(part) for order in reading.orders for part in found.content)
    ]
    return {f"c{number}": found for number, found in enumerate(shown, start=1)}


def _variables(article: Article, reading: Reading) -> dict[str, object]:
    claims = [
        {
            "id": key,
            "source": found.speaker.text,
            "cue": found.cue.of(article.text),
            "content": _shortened(" ".join(part.of(article.text) for part in found.content)),
        }
        for key, found in claim_ids(reading).items()
    ]
    return {"claims": claims, "least": min(_LEAST_CHOSEN, len(claims)), "most": MOST_CHOSEN}


def _shortened(content: str) -> str:
    words = content.replace('"', "").split()
    return " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")


def ground_weighing(draft: WeighDraft, article: Article, reading: Reading) -> Grounded[Weighed]:
    """Hold the choice against the ids that were shown, and the questions against the article."""
    known = claim_ids(reading)
    problems: list[Rejected] = []
    chosen: dict[str, Attribution] = {}
    for answer in draft.claims:
        key = answer.strip().lower()
        if key in known:
            chosen[key] = known[key]
        else:
            reason = "there is no claim of this id"
            problems.append(Rejected(section="claimed_by", text=answer, reason=reason))
    missing = []
    for question in draft.open[:_MOST_OPEN]:
        problem = _problem_of(question, article, reading)
        if problem is None:
            missing.append(Uncertainty(kind="missing", note=" ".join(question.split())))
        else:
            problems.append(Rejected(section="uncertainty", text=question, reason=problem))
    return Grounded(Weighed(tuple(chosen.values()), tuple(missing)), tuple(problems))


def _problem_of(question: str, article: Article, reading: Reading) -> str | None:
    if not re.search(r"\?\s*$", question):
        return "it is no question"
    foreign = foreign_names(question, article.text, article, reading)
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


WEIGH = Pass(
    name="the claims",
    prompt="brief/weigh.j2",
    draft=WeighDraft,
    variables=_variables,
    ground=ground_weighing,
    max_tokens=300,
)
