"""The uncertainty pass: what a reader should not take as settled, in the model's judgement.

The model writes a note and copies the words that show it; code locates the words.
"""

from collections.abc import Iterable
from typing import Annotated, ClassVar, get_args

from pydantic import BaseModel, Field

from briefer.analysis.annotations import Span
from briefer.assembly.points import rejection_findings
from briefer.grounding.alignment import find_phrase
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.unstated import Unstated
from briefer.passes.capable.rows import Row, kind_of
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema.article import Article
from briefer.schema.brief import Uncertainty
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import UncertaintyKind, least_evidence
from briefer.text.normalization import says_nothing, tidy

_MAX_MORE = 2  # sentences that complete the evidence of a note
_NOT_LOCATED = RejectionFinding(code="words_not_in_article")
_Kind = Annotated[UncertaintyKind | None, kind_of(get_args(UncertaintyKind), otherwise=None)]
_Note = Annotated[str, Field(max_length=400)]
_Quote = Annotated[str, Field(max_length=400)]


class UncertaintyItemDraft(Row):
    """One thing that is uncertain, as the model describes it."""

    LAYOUT: ClassVar[str] = "kind|note|quote|quote of the other side"

    kind: _Kind = None
    note: _Note = ""
    quotes: Annotated[list[_Quote], Field(max_length=6)] = Field(default_factory=list)


class UncertaintyDraft(BaseModel):
    """What the model answers."""

    uncertainty: Annotated[list[UncertaintyItemDraft], Field(max_length=20)]


def ground_uncertainty(
    draft: UncertaintyDraft, checker: LineChecker
) -> GroundingResult[tuple[Uncertainty, ...]]:
    """Locate the words of each item, and check its note; what fails becomes a problem."""
    items: list[Uncertainty] = []
    problems: list[RejectedItem] = []

    def reject(text: str, *findings: RejectionFinding) -> None:
        problems.append(RejectedItem(section="uncertainty", text=text, findings=findings))

    for one in draft.uncertainty:
        note = tidy(one.note)
        if says_nothing(note):
            continue
        if one.kind is None:
            reject(note, RejectionFinding(code="invalid_value", params={"message": "the kind"}))
            continue
        if invented := checker.note_faults(note, is_question=one.kind == "open_question"):
            reject(note, *rejection_findings(invented))
            continue
        quotes = [quote for quote in one.quotes if not says_nothing(quote)]
        found = [_located(quote, checker) for quote in quotes]
        evidence = _readable(filter(None, found), checker.article)
        if len(evidence) < least_evidence(one.kind):
            reject(note, _NOT_LOCATED)
            continue
        for quote, words in zip(quotes, found, strict=True):
            if words is None:
                reject(tidy(quote), _NOT_LOCATED)
        evidence = _completed(note, evidence, checker)
        items.append(Uncertainty(kind=one.kind, note=note, evidence=evidence))
    return GroundingResult(tuple(items), tuple(problems))


UNCERTAINTY = Pass(
    name="the uncertainty",
    prompt="capable/uncertainty.j2",
    draft=UncertaintyDraft,
    ground=ground_uncertainty,
    max_tokens=1_500,
    numbered=True,
)


def _located(quote: str, checker: LineChecker) -> Evidence | None:
    """Find a quote in the article; what only an order has does not count."""
    found = find_phrase(checker.article, quote)
    if found is None or Unstated(checker.analysis).orders(Span(found.start, found.end)):
        return None
    return found


def _completed(
    note: str, evidence: tuple[Evidence, ...], checker: LineChecker
) -> tuple[Evidence, ...]:
    """Add the sentences that have the names and figures of a note that its evidence lacks."""
    article = checker.article
    places = [article.sentence_at(one.start) for one in evidence]
    if not places:
        return evidence
    more = checker.completed(note, places, limit=len(places) + _MAX_MORE)[len(places) :]
    return (*evidence, *(article.evidence(*article.sentences[place]) for place in more))


def _readable(found: Iterable[Evidence], article: Article) -> tuple[Evidence, ...]:
    """Return the sentences of some words; where two of them share one sentence, the words."""
    words = tuple(dict.fromkeys(found))
    places = [article.sentence_at(one.start) for one in words]
    return tuple(
        article.evidence(*article.sentences[place]) if places.count(place) == 1 else one
        for one, place in zip(words, places, strict=True)
    )
