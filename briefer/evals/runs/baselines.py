"""Two baseline systems: the article's lead as a brief, and one plain call to the same model."""

import time
from collections.abc import Iterable
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from briefer.assembly.provenance import provenance_of
from briefer.evals.eval_prompts import eval_prompts
from briefer.evals.runs.sentence_search import find_sentences
from briefer.grounding.alignment import find_phrase
from briefer.model.protocol import Message, Model
from briefer.schema.article import Article
from briefer.schema.brief import (
    Brief,
    Claim,
    Source,
    SummaryPoint,
    Uncertainty,
    What,
    When,
    Where,
    Who,
)
from briefer.schema.coverage import Coverage, Provenance, RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence

PLAIN_PROMPT = "plain.j2"
_LEAD_SENTENCES = 3
_MAX_TOKENS = 1500
_MAX_ITEMS = 8
_MAX_CLAIMS = 40

Item = TypeVar("Item")


class PlainClaim(BaseModel):
    """One claim of the plain call."""

    content: str
    source: str


class PlainBrief(BaseModel):
    """The flat schema of the plain call: strings, as one would write it at first."""

    who: Annotated[list[str], Field(max_length=_MAX_ITEMS)]
    what: Annotated[list[str], Field(max_length=_MAX_ITEMS)]
    where: Annotated[list[str], Field(max_length=_MAX_ITEMS)]
    when: Annotated[list[str], Field(max_length=_MAX_ITEMS)]
    claims: Annotated[list[PlainClaim], Field(max_length=_MAX_CLAIMS)]
    uncertainty: Annotated[list[str], Field(max_length=_MAX_ITEMS)]
    summary: Annotated[list[str], Field(max_length=_MAX_ITEMS)]


async def lead_brief(article: Article) -> Brief:
    """Return a brief of the title and the first sentences, without people, places or claims."""
    started = time.monotonic()
    evidence = [article.evidence(*sentence) for sentence in article.sentences[:_LEAD_SENTENCES]]
    points = tuple(SummaryPoint(text=_one_line(one.quote), evidence=(one,)) for one in evidence)
    title = (
        SummaryPoint(text=article.title, evidence=(evidence[0],)) if article.title else points[0]
    )
    return Brief(
        headline=title,
        summary=points,
        what=(What(event=points[0].text, evidence=points[0].evidence),),
        article=article,
        coverage=Coverage(sentences=len(article.sentences), sentences_read=len(points)),
        provenance=provenance_of("lead", started=started),
    )


async def plain_brief(article: Article, *, model: Model) -> Brief:
    """Ask the model once for everything, and keep what can be found in the article.

    Raises:
        ModelError: the model did not answer, or its answer does not have the schema.
    """
    started = time.monotonic()
    question = eval_prompts().render(PLAIN_PROMPT, {"title": article.title, "text": article.text})
    messages: list[Message] = [{"role": "user", "content": question}]
    reply = await model.ask(messages, PlainBrief, max_tokens=_MAX_TOKENS)
    return _grounded(
        reply.answer, article, provenance_of(model, started=started, usage=reply.usage)
    )


def _grounded(answer: PlainBrief, article: Article, provenance: Provenance) -> Brief:
    """Attach evidence to each line of the answer; a line without evidence is rejected."""
    rejected: list[RejectedItem] = []

    def accepted(
        section: str, texts: Iterable[str], items: Iterable[Item | None]
    ) -> tuple[Item, ...]:
        with_evidence = []
        for text, item in zip(texts, items, strict=True):
            if item is None:
                finding = RejectionFinding(code="not_in_article")
                rejected.append(RejectedItem(section=section, text=text, findings=(finding,)))
            else:
                with_evidence.append(item)
        return tuple(with_evidence)

    points = (_point(text, article) for text in answer.summary)
    summary = accepted("summary", answer.summary, points)
    first = article.evidence(*article.sentences[0])
    return Brief(
        headline=summary[0]
        if summary
        else SummaryPoint(text=_one_line(first.quote), evidence=(first,)),
        summary=summary,
        who=accepted("who", answer.who, (_who(text, article) for text in answer.who)),
        what=accepted("what", answer.what, (_what(text, article) for text in answer.what)),
        where=accepted("where", answer.where, (_where(text, article) for text in answer.where)),
        when=accepted("when", answer.when, (_when(text, article) for text in answer.when)),
        claimed_by=accepted(
            "claimed_by",
            [claim.content for claim in answer.claims],
            (_claim(claim, article) for claim in answer.claims),
        ),
        uncertainty=accepted(
            "uncertainty",
            answer.uncertainty,
            (_uncertainty(text, article) for text in answer.uncertainty),
        ),
        article=article,
        coverage=Coverage(
            sentences=len(article.sentences),
            sentences_read=len(article.sentences),
            rejected=tuple(rejected),
        ),
        provenance=provenance,
    )


def _passage(text: str, article: Article) -> tuple[Evidence, ...]:
    """Find the text verbatim, or else the sentences that say the same."""
    phrase = find_phrase(article, text) if text.strip() else None
    if phrase is not None:
        return (phrase,)
    indices = find_sentences(article, text)
    return tuple(article.evidence(*article.sentences[index]) for index in indices)


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
    source_evidence = find_phrase(article, claim.source) if claim.source.strip() else None
    source = Source(
        name=claim.source.strip() or "unknown",
        kind="person" if source_evidence else "unknown",
        evidence=(source_evidence,) if source_evidence else (),
    )
    return Claim(content=claim.content, source=source, quote_kind="indirect", evidence=evidence)


def _uncertainty(text: str, article: Article) -> Uncertainty | None:
    evidence = _passage(text, article)
    return Uncertainty(kind="hedged", note=text, evidence=evidence) if evidence else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
