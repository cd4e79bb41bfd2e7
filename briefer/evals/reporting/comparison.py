"""The items of a brief next to those of gold, paired as the scorers pair them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

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
from briefer.rendering import labels
from briefer.schema.article import Article
from briefer.schema.brief import Brief, Claim, SummaryPoint, Uncertainty, What, When, Where, Who
from briefer.schema.evidence import Evidence

State = Literal["found", "faulty", "missed", "omitted", "spurious"]
"""``faulty``: found, but with a fault; ``omitted``: an optional gold item that the brief lacks."""

Found = TypeVar("Found", SummaryPoint, Who, What, Where, When, Claim, Uncertainty)
Expected = TypeVar("Expected", GoldItem, GoldTime, GoldClaim, GoldUncertainty)


class Side(NamedTuple):
    """An item of the brief or of gold, with its evidence."""

    text: str
    evidence: tuple[Evidence, ...] = ()


class Row(NamedTuple):
    """An item of the brief, of gold, or a pair of both.

    Attributes:
        state: how the two compare.
        brief: the brief's item, if any.
        gold: gold's item, if any.
        faults: what is wrong with the brief's item.
    """

    state: State
    brief: Side | None
    gold: Side | None
    faults: tuple[str, ...] = ()


class Section(NamedTuple):
    """A section of a brief next to the same section of gold.

    Attributes:
        title: the heading.
        rows: its items; None if the suite does not score the section.
    """

    title: str
    rows: tuple[Row, ...] | None


def compare_with_gold(brief: Brief, case: Case) -> tuple[Section, ...]:
    """Return the brief and its gold side by side, section by section."""
    gold, article = case.gold, case.article
    who = _rows(brief.who, item_lists.pair_who(brief, gold), article, _no_faults)
    what = _rows(brief.what, item_lists.pair_what(brief, gold), article, _no_faults)
    where = _rows(brief.where, item_lists.pair_where(brief, gold), article, _no_faults)
    when = _rows(brief.when, item_lists.pair_when(brief, gold), article, _time_faults)
    claimed_by = _rows(
        brief.claimed_by,
        claims.pair_claims(brief, gold.claimed_by or (), article),
        article,
        _claim_faults,
    )
    uncertainty = _rows(
        brief.uncertainty,
        pair_uncertainty(brief.uncertainty, gold.uncertainty or (), article),
        article,
        lambda one, other: _uncertainty_faults(one, other, article),
    )
    return (
        Section("Summary", tuple(_summary(brief, case))),
        Section("Who", None if gold.who is None else who),
        Section("What", None if gold.what is None else what),
        Section("Where", None if gold.where is None else where),
        Section("When", None if gold.when is None else when),
        Section("Claimed by", None if gold.claimed_by is None else claimed_by),
        Section("Uncertain", None if gold.uncertainty is None else uncertainty),
    )


def _rows(
    found: Sequence[Found],
    matched: Match[Found, Expected],
    article: Article,
    faults_of: Callable[[Found, Expected], tuple[str, ...]],
) -> tuple[Row, ...]:
    """Return the brief's items in their order, then gold's unpaired items, essential ones first."""
    partners = {id(one): other for one, other in matched.pairs}
    rows = []
    for one in found:
        partner, side = partners.get(id(one)), Side(_text(one), one.evidence)
        if partner is None:
            rows.append(Row("spurious", side, None))
            continue
        faults = faults_of(one, partner)
        state: State = "faulty" if faults else "found"
        rows.append(Row(state, side, _gold_side(partner, article), faults))
    for gold in sorted(matched.missed, key=lambda gold: not gold.essential):
        state = "missed" if gold.essential else "omitted"
        rows.append(Row(state, None, _gold_side(gold, article)))
    return tuple(rows)


def _summary(brief: Brief, case: Case) -> Iterator[Row]:
    """Yield headline and points with the faults of their support, then the missed essentials."""
    faults = support.faults_of_points(brief, case.gold, case.article)
    for point in (brief.headline, *brief.summary):
        reasons = tuple(fault.reason for fault in faults if fault.line == point.text)
        side = Side(point.text, point.evidence)
        yield Row("faulty" if reasons else "found", side, None, reasons)
    for missed in summary.missed_essentials(brief, case.gold):
        yield Row("missed", None, _gold_side(missed, case.article))


def _text(item: SummaryPoint | Who | What | Where | When | Claim | Uncertainty) -> str:
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
            return _time_text(item.phrase, item.value)
        case Claim():
            return f"{labels.source_name(item.source)}: {item.content}"
        case Uncertainty():
            return f"{labels.UNCERTAINTY[item.kind]}: {item.note}"


def _gold_side(item: GoldItem | GoldClaim, article: Article) -> Side:
    evidence = tuple(article.evidence(*span) for span in spans_of(item, article))
    match item:
        case GoldClaim():
            text = f"{item.source}: {item.content}" if item.source else item.content
        case GoldTime():
            text = _time_text(item.text, item.value)
        case GoldUncertainty():
            text = f"{labels.UNCERTAINTY[item.kind]}: {item.text}" if item.kind else item.text
        case _:
            text = item.text
    return Side(text, evidence)


def _time_text(phrase: str, value: str | None) -> str:
    return f"{phrase} → {value}" if value else phrase


def _no_faults(_one: object, _other: object) -> tuple[str, ...]:
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
         f"the hedge should be “{expected.hedge}”" if expected.hedge
         else "there should be no hedge"),
        (expected.source_kind is not None and claim.source.kind != expected.source_kind,
         f"the kind of source should be {_spell_out(expected.source_kind)}"),
        (expected.quote_kind is not None and claim.quote_kind != expected.quote_kind,
         f"the kind of quotation should be {expected.quote_kind}"),
    )  # fmt: skip
    return tuple(fault for is_wrong, fault in checks if is_wrong)


def _uncertainty_faults(
    one: Uncertainty, other: GoldUncertainty, article: Article
) -> tuple[str, ...]:
    if other.kind is None or kind_is_correct(one, other, article):
        return ()
    if one.kind in other.kinds:
        return ("one of the two sides is not shown",)
    return (f"the kind should be {_spell_out(other.kind)}",)


def _spell_out(kind: str | None) -> str:
    return (kind or "").replace("_", " ")
