"""Beside: a brief's items next to those of gold, as the scorers pair them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from briefer.article import Article
from briefer.evals.scoring.matching import Match
from briefer.evals.scoring.scorers import claims, item_lists, summary, support
from briefer.evals.scoring.scorers.uncertainty import kind_is_correct, pair_uncertainty
from briefer.evals.scoring.similarity import value_similarity
from briefer.evals.suites.format import (
    Case,
    GoldClaim,
    GoldItem,
    GoldTime,
    GoldUncertainty,
    spans_of,
)
from briefer.evidence import Evidence
from briefer.rendering import labels
from briefer.schema import Brief, Claim, SummaryPoint, Uncertainty, What, When, Where, Who

State = Literal["found", "partly", "missed", "spared", "spurious"]
"""``partly``: found, with a fault; ``spared``: left out, and it was optional."""

Found = TypeVar("Found", SummaryPoint, Who, What, Where, When, Claim, Uncertainty)
Expected = TypeVar("Expected", GoldItem, GoldTime, GoldClaim, GoldUncertainty)


class Side(NamedTuple):
    """An item as one side has it: its text, and what it rests on."""

    text: str
    evidence: tuple[Evidence, ...] = ()


class Row(NamedTuple):
    """An item of a brief, of gold, or of both.

    Attributes:
        state: how the two compare.
        ours: the brief's item, if it has one.
        gold: gold's item, if it has one.
        faults: what is wrong with the brief's.
    """

    state: State
    ours: Side | None
    gold: Side | None
    faults: tuple[str, ...] = ()


class Section(NamedTuple):
    """A section of a brief beside the same of gold.

    Attributes:
        title: what readers call it.
        rows: its items; None when the suite does not score the section.
    """

    title: str
    rows: tuple[Row, ...] | None


def compare_with_gold(brief: Brief, case: Case) -> tuple[Section, ...]:
    """Set a brief beside gold, section by section."""
    gold, article = case.gold, case.article
    who = _rows(brief.who, item_lists.pair_who(brief, gold), article, _nothing)
    what = _rows(brief.what, item_lists.pair_what(brief, gold), article, _nothing)
    where = _rows(brief.where, item_lists.pair_where(brief, gold), article, _nothing)
    when = _rows(brief.when, item_lists.pair_when(brief, gold), article, _time_faults)
    said = _rows(
        brief.claimed_by,
        claims.pair_claims(brief, gold.claimed_by or (), article),
        article,
        _claim_faults,
    )
    doubts = _rows(
        brief.uncertainty,
        pair_uncertainty(brief.uncertainty, gold.uncertainty or (), article),
        article,
        lambda one, other: _doubt_faults(one, other, article),
    )
    return (
        Section("Summary", tuple(_summary(brief, case))),
        Section("Who", None if gold.who is None else who),
        Section("What", None if gold.what is None else what),
        Section("Where", None if gold.where is None else where),
        Section("When", None if gold.when is None else when),
        Section("Claimed by", None if gold.claimed_by is None else said),
        Section("Uncertain", None if gold.uncertainty is None else doubts),
    )


def _rows(
    found: Sequence[Found],
    pairs: Match[Found, Expected],
    article: Article,
    faults_of: Callable[[Found, Expected], tuple[str, ...]],
) -> tuple[Row, ...]:
    """Keep the order of the brief; what it lacks follows."""
    partner = {id(one): other for one, other in pairs.pairs}
    rows = []
    for one in found:
        other, ours = partner.get(id(one)), Side(_said(one), one.evidence)
        if other is None:
            rows.append(Row("spurious", ours, None))
            continue
        faults = faults_of(one, other)
        rows.append(Row("partly" if faults else "found", ours, _wanted(other, article), faults))
    missed = sorted(pairs.missed, key=lambda other: not other.essential)
    rows += [Row("missed" if o.essential else "spared", None, _wanted(o, article)) for o in missed]
    return tuple(rows)


def _summary(brief: Brief, case: Case) -> Iterator[Row]:
    """Judge headline and points by what bears them out, and name the essentials not told."""
    faults = support.faults_of_points(brief, case.gold, case.article)
    for point in (brief.headline, *brief.summary):
        wrong = tuple(fault.reason for fault in faults if fault.line == point.text)
        yield Row("partly" if wrong else "found", Side(point.text, point.evidence), None, wrong)
    for missed in summary.missed_essentials(brief, case.gold):
        yield Row("missed", None, _wanted(missed, case.article))


def _said(item: SummaryPoint | Who | What | Where | When | Claim | Uncertainty) -> str:
    match item:
        case SummaryPoint():
            return item.text
        case Who():
            return f"{item.name}, {item.role}" if item.role else item.name
        case What():
            return item.event
        case Where():
            return item.place
        case When():
            return _time(item.phrase, item.value)
        case Claim():
            return f"{labels.source_name(item.source)}: {item.content}"
        case Uncertainty():
            return f"{labels.UNCERTAINTY[item.kind]}: {item.note}"


def _wanted(item: GoldItem | GoldClaim, article: Article) -> Side:
    evidence = tuple(article.evidence(*span) for span in spans_of(item, article))
    match item:
        case GoldClaim():
            text = f"{item.source}: {item.content}" if item.source else item.content
        case GoldTime():
            text = _time(item.text, item.value)
        case GoldUncertainty():
            text = f"{labels.UNCERTAINTY[item.kind]}: {item.text}" if item.kind else item.text
        case _:
            text = item.text
    return Side(text, evidence)


def _time(phrase: str, value: str | None) -> str:
    return f"{phrase} → {value}" if value else phrase


def _nothing(_one: object, _other: object) -> tuple[str, ...]:
    return ()


def _time_faults(one: When, other: GoldTime) -> tuple[str, ...]:
    if other.value is None or (one.value and value_similarity(one.value, other.value) == 1):
        return ()
    return (f"the value should be {other.value}",)


def _claim_faults(claim: Claim, expected: GoldClaim) -> tuple[str, ...]:
    checks = (
        (bool(expected.sources) and not claims.source_is_correct(claim, expected),
         f"the source should be {expected.source}"),
        (expected.cue is not None and not claims.cue_is_correct(claim, expected),
         f"the cue should be “{expected.cue}”"),
        (expected.scores_hedge and not claims.hedge_is_correct(claim, expected),
         f"the hedge should be “{expected.hedge}”" if expected.hedge else "there is no hedge"),
        (expected.source_kind is not None and claim.source.kind != expected.source_kind,
         f"the source is of the kind {_spelt(expected.source_kind)}"),
        (expected.quote_kind is not None and claim.quote_kind != expected.quote_kind,
         f"the quotation is {expected.quote_kind}"),
    )  # fmt: skip
    return tuple(fault for wrong, fault in checks if wrong)


def _doubt_faults(one: Uncertainty, other: GoldUncertainty, article: Article) -> tuple[str, ...]:
    if other.kind is None or kind_is_correct(one, other, article):
        return ()
    if one.kind == other.kind:
        return ("one of the two sides is not shown",)
    return (f"the kind should be {_spelt(other.kind)}",)


def _spelt(kind: str | None) -> str:
    return (kind or "").replace("_", " ")
