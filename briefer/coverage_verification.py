"""Check what a brief says about its own coverage: brief, article → what was changed.

A brief that hides how many quotations it leaves out, or what was not read, claims to be complete.
"""

from typing import Final, NamedTuple

from briefer.analysis.annotations import Analysis
from briefer.assembly.coverage import coverage_of, limitation_notes
from briefer.assembly.sections import BriefSections
from briefer.schema.article import Article
from briefer.schema.brief import Brief

_COMPUTED: Final = (
    "sentences", "quotations", "quotations_covered", "reporting_words", "reporting_words_covered",
    "attributions", "attributions_covered", "not_covered", "not_read",
)  # fmt: skip


class CoverageResult(NamedTuple):
    """The result of checking what a brief says about its coverage.

    Attributes:
        failures: a message for each figure that is not computed so, and each note that is missing.
        unknown_notes: notes that only the making of a brief gives, such as those about a model.
    """

    failures: tuple[str, ...]
    unknown_notes: tuple[str, ...]


def verify_coverage(brief: Brief, article: Article, analysis: Analysis) -> CoverageResult:
    """Compute figures and notes again.

    Args:
        brief: a brief that was made by the same version.
        article: its article.
        analysis: the analysis of the article.
    """
    profile = brief.provenance.profile
    notes = limitation_notes(
        article,
        analysis,
        summary=brief.summary,
        language=brief.language,
        read_by_model=profile == "capable",
    )
    computed = coverage_of(
        article,
        analysis,
        sections=BriefSections(claimed_by=brief.claimed_by),
        notes=notes,
        profile=profile,
    )
    changed = (
        f"{name!r} is not what the article and the claims give"
        for name in _COMPUTED
        if getattr(brief.coverage, name) != getattr(computed, name)
    )
    missing = (f"it leaves out “{note}”" for note in notes if note not in brief.coverage.notes)
    return CoverageResult(
        failures=(*changed, *missing),
        unknown_notes=tuple(note for note in brief.coverage.notes if note not in notes),
    )
