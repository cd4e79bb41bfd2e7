"""Baselines: the lead of the article as a brief, and one plain call to the same model."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from briefer.article import Article
from briefer.evals.eval_prompts import eval_prompts
from briefer.evidence import Evidence
from briefer.grounding.alignment import find_phrase, find_sentences
from briefer.model.protocol import Message, Model
from briefer.schema import (
    Brief,
    Claim,
    Coverage,
    Provenance,
    RejectedItem,
    Source,
    SummaryPoint,
    Uncertainty,
    What,
    When,
    Where,
    Who,
)
from briefer.usage import Usage
from briefer.version import __version__

PLAIN_PROMPT = "plain.j2"
_LEAD_SENTENCES = 3
_MAX_TOKENS = 1500
_FEW = 8
_MANY = 40

Item = TypeVar("Item")


class PlainClaim(BaseModel):
    """One claim of the plain call."""

    content: str
    source: str


class PlainBrief(BaseModel):
    """The flat schema of the plain call: strings, as one would write it at first."""

    who: Annotated[list[str], Field(max_length=_FEW)]
    what: Annotated[list[str], Field(max_length=_FEW)]
    where: Annotated[list[str], Field(max_length=_FEW)]
    when: Annotated[list[str], Field(max_length=_FEW)]
    claims: Annotated[list[PlainClaim], Field(max_length=_MANY)]
    uncertainty: Annotated[list[str], Field(max_length=_FEW)]
    summary: Annotated[list[str], Field(max_length=_FEW)]


async def lead_brief(article: Article) -> Brief:
    """Make a brief of the title and the first sentences; it names nobody and nothing beside."""
    evidence = [article.evidence(*sentence) for sentence in article.sentences[:_LEAD_SENTENCES]]
    points = tuple(SummaryPoint(text=_line(one.quote), evidence=(one,)) for one in evidence)
    title = (
        SummaryPoint(text=article.title, evidence=(evidence[0],)) if article.title else points[0]
    )
    return Brief(
        headline=title,
        summary=points,
        what=(What(event=points[0].text, evidence=points[0].evidence),),
        article=article,
        coverage=Coverage(sentences=len(article.sentences), sentences_read=len(points)),
        provenance=_provenance("lead", Usage(), 0.0),
    )


async def plain_brief(article: Article, *, model: Model) -> Brief:
    """Ask once for everything, and keep what can be found in the article.

    Raises:
        ModelError: the model could not answer, or not in the asked form.
    """
    began = time.monotonic()
    question = eval_prompts().render(PLAIN_PROMPT, {"title": article.title, "text": article.text})
    messages: list[Message] = [{"role": "user", "content": question}]
    reply = await model.ask(messages, PlainBrief, max_tokens=_MAX_TOKENS)
    return _grounded(reply.answer, article, _provenance(model.name, reply.usage, began))


def _grounded(answer: PlainBrief, article: Article, provenance: Provenance) -> Brief:
    """Give each line the words that it rests on; what has none is left out."""
    refused: list[RejectedItem] = []

    def kept(section: str, texts: Iterable[str], made: Iterable[Item | None]) -> tuple[Item, ...]:
        held = []
        for text, item in zip(texts, made, strict=True):
            if item is None:
                reason = "no words of the article bear it out"
                refused.append(RejectedItem(section=section, text=text, reason=reason))
            else:
                held.append(item)
        return tuple(held)

    summary = kept("summary", answer.summary, (_point(text, article) for text in answer.summary))
    first = article.evidence(*article.sentences[0])
    return Brief(
        headline=summary[0]
        if summary
        else SummaryPoint(text=_line(first.quote), evidence=(first,)),
        summary=summary,
        who=kept("who", answer.who, (_who(text, article) for text in answer.who)),
        what=kept("what", answer.what, (_what(text, article) for text in answer.what)),
        where=kept("where", answer.where, (_where(text, article) for text in answer.where)),
        when=kept("when", answer.when, (_when(text, article) for text in answer.when)),
        claimed_by=kept(
            "claimed_by",
            [claim.content for claim in answer.claims],
            (_claim(claim, article) for claim in answer.claims),
        ),
        uncertainty=kept(
            "uncertainty",
            answer.uncertainty,
            (_doubt(text, article) for text in answer.uncertainty),
        ),
        article=article,
        coverage=Coverage(
            sentences=len(article.sentences),
            sentences_read=len(article.sentences),
            rejected=tuple(refused),
        ),
        provenance=provenance,
    )


def _passage(text: str, article: Article) -> tuple[Evidence, ...]:
    """Find the words themselves, or else the sentences that say as much."""
    phrase = find_phrase(article, text) if text.strip() else None
    if phrase is not None:
        return (phrase,)
    found = find_sentences(article, text)
    return tuple(article.evidence(*article.sentences[index]) for index in found)


def _point(text: str, article: Article) -> SummaryPoint | None:
    evidence = _passage(text, article)
    return SummaryPoint(text=text, evidence=evidence) if evidence else None


def _who(text: str, article: Article) -> Who | None:
    evidence = find_phrase(article, text)
    return Who(name=text, kind="other", evidence=(evidence,)) if evidence else None


def _what(text: str, article: Article) -> What | None:
    evidence = _passage(text, article)
    return What(event=text, evidence=evidence) if evidence else None


def _where(text: str, article: Article) -> Where | None:
    evidence = find_phrase(article, text)
    return Where(place=text, evidence=(evidence,)) if evidence else None


def _when(text: str, article: Article) -> When | None:
    evidence = find_phrase(article, text)
    return When(phrase=text, evidence=(evidence,)) if evidence else None


def _claim(claim: PlainClaim, article: Article) -> Claim | None:
    evidence = _passage(claim.content, article)
    if not evidence:
        return None
    named = find_phrase(article, claim.source) if claim.source.strip() else None
    source = Source(
        name=claim.source.strip() or "unknown",
        kind="person" if named else "unknown",
        evidence=(named,) if named else (),
    )
    return Claim(content=claim.content, source=source, quote_kind="indirect", evidence=evidence)


def _doubt(text: str, article: Article) -> Uncertainty | None:
    evidence = _passage(text, article)
    return Uncertainty(kind="hedged", note=text, evidence=evidence) if evidence else None


def _provenance(model: str, usage: Usage, began: float) -> Provenance:
    return Provenance(
        model=model,
        version=__version__,
        created=datetime.now(UTC),
        calls=usage.calls,
        reasks=usage.reasks,
        input_tokens=usage.input_tokens,
        cached_tokens=usage.cached_tokens,
        output_tokens=usage.output_tokens,
        seconds=round(time.monotonic() - began, 3) if began else 0.0,
    )


def _line(text: str) -> str:
    return " ".join(text.split())
