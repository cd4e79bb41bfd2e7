"""Measures: what is scored, under which of the EBU's dimensions, and which scorer does it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from briefer.article import Article
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.scorers import (
    claims,
    cost,
    item_lists,
    layout,
    main_answers,
    summary,
    support,
    verbatim,
)
from briefer.evals.scoring.scorers import uncertainty as doubts
from briefer.evals.suites.format import Case, Gold, GoldSection
from briefer.schema import Brief

Dimension = Literal[
    "accuracy", "sourcing", "opinion apart from fact", "no editorialising", "context", "form",
    "cost",
]  # fmt: skip
Scorer = Callable[[Brief, Gold, Article], Scores]

SCORERS: tuple[Scorer, ...] = (
    main_answers.score,
    item_lists.score,
    claims.score,
    doubts.score,
    verbatim.score,
    support.score,
    summary.score,
    layout.score,
    cost.score,
)


class Metric(NamedTuple):
    """One figure of a report.

    Attributes:
        name: its name in the scores (``"claims.precision"``).
        dimension: the EBU's name for what it tells.
        label: what it says, in a few words.
        needs: sections of gold of which at least one must be there for it to be scored.
        lower_is_better: whether less is better.
    """

    name: str
    dimension: Dimension
    label: str
    needs: tuple[GoldSection, ...] = ()
    lower_is_better: bool = False

    def applies(self, gold: Gold) -> bool:
        """Tell whether a brief that could not be made fails this measure."""
        if self.dimension == "cost":
            return False
        return not self.needs or any(getattr(gold, section) is not None for section in self.needs)


def _section_measures(section: GoldSection) -> tuple[Metric, ...]:
    return (
        Metric(f"first.{section}", "accuracy", f"first {section}", (section,)),
        Metric(f"{section}.precision", "accuracy", f"{section}: precision", (section,)),
        Metric(f"{section}.recall", "accuracy", f"{section}: recall", (section,)),
        Metric(f"{section}.f1", "accuracy", f"{section}: F1", (section,)),
    )


_CLAIMS: tuple[GoldSection, ...] = ("claimed_by",)
_DOUBTS: tuple[GoldSection, ...] = ("uncertainty",)
_ANSWERS: tuple[GoldSection, ...] = ("who", "what", "where", "when")
_POINTS: tuple[GoldSection, ...] = ("what", "claimed_by", "uncertainty")

METRICS: tuple[Metric, ...] = (
    *_section_measures("who"),
    *_section_measures("what"),
    *_section_measures("where"),
    *_section_measures("when"),
    Metric("first.mean", "accuracy", "first answers: mean", _ANSWERS),
    Metric("when.value", "accuracy", "when: value right", ("when",)),
    Metric("quotes.slices", "accuracy", "evidence verbatim"),
    Metric("quotes.words", "accuracy", "quoted words verbatim"),
    Metric("support.numbers", "accuracy", "numbers borne out"),
    Metric("support.names", "accuracy", "names borne out"),
    Metric("support.negation", "accuracy", "“not” kept"),
    Metric("claims.precision", "sourcing", "claims: precision", _CLAIMS),
    Metric("claims.recall", "sourcing", "claims: recall", _CLAIMS),
    Metric("claims.f1", "sourcing", "claims: F1", _CLAIMS),
    Metric("claims.source", "sourcing", "claims: source right", _CLAIMS),
    Metric("claims.attributed", "sourcing", "attributed precision", _CLAIMS),
    Metric("claims.cue", "sourcing", "claims: cue right", _CLAIMS),
    Metric("claims.source_kind", "sourcing", "claims: source kind", _CLAIMS),
    Metric("claims.quote_kind", "opinion apart from fact", "claims: quote kind", _CLAIMS),
    Metric("support.source", "opinion apart from fact", "claims not told as fact", _CLAIMS),
    Metric("claims.hedge", "no editorialising", "claims: hedge right", _CLAIMS),
    Metric("support.hedge", "no editorialising", "hedges kept"),
    Metric("summary.support", "no editorialising", "summary borne out"),
    Metric("uncertainty.precision", "context", "uncertainty: precision", _DOUBTS),
    Metric("uncertainty.recall", "context", "uncertainty: recall", _DOUBTS),
    Metric("uncertainty.f1", "context", "uncertainty: F1", _DOUBTS),
    Metric("uncertainty.kind", "context", "uncertainty: kind right", _DOUBTS),
    Metric("uncertainty.quiet", "context", "no false alarm", _DOUBTS),
    Metric("summary.coverage", "context", "summary: essentials told", _POINTS),
    Metric("summary.focus", "context", "summary: to the point", _POINTS),
    Metric("form.valid", "form", "valid at first try"),
    Metric("form.kept", "form", "items not rejected"),
    Metric("form.page", "form", "fits one page"),
    Metric("cost.seconds", "cost", "seconds", lower_is_better=True),
    Metric("cost.input_tokens", "cost", "tokens in", lower_is_better=True),
    Metric("cost.output_tokens", "cost", "tokens out", lower_is_better=True),
    Metric("cost.calls", "cost", "calls", lower_is_better=True),
)

HEADLINES: tuple[str, ...] = (
    "first.who", "first.what", "first.where", "first.when", "first.mean",
    "who.f1", "what.f1", "where.f1", "when.f1",
    "claims.f1", "claims.attributed", "uncertainty.f1", "summary.coverage",
)  # fmt: skip
"""The measures by which a brief is compared section by section with the baselines."""


def score_brief(brief: Brief, case: Case) -> Scores:
    """Score a brief against the gold of its case by all measures.

    Raises:
        ValueError: a scorer gave a score under a name that no measure bears.
    """
    scores: Scores = {}
    for scorer in SCORERS:
        scores |= scorer(brief, case.gold, case.article)
    if unknown := sorted(scores.keys() - {one.name for one in METRICS}):
        raise ValueError(f"no measure is called {unknown[0]!r}: add it to MEASURES")
    return scores


def score_failure(case: Case, error: str) -> Scores:
    """Score a brief that could not be made: zero wherever a brief would have been scored."""
    zero = Score(value=0.0, reason=f"no brief: {error}")
    nothing = Score.none("no brief")
    return {m.name: zero if m.applies(case.gold) else nothing for m in METRICS}
